"""
Time and identity, which the engine never takes by itself.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """
    Time in UTC. To sleep is to wait on this clock, not on the wall.
    """

    def now(self) -> datetime:
        """
        Return the present instant, with its time zone.
        """

    def sleep(self, seconds: float) -> None:
        """
        Return when this clock has moved by *seconds*.
        """


class Entry(Protocol):
    """
    What stands in a calendar.
    """

    def cancel(self) -> object:
        """
        Strike the entry out; harmless when it has run.
        """


class Calendar(Protocol):
    """
    Runs actions when their time has come.
    """

    def enter(self, at: datetime, name: str, action: Callable[[], None]) -> Entry:
        """
        Let *action* run once, at the instant or as soon after as can be.
        """


class Timekeeper(Clock, Calendar, Protocol):
    """
    A clock that keeps a calendar.
    """


class Ids(Protocol):
    """
    Makes names that nothing else has.
    """

    def new(self) -> str:
        """
        Return a new identity.
        """
