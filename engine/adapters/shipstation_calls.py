"""
Calls to ShipStation's API V1, with the manners it is known for.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from threading import Lock
from typing import Any

import msgspec

from engine.adapters.allowance import Allowance
from engine.adapters.http import Answer, Http, basic, patiently, wait_told
from engine.domain.records import KeyPair
from engine.ports.time import Clock
from engine.ports.vendors import (
    CannotAnswer,
    CredentialsRefused,
    PageBroken,
    Rejected,
    Throttled,
)

KEPT_FOR = timedelta(minutes=10)

_NAME = "ShipStation"
_LIMIT_TEXT = "Too Many Requests"
_BROKEN_TEXT = '"ExceptionMessage"'
# A page of orders may have these words in a note, and is longer than a refusal.
_SHORT = 500
_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Memory:
    """
    What hardly ever changes at ShipStation, kept for ten minutes.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[tuple[str, ...], tuple[datetime, Any]] = {}
        self._lock = Lock()

    def recall(self, key: tuple[str, ...], ask: Callable[[], Any]) -> Any:
        """
        Return what is kept under the key, else what *ask* returns.
        """
        now = self._clock.now()
        with self._lock:
            until, kept = self._kept.get(key, (now, None))
        if until > now:
            return kept
        told = ask()
        with self._lock:
            self._kept[key] = (now + KEPT_FOR, told)
        return told


class ShipStationCalls:
    """
    One account, by its key pair. *patient*: waits and tries again.

    Attributes:
        memory: What is kept for longer than this client lives, if somebody shares it.
    """

    def __init__(
        self,
        http: Http,
        base_url: str,
        keys: KeyPair,
        *,
        clock: Clock,
        patient: bool,
        allowance: Allowance,
    ) -> None:
        self.clock = clock
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._patient = patient
        self._allowance = allowance
        self.memory = Memory(clock)
        credentials = basic(keys.key, keys.secret)
        self._headers = {**credentials, "Content-Type": "application/json"}
        pair = credentials["Authorization"].removeprefix("Basic ")
        self._secrets = (keys.key, keys.secret, pair)

    def recalled(self, path: str, **query: str) -> Any:
        """
        Return what a path answers, or answered a few minutes ago.
        """
        key = (*self._secrets, path, *sorted(query.values()))
        return self.memory.recall(key, lambda: self.get(path, **query))

    def get(self, path: str, **query: str) -> Any:
        """
        Return what a path answers.
        """
        return self.call("GET", path, query=query)

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Any:
        """
        Send one call, again and again where that is safe, and return its JSON.
        """

        def attempt() -> Any:
            if self._patient:
                self._allowance.wait()
            answer = self._http.call(
                method,
                f"{self._base_url}/{path}",
                headers=self._headers,
                query=query,
                body=body,
                secrets=self._secrets,
            )
            if seconds := _used_up_seconds(answer):
                self._allowance.used_up(seconds)
            return understood(answer)

        if not self._patient:
            return attempt()
        return patiently(self.clock, attempt, is_safe_to_repeat=method == "GET")


def encoded(document: Any) -> bytes:
    """
    Return the document as a body, its amounts as numbers.
    """
    return _ENCODER.encode(document)


class NotThere(Rejected):
    """
    ShipStation has nothing at that path.
    """


def understood(answer: Answer) -> Any:
    """
    Return the JSON of an answer that is one.

    Raises:
        Throttled: Too many calls, whatever the status says.
        CannotAnswer: Something is broken there for now.
        PageBroken: ShipStation failed over what it was asked.
        NotThere: There is no such thing.
        CredentialsRefused: The pair is unknown, deleted or expired.
        Rejected: ShipStation says no, and why.
    """
    if _is_throttled(answer):
        wait = wait_told(answer.headers, "X-Rate-Limit-Reset")
        raise Throttled(f"{_NAME} takes no more calls for now", wait_seconds=wait)
    if answer.status == 401:  # noqa: PLR2004 - HTTP
        raise CredentialsRefused(f"{_NAME} refuses the API key and secret")
    if answer.status != 200:  # noqa: PLR2004 - HTTP
        raise _failure(answer)
    try:
        return _DECODER.decode(answer.body)
    except msgspec.DecodeError:
        raise CannotAnswer(f"{_NAME} answered something else than JSON") from None


def _failure(answer: Answer) -> Exception:
    """
    Return what the status of a failure means.
    """
    if answer.status == 402:  # noqa: PLR2004 - HTTP
        return Rejected(f"{_NAME}: the account's plan does not include the API")
    if answer.status == 500 and _BROKEN_TEXT in answer.text:  # noqa: PLR2004 - HTTP
        return PageBroken(f"{_NAME} answered 500: {_message(answer)}")
    if answer.status >= 500:  # noqa: PLR2004 - HTTP
        return CannotAnswer(f"{_NAME} answered {answer.status}")
    kind = NotThere if answer.status == 404 else Rejected  # noqa: PLR2004 - HTTP
    return kind(f"{_NAME} answered {answer.status}: {answer.text[:200]}")


def _message(answer: Answer) -> str:
    """
    Return what ShipStation says of its failure.
    """
    try:
        told = _DECODER.decode(answer.body)
        return str(told.get("ExceptionMessage") or told.get("Message") or "")[:200]
    except (msgspec.DecodeError, AttributeError):
        return answer.text[:200]


def _is_throttled(answer: Answer) -> bool:
    """
    Tell whether the call was one too many; a short body says so under any status.
    """
    says_so = len(answer.body) < _SHORT and _LIMIT_TEXT in answer.text
    return says_so or answer.status == 429  # noqa: PLR2004 - HTTP


def _used_up_seconds(answer: Answer) -> float:
    """
    Return how long no call is taken, or 0 while the allowance is not used up.
    """
    left = str(answer.headers.get("X-Rate-Limit-Remaining", "")).strip()
    if left != "0" and not _is_throttled(answer):
        return 0.0
    return wait_told(answer.headers, "X-Rate-Limit-Reset")
