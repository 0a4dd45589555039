"""
The client of ShipStation's API V1, with the manners it is known for.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from engine.adapters.allowance import Allowance
from engine.adapters.http import Answer, Http, basic, patiently, wait_told
from engine.domain.records import KeyPair
from engine.domain.ship_notice import Shipment, ShippedItem
from engine.ports.time import Clock
from engine.ports.vendors import (
    ORDERS_PAGE,
    SHIPMENTS_PAGE,
    CannotAnswer,
    CredentialsRefused,
    ListedOrder,
    ListedShipment,
    Rejected,
    Throttled,
)

_NAME = "ShipStation"
_PACIFIC = ZoneInfo("America/Los_Angeles")
_LIMIT_TEXT = "Too Many Requests"
# A page of orders may have these words in a note, and is longer than a refusal.
_SHORT = 500
_DECODER = msgspec.json.Decoder(float_hook=Decimal)


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
        self._headers = basic(keys.key, keys.secret)
        pair = self._headers["Authorization"].removeprefix("Basic ")
        self._secrets = (keys.key, keys.secret, pair)

    def identity(self) -> str:
        """
        Return what recognises the account under any of its key pairs: its users.
        """
        users = self._get("users")
        ids = sorted(str(user["userId"]).lower() for user in users)
        return sha256("\n".join(ids).encode()).hexdigest()

    def shipments_since(self, since: datetime, page: int) -> Sequence[ListedShipment]:
        """
        Return a page of the shipments made after the instant, with their items.

        ShipStation reads and writes Pacific time, without saying so.
        """
        document = self._get(
            "shipments",
            createDateStart=_written(since),
            includeShipmentItems="true",
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(SHIPMENTS_PAGE),
        )
        return [_listed(one) for one in document.get("shipments") or ()]

    def orders_since(self, since: datetime, page: int) -> Sequence[ListedOrder]:
        """
        Return a page of the orders made after the instant.
        """
        document = self._get(
            "orders",
            createDateStart=_written(since),
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(ORDERS_PAGE),
        )
        return [
            ListedOrder(one.get("orderKey") or "", one.get("orderNumber") or "")
            for one in document.get("orders") or ()
        ]

    def _get(self, path: str, **query: str) -> Any:
        def attempt() -> Any:
            if self._patient:
                self._allowance.wait()
            answer = self._http.call(
                "GET",
                f"{self._base_url}/{path}",
                headers=self._headers,
                query=query,
                secrets=self._secrets,
            )
            if seconds := _used_up_seconds(answer):
                self._allowance.used_up(seconds)
            return understood(answer)

        if not self._patient:
            return attempt()
        return patiently(self._clock, attempt, is_safe_to_repeat=True)


def _written(instant: datetime) -> str:
    return instant.astimezone(_PACIFIC).strftime("%Y-%m-%d %H:%M:%S")


def understood(answer: Answer) -> Any:
    """
    Return the JSON of an answer that is one.

    Raises:
        Throttled: Too many calls, whatever the status says.
        CannotAnswer: Something is broken there for now.
        CredentialsRefused: The pair is unknown, deleted or expired.
        Rejected: ShipStation says no, and why.
    """
    if _is_throttled(answer):
        wait = wait_told(answer.headers, "X-Rate-Limit-Reset")
        raise Throttled(f"{_NAME} takes no more calls for now", wait_seconds=wait)
    if answer.status == 401:  # noqa: PLR2004 - HTTP
        raise CredentialsRefused(f"{_NAME} refuses the API key and secret")
    if answer.status == 402:  # noqa: PLR2004 - HTTP
        raise Rejected(f"{_NAME}: the account's plan does not include the API")
    if answer.status >= 500:  # noqa: PLR2004 - HTTP
        raise CannotAnswer(f"{_NAME} answered {answer.status}")
    if answer.status != 200:  # noqa: PLR2004 - HTTP
        raise Rejected(f"{_NAME} answered {answer.status}: {answer.text[:200]}")
    try:
        return _DECODER.decode(answer.body)
    except msgspec.DecodeError:
        raise CannotAnswer(f"{_NAME} answered something else than JSON") from None


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


def _listed(document: Mapping[str, Any]) -> ListedShipment:
    return ListedShipment(
        shipment_id=str(document["shipmentId"]),
        order_key=document.get("orderKey") or "",
        order_number=document.get("orderNumber") or "",
        is_voided=bool(document.get("voided")),
        is_return=bool(document.get("isReturnLabel")),
        shipment=Shipment(
            tracking_number=document.get("trackingNumber") or "",
            carrier=document.get("carrierCode") or "",
            service=document.get("serviceCode") or "",
            cost=Decimal(str(document.get("shipmentCost") or 0)),
            shipped_on=_day(document.get("shipDate")),
            items=tuple(
                ShippedItem(item.get("sku") or "", int(item.get("quantity") or 0))
                for item in document.get("shipmentItems") or ()
            ),
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
