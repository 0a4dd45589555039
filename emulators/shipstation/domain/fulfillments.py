"""
Fulfillments: orders that were shipped without a label of ShipStation's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.kit.ambient import Ids
from emulators.shipstation.domain.listing import (
    Keys,
    Tests,
    contains,
    in_order,
    matching,
)
from emulators.shipstation.domain.parcel import Parcel
from emulators.shipstation.domain.parcel_index import ParcelIndex
from emulators.shipstation.domain.wire import instant_of, seven_digits

_FIRST_ID = 33974374
_FIRST_BATCH_ID = 64015674


@dataclass(slots=True, kw_only=True)
class Fulfillment(Parcel):
    """
    A parcel that somebody else labelled.

    Attributes:
        shipped_at: Pacific midnight where only the day was given.

        rejected_at: When the provider that had it rejected it; None otherwise.
    """

    fulfillment_id: int
    shipped_at: datetime
    rejected_at: datetime | None = None

    def to_document(self) -> dict[str, Any]:
        """
        Return what V1 shows; the carrier is a label for people, of no table.
        """
        return {
            "fulfillmentId": self.fulfillment_id,
            "orderId": self.order_id,
            "orderNumber": self.order_number,
            "userId": self.document["userId"],
            "customerEmail": self.document["customerEmail"],
            "trackingNumber": self.tracking_number,
            "createDate": seven_digits(self.created_at),
            "shipDate": seven_digits(self.shipped_at),
            "voidDate": seven_digits(self.rejected_at),
            "deliveryDate": None,
            "carrierCode": self.notice_code or None,
            "sellerFillProviderId": None,
            "sellerFillProviderName": None,
            "fulfillmentProviderCode": None,
            "fulfillmentServiceCode": None,
            "fulfillmentFee": Decimal("0.0"),
            "voidRequested": False,
            "voided": self.rejected_at is not None,
            "marketplaceNotified": self.notice.succeeded,
            "notifyErrorMessage": self.notice.error,
            "shipTo": {**self.document["shipTo"], "addressVerified": None},
        }


# "On or after" and "on or before", says the documentation of these.
_TESTS: Tests[Fulfillment] = {
    "fulfillmentId": lambda one, number: one.fulfillment_id == number,
    "orderId": lambda one, order_id: one.order_id == order_id,
    "batchId": lambda one, number: one.batch_id == number,
    "orderNumber": lambda one, number: one.order_number == number,
    "trackingNumber": lambda one, number: one.tracking_number == number,
    "recipientName": lambda one, text: contains(one.document["shipTo"]["name"], text),
    "createDateStart": lambda one, moment: one.created_at >= instant_of(moment),
    "createDateEnd": lambda one, moment: one.created_at <= instant_of(moment),
    "shipDateStart": lambda one, moment: one.ship_date >= moment.date(),
    "shipDateEnd": lambda one, moment: one.ship_date <= moment.date(),
}
_KEYS: Keys[Fulfillment] = {
    "ShipDate": lambda one: one.shipped_at,
    "CreateDate": lambda one: one.created_at,
}


class Fulfillments:
    """
    The fulfillments of one account, in the order of their making.

    Those that a provider rejected are in no list but that of their batch.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._index: ParcelIndex[Fulfillment] = ParcelIndex()
        self._rejected: dict[int | None, Fulfillment] = {}

    def next_id(self) -> int:
        """
        Return the number of the next one.
        """
        return self._ids.number("fulfillment", _FIRST_ID)

    def add(self, fulfillment: Fulfillment) -> None:
        """
        Take it in.
        """
        fulfillment.batch_id = self._ids.number("fulfillment batch", _FIRST_BATCH_ID)
        if fulfillment.rejected_at is not None:
            self._rejected[fulfillment.batch_id] = fulfillment
        else:
            self._index.put(fulfillment.fulfillment_id, fulfillment)

    def search(self, query: Mapping[str, Any]) -> list[Fulfillment]:
        """
        Return those that pass V1's filters, sorted; in the order of making otherwise.
        """
        found = matching(self._candidates(query), query, _TESTS)
        return in_order(found, query, _KEYS)

    def _candidates(self, query: Mapping[str, Any]) -> list[Fulfillment]:
        rejected = self._rejected.get(query.get("batchId"))
        if rejected is not None:
            return [rejected]
        if "fulfillmentId" not in query:
            return self._index.candidates(query)
        found = self._index.get(query["fulfillmentId"])
        return [found] if found else []
