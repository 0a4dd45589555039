"""
Tell a store that something was shipped.
"""

import re
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.shipments import Shipment
from emulators.shipstation.domain.store_calls import CallFailed, line_to
from emulators.shipstation.domain.stores import Activity, Store
from emulators.shipstation.domain.wire import money

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODE, _NAME, _STREET, _LONG = 50, 100, 200, 1000


def notify_soon(account: Account, shipment: Shipment, *, trigger: str) -> bool:
    """
    Let the shipment's store be told, beside this call; say no for a manual store.
    """
    store = account.stores.get(shipment.store_id)
    if store.tile is None:
        return False
    account.agenda.soon(
        f"notice of shipment {shipment.shipment_id}",
        lambda: _notify(account, store, shipment, trigger),
    )
    return True


def _notify(account: Account, store: Store, shipment: Shipment, trigger: str) -> None:
    problem = None
    try:
        with account.lock:
            line = line_to(account, store)
            order = account.orders.get(shipment.order_id)
            body = notice_of(order, shipment)
        line.send(
            "POST",
            {
                "action": "shipnotify",
                "order_number": order.order_number,
                "carrier": shipment.notice_code,
                "service": shipment.service_name,
                "tracking_number": shipment.tracking_number,
            },
            body=body,
            headers={"Content-Type": "text/xml; charset=utf-8"},
        )
    except (CallFailed, Impossible) as error:
        problem = str(error)
    with account.lock:
        shipment.notified = problem is None
        shipment.notify_error = problem
        store.activities.appendleft(
            Activity(
                account.now(),
                trigger,
                "notify",
                problem is None,
                problem or f"order {shipment.order_number} notified",
                1,
            )
        )


def notice_of(order: Order, shipment: Shipment) -> bytes:
    """
    Return the document that a store is sent.

    The customer is not mailed by this fake, so NotifyCustomer leaves it to the store.
    """
    from lxml import etree  # noqa: PLC0415  # a fake without stores does not need it

    root = etree.Element("ShipNotice")
    for name, value, limit in _head(order, shipment):
        etree.SubElement(root, name).text = _clean(value, limit)
    recipient = etree.SubElement(root, "Recipient")
    for name, value, limit in _recipient(order):
        etree.SubElement(recipient, name).text = _clean(value, limit)
    items = etree.SubElement(root, "Items")
    for line, quantity in shipment.lines:
        item = etree.SubElement(items, "Item")
        etree.SubElement(item, "SKU").text = _clean(line.draft.sku, _NAME)
        etree.SubElement(item, "Name").text = _clean(line.draft.name, _STREET)
        etree.SubElement(item, "Quantity").text = str(quantity)
        if line.draft.key:
            etree.SubElement(item, "LineItemID").text = _clean(line.draft.key, _CODE)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _head(order: Order, shipment: Shipment) -> list[tuple[str, Any, int]]:
    document, advanced = order.document, order.advanced
    return [
        ("OrderNumber", order.order_number, _CODE),
        ("OrderID", order.order_key, _CODE),
        ("CustomerCode", document.get("customerUsername"), _NAME),
        ("CustomerNotes", document.get("customerNotes"), _LONG),
        ("InternalNotes", document.get("internalNotes"), _LONG),
        ("NotesToCustomer", order.notes_to_buyer, _LONG),
        ("NotifyCustomer", "true", _CODE),
        ("LabelCreateDate", f"{shipment.created_at:%m/%d/%Y %H:%M}", _CODE),
        ("ShipDate", f"{shipment.ship_date:%m/%d/%Y}", _CODE),
        ("Carrier", shipment.notice_code, _CODE),
        ("Service", shipment.service_name, _CODE),
        ("TrackingNumber", shipment.tracking_number, _CODE),
        ("ShippingCost", money(shipment.document["shipmentCost"]), _CODE),
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
