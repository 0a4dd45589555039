"""
Turn an order in V1's shape into a draft, with ShipStation's checks.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from emulators.shipstation.domain.addresses import plain_address, validated_address
from emulators.shipstation.domain.errors import Refused
from emulators.shipstation.domain.measures import (
    Weight,
    dimensions_document,
    weight_of,
)
from emulators.shipstation.domain.order import LineDraft, goods_total
from emulators.shipstation.domain.order_entry import OrderDraft
from emulators.shipstation.domain.wire import money, parse_moment, seven_digits

_COUNTRY_LETTERS = 2
_TEXTS = (
    "customerUsername",
    "customerEmail",
    "customerNotes",
    "internalNotes",
    "giftMessage",
    "paymentMethod",
    "requestedShippingService",
    "carrierCode",
    "serviceCode",
    "packageCode",
    "shipDate",
)
_LINE_TEXTS = ("imageUrl", "warehouseLocation", "fulfillmentSku", "upc")


def draft_of(body: Mapping[str, Any], *, key: str) -> OrderDraft:
    """
    Return the draft of an order that somebody typed in.

    Raises:
        Refused: An address lacks what ShipStation insists on.
    """
    _check(body)
    lines = [_line(item) for item in body.get("items") or ()]
    paid_on = body.get("paymentDate")
    return OrderDraft(
        key=key,
        number=body["orderNumber"],
        status=body["orderStatus"],
        ordered_on=parse_moment(body["orderDate"]),
        paid_on=parse_moment(paid_on) if paid_on else None,
        lines=lines,
        fields=_fields(body, lines),
        advanced=body.get("advancedOptions") or {},
        weight=given_weight(body.get("weight")),
    )


def _check(body: Mapping[str, Any]) -> None:
    ship_to, bill_to = body["shipTo"], body["billTo"]
    if not ship_to.get("name"):
        raise Refused("'Ship Name' must not be empty.", recorded=True)
    if not bill_to.get("name"):
        raise Refused("'Bill Name' must not be empty.", recorded=True)
    check_target(ship_to)
    _check_country(bill_to)


def check_target(address: Mapping[str, Any]) -> None:
    """
    Insist on what an address that is shipped to cannot be without.

    Raises:
        Refused: It is missing.
    """
    if not address.get("postalCode"):
        raise Refused("Ship To: Postal Code must be provided.", recorded=True)
    if not address.get("country"):
        raise Refused("Ship To: Country must be provided.")
    _check_country(address)


def _check_country(address: Mapping[str, Any]) -> None:
    if len(address.get("country") or "") > _COUNTRY_LETTERS:
        raise Refused("Please use a 2 character country code", recorded=True)


def _fields(body: Mapping[str, Any], lines: list[LineDraft]) -> dict[str, Any]:
    tax, shipping, paid = (
        money(body.get(name) or 0)
        for name in ("taxAmount", "shippingAmount", "amountPaid")
    )
    ship_by = body.get("shipByDate")
    return {
        **{name: body.get(name) for name in _TEXTS},
        "shipByDate": seven_digits(parse_moment(ship_by)) if ship_by else None,
        "billTo": plain_address(body["billTo"]),
        "shipTo": validated_address(body["shipTo"]),
        "gift": bool(body.get("gift")),
        "orderTotal": goods_total(lines, tax, shipping),
        "amountPaid": paid,
        "taxAmount": tax,
        "shippingAmount": shipping,
        "confirmation": body.get("confirmation") or "none",
        "dimensions": dimensions_document(body.get("dimensions")),
        "insuranceOptions": insurance_options(body.get("insuranceOptions")),
        "internationalOptions": international_options(body.get("internationalOptions")),
        "tagIds": body.get("tagIds") or None,
    }


def insurance_options(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """
    Return the options with every key.
    """
    options = given or {}
    return {
        "provider": options.get("provider"),
        "insureShipment": bool(options.get("insureShipment")),
        "insuredValue": money(options.get("insuredValue") or 0),
    }


def international_options(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """
    Return the options with every key.
    """
    options = given or {}
    return {
        key: options.get(key) for key in ("contents", "customsItems", "nonDelivery")
    }


def _line(item: Mapping[str, Any]) -> LineDraft:
    price = item.get("unitPrice")
    return LineDraft(
        key=item.get("lineItemKey"),
        sku=item.get("sku"),
        name=item["name"],
        quantity=int(item["quantity"]),
        unit_price=None if price is None else Decimal(str(price)),
        weight=given_weight(item.get("weight")),
        adjustment=bool(item.get("adjustment")),
        document={
            **{name: item.get(name) for name in _LINE_TEXTS},
            **{
                name: _amount(item.get(name))
                for name in ("taxAmount", "shippingAmount")
            },
            "options": [
                {"name": option["name"], "value": option["value"]}
                for option in item.get("options") or ()
            ],
        },
    )


def given_weight(weight: Mapping[str, Any] | None) -> Weight | None:
    """
    Return the weight of V1's object, ounces where no unit stands.
    """
    if weight is None or weight.get("value") is None:
        return None
    return weight_of(weight["value"], weight.get("units") or "ounces")


def _amount(value: object) -> Decimal | None:
    return None if value is None else money(value)
