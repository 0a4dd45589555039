"""
Compares both sides for each method in use, and mends what a person chose.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from engine.domain.outcome import Outcome, failed, unchanged
from engine.domain.reconciliation import Comparison, Difference, Repair
from engine.domain.records import Organisation, State
from engine.domain.ship_plan import Impossible
from engine.flows.outbound import WINDOW_DAYS
from engine.ports.vendors import Rejected
from engine.ports.world import World
from engine.reconciliation.connection import ConnectedOrders
from engine.reconciliation.custom_store import PulledOrders
from engine.reconciliation.sides import BEFORE, Cin7Side, Place


@dataclass(frozen=True, slots=True)
class Repaired:
    """
    What became of a difference that a person chose.
    """

    difference: str
    outcome: Outcome


def reconcile(
    world: World, organisation: Organisation, *, patient: bool
) -> tuple[Comparison, ...]:
    """
    Return how both sides differ, for each method in use; nothing is changed.

    Raises:
        CannotAnswer: One of the vendors is unable for now.
    """
    places = _places(world, organisation, patient=patient)
    return tuple(place.compare() for place in places)


def repair(
    world: World, organisation: Organisation, wanted: Collection[str], *, patient: bool
) -> list[Repaired]:
    """
    Compare once more, and mend those of the differences that are there still.

    Raises:
        CannotAnswer: One of the vendors is unable for now; what was mended stays so.
    """
    done: list[Repaired] = []
    for place in _places(world, organisation, patient=patient):
        for difference in place.compare().differences:
            name = difference.id(place.place)
            if name in wanted:
                outcomes = _repaired(place, difference)
                done += [Repaired(name, one) for one in outcomes]
    gone = set(wanted) - {one.difference for one in done}
    told = "there is no such difference, or no longer"
    return done + [Repaired(one, unchanged("", "gone", told)) for one in sorted(gone)]


def _places(
    world: World, organisation: Organisation, *, patient: bool
) -> Iterator[Place]:
    """
    Yield the methods in use; they share one reading of Cin7 Core.
    """
    store = world.ledger.custom_stores.get(organisation.id)
    days = max(WINDOW_DAYS, store.window_days)
    account = world.vendors.sales(organisation, patient=patient)
    since = world.clock.now() - timedelta(days=days) - BEFORE
    cin7 = Cin7Side(account, since)
    if store.is_enabled:
        yield PulledOrders(world, store, cin7, patient=patient)
    for connection in world.ledger.connections.all(organisation.id):
        if connection.state is not State.DISCONNECTED:
            yield ConnectedOrders(world, connection, cin7, patient=patient)


def _repaired(place: Place, difference: Difference) -> Sequence[Outcome]:
    number = difference.order_number
    if difference.repair is None:
        told = f"only a person knows whether {difference.cin7_core} is right"
        return [unchanged(number, "no_repair", told)]
    deeds = {
        Repair.SEND_AGAIN: place.send_again,
        Repair.IMPORT: place.import_order,
        Repair.APPLY_SHIPMENT: place.apply_shipment,
        Repair.TAKE_NUMBER: place.take_numbers,
        Repair.REMOVE_NUMBER: place.remove_numbers,
        Repair.ADOPT: place.adopt,
    }
    try:
        return deeds[difference.repair](difference)
    except Impossible as problem:
        return place.noted(failed(number, problem.reason, str(problem)))
    except Rejected as problem:
        return place.noted(failed(number, "rejected", str(problem)))
