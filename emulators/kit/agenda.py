"""
What one account has in the calendar; a reset takes it all out again.
"""

from datetime import datetime, timedelta

from emulators.kit.ambient import Action, Clock, Entry


class Agenda:
    """
    The calendar as one account uses it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: set[_Item] = set()
        self._is_over = False

    def now(self) -> datetime:
        """
        Return the present instant.
        """
        return self._clock.now()

    def at(self, instant: datetime, name: str, action: Action) -> Entry:
        """
        Let the action run when the instant has come.
        """
        item = _Item(self._open, action)
        if self._is_over:
            return item
        self._open.add(item)
        item.entry = self._clock.enter(instant, name, item.run)
        return item

    def after(self, seconds: float, name: str, action: Action) -> Entry:
        """
        Let the action run when the seconds have passed.
        """
        return self.at(self.now() + timedelta(seconds=seconds), name, action)

    def soon(self, name: str, action: Action) -> Entry:
        """
        Let the action run now, but beside the call that asked for it.
        """
        return self.at(self.now(), name, action)

    def cancel_all(self) -> None:
        """
        Take everything out, and take nothing in any more.

        What is under way when its account is reset may still plan something.
        """
        self._is_over = True
        for item in tuple(self._open):
            item.cancel()


class _Item:
    """
    An entry that leaves the agenda when it runs or is cancelled.
    """

    __slots__ = ("_action", "_open", "entry")

    def __init__(self, open_items: "set[_Item]", action: Action) -> None:
        self._open = open_items
        self._action = action
        self.entry: Entry | None = None

    def run(self) -> None:
        if self in self._open:
            self._open.discard(self)
            self._action()

    def cancel(self) -> None:
        self._open.discard(self)
        if self.entry is not None:
            self.entry.cancel()
