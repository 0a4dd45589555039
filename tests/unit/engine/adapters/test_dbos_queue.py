"""
The queue as DBOS keeps it, on both databases.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from engine.adapters.ambient import WallClock
from engine.adapters.dbos_queue import VERSION, DbosQueue, Executor, peek
from engine.adapters.durable import Stopped
from engine.adapters.works import Work
from engine.domain.method_policy import Method
from engine.domain.records import RunState
from tests.unit.engine.builders import ORGANISATION
from tests.unit.engine.fakes import ManualClock, SilentLog

WORK = Work("work", ORGANISATION, Method.CUSTOM_STORE, do=lambda patient: [])  # noqa: ARG005 - its shape


class Worker:
    """
    Runs what the queue hands over, once it may go on.
    """

    def __init__(self, *, is_stopped: bool = False) -> None:
        self.keys: list[str] = []
        self.has_begun = Event()
        self.may_end = Event()
        self._is_stopped = is_stopped

    def __call__(self, key: str) -> str:
        """
        Keep the key.
        """
        self.keys.append(key)
        self.has_begun.set()
        if self._is_stopped:
            raise Stopped
        self.may_end.wait(10)
        return "run-1"


@contextmanager
def a_queue(
    url: str,
    worker: Worker,
    executor: str = "one",
    *,
    version: str = VERSION,
    log: SilentLog | None = None,
) -> Iterator[DbosQueue]:
    """
    Yield the queue, from the view of a process.
    """
    clock = WallClock(SilentLog())
    queue = DbosQueue(
        url,
        Executor(executor, 1, version),
        clock=clock,
        log=log or SilentLog(),
        do=worker,
    )
    try:
        yield queue
    finally:
        worker.may_end.set()
        queue.close(is_drained=True)
        clock.close()


def rows(url: str) -> list[Any]:
    """
    Return what the queue has written down of its runs.
    """
    is_sqlite = url.startswith("sqlite")
    engine = create_engine(f"{url}-runs" if is_sqlite else url)
    table = "workflow_status" if is_sqlite else "seatrial_runs.workflow_status"
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - ours
    engine.dispose()
    return list(found)


def test_a_work_runs_once_and_is_told_in_json(database_url: str) -> None:
    """
    Put twice it waits once; what is written of it is no pickle.
    """
    worker = Worker()
    with a_queue(database_url, worker) as queue:
        queue.put(WORK)
        queue.put(WORK)

        assert worker.has_begun.wait(10)
    [row] = rows(database_url)
    assert worker.keys == ["work"]
    assert (row.status, row.serialization) == ("SUCCESS", "portable_json")
    assert peek(database_url) == []


def test_what_was_not_ended_is_handed_over_again(database_url: str) -> None:
    """
    To the next process on a file, and on PostgreSQL to another that adopts it.
    """
    stopped, worker = Worker(is_stopped=True), Worker()
    with a_queue(database_url, stopped, "one") as queue:
        queue.put(WORK)
        assert stopped.has_begun.wait(10)

    with a_queue(database_url, worker, "two") as queue:
        queue.adopt(lambda name: name == "two")
        assert worker.has_begun.wait(10)


def test_an_older_version_is_dropped_and_put_anew(database_url: str) -> None:
    """
    A run of other steps cannot go on, and does not bar its work either.
    """
    stopped, worker = Worker(is_stopped=True), Worker()
    with a_queue(database_url, stopped, "one") as queue:
        queue.put(WORK)
        assert stopped.has_begun.wait(10)

    with a_queue(database_url, worker, "two", version="2") as queue:
        queue.adopt(lambda name: name == "two")
        queue.put(WORK)
        assert worker.has_begun.wait(10)

    assert {row.status for row in rows(database_url)} == {"CANCELLED", "SUCCESS"}


def test_what_waits_can_be_seen(database_url: str) -> None:
    """
    By who takes part, and by who only looks; before there is a queue, nothing waits.
    """
    assert peek(database_url) == []
    busy = Worker()
    with a_queue(database_url, busy) as queue:
        queue.put(WORK)
        assert busy.has_begun.wait(10)
        queue.put(Work("next", ORGANISATION, Method.SHIPSTATION_STORE, do=WORK.do))

        for seen in (queue.waiting(), peek(database_url)):
            assert [(one.key, one.method, one.state) for one in seen] == [
                ("next", Method.SHIPSTATION_STORE, RunState.QUEUED)
            ]


def test_what_was_done_long_ago_is_forgotten(tmp_path: Path) -> None:
    """
    After a week; what waits stays.
    """
    url = f"sqlite:///{tmp_path}/ledger.db"
    worker = Worker()
    with a_queue(url, worker) as queue:
        queue.put(WORK)
        assert worker.has_begun.wait(10)

    clock = ManualClock(WallClock(SilentLog()).now())  # which DBOS reads by itself
    queue = DbosQueue(url, Executor("one", 1), clock=clock, log=SilentLog(), do=worker)
    queue.tidy()
    kept = len(rows(url))
    clock.advance(days=8)
    queue.tidy()
    queue.close(is_drained=True)

    assert (kept, rows(url)) == (1, [])


def test_dbos_writes_into_the_log_of_the_engine(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """
    Which masks secrets, and to nowhere else.
    """
    log, logger = SilentLog(), logging.getLogger("dbos")
    with a_queue(f"sqlite:///{tmp_path}/ledger.db", Worker(), log=log):
        logger.warning("a queue is slow")
        logger.error("a queue is gone", exc_info=RuntimeError("gone"))

    assert log.events == [
        "dbos {'message': 'a queue is slow'}",
        "dbos RuntimeError('gone') {'message': 'a queue is gone'}",
    ]
    assert capfd.readouterr() == ("", "")
