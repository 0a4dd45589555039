"""
Reads ship notices: the body as ShipStation writes it, the query where it is empty.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from engine.custom_store.xml import Malformed, parse
from engine.domain.ship_notice import Shipment, ShipNotice, ShippedItem
from engine.domain.windows import NotADate, parse_instant

if TYPE_CHECKING:
    from lxml import etree

_LONGEST = 256
_MOST = 10**9
_MOST_DIGITS = 30
# A body cannot hold these; a query can.
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")

_QUERY = {
    "order_number": "OrderNumber",
    "carrier": "Carrier",
    "service": "Service",
    "tracking_number": "TrackingNumber",
}


def parse_notice(body: bytes, query: Mapping[str, str]) -> ShipNotice:
    """
    Return the notice.

    The body has been seen empty; then the query tells the little that it knows.

    Raises:
        Malformed: The body is no ship notice, or nothing names the order.
    """
    root = parse(body.strip() or b"<ShipNotice/>")
    if root.tag != "ShipNotice":
        raise Malformed(f"the body is a {root.tag}, not a ShipNotice")
    told = {_name(child): (child.text or "").strip() for child in root}
    for parameter, name in _QUERY.items():
        if not told.get(name):
            told[name] = _CONTROL.sub("", query.get(parameter, "")).strip()
    if not told["OrderNumber"] and not told.get("OrderID"):
        raise Malformed("the notice names no order")
    if len(told["TrackingNumber"]) > _LONGEST:
        raise Malformed(f"a tracking number has at most {_LONGEST} characters")
    shipment = Shipment(
        tracking_number=told["TrackingNumber"],
        carrier=told["Carrier"][:_LONGEST],
        service=told["Service"][:_LONGEST],
        cost=_cost(told.get("ShippingCost", "")),
        shipped_on=_shipped_on(told),
        notes_to_customer=told.get("NotesToCustomer", ""),
        items=tuple(_item(item) for item in root.iterfind("Items/Item")),
    )
    return ShipNotice(told.get("OrderID", ""), told["OrderNumber"], shipment)


def _name(element: "etree._Element") -> str:
    """
    Return the element's name; comments and instructions have none.
    """
    return element.tag if isinstance(element.tag, str) else ""


def _cost(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        cost = Decimal(text)
    except InvalidOperation:
        raise Malformed(f"ShippingCost '{text}' is no number") from None
    if not cost.is_finite() or abs(cost) >= _MOST or len(text) > _MOST_DIGITS:
        raise Malformed(f"ShippingCost '{text}' is no number")
    return cost


def _shipped_on(told: Mapping[str, str]) -> date | None:
    """
    Return the day of the shipment, else that of the label.
    """
    for name in ("ShipDate", "LabelCreateDate"):
        if text := told.get(name, ""):
            return _moment(text).date()
    return None


def _moment(text: str) -> datetime:
    try:
        return parse_instant(text if ":" in text else f"{text} 00:00")
    except NotADate as problem:
        raise Malformed(str(problem)) from None


def _item(element: "etree._Element") -> ShippedItem:
    sku = (element.findtext("SKU") or "").strip()
    text = (element.findtext("Quantity") or "").strip()
    try:
        quantity = int(text)
    except ValueError:
        raise Malformed(f"the quantity '{text}' of {sku} is no whole number") from None
    if quantity < 1:
        raise Malformed(f"the quantity {quantity} of {sku} is not positive")
    return ShippedItem(sku, quantity)
