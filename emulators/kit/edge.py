"""
The socket side of a fake: HTTP/1.1 in, the WSGI application inline, and the wire.

A fault may do to the connection what no WSGI server would allow.
"""

import asyncio
import io
import socket
import ssl
import threading
from collections import deque
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

import httptools

from emulators.kit.ambient import Clock
from emulators.kit.app import SERVER, WsgiApplication
from emulators.kit.faults import Fault
from emulators.kit.sockets import origin_of

MOST_HEADER_BYTES = 64 * 1024
MOST_BODY_BYTES = 32 * 1024 * 1024
_LINGER_BYTES = 256 * 1024

_REASONS = {
    status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n"
    for status in HTTPStatus
}
_KEEP_ALIVE = "Connection: keep-alive\r\n\r\n"
_CLOSE = "Connection: close\r\n\r\n"
# What falls due when a clock moves may call the server that was asked to move it.
_ASIDE = b"/_emulator/clock/"


class Edge:
    """
    One listening socket with its thread.

    Args:
        listening: A socket that listens already.

        tls: The certificate for https; plain http without it.
    """

    def __init__(
        self,
        application: WsgiApplication,
        clock: Clock,
        listening: socket.socket,
        *,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._application = application
        self._clock = clock
        self._socket = listening
        self._tls = tls
        self.url = origin_of(listening, scheme="https" if tls else "http")
        self._loop = asyncio.new_event_loop()
        self._serving = threading.Event()
        self._connections: set[_Connection] = set()
        self._thread = threading.Thread(
            target=self._run, name=f"edge {self.url}", daemon=True
        )

    def start(self) -> None:
        """
        Answer from now on.
        """
        self._thread.start()
        self._serving.wait()

    def close(self) -> None:
        """
        Stop listening, close all connections, and end the thread.
        """
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(timeout=5)
        self._socket.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(self._connection, sock=self._socket, ssl=self._tls)
        )
        self._loop.call_soon(self._serving.set)
        try:
            self._loop.run_forever()
        finally:
            server.close()
            for connection in tuple(self._connections):
                connection.abort()
            self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.close()

    def _connection(self) -> "_Connection":
        return _Connection(
            self._application, self._clock, self._loop, self._connections
        )


class _Request:
    """
    One request as it comes in.
    """

    __slots__ = ("body", "environ", "keep_alive", "target")

    def __init__(self) -> None:
        self.target = b""
        self.body = bytearray()
        self.keep_alive = True
        self.environ: dict[str, Any] = {}


class _Connection(asyncio.Protocol):
    """
    One caller.

    The application is called outside the parser's callbacks, one request after the
    other; while an answer is kept back, the next ones wait.
    """

    def __init__(
        self,
        application: WsgiApplication,
        clock: Clock,
        loop: asyncio.AbstractEventLoop,
        connections: "set[_Connection]",
    ) -> None:
        self._application = application
        self._clock = clock
        self._loop = loop
        self._connections = connections
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._request = _Request()
        self._ready: deque[_Request] = deque()
        self._header_bytes = 0
        self._lingering = 0
        self._held = False
        self._payload: tuple[bytes, bool] = (b"", False)

    # asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """
        Begin.
        """
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # it is TCP
        self._transport = transport
        self._connections.add(self)
        connection: socket.socket = transport.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        """
        End.
        """
        del exc
        self._connections.discard(self)
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """
        Feed the parser, then answer what is complete.
        """
        if self._lingering:
            self._linger(len(data))
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._refuse(400)
        except (httptools.HttpParserError, _TooLarge) as error:
            cause = error.__context__ if error.__context__ is not None else error
            self._refuse(cause.status if isinstance(cause, _TooLarge) else 400)
        else:
            self._answer_ready()

    # httptools' side

    def on_message_begin(self) -> None:
        """
        Begin a request.
        """
        self._request = _Request()
        self._header_bytes = 0

    def on_url(self, url: bytes) -> None:
        """
        Take a part of the target.
        """
        self._request.target += url
        self._count_header(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """
        Take one header.
        """
        self._count_header(len(name) + len(value))
        key = name.decode("latin-1").upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        environ = self._request.environ
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]}, {text}" if key in environ else text

    def on_headers_complete(self) -> None:
        """
        Refuse a body that says it is too large; tell the caller to go on.
        """
        length = self._request.environ.get("CONTENT_LENGTH", "")
        if length.isdecimal() and int(length) > MOST_BODY_BYTES:
            raise _TooLarge(413)
        expect = self._request.environ.get("HTTP_EXPECT", "").lower()
        if expect == "100-continue" and self._transport is not None:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        """
        Take a part of the body.
        """
        self._request.body += body
        if len(self._request.body) > MOST_BODY_BYTES:
            raise _TooLarge(413)

    def on_message_complete(self) -> None:
        """
        Put the request in the queue.
        """
        request = self._request
        request.keep_alive = self._parser.should_keep_alive()
        request.environ["REQUEST_METHOD"] = self._parser.get_method().decode("ascii")
        self._ready.append(request)

    # The wire, as a fault sees it

    def send(self) -> None:
        """
        Send the answer that is under way.
        """
        payload, keep_alive = self._payload
        if self._transport is not None:
            self._transport.write(payload)
            if not keep_alive:
                self._transport.close()

    def hang_up(self) -> None:
        """
        Close without an answer.
        """
        self.abort()

    def cut(self) -> None:
        """
        Send the head and half of the body, then close.
        """
        payload, _ = self._payload
        _, _, body = payload.partition(b"\r\n\r\n")
        if self._transport is not None:
            self._transport.write(payload[: len(payload) - (len(body) + 1) // 2])
            self._transport.close()

    def send_later(self, seconds: float) -> None:
        """
        Send the answer when the clock has moved on.
        """
        left = self._clock.lag(seconds)
        if left <= 0:
            self.send()
            return
        self._held = True
        self._loop.call_later(left, self._release)

    def abort(self) -> None:
        """
        Close at once.
        """
        if self._transport is not None:
            self._transport.abort()

    # Answering

    def _release(self) -> None:
        self._held = False
        self.send()
        self._answer_ready()

    def _answer_ready(self) -> None:
        while self._ready and not self._held and self._transport is not None:
            self._answer(self._ready.popleft())

    def _answer(self, request: _Request) -> None:
        if request.target.startswith(_ASIDE):
            self._held = True
            threading.Thread(target=self._answer_aside, args=[request]).start()
            return
        fault = self._prepare(request)
        if fault is None:
            self.send()
        else:
            fault.on_wire(self)

    def _answer_aside(self, request: _Request) -> None:
        """
        Answer what may itself ask this server: in a thread of its own.
        """
        self._prepare(request)
        with suppress(RuntimeError):  # the server has closed meanwhile
            self._loop.call_soon_threadsafe(self._release)

    def _prepare(self, request: _Request) -> Fault | None:
        """
        Ask the application; the answer is under way then. Return what befalls it.
        """
        environ = _environ(request)
        head: list[str] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> None:
            del exc_info
            head.append(_REASONS.get(int(status[:3])) or f"HTTP/1.1 {status}\r\n")
            head.extend([f"{name}: {value}\r\n" for name, value in headers])

        parts = self._application(environ, start_response)
        body = b"".join(parts)
        if (close := getattr(parts, "close", None)) is not None:
            close()
        keep_alive = request.keep_alive
        head.append(_KEEP_ALIVE if keep_alive else _CLOSE)
        payload = "".join(head).encode("latin-1", "replace")
        if environ["REQUEST_METHOD"] != "HEAD":
            payload += body
        self._payload = (payload, keep_alive)
        fault: Fault | None = environ.get("emulators.fault")
        return fault

    def _refuse(self, status: int) -> None:
        """
        Say why, and read on for a while.

        A caller that is still sending would otherwise see a reset, not the answer.
        """
        if self._transport is None:
            return
        head = f"{_REASONS[status]}Content-Length: 0\r\n{_CLOSE}"
        self._transport.write(head.encode())
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            self._lingering = 1
        else:
            self._transport.close()

    def _linger(self, received: int) -> None:
        self._lingering += received
        if self._lingering > _LINGER_BYTES and self._transport is not None:
            self._transport.close()

    def _count_header(self, size: int) -> None:
        self._header_bytes += size
        if self._header_bytes > MOST_HEADER_BYTES:
            raise _TooLarge(431)


class _TooLarge(Exception):
    """
    The request is larger than the edge takes.
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _environ(request: _Request) -> dict[str, Any]:
    path, _, query = request.target.partition(b"?")
    if not path.startswith(b"/"):
        path = b"/" + path.partition(b"://")[2].partition(b"/")[2]
    environ = request.environ
    environ.update(SERVER)
    environ["PATH_INFO"] = unquote_to_bytes(path).decode("latin-1")
    environ["QUERY_STRING"] = query.partition(b"#")[0].decode("latin-1")
    environ["CONTENT_LENGTH"] = str(len(request.body))
    environ["wsgi.input"] = io.BytesIO(bytes(request.body))
    return environ
