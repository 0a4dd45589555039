"""
Allowances: windows on the minute, and windows that begin with a call.
"""

from datetime import UTC, datetime, timedelta

from emulators.kit.throttle import Allowance

START = datetime(2026, 3, 2, 9, 0, 50, tzinfo=UTC)


def test_an_aligned_window_ends_with_the_minute() -> None:
    """
    At second 50 ten seconds are left, whatever was used.
    """
    allowance = Allowance(2, 60, aligned=True)

    first = allowance.take("key", START)
    allowance.take("key", START)
    third = allowance.take("key", START)
    later = allowance.take("key", START + timedelta(seconds=10))

    assert (first.remaining, first.reset_seconds) == (2, 10)
    assert third.exceeded
    assert not later.exceeded


def test_another_window_begins_with_the_first_call() -> None:
    """
    Sixty seconds count from the first call.
    """
    allowance = Allowance(1, 60, aligned=False)
    allowance.take("key", START)

    assert allowance.take("key", START + timedelta(seconds=59)).exceeded
    assert not allowance.take("key", START + timedelta(seconds=60)).exceeded


def test_each_credential_has_its_own() -> None:
    """
    What one uses up, another still has.
    """
    allowance = Allowance(1, 60, aligned=True)
    allowance.take("one", START)

    assert allowance.take("one", START).exceeded
    assert not allowance.take("other", START).exceeded


def test_without_a_limit_nothing_is_exceeded() -> None:
    """
    Rate limits can be switched off.
    """
    allowance = Allowance(None, 60, aligned=True)

    assert not any(allowance.take("key", START).exceeded for _ in range(1000))
