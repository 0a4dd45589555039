"""
What ShipStation does by itself to an order that came in.

Recorded for three orders of three that were written by API: 18 seconds later the weight
was that of the goods, a place was chosen, the confirmation of a delivery was off,
products had appeared for unknown SKUs, and the order counted as modified. An import and
a person who types have it done when they are ready.
"""

from dataclasses import replace

from emulators.kit.agenda import deed
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.order import (
    AWAITING_PAYMENT,
    AWAITING_SHIPMENT,
    ON_HOLD,
    PENDING_FULFILLMENT,
    Line,
    Order,
    goods_weight,
)
from emulators.shipstation.profile import DeferredPass

SECONDS = 18
_OPEN = (AWAITING_PAYMENT, AWAITING_SHIPMENT, PENDING_FULFILLMENT, ON_HOLD)


def pass_over(account: Account, order: Order) -> None:
    """
    Complete an order of the API when its time has come, as the profile has it.
    """
    if account.profile.deferred_pass is DeferredPass.AT_ONCE:
        complete(account, order)
        return
    order.writes += 1
    account.agenda.after(
        SECONDS,
        f"pass over order {order.order_number}",
        pass_later,
        account,
        order,
        order.writes,
    )


@deed
def pass_later(account: Account, order: Order, writes: int) -> None:
    """
    Complete an order of the API, if it is still there and was not written once more.
    """
    if order.writes != writes:
        return
    with account.lock:
        if account.orders.lookup(order.order_id) is order:
            complete(account, order)
            order.modified_at = account.now()
            account.orders.put(order)


def complete(account: Account, order: Order) -> None:
    """
    Give the order its weight, its place and its products.
    """
    order.lines = tuple(_known_product(account, line) for line in order.lines)
    if order.status not in _OPEN or account.shipments.active(order.order_id):
        return
    weight = goods_weight(order.lines)
    if weight.value:
        order.weight = weight
    if order.document.get("confirmation") == "delivery":
        order.document["confirmation"] = "none"
    place = account.warehouses.find(None)
    if order.advanced["warehouseId"] is None and place is not None:
        options = {**order.advanced, "warehouseId": place.warehouse_id}
        order.document["advancedOptions"] = options


def _known_product(account: Account, line: Line) -> Line:
    """
    Return the line with its product, which is made where its SKU is new.
    """
    draft = line.draft
    if draft.adjustment or line.product_id is not None:
        return line
    product_id = account.products.for_line(
        draft.sku, draft.name, price=draft.unit_price, now=account.now()
    )
    return replace(line, product_id=product_id)
