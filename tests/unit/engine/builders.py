"""
Sales as tests need them: one that passes every gate, and what differs from it.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from engine.domain.sale import (
    Address,
    Fulfilment,
    Invoice,
    OrderLine,
    PackLine,
    Sale,
    SaleRow,
    ShipLine,
)

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
ORGANISATION = "0f6b1c9e-0000-4000-8000-000000000001"
OTHER = "0f6b1c9e-0000-4000-8000-000000000002"

AUSTIN = Address(
    line1="12 Sample Road",
    city="Austin",
    state="Texas",
    postcode="78701",
    country="United States",
    contact="Ada Example",
)
MUG = PackLine(
    product_id="p-mug",
    sku="MUG-1",
    name="Mug",
    quantity=Decimal(2),
    location="Main: A-01",
    box="Box 1",
    weight=Decimal("0.35"),
    weight_units="kg",
)
BELL = PackLine("p-bell", "BELL", "Bell", Decimal(3), location="Main", box="Box 2")


def a_fulfilment(task_id: str = "task-1", **changes: Any) -> Fulfilment:
    """
    Return a fulfilment that is packed and has a ship line.
    """
    task = Fulfilment(
        task_id=task_id,
        pick_status="AUTHORISED",
        pack_status="AUTHORISED",
        ship_status="DRAFT",
        pack_lines=(MUG,),
        ship_lines=(ShipLine("Box 1"),),
    )
    return replace(task, **changes)


def a_sale(number: str = "SO-00001", **changes: Any) -> Sale:
    """
    Return a sale that may be offered.
    """
    sale = Sale(
        sale_id=f"sale-{number}",
        order_number=number,
        order_status="AUTHORISED",
        ordered_on=date(2026, 3, 4),
        customer="Ada Ltd",
        customer_id="c-1",
        contact="Ada Example",
        phone="+1 512 555 0100",
        email="ada@example.org",
        shipping=AUSTIN,
        shipping_notes="Ring the bell",
        note="Fragile",
        currency="USD",
        terms="30 days",
        carrier="Ground",
        location="Main",
        customer_reference="PO 8812",
        source_channel="Web",
        order_lines=(OrderLine("p-mug", "MUG-1", Decimal(2), Decimal(18)),),
        total=Decimal("36.00"),
        fulfilments=(a_fulfilment(f"task-{number.lower()}"),),
        invoices=(Invoice("AUTHORISED"),),
    )
    return replace(sale, **changes)


def with_task(sale: Sale, **changes: Any) -> Sale:
    """
    Return the sale with its one fulfilment changed.
    """
    return replace(sale, fulfilments=(replace(sale.fulfilments[0], **changes),))


def a_row(sale: Sale, version: int = 1, **changes: Any) -> SaleRow:
    """
    Return the row that the list shows of the sale.
    """
    row = SaleRow(
        sale_id=sale.sale_id,
        order_number=sale.order_number,
        type=sale.type,
        status=sale.status,
        order_status=sale.order_status,
        picking_status="PICKED",
        packing_status="PACKED",
        tracking_numbers="",
        updated_at=NOON,
        ship_by=None,
        digest=f"{sale.order_number}:{version}",
    )
    return replace(row, **changes)
