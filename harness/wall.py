"""
The time of a bench whose system is a process of its own: nobody can move it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import repeat

from emulators.kit.ambient import WallClock
from harness.applicability import NotApplicable

# The vendors' clocks go before the system's. What it has just written then lies inside
# the minute up to which ShipStation asks, however long the way was.
_AHEAD = timedelta(seconds=90)
_POLLS = 600
_POLL_SECONDS = 0.05
_LONGEST_STEP_SECONDS = 60


class NotInTime(AssertionError):
    """
    Something did not happen within the polls that there are.
    """


class WallTime(WallClock):
    """
    The wall's time for the fakes; the system under test has a clock of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ahead = _AHEAD
        self.is_idle: Callable[[], bool] = lambda: True

    def now(self) -> datetime:
        """
        Return the vendors' present instant.
        """
        return super().now() + self._ahead

    def reset(self) -> None:
        """
        Let the vendors' clocks go as far before as on the first day.
        """
        self._ahead = _AHEAD

    def queue(self, name: str) -> "WallTime":
        """
        Return this clock: each entry has a thread to itself.
        """
        del name
        return self

    def advance(self, seconds: float) -> None:
        """
        Put the vendors' clocks forward by a minute at the most.

        Raises:
            NotApplicable: It is more than that, and the system would not follow.
        """
        if seconds > _LONGEST_STEP_SECONDS:
            raise NotApplicable(f"nobody moves the wall's clock by {seconds:g} seconds")
        self._ahead += timedelta(seconds=seconds)

    def settle(self) -> None:
        """
        Return when neither vendor nor the system has anything to do.
        """
        super().settle()
        self.wait_until(self.is_idle, "the system came to rest")
        super().settle()

    def wait_until(self, happened: Callable[[], bool], what: str) -> None:
        """
        Return when it has happened.

        Raises:
            NotInTime: It did not, in half a minute.
        """
        for _ in repeat(None, _POLLS):
            if happened():
                return
            self.sleep(_POLL_SECONDS)
        raise NotInTime(f"it did not happen in time that {what}")
