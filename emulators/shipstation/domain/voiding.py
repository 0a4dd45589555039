"""
Void a label: the goods in it count as unshipped again, and no shop is told.

The Postal Service voids what it has not scanned, for some weeks. What a carrier of the
wallet takes back is refunded when the profile says so; other carriers bill what they
scan, and there is nothing to refund.
"""

from dataclasses import dataclass
from datetime import timedelta

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.order import AWAITING_SHIPMENT, SHIPPED, Order
from emulators.shipstation.domain.shipments import Shipment
from emulators.shipstation.profile import VoidRefund, VoidRefusal

_VOIDED = "Label voided successfully"
_VOIDED_BEFORE = "Label has already been voided"
_SCANNED = "The carrier has scanned the parcel: its label cannot be voided."
_TOO_LATE = "The label is older than {days} days: it can no longer be voided."
_POSTAL_SERVICE = "stamps_com"
_REFUND_DAYS = 21
_REFUSED = "Unable to void the {carrier} shipment. The carrier does not void labels."


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What the carrier says to a void.
    """

    approved: bool
    message: str

    def document(self) -> dict[str, object]:
        """
        Return what V1 answers.
        """
        return {"approved": self.approved, "message": self.message}


def void_label(account: Account, shipment: Shipment) -> Verdict:
    """
    Void the label, if its carrier does that.
    """
    why = _refusal(account, shipment)
    if why is not None:
        return Verdict(approved=False, message=why)
    account.shipments.void(shipment, at=account.now())
    shipment.notice.cancel()
    _refund(account, shipment)
    order = account.orders.ever(shipment.order_id)
    if order is not None and not shipment.is_return:
        _reopen(account, order, shipment)
    return Verdict(approved=True, message=_VOIDED)


def _refusal(account: Account, shipment: Shipment) -> str | None:
    profile = account.profile
    if shipment.voided_at is not None:
        return _VOIDED_BEFORE
    refuser = profile.void_refusal
    if refuser is not VoidRefusal.NONE and shipment.carrier_code == refuser.value:
        return _REFUSED.format(carrier=shipment.notice_code)
    if shipment.carrier_code != _POSTAL_SERVICE:
        return None
    if shipment.scanned_at is not None:
        return _SCANNED
    days = profile.void_window.days
    if account.now() > shipment.created_at + timedelta(days=days):
        return _TOO_LATE.format(days=days)
    return None


def _refund(account: Account, shipment: Shipment) -> None:
    """
    Let the wallet have back what the label cost, where it has paid it.
    """
    carrier = account.carriers.find(shipment.carrier_code)
    when = account.profile.void_refund
    if carrier is None or not carrier.provider.wallet or when is VoidRefund.NONE:
        return
    cost = shipment.cost + shipment.document["insuranceCost"]
    if when is VoidRefund.AT_ONCE:
        account.carriers.give_back(cost)
        return

    def later() -> None:
        with account.lock:
            account.carriers.give_back(cost)

    seconds = timedelta(days=_REFUND_DAYS).total_seconds()
    account.agenda.after(seconds, f"refund of {shipment.tracking_number}", later)


def _reopen(account: Account, order: Order, shipment: Shipment) -> None:
    _unship(order, shipment)
    if order.status == SHIPPED and (
        order.unshipped() or not account.shipments.active(order.order_id)
    ):
        order.enter(AWAITING_SHIPMENT)
    order.modified_at = account.now()
    account.orders.put(order)


def _unship(order: Order, shipment: Shipment) -> None:
    for line, quantity in shipment.lines:
        order.shipped_quantities[line.line_id] -= quantity
        if shipment.notice.known:
            told = order.told_quantities.get(line.line_id, 0)
            order.told_quantities[line.line_id] = told + quantity
