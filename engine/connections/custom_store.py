"""
Enables and disables an organisation's custom store, and changes its settings.
"""

from engine.connections.connect import account_of
from engine.connections.organisations import find
from engine.connections.slots import begin, end
from engine.domain.method_policy import Method
from engine.domain.records import CustomStore
from engine.ports.world import World


def set_custom_store(
    world: World, store: CustomStore, *, changes_type: bool = False
) -> tuple[str, ...]:
    """
    Store the settings and return the warnings of the method policy.

    What was read under other settings is read anew, and a wider window is listed
    from its beginning.

    Raises:
        NotFound: There is no such organisation.
        MethodRefused: The policy forbids to enable it; then nothing changes.
        ChangeNotConfirmed: A shipping service would have to end for it.
        KeysRefused: ShipStation does not know the pair for comparing.
        VendorSilent: ShipStation could not be asked about the pair.
    """
    organisation = find(world, store.organisation)
    before = world.ledger.custom_stores.get(organisation.id)
    if store.keys is not None and store.keys != before.keys:
        account_of(world, store.keys)
    warnings: tuple[str, ...] = ()
    with world.ledger.transaction():
        before = world.ledger.custom_stores.get(organisation.id)
        if store.is_enabled and not before.is_enabled:
            warnings = begin(
                world, organisation, Method.CUSTOM_STORE, changes_type=changes_type
            )
        world.ledger.custom_stores.put(store)
        if not store.is_enabled:
            end(world, organisation.id, Method.CUSTOM_STORE)
        if not store.judges_as(before):
            world.ledger.mirror.want_again(organisation.id)
        if store.window_days > before.window_days:
            world.ledger.cursors.drop(store.cursor)
    return warnings
