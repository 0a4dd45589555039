"""
Who tried in vain to log in.
"""

from datetime import timedelta

import pytest

from engine.web.pages.attempts import MOST, WITHIN, Attempts
from tests.unit.engine.builders import NOON

PAT = ("pat", "10.0.0.1")


@pytest.fixture
def attempts() -> Attempts:
    """
    Return attempts that are one short of too many, all at noon.
    """
    made = Attempts()
    for _ in range(MOST - 1):
        made.failed(PAT, now=NOON)
    return made


def test_one_too_many_bars_until_the_first_is_old(attempts: Attempts) -> None:
    """
    The time runs from the first of the five.
    """
    before = attempts.barred_until(PAT, now=NOON)
    attempts.failed(PAT, now=NOON + timedelta(minutes=10))

    assert before is None
    assert NOON + WITHIN == attempts.barred_until(PAT, now=NOON + timedelta(minutes=10))
    assert attempts.barred_until(PAT, now=NOON + WITHIN) is None


@pytest.mark.parametrize("who", [("pat", "10.0.0.2"), ("kim", "10.0.0.1")])
def test_others_are_not_barred(attempts: Attempts, who: tuple[str, str]) -> None:
    """
    Neither the same name from elsewhere, nor another name from there.
    """
    attempts.failed(PAT, now=NOON)

    assert attempts.barred_until(who, now=NOON) is None


def test_success_and_a_reset_forget(attempts: Attempts) -> None:
    """
    Who knows the password begins anew.
    """
    attempts.succeeded(PAT)
    attempts.failed(PAT, now=NOON)
    once = attempts.barred_until(PAT, now=NOON)
    for _ in range(MOST):
        attempts.failed(PAT, now=NOON)
    attempts.forget()

    assert once is None
    assert attempts.barred_until(PAT, now=NOON) is None


def test_names_that_nobody_has_do_not_fill_the_memory(attempts: Attempts) -> None:
    """
    Ten thousand others drive the oldest out.
    """
    for number in range(10_000):
        attempts.failed((f"nobody-{number}", ""), now=NOON)
    attempts.failed(PAT, now=NOON)

    assert attempts.barred_until(PAT, now=NOON) is None
