"""
Instants and amounts as V1 writes them.
"""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from emulators.shipstation.domain import wire

WINTER = datetime(2021, 1, 23, 17, 9, 8, 400_000, tzinfo=UTC)


def test_an_instant_is_written_as_pacific_time_with_seven_digits() -> None:
    """
    In winter Pacific time is eight hours behind UTC.
    """
    assert wire.seven_digits(WINTER) == "2021-01-23T09:09:08.4000000"


@pytest.mark.parametrize(
    ("utc", "pacific"),
    [
        (datetime(2026, 3, 8, 9, 59, tzinfo=UTC), "2026-03-08T01:59:00"),
        (datetime(2026, 3, 8, 10, 0, tzinfo=UTC), "2026-03-08T03:00:00"),
        (datetime(2026, 11, 1, 8, 30, tzinfo=UTC), "2026-11-01T01:30:00"),
        (datetime(2026, 11, 1, 9, 30, tzinfo=UTC), "2026-11-01T01:30:00"),
    ],
)
def test_the_clock_jumps_in_spring_and_repeats_an_hour_in_autumn(
    utc: datetime, pacific: str
) -> None:
    """
    The change between PST and PDT shows on the wire, without an offset.
    """
    assert wire.trimmed(utc) == pacific


@pytest.mark.parametrize(
    ("microsecond", "text"),
    [(320_000, ".32"), (663_000, ".663"), (900_000, ".9"), (0, "")],
)
def test_items_and_stores_have_milliseconds_without_end_zeros(
    microsecond: int, text: str
) -> None:
    """
    A full second has no fraction at all, and a zero of the seconds stays.
    """
    moment = datetime(2021, 1, 23, 17, 9, 10, microsecond, tzinfo=UTC)

    assert wire.trimmed(moment) == f"2021-01-23T09:09:10{text}"


def test_a_naive_time_is_echoed_as_it_was_given() -> None:
    """
    Pacific local times are naive; nothing converts them.
    """
    given = wire.parse_moment("2024-03-19 07:55:00")

    assert wire.seven_digits(given) == "2024-03-19T07:55:00.0000000"
    assert wire.day(given) == "2024-03-19"
    assert wire.seven_digits(None) is None
    assert wire.trimmed(None) is None
    assert wire.day(None) is None


def test_a_ship_date_is_the_pacific_day_of_an_instant() -> None:
    """
    In the first hours of a UTC day it is still yesterday on the Pacific.
    """
    assert wire.day(datetime(2026, 3, 2, 3, tzinfo=UTC)) == "2026-03-01"


def test_instants_are_kept_in_steps_of_a_three_hundredth_second() -> None:
    """
    Milliseconds end in 0, 3 or 7.
    """
    kept = {
        wire.stamp(WINTER.replace(microsecond=micro)).microsecond // 1000 % 10
        for micro in range(0, 1_000_000, 777)
    }

    assert kept == {0, 3, 7}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2016-11-29 23:59:59", "2016-11-29T23:59:59"),
        ("2016-11-29T23:59", "2016-11-29T23:59:00"),
        ("2016-11-29T23:59:59.1234567", "2016-11-29T23:59:59.123456"),
        ("2016-11-29", "2016-11-29T00:00:00"),
        ("8-13-2014", "2014-08-13T00:00:00"),
        ("12/08/2014 09:30", "2014-12-08T09:30:00"),
        ("2016-11-29T23:59:59Z", "2016-11-29T15:59:59"),
        ("2016-07-29T12:00:00-00:00", "2016-07-29T05:00:00"),
        ("2016-07-29T12:00:00+0200", "2016-07-29T03:00:00"),
    ],
)
def test_dates_are_read_in_every_accepted_form(text: str, iso: str) -> None:
    """
    What has an offset is converted to Pacific time; the rest is Pacific time.
    """
    assert wire.parse_moment(text).isoformat() == iso


@pytest.mark.parametrize(
    "text", ["soon", "2016-13-01", "0001-01-01", "9999-12-31", "2016-11-29T25:00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """
    Years outside of the database's range are no dates either.
    """
    with pytest.raises(ValueError, match="is not valid for Nullable"):
        wire.parse_moment(text)


def test_a_local_time_that_came_twice_is_the_first_one() -> None:
    """
    One in the morning of the first of November 2026 comes in PDT and again in PST.
    """
    repeated = wire.parse_moment("2026-11-01 01:30:00")

    assert wire.instant_of(repeated) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_amounts_have_the_scale_of_their_column() -> None:
    """
    Two decimals, four for balances, and one zero for nothing where so recorded.
    """
    assert str(wire.money("2.345")) == "2.35"
    assert str(wire.money(48)) == "48.00"
    assert str(wire.balance(Decimal("315.1316"))) == "315.1316"
    assert str(wire.balance(Decimal(0))) == "0.0"
    assert str(wire.cost(Decimal(0))) == "0.0"
    assert str(wire.cost(Decimal("7.3"))) == "7.30"
