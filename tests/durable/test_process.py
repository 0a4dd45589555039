"""
One process on a SQLite file: killed, told to end, and started again; for real.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner

from engine.cli import main
from harness.bench import TOKEN
from harness.engine_process import EngineProcess
from tests.durable.shops import READ_SALE, Shops, processes, shops

SALES = 50


@pytest.fixture
def start() -> Iterator[Callable[..., EngineProcess]]:
    """
    Return what starts the engine as a process.
    """
    with processes() as started:
        yield started


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shops]:
    """
    Return one shop, whose sales are slow to read.
    """
    url = f"sqlite:///{tmp_path}/ledger.db"
    with shops(url, organisations=1) as made:
        made.slow_down(READ_SALE, 0.02)
        made.offer_sales(SALES)
        yield made


def serve(
    start: Callable[..., EngineProcess], shop: Shops, **settings: str
) -> EngineProcess:
    """
    Start the engine on the shop's ledger.
    """
    return start({**shop.ledger.settings, **settings}, "--port", "0")


def told_runs(process: EngineProcess) -> list[dict[str, Any]]:
    """
    Return the runs as the process tells them, newest first.
    """
    answer = requests.get(
        f"{process.said['url']}/api/runs",
        headers={"Authorization": f"Bearer {TOKEN}"},
        timeout=5,
    )
    runs: list[dict[str, Any]] = answer.json()["runs"]
    return runs


def states(process: EngineProcess) -> list[tuple[str, int]]:
    """
    Return state and attempts of each run, newest first.
    """
    return [(run["state"], run["attempts"]) for run in told_runs(process)]


def read_some(shop: Shops) -> None:
    """
    Return when a run is amid its sales.
    """
    shop.clock.wait_until(lambda: shop.reads().total() >= 5, "some sales were read")


def test_a_run_goes_on_after_a_kill(
    shop: Shops, start: Callable[..., EngineProcess]
) -> None:
    """
    Nothing is lost, nothing doubled: one sale at most is read twice, none more often.
    """
    first = serve(start, shop)
    read_some(shop)
    first.kill()
    cut_at = shop.reads().total()
    second = serve(start, shop)
    shop.clock.wait_until(
        lambda: states(second)[0][0] == "succeeded", "the run has gone on"
    )
    offered = shop.offered(second.said["url"])
    ended, cut = told_runs(second)

    assert cut_at < SALES
    assert shop.reads().total() in {SALES, SALES + 1}
    assert sorted(offered.values()) == [1] * SALES
    assert (cut["state"], ended["state"]) == ("recovered", "succeeded")
    assert (cut["attempts"], ended["attempts"]) == (1, 2)
    assert ended["id"] in cut["error"]


def test_told_to_end_it_ends_what_it_does(
    shop: Shops, start: Callable[..., EngineProcess]
) -> None:
    """
    The run goes on to its end, nothing new begins, and the exit is a success.
    """
    process = serve(start, shop)
    read_some(shop)

    assert process.terminate() == 0
    assert shop.reads().total() == SALES
    [run] = shop.ledger.engine.world.ledger.runs.recent(limit=9)
    assert run.state.value == "succeeded"


def test_a_run_that_does_not_end_in_time_is_cut(
    shop: Shops, start: Callable[..., EngineProcess]
) -> None:
    """
    The exit is a success all the same, and the next process takes the run up.
    """
    process = serve(start, shop, DRAIN_SECONDS="0.1")
    read_some(shop)

    assert process.terminate() == 0
    assert shop.reads().total() < SALES
    second = serve(start, shop)
    shop.clock.wait_until(
        lambda: states(second) == [("succeeded", 2), ("recovered", 1)],
        "the run has gone on",
    )


def test_what_runs_is_not_run_twice(
    shop: Shops, start: Callable[..., EngineProcess]
) -> None:
    """
    Asked to run now, the engine tells of the run that goes on, and starts no other.
    """
    process = serve(start, shop)
    read_some(shop)
    answer = requests.post(
        f"{process.said['url']}/api/sync",
        headers={"Authorization": f"Bearer {TOKEN}"},
        json={},
        timeout=5,
    )
    [told] = answer.json()["runs"]
    [run] = told_runs(process)

    assert (told["state"], told["id"]) == ("running", run["id"])
    assert told["executor"] == run["executor"]


def test_a_second_process_on_one_file_is_refused(
    shop: Shops,
    start: Callable[..., EngineProcess],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    With a sentence; looking is allowed.
    """
    serve(start, shop)
    read_some(shop)
    for name, value in shop.ledger.settings.items():
        monkeypatch.setenv(f"SEATRIAL_ENGINE_{name}", value)

    refused = CliRunner().invoke(main, ["sync"])
    looked = CliRunner().invoke(main, ["runs", "--json"])

    assert refused.exit_code == 1
    assert "a SQLite file has one at a time" in refused.output
    assert json.loads(looked.output)["state"] == "running"
