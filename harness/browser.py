"""
The system's Chromium, driven by Playwright; it has a thread of its own.

Playwright keeps an event loop running in the thread that started it. In a thread of its
own it is in nobody's way.
"""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMED = "SEATRIAL_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SIZE = {"width": 1280, "height": 900}
_LONGEST_WAIT_MILLISECONDS = 5_000

P = ParamSpec("P")
T = TypeVar("T")


class NoBrowser(RuntimeError):
    """
    Nothing can be looked at here; the sentence says what lacks.
    """


def find_chromium() -> str:
    """
    Return the program: the one that the environment names, or the system's.

    Raises:
        NoBrowser: There is none, or nothing to drive it with.
    """
    if find_spec("playwright") is None:
        raise NoBrowser("Playwright is not installed: pip install 'seatrial[browser]'")
    found = os.environ.get(NAMED) or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise NoBrowser(f"no Chromium is installed, and {NAMED} names none")
    return found


class Browser:
    """
    One Chromium for a session.

    Raises:
        NoBrowser: There is none.
    """

    def __init__(self) -> None:
        program = find_chromium()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="browser")
        self.do(self._start, program)

    def _start(self, program: str) -> None:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # may lack

        self._driver = sync_playwright().start()
        # Chromium refuses its own cell to root; our pages need none.
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        self._chromium = self._driver.chromium.launch(
            executable_path=program, args=flags
        )

    def do(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """
        Do something in the browser's thread, and return what comes of it.
        """
        return self._thread.submit(work, *given, **named).result()

    def window(self, language: str) -> "Page":
        """
        Return a window of somebody who was never here; only the thread may use it.
        """
        person = self._chromium.new_context(
            locale=language,
            timezone_id="UTC",
            viewport={"width": _SIZE["width"], "height": _SIZE["height"]},
            reduced_motion="reduce",
        )
        person.set_default_timeout(_LONGEST_WAIT_MILLISECONDS)
        return person.new_page()

    def close(self) -> None:
        """
        End the browser, and its thread.
        """
        self.do(self._chromium.close)
        self.do(self._driver.stop)
        self._thread.shutdown()
