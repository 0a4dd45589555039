"""
Takes ship notices: stores each durably first, then applies it to the sale.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import msgspec

from engine.custom_store.notice_xml import parse_notice
from engine.domain.invoice_cost import plan_cost
from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, delivered, failed, unchanged
from engine.domain.records import (
    Acknowledge,
    CustomStore,
    Notice,
    NoticeState,
    Origin,
)
from engine.domain.sale import Sale
from engine.domain.ship_notice import Shipment
from engine.domain.ship_plan import Impossible
from engine.flows.parcels import planned, seen
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected, Sales
from engine.ports.world import World

SOURCE = "ship_notice"

_IN_HAND = "in_hand"

_LEASE = timedelta(minutes=2)
# What Cin7 Core says no to will hardly be another thing a minute later.
_PATIENCE = timedelta(minutes=15)


class UnknownOrder(Exception):
    """
    No order of this organisation ever left under that id or number.
    """


def receive(
    world: World, store: CustomStore, body: bytes, query: Mapping[str, str]
) -> Outcome:
    """
    Store the notice and try at once to apply it.

    Under *stored* an answer is due as soon as the notice is on disk, so a Cin7 Core
    that is unable for now only delays the application; under *applied* it is told.

    Raises:
        Malformed: The notice cannot be read.
        UnknownOrder: It is about no order of this organisation.
        Impossible: The sale is voided, or fewer items are packed.
        CannotAnswer: Setting *applied*, and Cin7 Core is unable for now.
    """
    told = parse_notice(body, query)
    origin = world.ledger.orders.find(
        store.organisation,
        task_id=told.order_id.lower(),
        order_number=told.order_number,
    )
    if origin is None:
        number = told.order_number or told.order_id
        raise UnknownOrder(f"no order {number} ever left for ShipStation from here")
    notice = world.ledger.inbox.store(
        store.organisation,
        origin,
        identity=told.shipment.identity,
        payload=msgspec.json.encode(told.shipment).decode(),
    )
    if notice.state is NoticeState.APPLIED:
        return _logged(world, store, _known(notice))
    try:
        outcome = _apply_in_turn(world, store, notice, patient=False)
    except (CannotAnswer, CredentialsRefused, Rejected) as problem:
        outcome = failed(notice.sale_number, "waiting", f"{problem}; it is tried again")
        _logged(world, store, outcome)
        if store.acknowledge is Acknowledge.APPLIED:
            raise CannotAnswer(str(problem)) from problem
    if outcome.reason == _IN_HAND and store.acknowledge is Acknowledge.APPLIED:
        raise CannotAnswer(f"{outcome.detail}, and not done yet")
    return outcome


def apply_pending(world: World, store: CustomStore, *, patient: bool) -> list[Outcome]:
    """
    Apply what waits in the inbox, oldest first; one that is refused stops no other.
    """
    outcomes = []
    for notice in world.ledger.inbox.pending(store.organisation, now=world.clock.now()):
        try:
            outcomes.append(_apply_in_turn(world, store, notice, patient=patient))
        except Impossible as problem:
            outcomes.append(failed(notice.sale_number, problem.reason, str(problem)))
        except Rejected as problem:
            outcome = failed(notice.sale_number, "rejected", str(problem))
            outcomes.append(_logged(world, store, outcome))
    return outcomes


def apply_told(
    world: World,
    store: CustomStore,
    origin: Origin,
    shipment: Shipment,
    *,
    patient: bool,
) -> Outcome:
    """
    Apply a shipment of which a list tells, as if its notice had come now.

    One that was applied before is looked at again: its number may be gone.

    Raises:
        Impossible: The sale is voided, or fewer items are packed.
        CannotAnswer: Cin7 Core is unable for now.
        Rejected: Cin7 Core says no.
    """
    notice = world.ledger.inbox.store(
        store.organisation,
        origin,
        identity=shipment.identity,
        payload=msgspec.json.encode(shipment).decode(),
    )
    if notice.state is NoticeState.APPLIED:
        now = world.clock.now()
        world.ledger.inbox.settle(notice, NoticeState.PENDING, at=now)
    return _apply_in_turn(world, store, notice, patient=patient)


def _apply_in_turn(
    world: World, store: CustomStore, notice: Notice, *, patient: bool
) -> Outcome:
    """
    Apply the notice unless somebody else is doing it; give it back in any case.
    """
    now = world.clock.now()
    if not world.ledger.inbox.lease(notice, now=now, until=now + _LEASE):
        return unchanged(notice.sale_number, _IN_HAND, "it is being applied already")
    shipment = msgspec.json.decode(notice.payload, type=Shipment)
    state, retry_at = NoticeState.PENDING, None
    try:
        outcome = _apply(world, store, notice, shipment, patient=patient)
        state = NoticeState.APPLIED
    except Impossible as problem:
        state = NoticeState.REFUSED
        _logged(world, store, failed(notice.sale_number, problem.reason, str(problem)))
        raise
    except Rejected:
        retry_at = now + _PATIENCE
        raise
    finally:
        with world.ledger.transaction():
            world.ledger.inbox.settle(
                notice, state, at=world.clock.now(), retry_at=retry_at
            )
            if state is NoticeState.APPLIED:
                _remember(world, store, notice, shipment)
    return _logged(world, store, outcome)


def _apply(
    world: World,
    store: CustomStore,
    notice: Notice,
    shipment: Shipment,
    *,
    patient: bool,
) -> Outcome:
    """
    Look at the sale before writing, so that a lost reply is not written twice.
    """
    organisation = world.ledger.organisations.get(store.organisation)
    if organisation is None:
        raise Impossible("organisation", "the organisation is not set up any more")
    sales: Sales = world.vendors.sales(organisation, patient=patient)
    sale = sales.sale(notice.sale_id)
    plan = planned(
        world,
        store.organisation,
        sale,
        task_id=notice.task_id,
        shipment=shipment,
        carriers={**world.carriers, **store.carriers},
    )
    if plan is not None:
        sales.ship(plan)
    remark = _charge(store, sales, sale, notice, shipment)
    if plan is None:
        return _known(notice)
    told = (_sentence(shipment, plan.status), *plan.remarks, remark)
    detail = "; ".join(one for one in told if one)
    return delivered(sale.order_number, detail, reason="shipped")


def _charge(
    store: CustomStore, sales: Sales, sale: Sale, notice: Notice, shipment: Shipment
) -> str:
    """
    Add the carrier's cost to the invoice, if the setting says so; return a remark.
    """
    task = sale.fulfilment(notice.task_id)
    if not store.cost_to_invoice or task is None:
        return ""
    plan = plan_cost(sale, task, shipment)
    if plan.cost is not None:
        sales.charge(plan.cost)
    return plan.remark


def _sentence(shipment: Shipment, status: str) -> str:
    number = shipment.tracking_number or "no tracking number"
    cost = Decimal(0) if shipment.cost is None else shipment.cost
    service = f"{shipment.carrier} {shipment.service}".strip()
    return f"{service}, {number}, cost {cost}: the ship stage is {status}"


def _known(notice: Notice) -> Outcome:
    return unchanged(notice.sale_number, "known", "the shipment stands there already")


def _remember(
    world: World, store: CustomStore, notice: Notice, shipment: Shipment
) -> None:
    """
    Keep the shipment, and offer the fulfilment no more.
    """
    known = replace(
        seen(SOURCE, str(notice.id), shipment),
        order_number=notice.sale_number,
        task_id=notice.task_id,
        is_applied=True,
    )
    world.ledger.shipments.see(store.organisation, known, at=world.clock.now())
    world.ledger.mirror.hold_order(store.organisation, notice.task_id, gate="notice")


def _logged(world: World, store: CustomStore, outcome: Outcome) -> Outcome:
    world.ledger.log.add(
        store.organisation, Method.CUSTOM_STORE, [outcome], at=world.clock.now()
    )
    return outcome
