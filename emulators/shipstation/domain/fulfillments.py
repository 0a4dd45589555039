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


@dataclass(slots=True, kw_only=True)
class Fulfillment(Parcel):
    """
    A parcel that somebody else labelled.

    Attributes:
        shipped_at: Pacific midnight where only the day was given.
    """

    fulfillment_id: int
    shipped_at: datetime

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
            "voidDate": None,
            "deliveryDate": None,
            "carrierCode": self.notice_code,
            "sellerFillProviderId": None,
            "sellerFillProviderName": None,
            "fulfillmentProviderCode": None,
            "fulfillmentServiceCode": None,
            "fulfillmentFee": Decimal("0.0"),
            "voidRequested": False,
            "voided": False,
            "marketplaceNotified": self.notice.succeeded,
            "notifyErrorMessage": self.notice.error,
            "shipTo": {**self.document["shipTo"], "addressVerified": None},
        }


# "On or after" and "on or before", says the documentation of these.
_TESTS: Tests[Fulfillment] = {
    "fulfillmentId": lambda one, number: one.fulfillment_id == number,
    "orderId": lambda one, order_id: one.order_id == order_id,
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
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._index: ParcelIndex[Fulfillment] = ParcelIndex()

    def next_id(self) -> int:
        """
        Return the number of the next one.
        """
        return self._ids.number("fulfillment", _FIRST_ID)

    def add(self, fulfillment: Fulfillment) -> None:
        """
        Take it in.
        """
        self._index.put(fulfillment.fulfillment_id, fulfillment)

    def search(self, query: Mapping[str, Any]) -> list[Fulfillment]:
        """
        Return those that pass V1's filters, sorted; in the order of making otherwise.
        """
        found = matching(self._candidates(query), query, _TESTS)
        return in_order(found, query, _KEYS)

    def _candidates(self, query: Mapping[str, Any]) -> list[Fulfillment]:
        if "fulfillmentId" not in query:
            return self._index.candidates(query)
        found = self._index.get(query["fulfillmentId"])
        return [found] if found else []
