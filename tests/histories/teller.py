"""
Tell a fake, in this process, what to do; and ask it everything that it answers.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from werkzeug.test import Client

from emulators.kit.ambient import VirtualClock
from emulators.kit.app import Application
from emulators.kit.outbound import Answer
from emulators.kit.service import Service

START = datetime(2026, 3, 2, 17, tzinfo=UTC)


class Listening:
    """
    The other side of all calls of a fake.

    Attributes:
        heard: Method, address and body of each.
    """

    def __init__(self, answer: Callable[[str, str], tuple[int, bytes]]) -> None:
        self.heard: list[tuple[str, str, bytes]] = []
        self._answer = answer

    def send(
        self, method: str, url: str, *, headers: object, body: bytes = b""
    ) -> Answer:
        """
        Take note, and answer.
        """
        del headers
        self.heard.append((method, url, body))
        status, said = self._answer(method, url)
        return Answer(status, "", {"Content-Type": "text/xml"}, said)


class Teller:
    """
    One fake on a clock of its own.

    Attributes:
        refused: How many of the things that it was told it refused.
    """

    def __init__(
        self, make: Callable[..., Service[Any]], outside: Listening, now: datetime
    ) -> None:
        self.clock = VirtualClock(now)
        self.outside = outside
        self.service = make(self.clock, rate_limits=False, outbound=outside)
        self.refused = 0
        self._client = Client(Application(self.service))

    def tell(self, method: str, path: str, body: object = None) -> Any:
        """
        Do what a person does: an operation, or under ``/screens`` a screen.
        """
        where = "" if path.startswith(("/screens/", "/users")) else "/person"
        base = self.service.base if where else ""
        answer = self._client.open(
            f"/_emulator{where}{base}{path}", method=method, json=body
        )
        assert answer.status_code != 500 or "BrokenContract" not in answer.text
        self.refused += answer.status_code >= 400
        return answer.get_json(silent=True)

    def everything(self, paths: Iterator[str]) -> dict[str, bytes]:
        """
        Return what is answered to each of the paths.
        """
        return {path: self._answer(path) for path in paths}

    def _answer(self, path: str) -> bytes:
        where = "" if path.startswith("/screens/") else f"/person{self.service.base}"
        payload: bytes = self._client.get(f"/_emulator{where}{path}").data
        return payload
