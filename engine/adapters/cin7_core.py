"""
The client of Cin7 Core's External API v2, with the manners it is known for.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any

import msgspec

from engine.adapters.allowance import Allowance
from engine.adapters.cin7_documents import (
    read_images,
    read_product,
    read_row,
    read_sale,
    read_webhook,
    written_cost,
    written_plan,
    written_webhook,
)
from engine.adapters.http import Answer, Http, patiently, wait_told
from engine.domain.invoice_cost import InvoiceCost
from engine.domain.picture import Image, ListedProduct
from engine.domain.records import Organisation
from engine.domain.sale import Sale, SaleRow
from engine.domain.ship_plan import ShipPlan
from engine.ports.time import Clock
from engine.ports.vendors import (
    PRODUCTS_PAGE,
    SALES_PAGE,
    CannotAnswer,
    CredentialsRefused,
    Rejected,
    Throttled,
    Webhook,
)

_NAME = "Cin7 Core"
_LIMIT_TEXT = "calls per"
_UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError, LookupError)
_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


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
        return self._list(page, UpdatedSince=_written(since))

    def find(self, order_number: str) -> SaleRow | None:
        """
        Return the row of the sale with exactly this number, or nothing.

        The vendor's search finds whatever contains the text.
        """
        for page in count(1):
            rows = self._list(page, Search=order_number)
            for row in rows:
                if row.order_number == order_number:
                    return row
            if len(rows) < SALES_PAGE:
                break
        return None

    def sale(self, sale_id: str) -> Sale:
        """
        Return the whole sale.
        """
        document = self._get("sale", ID=sale_id, HideInventoryMovements="true")
        with _readable("a sale"):
            return read_sale(document)

    def products_since(
        self, since: datetime | None, page: int
    ) -> Sequence[ListedProduct]:
        """
        Return a page of the products that changed after the instant, or of all.
        """
        query = {"ModifiedSince": _written(since)} if since else {}
        document = self._get(
            "product",
            IncludeAttachments="true",
            Page=str(page),
            Limit=str(PRODUCTS_PAGE),
            **query,
        )
        with _readable("a product"):
            return [read_product(one) for one in document.get("Products") or ()]

    def images(self, product_id: str) -> Sequence[Image]:
        """
        Return a product's images, the default one marked.
        """
        listed = self._call("GET", "product/attachments", {"ProductID": product_id})
        with _readable("an attachment"):
            return read_images(listed or ())

    def ship(self, plan: ShipPlan) -> None:
        """
        Write the ship stage of a fulfilment, as a whole.
        """
        body = msgspec.json.encode(written_plan(plan))
        self._call("PUT", "sale/fulfilment/ship", {}, body=body)

    def charge(self, cost: InvoiceCost) -> None:
        """
        Write the charges of an invoice, as a whole.
        """
        self._call("PUT", "sale/invoice", {}, body=_ENCODER.encode(written_cost(cost)))

    def webhooks(self) -> Sequence[Webhook]:
        """
        Return all webhooks, other people's too.
        """
        listed = self._get("webhooks").get("Webhooks")
        with _readable("a webhook"):
            return [read_webhook(one) for one in listed or ()]

    def add_webhook(self, kind: str, url: str, *, secret: str) -> str:
        """
        Register an active webhook and return its id.
        """
        body = _ENCODER.encode(written_webhook(kind, url, secret))
        made = self._call("POST", "webhooks", {}, body=body)
        with _readable("a webhook"):
            return next(read_webhook(one).id for one in made["Webhooks"])

    def renew_webhook(self, webhook: Webhook, *, secret: str) -> None:
        """
        Write the webhook anew, active: what is not sent is lost, the token too.
        """
        body = written_webhook(webhook.type, webhook.url, secret)
        encoded = _ENCODER.encode({"ID": webhook.id, **body})
        self._call("PUT", "webhooks", {}, body=encoded)

    def remove_webhook(self, webhook_id: str) -> None:
        """
        Take the webhook away.
        """
        self._call("DELETE", "webhooks", {"ID": webhook_id})

    def _list(self, page: int, **query: str) -> list[SaleRow]:
        document = self._get("saleList", Page=str(page), Limit=str(SALES_PAGE), **query)
        with _readable("a row of the list"):
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
        return patiently(self._clock, attempt, is_safe_to_repeat=method == "GET")


def _written(instant: datetime) -> str:
    milliseconds = f"{instant.microsecond:06}"[:3]
    return f"{instant:%Y-%m-%dT%H:%M:%S}.{milliseconds}Z"


@contextmanager
def _readable(what: str) -> Iterator[None]:
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
