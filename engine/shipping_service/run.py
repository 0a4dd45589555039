"""
The regular work of a shipping service: labels first, then sales, then shipments.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from engine.domain.labels import Label
from engine.domain.outcome import Outcome, delivered, failed, unchanged
from engine.domain.records import Connection
from engine.ports.vendors import Rejected
from engine.ports.world import World
from engine.shipping_service.desk import Desk, open_desk
from engine.shipping_service.freight import open_counter
from engine.shipping_service.labels import LEASE, resolve
from engine.shipping_service.problems import Problem
from engine.shipping_service.writing import write_labels


def run(world: World, connection: Connection, *, patient: bool) -> list[Outcome]:
    """
    See to labels that somebody left behind, export sales, and read shipments.

    Raises:
        CannotAnswer: A vendor is unable for now.
        CredentialsRefused: A vendor does not know the credentials any more.
    """
    counter = open_counter(world, connection.organisation, patient=patient)
    desk = open_desk(counter, connection.id, patient=patient)
    return [*_resolve(desk), *_write(desk)]


def _resolve(desk: Desk) -> list[Outcome]:
    """
    Find out what became of labels whose buyers are gone for good.
    """
    outcomes = []
    long_ago = desk.world.clock.now() - LEASE
    for label in desk.world.ledger.labels.wanted(desk.connection.id):
        if label.wanted_at > long_ago:
            continue
        found = resolve(desk, label)
        if found is None:
            sentence = f"the label of {label.box} was not bought"
            outcomes.append(unchanged(label.sale_number, "label", sentence))
        else:
            outcomes.append(delivered(label.sale_number, found.remark, reason="label"))
    return outcomes


def _write(desk: Desk) -> list[Outcome]:
    """
    Write labels that Cin7 Core did not take, sale by sale.
    """
    waiting: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in desk.world.ledger.labels.unwritten(desk.connection.id):
        waiting[label.sale_id, label.task_id].append(label)
    outcomes = []
    for (sale_id, task_id), labels in waiting.items():
        number = labels[0].sale_number
        try:
            sale = desk.shop.sale(sale_id)
        except Rejected as problem:
            outcomes.append(failed(number, "rejected", str(problem)))
            continue
        task = sale.fulfilment(task_id)
        remarks = write_labels(desk, sale, task, labels) if task else ()
        kind = failed if remarks else delivered
        outcomes.append(kind(number, *remarks, "ship_stage") if remarks else delivered(number))
    return outcomes
