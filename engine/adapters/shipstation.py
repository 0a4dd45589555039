"""
The client of ShipStation's API V1, with the manners it is known for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from engine.adapters.allowance import Allowance
from engine.adapters.http import Answer, Http, basic, patiently, wait_told
from engine.adapters.shipstation_documents import (
    read_created,
    read_fulfillment,
    read_order,
    read_shipment,
    read_store,
    written_form,
    written_moment,
)
from engine.domain.records import KeyPair
from engine.domain.store_order import StoreOrder, StoreOrderForm
from engine.ports.time import Clock
from engine.ports.vendors import (
    ORDERS_PAGE,
    CannotAnswer,
    CreatedOrder,
    CredentialsRefused,
    ListedOrder,
    ListedShipment,
    PageBroken,
    Rejected,
    Store,
    Throttled,
    Unreadable,
)

_NAME = "ShipStation"
_LIMIT_TEXT = "Too Many Requests"
_BROKEN_TEXT = '"ExceptionMessage"'
# A page of orders may have these words in a note, and is longer than a refusal.
_SHORT = 500
_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_Row = TypeVar("_Row")

_UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError, LookupError)


class ShipStation:
    """
    One account, by its key pair. *patient*: waits and tries again.
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
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._clock = clock
        self._patient = patient
        self._allowance = allowance
        credentials = basic(keys.key, keys.secret)
        self._headers = {**credentials, "Content-Type": "application/json"}
        pair = credentials["Authorization"].removeprefix("Basic ")
        self._secrets = (keys.key, keys.secret, pair)

    def identity(self) -> str:
        """
        Return what recognises the account under any of its key pairs: its users.
        """
        users = self._get("users")
        with _readable("a user"):
            ids = sorted(str(user["userId"]).lower() for user in users)
        return sha256("\n".join(ids).encode()).hexdigest()

    def shipments_since(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[ListedShipment | Unreadable | None]:
        """
        Return a page of the shipments made after the instant, with their items.

        ShipStation reads and writes Pacific time, without saying so.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
        """
        document = self._get(
            "shipments",
            createDateStart=written_moment(since),
            includeShipmentItems="true",
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(size),
        )
        return _rows(document, "shipments", "shipmentId", read_shipment)

    def fulfillments_since(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[ListedShipment | Unreadable | None]:
        """
        Return a page of the orders that were marked as shipped after the instant.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
        """
        document = self._get(
            "fulfillments",
            createDateStart=written_moment(since),
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(size),
        )
        return _rows(document, "fulfillments", "fulfillmentId", read_fulfillment)

    def stores(self) -> Sequence[Store]:
        """
        Return the active stores.
        """
        told = self._get("stores")
        with _readable("a store"):
            return [read_store(one) for one in told]

    def orders_modified(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[StoreOrder | Unreadable | None]:
        """
        Return a page of the orders that changed after the instant, earliest first.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
        """
        document = self._get(
            "orders",
            modifyDateStart=written_moment(since),
            sortBy="ModifyDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(size),
        )
        return _rows(document, "orders", "orderId", read_order)

    def order(self, order_id: int) -> StoreOrder | None:
        """
        Return the order, or nothing.
        """
        try:
            document = self._get(f"orders/{order_id}")
        except NotThere:
            return None
        with _readable("an order"):
            return read_order(document)

    def create_orders(self, orders: Sequence[StoreOrderForm]) -> Sequence[CreatedOrder]:
        """
        Create orders, or replace those with the same keys; at most a hundred.

        It is not repeated when the reply is lost: who asks looks first.
        """
        body = _ENCODER.encode([written_form(one) for one in orders])
        document = self._call("POST", "orders/createorders", body=body)
        with _readable("an order that was made"):
            return [read_created(one) for one in document.get("results") or () if one]

    def orders_since(self, since: datetime, page: int) -> Sequence[ListedOrder]:
        """
        Return a page of the orders made after the instant.
        """
        document = self._get(
            "orders",
            createDateStart=written_moment(since),
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(ORDERS_PAGE),
        )
        with _readable("an order"):
            return [
                ListedOrder(one.get("orderKey") or "", one.get("orderNumber") or "")
                for one in (row or {} for row in document.get("orders") or ())
            ]

    def _get(self, path: str, **query: str) -> Any:
        return self._call("GET", path, query=query)

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: bytes | None = None,
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
            if seconds := _used_up_seconds(answer):
                self._allowance.used_up(seconds)
            return understood(answer)

        if not self._patient:
            return attempt()
        return patiently(self._clock, attempt, is_safe_to_repeat=method == "GET")


class NotThere(Rejected):
    """
    ShipStation has nothing at that path.
    """


def _rows(
    document: Any, name: str, identity: str, read: Callable[[Any], _Row]
) -> list[_Row | Unreadable | None]:
    """
    Return the rows of a page, each by itself; null stays null.
    """
    with _readable("a page"):
        told = list(document.get(name) or ())
    return [None if one is None else _row(one, name, identity, read) for one in told]


def _row(
    document: Any, name: str, identity: str, read: Callable[[Any], _Row]
) -> _Row | Unreadable:
    try:
        return read(document)
    except _UNREADABLE as problem:
        known = document.get(identity) if isinstance(document, Mapping) else None
        which = f"with the {identity} {known}" if known else "without an id"
        return Unreadable(
            f"{_NAME} told of one of the {name}, {which}, that cannot be read:"
            f" {problem!r}"
        )


@contextmanager
def _readable(what: str) -> Iterator[None]:
    """
    Turn what an answer should not contain into a sentence.
    """
    try:
        yield
    except _UNREADABLE as problem:
        raise CannotAnswer(
            f"{_NAME} told of {what} that cannot be read: {problem!r}"
        ) from problem


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
