"""
Cursors, runs and the operations log in the ledger.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Row, bindparam, delete, insert, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.domain.method_policy import Method
from engine.domain.outcome import Kind, Outcome
from engine.domain.records import LogEntry, Run

_CURSORS = tables.cursors
_RUNS = tables.runs
_LOG = tables.log

# Asked at every turn: written once, because to write one costs more than it does.
_CURSOR = select(_CURSORS.c.at).where(_CURSORS.c.name == bindparam("of"))
_LAST_RUN = (
    select(_RUNS)
    .where(_RUNS.c.key == bindparam("of"))
    .order_by(_RUNS.c.serial.desc())
    .limit(1)
)


class Witness(Protocol):
    """
    Is told what was written, once it is safe.
    """

    def run_began(self, run: Run) -> None:
        """
        See a run begin.
        """

    def run_ended(self, run: Run) -> None:
        """
        See it end.
        """

    def outcomes(
        self, organisation: str, method: Method, outcomes: Sequence[Outcome]
    ) -> None:
        """
        See entries of the operations log.
        """


class CursorTable:
    """
    How far each reading has come.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> datetime | None:
        """
        Return the instant up to which all was read, or nothing.
        """
        with self._database.read() as connection:
            found: datetime | None = connection.execute(_CURSOR, {"of": name}).scalar()
        return found

    def put(self, name: str, at: datetime) -> None:
        """
        Move the cursor.
        """
        with self._database.begin() as connection:
            connection.execute(
                self._database.upsert(_CURSORS)
                .values(name=name, at=at)
                .on_conflict_do_update(index_elements=["name"], set_={"at": at})
            )

    def drop(self, name: str) -> None:
        """
        Forget the cursor, so that reading begins anew.
        """
        with self._database.begin() as connection:
            connection.execute(delete(_CURSORS).where(_CURSORS.c.name == name))


class RunTable:
    """
    Runs, past and present.
    """

    def __init__(self, database: Database, witness: Witness | None = None) -> None:
        self._database = database
        self._witness = witness

    def open(self, run: Run) -> Run | None:
        """
        Note that a run has begun, unless one of the same key is open: return that.
        """
        opened = self._database.insert(_RUNS).values(
            id=run.id,
            key=run.key,
            organisation=run.organisation,
            method=run.method.value,
            started_at=run.started_at,
            outcomes={},
            error="",
            is_unfinished=True,
            executor=run.executor,
            attempts=run.attempts,
        )
        standing = select(_RUNS).where(
            _RUNS.c.key == run.key, _RUNS.c.ended_at.is_(None)
        )
        with self._database.begin() as connection:
            while not connection.execute(opened).rowcount:
                # It may have ended between the two statements.
                if row := connection.execute(standing).first():
                    return _run(row)
            if self._witness:
                began = partial(self._witness.run_began, run)
                self._database.when_committed(began)
        return None

    def close(self, run: Run) -> None:
        """
        Note how it ended; what has ended stays as it is.
        """
        with self._database.begin() as connection:
            connection.execute(
                update(_RUNS)
                .where(_RUNS.c.id == run.id, _RUNS.c.ended_at.is_(None))
                .values(
                    ended_at=run.ended_at,
                    outcomes=dict(run.outcomes),
                    error=run.error,
                    is_unfinished=run.is_unfinished,
                    is_cut=run.is_cut,
                )
            )
            if self._witness:
                ended = partial(self._witness.run_ended, run)
                self._database.when_committed(ended)

    def last(self, key: str) -> Run | None:
        """
        Return the latest run of a connection, or nothing.
        """
        with self._database.read() as connection:
            row = connection.execute(_LAST_RUN, {"of": key}).first()
        return _run(row) if row else None

    def recent(self, *, limit: int, organisation: str | None = None) -> Sequence[Run]:
        """
        Return the latest runs, newest first.
        """
        query = select(_RUNS).order_by(_RUNS.c.serial.desc()).limit(limit)
        if organisation is not None:
            query = query.where(_RUNS.c.organisation == organisation)
        with self._database.read() as connection:
            return [_run(row) for row in connection.execute(query)]


class LogTable:
    """
    What became of everything.
    """

    def __init__(self, database: Database, witness: Witness | None = None) -> None:
        self._database = database
        self._witness = witness

    def add(
        self,
        organisation: str,
        method: Method,
        outcomes: Iterable[Outcome],
        *,
        at: datetime,
    ) -> None:
        """
        Append one entry for each outcome.
        """
        listed = list(outcomes)
        rows = [
            {
                "at": at,
                "organisation": organisation,
                "method": method.value,
                "subject": one.subject,
                "outcome": one.kind.value,
                "reason": one.reason,
                "detail": one.detail,
            }
            for one in listed
        ]
        if not rows:
            return
        with self._database.begin() as connection:
            connection.execute(insert(_LOG), rows)
            if self._witness:
                seen = partial(self._witness.outcomes, organisation, method, listed)
                self._database.when_committed(seen)

    def read(
        self,
        *,
        organisation: str | None = None,
        subject: str | None = None,
        outcome: str | None = None,
        limit: int = 100,
    ) -> Sequence[LogEntry]:
        """
        Return entries, newest first.
        """
        query = select(_LOG).order_by(_LOG.c.serial.desc()).limit(limit)
        for column, wanted in (
            (_LOG.c.organisation, organisation),
            (_LOG.c.subject, subject),
            (_LOG.c.outcome, outcome),
        ):
            if wanted is not None:
                query = query.where(column == wanted)
        with self._database.read() as connection:
            return [_entry(row) for row in connection.execute(query)]


def _run(row: Row[Any]) -> Run:
    return Run(
        id=row.id,
        key=row.key,
        organisation=row.organisation,
        method=Method(row.method),
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcomes=row.outcomes,
        error=row.error,
        is_unfinished=row.is_unfinished,
        executor=row.executor,
        attempts=row.attempts,
        is_cut=row.is_cut,
    )


def _entry(row: Row[Any]) -> LogEntry:
    outcome = Outcome(Kind(row.outcome), row.subject, row.reason, row.detail)
    return LogEntry(row.at, row.organisation, Method(row.method), outcome)
