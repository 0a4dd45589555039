"""
The calendar: entries in order of time, one advancer, and queues.
"""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from emulators.kit.agenda import Agenda
from emulators.kit.ambient import Ids, VirtualClock, WallClock

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_entries_run_in_order_of_time() -> None:
    """
    Advancing runs what falls due, each at its own instant.
    """
    clock = VirtualClock(START)
    ran: list[tuple[str, int]] = []

    def note(name: str) -> None:
        ran.append((name, (clock.now() - START).seconds // 60))

    for name, minutes in (("late", 20), ("early", 5), ("never", 60)):
        clock.enter(START + timedelta(minutes=minutes), name, partial(note, name))

    clock.advance(30 * 60)

    assert ran == [("early", 5), ("late", 20)]
    assert clock.now() == START + timedelta(minutes=30)


def test_a_sleep_lets_others_happen() -> None:
    """
    While a run sleeps, entries of others run, and those of its own queue wait.
    """
    clock = VirtualClock(START)
    ran: list[str] = []
    engine = clock.queue("engine")

    def long_run() -> None:
        engine.sleep(60)
        ran.append("long run")

    engine.enter(START, "long run", long_run)
    engine.enter(START + timedelta(seconds=10), "next", lambda: ran.append("next run"))
    clock.enter(START + timedelta(seconds=30), "hold", lambda: ran.append("hold ends"))

    clock.settle()

    assert ran == ["hold ends", "long run", "next run"]


def test_settle_leaves_the_future_alone() -> None:
    """
    What is due later is not pending.
    """
    clock = VirtualClock(START)
    ran: list[str] = []
    clock.enter(START + timedelta(seconds=1), "retry", lambda: ran.append("retry"))

    clock.settle()

    assert ran == []
    assert clock.now() == START


def test_what_never_rests_is_noticed() -> None:
    """
    An entry that enters itself for ever ends with a sentence.
    """
    clock = VirtualClock(START)

    def again() -> None:
        clock.enter(clock.now(), "again", again)

    again()

    with pytest.raises(RuntimeError, match="no rest after 1000 rounds: again"):
        clock.settle()


def test_an_agenda_takes_its_entries_out() -> None:
    """
    A reset cancels what an account had planned, and nothing of others.
    """
    clock = VirtualClock(START)
    ran: list[str] = []
    one, other = Agenda(clock), Agenda(clock)
    one.after(5, "one", lambda: ran.append("one"))
    other.after(5, "other", lambda: ran.append("other"))

    one.cancel_all()
    one.after(5, "too late", lambda: ran.append("too late"))
    clock.advance(10)

    assert ran == ["other"]


def test_the_wall_clock_runs_what_is_due() -> None:
    """
    The pump runs entries beside the caller, and settle waits for them.
    """
    clock = WallClock()
    ran: list[str] = []
    clock.enter(clock.now(), "now", lambda: ran.append("now"))
    clock.enter(clock.now() + timedelta(hours=1), "later", lambda: ran.append("later"))

    clock.settle()
    clock.close()

    assert ran == ["now"]


def test_ids_are_the_same_again() -> None:
    """
    One seed, one series; numbers of each kind count by themselves.
    """
    one, again, other = Ids("main"), Ids("main"), Ids("other")

    assert [one.guid(), one.digits(8)] == [again.guid(), again.digits(8)]
    assert one.guid() != other.guid()
    assert [one.number("order", 100), one.number("order", 100)] == [100, 101]
