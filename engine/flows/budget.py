"""
How much of a vendor's patience one piece of work may use.
"""

from datetime import timedelta

from engine.ports.time import Clock

# Cin7 Core takes 60 calls a minute; a slice leaves ten for exports and notices.
_SLICE_CALLS = 50
_SLICE_SECONDS = 60
_CATCH_UP_CALLS = 5
_CATCH_UP_SECONDS = 5


class Budget:
    """
    A number of calls, and a moment after which no call begins.

    Attributes:
        lists_freely: Pages of a list do not count, so that a long list ends.
    """

    def __init__(
        self, clock: Clock, *, calls: int, seconds: float, lists_freely: bool
    ) -> None:
        self.lists_freely = lists_freely
        self._clock = clock
        self._calls_left = calls
        self._ends_at = clock.now() + timedelta(seconds=seconds)

    @property
    def calls_left(self) -> int:
        """
        Return how many calls may still be made, if the time allows.
        """
        return self._calls_left

    def spend(self) -> bool:
        """
        Take one call from the budget, and return whether it was there.
        """
        if self._calls_left <= 0 or self._clock.now() > self._ends_at:
            return False
        self._calls_left -= 1
        return True

    def take(self, calls: int) -> bool:
        """
        Take several calls for one piece of work, if all of them are there.
        """
        if self._calls_left < calls or self._clock.now() > self._ends_at:
            return False
        self._calls_left -= calls
        return True

    def spend_on_list(self) -> bool:
        """
        Take one page of a list from the budget, and return whether it was there.
        """
        return self.lists_freely or self.spend()


def slice_budget(clock: Clock) -> Budget:
    """
    Return what a run may do before it lets others work.
    """
    return Budget(clock, calls=_SLICE_CALLS, seconds=_SLICE_SECONDS, lists_freely=True)


def catch_up_budget(clock: Clock) -> Budget:
    """
    Return what may be done while ShipStation waits for the first page.
    """
    return Budget(
        clock, calls=_CATCH_UP_CALLS, seconds=_CATCH_UP_SECONDS, lists_freely=False
    )
