"""
The pause that a vendor asks for, shared by all who use one credential.
"""

from hypothesis import given
from hypothesis import strategies as st

from engine.adapters.allowance import Allowance
from tests.unit.engine.fakes import ManualClock


def test_nothing_is_waited_for_at_first() -> None:
    """
    A vendor that has said nothing takes calls.
    """
    clock = ManualClock()

    Allowance(clock, lambda _: None).wait()

    assert clock.slept == []


@given(
    asked=st.integers(1, 120),
    tries=st.lists(st.integers(0, 119), max_size=6),
    again=st.integers(1, 120),
)
def test_a_wait_ends_when_the_vendor_said(
    asked: int, tries: list[int], again: int
) -> None:
    """
    To the second, however often others try in vain meanwhile.
    """
    clock = ManualClock()
    began_at = clock.now()
    allowance = Allowance(clock, lambda _: None)
    allowance.used_up(asked)

    for second in sorted(tries):
        if second < asked:
            clock.advance(seconds=second - (clock.now() - began_at).total_seconds())
            allowance.used_up(again)
    allowance.wait()

    assert (clock.now() - began_at).total_seconds() == asked


def test_a_limit_that_is_met_again_is_waited_for_again() -> None:
    """
    The next minute may be used up by others too; all waits are told.
    """
    clock = ManualClock()
    waits: list[float] = []
    allowance = Allowance(clock, waits.append)

    for seconds in (17, 60):
        allowance.used_up(seconds)
        allowance.wait()

    assert waits == clock.slept == [17.0, 60.0]
