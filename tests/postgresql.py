"""
A PostgreSQL for tests: the one that is named, or one of this session's own.

Tests that need it carry the mark ``postgresql``. Where there is none they are left out,
and the end of the report says how many, and why.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

NAMED = "SEATRIAL_TEST_POSTGRESQL_URL"
MARK = "postgresql"
_LEFT_OUT = pytest.StashKey[int]()
_NUMBERS = count(1)
_USERS = ("postgres", "nobody")

# The server ends with the pipe on standard input, however this process ends.
_SERVE = """
"$1/initdb" -D "$2/data" -U seatrial -A trust -E UTF8 --locale=C -N >"$2/log" 2>&1 \
&& "$1/pg_ctl" -D "$2/data" -l "$2/log" -w start -o "$3" >/dev/null \
&& echo ready || cat "$2/log"
read -r _
"$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null
"""
_FAST = "-c fsync=off -c full_page_writes=off -c unix_socket_directories=''"


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """
    Leave out what needs a PostgreSQL where there is none.
    """
    if os.environ.get(NAMED) or binaries():
        return
    left_out = [one for one in items if one.get_closest_marker(MARK)]
    if left_out:
        items[:] = [one for one in items if not one.get_closest_marker(MARK)]
        config.hook.pytest_deselected(items=left_out)
        config.stash[_LEFT_OUT] = len(left_out)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """
    Say what was left out.
    """
    if left_out := config.stash.get(_LEFT_OUT, 0):
        terminalreporter.write_line(
            f"NOT RUN: {left_out} tests on PostgreSQL. There is no initdb here, and"
            f" {NAMED} names no server.",
            yellow=True,
        )


def binaries() -> Path | None:
    """
    Return the folder of PostgreSQL's programs, or nothing.
    """
    on_path = shutil.which("initdb")
    found = [Path(on_path)] if on_path else []
    for pattern in ("lib/postgresql/*/bin/initdb", "pgsql-*/bin/initdb"):
        found += Path("/usr").glob(pattern)
    return max(found, key=_version).parent if found else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """
    Return the address of a server on which databases can be made.
    """
    if named := os.environ.get(NAMED):
        yield named
        return
    programs = binaries()
    assert programs is not None, "the tests of this mark are left out without it"
    with _served(programs) as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """
    Return the address of an empty database, which goes away with the test.
    """
    with a_database(postgresql) as url:
        yield url


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """
    Yield the address of an empty database on the server, which goes away afterwards.
    """
    name = f"seatrial_test_{os.getpid()}_{next(_NUMBERS)}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def _served(programs: Path) -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="seatrial-postgresql-")
    user = _ordinary_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = f"-h 127.0.0.1 -p {port} {_FAST}"
    with subprocess.Popen(  # noqa: S603  # PostgreSQL's own programs
        ["/bin/sh", "-c", _SERVE, "sh", str(programs), folder, options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        user=user and user.pw_uid,
        group=user and user.pw_gid,
        extra_groups=[] if user else None,
    ) as serving:
        assert serving.stdout is not None
        said = serving.stdout.readline()
        if said != "ready\n":
            said += serving.communicate()[0]
            raise RuntimeError(f"PostgreSQL does not start: {said}")
        yield f"postgresql+psycopg://seatrial@127.0.0.1:{port}/postgres"
        serving.communicate()
    shutil.rmtree(folder)


def _ordinary_user() -> pwd.struct_passwd | None:
    """
    Return whom PostgreSQL runs as, for it refuses root; nothing if this is not root.
    """
    if os.geteuid() != 0:
        return None
    known = {one.pw_name: one for one in pwd.getpwall()}
    return next(known[name] for name in _USERS if name in known)


def _version(program: Path) -> tuple[int, ...]:
    numbers = "".join(c if c.isdigit() else " " for c in str(program)).split()
    return tuple(map(int, numbers))
