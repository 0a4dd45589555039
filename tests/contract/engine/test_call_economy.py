"""
How many calls method 2 makes, beside how many the vendors' APIs leave it.
"""

import pytest

from tests.benchmarks.method_one import a_bench
from tests.benchmarks.method_two import MOST_RATIO, Measured, measure

ORDERS = 100


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    """
    Return each piece of work by its name.
    """
    with a_bench() as bench:
        return {one.name: one for one in measure(bench, ORDERS)}


@pytest.mark.parametrize(
    "name",
    ["import", "create", "shipments, imported", "shipments, created"],
)
def test_work_costs_hardly_more_than_it_must(
    measured: dict[str, Measured], name: str
) -> None:
    """
    A twentieth more at the most, whatever the limits cut the work into.
    """
    assert measured[name].ratio <= MOST_RATIO


@pytest.mark.parametrize("name", ["unchanged, import", "unchanged, create"])
def test_an_unchanged_poll_costs_a_page_of_each_list(
    measured: dict[str, Measured], name: str
) -> None:
    """
    Nothing else is asked when nothing has happened.
    """
    one = measured[name]

    assert dict(one.least) == {vendor: one.made[vendor] for vendor in one.least}
