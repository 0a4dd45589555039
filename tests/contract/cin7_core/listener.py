"""
Somebody who listens to webhooks: a small server that keeps what it is sent.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Heard:
    """
    One call, its header names in lower case.
    """

    path: str
    headers: dict[str, str]
    body: Any


class Listener:
    """
    A server on a free port of loopback.

    Attributes:
        status: What it answers.

        heard: The calls, oldest first.

        then: Done while a call waits for its answer.
    """

    def __init__(self) -> None:
        self.status = 200
        self.heard: list[Heard] = []
        self.then: Callable[[], object] = lambda: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    def bodies(self, kind: str | None = None) -> list[Any]:
        """
        Return the bodies, of one event type or of all.
        """
        return [
            one.body
            for one in self.heard
            if kind is None or one.body.get("EventType") == kind
        ]

    def close(self) -> None:
        """
        Stop listening.
        """
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler_of(listener: Listener) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            listener.heard.append(Heard(self.path, headers, json.loads(raw)))
            listener.then()
            self.send_response(listener.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
            del format, args

    return Handler
