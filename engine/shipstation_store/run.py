"""
The regular work of a ShipStation store in Cin7 Core: orders, then shipments.
"""

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
from engine.flows.polling import Poll, Reverse, poll_shipments
from engine.flows.polling import is_unfinished as are_shipments_waiting
from engine.ports.vendors import Cin7Account
from engine.ports.world import World
from engine.shipstation_store.books import BookKeeper
from engine.shipstation_store.capture import capture_orders, judge_again
from engine.shipstation_store.changes import Changes
from engine.shipstation_store.importing import Importer


def run(world: World, connection: Connection, *, patient: bool) -> list[Outcome]:
    """
    Do one slice: capture and import orders, create orders, apply shipments.

    Orders come before shipments, so that a shipment finds the sale of its order. A
    connection that was disconnected finishes what it had captured and sent, no more.

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
    has_ended = connection.state is State.DISCONNECTED
    outcomes: list[Outcome] = []
    if setup.imports:
        keeper = BookKeeper(world, organisation.id, cin7, budget)
        if not has_ended:
            outcomes += capture_orders(world, connection, shipstation)
            judge_again(world, connection)
        outcomes += Importer(world, connection, cin7, keeper).run()
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
        knows_orders=setup.imports and not has_ended,
        ships_imported=not setup.automatic_ship,
        reverse=_reverse(connection, cin7),
    )
    return outcomes + poll_shipments(poll)


def is_unfinished(world: World, connection: Connection) -> bool:
    """
    Tell whether orders or sales wait for another slice.
    """
    setup, inbound = connection.setup, world.ledger.inbound
    if are_shipments_waiting(world, connection.organisation):
        return True
    if setup.imports and inbound.in_state(connection.id, InboundState.WAITING, limit=1):
        return True
    if connection.state is State.DISCONNECTED:
        return False
    return setup.creates and is_outlet_unfinished(_outlet(world, connection))


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
