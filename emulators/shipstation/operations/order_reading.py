"""
Read an order as V1's framework does, into the shape that an order form has.
"""

from collections.abc import Callable, Mapping
from typing import Any

from emulators.shipstation.domain.addresses import KEYS
from emulators.shipstation.domain.errors import (
    NullReference,
    Refused,
    Unconvertible,
)
from emulators.shipstation.domain.order import REJECTED_FULFILLMENT, STATUSES
from emulators.shipstation.operations import binding

Read = Callable[[object, str], Any]

_TYPE = "SS.OpenApi.Models.Orders.Order"
_MOST_ORDERS = 100
_MOST_CHARACTERS = 50
_STATUSES = tuple(one for one in STATUSES if one != REJECTED_FULFILLMENT)
_CONFIRMATIONS = (
    "none",
    "delivery",
    "signature",
    "adult_signature",
    "direct_signature",
)
_WEIGHT_UNITS = ("pounds", "ounces", "grams")
_UNITS = ("inches", "centimeters")
_SIDES = ("length", "width", "height")


def order_body(given: object, *, at: str = "") -> dict[str, Any]:
    """
    Return the order that a caller sent; names that V1 does not know are gone.

    Raises:
        Unconvertible: A value is of another kind than V1 takes.

        Refused: There is no order at all.
    """
    if given is None:
        raise NullReference
    if isinstance(given, list):
        raise Unconvertible(
            "Cannot deserialize the current JSON array (e.g. [1,2,3]) into type "
            f"'{_TYPE}' because the type requires a JSON object (e.g. "
            '{"name":"value"}) to deserialize correctly. Path \'\', line 1, position 1.'
        )
    body: Mapping[str, Any] = binding.mapping(binding.spelled(given), at) or {}
    return _read(body, _ORDER, at)


def order_bodies(given: object) -> list[dict[str, Any] | None]:
    """
    Return the orders that a caller sent together; None for an entry that is null.

    Raises:
        Unconvertible: There are too many, or one cannot be read, so that none is.
    """
    if given is None:
        raise NullReference
    if isinstance(given, Mapping):
        raise Unconvertible(
            'Cannot deserialize the current JSON object (e.g. {"name":"value"}) into '
            f"type '{_TYPE}[]' because the type requires a JSON array (e.g. [1,2,3]) "
            "to deserialize correctly. Path '', line 1, position 1.",
            path=next(iter(given), ""),
        )
    orders = binding.listed(given, "")
    if len(orders) > _MOST_ORDERS:
        raise Unconvertible("A maximum of 100 orders can be sent per request.")
    return [
        None if order is None else order_body(order, at=f"[{number}]")
        for number, order in enumerate(orders)
    ]


def check_order(order: Mapping[str, Any]) -> None:
    """
    Insist on what an order cannot be without.

    Raises:
        Refused: It is missing.
    """
    number = order["orderNumber"]
    if not number:
        raise Refused("The order number must be provided.")
    if len(number) > _MOST_CHARACTERS:
        raise Refused(f"The order number {number} is longer than 50 characters.")
    if order["orderDate"] is None:
        raise Refused(f"Order {number}: the order date must be provided.")
    if order["orderStatus"] is None:
        raise Refused(f"Order {number}: the order status must be provided.")
    if order["billTo"] is None or order["shipTo"] is None:
        raise NullReference
    if not all(item["name"] for item in order["items"]):
        raise Refused(f"Order {number}: each item must have a name.")


def _read(
    body: Mapping[str, Any], fields: Mapping[str, Read], at: str
) -> dict[str, Any]:
    return {
        name: read(body.get(name), f"{at}.{name}" if at else name)
        for name, read in fields.items()
    }


def _object(fields: Mapping[str, Read]) -> Read:
    def read(value: object, path: str) -> dict[str, Any] | None:
        given = binding.mapping(value, path)
        return None if given is None else _read(given, fields, path)

    return read


def _list(read: Read) -> Read:
    def read_list(value: object, path: str) -> list[Any]:
        items = binding.listed(value, path)
        return [read(item, f"{path}[{n}]") for n, item in enumerate(items)]

    return read_list


def _list_or_none(read: Read) -> Read:
    read_list = _list(read)
    return lambda value, path: read_list(value, path) or None


def _present(fields: Mapping[str, Read]) -> Read:
    """
    Return how to read an object of a list, where null is none.
    """

    def read(value: object, path: str) -> dict[str, Any]:
        given = binding.mapping(value, path)
        if given is None:
            raise NullReference
        return _read(given, fields, path)

    return read


def _date(value: object, path: str) -> str | None:
    """
    Return the date as it was sent, after a look at it; an empty text is none.
    """
    return None if binding.moment(value or None, path) is None else str(value)


def _day(value: object, path: str) -> str | None:
    day = binding.ship_date(value or None, path)
    return None if day is None else day.isoformat()


def _truth(value: object, path: str) -> bool | None:
    return None if value is None else binding.boolean(value, path)


def _status(value: object, path: str) -> str | None:
    return binding.member(value, path, _STATUSES)


def _confirmation(value: object, path: str) -> str | None:
    return binding.member(value, path, _CONFIRMATIONS)


def _unit(value: object, path: str) -> str | None:
    return binding.member(value, path, _UNITS)


def _weight_unit(value: object, path: str) -> str | None:
    return binding.member(value, path, _WEIGHT_UNITS)


def _number(value: object, path: str) -> int | None:
    return None if value is None else binding.integer(value, path)


def _id(value: object, path: str) -> int | None:
    return binding.integer(value, path) or None


def _fields(read: Read, *names: str) -> dict[str, Read]:
    return dict.fromkeys(names, read)


_ADDRESS: Mapping[str, Read] = {
    **_fields(
        binding.text, *(k for k in KEYS if k not in ("residential", "addressVerified"))
    ),
    "residential": _truth,
}
address_body = _object(_ADDRESS)
weight_body = _object({"value": binding.decimal, "units": _weight_unit})
dimensions_body = _object({"units": _unit, **_fields(binding.decimal, *_SIDES)})
insurance_body = _object(
    {
        "provider": binding.text,
        "insureShipment": _truth,
        "insuredValue": binding.decimal,
    }
)
_OPTION: Mapping[str, Read] = _fields(binding.text, "name", "value")
_ITEM: Mapping[str, Read] = {
    **_fields(binding.text, "lineItemKey", "sku", "name", "imageUrl"),
    **_fields(binding.text, "warehouseLocation", "fulfillmentSku", "upc"),
    **_fields(binding.amount, "unitPrice", "taxAmount", "shippingAmount"),
    "quantity": binding.integer,
    "weight": weight_body,
    "options": _list(_present(_OPTION)),
    "adjustment": _truth,
}
_CUSTOMS_ITEM: Mapping[str, Read] = {
    "customsItemId": _id,
    "description": binding.text,
    "quantity": binding.integer,
    "value": binding.decimal,
    **_fields(binding.text, "harmonizedTariffCode", "countryOfOrigin"),
}
international_body = _object(
    {
        "contents": binding.text,
        "customsItems": _list_or_none(_present(_CUSTOMS_ITEM)),
        "nonDelivery": binding.text,
    }
)
_ADVANCED: Mapping[str, Read] = {
    "warehouseId": _number,
    **_fields(_id, "storeId", "billToMyOtherAccount"),
    **_fields(_truth, "nonMachinable", "saturdayDelivery", "containsAlcohol"),
    **_fields(binding.text, "customField1", "customField2", "customField3", "source"),
    **_fields(binding.text, "billToParty", "billToAccount"),
    **_fields(binding.text, "billToPostalCode", "billToCountryCode"),
}
_ORDER: Mapping[str, Read] = {
    "orderId": _id,
    **_fields(binding.text, "orderNumber", "orderKey"),
    **_fields(_date, "orderDate", "paymentDate", "shipByDate"),
    "orderStatus": _status,
    **_fields(binding.text, "customerUsername", "customerEmail"),
    **_fields(address_body, "billTo", "shipTo"),
    "items": _list(_present(_ITEM)),
    **_fields(binding.decimal, "amountPaid", "taxAmount", "shippingAmount"),
    **_fields(binding.text, "customerNotes", "internalNotes", "giftMessage"),
    "gift": _truth,
    **_fields(binding.text, "paymentMethod", "requestedShippingService"),
    **_fields(binding.text, "carrierCode", "serviceCode", "packageCode"),
    "confirmation": _confirmation,
    "shipDate": _day,
    "weight": weight_body,
    "dimensions": dimensions_body,
    "insuranceOptions": insurance_body,
    "internationalOptions": international_body,
    "advancedOptions": _object(_ADVANCED),
    "tagIds": _list(binding.integer),
}
