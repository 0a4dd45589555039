"""
Pages of orders, as a custom store would write them.
"""

from collections.abc import Mapping
from xml.sax.saxutils import escape

ITEM = """
<Item><LineItemID>line-1</LineItemID><SKU>MUG-1</SKU><Name>Mug</Name>
<ImageUrl>https://images.example/mug.png</ImageUrl><Weight>350</Weight>
<WeightUnits>Grams</WeightUnits><Quantity>2</Quantity><UnitPrice>18.00</UnitPrice>
<UPC>012345678905</UPC><Location>Main: A-01</Location>
<Options><Option><Name>Colour</Name><Value>Blue</Value></Option></Options></Item>
"""
DISCOUNT = """
<Item><SKU></SKU><Name>Spring discount</Name><Adjustment>true</Adjustment>
<Quantity>1</Quantity><UnitPrice>-4.00</UnitPrice></Item>
"""
_FIELDS = {
    "OrderID": "sale-1/1",
    "OrderNumber": "SO-00001",
    "OrderDate": "03/02/2026 09:15",
    "OrderStatus": "paid",
    "LastModified": "03/02/2026 10:02",
    "ShippingMethod": "Ground",
    "PaymentMethod": "Card",
    "CurrencyCode": "USD",
    "OrderTotal": "41.50",
    "TaxAmount": "3.00",
    "ShippingAmount": "6.50",
    "CustomerNotes": "Ring the bell & wait",
    "InternalNotes": "Fragile",
    "Gift": "true",
    "GiftMessage": "Enjoy",
    "CustomField1": "PO-7",
    "CustomField2": "Web",
    "CustomField3": "Main",
    "Source": "Cin7 Core",
}
_SHIP_TO = {
    "Name": "Ada Example",
    "Company": "Example Works",
    "Address1": "12 Sample Road",
    "City": "Austin",
    "State": "TX",
    "PostalCode": "78701",
    "Country": "US",
    "Phone": "512-555-0100",
}


def order_xml(
    *,
    items: str = ITEM + DISCOUNT,
    ship_to: Mapping[str, str | None] | None = None,
    **changes: str | None,
) -> str:
    """
    Return one order; a field or part of the address that is None is left out.
    """
    fields = _elements({**_FIELDS, **changes})
    address = _elements({**_SHIP_TO, **(ship_to or {})})
    return f"""<Order>{fields}
<Customer><CustomerCode>ada@example.org</CustomerCode>
<BillTo><Name>Ada Example</Name><Phone>512-555-0100</Phone>
<Email>ada@example.org</Email></BillTo><ShipTo>{address}</ShipTo></Customer>
<Items>{items}</Items></Order>"""


def page_xml(*orders: str, pages: int | None = 1) -> bytes:
    """
    Return one page of orders.
    """
    counted = "" if pages is None else f' pages="{pages}"'
    document = f'<?xml version="1.0" encoding="utf-8"?>\n<Orders{counted}>'
    return f"{document}{''.join(orders)}</Orders>".encode()


def _elements(values: Mapping[str, str | None]) -> str:
    return "".join(
        f"<{name}>{escape(value)}</{name}>"
        for name, value in values.items()
        if value is not None
    )
