"""
Hand orders to somebody else who ships them, and have them refused.
"""

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.fulfillments import Fulfillment
from emulators.shipstation.domain.news import tell_of_fulfillment
from emulators.shipstation.domain.order import (
    AWAITING_SHIPMENT,
    PENDING_FULFILLMENT,
    REJECTED_FULFILLMENT,
    Order,
)
from emulators.shipstation.domain.wire import pacific


def send_to_provider(account: Account, order: Order) -> None:
    """
    Send the order to a provider, who has it from then on.

    Raises:
        Impossible: It does not await its shipment.
    """
    _move(account, order, AWAITING_SHIPMENT, PENDING_FULFILLMENT)


def reject(account: Account, order: Order) -> None:
    """
    Let the provider reject the order.

    Raises:
        Impossible: No provider has it.
    """
    _move(account, order, PENDING_FULFILLMENT, REJECTED_FULFILLMENT)
    fulfillment = _rejected(account, order)
    account.fulfillments.add(fulfillment)
    tell_of_fulfillment(account.courier, fulfillment, rejected=True)


def _rejected(account: Account, order: Order) -> Fulfillment:
    """
    Return what webhooks read of an order that a provider rejected.
    """
    now = account.now()
    return Fulfillment(
        fulfillment_id=account.fulfillments.next_id(),
        order_id=order.order_id,
        order_number=order.order_number,
        store_id=order.store_id,
        created_at=now,
        ship_date=pacific(now).date(),
        shipped_at=pacific(now),
        rejected_at=now,
        notice_code="",
        service_name="",
        tracking_number="",
        lines=(),
        document={
            "userId": account.owner.user_id,
            "customerEmail": order.document.get("customerEmail"),
            "shipTo": order.ship_to,
        },
    )


def _move(account: Account, order: Order, before: str, after: str) -> None:
    if order.status != before:
        raise Impossible(
            f"order {order.order_number} is {order.status.replace('_', ' ')}: "
            f"it would have to be {before.replace('_', ' ')}"
        )
    order.enter(after)
    order.modified_at = account.now()
    account.orders.put(order)
