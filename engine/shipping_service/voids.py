"""
Takes a label back, if its carrier does that.
"""

from dataclasses import dataclass, replace

from engine.domain.labels import KIND, Label, LabelState
from engine.domain.outcome import delivered, failed
from engine.shipping_service.desk import Desk
from engine.shipping_service.problems import InTheWay
from engine.shipping_service.writing import seen, write_labels


@dataclass(frozen=True, slots=True)
class Voided:
    """
    What the carrier said, and the label as it is now.
    """

    label: Label
    is_approved: bool
    message: str
    remarks: tuple[str, ...] = ()


def void_label(desk: Desk, label: Label) -> Voided:
    """
    Void the label and take its number from the ship stage; a carrier may say no.

    Raises:
        InTheWay: The label is not there yet.
        CannotAnswer: ShipStation is unable for now; nothing has changed here.
    """
    if label.state is LabelState.VOIDED:
        return Voided(label, is_approved=True, message=label.remark)
    if label.shipment_id is None:
        raise InTheWay(
            "in_hand", f"the label of '{label.box}' is being made: void it afterwards"
        )
    with desk.asking():
        verdict = desk.account.void_label(label.shipment_id)
    if not verdict.is_approved and not _is_void(desk, label):
        sentence = f"{label.box}, {label.tracking_number}: {verdict.message}"
        desk.log(failed(label.sale_number, "void_refused", sentence))
        return Voided(label, is_approved=False, message=verdict.message)
    voided = _kept(desk, label, verdict.message)
    remarks = write_labels(desk, [voided])
    _, after = desk.world.ledger.labels.find(label.id) or ("", voided)
    return Voided(after, is_approved=True, message=verdict.message, remarks=remarks)


def _is_void(desk: Desk, label: Label) -> bool:
    """
    Tell whether it was voided before: by somebody else, or with a lost answer.
    """
    with desk.asking():
        purchases = desk.account.purchases(label.order_id)
    return any(
        one.shipment_id == label.shipment_id and one.is_voided for one in purchases
    )


def _kept(desk: Desk, label: Label, message: str) -> Label:
    """
    Keep the label as void; its package may have a new one from now on.
    """
    voided = replace(label, state=LabelState.VOIDED, is_written=False, remark=message)
    ledger = desk.world.ledger
    with ledger.transaction():
        ledger.labels.put(desk.organisation, voided)
        ledger.intents.drop(desk.organisation, KIND, label.key)
        ledger.shipments.settle(desk.organisation, seen(voided))
        sentence = f"{label.box}, {label.tracking_number}: {message}"
        desk.log(delivered(label.sale_number, sentence, reason="voided"))
    return voided
