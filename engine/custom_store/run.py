"""
The regular work of a custom store: notices first, then the mirror.
"""

from engine.custom_store.budget import slice_budget
from engine.custom_store.mirror import is_complete, refresh
from engine.custom_store.notices import apply_pending
from engine.domain.outcome import Outcome
from engine.domain.records import CustomStore
from engine.ports.world import World


def run(world: World, store: CustomStore, *, patient: bool) -> list[Outcome]:
    """
    Apply the notices that wait and refresh the mirror by one slice.

    Raises:
        CannotAnswer: Cin7 Core is unable for now.
        CredentialsRefused: Cin7 Core does not know the organisation's key.
    """
    organisation = world.ledger.organisations.get(store.organisation)
    if organisation is None:
        return []
    outcomes = apply_pending(world, store, patient=patient)
    sales = world.vendors.sales(organisation, patient=patient)
    budget = slice_budget(world.clock)
    return outcomes + refresh(world, store, sales, budget=budget)


def is_unfinished(world: World, organisation: str) -> bool:
    """
    Tell whether notices or sales wait.
    """
    return bool(world.ledger.inbox.pending(organisation)) or not is_complete(
        world, organisation
    )
