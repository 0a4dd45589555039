"""
Databases of both kinds: what the ledger promises holds on each.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import a_database
from tests.unit.engine.fakes import Bench, make_bench

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """
    Return the address of an empty database: a file, or one on a server.
    """
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def second_url(database_url: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """
    Return the address of another empty database of the same kind.
    """
    if database_url.startswith("sqlite"):
        yield database_url.replace("ledger.db", "second.db")
        return
    with a_database(request.getfixturevalue("postgresql")) as url:
        yield url


@pytest.fixture
def bench(database_url: str) -> Iterator[Bench]:
    """
    Yield a world of fakes over a ledger in either database.
    """
    made = make_bench(database_url)
    yield made
    made.database.close()
