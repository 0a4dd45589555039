"""
The socket side: what comes in pieces, too large, or not as HTTP.
"""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from emulators.kit.ambient import VirtualClock
from emulators.kit.basic import authorization
from emulators.kit.edge import MOST_BODY_BYTES
from emulators.kit.server import Server
from emulators.kit.sockets import LOOPBACK, PortTaken, listen
from tests.unit.emulators.kit.shop import Shop

AUTH = f"Authorization: {authorization('main', 'main')}\r\n"


@pytest.fixture
def connection(server: Server) -> Iterator[socket.socket]:
    """
    Return a connection to it.
    """
    host, port = server.origin.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connected:
        yield connected


def _until_closed(connection: socket.socket) -> bytes:
    received = b""
    while part := connection.recv(65536):
        received += part
    return received


def test_two_requests_on_one_connection_are_answered_in_turn(
    connection: socket.socket,
) -> None:
    """
    Pipelined requests, and then the connection is closed as asked.
    """
    one = f"GET /items/1 HTTP/1.1\r\nHost: x\r\n{AUTH}"

    connection.sendall(f"{one}\r\n{one}Connection: close\r\n\r\n".encode())

    assert _until_closed(connection).count(b"HTTP/1.1 404") == 2


def test_a_body_in_chunks_is_read(connection: socket.socket) -> None:
    """
    A chunked body is one body.
    """
    connection.sendall(
        f"POST /items HTTP/1.1\r\nHost: x\r\n{AUTH}Connection: close\r\n"
        "Transfer-Encoding: chunked\r\n\r\n".encode()
    )
    connection.sendall(b'8\r\n{"name":\r\n')
    connection.sendall(b'6\r\n"Mug"}\r\n0\r\n\r\n')

    assert b'{"name":"Mug","id":1}' in _until_closed(connection)


def test_head_has_no_body(connection: socket.socket) -> None:
    """
    HEAD is answered with the headers of GET alone.
    """
    connection.sendall(
        f"HEAD /items/1 HTTP/1.1\r\nHost: x\r\n{AUTH}Connection: close\r\n\r\n".encode()
    )

    head, _, body = _until_closed(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 404")
    assert body == b""


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"\x16\x03\x01\x02 not HTTP at all\r\n\r\n", b"400"),
        ("GET /caf\u00e9 HTTP/1.1\r\n\r\n".encode(), b"400"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", b"431"),
        (
            f"POST /items HTTP/1.1\r\nContent-Length: {MOST_BODY_BYTES + 1}\r\n\r\n"
            "{}".encode(),
            b"413",
        ),
    ],
    ids=["not-http", "raw-utf-8", "large-header", "large-body"],
)
def test_what_cannot_be_read_is_refused(
    connection: socket.socket, sent: bytes, status: bytes
) -> None:
    """
    The refusal arrives, and the connection ends.
    """
    connection.sendall(sent)

    received = connection.recv(65536)

    assert received.startswith(b"HTTP/1.1 " + status)


def test_an_absolute_target_is_understood(connection: socket.socket) -> None:
    """
    The form that proxies send is a path with an origin before it.
    """
    connection.sendall(
        f"GET http://shop.invalid/items/1?x=1 HTTP/1.1\r\n{AUTH}"
        "Connection: close\r\n\r\n".encode()
    )

    assert b"no item 1" in _until_closed(connection)


def test_a_taken_port_is_a_sentence(server: Server) -> None:
    """
    The refusal names the port.
    """
    port = int(server.origin.rpartition(":")[2])

    with pytest.raises(PortTaken, match=f"cannot listen on 127.0.0.1:{port}"):
        listen(LOOPBACK, port)


def test_closing_leaves_no_connection_open(tmp_path: Path) -> None:
    """
    A kept-alive connection ends with its server.
    """
    server = Server(Shop(VirtualClock(datetime(2026, 3, 2, tzinfo=UTC)), tmp_path))
    with requests.Session() as session:
        session.get(f"{server.url}/items/1", timeout=5)
        server.close()

        with pytest.raises(requests.ConnectionError):
            session.get(f"{server.url}/items/1", timeout=5)
