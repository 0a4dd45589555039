"""
What every test of the engine may ask for.
"""

from collections.abc import Iterator

import pytest

from tests.unit.engine.fakes import Bench, make_bench


@pytest.fixture
def bench() -> Iterator[Bench]:
    """
    Yield a world of fakes over a ledger in memory.
    """
    made = make_bench()
    yield made
    made.database.close()
