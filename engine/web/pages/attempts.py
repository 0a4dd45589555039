"""
Who tried in vain to log in, and how long they have to wait.
"""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

MOST = 5
WITHIN = timedelta(minutes=15)

_MOST_KEPT = 10_000

Who = tuple[str, str]


class Attempts:
    """
    The failures of the last quarter of an hour, by user name and address.

    They are kept in this process alone, and by nothing that outlives it.
    """

    def __init__(self) -> None:
        self._failures: dict[Who, deque[datetime]] = {}
        self._lock = Lock()

    def barred_until(self, who: Who, *, now: datetime) -> datetime | None:
        """
        Return when the next attempt is allowed, or nothing if it is allowed now.
        """
        with self._lock:
            failures = self._failures.get(who, deque())
            if len(failures) < MOST:
                return None
            until = failures[0] + WITHIN
            return until if until > now else None

    def failed(self, who: Who, *, now: datetime) -> None:
        """
        Note that name or password was wrong.
        """
        with self._lock:
            if who not in self._failures and len(self._failures) >= _MOST_KEPT:
                del self._failures[next(iter(self._failures))]
            self._failures.setdefault(who, deque(maxlen=MOST)).append(now)

    def succeeded(self, who: Who) -> None:
        """
        Forget the failures of somebody who knows the password.
        """
        with self._lock:
            self._failures.pop(who, None)

    def forget(self) -> None:
        """
        Forget them all.
        """
        with self._lock:
            self._failures.clear()
