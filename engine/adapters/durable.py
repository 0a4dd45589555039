"""
Runs that survive: what is due is put on a queue, and some process takes it.

What is due is asked of the domain, and whose turn it is of the ledger; the queue holds
what was asked for until it is done, whichever process ends in between.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Condition, Lock, RLock
from typing import Protocol

from engine.adapters.presence import Presence
from engine.adapters.slices import Slices
from engine.adapters.works import Work, works
from engine.domain.method_policy import Method
from engine.domain.records import Run
from engine.domain.schedule import look_at
from engine.ports.time import Calendar, Entry
from engine.ports.world import Log, World

_TIDY_EVERY = timedelta(hours=1)


class Stopped(BaseException):
    """
    The process takes no work any more. What was taken stays where it was.
    """


class WorkQueue(Protocol):
    """
    Work that waits, over all processes.
    """

    def put(self, work: Work) -> None:
        """
        Let some process run the work, unless it waits or runs already.
        """

    def waiting(self) -> Sequence[Run]:
        """
        Return what no process has taken yet, latest first.
        """

    def adopt(self, is_there: Callable[[str], bool]) -> None:
        """
        Put back what processes had taken that are gone.
        """

    def tidy(self) -> None:
        """
        Forget what was done long ago.
        """

    def close(self, *, is_drained: bool) -> None:
        """
        Take nothing any more.
        """


@dataclass(frozen=True, slots=True)
class Queues:
    """
    How to come to the queue; neither is called before it is needed.

    Attributes:
        open: Takes part in the queue, given what runs the work of a key.
        peek: Returns what waits, for a process that takes no part.
    """

    open: Callable[[Callable[[str], str]], WorkQueue]
    peek: Callable[[], Sequence[Run]]


class DurableRuns:
    """
    Puts what is due on a queue, and runs what the queue hands to this process.

    Args:
        drain_seconds: How long runs may go on after the stop.
    """

    def __init__(
        self,
        world: World,
        calendar: Calendar,
        log: Log,
        *,
        presence: Presence,
        queues: Queues,
        drain_seconds: float,
    ) -> None:
        self._world = world
        self._calendar = calendar
        self._log = log
        self._presence = presence
        self._slices = Slices(world, log, presence)
        self._queues = queues
        self._drain_seconds = drain_seconds
        self._queue: WorkQueue | None = None
        self._tidy_at = world.clock.now()
        self._entry: Entry | None = None
        self._entry_lock = RLock()
        self._look_lock = Lock()
        self._running = 0
        self._takes_work = False
        self._changed = Condition()
        self.is_started = False

    def start(self) -> None:
        """
        Open the queue, and look at what is due from now on.

        Raises:
            Taken: Another process has what only one may have.
        """
        self._presence.take()
        with self._changed:
            self._takes_work = True
        self._queue = self._queues.open(self._run_queued)
        self.is_started = True
        self.reschedule()

    def stop(self) -> bool:
        """
        Take no more work, and return whether all that runs has ended in time.

        What has not is taken up by another process, or by the next that starts.
        """
        with self._entry_lock:
            self.is_started = False
            self._strike_out()
        with self._changed:
            self._takes_work = False
            is_drained = self._changed.wait_for(
                lambda: not self._running, self._drain_seconds
            )
        with self._look_lock:
            if self._queue is not None:
                self._queue.close(is_drained=is_drained)
                self._queue = None
        return is_drained

    def reschedule(self) -> None:
        """
        Look at once; something has changed.
        """
        with self._entry_lock:
            if self.is_started:
                self._strike_out()
                now = self._world.clock.now()
                self._entry = self._calendar.enter(now, "engine: look", self._look)

    def run_now(
        self, *, organisation: str | None = None, method: Method | None = None
    ) -> list[Run]:
        """
        Run what matches here, one after another, without waiting for anything.

        What runs already is not run a second time: its run is returned as it stands.
        """
        runs = [
            self._slices.run(work, patient=False)
            for work in works(self._world)
            if organisation in {None, work.organisation}
            and method in {None, work.method}
            and work.is_current()
        ]
        self.reschedule()
        return runs

    def queued(self, organisation: str | None = None) -> Sequence[Run]:
        """
        Return the runs that wait for a process that takes them, latest first.
        """
        queue = self._queue
        waiting = queue.waiting() if queue else self._queues.peek()
        return [one for one in waiting if organisation in {None, one.organisation}]

    def _strike_out(self) -> None:
        if self._entry is not None:
            self._entry.cancel()
        self._entry = None

    def _look(self) -> None:
        """
        Put what is due on the queue, with what others left, and look again later.
        """
        look_again_at = look_at([], now=self._world.clock.now())
        try:
            with self._look_lock:
                look_again_at = self._put_due()
        except Exception as problem:  # noqa: BLE001 - the next look may go better
            self._log.failure("look failed", problem)
        with self._entry_lock:
            if self.is_started:
                self._strike_out()
                self._entry = self._calendar.enter(
                    look_again_at, "engine: look", self._look
                )

    def _put_due(self) -> datetime:
        self._presence.take()
        queue, now = self._queue, self._world.clock.now()
        if queue is None:
            return look_at([], now=now)
        queue.adopt(self._presence.is_there)
        if now >= self._tidy_at:
            queue.tidy()
            self._tidy_at = now + _TIDY_EVERY
        due = []
        for work in works(self._world):
            due.append(self._slices.due_at(work, now=now))
            if due[-1] <= now:
                queue.put(work)
        return look_at(due, now=now)

    def _run_queued(self, key: str) -> str:
        """
        Run the work of the key, if it is due still; return what became of it.

        Raises:
            Stopped: The process takes no work any more.
        """
        with self._changed:
            if not self._takes_work:
                raise Stopped
            self._running += 1
        try:
            now = self._world.clock.now()
            for work in works(self._world):
                if work.key == key and self._slices.due_at(work, now=now) <= now:
                    return self._slices.run(work, patient=True).id
            return ""
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()
