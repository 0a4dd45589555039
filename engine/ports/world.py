"""
All ports in one place, as the use cases receive them.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from engine.domain.carriers import CARRIERS
from engine.domain.method_policy import Method
from engine.domain.records import Run
from engine.ports.ledger import Ledger
from engine.ports.time import Clock, Ids
from engine.ports.vendors import Directory, Vendors


class Log(Protocol):
    """
    Where operators read what the engine does; secrets are masked on the way.
    """

    def info(self, event: str, **fields: object) -> None:
        """
        Write an event.
        """

    def warning(self, event: str, **fields: object) -> None:
        """
        Write an event that somebody may have to look at.
        """

    def failure(self, event: str, problem: BaseException, **fields: object) -> None:
        """
        Write an event that somebody has to look at, with its traceback.
        """

    def correlated(self, **ids: str) -> AbstractContextManager[object]:
        """
        Let every event written inside carry the ids.
        """


class Runs(Protocol):
    """
    Does the regular work of connections when it is due.
    """

    @property
    def is_started(self) -> bool:
        """
        Tell whether it does.
        """

    def reschedule(self) -> None:
        """
        Think again about when the next run is due; something has changed.
        """

    def run_now(
        self, *, organisation: str | None = None, method: Method | None = None
    ) -> list[Run]:
        """
        Run what matches, one after another, without waiting for anything.

        What runs already is not run a second time: its run is returned as it stands.
        """

    def queued(self, organisation: str | None = None) -> Sequence[Run]:
        """
        Return the runs that wait for a process that takes them, latest first.
        """


@dataclass(frozen=True, slots=True)
class World:
    """
    Time, memory, vendors and the directory.

    Attributes:
        carriers: Cin7 Core's names of carriers by ShipStation's.
        public_url: Where Cin7 Core can reach the engine; empty if it cannot.
    """

    clock: Clock
    ids: Ids
    ledger: Ledger
    vendors: Vendors
    directory: Directory
    carriers: Mapping[str, str] = field(default_factory=lambda: CARRIERS)
    public_url: str = ""
