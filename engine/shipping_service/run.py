"""
The regular work of a shipping service: labels first, then sales, then shipments.
"""

from collections import defaultdict
from collections.abc import Iterator

from engine.domain.labels import Label
from engine.domain.outcome import Outcome, delivered, failed
from engine.domain.records import Connection
from engine.flows.budget import slice_budget
from engine.flows.outbound import is_unfinished as is_outlet_unfinished
from engine.flows.outbound import read_sales, send_orders
from engine.flows.polling import Poll, poll_shipments
from engine.flows.polling import is_unfinished as are_shipments_waiting
from engine.ports.world import World
from engine.shipping_service.desk import Desk
from engine.shipping_service.export import outlet_of
from engine.shipping_service.freight import open_counter
from engine.shipping_service.keeping import LEASE, resolve
from engine.shipping_service.writing import write_labels


def run(world: World, connection: Connection, *, patient: bool) -> list[Outcome]:
    """
    See to labels that somebody left behind, export sales, and read shipments.

    Raises:
        CannotAnswer: A vendor is unable for now.
        CredentialsRefused: A vendor does not know the credentials any more.
    """
    if world.ledger.organisations.get(connection.organisation) is None:
        return []
    desk, budget = _desk(world, connection, patient=patient), slice_budget(world.clock)
    outcomes = [*_resolve(desk), *_write(desk)]
    if desk.service.exports:
        outlet = outlet_of(desk)
        outcomes += read_sales(outlet, desk.shop, budget=budget)
        outcomes += send_orders(outlet, desk.account)
    poll = Poll(world, connection, desk.shop, desk.account, budget)
    return outcomes + poll_shipments(poll)


def is_unfinished(world: World, connection: Connection) -> bool:
    """
    Tell whether shipments or sales wait for another slice.

    A label that Cin7 Core does not take waits for the next regular run.
    """
    if are_shipments_waiting(world, connection.organisation):
        return True
    if not connection.service.exports:
        return False
    return is_outlet_unfinished(outlet_of(_desk(world, connection, patient=False)))


def _desk(world: World, connection: Connection, *, patient: bool) -> Desk:
    counter = open_counter(world, connection.organisation, patient=patient)
    account = world.vendors.shipstation(connection.keys, patient=patient)
    return Desk(counter, connection, account)


def _resolve(desk: Desk) -> Iterator[Outcome]:
    """
    Find out what became of labels whose buyers are gone for good.
    """
    long_ago = desk.world.clock.now() - LEASE
    for label in desk.world.ledger.labels.wanted(desk.connection.id):
        if label.wanted_at > long_ago:
            continue
        found = resolve(desk, label)
        if found is not None:
            yield delivered(label.sale_number, found.remark, reason="label")


def _write(desk: Desk) -> Iterator[Outcome]:
    """
    Write labels that Cin7 Core did not take, sale by sale.
    """
    waiting: dict[str, list[Label]] = defaultdict(list)
    for label in desk.world.ledger.labels.unwritten(desk.connection.id):
        waiting[label.task_id].append(label)
    for labels in waiting.values():
        remarks = write_labels(desk, labels)
        number = labels[0].sale_number
        if remarks:
            yield failed(number, "ship_stage", "; ".join(remarks))
        else:
            yield delivered(number, reason="ship_stage")
