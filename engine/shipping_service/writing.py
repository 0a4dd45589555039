"""
Writes labels into the ship stage of their sale, all of a sale by one call.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.domain.label_plan import Carriers, plan_labels
from engine.domain.labels import Label, LabelState
from engine.domain.outcome import delivered, failed
from engine.domain.records import SeenShipment
from engine.domain.sale import Fulfilment, Sale
from engine.domain.ship_plan import Impossible
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.shipping_service.desk import Desk

# A poll lists the same shipments: what is known under this name is no news to it.
SOURCE = "poll"


def write_labels(
    desk: Desk, sale: Sale, task: Fulfilment, labels: Iterable[Label]
) -> tuple[str, ...]:
    """
    Write what Cin7 Core does not have yet of these; return what there is to say.

    What it does not take now is written by the next run.
    """
    new = [one for one in labels if not one.is_written]
    if not new:
        return ()
    remark = ""
    try:
        plan = plan_labels(sale, task, new, carriers=Carriers(desk.world.carriers))
        if plan is not None:
            desk.shop.ship(plan)
    except Impossible as problem:
        remark = str(problem)
    except (CannotAnswer, CredentialsRefused, Rejected) as problem:
        sentence = f"{problem}; the labels are written with the next run"
        desk.log(failed(sale.order_number, "waiting", sentence))
        return (sentence,)
    _written(desk, sale, new, remark)
    return (remark,) if remark else ()


def seen(label: Label) -> SeenShipment:
    """
    Return what is remembered of the shipment that a label is for.
    """
    return SeenShipment(
        source=SOURCE,
        external_id=str(label.shipment_id),
        order_number=label.sale_number,
        task_id=label.task_id,
        tracking_number=label.tracking_number,
        carrier=label.carrier,
        service=label.service,
        cost=label.cost,
        shipped_on=label.shipped_on,
        items=label.items,
        is_applied=label.is_written and label.state is LabelState.BOUGHT,
        is_voided=label.state is LabelState.VOIDED,
        order_key=label.task_id,
        order_id=label.order_id,
    )


def _written(desk: Desk, sale: Sale, labels: Sequence[Label], remark: str) -> None:
    ledger = desk.world.ledger
    with ledger.transaction():
        for label in labels:
            told = remark or label.remark
            done = replace(label, is_written=True, remark=told)
            ledger.labels.put(desk.organisation, done)
            ledger.shipments.settle(desk.organisation, seen(done))
            ledger.mirror.hold_order(desk.organisation, label.task_id, gate="tracking")
        names = ", ".join(f"{one.box} {one.tracking_number}" for one in labels)
        if remark:
            desk.log(failed(sale.order_number, "voided", f"{names}: {remark}"))
        else:
            desk.log(delivered(sale.order_number, names, reason="ship_stage"))
