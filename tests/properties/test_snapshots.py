"""
An account that is restored from its snapshot is the same account.
"""

from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from emulators.kit.archive import restore, save
from emulators.kit.snapshots import differences, read_document
from tests.histories import at_cin7_core, at_shipstation
from tests.histories.teller import Teller

STEP = st.tuples(st.integers(0, 100), st.integers(0, 60))
LIVES = st.lists(STEP, min_size=20, max_size=60)
SEQUELS = st.lists(STEP, max_size=15)


@pytest.mark.parametrize(
    "life", [at_shipstation, at_cin7_core], ids=["shipstation", "cin7_core"]
)
@settings(max_examples=6, deadline=None, derandomize=True, phases=[Phase.generate])
@given(past=LIVES, future=SEQUELS)
def test_it_answers_the_same_and_goes_on_the_same(
    life: ModuleType, past: list[tuple[int, int]], future: list[tuple[int, int]]
) -> None:
    """
    All that can be looked at, all that is planned, and all ids that are still to come.
    """
    one: Teller = life.teller()
    life.live(one, past)
    other = _like(one, life.teller)

    before = _unlike(life, one, other)
    life.live(one, future)
    life.live(other, future)

    assert before == ([], [])
    assert _unlike(life, one, other) == ([], [])
    assert one.outside.heard == other.outside.heard


def _like(one: Teller, fresh: Callable[[], Teller]) -> Teller:
    """
    Return another fake whose account was restored from this one's.
    """
    other = fresh()
    other.clock.reset()
    other.clock.lag((one.clock.now() - other.clock.now()).total_seconds())
    snapshot = save(one.service, one.service.tenant(None))
    restore(other.service, "main", snapshot)
    one.outside.heard.clear()
    other.outside.heard.clear()
    return other


def _unlike(
    life: ModuleType, one: Teller, other: Teller
) -> tuple[list[str], list[dict[str, object]]]:
    """
    Return the paths that are answered in two ways, and what differs inside.
    """
    here = one.everything(life.paths(one))
    there = other.everything(life.paths(other))
    paths = [path for path in here | there if here.get(path) != there.get(path)]
    mine, theirs = (
        read_document(save(at.service, at.service.tenant(None))) for at in (one, other)
    )
    assert mine["ids"] == theirs["ids"]
    return paths, differences(mine, theirs)
