"""
Hand orders to somebody else who ships them, and have them refused.
"""

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.order import (
    AWAITING_SHIPMENT,
    PENDING_FULFILLMENT,
    REJECTED_FULFILLMENT,
    Order,
)


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


def _move(account: Account, order: Order, before: str, after: str) -> None:
    if order.status != before:
        raise Impossible(
            f"order {order.order_number} is {order.status.replace('_', ' ')}: "
            f"it would have to be {before.replace('_', ' ')}"
        )
    order.enter(after)
    order.modified_at = account.now()
    account.orders.put(order)
