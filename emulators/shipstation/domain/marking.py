"""
Mark orders as shipped that somebody labelled elsewhere.

The reference does not say which orders cannot be marked: here it is those that are
shipped or cancelled. An order on hold can.
"""

from dataclasses import dataclass
from datetime import datetime

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Refused
from emulators.shipstation.domain.fulfillments import Fulfillment
from emulators.shipstation.domain.news import tell_of_fulfillment
from emulators.shipstation.domain.order import CANCELLED, SHIPPED, Order
from emulators.shipstation.domain.ship_notices import announce
from emulators.shipstation.domain.wire import pacific

# What people read where a caller gives the code of a carrier that can be connected.
_LABELS = {
    "usps": "USPS",
    "stamps_com": "USPS",
    "ups": "UPS",
    "ups_walleted": "UPS",
    "fedex": "FedEx",
    "dhl": "DHL",
    "dhl_express_worldwide": "DHL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedMark:
    """
    How an order was shipped.

    Attributes:
        carrier: Any text.

        shipped_at: Pacific local time; now for None.
    """

    carrier: str
    tracking_number: str = ""
    shipped_at: datetime | None = None
    notify_shop: bool = False
    notify_customer: bool = False


def mark_as_shipped(account: Account, order: Order, mark: ShippedMark) -> Fulfillment:
    """
    Ship all that is left of the order, without a label.

    Raises:
        Refused: It is shipped or cancelled.
    """
    if order.status in (SHIPPED, CANCELLED):
        raise Refused(
            f"Order {order.order_number} is {order.status}: "
            "it cannot be marked as shipped."
        )
    fulfillment = _fulfillment(account, order, mark)
    account.fulfillments.add(fulfillment)
    tell_of_fulfillment(account.courier, fulfillment)
    order.ship(fulfillment.lines)
    order.enter(SHIPPED)
    order.modified_at = account.now()
    account.orders.put(order)
    announce(
        account,
        fulfillment,
        to_shop=mark.notify_shop,
        to_customer=mark.notify_customer,
    )
    return fulfillment


def _fulfillment(account: Account, order: Order, mark: ShippedMark) -> Fulfillment:
    shipped_at = mark.shipped_at or pacific(account.now())
    return Fulfillment(
        fulfillment_id=account.fulfillments.next_id(),
        order_id=order.order_id,
        order_number=order.order_number,
        store_id=order.store_id,
        created_at=account.now(),
        ship_date=shipped_at.date(),
        shipped_at=shipped_at,
        notice_code=_LABELS.get(mark.carrier.lower(), mark.carrier),
        service_name="",
        tracking_number=mark.tracking_number,
        lines=tuple(order.unshipped()),
        document={
            "userId": account.owner.user_id,
            "customerEmail": order.document.get("customerEmail"),
            "shipTo": order.ship_to,
        },
    )
