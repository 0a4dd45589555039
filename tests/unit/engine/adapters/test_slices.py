"""
Whose turn it is: the open run in the ledger, and what becomes of one left behind.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from engine.adapters.presence import Presence
from engine.adapters.slices import Slices
from engine.adapters.works import Work
from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, delivered
from engine.domain.records import Run, RunState
from engine.domain.schedule import INTERVAL, PAUSE
from engine.ports.vendors import CannotAnswer
from tests.unit.engine.builders import NOON, ORGANISATION
from tests.unit.engine.fakes import Bench, SilentLog


class Here:
    """
    A process among others, of which those in *there* live.
    """

    def __init__(self, name: str, *there: str) -> None:
        self.name = name
        self.there = {name, *there}

    def take(self) -> None:
        """
        Be there.
        """

    def is_there(self, name: str) -> bool:
        """
        Tell whether the process lives.
        """
        return name in self.there

    def leave(self) -> None:
        """
        Be there no more.
        """


def slices(bench: Bench, presence: Presence) -> Slices:
    """
    Return the slices of the process.
    """
    return Slices(bench.world, SilentLog(), presence)


def a_work(do: Callable[[bool], list[Outcome]] | None = None) -> Work:
    """
    Return a work that delivers one thing, or does what is told.
    """
    return Work(
        key="work",
        organisation=ORGANISATION,
        method=Method.CUSTOM_STORE,
        do=do or (lambda patient: [delivered("SO-1")]),  # noqa: ARG005 - a work's shape
    )


def an_open_run(bench: Bench, executor: str) -> Run:
    """
    Open a run of the work in the process, and return it.
    """
    run = Run(
        "run-1", "work", ORGANISATION, Method.CUSTOM_STORE, NOON, executor=executor
    )
    assert bench.world.ledger.runs.open(run) is None
    return run


def test_a_run_tells_how_it_went(bench: Bench) -> None:
    """
    Who ran it, how often it was tried, and what came of it.
    """
    run = slices(bench, Here("one")).run(a_work(), patient=True)

    assert (run.state, run.executor, run.attempts) == (RunState.SUCCEEDED, "one", 1)
    assert run.outcomes["delivered"] == 1
    assert bench.world.ledger.runs.last("work") == run


def test_what_runs_elsewhere_is_not_run_twice(bench: Bench) -> None:
    """
    The run of the other process is returned as it stands.
    """
    standing = an_open_run(bench, "two")
    done: list[bool] = []

    run = slices(bench, Here("one", "two")).run(
        a_work(lambda patient: [done.append(patient) or delivered("")]),  # type: ignore[func-returns-value]
        patient=True,
    )

    assert (run.id, run.state) == (standing.id, RunState.RUNNING)
    assert done == []


def test_a_run_whose_process_is_gone_is_taken_up(bench: Bench) -> None:
    """
    It is closed and says by which run; that one is the next attempt.
    """
    an_open_run(bench, "two")

    run = slices(bench, Here("one")).run(a_work(), patient=True)

    newest, cut = bench.world.ledger.runs.recent(limit=9)
    assert (newest, newest.attempts) == (run, 2)
    assert (cut.state, cut.ended_at) == (RunState.RECOVERED, NOON)
    assert run.id in cut.error


def test_a_run_that_this_process_lost_is_taken_up(bench: Bench) -> None:
    """
    An open run in its own name that nobody is at does not bar the work for ever.
    """
    an_open_run(bench, "one")

    run = slices(bench, Here("one")).run(a_work(), patient=True)

    assert (run.state, run.attempts) == (RunState.SUCCEEDED, 2)


def test_a_zombie_does_not_overwrite_what_was_closed(bench: Bench) -> None:
    """
    A process that was taken for gone ends its run too late.
    """
    zombie = an_open_run(bench, "two")
    slices(bench, Here("one")).run(a_work(), patient=True)

    bench.world.ledger.runs.close(replace(zombie, ended_at=NOON))

    cut = bench.world.ledger.runs.recent(limit=9)[1]
    assert cut.state is RunState.RECOVERED


def test_attempts_count_until_it_works(bench: Bench) -> None:
    """
    A vendor that cannot answer is tried again; then counting begins anew.
    """
    here = slices(bench, Here("one"))

    def fail(patient: bool) -> list[Outcome]:  # noqa: ARG001, FBT001 - a work's shape
        raise CannotAnswer("Cin7 Core is down")

    tried = [here.run(a_work(fail), patient=True) for _ in range(2)]
    worked = [here.run(a_work(), patient=True) for _ in range(2)]

    assert [one.attempts for one in (*tried, *worked)] == [1, 2, 3, 1]
    assert [one.state for one in tried] == [RunState.FAILED] * 2


def test_a_ledger_that_was_away_is_tried_again_soon(bench: Bench) -> None:
    """
    In a minute, as with a vendor; what else fails waits for its next turn.
    """
    here = slices(bench, Here("one"))

    def fail(problem: Exception) -> Callable[[bool], list[Outcome]]:
        def do(patient: bool) -> list[Outcome]:  # noqa: ARG001, FBT001 - a work's shape
            raise problem

        return do

    away = OperationalError("SELECT secret", {}, Exception("the server went away"))
    waits = []
    for problem in (away, RuntimeError("a bug")):
        work = a_work(fail(problem))
        run = here.run(work, patient=True)
        assert "secret" not in run.error
        waits.append(here.due_at(work, now=NOON) - NOON)

    assert waits == [PAUSE, INTERVAL]


@pytest.mark.parametrize(
    ("there", "wait"), [(("one", "two"), PAUSE), (("one",), INTERVAL - INTERVAL)]
)
def test_a_cut_run_is_due_at_once(
    bench: Bench, there: tuple[str, ...], wait: object
) -> None:
    """
    One that goes on is not, in its first minute.
    """
    an_open_run(bench, "two")

    due_at = slices(bench, Here(*there)).due_at(a_work(), now=NOON)

    assert due_at - NOON == wait
