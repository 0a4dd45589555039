"""
Time, ids and chance: the only module of the fakes that touches the world's own.
"""

import heapq
import random  # noqa: TID251  # this is the ambient adapter
import secrets  # noqa: TID251  # this is the ambient adapter
import threading
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

Action = Callable[[], None]


class Entry(Protocol):
    """
    Something in the calendar.
    """

    def cancel(self) -> None:
        """
        Take it out; nothing happens if it ran already.
        """


class Clock(Protocol):
    """
    Time in UTC, and a calendar of what is due.
    """

    def now(self) -> datetime:
        """
        Return the present instant, with its time zone.
        """

    def enter(self, at: datetime, name: str, action: Action) -> Entry:
        """
        Let the action run when the instant has come; at once if it has passed.
        """

    def lag(self, seconds: float) -> float:
        """
        Let the seconds pass for a late answer; return those still to wait for.
        """

    def settle(self) -> None:
        """
        Return when nothing that is due waits any more.
        """


class Ids:
    """
    Ids that are the same again for the same seed.
    """

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311  # ids, no secrets
        self._last: dict[str, int] = {}

    def guid(self) -> str:
        """
        Return a GUID in lower case.
        """
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def hexadecimal(self, digits: int) -> str:
        """
        Return that many hexadecimal digits.
        """
        return f"{self._random.getrandbits(digits * 4):0{digits}x}"

    def digits(self, count: int) -> str:
        """
        Return that many decimal digits.
        """
        return f"{self._random.randrange(10**count):0{count}d}"

    def number(self, kind: str, first: int = 1) -> int:
        """
        Return the next number of this kind, counting up from *first*.
        """
        self._last[kind] = number = self._last.get(kind, first - 1) + 1
        return number

    def saved(self) -> dict[str, Any]:
        """
        Return where the series stand, as plain data.
        """
        version, state, _ = self._random.getstate()
        return {"last": dict(self._last), "random": [version, *state]}

    def go_on_from(self, saved: Mapping[str, Any]) -> None:
        """
        Let the series go on where others stood when they were saved.

        Raises:
            ValueError: It is nothing that was saved.
        """
        try:
            version, *state = saved["random"]
            self._random.setstate((version, tuple(state), None))
            self._last = {str(kind): int(last) for kind, last in saved["last"].items()}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"these are no ids that were saved: {error}") from None


def secret(digits: int = 32) -> str:
    """
    Return hexadecimal digits that nobody can guess.
    """
    return secrets.token_hex((digits + 1) // 2)[:digits]


class WallClock:
    """
    The world's own time; a thread runs what is due.
    """

    def __init__(self) -> None:
        self._calendar = _Calendar()
        self._changed = threading.Condition()
        self._pump: threading.Thread | None = None
        self._running = False
        self._closed = False

    def now(self) -> datetime:
        """
        Return the present instant.
        """
        return datetime.now(UTC)  # noqa: TID251  # this is the ambient adapter

    def sleep(self, seconds: float) -> None:
        """
        Wait.
        """
        time.sleep(seconds)  # noqa: TID251  # this is the ambient adapter

    def lag(self, seconds: float) -> float:
        """
        Return the seconds: on the wall they still have to pass.
        """
        return seconds

    def enter(self, at: datetime, name: str, action: Action) -> "CalendarEntry":
        """
        Let the pump run the action when the instant has come.
        """
        with self._changed:
            entry = self._calendar.enter(at, name, action)
            if self._pump is None and not self._closed:
                self._pump = threading.Thread(
                    target=self._run, name="emulators-calendar", daemon=True
                )
                self._pump.start()
            if self._calendar.is_next(entry):
                self._changed.notify_all()
        return entry

    def settle(self) -> None:
        """
        Wait until nothing that is due is left or running.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: (
                    self._closed
                    or not (self._running or self._calendar.due(self.now()))
                ),
                timeout=60,
            )

    def close(self) -> None:
        """
        Stop the pump after the action that it is running.
        """
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._pump is not None and self._pump is not threading.current_thread():
            self._pump.join(timeout=5)

    def _run(self) -> None:
        while (entry := self._next()) is not None:
            try:
                entry.run()
            finally:
                with self._changed:
                    self._running = False
                    self._changed.notify_all()

    def _next(self) -> "CalendarEntry | None":
        with self._changed:
            while not self._closed:
                now = self.now()
                entry = self._calendar.take(now)
                if entry is not None:
                    self._running = True
                    return entry
                self._changed.wait(self._calendar.seconds_to_next(now))
        return None


class VirtualClock:
    """
    Time that moves when it is told to, or when a run sleeps on it.

    Entries run on the advancing thread, in order of time, one advancer at a time.
    """

    ROUNDS = 1000

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._start = start
        self._calendar = _Calendar()
        self._state = threading.Lock()
        self._advancer = threading.RLock()
        self._busy_queues: set[str] = set()

    def now(self) -> datetime:
        """
        Return the virtual instant.
        """
        with self._state:
            return self._now

    def sleep(self, seconds: float) -> None:
        """
        Move the time; nobody waits. What falls due in between runs.
        """
        self.advance(seconds)

    def lag(self, seconds: float) -> float:
        """
        Add the seconds to now, and leave nothing to wait for.
        """
        with self._state:
            self._now += timedelta(seconds=seconds)
        return 0.0

    def enter(
        self, at: datetime, name: str, action: Action, *, queue: str = ""
    ) -> "CalendarEntry":
        """
        Let the action run when the time is moved past the instant.

        Entries of one named queue run one at a time: one that falls due while another
        sleeps waits for it.
        """
        with self._state:
            return self._calendar.enter(at, name, action, queue=queue)

    def queue(self, name: str) -> "QueuedClock":
        """
        Return this clock as one party sees it, whose entries run one at a time.
        """
        return QueuedClock(self, name)

    def advance(self, seconds: float) -> None:
        """
        Move the time, and run what falls due on the way.
        """
        with self._advancer:
            target = self.now() + timedelta(seconds=seconds)
            self._run_until(target)
            with self._state:
                self._now = max(self._now, target)

    def settle(self) -> None:
        """
        Run what is due now until nothing is.

        Raises:
            RuntimeError: It did not come to rest in 1,000 rounds.
        """
        with self._advancer:
            self._run_until(None)

    def reset(self) -> None:
        """
        Empty the calendar and go back to the first instant.
        """
        with self._advancer, self._state:
            self._calendar = _Calendar()
            self._now = self._start

    def _run_until(self, target: datetime | None) -> None:
        rounds = 0
        while (entry := self._take(target)) is not None:
            rounds += 1
            if target is None and rounds > self.ROUNDS:
                raise RuntimeError(f"no rest after {self.ROUNDS} rounds: {entry.name}")
            if entry.queue:
                self._busy_queues.add(entry.queue)
            try:
                entry.run()
            finally:
                self._busy_queues.discard(entry.queue)

    def _take(self, target: datetime | None) -> "CalendarEntry | None":
        with self._state:
            entry = self._calendar.take(
                self._now if target is None else max(target, self._now),
                self._busy_queues,
            )
            if entry is not None:
                self._now = max(self._now, entry.at)
            return entry


class QueuedClock:
    """
    A virtual clock whose entries stand in a queue of their own.
    """

    def __init__(self, clock: VirtualClock, name: str) -> None:
        self._clock = clock
        self._name = name
        self.now = clock.now
        self.sleep = clock.sleep

    def enter(self, at: datetime, name: str, action: Action) -> "CalendarEntry":
        """
        Let the action run when its time and its turn have come.
        """
        return self._clock.enter(at, name, action, queue=self._name)


class CalendarEntry:
    """
    An action with its time.
    """

    __slots__ = ("action", "at", "cancelled", "name", "queue")

    def __init__(self, at: datetime, name: str, action: Action, queue: str) -> None:
        self.at = at
        self.name = name
        self.action = action
        self.queue = queue
        self.cancelled = False

    def cancel(self) -> None:
        """
        Take it out.
        """
        self.cancelled = True

    def run(self) -> None:
        """
        Do it.
        """
        self.action()


class _Calendar:
    """
    Entries in order of time, then of entering. Not locked by itself.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, CalendarEntry]] = []
        self._entered = 0

    def enter(
        self, at: datetime, name: str, action: Action, *, queue: str = ""
    ) -> CalendarEntry:
        entry = CalendarEntry(at, name, action, queue)
        self._entered += 1
        heapq.heappush(self._heap, (at, self._entered, entry))
        return entry

    def is_next(self, entry: CalendarEntry) -> bool:
        self._drop_cancelled()
        return self._heap[0][2] is entry

    def due(self, until: datetime) -> bool:
        self._drop_cancelled()
        return bool(self._heap) and self._heap[0][0] <= until

    def take(self, until: datetime, busy: Collection[str] = ()) -> CalendarEntry | None:
        """
        Remove and return the first entry until then whose queue is not busy.
        """
        waiting = []
        try:
            while self.due(until):
                item = heapq.heappop(self._heap)
                if item[2].queue not in busy:
                    return item[2]
                waiting.append(item)
            return None
        finally:
            for item in waiting:
                heapq.heappush(self._heap, item)

    def seconds_to_next(self, now: datetime) -> float | None:
        self._drop_cancelled()
        if not self._heap:
            return None
        return max((self._heap[0][0] - now).total_seconds(), 0.0)

    def _drop_cancelled(self) -> None:
        while self._heap and self._heap[0][2].cancelled:
            heapq.heappop(self._heap)
