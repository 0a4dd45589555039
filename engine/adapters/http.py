"""
One call over HTTP: its deadline, its errors, and when it is tried again.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import requests
from tenacity import RetryCallState, Retrying, stop_after_attempt
from tenacity.retry import retry_if_exception_type
from urllib3.exceptions import HTTPError

from engine.adapters.guard import check_no_transaction
from engine.ports.time import Clock
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Throttled

DEFAULT_WAIT_SECONDS = 60.0

_ATTEMPTS = 5
_REFUSALS = 3
_CHUNK = 65536
_POOL = 8
_TOO_LARGE = 64 * 1024 * 1024
_REPEATABLE = (CannotAnswer, CredentialsRefused)


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


class Http:
    """
    A pool of connections to one vendor.
    """

    def __init__(self, name: str, timeouts: Timeouts) -> None:
        self._name = name
        self._timeouts = timeouts
        self._session = requests.Session()
        self._session.trust_env = False
        adapter = requests.adapters.HTTPAdapter(pool_maxsize=_POOL)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """
        Make one attempt and return the answer.

        Raises:
            CannotAnswer: No whole answer came in time.
        """
        check_no_transaction()
        ends_at = monotonic() + self._timeouts.total_seconds
        try:
            with self._session.request(
                method,
                url,
                headers=headers,
                params=query,
                data=body,
                stream=True,
                allow_redirects=False,
                timeout=(self._timeouts.connect_seconds, self._timeouts.read_seconds),
            ) as response:
                content = self._read(response, ends_at)
                return Answer(response.status_code, response.headers, content)
        except (requests.RequestException, HTTPError, OSError) as problem:
            raise CannotAnswer(f"{self._name} {_failure(problem)}") from problem

    def close(self) -> None:
        """
        Close the pool.
        """
        self._session.close()

    def _read(self, response: requests.Response, ends_at: float) -> bytes:
        """
        Return the body, read as it comes, so that a slow drip meets the deadline.
        """
        chunks: list[bytes] = []
        size = 0
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
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


def _failure(problem: Exception) -> str:
    if isinstance(problem, requests.ConnectTimeout | requests.ReadTimeout):
        return "did not answer in time"
    if isinstance(problem, requests.ConnectionError) and "refused" in str(problem):
        return "cannot be reached"
    return "broke off the connection"


def patiently(
    clock: Clock, attempt: Callable[[], Any], *, is_safe_to_repeat: bool
) -> Any:
    """
    Return what *attempt* returns, after waits on the clock where it failed.

    What is not safe to repeat is tried again only after the vendor said that it
    did nothing, which a throttled vendor says.

    Raises:
        CannotAnswer: It failed to the end.
        CredentialsRefused: The vendor said so three times; one that throttles says
            the same, and then it passes.
    """
    kinds = _REPEATABLE if is_safe_to_repeat else (Throttled,)
    retrying = Retrying(
        sleep=clock.sleep,
        wait=_wait_seconds,
        stop=_is_enough,
        retry=retry_if_exception_type(kinds),
        reraise=True,
    )
    return retrying(attempt)


def _wait_seconds(state: RetryCallState) -> float:
    problem = state.outcome.exception() if state.outcome else None
    if isinstance(problem, Throttled):
        return problem.wait_seconds
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
