"""
When a connection's next run is due. A function of the connection and of time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

INTERVAL = timedelta(minutes=15)
PAUSE = timedelta(minutes=1)
BREATH = timedelta(seconds=10)

# How often somebody looks at least, because others may have made something due, and
# at most, because what is due may have to wait for its turn.
_LOOK_AT_LEAST = timedelta(seconds=5)
_LOOK_AT_MOST = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """
    What decides when something runs again.

    Attributes:
        last_started_at: Nothing, if it never ran.
        is_unfinished: Work was left over, because a slice ended: it goes on after a
            minute, which renews the vendors' limits.
        is_broken_off: The last run could not end, because a vendor could not answer:
            it is tried again after a minute and not before.
        is_urgent: A vendor has told of something: it runs at once, but for a breath
            in which more of the same may come.
        interval: How long after a whole run the next is due.
    """

    last_started_at: datetime | None
    is_unfinished: bool = False
    is_broken_off: bool = False
    is_urgent: bool = False
    interval: timedelta = INTERVAL


def due_at(rhythm: Rhythm, *, now: datetime) -> datetime:
    """
    Return when the next run is due; what never ran is due now.
    """
    if rhythm.last_started_at is None:
        return now
    wait = rhythm.interval
    if rhythm.is_unfinished or rhythm.is_broken_off:
        wait = PAUSE
    if rhythm.is_urgent and not rhythm.is_broken_off:
        wait = BREATH
    return rhythm.last_started_at + wait


def look_at(due: Iterable[datetime], *, now: datetime) -> datetime:
    """
    Return when to look again at what is due, after a look now.
    """
    first = min([*due, now + _LOOK_AT_LEAST])
    return max(first, now + _LOOK_AT_MOST)
