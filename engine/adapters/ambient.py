"""
The real time, and identities that nothing else has. Only here are they taken.
"""

import heapq
import secrets  # noqa: TID251 - this is where they are made
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Condition, Thread, current_thread

from engine.adapters.guard import check_no_transaction
from engine.ports.world import Log


@dataclass(order=True, slots=True)
class WallEntry:
    """
    What stands in the calendar of the wall clock.
    """

    at: datetime
    number: int
    name: str = field(compare=False)
    action: Callable[[], None] = field(compare=False)
    is_cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """
        Strike the entry out; harmless when it has run.
        """
        self.is_cancelled = True


class WallClock:
    """
    The time on the wall, with a calendar that a thread of its own keeps.

    The thread begins with the first entry and ends when the clock is closed.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._entries: list[WallEntry] = []
        self._numbers = count()
        self._changed = Condition()
        self._pump: Thread | None = None
        self._is_closed = False

    def now(self) -> datetime:
        """
        Return the present instant, with its time zone.
        """
        return datetime.now(UTC)  # noqa: TID251 - this is the clock

    def sleep(self, seconds: float) -> None:
        """
        Return when *seconds* have passed, or when the clock is closed.
        """
        check_no_transaction()
        ends_at = time.monotonic() + seconds
        with self._changed:
            while not self._is_closed and (left := ends_at - time.monotonic()) > 0:
                self._changed.wait(left)

    def enter(self, at: datetime, name: str, action: Callable[[], None]) -> WallEntry:
        """
        Let *action* run once, at the instant or as soon after as can be.
        """
        with self._changed:
            entry = WallEntry(at, next(self._numbers), name, action)
            heapq.heappush(self._entries, entry)
            if self._pump is None and not self._is_closed:
                self._pump = Thread(
                    target=self._run, name="engine-calendar", daemon=True
                )
                self._pump.start()
            self._changed.notify_all()
        return entry

    def close(self) -> None:
        """
        End the thread; what it is doing ends first.
        """
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        if self._pump is not None and self._pump is not current_thread():
            self._pump.join()

    def _run(self) -> None:
        while (entry := self._next()) is not None:
            try:
                entry.action()
            except Exception as problem:  # noqa: BLE001 - it ends no other entry
                self._log.failure("calendar entry failed", problem, entry=entry.name)

    def _next(self) -> WallEntry | None:
        """
        Return the next entry when it is due, or nothing when the clock is closed.
        """
        with self._changed:
            while not self._is_closed:
                while self._entries and self._entries[0].is_cancelled:
                    heapq.heappop(self._entries)
                wait = timedelta(hours=1)
                if self._entries:
                    wait = self._entries[0].at - self.now()
                    if wait <= timedelta(0):
                        return heapq.heappop(self._entries)
                self._changed.wait(min(wait, timedelta(hours=1)).total_seconds())
        return None


class RandomIds:
    """
    Identities from the system's source of randomness.
    """

    def new(self) -> str:
        """
        Return a new identity.
        """
        return secrets.token_hex(12)


def salt(size: int) -> bytes:
    """
    Return random bytes for the hash of a password.
    """
    return secrets.token_bytes(size)
