"""
An account that is only read: GET, with its credentials, as fast as the vendor allows.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from itertools import count
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec
import requests

from emulators.kit.basic import authorization
from emulators.kit.masking import MASK

CREDENTIALS = {
    "cin7_core": ("account_id", "application_key"),
    "shipstation": ("api_key", "api_secret"),
}
_TIMEOUT_SECONDS = 30
_REFUSALS_AT_MOST = 5
_DEFAULT_WAIT_SECONDS = 60.0
_LONGEST_WAIT_SECONDS = 300.0
_SHORTEST_SECRET = 4
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_LIMITED = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_LIMIT_TEXT = b"calls per"


class Clock(Protocol):
    """
    The time, and how to let it pass.
    """

    def now(self) -> datetime:
        """
        Return the present instant.
        """

    def sleep(self, seconds: float) -> None:
        """
        Return when so much has passed.
        """


class CannotRead(RuntimeError):
    """
    The account cannot be read at all; the sentence says why.
    """


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What the vendor said.

    Attributes:
        body: The decoded JSON; None where it is none.
    """

    status: int
    headers: Mapping[str, str]
    body: Any
    is_json: bool


@dataclass(slots=True)
class Account:
    """
    Where it is, and its credentials by the names of `CREDENTIALS`.

    Attributes:
        tell: Is told in a sentence what takes long.

        calls: How many there were.

        waited_seconds: How long the vendor's limits were waited for.
    """

    vendor: str
    url: str
    credentials: Mapping[str, str] = field(repr=False)
    clock: Clock
    ca: str | None = None
    tell: Callable[[str], None] = lambda _: None
    calls: int = 0
    waited_seconds: float = 0.0
    _due_seconds: float = 0.0
    _session: requests.Session = field(default_factory=requests.Session, repr=False)

    def __post_init__(self) -> None:
        # Proxies are the machine's business, but not a netrc's credentials.
        self._session.trust_env = urlsplit(self.url).hostname not in _LOOPBACK
        self._session.auth = lambda request: request
        self._session.headers.update(_login(self.vendor, self.credentials))
        if self.ca:
            self._session.verify = self.ca

    def get(self, path: str, query: Mapping[str, str]) -> Answer:
        """
        Return the answer; a limit is waited for.

        Raises:
            CannotRead: No answer came, or the limit is still there after waits.
        """
        for attempt in count(1):
            self._wait()
            response = self._get(path, query)
            limited = _is_limited(response)
            self._due_seconds = _wait_seconds(response, is_limited=limited)
            if not limited:
                return self._answer(response)
            is_long = self._due_seconds > _LONGEST_WAIT_SECONDS
            if is_long or attempt >= _REFUSALS_AT_MOST:
                break
        raise CannotRead(
            f"the rate limit of {self.url} does not end; somebody else uses the same "
            "credentials, so try again later"
        )

    def close(self) -> None:
        """
        Close the connections.
        """
        self._session.close()

    def _get(self, path: str, query: Mapping[str, str]) -> requests.Response:
        self.calls += 1
        try:
            # Not redirected: the credentials are for this address alone.
            return self._session.get(
                self.url + path,
                params=dict(query),
                allow_redirects=False,
                timeout=_TIMEOUT_SECONDS,
            )
        except requests.exceptions.SSLError:
            why = "has a certificate that nobody vouches for; --ca names who does"
        except requests.Timeout:
            why = f"did not answer in {_TIMEOUT_SECONDS} seconds"
        except requests.RequestException:
            why = "cannot be reached"
        raise CannotRead(f"{self.url} {why}")

    def _wait(self) -> None:
        """
        Wait before a call as long as the answer to the last one has it.
        """
        seconds, self._due_seconds = self._due_seconds, 0.0
        if seconds:
            self.tell(f"waiting {seconds:.0f} s, as the rate limit has it")
            self.clock.sleep(seconds)
            self.waited_seconds += seconds

    def _answer(self, response: requests.Response) -> Answer:
        content = response.content
        for secret in self.credentials.values():
            if len(secret) >= _SHORTEST_SECRET:
                content = content.replace(secret.encode(), MASK.encode())
        try:
            body, is_json = msgspec.json.decode(content), True
        except (msgspec.DecodeError, UnicodeDecodeError):
            body, is_json = None, False
        return Answer(response.status_code, response.headers, body, is_json)


def _login(vendor: str, credentials: Mapping[str, str]) -> dict[str, str]:
    first, second = (credentials[name] for name in CREDENTIALS[vendor])
    if vendor == "shipstation":
        return {"Authorization": authorization(first, second)}
    return {"api-auth-accountid": first, "api-auth-applicationkey": second}


def _wait_seconds(response: requests.Response, *, is_limited: bool) -> float:
    """
    Return the wait before the next call: what is told, or a minute if nothing is.
    """
    told = response.headers
    if not is_limited and told.get("X-Rate-Limit-Remaining") != "0":
        return 0.0
    for name in ("Retry-After", "X-Rate-Limit-Reset"):
        found = re.match(r"\s*(\d+)", told.get(name, ""))
        if found:
            return float(found[1])
    return _DEFAULT_WAIT_SECONDS


def _is_limited(response: requests.Response) -> bool:
    """
    Tell whether it is a refusal for too many calls; Cin7 Core has three forms of it.
    """
    if response.status_code in _LIMITED:
        return True
    return (
        response.status_code == HTTPStatus.BAD_REQUEST
        and _LIMIT_TEXT in response.content
    )
