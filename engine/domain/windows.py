"""
The window of an export: which moments it covers, and how it is written.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_WRITTEN = re.compile(
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}) +"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))? ?(?P<half>[AaPp][Mm])?"
)
_NOON = 12


class NotADate(ValueError):
    """
    The text is no date that ShipStation writes.
    """


@dataclass(frozen=True, slots=True)
class Window:
    """
    From *start_at* on and before *before_at*; nothing means no bound.
    """

    start_at: datetime | None = None
    before_at: datetime | None = None


def parse_instant(text: str) -> datetime:
    """
    Return the UTC instant of ``MM/dd/yyyy HH:mm``, with seconds and AM/PM if given.

    Raises:
        NotADate: The text has another shape, or names no day or hour.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise NotADate(f"'{text}' is not a date of the form MM/dd/yyyy HH:mm")
    names = ("year", "month", "day", "hour", "minute", "second")
    year, month, day, hour, minute, second = (int(match[name] or 0) for name in names)
    try:
        moment = datetime(year, month, day, tzinfo=UTC)
        clock_hour = _clock_hour(hour, (match["half"] or "").upper())
        return moment.replace(hour=clock_hour, minute=minute, second=second)
    except ValueError as problem:
        raise NotADate(f"'{text}' is no date: {problem}") from None


def parse_window(start: str | None, end: str | None) -> Window:
    """
    Return the window between two written dates; both bounds are inside.

    The protocol writes minutes, so the last minute counts to its end. A missing
    date is no bound.

    Raises:
        NotADate: One of the dates cannot be read.
    """
    start_at = parse_instant(start) if start and start.strip() else None
    end_at = parse_instant(end) if end and end.strip() else None
    if end_at is None:
        return Window(start_at)
    try:
        before_at = end_at.replace(second=0) + timedelta(minutes=1)
    except OverflowError:
        return Window(start_at)
    first_at = start_at.replace(second=0) if start_at else None
    return Window(first_at, before_at)


def written(instant: datetime) -> str:
    """
    Return the instant as the protocol writes it, in UTC.
    """
    return instant.astimezone(UTC).strftime("%m/%d/%Y %H:%M")


def _clock_hour(hour: int, half: str) -> int:
    """
    Return the hour of the day; ``21:56 PM`` is nonsense that is sent all the same.
    """
    if half == "PM" and hour < _NOON:
        return hour + _NOON
    if half == "AM" and hour == _NOON:
        return 0
    return hour
