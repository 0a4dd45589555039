"""
Which processes of the engine are there, so that the work of one that is gone goes on.

A process keeps a lock for as long as it lives, and nothing has to tidy up after it:
the system takes the lock back however the process ends.
"""

import fcntl
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Protocol

from sqlalchemy import Connection, Engine, TextClause, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from engine.adapters.ledger.database import address
from engine.ports.time import Clock

_GRACE = timedelta(seconds=3)
# The first of the two numbers of each lock; PostgreSQL's locks have no names.
_LOCKS = 0x5EA7
# A host that vanishes is noticed after half a minute, by both ends.
_KEEPALIVES = {"idle": 10, "interval": 5, "count": 4}
_LOCK = text("SELECT pg_try_advisory_lock(CAST(:of AS int), CAST(:name AS int))")
# The view shows both numbers without their signs.
_IS_LOCKED = text(
    "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
    " AND objsubid = 2 AND classid = CAST(:of AS bigint)"
    " AND objid = (CAST(:name AS bigint) & 4294967295)"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)


class Taken(RuntimeError):
    """
    Another process has what only one may have; the sentence says what to do.
    """


class Presence(Protocol):
    """
    One process among those that share a ledger.
    """

    @property
    def name(self) -> str:
        """
        What no other process is called, nor was.
        """

    def take(self) -> None:
        """
        Be there, if it is not so yet.

        Raises:
            Taken: Only one may be, and another is.
        """

    def is_there(self, name: str) -> bool:
        """
        Tell whether the process of that name lives.
        """

    def leave(self) -> None:
        """
        Be there no more.
        """


def name_of_process(unique: str) -> str:
    """
    Return a name that tells an operator where the process is.
    """
    return f"{socket.gethostname()[:64]}-{os.getpid()}-{unique}"


class Alone:
    """
    A ledger in memory: nobody else can have it.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def take(self) -> None:
        """
        Be there.
        """

    def is_there(self, name: str) -> bool:
        """
        Tell whether this is its own name.
        """
        return name == self.name

    def leave(self) -> None:
        """
        Do nothing: it was the only one.
        """


class OnlyOne:
    """
    A SQLite file: one process at a time, by a lock on a file beside it.

    The file stays. It is never read, and taking it away would let two processes lock
    two files of one name.
    """

    def __init__(self, name: str, ledger: Path) -> None:
        self.name = name
        self._ledger = ledger
        self._file = ledger.with_name(f"{ledger.name}.lock")
        self._descriptor: int | None = None
        self._turn = Lock()

    def take(self) -> None:
        """
        Be the one.

        Raises:
            Taken: Another is.
        """
        with self._turn:
            if self._descriptor is not None:
                return
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                raise Taken(
                    f"another process of the engine runs on {self._ledger}: a SQLite"
                    " file has one at a time, a PostgreSQL database as many as you like"
                ) from None
            self._descriptor = descriptor

    def is_there(self, name: str) -> bool:
        """
        Tell whether this is its own name.
        """
        return name == self.name

    def leave(self) -> None:
        """
        Let another be the one.
        """
        with self._turn:
            if self._descriptor is not None:
                os.close(self._descriptor)
                self._descriptor = None


class OneOfMany:
    """
    A PostgreSQL database: each process keeps a session with an advisory lock.

    A name counts as gone when its lock was free for a few seconds, in which a process
    whose session broke off takes its lock again.
    """

    def __init__(self, name: str, url: str, clock: Clock) -> None:
        self.name = name
        self._clock = clock
        self._engine = _engine(url)
        self._session: Connection | None = None
        self._missing_since: dict[str, datetime] = {}
        self._turn = Lock()

    def take(self) -> None:
        """
        Have a session with the lock; take it again if the session broke off.
        """
        with self._turn:
            if self._session is not None and not _answers(self._session):
                self._session.invalidate()
                self._session.close()
                self._session = None
            if self._session is None:
                session = self._engine.connect()
                # What still has it is our own session that broke off: next time.
                if self._ask(_LOCK, session, self.name):
                    self._session = session
                else:
                    session.close()

    def is_there(self, name: str) -> bool:
        """
        Tell whether the process of that name has its lock, or had it a moment ago.
        """
        if name == self.name:
            return True
        with self._engine.connect() as session:
            is_locked = self._ask(_IS_LOCKED, session, name)
        now = self._clock.now()
        with self._turn:
            if is_locked:
                self._missing_since.pop(name, None)
                return True
            return now - self._missing_since.setdefault(name, now) < _GRACE

    def leave(self) -> None:
        """
        End the session, which frees the lock.
        """
        with self._turn:
            if self._session is not None:
                self._session.close()
                self._session = None
        self._engine.dispose()

    @staticmethod
    def _ask(query: TextClause, session: Connection, name: str) -> bool:
        told = {"of": _LOCKS, "name": _number(name)}
        return bool(session.execute(query, told).scalar())


def presence_of(
    url: str, *, unique: Callable[[], str], clock: Clock
) -> Alone | OnlyOne | OneOfMany:
    """
    Return the presence that suits the database; it is not taken yet.
    """
    name = name_of_process(unique())
    found = address(url)
    if found.get_backend_name() != "sqlite":
        return OneOfMany(name, url, clock)
    if found.database in {None, "", ":memory:"}:
        return Alone(name)
    return OnlyOne(name, Path(str(found.database)))


def _engine(url: str) -> Engine:
    settings = " ".join(f"-c tcp_keepalives_{k}={v}" for k, v in _KEEPALIVES.items())
    own = {f"keepalives_{name}": value for name, value in _KEEPALIVES.items()}
    return create_engine(
        address(url),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"keepalives": 1, **own, "options": settings},
    )


def _answers(session: Connection) -> bool:
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _number(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:4], signed=True)
