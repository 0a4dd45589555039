"""
Read an order as V1's framework does, into the shape that an order form has.
"""

from collections.abc import Callable, Mapping
from typing import Any

from emulators.shipstation.domain.addresses import KEYS
from emulators.shipstation.domain.errors import (
    Incomplete,
    NullReference,
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
    return _order.present(given, at)


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
        Incomplete: It is missing.
    """
    number = order["orderNumber"]
    if not number:
        raise Incomplete("The order number must be provided.")
    if len(number) > _MOST_CHARACTERS:
        raise Incomplete(f"The order number {number} is longer than 50 characters.")
    if order["orderDate"] is None:
        raise Incomplete(f"Order {number}: the order date must be provided.")
    if order["orderStatus"] is None:
        raise Incomplete(f"Order {number}: the order status must be provided.")
    if order["billTo"] is None or order["shipTo"] is None:
        raise NullReference
    if not all(item["name"] for item in order["items"]):
        raise Incomplete(f"Order {number}: each item must have a name.")


class _Object:
    """
    Fields by their names in any case; a field that is left out is read as null.
    """

    def __init__(self, fields: Mapping[str, Read]) -> None:
        named = [(name, (name, read)) for name, read in fields.items()]
        lower = [(name.lower(), reading) for name, reading in named]
        self._readings = dict(lower + named)
        self._blank = {name: read(None, name) for name, read in fields.items()}

    def __call__(self, value: object, path: str) -> dict[str, Any] | None:
        given = binding.mapping(value, path)
        if given is None:
            return None
        found = self._blank.copy()
        for key, part in given.items():
            reading = self._readings.get(key) or self._readings.get(key.lower())
            if reading is not None:
                name, read = reading
                found[name] = read(part, f"{path}.{name}" if path else name)
        return found

    def present(self, value: object, path: str) -> dict[str, Any]:
        """
        Read an object of a list, where null is none.
        """
        return binding.needed(self(value, path))


def _list(read: Read) -> Read:
    def read_list(value: object, path: str) -> list[Any]:
        items = binding.listed(value, path)
        return [read(item, f"{path}[{n}]") for n, item in enumerate(items)]

    return read_list


def _list_or_none(read: Read) -> Read:
    read_list = _list(read)
    return lambda value, path: read_list(value, path) or None


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


address_body = _Object(
    {
        **_fields(
            binding.text,
            *(k for k in KEYS if k not in ("residential", "addressVerified")),
        ),
        "residential": _truth,
    }
)
weight_body = _Object({"value": binding.decimal, "units": _weight_unit})
dimensions_body = _Object({"units": _unit, **_fields(binding.decimal, *_SIDES)})
insurance_body = _Object(
    {
        "provider": binding.text,
        "insureShipment": _truth,
        "insuredValue": binding.decimal,
    }
)
_option = _Object(_fields(binding.text, "name", "value"))
_item = _Object(
    {
        **_fields(binding.text, "lineItemKey", "sku", "name", "imageUrl"),
        **_fields(binding.text, "warehouseLocation", "fulfillmentSku", "upc"),
        **_fields(binding.amount, "unitPrice", "taxAmount", "shippingAmount"),
        "quantity": binding.integer,
        "weight": weight_body,
        "options": _list(_option.present),
        "adjustment": _truth,
    }
)
_customs_item = _Object(
    {
        "customsItemId": _id,
        "description": binding.text,
        "quantity": binding.integer,
        "value": binding.decimal,
        **_fields(binding.text, "harmonizedTariffCode", "countryOfOrigin"),
    }
)
international_body = _Object(
    {
        "contents": binding.text,
        "customsItems": _list_or_none(_customs_item.present),
        "nonDelivery": binding.text,
    }
)
_advanced = _Object(
    {
        "warehouseId": _number,
        **_fields(_id, "storeId", "billToMyOtherAccount"),
        **_fields(_truth, "nonMachinable", "saturdayDelivery", "containsAlcohol"),
        **_fields(binding.text, "customField1", "customField2", "customField3"),
        **_fields(binding.text, "source", "billToParty", "billToAccount"),
        **_fields(binding.text, "billToPostalCode", "billToCountryCode"),
    }
)
_order = _Object(
    {
        "orderId": _id,
        **_fields(binding.text, "orderNumber", "orderKey"),
        **_fields(_date, "orderDate", "paymentDate", "shipByDate"),
        "orderStatus": _status,
        **_fields(binding.text, "customerUsername", "customerEmail"),
        **_fields(address_body, "billTo", "shipTo"),
        "items": _list(_item.present),
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
        "advancedOptions": _advanced,
        "tagIds": _list(binding.integer),
    }
)
