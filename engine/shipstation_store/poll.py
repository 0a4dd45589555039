"""
Polls ShipStation for shipments and writes those of our orders into Cin7 Core.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, delivered, failed, unchanged
from engine.domain.records import Connection, Origin, SeenShipment
from engine.domain.ship_plan import Impossible, plan_shipment
from engine.flows.keys import breaking
from engine.ports.vendors import (
    SHIPMENTS_PAGE,
    ListedShipment,
    Rejected,
    Sales,
)
from engine.ports.world import World

SOURCE = "poll"
OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Poll:
    """
    One poll of one connection.
    """

    world: World
    connection: Connection
    sales: Sales


def run(world: World, connection: Connection, *, patient: bool) -> list[Outcome]:
    """
    Read the shipments made since the cursor, each once, and apply ours.

    The cursor moves when every page was seen, so a run that is cut repeats its
    pages and finds what it had done.

    Raises:
        CannotAnswer: A vendor is unable for now.
        CredentialsRefused: A vendor does not know the credentials any more; if that
            is ShipStation, the connections that share the pair are broken by then.
    """
    organisation = world.ledger.organisations.get(connection.organisation)
    if organisation is None:
        return []
    sales = world.vendors.sales(organisation, patient=patient)
    poll = _Poll(world, connection, sales)
    account = world.vendors.shipstation(connection.keys, patient=patient)
    started_at = world.clock.now()
    cursor = world.ledger.cursors.get(cursor_name(connection)) or started_at
    outcomes: list[Outcome] = []
    for page in count(1):
        with breaking(world, connection):
            listed = account.shipments_since(cursor - OVERLAP, page)
        outcomes += _take(poll, listed)
        if len(listed) < SHIPMENTS_PAGE:
            break
    world.ledger.cursors.put(cursor_name(connection), started_at)
    return outcomes


def cursor_name(connection: Connection) -> str:
    """
    Return the name of the cursor that tells how far shipments were read.
    """
    return f"shipments:{connection.id}"


def _take(poll: _Poll, listed: Sequence[ListedShipment]) -> list[Outcome]:
    ids = [one.shipment_id for one in listed]
    ledger, organisation = poll.world.ledger, poll.connection.organisation
    known = ledger.shipments.known(organisation, SOURCE, ids)
    outcomes = []
    for one in listed:
        seen = known.get(one.shipment_id)
        outcome = _again(poll, one, seen) if seen else _first(poll, one)
        if outcome is not None:
            outcomes.append(outcome)
    return outcomes


def _again(poll: _Poll, listed: ListedShipment, seen: SeenShipment) -> Outcome | None:
    """
    Tell of a shipment that was voided after it was applied; else it is no news.
    """
    if not listed.is_voided or seen.is_voided:
        return None
    outcome = unchanged(
        seen.order_number,
        "voided_later" if seen.is_applied else "voided",
        f"shipment {listed.shipment_id} was voided in ShipStation;"
        " Cin7 Core keeps its tracking number",
    )
    with poll.world.ledger.transaction():
        poll.world.ledger.shipments.mark(
            poll.connection.organisation, seen, applied=seen.is_applied, voided=True
        )
        _log(poll, outcome)
    return outcome


def _first(poll: _Poll, listed: ListedShipment) -> Outcome | None:
    """
    Apply a shipment that is seen for the first time, and remember it.

    It is remembered after it was applied: a run that is cut in between looks at
    the sale again and finds the tracking number there.
    """
    origin = _origin(poll, listed)
    outcome = _refused(listed, origin)
    if outcome is None and origin is not None:
        outcome = _applied(poll, listed, origin)
    if outcome is None:
        return None
    is_applied = outcome.kind == "delivered" or outcome.reason == "known"
    with poll.world.ledger.transaction():
        seen = _seen(listed, origin, is_applied=is_applied)
        is_new = poll.world.ledger.shipments.see(
            poll.connection.organisation, seen, at=poll.world.clock.now()
        )
        if is_new:
            _log(poll, outcome)
    return outcome if is_new else None


def _origin(poll: _Poll, listed: ListedShipment) -> Origin | None:
    if not listed.order_key:
        return None
    return poll.world.ledger.orders.find(
        poll.connection.organisation,
        task_id=listed.order_key.lower(),
        order_number="",
    )


def _refused(listed: ListedShipment, origin: Origin | None) -> Outcome | None:
    number = origin.sale_number if origin else listed.order_number
    if listed.is_return:
        return unchanged(number, "return_label", "a return label is not a shipment")
    if listed.is_voided:
        return unchanged(number, "voided", "the shipment is voided")
    if origin is None:
        sentence = f"order {listed.order_number} of ShipStation is no order of ours"
        return unchanged(number, "not_ours", sentence)
    return None


def _applied(poll: _Poll, listed: ListedShipment, origin: Origin) -> Outcome:
    try:
        sale = poll.sales.sale(origin.sale_id)
        plan = plan_shipment(
            sale,
            origin.task_id,
            listed.shipment,
            earlier=poll.world.ledger.shipments.applied_items(
                poll.connection.organisation, origin.task_id
            ),
            carriers=poll.world.carriers,
            today=poll.world.clock.now().date(),
        )
        if plan is None:
            return unchanged(origin.sale_number, "known", "it stands there already")
        poll.sales.ship(plan)
    except Impossible as problem:
        return failed(origin.sale_number, problem.reason, str(problem))
    except Rejected as problem:
        return failed(origin.sale_number, "rejected", str(problem))
    number = listed.shipment.tracking_number or "no tracking number"
    detail = "; ".join((f"{number}: the ship stage is {plan.status}", *plan.remarks))
    return delivered(origin.sale_number, detail, reason="shipped")


def _seen(
    listed: ListedShipment, origin: Origin | None, *, is_applied: bool
) -> SeenShipment:
    shipment = listed.shipment
    return SeenShipment(
        source=SOURCE,
        external_id=listed.shipment_id,
        order_number=origin.sale_number if origin else listed.order_number,
        task_id=origin.task_id if origin else "",
        tracking_number=shipment.tracking_number,
        carrier=shipment.carrier,
        service=shipment.service,
        cost=shipment.cost,
        shipped_on=shipment.shipped_on,
        items=shipment.items,
        is_applied=is_applied,
        is_voided=listed.is_voided,
    )


def _log(poll: _Poll, outcome: Outcome) -> None:
    poll.world.ledger.log.add(
        poll.connection.organisation,
        Method.SHIPSTATION_STORE,
        [outcome],
        at=poll.world.clock.now(),
    )
