"""
Several processes share the work, and one of them is killed; for real.
"""

from collections import Counter
from collections.abc import Sequence

import pytest

from engine.domain.records import Run, RunState
from harness.engine_process import EngineProcess
from tests.durable.shops import Shops, processes, shops

ORGANISATIONS = 10
SALES = 50

pytestmark = pytest.mark.postgresql


def test_a_worker_is_killed_amid_five_hundred_orders(postgresql_url: str) -> None:
    """
    Nothing is lost and nothing doubled; its runs are taken up by the other.
    """
    with (
        shops(postgresql_url, organisations=ORGANISATIONS, sales=SALES) as they,
        processes() as start,
    ):
        they.slow_down(0.02)
        they.connect()
        workers = [start(they.ledger.settings, "--worker") for _ in range(2)]
        cut = kill_amid(they, workers[0], reads=100)
        they.hurry()
        they.clock.wait_until(
            lambda: all_is_read(they), "the other has read every sale"
        )
        they.clock.wait_until(
            lambda: not open_runs(they), "the other has ended its runs"
        )
        offered = they.offered(they.ledger.url)

        assert workers[1].terminate() == 0
        assert len(offered) == ORGANISATIONS * SALES
        assert set(offered.values()) == {1}
        assert read_twice(they) <= len(cut)
        assert_taken_up(they, cut)


def kill_amid(they: Shops, worker: EngineProcess, *, reads: int) -> list[Run]:
    """
    Kill the worker in the middle of runs of its own, and return those.
    """

    def is_amid() -> bool:
        own = [one for one in open_runs(they) if one.executor == worker.said["worker"]]
        return they.reads().total() >= reads and len(own) > 1

    they.clock.wait_until(is_amid, "a worker is amid its runs")
    worker.kill()
    return [one for one in open_runs(they) if one.executor == worker.said["worker"]]


def open_runs(they: Shops) -> list[Run]:
    """
    Return the runs that have not ended.
    """
    return [one for one in all_runs(they) if one.state is RunState.RUNNING]


def all_runs(they: Shops) -> Sequence[Run]:
    """
    Return all runs, newest first.
    """
    return they.ledger.engine.world.ledger.runs.recent(limit=1000)


def all_is_read(they: Shops) -> bool:
    """
    Tell whether each sale was read.
    """
    return len(they.reads()) == ORGANISATIONS * SALES


def read_twice(they: Shops) -> int:
    """
    Return how many sales were read twice, and check that none was read more often.
    """
    counted = Counter(they.reads().values())
    assert set(counted) <= {1, 2}
    return counted[2]


def assert_taken_up(they: Shops, cut: Sequence[Run]) -> None:
    """
    Check that each of the runs is closed as it ended, and that a later one went on.
    """
    runs = all_runs(they)
    assert {one.id for one in runs if one.state is RunState.RECOVERED} == {
        one.id for one in cut
    }
    for one in cut:
        later = [other for other in runs if other.key == one.key and other.id != one.id]
        assert [(other.state, other.attempts) for other in later] == [
            (RunState.SUCCEEDED, 2)
        ]
        [closed] = [other for other in runs if other.id == one.id]
        assert later[0].id in closed.error
