"""
When a connection's next run is due. A function of the connection and of time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

INTERVAL = timedelta(minutes=15)
PAUSE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """
    What decides when something runs again.

    Attributes:
        last_started_at: Nothing, if it never ran.
        is_unfinished: Work was left over, because a slice ended or a vendor could
            not answer: it goes on after a minute, which renews the vendors' limits.
    """

    last_started_at: datetime | None
    is_unfinished: bool = False


def due_at(rhythm: Rhythm, *, now: datetime) -> datetime:
    """
    Return when the next run is due; what never ran is due now.
    """
    if rhythm.last_started_at is None:
        return now
    wait = PAUSE if rhythm.is_unfinished else INTERVAL
    return rhythm.last_started_at + wait
