"""
A load generator: so many connections, each with one request after the other.
"""

import asyncio
from dataclasses import dataclass
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
    url: str, headers: dict[str, str], *, seconds: float, connections: int = 16
) -> Load:
    """
    Ask for the address during the seconds.

    Raises:
        RuntimeError: An answer was not 200.
    """
    return asyncio.run(_load(url, headers, seconds, connections))


async def _load(
    url: str, headers: dict[str, str], seconds: float, connections: int
) -> Load:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    latencies: list[float] = []
    until = perf_counter() + seconds
    await asyncio.gather(
        *(
            _ask(parts.hostname or "", parts.port or 80, request, latencies, until)
            for _ in range(connections)
        )
    )
    latencies.sort()
    return Load(
        per_second=len(latencies) / seconds,
        p99_ms=latencies[int(len(latencies) * 0.99)] * 1000,
    )


async def _ask(
    host: str, port: int, request: bytes, latencies: list[float], until: float
) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    while (started := perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head[:16]:
            raise RuntimeError(f"the answer was {head[:200]!r}")
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
        latencies.append(perf_counter() - started)
    writer.close()
    await writer.wait_closed()
