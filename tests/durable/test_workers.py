"""
Two processes share the work, and one of them is killed; for real.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from engine.domain.records import Run, RunState
from harness.engine_process import EngineProcess
from tests.durable.shops import CREATE_SALE, READ_SALE, Shops, processes, shops

ORDERS = 500

pytestmark = pytest.mark.postgresql


def test_a_worker_is_killed_amid_five_hundred_orders(postgresql_url: str) -> None:
    """
    Orders of ShipStation: each becomes one sale, whole, and no sale is more than that.
    """
    with shops(postgresql_url, organisations=50) as they, processes() as start:
        they.slow_down(CREATE_SALE, 0.02)
        they.take_orders(10)
        workers = [start(they.ledger.settings, "--worker") for _ in range(2)]
        cut = kill_amid(they, workers[0], lambda: they.creations() >= 100)
        created_until_then = they.creations()
        they.hurry()
        wait_for_the_other(they, lambda: they.creations() >= ORDERS)

        assert workers[1].terminate() == 0
        assert created_until_then < ORDERS
        assert len(they.imported()) == ORDERS
        assert set(they.imported().values()) == {1}
        assert they.sales() == ORDERS
        check_taken_up(they, cut)


def test_a_worker_is_killed_amid_five_hundred_sales(postgresql_url: str) -> None:
    """
    Sales of Cin7 Core: each is read, twice if it was being read, and offered once.
    """
    with shops(postgresql_url, organisations=10) as they, processes() as start:
        they.slow_down(READ_SALE, 0.02)
        they.offer_sales(50)
        workers = [start(they.ledger.settings, "--worker") for _ in range(2)]
        cut = kill_amid(they, workers[0], lambda: they.reads().total() >= 100)
        they.hurry()
        wait_for_the_other(they, lambda: len(they.reads()) == ORDERS)
        offered = they.offered(they.ledger.url)
        times = Counter(they.reads().values())

        assert workers[1].terminate() == 0
        assert len(offered) == ORDERS
        assert set(offered.values()) == {1}
        assert set(times) <= {1, 2}
        assert times[2] <= len(cut)
        check_taken_up(they, cut)


def kill_amid(
    they: Shops, worker: EngineProcess, is_time: Callable[[], bool]
) -> list[Run]:
    """
    Kill the worker in the middle of runs of its own, and return those.
    """
    name = worker.said["worker"]
    they.clock.wait_until(
        lambda: is_time() and len(they.open_runs(name)) > 1, "a worker is amid its runs"
    )
    worker.kill()
    return they.open_runs(name)


def wait_for_the_other(they: Shops, is_done: Callable[[], bool]) -> None:
    """
    Return when all is done, and no run goes on.
    """
    they.clock.wait_until(is_done, "the other has done all")
    they.clock.wait_until(lambda: not they.open_runs(), "the other has ended its runs")


def check_taken_up(they: Shops, cut: Sequence[Run]) -> None:
    """
    Check that each of the runs is closed as it ended, and that a later one went on.
    """
    runs = they.runs()
    closed = {one.id: one for one in runs if one.state is RunState.RECOVERED}
    assert closed.keys() == {one.id for one in cut}
    for one in closed.values():
        [later] = [other for other in runs if other.key == one.key and other != one]
        assert (later.state, later.attempts) == (RunState.SUCCEEDED, 2)
        assert later.id in one.error
