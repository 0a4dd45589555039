"""
One slice of a work: whether it is due, who runs it, and what is written down.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import OperationalError

from engine.adapters.presence import Presence
from engine.adapters.works import Work
from engine.domain.outcome import Outcome, failed, tally
from engine.domain.records import Run
from engine.domain.schedule import Rhythm, due_at
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.ports.world import Log, World


class Slices:
    """
    Runs slices where it stands, each work's one at a time over all processes.

    The open run in the ledger is the turn. One whose process is gone is closed by the
    next that wants the turn, and says so.
    """

    def __init__(self, world: World, log: Log, presence: Presence) -> None:
        self._world = world
        self._log = log
        self._presence = presence
        self._own: set[str] = set()

    def due_at(self, work: Work, *, now: datetime) -> datetime:
        """
        Return when the work's next slice is due; one that was cut is due now.
        """
        last = self._world.ledger.runs.last(work.key)
        if last is not None and last.ended_at is None and not self._goes_on(last):
            return now
        rhythm = Rhythm(
            last.started_at if last else None,
            is_unfinished=work.is_unfinished(),
            is_broken_off=last is not None and last.is_unfinished,
            is_urgent=work.is_urgent(),
            interval=work.interval,
        )
        return due_at(rhythm, now=now)

    def run(self, work: Work, *, patient: bool) -> Run:
        """
        Run a slice, and return how it went; a failure is a run like others.

        If the work runs already, return that run as it stands.
        """
        self._presence.take()
        run = self._new(work)
        self._own.add(run.id)
        try:
            if standing := self._open(run):
                return standing
            return self._carry_out(work, run, patient=patient)
        finally:
            self._own.discard(run.id)

    def _new(self, work: Work) -> Run:
        last = self._world.ledger.runs.last(work.key)
        return Run(
            id=self._world.ids.new(),
            key=work.key,
            organisation=work.organisation,
            method=work.method,
            started_at=self._world.clock.now(),
            executor=self._presence.name,
            attempts=last.attempts + 1 if last and last.is_unfinished else 1,
        )

    def _open(self, run: Run) -> Run | None:
        """
        Take the turn, from a process that is gone if need be; or return who has it.
        """
        runs = self._world.ledger.runs
        with self._world.ledger.transaction():
            while (standing := runs.open(run)) is not None:
                if self._goes_on(standing):
                    return standing
                runs.close(standing.cut(self._world.clock.now(), by=run.id))
        return None

    def _goes_on(self, run: Run) -> bool:
        """
        Tell whether somebody is at the open run still.
        """
        if run.executor == self._presence.name:
            return run.id in self._own
        return self._presence.is_there(run.executor)

    def _carry_out(self, work: Work, run: Run, *, patient: bool) -> Run:
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
            "run",
            connection=run.key,
            method=run.method,
            error=error,
            attempts=run.attempts,
            **run.outcomes,
        )
        return run

    def _attempt(self, work: Work, *, patient: bool) -> tuple[list[Outcome], str, bool]:
        """
        Return what was done, the error that ended it, and whether that will stay.
        """
        try:
            return work.do(patient), "", False
        except CannotAnswer as problem:
            return self._failed(work, "unavailable", problem), str(problem), False
        except (CredentialsRefused, Rejected) as problem:
            return self._failed(work, "refused", problem), str(problem), True
        except OperationalError as problem:
            self._log.failure("run failed", problem, connection=work.key)
            sentence = f"the ledger could not be used: {problem.orig}"
            return self._failed(work, "ledger", problem.orig), sentence, False
        except Exception as problem:  # noqa: BLE001 - one failure ends no other run
            self._log.failure("run failed", problem, connection=work.key)
            sentence = f"the run failed: {problem}"
            return self._failed(work, "internal", problem), sentence, True

    def _failed(self, work: Work, reason: str, problem: object) -> list[Outcome]:
        """
        Write into the operations log why a run ended early.
        """
        outcomes = [failed("", reason, str(problem))]
        self._world.ledger.log.add(
            work.organisation, work.method, outcomes, at=self._world.clock.now()
        )
        return outcomes
