"""
Values are read as leniently as they are sent, and written in one way only.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from emulators.cin7_core.domain.instants import Stamps, midnight, stamp
from emulators.cin7_core.domain.reading import (
    Unreadable,
    boolean,
    day,
    instant,
    number,
    plain,
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (3, "3"),
        (" 3.50 ", "3.5"),
        (Decimal("48.00"), "48"),
        (Decimal(100), "100"),
        ("0.00005", "0"),
        ("0.00015", "0.0002"),
        (None, "0"),
        ("", "0"),
    ],
    ids=repr,
)
def test_a_number_has_no_more_digits_than_it_needs(
    given: object, expected: str
) -> None:
    """
    At most four decimals, and no exponent.
    """
    assert expected == str(number(given))


def test_rounding_goes_to_the_even_digit() -> None:
    """
    As everywhere with decimals.
    """
    assert Decimal("0.0002") == plain(Decimal("0.00025"))
    assert Decimal(10**30) == plain(Decimal(10**30))


@pytest.mark.parametrize(
    ("given", "expected"),
    [(True, True), ("True", True), ("false", False), (None, False), ("", False)],
    ids=repr,
)
def test_a_boolean_may_be_a_text(given: object, *, expected: bool) -> None:
    """
    In any case.
    """
    assert expected is boolean(given)


@pytest.mark.parametrize(
    "given", ["2026-03-02", "2026-03-02T00:00:00", "2026-03-02T10:00:00.5Z"]
)
def test_a_date_may_come_with_a_time(given: str) -> None:
    """
    Which does not count.
    """
    assert date(2026, 3, 2) == day(given)


def test_a_day_that_no_calendar_has_is_refused() -> None:
    """
    The sentence repeats it.
    """
    with pytest.raises(Unreadable, match="2026-02-31"):
        day("2026-02-31")


def test_a_timestamp_without_zone_is_utc() -> None:
    """
    With a zone it is what it says.
    """
    assert instant("2026-03-02T09:00:00") == instant("2026-03-02T10:00:00+01:00")


@pytest.mark.parametrize(
    ("microsecond", "expected"),
    [
        (0, "2026-03-02T09:14:22Z"),
        (370000, "2026-03-02T09:14:22.37Z"),
        (1, "2026-03-02T09:14:22.000001Z"),
    ],
)
def test_the_fraction_is_trimmed(microsecond: int, expected: str) -> None:
    """
    Down to nothing.
    """
    assert expected == stamp(datetime(2026, 3, 2, 9, 14, 22, microsecond, tzinfo=UTC))


def test_a_date_is_midnight_without_zone() -> None:
    """
    And nothing stays nothing.
    """
    assert "2026-03-04T00:00:00" == midnight(date(2026, 3, 4))
    assert midnight(None) is None


def test_stamps_are_never_the_same() -> None:
    """
    Also while the clock stands, or goes back.
    """
    instants = [datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (9, 9, 8, 10)]
    stamps = Stamps(iter(instants).__next__)

    taken = [stamps.take() for _ in instants]

    assert sorted(set(taken)) == taken
    assert instants[3] == taken[3]
