"""
The schema of the ledger: made once, migrated by one process at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from engine.adapters.ledger.tables import metadata

HEAD = "0006"

# Any number that no other program on the same PostgreSQL server is likely to use.
_LOCK = 7_340_032_011


class CannotOpen(Exception):
    """
    The database cannot be used; the sentence says why, and what to do.
    """


def prepare(engine: Engine) -> None:
    """
    Bring the schema up to date; who comes second waits, and finds it done.

    Raises:
        CannotOpen: There is no database there, or a newer engine has changed it.
    """
    try:
        with engine.connect() as connection:
            version = _version(connection)
        if version != HEAD:
            with _alone(engine) as connection:
                _bring_up(connection)
    except SQLAlchemyError as problem:
        raise CannotOpen(_why(engine, problem)) from problem


def problem(connection: Connection) -> str:
    """
    Return why this engine cannot work with the schema, or nothing.
    """
    version = _version(connection)
    if version != HEAD:
        return f"the ledger's schema is {version}, and this engine's is {HEAD}"
    return ""


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """
    Yield a connection in a transaction that one process at a time has.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
        else:
            lock = text("SELECT pg_advisory_xact_lock(:lock)")
            connection.execute(lock, {"lock": _LOCK})
        yield connection
        connection.commit()


def _bring_up(connection: Connection) -> None:
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise CannotOpen(
            f"the ledger was changed by a newer engine (its schema is {version}, this"
            f" engine's is {HEAD}): start the newer one, or name another database in"
            " SEATRIAL_ENGINE_DATABASE_URL"
        )
    if not inspect(connection).get_table_names():
        metadata.create_all(connection)
        made = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"
        connection.execute(text(made))
        stamp = text("INSERT INTO alembic_version VALUES (:head)")
        connection.execute(stamp, {"head": HEAD})
        return
    from engine.adapters.migrations import (  # noqa: PLC0415 - rarely needed
        upgrade,
    )

    upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = text("SELECT version_num FROM alembic_version")
    version: str | None = connection.execute(found).scalar()
    return version


def _why(engine: Engine, problem: SQLAlchemyError) -> str:
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    folder = Path(file).absolute().parent if file else None
    if folder is not None and not folder.is_dir():
        return (
            f"the ledger cannot be opened: there is no folder {folder}; make it, or"
            " name another file in SEATRIAL_ENGINE_DATABASE_URL"
        )
    shown = engine.url.render_as_string(hide_password=True)
    first = str(getattr(problem, "orig", None) or problem).partition("\n")[0]
    return f"the ledger {shown} cannot be opened: {first}"
