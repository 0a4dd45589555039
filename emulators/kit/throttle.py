"""
A vendor's allowance of calls, counted in windows of fixed length.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """
    What one call found of its allowance.

    Attributes:
        remaining: Calls left in the window, before this one was counted.

        reset_seconds: Whole seconds until the next window, at least 1.
    """

    limit: int
    remaining: int
    reset_seconds: int

    @property
    def exceeded(self) -> bool:
        """
        Whether the call has to be refused.
        """
        return self.remaining <= 0


class Allowance:
    """
    So many calls in a window, for each credential.

    Args:
        limit: Calls in a window; None for no limit.

        seconds: Length of a window.

        aligned: Windows begin on multiples of their length on the wall clock;
            otherwise with the first call after the last window.
    """

    def __init__(self, limit: int | None, seconds: int, *, aligned: bool) -> None:
        self.limit = limit
        self._seconds = seconds
        self._aligned = aligned
        self._windows: dict[str, tuple[float, int]] = {}

    def take(self, credential: str, now: datetime) -> Taken:
        """
        Count one call, unless the allowance is used up.
        """
        instant = now.timestamp()
        start, used = self._windows.get(credential, (float("-inf"), 0))
        if instant >= start + self._seconds:
            start, used = (self._start(instant), 0)
        reset = max(1, round(start + self._seconds - instant))
        if self.limit is None:
            return Taken(self._seconds, self._seconds, reset)
        taken = Taken(self.limit, self.limit - used, reset)
        if not taken.exceeded:
            used += 1
        self._windows[credential] = (start, used)
        return taken

    def is_used_up(self, credential: str, now: datetime) -> bool:
        """
        Tell whether the next call would be refused; nothing is counted.
        """
        start, used = self._windows.get(credential, (float("-inf"), 0))
        is_open = now.timestamp() < start + self._seconds
        return self.limit is not None and is_open and used >= self.limit

    def _start(self, instant: float) -> float:
        return instant - instant % self._seconds if self._aligned else instant
