"""
A load generator: so many connections, each with one request after the other.

It does as little as it can for each answer, so that it is not what is measured.
"""

import asyncio
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Load:
    """
    What came of it.
    """

    per_second: float
    p99_ms: float


def load(
    url: str,
    headers: dict[str, str],
    *,
    seconds: float,
    connections: int = 16,
    body: str = "",
) -> Load:
    """
    Ask for the address during the seconds, or post the body to it.

    Raises:
        RuntimeError: An answer was not 200.
    """
    return asyncio.run(_load(_request(url, headers, body), url, seconds, connections))


def _request(url: str, headers: dict[str, str], body: str) -> bytes:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    verb = "POST" if body else "GET"
    lines = [f"{verb} {target} HTTP/1.1", f"Host: {parts.netloc}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


async def _load(request: bytes, url: str, seconds: float, connections: int) -> Load:
    parts = urlsplit(url)
    loop = asyncio.get_running_loop()
    callers = [_Caller(request, perf_counter() + seconds) for _ in range(connections)]
    for caller in callers:
        await loop.create_connection(
            partial(_same, caller), parts.hostname or "", parts.port or 80
        )
    await asyncio.gather(*(caller.done for caller in callers))
    latencies = sorted(latency for caller in callers for latency in caller.latencies)
    return Load(
        per_second=len(latencies) / seconds,
        p99_ms=latencies[int(len(latencies) * 0.99)] * 1000,
    )


def _same(caller: "_Caller") -> "_Caller":
    return caller


class _Caller(asyncio.Protocol):
    """
    One connection.
    """

    def __init__(self, request: bytes, until: float) -> None:
        self.latencies: list[float] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._request = request
        self._until = until
        self._started = 0.0
        self._buffer = b""
        self._missing = 0
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        if self._missing:
            self._missing -= len(data)
        elif not self._take_head(data):
            return
        if self._missing <= 0:
            self._answered()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or RuntimeError("the server hung up"))

    def _take_head(self, data: bytes) -> bool:
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(f"the answer was {head[:200]!r}"))
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        self._missing = int(length) - len(body)
        return True

    def _answered(self) -> None:
        now = perf_counter()
        self.latencies.append(now - self._started)
        self._buffer = b""
        self._missing = 0
        if now < self._until:
            self._ask()
        elif not self.done.done():
            self.done.set_result(None)
            assert self._transport is not None
            self._transport.close()

    def _ask(self) -> None:
        assert self._transport is not None
        self._started = perf_counter()
        self._transport.write(self._request)
