"""
Windows of an export, as ShipStation writes them.
"""

from datetime import UTC, datetime

import pytest

from engine.domain.windows import NotADate, Window, parse_instant, parse_window, written


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("03/05/2026 21:56", 21, 56),
        ("3/5/2026 9:56 PM", 21, 56),
        ("03/05/2026  09:56:30 am", 9, 56),
        ("03/05/2026 12:10 AM", 0, 10),
        ("03/05/2026 12:10PM", 12, 10),
        ("03/05/2026 21:56 PM", 21, 56),
    ],
)
def test_written_instants_are_read(text: str, hour: int, minute: int) -> None:
    """
    Both notations of the hour are understood, and the nonsense of ShipStation's sample.
    """
    found = parse_instant(text)

    assert (2026, 3, 5, hour, minute) == found.timetuple()[:5]
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    ["2026-03-05T21:56:00Z", "03/05/2026", "13/05/2026 10:00", "03/05/2026 25:00"],
)
def test_other_texts_are_no_dates(text: str) -> None:
    """
    What is no date of the protocol is refused with a sentence that repeats it.
    """
    with pytest.raises(NotADate, match=text.split(" ", maxsplit=1)[0]):
        parse_instant(text)


def test_both_bounds_are_inside_to_the_minute() -> None:
    """
    The last minute counts to its end, and the first from its beginning.
    """
    window = parse_window("03/05/2026 10:00:30", "03/05/2026 10:02")

    assert window == Window(
        datetime(2026, 3, 5, 10, 0, tzinfo=UTC), datetime(2026, 3, 5, 10, 3, tzinfo=UTC)
    )


def test_a_missing_date_is_no_bound() -> None:
    """
    A store is tested without dates.
    """
    assert Window() == parse_window(None, "")


def test_an_instant_is_written_in_utc() -> None:
    """
    Writing turns the clock to UTC.
    """
    noon = datetime.fromisoformat("2026-03-05T12:00:59+02:00")

    assert written(noon) == "03/05/2026 10:00"
