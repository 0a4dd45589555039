"""
Runs in this process: each connection's next run stands in the calendar.
"""

from collections.abc import Sequence
from datetime import datetime
from threading import Lock, RLock

from engine.adapters.presence import Presence
from engine.adapters.slices import Slices
from engine.adapters.works import Work, works
from engine.domain.method_policy import Method
from engine.domain.records import Run
from engine.ports.time import Calendar, Entry
from engine.ports.world import Log, World


class InlineRuns:
    """
    Calls the use cases where it stands, one run at a time.
    """

    def __init__(
        self, world: World, calendar: Calendar, log: Log, *, presence: Presence
    ) -> None:
        self._world = world
        self._presence = presence
        self._slices = Slices(world, log, presence)
        self._calendar = calendar
        self._turn = Lock()
        self._entry: Entry | None = None
        self._entry_at: datetime | None = None
        self._entry_lock = RLock()
        self.is_started = False

    def start(self) -> None:
        """
        Enter the first run into the calendar.

        Raises:
            Taken: Another process has what only one may have.
        """
        self._presence.take()
        self.is_started = True
        self.reschedule()

    def stop(self) -> bool:
        """
        Leave the calendar after the run that is going on, and return that it ended.
        """
        with self._entry_lock:
            self.is_started = False
            self._strike_out()
        with self._turn:
            return True

    def reschedule(self) -> None:
        """
        Think again about when the next run is due; something has changed.
        """
        with self._entry_lock:
            if not self.is_started:
                return
            now = self._world.clock.now()
            times = [self._slices.due_at(one, now=now) for one in works(self._world)]
            first = min(times, default=None)
            if first == self._entry_at:
                return
            self._strike_out()
            if first is not None:
                self._entry_at = first
                self._entry = self._calendar.enter(first, "engine: runs", self._run_due)

    def run_now(
        self, *, organisation: str | None = None, method: Method | None = None
    ) -> list[Run]:
        """
        Run what matches, one after another, without waiting for anything.

        What runs in another process is not run a second time: its run is returned.
        """
        runs = [
            self._run(work, patient=False)
            for work in works(self._world)
            if organisation in {None, work.organisation}
            and method in {None, work.method}
            and work.is_current()
        ]
        self.reschedule()
        return runs

    def queued(self, organisation: str | None = None) -> Sequence[Run]:  # noqa: ARG002 - as in the port
        """
        Return nothing: what is due runs at once.
        """
        return ()

    def _strike_out(self) -> None:
        if self._entry is not None:
            self._entry.cancel()
        self._entry = self._entry_at = None

    def _run_due(self) -> None:
        with self._entry_lock:
            self._entry = self._entry_at = None
        try:
            now = self._world.clock.now()
            for work in works(self._world):
                is_due = self._slices.due_at(work, now=now) <= now
                if self.is_started and is_due and work.is_current():
                    self._run(work, patient=True)
        finally:
            self.reschedule()

    def _run(self, work: Work, *, patient: bool) -> Run:
        with self._turn:
            return self._slices.run(work, patient=patient)
