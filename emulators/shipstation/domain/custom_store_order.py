"""
Turn an order of a custom store into one of ours.

The protocol does not say what was paid, nor when: an order that comes in a status
beyond Awaiting Payment counts as paid in full, on the day of the order.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from emulators.shipstation.domain.addresses import plain_address, validated_address
from emulators.shipstation.domain.custom_store_page import read_amount, read_date
from emulators.shipstation.domain.measures import (
    Weight,
    dimensions_document,
    weight_of,
)
from emulators.shipstation.domain.order import LineDraft
from emulators.shipstation.domain.order_entry import OrderDraft, is_paid, paid_amount
from emulators.shipstation.domain.wire import money, pacific

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNITS = {"p": "pounds", "l": "pounds", "g": "grams", "o": "ounces"}
_TRUE = ("true", "1")


def order_draft(element: "_Element", *, status: str, word: str) -> OrderDraft:
    """
    Return the draft of a valid element.

    Raises:
        CallFailed: A date or an amount has the right form and no meaning.
    """
    ordered_on = pacific(read_date(element.findtext("OrderDate") or ""))
    number = _text(element, "OrderNumber") or ""
    return OrderDraft(
        key=_text(element, "OrderID") or number,
        number=number,
        status=status,
        ordered_on=ordered_on,
        paid_on=ordered_on if is_paid(status) else None,
        lines=[_line(item) for item in element.iterfind("Items/Item")],
        fields=_fields(element, status),
        advanced={
            "customField1": _text(element, "CustomField1"),
            "customField2": _text(element, "CustomField2"),
            "customField3": _text(element, "CustomField3"),
            "source": _text(element, "Source"),
        },
        warehouse_name=_text(element, "RequestedWarehouse"),
        store_status=word,
    )


def status_word(element: "_Element") -> str:
    """
    Return the store's own word for the order's status.
    """
    return (element.findtext("OrderStatus") or "").strip()


def _fields(element: "_Element", status: str) -> dict[str, Any]:
    total = money(read_amount(element.findtext("OrderTotal")))
    return {
        "customerUsername": _text(element, "Customer/CustomerCode"),
        "customerEmail": _text(element, "Customer/BillTo/Email"),
        "billTo": plain_address(_address(element, "Customer/BillTo")),
        "shipTo": validated_address(_address(element, "Customer/ShipTo")),
        "orderTotal": total,
        "amountPaid": paid_amount(status, total),
        "taxAmount": money(read_amount(element.findtext("TaxAmount"))),
        "shippingAmount": money(read_amount(element.findtext("ShippingAmount"))),
        "customerNotes": _text(element, "CustomerNotes"),
        "internalNotes": _text(element, "InternalNotes"),
        "gift": _flag(element, "Gift"),
        "giftMessage": _text(element, "GiftMessage"),
        "paymentMethod": _text(element, "PaymentMethod"),
        "requestedShippingService": _text(element, "ShippingMethod"),
        **_dimensions(element),
    }


def _dimensions(element: "_Element") -> dict[str, Any]:
    found = element.find("Dimensions")
    if found is None:
        return {}
    metric = (_text(found, "DimensionUnits") or "").lower().startswith("c")
    sides = {
        side.lower(): read_amount(found.findtext(side))
        for side in ("Length", "Width", "Height")
    }
    units = "centimeters" if metric else "inches"
    return {"dimensions": dimensions_document({"units": units, **sides})}


def _address(element: "_Element", path: str) -> dict[str, Any]:
    found = element.find(path)
    if found is None:
        return {}
    country = _text(found, "Country")
    return {
        "name": _text(found, "Name"),
        "company": _text(found, "Company"),
        "street1": _text(found, "Address1"),
        "street2": _text(found, "Address2"),
        "city": _text(found, "City"),
        "state": _text(found, "State"),
        "postalCode": _text(found, "PostalCode"),
        "country": country and country.upper(),
        "phone": _text(found, "Phone"),
    }


def _line(item: "_Element") -> LineDraft:
    options = list(item.iterfind("Options/Option"))
    return LineDraft(
        key=_text(item, "LineItemID"),
        sku=_text(item, "SKU"),
        name=_text(item, "Name") or "",
        quantity=int(item.findtext("Quantity") or 0),
        unit_price=read_amount(item.findtext("UnitPrice")),
        weight=_weight(item, options),
        adjustment=_flag(item, "Adjustment"),
        document={
            "imageUrl": _text(item, "ImageUrl"),
            "warehouseLocation": _text(item, "Location"),
            "upc": _text(item, "UPC"),
            "options": [
                {"name": _text(one, "Name"), "value": _text(one, "Value")}
                for one in options
            ],
        },
    )


def _weight(item: "_Element", options: list["_Element"]) -> Weight | None:
    """
    Return the weight of one piece with its options, ounces where no unit stands.
    """
    if item.find("Weight") is None:
        return None
    extra = sum((read_amount(one.findtext("Weight")) for one in options), Decimal(0))
    unit = _UNITS[(_text(item, "WeightUnits") or "ounces")[0].lower()]
    return weight_of(read_amount(item.findtext("Weight")) + extra, unit)


def _text(element: "_Element", path: str) -> str | None:
    return (element.findtext(path) or "").strip() or None


def _flag(element: "_Element", path: str) -> bool:
    return (element.findtext(path) or "").strip() in _TRUE
