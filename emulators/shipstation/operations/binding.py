"""
Read bodies as V1's framework does: names in any case, numbers as texts too.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from emulators.shipstation.domain.errors import NullReference, Unconvertible
from emulators.shipstation.domain.wire import parse_moment

Given = TypeVar("Given")

_ZERO = Decimal(0)
_MOST = Decimal(10) ** 12
_SPELLINGS = (
    "orderId",
    "storeId",
    "refreshDate",
    "carrierCode",
    "serviceCode",
    "packageCode",
    "confirmation",
    "shipDate",
    "weight",
    "value",
    "units",
    "dimensions",
    "length",
    "width",
    "height",
    "insuranceOptions",
    "provider",
    "insureShipment",
    "insuredValue",
    "internationalOptions",
    "contents",
    "nonDelivery",
    "customsItems",
    "customsItemId",
    "description",
    "quantity",
    "harmonizedTariffCode",
    "countryOfOrigin",
    "testLabel",
    "items",
    "sku",
    "holdUntilDate",
    "trackingNumber",
    "notifyCustomer",
    "notifySalesChannel",
    "shipmentId",
    "orderNumber",
    "orderKey",
    "orderDate",
    "paymentDate",
    "shipByDate",
    "orderStatus",
    "customerUsername",
    "customerEmail",
    "billTo",
    "shipTo",
    "name",
    "company",
    "street1",
    "street2",
    "street3",
    "city",
    "state",
    "postalCode",
    "country",
    "phone",
    "residential",
    "lineItemKey",
    "imageUrl",
    "unitPrice",
    "taxAmount",
    "shippingAmount",
    "warehouseLocation",
    "options",
    "fulfillmentSku",
    "adjustment",
    "upc",
    "amountPaid",
    "customerNotes",
    "internalNotes",
    "gift",
    "giftMessage",
    "paymentMethod",
    "requestedShippingService",
    "advancedOptions",
    "warehouseId",
    "nonMachinable",
    "saturdayDelivery",
    "containsAlcohol",
    "customField1",
    "customField2",
    "customField3",
    "source",
    "billToParty",
    "billToAccount",
    "billToPostalCode",
    "billToCountryCode",
    "billToMyOtherAccount",
    "tagIds",
    "fromPostalCode",
    "fromWarehouseId",
    "toCountry",
    "toPostalCode",
    "shipFrom",
    "returnTo",
    "tagId",
    "orderIds",
    "userId",
    "amount",
    "warehouseName",
    "originAddress",
    "returnAddress",
    "isDefault",
    "target_url",
    "event",
    "store_id",
    "friendly_name",
    "storeName",
    "accountName",
    "email",
    "integrationUrl",
    "companyName",
    "publicEmail",
    "website",
    "autoRefresh",
    "statusMappings",
    "statusKey",
    "firstName",
    "lastName",
    "password",
    "aliases",
    "price",
    "defaultCost",
    "weightOz",
    "active",
    "productCategory",
    "categoryId",
    "productType",
    "productTypeId",
    "defaultCarrierCode",
    "defaultServiceCode",
    "defaultPackageCode",
    "defaultIntlCarrierCode",
    "defaultIntlServiceCode",
    "defaultIntlPackageCode",
    "defaultConfirmation",
    "defaultIntlConfirmation",
    "customsDescription",
    "customsValue",
    "customsTariffNo",
    "customsCountryCode",
    "noCustoms",
    "tags",
)
_NAMES = {name.lower(): name for name in _SPELLINGS}
_SPELT = frozenset(_SPELLINGS)


def spelled(body: Any) -> Any:
    """
    Return the body with V1's own spelling of the names that it knows.
    """
    # What JSON is decoded to is a dict or a list; asking for a Mapping costs more.
    if isinstance(body, dict):
        return {
            k if k in _SPELT else _NAMES.get(k.lower(), k): spelled(v)
            if isinstance(v, dict | list)
            else v
            for k, v in body.items()
        }
    if isinstance(body, list):
        return [spelled(item) for item in body]
    return body


def integer(value: object, path: str) -> int:
    """
    Return the whole number; 0 for none, as the framework has it.

    Raises:
        Unconvertible: It is none.
    """
    number = decimal(value, path, kind="integer")
    if number != number.to_integral_value():
        raise _unconvertible(value, path, "integer")
    return int(number)


def decimal(value: object, path: str, *, kind: str = "decimal") -> Decimal:
    """
    Return the number; 0 for none.

    Raises:
        Unconvertible: It is none, or too large.
    """
    if value is None:
        return _ZERO
    try:
        number = value if type(value) is Decimal else Decimal(str(value).strip())
    except InvalidOperation:
        raise _unconvertible(value, path, kind) from None
    if isinstance(value, bool) or not number.is_finite() or abs(number) >= _MOST:
        raise _unconvertible(value, path, kind)
    return number


def amount(value: object, path: str) -> Decimal | None:
    """
    Return the number, if there is one.

    Raises:
        Unconvertible: It is none, or too large.
    """
    return None if value is None else decimal(value, path)


def needed(value: Given | None) -> Given:
    """
    Return the object that ShipStation takes for granted.

    Raises:
        NullReference: It is not there.
    """
    if value is None:
        raise NullReference
    return value


def given(value: Given | None, path: str) -> Given:
    """
    Return the value.

    Raises:
        Unconvertible: It was not given.
    """
    if value is None:
        raise Unconvertible(f"The {path} field is required.")
    return value


def boolean(value: object, path: str) -> bool:
    """
    Return the truth; no for none.

    Raises:
        Unconvertible: It is none.
    """
    match str(value).strip().lower():
        case "true":
            return True
        case "false" | "none":
            return False
    raise _unconvertible(value, path, "boolean")


def text(value: object, path: str) -> str | None:
    """
    Return the text; a number is one too.

    Raises:
        Unconvertible: It is an object or a list.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping | list):
        raise _unconvertible(value, path, "string")
    return str(value)


def ship_date(value: object, path: str) -> date | None:
    """
    Return the day of a date in any of V1's forms.

    Raises:
        Unconvertible: It is none.
    """
    found = moment(value, path)
    return None if found is None else found.date()


def moment(value: object, path: str) -> datetime | None:
    """
    Return the Pacific local time of a date in any of V1's forms.

    Raises:
        Unconvertible: It is none.
    """
    if value is None:
        return None
    try:
        return parse_moment(str(value))
    except ValueError:
        raise _unconvertible(value, path, "DateTime") from None


def mapping(value: object, path: str) -> Mapping[str, Any] | None:
    """
    Return the object.

    Raises:
        Unconvertible: It is something else.
    """
    if value is None or isinstance(value, dict):
        return value
    raise _unconvertible(value, path, "object")


def listed(value: object, path: str) -> list[Any]:
    """
    Return the list; an empty one for none.

    Raises:
        Unconvertible: It is something else.
    """
    if value is None or isinstance(value, list):
        return value or []
    raise _unconvertible(value, path, "list")


def member(value: object, path: str, members: Collection[str]) -> str | None:
    """
    Return which of the members it is, in any case.

    Raises:
        Unconvertible: It is none of them.
    """
    word = text(value, path)
    if not word:
        return None
    found = next((one for one in members if one == word.strip().lower()), None)
    if found is None:
        sentence = f"Error converting value {word} to one of {', '.join(members)}."
        raise Unconvertible(f"{sentence} Path '{path}'.", path=path)
    return found


@contextmanager
def parameter(name: str) -> Iterator[None]:
    """
    Have what cannot be converted reported under ShipStation's variable.
    """
    try:
        yield
    except Unconvertible as error:
        dot = "" if error.path[:1] in ("", "[") else "."
        error.parameter = f"{name}{dot}{error.path}"
        raise


def _unconvertible(value: object, path: str, kind: str) -> Unconvertible:
    what = "list" if isinstance(value, list) else type(value).__name__.lower()
    shown = "" if isinstance(value, Mapping | list) else f": {value}"
    known = {"str": "string", "dict": "object", "int": "integer"}.get(what, what)
    sentence = f"Could not convert {known} to {kind}{shown}. Path '{path}'."
    return Unconvertible(sentence, path=path)
