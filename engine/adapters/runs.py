"""
Runs in this process: each connection's next run stands in the calendar.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock, RLock

from engine.custom_store import run as custom_store
from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, failed, tally
from engine.domain.records import Run, State
from engine.domain.schedule import Rhythm, due_at
from engine.ports.time import Calendar, Entry
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.ports.world import Log, World
from engine.shipstation_store import poll


@dataclass(frozen=True, slots=True)
class _Work:
    """
    What runs regularly: a custom store, or a connection.
    """

    key: str
    organisation: str
    method: Method
    do: Callable[[bool], list[Outcome]]
    is_unfinished: Callable[[], bool]
    is_urgent: Callable[[], bool]


class InlineRuns:
    """
    Calls the use cases where it stands, one run at a time.
    """

    def __init__(self, world: World, calendar: Calendar, log: Log) -> None:
        self._log = log
        self._world = world
        self._calendar = calendar
        self._turn = Lock()
        self._entry: Entry | None = None
        self._entry_at: datetime | None = None
        self._entry_lock = RLock()
        self.is_started = False

    def start(self) -> None:
        """
        Enter the first run into the calendar.
        """
        self.is_started = True
        self.reschedule()

    def stop(self) -> None:
        """
        Leave the calendar, after the run that is going on.
        """
        with self._entry_lock:
            self.is_started = False
            self._strike_out()
        with self._turn:
            pass

    def reschedule(self) -> None:
        """
        Think again about when the next run is due; something has changed.
        """
        with self._entry_lock:
            if not self.is_started:
                return
            times = [self._due_at(work) for work in self._works()]
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
        """
        runs = [
            self._run(work, patient=False)
            for work in self._works()
            if organisation in {None, work.organisation}
            and method in {None, work.method}
        ]
        self.reschedule()
        return runs

    def _strike_out(self) -> None:
        if self._entry is not None:
            self._entry.cancel()
        self._entry = self._entry_at = None

    def _run_due(self) -> None:
        with self._entry_lock:
            self._entry = self._entry_at = None
        try:
            now = self._world.clock.now()
            for work in self._works():
                if self.is_started and self._due_at(work) <= now:
                    self._run(work, patient=True)
        finally:
            self.reschedule()

    def _works(self) -> list[_Work]:
        return [*self._custom_stores(), *self._connections()]

    def _custom_stores(self) -> Iterator[_Work]:
        for store in self._world.ledger.custom_stores.enabled():
            yield _Work(
                key=f"{Method.CUSTOM_STORE}:{store.organisation}",
                organisation=store.organisation,
                method=Method.CUSTOM_STORE,
                do=lambda patient, store=store: custom_store.run(  # type: ignore[misc]
                    self._world, store, patient=patient
                ),
                is_unfinished=lambda store=store: custom_store.is_unfinished(  # type: ignore[misc]
                    self._world, store.organisation
                ),
                is_urgent=lambda store=store: custom_store.is_urgent(  # type: ignore[misc]
                    self._world, store.organisation
                ),
            )

    def _connections(self) -> Iterator[_Work]:
        for connection in self._world.ledger.connections.all():
            if connection.state is not State.ACTIVE:
                continue
            yield _Work(
                key=connection.id,
                organisation=connection.organisation,
                method=connection.method,
                do=lambda patient, connection=connection: poll.run(  # type: ignore[misc]
                    self._world, connection, patient=patient
                ),
                is_unfinished=lambda: False,
                is_urgent=lambda: False,
            )

    def _due_at(self, work: _Work) -> datetime:
        last = self._world.ledger.runs.last(work.key)
        rhythm = Rhythm(
            last.started_at if last else None,
            is_unfinished=work.is_unfinished(),
            is_broken_off=last is not None and last.is_unfinished,
            is_urgent=work.is_urgent(),
        )
        return due_at(rhythm, now=self._world.clock.now())

    def _run(self, work: _Work, *, patient: bool) -> Run:
        with self._turn:
            run = Run(
                id=self._world.ids.new(),
                key=work.key,
                organisation=work.organisation,
                method=work.method,
                started_at=self._world.clock.now(),
            )
            self._world.ledger.runs.open(run)
            outcomes, error, is_permanent = self._attempt(work, patient=patient)
            run = replace(
                run,
                ended_at=self._world.clock.now(),
                outcomes=tally(outcomes),
                error=error,
                is_unfinished=bool(error) and not is_permanent,
            )
            self._world.ledger.runs.close(run)
        self._log.info(
            "run", connection=run.key, method=run.method, error=error, **run.outcomes
        )
        return run

    def _attempt(
        self, work: _Work, *, patient: bool
    ) -> tuple[list[Outcome], str, bool]:
        """
        Return what was done, the error that ended it, and whether that will stay.
        """
        try:
            return work.do(patient), "", False
        except CannotAnswer as problem:
            return self._failed(work, "unavailable", problem), str(problem), False
        except (CredentialsRefused, Rejected) as problem:
            return self._failed(work, "refused", problem), str(problem), True
        except Exception as problem:  # noqa: BLE001 - one failure ends no other run
            self._log.failure("run failed", problem, connection=work.key)
            sentence = f"the run failed: {problem}"
            return self._failed(work, "internal", problem), sentence, True

    def _failed(self, work: _Work, reason: str, problem: Exception) -> list[Outcome]:
        """
        Write into the operations log why a run ended early.
        """
        outcomes = [failed("", reason, str(problem))]
        self._world.ledger.log.add(
            work.organisation, work.method, outcomes, at=self._world.clock.now()
        )
        return outcomes
