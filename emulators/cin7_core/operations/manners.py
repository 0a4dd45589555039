"""
How lists are asked and how answers look, where an account's profile has it otherwise.
"""

from collections.abc import Callable, Mapping
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.operations.params import MOST, USUAL
from emulators.cin7_core.operations.product_info import with_products
from emulators.cin7_core.profile import (
    LargeLimit,
    ListTotal,
    PaymentWords,
    Profile,
    ResponseFields,
    TimestampFraction,
    UnsetText,
)
from emulators.kit.operation import Call, Operation, Reply
from emulators.kit.state import Document

TIMESTAMPS = frozenset(("DateCreated", "LastModifiedOn", "Updated"))
NULLABLE = frozenset(
    (
        "AttributeSet",
        "Brand",
        "COGSAccount",
        "Carrier",
        "CombinedTrackingNumbers",
        "Comment",
        "Comments",
        "Contact",
        "DefaultAccount",
        "DimensionsUnits",
        "DisplayName",
        "Email",
        "ExpenseAccount",
        "Fax",
        "InventoryAccount",
        "JobTitle",
        "Line2",
        "LinkedFulfillmentNumber",
        "LinkedInvoiceNumber",
        "MobilePhone",
        "Phone",
        "RevenueAccount",
        "Website",
        "WeightUnits",
    )
)
_SALES = frozenset(("Carrier", "RestockStatus"))
_CUSTOMERS = frozenset(("DisplayName",))
_SINCE_2019: Mapping[str, tuple[str, frozenset[str]]] = {
    "list_sales": ("SaleList", _SALES),
    "list_credited_sales": ("SaleList", _SALES),
    "list_customers": ("CustomerList", _CUSTOMERS),
    "create_customer": ("CustomerList", _CUSTOMERS),
    "change_customer": ("CustomerList", _CUSTOMERS),
    "list_availability": (
        "ProductAvailabilityList",
        frozenset(("InTransit", "NextDeliveryDate")),
    ),
}
_PAYMENTS = ("list_payments", "create_payment", "update_payment")


class OutOfBounds(Refused):
    """
    A page or limit is asked for that there cannot be.
    """


def answer(operation: Operation[Account], call: Call, account: Account) -> Reply:
    """
    Do the work of an operation, with the manners of the account.

    Raises:
        OutOfBounds: The profile lets no page or limit be clamped.
    """
    profile = account.profile
    if profile.large_limit is LargeLimit.REFUSED:
        _check_bounds(call.query)
    reply = with_products(call, account, operation(call, account))
    body = reply.body.body if isinstance(reply.body, Document) else reply.body
    shown = _shown(profile, operation.name, call.query, body)
    return reply if shown is body else Reply(reply.status, shown, reply.headers)


def _check_bounds(query: Mapping[str, Any]) -> None:
    for name, most in (("Page", None), ("Limit", MOST)):
        given = query.get(name, 1)
        if given < 1 or (most and given > most):
            raise OutOfBounds(f"{name} is invalid")


def _shown(profile: Profile, name: str, query: Mapping[str, Any], body: Any) -> Any:
    """
    Return the body as the profile has it: the same one where nothing is different.
    """
    if profile.list_total is ListTotal.SO_FAR and "Page" in body:
        size = min(MOST, max(1, query.get("Limit", USUAL)))
        body = {**body, "Total": min(body["Total"], body["Page"] * size)}
    if profile.response_fields is ResponseFields.OF_2019 and name in _SINCE_2019:
        key, since = _SINCE_2019[name]
        rows = [
            {field: row[field] for field in row if field not in since}
            for row in body[key]
        ]
        body = {**body, key: rows}
    if profile.payment_words is PaymentWords.UPPER and name in _PAYMENTS:
        body = _changed(body, frozenset(("Type",)), str.upper)
    if profile.unset_text is UnsetText.NULL:
        body = _changed(body, NULLABLE, lambda text: text or None)
    if profile.timestamp_fraction is TimestampFraction.MILLISECONDS:
        body = _changed(body, TIMESTAMPS, _milliseconds)
    return body


def _changed(body: Any, names: frozenset[str], change: Callable[[str], Any]) -> Any:
    """
    Return a copy in which the texts under these names are other ones.
    """
    if isinstance(body, list):
        return [_changed(one, names, change) for one in body]
    if not isinstance(body, dict):
        return body
    return {
        key: change(value)
        if key in names and isinstance(value, str)
        else _changed(value, names, change)
        for key, value in body.items()
    }


def _milliseconds(stamp: str) -> str:
    whole, _, fraction = stamp.removesuffix("Z").partition(".")
    return f"{whole}.{fraction[:3]:0<3}Z"
