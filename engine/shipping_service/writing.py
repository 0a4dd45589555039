"""
Writes labels into the ship stage of their sale, all of a sale by one call.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.domain.label_plan import plan_labels
from engine.domain.labels import Label, LabelState
from engine.domain.outcome import delivered, failed
from engine.domain.records import SeenShipment
from engine.domain.sale import Sale
from engine.domain.ship_plan import Impossible
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.shipping_service.desk import Desk

# A poll lists the same shipments: what is known under this name is no news to it.
SOURCE = "poll"


def write_labels(
    desk: Desk, labels: Iterable[Label], *, sale: Sale | None = None
) -> tuple[str, ...]:
    """
    Write what Cin7 Core does not have yet of a fulfilment's labels.

    Return what there is to say of it. What is not taken now is written by the next
    run. *sale* is what the labels stand on, if it was read just now.
    """
    new = [one for one in labels if not one.is_written]
    if not new:
        return ()
    number, remark = new[0].sale_number, ""
    try:
        known = sale or desk.shop.sale(new[0].sale_id)
        plan = plan_labels(known, new[0].task_id, new, carriers=desk.world.carriers)
        if plan is not None:
            desk.shop.ship(plan)
    except Impossible as problem:
        remark = str(problem)
    except (CannotAnswer, CredentialsRefused, Rejected) as problem:
        sentence = f"{problem}; the labels are written with the next run"
        desk.log(failed(number, "waiting", sentence))
        return (sentence,)
    _note_written(desk, new, remark)
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


def _note_written(desk: Desk, labels: Sequence[Label], remark: str) -> None:
    ledger, number = desk.world.ledger, labels[0].sale_number
    with ledger.transaction():
        for label in labels:
            told = remark or label.remark
            done = replace(label, is_written=True, remark=told)
            ledger.labels.put(desk.organisation, done)
            ledger.shipments.settle(desk.organisation, seen(done))
            ledger.mirror.hold_order(desk.organisation, label.task_id, gate="tracking")
        names = ", ".join(map(_told, labels))
        if remark:
            desk.log(failed(number, "voided", f"{names}: {remark}"))
        else:
            desk.log(delivered(number, names, reason="ship_stage"))


def _told(label: Label) -> str:
    gone = " is taken away" if label.state is LabelState.VOIDED else ""
    return f"{label.box} {label.tracking_number}{gone}"
