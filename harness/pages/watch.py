"""
Look into the journals once for all who watch, and only while somebody does.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from urllib3.exceptions import HTTPError

from emulators.kit.control_client import ControlRefused
from harness.pages.room import Line, Room

_EVERY_SECONDS = 0.4
_BREATH_SECONDS = 10.0
_MOST_KEPT = 1000
MOST_WATCHERS = 5


class TooMany(RuntimeError):
    """
    As many watch as there are threads for.
    """


class Watch:
    """
    The end of the journals, as it grows.

    Args:
        room: Has the journals.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._news = threading.Condition()
        self._kept: list[Line] = []
        self._watchers = 0
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def close(self) -> None:
        """
        Send everybody home.
        """
        self._ended.set()
        with self._news:
            self._news.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    def follow(self, after: int) -> Iterator[list[Line]]:
        """
        Yield the exchanges after a number as they come, and nothing now and then.

        Raises:
            TooMany: As many watch already as may.
        """
        with self._watching():
            yield []  # so that whoever watches knows that it has begun
            while not self._ended.is_set():
                with self._news:
                    if not (fresh := self._after(after)):
                        self._news.wait(_BREATH_SECONDS)
                        fresh = self._after(after)
                after = max([after, *(one.number for one in fresh)])
                yield fresh

    def _after(self, number: int) -> list[Line]:
        return [one for one in self._kept if one.number > number]

    @contextmanager
    def _watching(self) -> Iterator[None]:
        with self._news:
            if self._watchers >= MOST_WATCHERS:
                raise TooMany(f"{MOST_WATCHERS} watch already; close a window")
            self._watchers += 1
            if self._thread is None:
                self._kept = []
                self._thread = threading.Thread(
                    target=self._look, name="watch", daemon=True
                )
                self._thread.start()
        try:
            yield
        finally:
            with self._news:
                self._watchers -= 1

    def _look(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            with self._news:
                if not self._watchers:
                    self._thread = None
                    return
                asked = {"limit": _MOST_KEPT}
                if self._kept:
                    asked = {"after": self._kept[-1].number}
            try:
                fresh = self._room.lines(**asked)
            except (ControlRefused, HTTPError):
                continue  # a part is gone, and the windows say so when reloaded
            if fresh:
                with self._news:
                    self._kept = [*self._kept, *fresh][-_MOST_KEPT:]
                    self._news.notify_all()
