"""
The document that a store is sent when something was shipped.
"""

import re
from dataclasses import dataclass
from typing import Any

from emulators.shipstation.domain.order import Line, Order
from emulators.shipstation.domain.parcel import Parcel
from emulators.shipstation.domain.wire import money

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODE, _NAME, _STREET, _LONG = 50, 100, 200, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """
    What one store is told of one parcel.

    Attributes:
        lines: What is in it of the store's order, and how many.

        mailed: Whether ShipStation has mailed the customer, so the store need not.
    """

    order: Order
    parcel: Parcel
    lines: tuple[tuple[Line, int], ...]
    notes_to_buyer: str
    mailed: bool


def print_notice(page: NoticePage) -> bytes:
    """
    Return the XML.
    """
    from lxml import etree  # noqa: PLC0415  # a fake without stores does not need it

    root = etree.Element("ShipNotice")
    for name, value, limit in _head(page):
        etree.SubElement(root, name).text = _clean(value, limit)
    recipient = etree.SubElement(root, "Recipient")
    for name, value, limit in _recipient(page.order):
        etree.SubElement(recipient, name).text = _clean(value, limit)
    items = etree.SubElement(root, "Items")
    for line, quantity in page.lines:
        item = etree.SubElement(items, "Item")
        etree.SubElement(item, "SKU").text = _clean(line.draft.sku, _NAME)
        etree.SubElement(item, "Name").text = _clean(line.draft.name, _STREET)
        etree.SubElement(item, "Quantity").text = str(quantity)
        if line.draft.key:
            etree.SubElement(item, "LineItemID").text = _clean(line.draft.key, _CODE)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _head(page: NoticePage) -> list[tuple[str, Any, int]]:
    order, parcel = page.order, page.parcel
    document, advanced = order.document, order.advanced
    return [
        ("OrderNumber", order.order_number, _CODE),
        ("OrderID", order.order_key, _CODE),
        ("CustomerCode", document.get("customerUsername"), _NAME),
        ("CustomerNotes", document.get("customerNotes"), _LONG),
        ("InternalNotes", document.get("internalNotes"), _LONG),
        ("NotesToCustomer", page.notes_to_buyer, _LONG),
        ("NotifyCustomer", "false" if page.mailed else "true", _CODE),
        ("LabelCreateDate", f"{parcel.created_at:%m/%d/%Y %H:%M}", _CODE),
        ("ShipDate", f"{parcel.ship_date:%m/%d/%Y}", _CODE),
        ("Carrier", parcel.notice_code, _CODE),
        ("Service", parcel.service_name, _CODE),
        ("TrackingNumber", parcel.tracking_number, _CODE),
        ("ShippingCost", money(parcel.cost), _CODE),
        ("CustomField1", advanced["customField1"], _NAME),
        ("CustomField2", advanced["customField2"], _NAME),
        ("CustomField3", advanced["customField3"], _NAME),
    ]


def _recipient(order: Order) -> list[tuple[str, Any, int]]:
    address = order.ship_to
    return [
        ("Name", address["name"], _NAME),
        ("Company", address["company"], _NAME),
        ("Address1", address["street1"], _STREET),
        ("Address2", address["street2"], _STREET),
        ("City", address["city"], _NAME),
        ("State", address["state"], _NAME),
        ("PostalCode", address["postalCode"], _CODE),
        ("Country", address["country"], _CODE),
    ]


def _clean(value: object, limit: int) -> str:
    return _NOT_XML.sub("", "" if value is None else str(value))[:limit]
