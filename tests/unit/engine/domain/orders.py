"""
Orders of ShipStation as the tests of the domain need them.
"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from engine.domain.new_sale import BookDefaults
from engine.domain.order_import import Names
from engine.domain.store_order import StoreAddress, StoreItem, StoreOrder

DEFAULTS = BookDefaults(
    currency="USD",
    payment_term="30 days",
    receivable="1200",
    revenue="4000",
    tax_rule="Sales tax",
    category="Other",
    unit="Item",
    location="Main Warehouse",
)
ANN = StoreAddress(
    name="Ann Lee",
    street1="500 W 2nd St",
    street2="Suite 4",
    street3="Rear",
    city="Austin",
    state="TX",
    postcode="78701",
    country="US",
    phone="512-555-0100",
)


def an_item(
    sku: str = "BELL", quantity: int = 1, price: str = "10", **more: Any
) -> StoreItem:
    """
    Return a line.
    """
    return StoreItem(sku, sku.title(), quantity, unit_price=Decimal(price), **more)


def an_order(*items: StoreItem, **changes: Any) -> StoreOrder:
    """
    Return an order that is paid and open; its total is that of its lines.
    """
    lines = items or (an_item(),)
    order = StoreOrder(
        order_id=7,
        order_key="channel-7",
        order_number="W-7",
        status="awaiting_shipment",
        ordered_at=datetime(2026, 3, 5, 12, 0, tzinfo=UTC),
        store_id=1,
        bill_to=StoreAddress(name="Ann Lee"),
        ship_to=ANN,
        items=lines,
    )
    order = replace(order, **changes)
    goods = sum((one.unit_price * one.quantity for one in lines), Decimal(0))
    total = goods + order.tax + order.shipping
    return replace(order, total=changes.get("total", total))


def names_of(order: StoreOrder) -> Names:
    """
    Return a name for each part.
    """
    return Names(
        customer_id="c-1",
        products={one.sku: f"p-{one.sku.lower()}" for one in order.items},
        defaults=DEFAULTS,
        carriers={"stamps_com": "USPS"},
    )
