"""
Combine orders before any of them has a label: one is left, which ships for all.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.order import AWAITING_SHIPMENT, Order, goods_weight

_AMOUNTS = ("orderTotal", "amountPaid", "taxAmount", "shippingAmount")
_FEWEST = 2


def combine(account: Account, orders: Sequence[Order]) -> Order:
    """
    Combine the orders into the first of them; the others are found no longer.

    Their shops keep them, and each is told when the one label is made.

    Raises:
        Impossible: There are fewer than two, or one has a label or is not open.
    """
    if len({order.order_id for order in orders}) < max(len(orders), _FEWEST):
        raise Impossible("at least two different orders are combined")
    for order in orders:
        _check(account, order)
    first, *others = orders
    origins = tuple(origin for order in orders for origin in _origins(order))
    first.lines = tuple(line for order in orders for line in order.lines)
    first.weight = goods_weight(first.lines)
    first.origins = origins
    first.parts = []
    first.told_quantities = {
        number: told
        for order in orders
        for number, told in order.told_quantities.items()
    }
    first.document = {
        **first.document,
        **{name: _sum(orders, name) for name in _AMOUNTS},
        "advancedOptions": {
            **first.advanced,
            "mergedOrSplit": True,
            "mergedIds": [
                one.order_id for one in origins if one.order_id != first.order_id
            ],
        },
    }
    for order in others:
        account.orders.hide(order)
        order.merged_into = first.order_id
    first.modified_at = account.now()
    account.orders.put(first)
    return first


def _check(account: Account, order: Order) -> None:
    if order.status != AWAITING_SHIPMENT:
        raise Impossible(
            f"order {order.order_number} is {order.status.replace('_', ' ')}: only "
            "orders that await their shipment are combined; void a label first"
        )
    if account.shipments.active(order.order_id):
        raise Impossible(
            f"order {order.order_number} has a label: void it before combining"
        )


def _origins(order: Order) -> tuple[Order, ...]:
    return order.origins or (replace(order),)


def _sum(orders: Sequence[Order], name: str) -> Decimal:
    return sum(
        (order.document.get(name) or Decimal("0.00") for order in orders),
        Decimal("0.00"),
    )
