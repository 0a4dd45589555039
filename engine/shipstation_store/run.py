"""
The regular work of a ShipStation store in Cin7 Core: orders, then shipments.
"""

from datetime import datetime, timedelta

from engine.domain.outcome import Outcome, delivered
from engine.domain.records import (
    Connection,
    InboundState,
    Origin,
    SeenShipment,
    State,
)
from engine.domain.sale import SIMPLE_SALE, Fulfilment, Sale
from engine.domain.setup import VoidedShipment
from engine.domain.ship_plan import without_number
from engine.flows.budget import slice_budget
from engine.flows.outbound import Outlet, finish_orders, read_sales, send_orders
from engine.flows.outbound import is_unfinished as is_outlet_unfinished
from engine.flows.polling import Poll, Reverse, apply_waiting, poll_shipments
from engine.flows.polling import cursor_name as shipments_cursor
from engine.flows.polling import is_unfinished as are_shipments_waiting
from engine.ports.vendors import Cin7Account, ShipStationAccount
from engine.ports.world import World
from engine.shipstation_store.books import BookKeeper
from engine.shipstation_store.capture import capture_orders, judge_again
from engine.shipstation_store.capture import cursor_name as orders_cursor
from engine.shipstation_store.changes import Changes
from engine.shipstation_store.importing import Importer


def run(world: World, connection: Connection, *, patient: bool) -> list[Outcome]:
    """
    Do one slice: capture and import orders, create orders, apply shipments.

    Orders come before shipments, so that a shipment finds the sale of its order. As
    long as a slice leaves work over, ShipStation is not asked again for what is new
    before the usual time: a long import would spend its calls on that. A connection
    that was disconnected finishes what it had captured and sent, no more.

    Raises:
        CannotAnswer: A vendor is unable for now.
        CredentialsRefused: A vendor does not know the credentials any more; if that
            is ShipStation, the connections that share the pair are broken by then.
    """
    organisation = world.ledger.organisations.get(connection.organisation)
    if organisation is None:
        return []
    cin7 = world.vendors.sales(organisation, patient=patient)
    shipstation = world.vendors.shipstation(connection.keys, patient=patient)
    budget, setup = slice_budget(world.clock), connection.setup
    began_at, has_ended = world.clock.now(), connection.state is State.DISCONNECTED
    outcomes: list[Outcome] = []
    if setup.imports:
        keeper = BookKeeper(world, organisation.id, cin7, budget)
        importer = Importer(world, connection, cin7, keeper)
        outcomes += _orders_come(world, connection, shipstation, importer)
        outcomes += Changes(world, connection, cin7, budget).run()
    if setup.creates:
        outlet = _outlet(world, connection)
        if has_ended:
            finish_orders(outlet, shipstation)
        else:
            outcomes += read_sales(outlet, cin7, budget=budget)
            outcomes += send_orders(outlet, shipstation)
    poll = Poll(
        world,
        connection,
        cin7,
        shipstation,
        budget,
        knows_orders=_has_captured(world, connection, since=began_at),
        ships_imported=not setup.automatic_ship,
        reverse=_reverse(connection, cin7),
    )
    return outcomes + _shipments_come(poll)


def _orders_come(
    world: World,
    connection: Connection,
    shipstation: ShipStationAccount,
    importer: Importer,
) -> list[Outcome]:
    """
    Import what waits; capture what is new when it is time, or nothing waits any more.
    """
    if connection.state is State.DISCONNECTED:
        return importer.run()
    outcomes: list[Outcome] = []
    is_time = _is_time(world, connection, orders_cursor(connection))
    if not is_time and _has_waiting(world, connection):
        outcomes += importer.run()
    if is_time or not _has_waiting(world, connection):
        outcomes += capture_orders(world, connection, shipstation)
        judge_again(world, connection)
        outcomes += importer.run()
    return outcomes


def _has_captured(world: World, connection: Connection, *, since: datetime) -> bool:
    """
    Tell whether this run has captured orders: it may go on with earlier ones alone.
    """
    if not connection.setup.imports or connection.state is State.DISCONNECTED:
        return False
    listed_at = world.ledger.cursors.get(orders_cursor(connection))
    return listed_at is not None and listed_at >= since


def _shipments_come(poll: Poll) -> list[Outcome]:
    """
    Apply what waits; list what is new when it is time, or nothing waits any more.
    """
    world, connection = poll.world, poll.connection
    outcomes: list[Outcome] = []
    is_time = _is_time(world, connection, shipments_cursor(connection))
    if not is_time and is_unfinished(world, connection):
        outcomes += apply_waiting(poll)
    if is_time or not is_unfinished(world, connection):
        outcomes += poll_shipments(poll)
    return outcomes


def is_unfinished(world: World, connection: Connection) -> bool:
    """
    Tell whether orders or sales wait for another slice.
    """
    setup = connection.setup
    if are_shipments_waiting(world, connection.organisation):
        return True
    if setup.imports and _has_waiting(world, connection):
        return True
    if connection.state is State.DISCONNECTED:
        return False
    return setup.creates and is_outlet_unfinished(_outlet(world, connection))


def _has_waiting(world: World, connection: Connection) -> bool:
    waiting = world.ledger.inbound.in_state(
        connection.id, InboundState.WAITING, limit=1
    )
    return bool(waiting)


def _is_time(world: World, connection: Connection, cursor: str) -> bool:
    """
    Tell whether what the cursor is of was listed so long ago that it is due again.
    """
    listed_at = world.ledger.cursors.get(cursor)
    interval = timedelta(minutes=connection.setup.poll_minutes)
    return listed_at is None or world.clock.now() - listed_at >= interval


def _outlet(world: World, connection: Connection) -> Outlet:
    return Outlet(world, connection, connection.setup.target_store)


def _reverse(connection: Connection, cin7: Cin7Account) -> Reverse | None:
    """
    Return what takes a voided shipment back from Cin7 Core, if Setup wants it.
    """
    if connection.setup.voided_shipment is not VoidedShipment.REVERSE:
        return None

    def reverse(before: SeenShipment, origin: Origin) -> Outcome:
        sale = cin7.sale(origin.sale_id)
        task = _carrying(sale, before)
        number = before.tracking_number or "a shipment without a number"
        if task is not None and sale.type != SIMPLE_SALE:
            cin7.void_fulfilment(task.task_id)
            told = f"{number} was voided in ShipStation: its fulfilment is voided"
        else:
            if task is not None:
                cin7.ship(without_number(task, before.tracking_number))
            told = f"{number} was voided in ShipStation and is taken from the sale"
        return delivered(sale.order_number, told, reason="reversed")

    return reverse


def _carrying(sale: Sale, before: SeenShipment) -> Fulfilment | None:
    """
    Return the fulfilment that the shipment stands on; a combined one has several.
    """
    alive = [task for task in sale.fulfilments if not task.is_voided]
    number = before.tracking_number
    numbered = (
        task
        for task in alive
        if number
        and any(number in line.tracking_number.split(",") for line in task.ship_lines)
    )
    same = (task for task in alive if task.task_id == before.task_id)
    return next(numbered, None if number else next(same, None))
