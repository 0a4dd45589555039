"""
Somebody who listens to webhooks.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Listener:
    """
    The listener.

    Attributes:
        status: Of all its answers.

        heard: The bodies that it got.

        media_types: What they were said to be.
    """

    url: str
    status: int = 200
    heard: list[dict[str, Any]] = field(default_factory=list)
    media_types: list[str] = field(default_factory=list)

    @property
    def last_url(self) -> str:
        """
        Where the latest piece of news is read.
        """
        return str(self.heard[-1]["resource_url"])


@contextmanager
def open_listener() -> Iterator[Listener]:
    """
    Listen on a free port.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the library's name
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            listener.heard.append(json.loads(body))
            listener.media_types.append(self.headers.get("Content-Type", ""))
            self.send_response(listener.status)
            self.send_header("Content-Length", "0")
            self.send_header("Connection", "close")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener = Listener(f"http://127.0.0.1:{server.server_port}/hook?token=s3cret")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield listener
    server.shutdown()
    server.server_close()
    thread.join()
