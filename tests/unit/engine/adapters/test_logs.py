"""
What operators read: lines of JSON, with ids, without secrets.
"""

import json
import logging
from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from engine.adapters.ledger.census import take_census
from engine.adapters.ledger.sql import SqlLedger
from engine.adapters.logs import StructuredLog
from engine.adapters.metrics import CALLS, Metrics
from engine.adapters.watch import Watch
from engine.domain.method_policy import Method
from engine.domain.outcome import delivered, held_back
from engine.domain.records import Run
from tests.unit.engine.builders import NOON, ORGANISATION
from tests.unit.engine.fakes import Bench, PlainVault

Capture = pytest.CaptureFixture[str]


def events(capture: Capture) -> list[dict[str, Any]]:
    """
    Return the lines that were written, each of which is JSON.
    """
    return [json.loads(line) for line in capture.readouterr().err.splitlines()]


@pytest.fixture
def figures(bench: Bench) -> Metrics:
    """
    Return figures that count.
    """
    return Metrics(partial(take_census, bench.database))


@pytest.fixture
def ledger(bench: Bench, figures: Metrics) -> SqlLedger:
    """
    Return a ledger that is watched.
    """
    watch = Watch(StructuredLog("DEBUG"), figures)
    return SqlLedger(bench.database, PlainVault(), watch)


def test_an_entry_of_the_operations_log_is_an_event(
    ledger: SqlLedger, capsys: Capture
) -> None:
    """
    With the run that it belongs to; after the run no more.
    """
    run = Run("run-1", "key", ORGANISATION, Method.CUSTOM_STORE, NOON)
    outcome = held_back("SO-1", "pack", "it is not packed")
    ledger.runs.open(run)
    ledger.log.add(ORGANISATION, Method.CUSTOM_STORE, [outcome], at=NOON)
    ledger.runs.close(run)
    ledger.log.add(ORGANISATION, Method.CUSTOM_STORE, [outcome], at=NOON)

    first, second = events(capsys)
    told = {"event": "outcome", "level": "info", "subject": "SO-1", "reason": "pack"}
    assert told.items() <= first.items()
    assert (first["run"], "run" in second) == ("run-1", False)


def test_what_was_taken_back_is_not_told(
    ledger: SqlLedger, figures: Metrics, capsys: Capture
) -> None:
    """
    An event, and a figure, only after the commit.
    """
    with suppress(ZeroDivisionError), ledger.transaction():
        ledger.log.add(ORGANISATION, Method.CUSTOM_STORE, [delivered("SO-1")], at=NOON)
        _ = 1 / 0

    assert events(capsys) == []
    assert b"outcomes_total{" not in figures.exposition()[0]


def test_runs_outcomes_and_calls_are_counted(
    ledger: SqlLedger, figures: Metrics
) -> None:
    """
    By labels that have few values.
    """
    for number, error, is_unfinished in ((1, "", False), (2, "no", True)):
        run = Run(f"run-{number}", "k", ORGANISATION, Method.CUSTOM_STORE, NOON)
        ledger.runs.open(run)
        ended = Run(
            run.id,
            "k",
            ORGANISATION,
            Method.CUSTOM_STORE,
            NOON,
            error=error,
            is_unfinished=is_unfinished,
        )
        ledger.runs.close(ended)
    outcomes = [held_back("SO-1", "pack"), held_back("SO-2", "pack")]
    ledger.log.add(ORGANISATION, Method.CUSTOM_STORE, outcomes, at=NOON)
    figures.count(CALLS, "Cin7 Core", "GET /saleList", "2xx")

    text = figures.exposition()[0].decode()
    assert 'runs_total{method="custom_store",outcome="done"} 1.0' in text
    assert 'runs_total{method="custom_store",outcome="broken_off"} 1.0' in text
    assert 'kind="held_back",method="custom_store",reason="pack"} 2.0' in text
    assert 'operation="GET /saleList",status="2xx",vendor="Cin7 Core"} 1.0' in text
    assert "SO-1" not in text


def test_figures_of_two_engines_are_apart(bench: Bench, figures: Metrics) -> None:
    """
    They may live in one process.
    """
    other = Metrics(partial(take_census, bench.database))

    figures.count(CALLS, "Cin7 Core", "GET /me", "2xx")

    assert b"GET /me" in figures.exposition()[0]
    assert b"GET /me" not in other.exposition()[0]


def test_an_event_carries_its_request(capsys: Capture) -> None:
    """
    Inside, and not after.
    """
    log = StructuredLog("INFO")

    with log.correlated(request="r-1"):
        log.info("inside")
    log.info("after")

    assert [event.get("request") for event in events(capsys)] == ["r-1", None]


def test_a_failure_has_a_traceback_without_secrets(capsys: Capture) -> None:
    """
    Neither in the sentence of the exception nor in what caused it.
    """
    problem = ValueError("https://ada:hunter2222@host/?token=hunter2222")

    StructuredLog("ERROR").failure("failed", problem, password="hunter2222")

    (event,) = events(capsys)
    assert "ValueError: https://***@host/?token=***" in event["exception"]
    assert "hunter2222" not in json.dumps(event)


def test_libraries_write_json_too(capsys: Capture) -> None:
    """
    In a process that is the engine, every line is an event, until it ends.
    """
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    library = root.getChild("waitress")

    give_back = StructuredLog("WARNING").take_over()
    library.warning("queue depth is %d, token=hunter2222", 4)
    library.info("too low")
    give_back()

    (event,) = events(capsys)
    assert event["event"] == "queue depth is 4, token=***"
    assert (event["logger"], event["level"]) == ("waitress", "warning")
    assert before == (root.handlers, root.level)
