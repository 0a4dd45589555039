"""
How long a vendor wants to be left alone by one credential.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from engine.ports.time import Clock


class Allowance:
    """
    Until when the vendor takes no more calls of one credential, as it last said.

    Every client of the credential shares it, whichever run or request it works for,
    so that none makes a call that another knows to be in vain.

    Args:
        waited: Is told the seconds of each wait.
    """

    def __init__(self, clock: Clock, waited: Callable[[float], None]) -> None:
        self._clock = clock
        self._waited = waited
        self._renewed_at: datetime | None = None
        self._lock = Lock()

    def wait(self) -> None:
        """
        Return when the vendor takes calls again; at once, if it does.
        """
        while (seconds := self.seconds_left()) > 0:
            self._clock.sleep(seconds)
            self._waited(seconds)

    def seconds_left(self) -> float:
        """
        Return how long the vendor still wants to be left alone.
        """
        with self._lock:
            if self._renewed_at is None:
                return 0.0
            return max((self._renewed_at - self._clock.now()).total_seconds(), 0.0)

    def used_up(self, seconds: float) -> None:
        """
        Note that no call is taken for so long.

        Who tried all the same, and was refused, makes nobody wait any longer.
        """
        with self._lock:
            now = self._clock.now()
            if self._renewed_at is None or self._renewed_at <= now:
                self._renewed_at = now + timedelta(seconds=seconds)
