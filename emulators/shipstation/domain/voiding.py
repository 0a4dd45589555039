"""
Void a label: the goods in it count as unshipped again, and no shop is told.

The refund is the carrier's affair. Nothing here says anything of it, and the wallet
stays as it is.
"""

from dataclasses import dataclass

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.order import AWAITING_SHIPMENT, SHIPPED, Order
from emulators.shipstation.domain.shipments import Shipment
from emulators.shipstation.profile import VoidRefusal

_VOIDED = "Label voided successfully"
_VOIDED_BEFORE = "Label has already been voided"
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
    if shipment.voided_at is not None:
        return Verdict(approved=False, message=_VOIDED_BEFORE)
    if account.profile.void_refusal is not VoidRefusal.NONE and (
        shipment.carrier_code == account.profile.void_refusal.value
    ):
        return Verdict(
            approved=False, message=_REFUSED.format(carrier=shipment.notice_code)
        )
    account.shipments.void(shipment, at=account.now())
    shipment.notice.cancel()
    order = account.orders.ever(shipment.order_id)
    if order is not None and not shipment.is_return:
        _reopen(account, order, shipment)
    return Verdict(approved=True, message=_VOIDED)


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
