"""
Durable runs over a queue of the test's own: what is put on it, when, and what it runs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from engine.adapters.durable import DurableRuns, Queues, Stopped
from engine.adapters.presence import Alone
from engine.adapters.works import Work
from engine.domain.method_policy import Method
from engine.domain.records import Run, RunState
from tests.unit.engine.builders import ORGANISATION, OTHER, a_sale
from tests.unit.engine.fakes import Bench, SilentLog

KEY = f"custom_store:{ORGANISATION}"


@dataclass
class ListQueue:
    """
    A queue that is a list; nothing of it runs by itself.
    """

    keys: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    do: Callable[[str], str] = lambda key: key

    def put(self, work: Work) -> None:
        """
        Keep the work's key.
        """
        if work.key not in self.keys:
            self.keys.append(work.key)

    def waiting(self) -> Sequence[Run]:
        """
        Return a run for each key.
        """
        method = Method.CUSTOM_STORE
        return [Run("r", key, ORGANISATION, method, None) for key in self.keys]

    def adopt(self, is_there: Callable[[str], bool]) -> None:
        """
        Keep that it was asked.
        """
        self.events.append(f"adopt {is_there('gone')}")

    def tidy(self) -> None:
        """
        Keep that it was asked.
        """
        self.events.append("tidy")

    def close(self, *, is_drained: bool) -> None:
        """
        Keep that it was asked.
        """
        self.events.append(f"close {is_drained}")


@pytest.fixture
def queue() -> ListQueue:
    """
    Return an empty queue.
    """
    return ListQueue()


@pytest.fixture
def runs(bench: Bench, queue: ListQueue) -> DurableRuns:
    """
    Return durable runs over the queue, not started.
    """

    def opened(do: Callable[[str], str]) -> ListQueue:
        queue.do = do
        return queue

    return DurableRuns(
        bench.world,
        bench.clock,
        SilentLog(),
        presence=Alone("here"),
        queues=Queues(open=opened, peek=queue.waiting),
        drain_seconds=0.0,
    )


def test_what_is_due_is_put_on_the_queue(
    bench: Bench, runs: DurableRuns, queue: ListQueue
) -> None:
    """
    Once, however often it is looked at, and nothing runs in the calendar.
    """
    runs.start()
    bench.clock.advance(seconds=30)

    assert queue.keys == [KEY]
    assert bench.world.ledger.runs.last(KEY) is None
    assert [one.state for one in runs.queued()] == [RunState.QUEUED]
    assert runs.queued(OTHER) == []


def test_what_the_queue_hands_over_runs_if_it_is_due(
    bench: Bench, runs: DurableRuns, queue: ListQueue
) -> None:
    """
    The second time it is not; neither is a work that is no more.
    """
    bench.cin7_core.put(a_sale())
    runs.start()

    ran = queue.do(KEY)

    run = bench.world.ledger.runs.last(KEY)
    assert run is not None
    assert (run.id, run.state) == (ran, RunState.SUCCEEDED)
    assert queue.do(KEY) == ""
    assert queue.do("gone") == ""


def test_a_stopped_process_takes_nothing(runs: DurableRuns, queue: ListQueue) -> None:
    """
    What it is handed stays on the queue, as if the process were gone.
    """
    runs.start()

    assert runs.stop()
    with pytest.raises(Stopped):
        queue.do(KEY)
    assert queue.events == ["close True"]


def test_a_look_adopts_and_tidies(
    bench: Bench, runs: DurableRuns, queue: ListQueue
) -> None:
    """
    It adopts each time, and tidies once an hour.
    """
    runs.start()
    bench.clock.advance(seconds=12)

    assert queue.events.count("tidy") == 1
    assert queue.events.count("adopt False") > 2


def test_a_look_that_fails_is_not_the_last(
    bench: Bench, runs: DurableRuns, queue: ListQueue
) -> None:
    """
    The next one puts what is due.
    """
    problems = [RuntimeError("the database is away")]

    def adopt(is_there: Callable[[str], bool]) -> None:  # noqa: ARG001 - its shape
        if problems:
            raise problems.pop()

    queue.adopt = adopt  # type: ignore[method-assign]
    runs.start()
    bench.clock.advance(seconds=10)

    assert queue.keys == [KEY]


def test_run_now_runs_here(bench: Bench, runs: DurableRuns, queue: ListQueue) -> None:
    """
    Whatever is due, and without the queue.
    """
    [run] = runs.run_now(organisation=ORGANISATION)

    assert run.state is RunState.SUCCEEDED
    assert queue.keys == []
    assert bench.clock.now() - run.started_at == timedelta(0)  # type: ignore[operator]
