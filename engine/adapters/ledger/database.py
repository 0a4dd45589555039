"""
One database: its connections and its transactions.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.schema import Table

from engine.adapters.guard import transaction_is_open
from engine.adapters.ledger import schema
from engine.adapters.ledger.schema import CannotOpen
from engine.adapters.ledger.tables import metadata

_BUSY_SECONDS = 10
_TRIES = 10
_BATCH = 500
_IN_MEMORY = {"sqlite://", "sqlite:///:memory:"}
_POSTGRESQL = {"postgres", "postgresql"}

Id = TypeVar("Id")


class Database:
    """
    Opens transactions. One inside another joins it.

    Attributes:
        is_sqlite: SQLite locks the whole file for a writer, so a transaction that
            may write takes the lock when it begins, and waits for it there.
    """

    def __init__(self, url: str) -> None:
        is_in_memory = url in _IN_MEMORY
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _engine(url, is_in_memory=is_in_memory, is_sqlite=self.is_sqlite)
        self._current: ContextVar[Connection | None] = ContextVar(
            "connection", default=None
        )
        self._waiting: ContextVar[list[Callable[[], None]]] = ContextVar("waiting")
        # The one connection of a database in memory serves one thread at a time.
        self._turn: AbstractContextManager[Any] = (
            RLock() if is_in_memory else nullcontext()
        )

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """
        Yield a connection in a transaction: the one that is open, or a new one.
        """
        current = self._current.get()
        if current is not None:
            yield current
            return
        waiting: list[Callable[[], None]] = []
        with self._turn, self.engine.connect() as connection, _began(self, connection):
            token = self._current.set(connection)
            flag = transaction_is_open.set(True)
            list_ = self._waiting.set(waiting)
            try:
                yield connection
            finally:
                self._waiting.reset(list_)
                self._current.reset(token)
                transaction_is_open.reset(flag)
        for action in waiting:
            action()

    def when_committed(self, action: Callable[[], None]) -> None:
        """
        Do it after the transaction that is open, and never if that is rolled back.
        """
        self._waiting.get().append(action)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """
        Yield a connection to read from, which waits for no writer.
        """
        current = self._current.get()
        if current is not None:
            yield current
            return
        with self._turn, self.engine.connect() as connection:
            yield connection

    def insert(self, table: Table) -> Any:
        """
        Return an insert that leaves a row alone which is there already.
        """
        return self.upsert(table).on_conflict_do_nothing()

    def upsert(self, table: Table) -> Any:
        """
        Return an insert that can say what happens to a row that is there.
        """
        if self.is_sqlite:
            from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - one of the two

            return sqlite.insert(table)
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - one of the two

        return postgresql.insert(table)

    def replacing(
        self, table: Table, *keys: str, told: Collection[str] | None = None
    ) -> Any:
        """
        Return an insert that renews the row of the same keys.

        Of that row only the columns change that are told; all of them by default.
        """
        inserted = self.upsert(table)
        names = told or [one.name for one in table.columns if one.name not in keys]
        return inserted.on_conflict_do_update(
            index_elements=keys, set_={name: inserted.excluded[name] for name in names}
        )

    def prepare(self) -> None:
        """
        Bring the schema up to date. An empty database gets it in one go.

        Raises:
            CannotOpen: There is no database there, or a newer engine has changed it.
        """
        schema.prepare(self.engine)

    def problem(self) -> str:
        """
        Return why the ledger cannot be worked with, or nothing.
        """
        try:
            with self.read() as connection:
                return schema.problem(connection)
        except SQLAlchemyError:
            return "the ledger does not answer"

    def empty(self) -> None:
        """
        Forget all rows.
        """
        with self.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.exec_driver_sql(f"DELETE FROM {table.name}")  # noqa: S608  # ours

    def close(self) -> None:
        """
        Close all connections.
        """
        self.engine.dispose()


def batches(ids: Iterable[Id]) -> Iterator[list[Id]]:
    """
    Yield as many at a time as may stand in one IN list on every database.
    """
    listed = list(ids)
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]


def address(url: str) -> URL:
    """
    Return the URL with the one driver for PostgreSQL that there is.
    """
    found = make_url(url)
    if found.drivername in _POSTGRESQL:
        return found.set(drivername="postgresql+psycopg")
    return found


@contextmanager
def _began(database: Database, connection: Connection) -> Iterator[None]:
    if database.is_sqlite:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _engine(url: str, *, is_in_memory: bool, is_sqlite: bool) -> Engine:
    try:
        if not is_sqlite:
            return create_engine(
                address(url),
                pool_pre_ping=True,
                # A sentence about a failed statement has no customer's data in it.
                hide_parameters=True,
                # Else an insert that left a row alone cannot be told from one that
                # did not.
                execution_options={"preserve_rowcount": True},
            )
        arguments = {"check_same_thread": False, "timeout": _BUSY_SECONDS}
        pool = {"poolclass": StaticPool} if is_in_memory else {}
        engine = create_engine(
            url, connect_args=arguments, hide_parameters=True, **pool
        )
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise CannotOpen(
            "SEATRIAL_ENGINE_DATABASE_URL cannot be read: write sqlite:///<file> or"
            " postgresql://<user>:<password>@<host>/<name>"
        ) from None
    except ImportError as problem:
        raise CannotOpen(
            f"the database needs {problem.name}, which is not installed: install"
            " seatrial[postgresql], or use sqlite:///<file>"
        ) from None
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """
    Let us begin transactions ourselves, and readers not wait for a writer.
    """
    connection.isolation_level = None
    _journal_ahead(connection)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _journal_ahead(connection: sqlite3.Connection) -> None:
    """
    Switch the file to write-ahead logging, which it stays in.

    SQLite does not wait for another that switches it, but it waits to begin.
    """
    for _ in range(_TRIES):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")
            return
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")
