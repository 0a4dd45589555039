"""
Split an order before it is shipped, in the way of the account's profile.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.order import (
    AWAITING_SHIPMENT,
    Line,
    Order,
    goods_total,
    goods_weight,
)
from emulators.shipstation.domain.order_entry import next_line_id, next_order_id
from emulators.shipstation.domain.planned_shipments import (
    Lines,
    Parts,
    chosen_parts,
    planned_shipments,
)
from emulators.shipstation.profile import SplitStyle


def split(account: Account, order: Order, parts: Parts) -> list[Order]:
    """
    Split the parts off, to be shipped apart; return the orders there are then.

    Raises:
        Impossible: The order is not awaiting its shipment, or nothing would be left
            on one of the sides.
    """
    if order.status != AWAITING_SHIPMENT:
        raise Impossible(
            f"order {order.order_number} is {order.status.replace('_', ' ')}: "
            "it is split only while it awaits its shipment"
        )
    rest = next(iter(planned_shipments(order)), ())
    lines = chosen_parts(order, rest, parts)
    if _pieces(lines) == _pieces(rest):
        raise Impossible(f"order {order.order_number} would have nothing left")
    orders = [order]
    if account.profile.split_style is SplitStyle.ORDERS:
        orders.append(_split_off(account, order, lines))
    else:
        order.parts.append({line.line_id: quantity for line, quantity in lines})
    for one in orders:
        one.modified_at = account.now()
        account.orders.put(one)
    return orders


def _pieces(lines: Lines) -> int:
    return sum(quantity for _, quantity in lines)


def _split_off(account: Account, order: Order, lines: Lines) -> Order:
    """
    Return another order with these lines, which the first one has no longer.
    """
    order.children += 1
    child_id = next_order_id(account)
    moved = tuple(
        _resized(line, quantity, line_id=next_line_id(account))
        for line, quantity in lines
    )
    taken = {line.line_id: quantity for line, quantity in lines}
    order.lines = tuple(
        _resized(line, line.draft.quantity - taken.get(line.line_id, 0))
        for line in order.lines
        if line.draft.quantity > taken.get(line.line_id, 0)
    )
    value = goods_total([line.draft for line in moved], Decimal(0), Decimal(0))
    total = order.document["orderTotal"]
    child = replace(
        order,
        order_id=child_id,
        order_number=f"{order.order_number}-{order.children}",
        order_key=f"{order.order_key}-{order.children}",
        created_at=account.now(),
        lines=moved,
        weight=goods_weight(moved),
        document=_document(order, {"orderTotal": value}, parentId=order.order_id),
        shipped_quantities={},
        told_quantities={},
        parts=[],
        children=0,
    )
    order.weight = goods_weight(order.lines)
    order.document = _document(order, {"orderTotal": total - value})
    return child


def _resized(line: Line, quantity: int, *, line_id: int | None = None) -> Line:
    draft = replace(line.draft, quantity=quantity)
    return replace(line, line_id=line_id or line.line_id, draft=draft)


def _document(order: Order, changes: dict[str, Any], **advanced: Any) -> dict[str, Any]:
    options = {**order.advanced, "mergedOrSplit": True, **advanced}
    return {**order.document, **changes, "advancedOptions": options}
