"""
One call over HTTP: its deadline, its errors, and when it is tried again.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any
from urllib.parse import urlencode, urlsplit

import certifi
import urllib3
from tenacity import RetryCallState, Retrying, stop_after_attempt
from tenacity.retry import retry_if_exception
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as TookTooLong

from engine.adapters.guard import check_no_transaction
from engine.ports.time import Clock
from engine.ports.vendors import CannotAnswer, CredentialsRefused, PageBroken, Throttled

DEFAULT_WAIT_SECONDS = 60.0

_ATTEMPTS = 5
_REFUSALS = 3
_CHUNK = 65536
_POOL = 8
_TOO_LARGE = 64 * 1024 * 1024
_MASK = b"***"
# What is shorter might be a word that an answer has by chance.
_SHORTEST_SECRET = 8
_ALWAYS = {"Accept-Encoding": "gzip, deflate", "User-Agent": "seatrial"}
_WORD = re.compile(r"[A-Za-z][A-Za-z_.-]*")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """
    How long a call may take: to connect, between two bytes, and in all.
    """

    connect_seconds: float = 5.0
    read_seconds: float = 20.0
    total_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What came back, whatever its status.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """
        Return the body as text; bytes that are no UTF-8 are replaced.
        """
        return self.body.decode(errors="replace")


Called = Callable[[str, int | None], None]


class Http:
    """
    A pool of connections to one vendor: no proxy, no cookie, no redirect is followed.

    Args:
        base_url: What all addresses begin with; it is no part of an operation's name.
        called: Is told of each attempt: the operation, and the status if one came.
    """

    def __init__(
        self,
        name: str,
        timeouts: Timeouts,
        *,
        base_url: str = "",
        called: Called | None = None,
    ) -> None:
        self._name = name
        self._timeouts = timeouts
        self._base_url = base_url.rstrip("/")
        self._called = called
        self._pool = urllib3.PoolManager(
            maxsize=_POOL,
            retries=urllib3.Retry(total=False),
            timeout=urllib3.Timeout(
                connect=timeouts.connect_seconds, read=timeouts.read_seconds
            ),
            ca_certs=certifi.where(),
        )

    def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        body: bytes | None = None,
        secrets: Iterable[str] = (),
    ) -> Answer:
        """
        Make one attempt and return the answer.

        The secrets are credentials of this call: an answer that repeats them loses
        them here, before a sentence is made of it.

        Raises:
            CannotAnswer: No whole answer came in time.
        """
        answer = None
        try:
            answer = self._attempt(method, url, headers=headers, query=query, body=body)
        finally:
            if self._called:
                operation = operation_of(method, url.removeprefix(self._base_url))
                self._called(operation, answer.status if answer else None)
        return replace(answer, body=_without(answer.body, secrets))

    def _attempt(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None,
        query: Mapping[str, str] | None,
        body: bytes | None,
    ) -> Answer:
        check_no_transaction()
        ends_at = monotonic() + self._timeouts.total_seconds
        try:
            with self._pool.request(
                method,
                f"{url}?{urlencode(query)}" if query else url,
                headers={**_ALWAYS, **(headers or {})},
                body=body,
                preload_content=False,
                redirect=False,
            ) as response:
                content = self._read(response, ends_at)
                return Answer(response.status, response.headers, content)
        except (HTTPError, OSError) as problem:
            raise CannotAnswer(f"{self._name} {_failure(problem)}") from problem

    def close(self) -> None:
        """
        Close the pool.
        """
        self._pool.clear()

    def _read(self, response: urllib3.BaseHTTPResponse, ends_at: float) -> bytes:
        """
        Return the body, read as it comes, so that a slow drip meets the deadline.
        """
        chunks: list[bytes] = []
        size = 0
        while chunk := response.read1(_CHUNK, decode_content=True):
            chunks.append(chunk)
            size += len(chunk)
            if monotonic() > ends_at or size > _TOO_LARGE:
                raise CannotAnswer(f"{self._name} took too long to answer")
        return b"".join(chunks)


def basic(username: str, password: str) -> dict[str, str]:
    """
    Return the header of Basic authentication, in UTF-8.
    """
    pair = b64encode(f"{username}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def operation_of(method: str, url: str) -> str:
    """
    Return the name of what is asked, with ids as ``{id}``: ``GET /orders/{id}``.
    """
    parts = urlsplit(url).path.split("/")
    named = ("{id}" if part and not _WORD.fullmatch(part) else part for part in parts)
    return f"{method} {'/'.join(named)}"


def _without(content: bytes, secrets: Iterable[str]) -> bytes:
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            content = content.replace(secret.encode(), _MASK)
    return content


def _failure(problem: Exception) -> str:
    if isinstance(problem, NewConnectionError):
        return "cannot be reached"
    if isinstance(problem, TookTooLong):
        return "did not answer in time"
    return "broke off the connection"


def patiently(
    clock: Clock,
    attempt: Callable[[], Any],
    *,
    is_safe_to_repeat: bool,
    doubts_refusals: bool = False,
) -> Any:
    """
    Return what *attempt* returns, after waits on the clock where it failed.

    After a refusal for too many calls it is *attempt* that waits, for its allowance.

    A page that is broken is not asked for again, but in smaller parts.

    What is not safe to repeat is tried again only after the vendor said that it
    did nothing, which a throttled vendor says. *doubts_refusals*: the vendor refuses
    credentials when it throttles too, so that is said three times before it counts.

    Raises:
        CannotAnswer: It failed to the end.
        CredentialsRefused: The vendor does not know the credentials.
    """
    kinds: list[type[Exception]] = [CannotAnswer if is_safe_to_repeat else Throttled]
    if doubts_refusals:
        kinds.append(CredentialsRefused)
    retrying = Retrying(
        sleep=lambda seconds: clock.sleep(seconds) if seconds else None,
        wait=_wait_seconds,
        stop=_is_enough,
        retry=retry_if_exception(
            lambda problem: (
                isinstance(problem, tuple(kinds))
                and not isinstance(problem, PageBroken)
            )
        ),
        reraise=True,
    )
    return retrying(attempt)


def _wait_seconds(state: RetryCallState) -> float:
    """
    Return the wait before the next attempt; one for a limit is the allowance's.
    """
    problem = state.outcome.exception() if state.outcome else None
    if isinstance(problem, Throttled):
        return 0.0
    if isinstance(problem, CredentialsRefused):
        return DEFAULT_WAIT_SECONDS
    return float(2**state.attempt_number)


def _is_enough(state: RetryCallState) -> bool:
    problem = state.outcome.exception() if state.outcome else None
    if isinstance(problem, CredentialsRefused):
        return state.attempt_number >= _REFUSALS
    return bool(stop_after_attempt(_ATTEMPTS)(state))


def wait_told(headers: Mapping[str, Any], name: str) -> float:
    """
    Return the seconds that a header tells, such as ``30`` or ``60 Seconds``.
    """
    found = re.match(r"\s*(\d+)", str(headers.get(name, "")))
    return float(found[1]) if found else DEFAULT_WAIT_SECONDS
