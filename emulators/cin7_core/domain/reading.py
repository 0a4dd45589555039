"""
Read values as leniently as the vendor's parser does. Schemas have checked the types.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from typing import Any

from emulators.cin7_core.domain.refusal import Refused

EMPTY_GUID = "00000000-0000-0000-0000-000000000000"
ZERO = Decimal(0)
_TWO_PLACES = Decimal("0.01")
_FOUR_PLACES = Decimal("0.0001")
_FIVE_PLACES = Decimal("0.00001")
# The largest amounts of a body times each other, many times over.
_WIDE = Context(prec=60)

Document = Mapping[str, Any]


class Unreadable(Refused):
    """
    A text is no date.
    """


def text(document: Document, key: str, default: str = "") -> str:
    """
    Return the text under the key; null and absence are the default.
    """
    value = document.get(key)
    return default if value is None else str(value)


def number(value: Any, default: Decimal = ZERO) -> Decimal:
    """
    Return a number that came as one, or as a text.
    """
    if value is None or value == "":
        return default
    return plain(Decimal(str(value).strip()))


def rate_of(value: Any, default: Decimal = ZERO) -> Decimal:
    """
    Return the rate of a currency, which has one decimal more than amounts.
    """
    if value is None or value == "":
        return default
    return _trimmed(Decimal(str(value).strip()), _FIVE_PLACES)


def cents(value: Any) -> Decimal:
    """
    Return an amount of money, which has two decimals.
    """
    return plain(number(value).quantize(_TWO_PLACES))


def boolean(value: Any, *, default: bool = False) -> bool:
    """
    Return a boolean that came as one, or as a text.
    """
    if value is None or value == "":
        return default
    return value if isinstance(value, bool) else str(value).strip().lower() == "true"


def guid(value: Any) -> str:
    """
    Return the GUID in lower case; nothing at all is the empty text.
    """
    return "" if value is None else str(value).strip().lower()


def day(value: Any) -> date | None:
    """
    Return the calendar date of a date or a timestamp.

    Raises:
        Unreadable: It is neither.
    """
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise Unreadable(f"'{value}' is not a valid date") from None


def instant(value: str) -> datetime:
    """
    Return the instant of a timestamp or date; without a zone it is UTC.

    Raises:
        ValueError: It is no timestamp.
    """
    parsed = datetime.fromisoformat(value.strip())
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def plain(amount: Decimal) -> Decimal:
    """
    Return the amount with at most four decimals, and none that says nothing.
    """
    return _trimmed(amount, _FOUR_PLACES)


def _trimmed(amount: Decimal, step: Decimal) -> Decimal:
    rounded = amount.quantize(step, context=_WIDE)
    shortest = rounded.normalize(_WIDE)
    exponent = shortest.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return shortest.quantize(Decimal(1), context=_WIDE)
    return shortest or ZERO
