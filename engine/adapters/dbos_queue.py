"""
The queue of durable runs, kept by DBOS: the only module that knows it.

DBOS is imported by whoever imports this, which takes a third of a second.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from dbos import (
    DBOS,
    DBOSClient,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    WorkflowSerializationFormat,
)
from sqlalchemy import URL, create_engine, inspect

from engine.adapters.ledger.database import address
from engine.adapters.works import Work
from engine.domain.method_policy import Method
from engine.domain.records import Run
from engine.ports.time import Clock
from engine.ports.world import Log

_LOGGER = logging.getLogger("dbos")
# Raised by hand when a workflow's steps change: a run of another version cannot go on.
VERSION = "1"

_APPLICATION = "seatrial-engine"
_QUEUE = "runs"
_WORKFLOW = "run"
_SCHEMA = "seatrial_runs"
# A SQLite file has one process, so whoever comes next is the same executor.
_ONLY_EXECUTOR = "only"
_POLL_SECONDS = 0.25
_SESSIONS = 5
_KEEP = timedelta(days=7)
_TIDIED_AT_ONCE = 1000
_WAITS = 20
_WAIT_SECONDS = 0.05
_NEVER_SECONDS = 86400.0
_ENDED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


@dataclass(frozen=True, slots=True)
class Executor:
    """
    One process that takes work.

    Attributes:
        at_once: How many runs it takes at a time.
        version: That of the workflow's steps.
    """

    name: str
    at_once: int
    version: str = VERSION


class DbosQueue:
    """
    One DBOS in this process, for there can be no more.

    A run is a workflow of one step, the slice, which keeps its own cursors. Arguments
    and results are JSON.
    """

    def __init__(
        self,
        ledger_url: str,
        executor: Executor,
        *,
        clock: Clock,
        log: Log,
        do: Callable[[str], str],
    ) -> None:
        url = _url_beside(ledger_url)
        if url.get_backend_name() == "sqlite":
            executor = replace(executor, name=_ONLY_EXECUTOR)
            _let_readers_read(str(url.database))
        self._executor = executor
        self._clock = clock
        self._handler = _Handler(log)
        _LOGGER.addHandler(self._handler)
        _LOGGER.propagate = False
        DBOS(config=_config(url, executor))
        DBOS.workflow(
            name=_WORKFLOW, serialization_type=WorkflowSerializationFormat.PORTABLE
        )(_workflow(do))
        DBOS.launch()
        DBOS.register_queue(
            _QUEUE,
            worker_concurrency=executor.at_once,
            polling_interval_sec=_POLL_SECONDS,
            on_conflict="always_update",
        )
        _cancel(filter(self._is_other, _listed("ENQUEUED")))
        _cancel(filter(self._is_other, _listed("PENDING", executor_id=executor.name)))

    def put(self, work: Work) -> None:
        """
        Let some process run the work, unless it waits or runs already.
        """
        DBOS.enqueue_workflow_with_options(
            {
                "workflow_name": _WORKFLOW,
                "queue_name": _QUEUE,
                "deduplication_id": f"sync:{work.key}",
                "duplication_policy": "return-existing",
                "app_version": self._executor.version,
                "serialization_type": WorkflowSerializationFormat.PORTABLE,
            },
            work.key,
            work.organisation,
            work.method.value,
        )

    def waiting(self) -> Sequence[Run]:
        """
        Return what no process has taken yet, latest first.
        """
        found = _listed("ENQUEUED", sort_desc=True, load_input=True)
        return [_run(one) for one in found]

    def adopt(self, is_there: Callable[[str], bool]) -> None:
        """
        Put back what processes had taken that are gone.

        Runs of an older version are dropped: what is due of them is put anew.
        """
        _cancel(filter(self._is_older, _listed("ENQUEUED")))
        taken = _listed("PENDING")
        names = {str(one.executor_id) for one in taken} - {self._executor.name}
        gone = [name for name in names if not is_there(name)]
        if gone:
            left = [one for one in taken if one.executor_id in gone]
            _cancel(filter(self._is_other, left))
            DBOS._recover_pending_workflows(gone)  # noqa: SLF001 - no public name

    def tidy(self) -> None:
        """
        Forget what was done long ago; the ledger remembers it.
        """
        before = (self._clock.now() - _KEEP).isoformat()
        found = DBOS.list_workflows(
            status=_ENDED,
            completed_before=before,
            limit=_TIDIED_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        if found:
            DBOS.delete_workflows([one.workflow_id for one in found])

    def close(self, *, is_drained: bool) -> None:
        """
        Take nothing any more; of what has ended, let it be written down first.
        """
        for _ in range(_WAITS if is_drained else 0):
            if not _listed("PENDING", executor_id=self._executor.name):
                break
            self._clock.sleep(_WAIT_SECONDS)
        DBOS.destroy(destroy_registry=True)
        _LOGGER.removeHandler(self._handler)

    def _is_other(self, workflow: Any) -> bool:
        return bool(workflow.app_version != self._executor.version)

    def _is_older(self, workflow: Any) -> bool:
        version = str(workflow.app_version)
        return not version.isdecimal() or int(version) < int(self._executor.version)


def peek(ledger_url: str) -> Sequence[Run]:
    """
    Return what waits in the queue of the ledger, without taking part in it.
    """
    url = _url_beside(ledger_url)
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite and not Path(str(url.database)).exists():
        return []
    engine = create_engine(url)
    try:
        schema = None if is_sqlite else _SCHEMA
        if not inspect(engine).has_table("workflow_status", schema=schema):
            return []
        client = DBOSClient(
            system_database_engine=engine,
            dbos_system_schema=_SCHEMA,
            serializer=DBOSPortableJSONSerializer(),
            retry_connection_errors=False,
        )
        found = client.list_workflows(
            queue_name=_QUEUE, status="ENQUEUED", sort_desc=True, load_output=False
        )
        client.destroy()
        return [_run(one) for one in found]
    finally:
        engine.dispose()


def _workflow(do: Callable[[str], str]) -> Callable[[str, str, str], str]:
    def run(key: str, organisation: str, method: str) -> str:
        del organisation, method  # they are there to be read in the queue
        return DBOS.run_step({"name": "slice"}, do, key)

    return run


def _config(url: URL, executor: Executor) -> DBOSConfig:
    return DBOSConfig(
        name=_APPLICATION,
        system_database_url=url.render_as_string(hide_password=False),
        dbos_system_schema=_SCHEMA,
        sys_db_pool_size=_SESSIONS,
        application_version=executor.version,
        executor_id=executor.name,
        serializer=DBOSPortableJSONSerializer(),
        enable_otlp=False,
        log_level="WARNING",
        notification_listener_polling_interval_sec=_POLL_SECONDS,
        scheduler_polling_interval_sec=_NEVER_SECONDS,
    )


def _url_beside(ledger_url: str) -> URL:
    """
    Return the same database on PostgreSQL, and a file beside that of SQLite.
    """
    url = address(ledger_url)
    if url.get_backend_name() != "sqlite":
        return url
    return url.set(database=f"{url.database}-runs")


def _let_readers_read(file: str) -> None:
    """
    Keep those who read from waiting for one who writes; the file remembers it.
    """
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def _listed(status: str, **more: Any) -> list[Any]:
    how = {"load_input": False, "load_output": False, **more}
    return list(DBOS.list_workflows(queue_name=_QUEUE, status=status, **how))


def _cancel(found: Iterable[Any]) -> None:
    if ids := [one.workflow_id for one in found]:
        DBOS.cancel_workflows(ids)


def _run(workflow: Any) -> Run:
    key, organisation, method = workflow.input["args"]
    return Run(
        id=workflow.workflow_id,
        key=key,
        organisation=organisation,
        method=Method(method),
        started_at=None,
        attempts=(workflow.recovery_attempts or 0) + 1,
    )


class _Handler(logging.Handler):
    """
    Hands what DBOS logs to the engine's log, which masks secrets.
    """

    def __init__(self, log: Log) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """
        Hand on one record.
        """
        problem = record.exc_info[1] if record.exc_info else None
        if problem is not None:
            self._log.failure("dbos", problem, message=record.getMessage())
        else:
            self._log.warning("dbos", message=record.getMessage())
