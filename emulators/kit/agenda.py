"""
What one account has in the calendar; a reset takes it all out again.

A plan is a function with its arguments, not a closure: so it can be written into a
snapshot, and stands in the calendar again when that is restored.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from emulators.kit.ambient import Clock, Entry

Deed = Callable[..., None]
Declared = TypeVar("Declared", bound=Deed)

DEEDS: dict[str, Deed] = {}


def deed(function: Declared) -> Declared:
    """
    Declare a function as one that an agenda may plan; all its parameters have hints.
    """
    DEEDS[deed_name(function)] = function
    return function


def deed_name(function: Deed) -> str:
    """
    Return the name that snapshots know the function by.
    """
    module = getattr(function, "__module__", "").rpartition(".")[2]
    return f"{module}.{getattr(function, '__qualname__', function)}"


class Agenda:
    """
    The calendar as one account uses it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[Planned, None] = {}
        self._is_over = False

    def now(self) -> datetime:
        """
        Return the present instant.
        """
        return self._clock.now()

    def at(
        self, instant: datetime, name: str, function: Deed, *arguments: Any
    ) -> "Planned":
        """
        Let the function run with the arguments when the instant has come.
        """
        planned = Planned(self._open)
        planned.at, planned.name = instant, name
        planned.function, planned.arguments = function, arguments
        self.resume((planned,))
        return planned

    def after(
        self, seconds: float, name: str, function: Deed, *arguments: Any
    ) -> "Planned":
        """
        Let the function run when the seconds have passed.
        """
        instant = self.now() + timedelta(seconds=seconds)
        return self.at(instant, name, function, *arguments)

    def soon(self, name: str, function: Deed, *arguments: Any) -> "Planned":
        """
        Let the function run now, but beside the call that asked for it.
        """
        return self.at(self.now(), name, function, *arguments)

    def plans(self) -> "tuple[Planned, ...]":
        """
        Return what is planned, in the order that it was, and what is under way.
        """
        return tuple(self._open)

    def blanks(self, count: int) -> "tuple[Planned, ...]":
        """
        Return plans that are still to be filled in, and then resumed.
        """
        return tuple(Planned(self._open) for _ in range(count))

    def resume(self, plans: "Iterable[Planned]") -> None:
        """
        Enter the plans into the calendar.
        """
        for planned in plans:
            if not self._is_over:
                self._open[planned] = None
                planned.entry = self._clock.enter(planned.at, planned.name, planned.run)

    def cancel_all(self) -> None:
        """
        Take everything out, and take nothing in any more.

        What is under way when its account is reset may still plan something.
        """
        self._is_over = True
        for planned in self.plans():
            planned.cancel()


class Planned:
    """
    An entry that leaves the agenda when it has run, or is cancelled.

    While it runs it stands there still: a snapshot of that moment has it as work that
    has not begun.
    """

    __slots__ = ("_begun", "_open", "arguments", "at", "entry", "function", "name")

    def __init__(self, open_plans: "dict[Planned, None]") -> None:
        self._open = open_plans
        self._begun = False
        self.at: datetime
        self.name: str
        self.function: Deed
        self.arguments: tuple[Any, ...]
        self.entry: Entry | None = None

    def run(self) -> None:
        """
        Do it, once; whoever cannot wait for the calendar may do it before.
        """
        if self in self._open and not self._begun:
            self._begun = True
            try:
                self.function(*self.arguments)
            finally:
                self._open.pop(self, None)

    def cancel(self) -> None:
        """
        Take it out.
        """
        self._open.pop(self, None)
        if self.entry is not None:
            self.entry.cancel()
