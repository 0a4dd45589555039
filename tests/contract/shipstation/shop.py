"""
A shop that speaks the Custom Store protocol, and does what a test tells it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.unit.emulators.shipstation.pages import page_xml


@dataclass(frozen=True)
class Heard:
    """
    A call that the shop got.
    """

    method: str
    target: str
    query: dict[str, str]
    authorization: str
    body: bytes


@dataclass
class Shop:
    """
    The shop.

    Attributes:
        pages: What its export answers, page by page; beyond them an empty page.

        status: Of all its answers to exports.

        notice_status: Of its answers to notices.
    """

    url: str
    pages: list[bytes] = field(default_factory=list)
    status: int = 200
    notice_status: int = 200
    heard: list[Heard] = field(default_factory=list)

    def answer(self, call: Heard) -> tuple[int, bytes]:
        """
        Return what it says to a call.
        """
        self.heard.append(call)
        if call.query.get("action") == "shipnotify":
            return self.notice_status, b""
        number = int(call.query.get("page", "1"))
        page = self.pages[number - 1] if number <= len(self.pages) else page_xml()
        return self.status, page

    @property
    def notices(self) -> list[Heard]:
        """
        The notices that it got.
        """
        return [call for call in self.heard if call.query["action"] == "shipnotify"]

    @property
    def exports(self) -> list[Heard]:
        """
        The exports that it was asked for.
        """
        return [call for call in self.heard if call.query["action"] == "export"]


@contextmanager
def open_shop() -> Iterator[Shop]:
    """
    Open a shop on a free port.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            self._answer()

        def do_POST(self) -> None:  # the library's name
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
            authorization = self.headers.get("Authorization", "")
            call = Heard(self.command, self.path, query, authorization, body)
            status, page = shop.answer(call)
            self.send_response(status)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shop = Shop(f"http://127.0.0.1:{server.server_port}/custom-store")
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    yield shop
    server.shutdown()
    server.server_close()
    thread.join()
