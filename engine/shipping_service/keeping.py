"""
What the ledger knows of a label, from the wish to the purchase, and whose turn it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from engine.domain.labels import KIND, Label, LabelState, Purchase, lost_purchase
from engine.domain.outcome import delivered
from engine.domain.records import Intent, IntentState
from engine.shipping_service.desk import Desk
from engine.shipping_service.problems import InTheWay
from engine.shipping_service.writing import seen

LEASE = timedelta(minutes=2)

ADOPTED = (
    "it was bought, but ShipStation's answer was lost, and the PDF with it: print it"
    " in ShipStation, or void it and make a new one"
)
_UNREADABLE = (
    "it was bought, but its PDF cannot be read: print it in ShipStation, or void it and"
    " make a new one"
)


def take_turn(desk: Desk, wanted: Label) -> tuple[Intent, Label | None]:
    """
    Note the label and take the turn; return what was noted of its package before.

    Raises:
        InTheWay: Somebody else has the turn.
    """
    ledger, now = desk.world.ledger, desk.world.clock.now()
    with ledger.transaction():
        intent = ledger.intents.begin(desk.organisation, KIND, wanted.key, at=now)
        known = ledger.labels.of_task(desk.organisation, wanted.task_id)
        valid = (one for one in known if one.state is not LabelState.VOIDED)
        there = next((one for one in valid if one.box == wanted.box), None)
        if intent.state is IntentState.DONE and there is not None:
            return intent, there
        if not ledger.intents.lease(
            desk.organisation, intent, now=now, until=now + LEASE
        ):
            raise InTheWay(
                "in_hand",
                f"the label of '{wanted.box}' of {wanted.sale_number} is being made"
                " already: ask again in a moment",
            )
        if there is None:
            ledger.labels.put(desk.organisation, wanted)
    return intent, there


@contextmanager
def given_back(desk: Desk, intent: Intent) -> Iterator[None]:
    """
    Give the turn back if something fails inside: whoever is next looks first.
    """
    try:
        yield
    except Exception:
        desk.world.ledger.intents.settle(desk.organisation, intent, IntentState.OPEN)
        raise


def find_lost(desk: Desk, wanted: Label) -> Purchase | None:
    """
    Return what was bought for the label without anybody having noted it.
    """
    if not wanted.order_id:
        return None
    with desk.asking():
        purchases = desk.account.purchases(wanted.order_id)
    known = desk.world.ledger.labels.of_sale(desk.organisation, wanted.sale_number)
    explained = [one.shipment_id for one in known if one.shipment_id is not None]
    return lost_purchase(wanted, purchases, explained=explained)


def keep(
    desk: Desk,
    label: Label,
    purchase: Purchase,
    *,
    pdf: bytes = b"",
    remark: str = "",
) -> Label:
    """
    Keep what was bought, so that no poll takes it for another shipment.
    """
    kept = replace(
        label,
        state=LabelState.BOUGHT,
        shipment_id=purchase.shipment_id,
        tracking_number=purchase.tracking_number,
        cost=purchase.cost,
        insurance_cost=purchase.insurance_cost,
        shipped_on=purchase.shipped_on or label.shipped_on,
        is_printable=bool(pdf),
        remark=remark or ("" if pdf else _UNREADABLE),
    )
    ledger, now = desk.world.ledger, desk.world.clock.now()
    with ledger.transaction():
        ledger.labels.put(desk.organisation, kept, pdf=pdf or None)
        ledger.intents.settle(
            desk.organisation,
            Intent(KIND, label.key, IntentState.OPEN, now),
            IntentState.DONE,
            result=label.id,
        )
        ledger.shipments.see(desk.organisation, seen(kept), at=now)
        price = f"{kept.tracking_number}, cost {kept.cost}"
        detail = f"{kept.box}: {kept.carrier} {kept.service}, {price}"
        told = "; ".join(one for one in (detail, remark) if one)
        desk.log(delivered(kept.sale_number, told, reason="label"))
    return kept


def forget(desk: Desk, label: Label) -> None:
    """
    Forget a label that was not bought; its package may have one later.
    """
    ledger = desk.world.ledger
    with ledger.transaction():
        ledger.labels.drop(label.id)
        ledger.intents.drop(desk.organisation, KIND, label.key)


def resolve(desk: Desk, label: Label) -> Label | None:
    """
    Find out what became of a label whose buyer is gone; return it if it was bought.

    Raises:
        CannotAnswer: ShipStation is unable for now.
    """
    intents, now = desk.world.ledger.intents, desk.world.clock.now()
    intent = intents.get(desk.organisation, KIND, label.key)
    if intent is None or not intents.lease(
        desk.organisation, intent, now=now, until=now + LEASE
    ):
        return None
    with given_back(desk, intent):
        found = find_lost(desk, label)
    if found is None:
        forget(desk, label)
        return None
    return keep(desk, label, found, remark=ADOPTED)
