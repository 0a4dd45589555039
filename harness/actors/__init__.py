"""
What people can do and see at the three places, in the words of the trade.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from harness.actors.cin7_core import AtCin7Core
from harness.actors.engine import AtEngine
from harness.actors.shipstation import AtShipStation


class BenchClock(Protocol):
    """
    The time of all parties at once.
    """

    def now(self) -> datetime:
        """
        Return the present instant of the vendors.
        """

    def settle(self) -> None:
        """
        Return when nothing that is due waits any more.
        """

    def advance(self, seconds: float) -> None:
        """
        Move the time, and let happen what falls due.
        """


@dataclass(frozen=True, slots=True)
class Cast:
    """
    Everybody, and the clock.
    """

    cin7_core: AtCin7Core
    shipstation: AtShipStation
    engine: AtEngine
    clock: BenchClock


__all__ = ["AtCin7Core", "AtEngine", "AtShipStation", "BenchClock", "Cast"]
