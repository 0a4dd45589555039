"""
Enables and disables an organisation's custom store, and changes its settings.
"""

from engine.connections.organisations import find
from engine.connections.slots import begin, end
from engine.domain.method_policy import Method
from engine.domain.records import CustomStore
from engine.ports.world import World


def set_custom_store(world: World, store: CustomStore) -> tuple[str, ...]:
    """
    Store the settings and return the warnings of the method policy.

    Raises:
        NotFound: There is no such organisation.
        MethodRefused: The policy forbids to enable it; then nothing changes.
    """
    organisation = find(world, store.organisation)
    warnings: tuple[str, ...] = ()
    with world.ledger.transaction():
        before = world.ledger.custom_stores.get(organisation.id)
        if store.is_enabled and not before.is_enabled:
            warnings = begin(world, organisation, Method.CUSTOM_STORE)
        world.ledger.custom_stores.put(store)
        if not store.is_enabled:
            end(world, organisation.id, Method.CUSTOM_STORE)
    return warnings
