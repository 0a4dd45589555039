"""
Orders as the custom store protocol writes them.

The mirror keeps an order without its status and last change, because both can
change alone; `order_element` puts the three together. Images of products change
alone too, so the mirror's text has marks in their places, which `with_images` fills.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

from engine.custom_store.xml import first_problem
from engine.domain.order_export import ExportItem, ExportOrder, Party
from engine.domain.windows import written

# What XML 1.0 cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# A mark is a character that XML cannot hold, so no text of a sale contains one.
_MARK = "\x1a"
_MARKED = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")

# Any reader of XML takes these for one.
_LINE_END = re.compile("\r\n?")

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True)
class Rendered:
    """
    An order's XML but for status and last change.

    Attributes:
        remarks: Sentences on text that was cut or cleaned.
        problem: Why the schema refuses it; empty if it does not.
    """

    content: str
    remarks: tuple[str, ...]
    problem: str


class _Writer:
    """
    Writes elements and notes what had to be changed.
    """

    def __init__(self) -> None:
        self.remarks: list[str] = []

    def text(self, name: str, value: str, limit: int, *, always: bool = False) -> str:
        """
        Return an element of free text in CDATA, or nothing where there is none.
        """
        legal = _FORBIDDEN.sub("", value)
        if legal != value:
            self.remarks.append(f"{name} lost characters that XML cannot hold")
        clean = _LINE_END.sub("\n", legal).strip()
        short = _cut(clean, limit)
        if short != clean:
            self.remarks.append(
                f"{name} was cut from {len(clean)} characters to {len(short)}"
            )
            clean = short.rstrip()
        if not clean and not always:
            return ""
        return f"<{name}>{_cdata(clean)}</{name}>"


def render(order: ExportOrder, *, word: str, at: datetime) -> Rendered:
    """
    Return the order in XML, checked against the schema with *word* and *at*.
    """
    writer = _Writer()
    content = "".join(_order_parts(writer, order))
    element = with_images(order_element(content, word, at), {})
    document = orders_document([element], pages=1)
    problem = first_problem(document.encode()) or ""
    return Rendered(content, (*order.remarks, *writer.remarks), problem)


def order_element(content: str, word: str, changed_at: datetime) -> str:
    """
    Return one whole order.
    """
    return (
        f"<Order><OrderStatus>{_cdata(word)}</OrderStatus>"
        f"<LastModified>{written(changed_at)}</LastModified>{content}</Order>"
    )


def orders_document(orders: Iterable[str], *, pages: int) -> str:
    """
    Return one page of an export.
    """
    return f'{_HEAD}<Orders pages="{pages}">{"".join(orders)}</Orders>'


def products_shown(element: str) -> list[str]:
    """
    Return the products whose images have a place in the order.
    """
    return _MARKED.findall(element)


def with_images(element: str, addresses: Mapping[str, str]) -> str:
    """
    Return the order with the images whose addresses are known.
    """

    def image(mark: re.Match[str]) -> str:
        address = addresses.get(mark[1])
        return f"<ImageUrl>{_cdata(address)}</ImageUrl>" if address else ""

    return _MARKED.sub(image, element)


def _cut(text: str, limit: int) -> str:
    """
    Return the beginning that is as long as the limit in UTF-16, as .NET counts.
    """
    if len(text) + sum(one > "\uffff" for one in text) <= limit:
        return text
    length = 0
    for end, one in enumerate(text):
        length += 2 if one > "\uffff" else 1
        if length > limit:
            return text[:end]
    return text


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>" if text else ""


def _order_parts(writer: _Writer, order: ExportOrder) -> Iterable[str]:
    ordered_at = datetime.combine(order.ordered_on, time(), UTC)
    text = writer.text
    yield text("OrderID", order.order_id, 50, always=True)
    yield text("OrderNumber", order.order_number, 50, always=True)
    yield f"<OrderDate>{written(ordered_at)}</OrderDate>"
    yield text("ShippingMethod", order.shipping_method, 100)
    yield text("PaymentMethod", order.payment_method, 50)
    yield text("CurrencyCode", order.currency, 3)
    yield f"<OrderTotal>{order.total}</OrderTotal>"
    yield f"<TaxAmount>{order.tax}</TaxAmount>"
    yield f"<ShippingAmount>{order.shipping}</ShippingAmount>"
    yield text("CustomerNotes", order.customer_notes, 1000)
    yield text("InternalNotes", order.internal_notes, 1000)
    yield f"<Gift>{str(order.is_gift).lower()}</Gift>"
    yield text("GiftMessage", order.gift_message, 1000)
    for number, value in enumerate(order.custom_fields, start=1):
        yield text(f"CustomField{number}", value, 100)
    yield "<Customer>"
    yield text("CustomerCode", order.customer_code, 50, always=True)
    yield from _bill_to(writer, order.bill_to)
    yield from _ship_to(writer, order.ship_to)
    yield "</Customer><Items>"
    for item in order.items:
        yield from _item(writer, item)
    yield "</Items>"


def _bill_to(writer: _Writer, party: Party) -> Iterable[str]:
    yield "<BillTo>"
    yield writer.text("Name", party.name, 100, always=True)
    yield writer.text("Company", party.company, 100)
    yield writer.text("Phone", party.phone, 50)
    yield writer.text("Email", party.email, 100)
    yield "</BillTo>"


def _ship_to(writer: _Writer, party: Party) -> Iterable[str]:
    yield "<ShipTo>"
    yield writer.text("Name", party.name, 100, always=True)
    yield writer.text("Company", party.company, 100)
    yield writer.text("Address1", party.address1, 200, always=True)
    yield writer.text("Address2", party.address2, 200)
    yield writer.text("City", party.city, 100, always=True)
    yield writer.text("State", party.state, 100)
    yield writer.text("PostalCode", party.postcode, 50, always=True)
    yield writer.text("Country", party.country, 2, always=True)
    yield writer.text("Phone", party.phone, 50)
    yield "</ShipTo>"


def _item(writer: _Writer, item: ExportItem) -> Iterable[str]:
    yield "<Item>"
    yield writer.text("LineItemID", item.line_item_id, 50)
    yield writer.text("SKU", item.sku, 100, always=True)
    yield writer.text("Name", item.name, 200, always=True)
    if item.is_adjustment:
        yield "<Adjustment>true</Adjustment>"
    if item.product_id:
        yield f"{_MARK}{item.product_id}{_MARK}"
    yield _weight(item.weight_grams)
    yield f"<Quantity>{item.quantity}</Quantity>"
    yield f"<UnitPrice>{item.unit_price}</UnitPrice>"
    yield writer.text("Location", item.location, 100)
    if item.options:
        yield "<Options>"
        for name, value in item.options:
            told = writer.text("Name", name, 100, always=True)
            chosen = writer.text("Value", value, 100, always=True)
            yield f"<Option>{told}{chosen}</Option>"
        yield "</Options>"
    yield "</Item>"


def _weight(grams: Decimal | None) -> str:
    if grams is None:
        return ""
    return f"<Weight>{grams}</Weight><WeightUnits>Grams</WeightUnits>"
