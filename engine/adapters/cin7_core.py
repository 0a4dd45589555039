"""
The client of Cin7 Core's External API v2, with the manners it is known for.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from engine.adapters.cin7_documents import read_row, read_sale, written_plan
from engine.adapters.http import Answer, Http, patiently, wait_told
from engine.domain.records import Organisation
from engine.domain.sale import Sale, SaleRow
from engine.domain.ship_plan import ShipPlan
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
_DECODER = msgspec.json.Decoder(float_hook=Decimal)


class Cin7Core:
    """
    The sales of one account. *patient*: waits and tries again.
    """

    def __init__(
        self,
        http: Http,
        base_url: str,
        organisation: Organisation,
        *,
        clock: Clock,
        patient: bool,
    ) -> None:
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._clock = clock
        self._patient = patient
        self._headers = {
            "api-auth-accountid": organisation.id,
            "api-auth-applicationkey": organisation.application_key,
            "Content-Type": "application/json",
        }

    def check(self) -> str:
        """
        Return the company's name; the cheapest call that proves the credentials.
        """
        return str(self._get("me").get("Company", ""))

    def ready_for_shipping(self, page: int) -> Sequence[SaleRow]:
        """
        Return a page of the sales that are packed and not shipped.
        """
        return self._list(page, ReadyForShipping="true")

    def updated_since(self, since: datetime, page: int) -> Sequence[SaleRow]:
        """
        Return a page of the sales that changed after the instant.
        """
        written = since.strftime("%Y-%m-%dT%H:%M:%S.") + f"{since.microsecond:06}"[:3]
        return self._list(page, UpdatedSince=f"{written}Z")

    def sale(self, sale_id: str) -> Sale:
        """
        Return the whole sale.
        """
        return read_sale(self._get("sale", ID=sale_id, HideInventoryMovements="true"))

    def ship(self, plan: ShipPlan) -> None:
        """
        Write the ship stage of a fulfilment, as a whole.
        """
        body = msgspec.json.encode(written_plan(plan))
        self._call("PUT", "sale/fulfilment/ship", {}, body=body)

    def _list(self, page: int, **query: str) -> list[SaleRow]:
        document = self._get("saleList", Page=str(page), Limit=str(SALES_PAGE), **query)
        return [read_row(row) for row in document.get("SaleList") or ()]

    def _get(self, path: str, **query: str) -> Mapping[str, Any]:
        document = self._call("GET", path, query)
        if not isinstance(document, Mapping):
            raise Rejected(f"{_NAME} answered something else than an object to {path}")
        return document

    def _call(
        self, method: str, path: str, query: Mapping[str, str], *, body: Any = None
    ) -> Any:
        def attempt() -> Any:
            return understood(
                self._http.call(
                    method,
                    f"{self._base_url}/{path}",
                    headers=self._headers,
                    query=query,
                    body=body,
                )
            )

        if not self._patient:
            return attempt()
        return patiently(self._clock, attempt, is_safe_to_repeat=method == "GET")


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
