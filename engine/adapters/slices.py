"""
One slice of a work: when it is due, and what is written down about it.
"""

from dataclasses import replace
from datetime import datetime

from engine.adapters.works import Work
from engine.domain.outcome import Outcome, failed, tally
from engine.domain.records import Run
from engine.domain.schedule import Rhythm, due_at
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.ports.world import Log, World


class Slices:
    """
    Runs slices where it stands; whoever calls sees to it that none overlaps.
    """

    def __init__(self, world: World, log: Log) -> None:
        self._world = world
        self._log = log

    def due_at(self, work: Work) -> datetime:
        """
        Return when the work's next slice is due.
        """
        last = self._world.ledger.runs.last(work.key)
        rhythm = Rhythm(
            last.started_at if last else None,
            is_unfinished=work.is_unfinished(),
            is_broken_off=last is not None and last.is_unfinished,
            is_urgent=work.is_urgent(),
        )
        return due_at(rhythm, now=self._world.clock.now())

    def run(self, work: Work, *, patient: bool) -> Run:
        """
        Run a slice, and return how it went; a failure is a run like others.
        """
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
        except Exception as problem:  # noqa: BLE001 - one failure ends no other run
            self._log.failure("run failed", problem, connection=work.key)
            sentence = f"the run failed: {problem}"
            return self._failed(work, "internal", problem), sentence, True

    def _failed(self, work: Work, reason: str, problem: Exception) -> list[Outcome]:
        """
        Write into the operations log why a run ended early.
        """
        outcomes = [failed("", reason, str(problem))]
        self._world.ledger.log.add(
            work.organisation, work.method, outcomes, at=self._world.clock.now()
        )
        return outcomes
