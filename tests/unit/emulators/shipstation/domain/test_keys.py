"""
API keys.
"""

from datetime import UTC, datetime

import pytest

from emulators.shipstation.domain.errors import Impossible, NotFound
from emulators.shipstation.domain.key_sets import months_later
from emulators.shipstation.domain.keys import KeyPair, KeyRing

PAIR = KeyPair("a" * 32, "b" * 32)


def test_regenerating_kills_the_old_pair_which_still_names_its_account() -> None:
    """
    The new one is good at once.
    """
    ring = KeyRing()
    ring.give("main", PAIR)

    fresh = ring.regenerate("main")

    old, new = ring.owner(PAIR.key, PAIR.secret), ring.owner(fresh.key, fresh.secret)
    assert old is not None
    assert new is not None
    assert (old.account, old.good, new.good) == ("main", False, True)
    assert ring.pair_of("main") == fresh


def test_a_wrong_secret_is_not_good_and_a_strange_key_is_nobodys() -> None:
    """
    The key alone says which account is meant.
    """
    ring = KeyRing()
    ring.give("main", PAIR)

    wrong = ring.owner(PAIR.key, "wrong")
    assert wrong is not None
    assert not wrong.good
    assert ring.owner("strange", "") is None


def test_the_first_pair_is_generated_once() -> None:
    """
    There is nothing to regenerate before, and nothing to generate after.
    """
    ring = KeyRing()
    with pytest.raises(Impossible, match="no API keys yet"):
        ring.regenerate("main")

    ring.generate("main")

    with pytest.raises(Impossible, match="has API keys"):
        ring.generate("main")
    ring.forget("main")
    assert ring.pair_of("main") is None


def test_a_set_of_another_account_cannot_be_dropped() -> None:
    """
    The key has to be one's own.
    """
    ring = KeyRing()
    ring.give("main", PAIR)

    with pytest.raises(NotFound):
        ring.drop("other", PAIR.key)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2026, 3, 2), 12, (2027, 3, 2)),
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2026, 12, 31), 12, (2027, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(
    day: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    """
    Whatever the length of the month.
    """
    moment = datetime(*day, 18, tzinfo=UTC)

    assert months_later(moment, months) == datetime(*expected, 18, tzinfo=UTC)
