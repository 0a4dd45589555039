"""
When a run is due.
"""

from datetime import timedelta

import pytest

from engine.domain.schedule import Rhythm, due_at, look_at
from tests.unit.engine.builders import NOON


def test_what_never_ran_is_due_now() -> None:
    """
    The first run waits for nothing.
    """
    assert due_at(Rhythm(None), now=NOON) == NOON


def test_a_run_is_due_every_15_minutes() -> None:
    """
    Counted from the beginning of the last.
    """
    later = NOON + timedelta(minutes=3)

    assert due_at(Rhythm(NOON), now=later) == NOON + timedelta(minutes=15)


def test_unfinished_work_goes_on_after_a_minute() -> None:
    """
    A minute renews the vendors' limits.
    """
    rhythm = Rhythm(NOON, is_unfinished=True)

    assert due_at(rhythm, now=NOON) == NOON + timedelta(minutes=1)


def test_what_a_vendor_told_of_is_due_at_once() -> None:
    """
    But for a breath after the last run, in which more of the same may come.
    """
    rhythm = Rhythm(NOON, is_unfinished=True, is_urgent=True)

    assert due_at(rhythm, now=NOON) == NOON + timedelta(seconds=10)


def test_a_vendor_that_cannot_answer_is_left_alone() -> None:
    """
    Nothing is urgent enough to ask it before the minute is over.
    """
    rhythm = Rhythm(NOON, is_broken_off=True, is_urgent=True)

    assert due_at(rhythm, now=NOON) == NOON + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("due_in_seconds", "looks_in_seconds"),
    [([], 5), ([3], 3), ([60, 2], 2), ([-10], 1), ([60], 5)],
)
def test_somebody_looks_soon_but_not_all_the_time(
    due_in_seconds: list[int], looks_in_seconds: int
) -> None:
    """
    When something falls due, or after five seconds; never twice in a second.
    """
    due = [NOON + timedelta(seconds=seconds) for seconds in due_in_seconds]

    assert NOON + timedelta(seconds=looks_in_seconds) == look_at(due, now=NOON)
