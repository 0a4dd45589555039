"""
Calls to Cin7 Core's External API v2, with the manners it is known for.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from engine.adapters.allowance import Allowance
from engine.adapters.cin7_documents import read_row
from engine.adapters.http import Answer, Http, patiently, wait_told
from engine.domain.records import Organisation
from engine.domain.sale import SaleRow
from engine.ports.time import Clock
from engine.ports.vendors import (
    SALES_PAGE,
    CannotAnswer,
    CredentialsRefused,
    Rejected,
    Throttled,
)

_NAME = "Cin7 Core"
_LIMIT_TEXT = "calls per"
_UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError, LookupError)
_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Cin7Calls:
    """
    One account, by its credentials. *patient*: waits and tries again.
    """

    def __init__(
        self,
        http: Http,
        base_url: str,
        organisation: Organisation,
        *,
        clock: Clock,
        patient: bool,
        allowance: Allowance,
    ) -> None:
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._clock = clock
        self._patient = patient
        self._allowance = allowance
        self._secrets = (organisation.application_key,)
        self._headers = {
            "api-auth-accountid": organisation.id,
            "api-auth-applicationkey": organisation.application_key,
            "Content-Type": "application/json",
        }

    def list_sales(self, page: int, **query: str) -> list[SaleRow]:
        """
        Return a page of the list of sales.
        """
        document = self.get("saleList", Page=str(page), Limit=str(SALES_PAGE), **query)
        with readable("a row of the list"):
            return [read_row(row) for row in document.get("SaleList") or ()]

    def get(self, path: str, **query: str) -> Mapping[str, Any]:
        """
        Return the object that a path answers.
        """
        document = self.call("GET", path, query)
        if not isinstance(document, Mapping):
            raise Rejected(f"{_NAME} answered something else than an object to {path}")
        return document

    def call(
        self, method: str, path: str, query: Mapping[str, str], *, body: Any = None
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
            try:
                return understood(answer)
            except Throttled as problem:
                self._allowance.used_up(problem.wait_seconds)
                raise

        if not self._patient:
            return attempt()
        return patiently(
            self._clock,
            attempt,
            is_safe_to_repeat=method == "GET",
            doubts_refusals=True,
        )


def encoded(document: Any) -> bytes:
    """
    Return the document as a body, its amounts as numbers.
    """
    return _ENCODER.encode(document)


def written_instant(instant: datetime) -> str:
    """
    Return the instant as a filter takes it.
    """
    milliseconds = f"{instant.microsecond:06}"[:3]
    return f"{instant:%Y-%m-%dT%H:%M:%S}.{milliseconds}Z"


@contextmanager
def readable(what: str) -> Iterator[None]:
    """
    Turn what a document should not contain into a sentence.
    """
    try:
        yield
    except _UNREADABLE as problem:
        raise Rejected(f"{_NAME} told of {what} that cannot be read: {problem}") from (
            problem
        )


def understood(answer: Answer) -> Any:
    """
    Return the JSON of an answer that is one.

    Cin7 Core says "too many calls" in three ways, errors may come with 200, and an
    unknown path is answered with 200 and a page.

    Raises:
        Throttled: Too many calls.
        CannotAnswer: Something is broken there for now.
        CredentialsRefused: 403; a throttling that looks so passes when repeated.
        Rejected: Cin7 Core says no, and why.
    """
    if answer.status in {429, 503} or (
        answer.status == 400 and _LIMIT_TEXT in answer.text  # noqa: PLR2004 - HTTP
    ):
        wait = wait_told(answer.headers, "Retry-After")
        raise Throttled(f"{_NAME} takes no more calls for now", wait_seconds=wait)
    if answer.status == 403:  # noqa: PLR2004 - HTTP
        raise CredentialsRefused(f"{_NAME} refuses the account id and application key")
    if answer.status >= 500:  # noqa: PLR2004 - HTTP
        raise CannotAnswer(f"{_NAME} answered {answer.status}")
    try:
        document = _DECODER.decode(answer.body)
    except msgspec.DecodeError:
        raise Rejected(_no_json(answer)) from None
    if answer.status != 200 or (sentence := _error(document)):  # noqa: PLR2004 - HTTP
        sentence = _error(document) or f"status {answer.status}"
        raise Rejected(f"{_NAME} says: {sentence}")
    return document


def _error(document: Any) -> str:
    """
    Return the text of an error, which is an object or a list of them.
    """
    errors = document if isinstance(document, list) else [document]
    texts = [
        str(one.get("Exception") or one["ErrorCode"])
        for one in errors
        if isinstance(one, Mapping) and "ErrorCode" in one
    ]
    return "; ".join(texts)


def _no_json(answer: Answer) -> str:
    return (
        f"{_NAME} answered {answer.status} with a page instead of JSON:"
        " check the address in SEATRIAL_ENGINE_CIN7_CORE_URL"
    )
