"""
How V1 writes instants and amounts, and how it reads instants.

Every date-time is Pacific local time without an offset. A naive `datetime` here is such
a local time; an aware one is an instant.
"""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

CENTS = Decimal("0.01")
_FOUR = Decimal("0.0001")
_ZERO = Decimal("0.0")
_FIRST_YEAR, _LAST_YEAR = 1753, 9998  # what the database's datetime holds

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,7}))?)?"
    r"\s?(?P<offset>Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})[-/](?P<year>\d{4})"
    r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,7}))?)?"
    r"\s?(?P<offset>Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)

# A document has the same few dates over and over, and reads those that were sent twice.
_recently = lru_cache(maxsize=1024)


@cache
def _pacific_zone() -> ZoneInfo:
    return ZoneInfo("America/Los_Angeles")


def stamp(instant: datetime) -> datetime:
    """
    Return the instant as the database keeps it: steps of a three-hundredth second.
    """
    ticks = instant.microsecond * 3 // 10_000
    return instant.replace(microsecond=round(ticks * 10 / 3) * 1000)


def pacific(moment: datetime) -> datetime:
    """
    Return the naive Pacific local time; a naive one stays what it is.
    """
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(_pacific_zone()).replace(tzinfo=None)


def instant_of(local: datetime) -> datetime:
    """
    Return the instant of a Pacific local time; the first one when it came twice.
    """
    return local.replace(tzinfo=_pacific_zone()).astimezone(UTC)


@_recently
def seven_digits(moment: datetime | None) -> str | None:
    """
    Return the form of orders, shipments and customers: always seven digits.
    """
    if moment is None:
        return None
    return pacific(moment).isoformat(timespec="milliseconds") + "0000"


@_recently
def trimmed(moment: datetime | None) -> str | None:
    """
    Return the form of items, products and stores: milliseconds without end zeros.
    """
    if moment is None:
        return None
    text = pacific(moment).isoformat(timespec="milliseconds")
    return text.rstrip("0").rstrip(".")


def day(moment: date | None) -> str | None:
    """
    Return the form of ship dates: the date alone.
    """
    if moment is None:
        return None
    return (pacific(moment) if isinstance(moment, datetime) else moment).isoformat()[
        :10
    ]


@_recently
def parse_moment(text: str) -> datetime:
    """
    Read a date with or without a time, as a naive Pacific local time.

    ISO with ``T`` or a space, up to seven digits of a second, and the American order of
    month and day are known. With an offset the instant is converted.

    Raises:
        ValueError: It is no date of these forms.
    """
    stripped = text.strip()
    found = _ISO.fullmatch(stripped) or _AMERICAN.fullmatch(stripped)
    try:
        moment = _local(found) if found else None
    except ValueError:
        moment = None
    if moment is None:
        raise ValueError(f"The value '{text}' is not valid for Nullable`1.")
    return moment


def _local(found: re.Match[str]) -> datetime:
    year, month, number = (int(found[name]) for name in ("year", "month", "day"))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    hour, minute, second = (int(found[n] or 0) for n in ("hour", "minute", "second"))
    fraction = (found["fraction"] or "").ljust(6, "0")[:6]
    local = datetime(  # noqa: DTZ001  # Pacific local time is naive here
        year, month, number, hour, minute, second, int(fraction)
    )
    offset = found["offset"]
    return local if offset is None else pacific(_with_offset(local, offset))


def _with_offset(local: datetime, offset: str) -> datetime:
    if offset.upper() == "Z":
        return local.replace(tzinfo=UTC)
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    ahead = timedelta(hours=hours, minutes=minutes)
    if offset[0] == "-":
        ahead = -ahead
    return (local - ahead).replace(tzinfo=UTC)


def money(value: object) -> Decimal:
    """
    Return an amount, weight or length with two decimals.
    """
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return number.quantize(CENTS, ROUND_HALF_UP)


def balance(value: Decimal) -> Decimal:
    """
    Return a wallet's balance: four decimals, but ``0.0`` for nothing.
    """
    return value.quantize(_FOUR, ROUND_HALF_UP) if value else _ZERO


def cost(value: Decimal) -> Decimal:
    """
    Return a label's cost: two decimals, but ``0.0`` for nothing.
    """
    return money(value) if value else _ZERO


def rate(value: Decimal) -> Decimal:
    """
    Return what a carrier would take: always four decimals.
    """
    return value.quantize(_FOUR, ROUND_HALF_UP)
