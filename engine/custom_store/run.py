"""
The regular work of a custom store: notices first, then the mirror.
"""

from engine.custom_store.mirror import is_complete, refresh
from engine.custom_store.notices import apply_pending
from engine.custom_store.webhooks import register, urgent_cursor
from engine.domain.outcome import Outcome
from engine.domain.records import CustomStore
from engine.flows.budget import slice_budget
from engine.ports.world import World


def run(world: World, store: CustomStore, *, patient: bool) -> list[Outcome]:
    """
    Apply the notices that wait, see to the webhooks, refresh the mirror by one slice.

    Raises:
        CannotAnswer: Cin7 Core is unable for now.
        CredentialsRefused: Cin7 Core does not know the organisation's key.
    """
    organisation = world.ledger.organisations.get(store.organisation)
    if organisation is None:
        return []
    outcomes = apply_pending(world, store, patient=patient)
    register(world, store, patient=patient)
    # Whatever comes from here on wants another run.
    world.ledger.cursors.drop(urgent_cursor(store.organisation))
    sales = world.vendors.sales(organisation, patient=patient)
    budget = slice_budget(world.clock)
    return outcomes + refresh(world, store, sales, budget=budget)


def is_unfinished(world: World, organisation: str) -> bool:
    """
    Tell whether notices or sales wait.
    """
    waiting = world.ledger.inbox.pending(organisation, now=world.clock.now())
    return bool(waiting) or not is_complete(world, organisation)


def is_urgent(world: World, organisation: str) -> bool:
    """
    Tell whether Cin7 Core has told of something since the last run.
    """
    return world.ledger.cursors.get(urgent_cursor(organisation)) is not None
