"""
How the vendor writes dates and timestamps, and the order of an account's changes.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

_STEP, _COARSE_STEP = timedelta(microseconds=1), timedelta(milliseconds=1)


def stamp(at: datetime) -> str:
    """
    Return a timestamp: UTC, ``Z``, the fraction without trailing zeros.
    """
    whole = at.strftime("%Y-%m-%dT%H:%M:%S")
    fraction = f"{at.microsecond:06d}".rstrip("0")
    return f"{whole}.{fraction}Z" if fraction else f"{whole}Z"


def midnight(on: date | None) -> str | None:
    """
    Return a calendar date as the vendor writes it: midnight, no zone.
    """
    return None if on is None else f"{on.isoformat()}T00:00:00"


class Stamps:
    """
    The instants of an account's changes.

    Each is later than the one before, also while the clock stands.

    Attributes:
        are_coarse: Each is later by a millisecond, as nothing finer is shown.
    """

    _now: Callable[[], datetime]
    _last: datetime | None
    are_coarse: bool

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = None
        self.are_coarse = False

    def take(self) -> datetime:
        """
        Return the instant of the next change.
        """
        now = self._now()
        step = _COARSE_STEP if self.are_coarse else _STEP
        if self._last is not None and now < self._last + step:
            now = self._last + step
        self._last = now
        return now
