"""
Fulfillments: orders that were shipped without a label of ShipStation's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.kit.ambient import Ids
from emulators.kit.finder import Finder, Plan, Span, Tests
from emulators.shipstation.domain.listing import contains, matching
from emulators.shipstation.domain.parcel import Parcel
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
_PLAN: Plan[Fulfillment] = Plan(
    tests=_TESTS,
    groups={
        "fulfillmentId": lambda one: (one.fulfillment_id,),
        "orderId": lambda one: (one.order_id,),
        "orderNumber": lambda one: (one.order_number,),
        "trackingNumber": lambda one: (one.tracking_number,),
        "batchId": lambda one: (one.batch_id,),
    },
    texts={"recipientName": lambda one: (one.document["shipTo"]["name"],)},
    orders={
        "ShipDate": lambda one: one.shipped_at,
        "CreateDate": lambda one: one.created_at,
        "ShipDay": lambda one: one.ship_date,
    },
    spans=(
        Span("CreateDate", "createDateStart", "createDateEnd", instant_of),
        Span("ShipDay", "shipDateStart", "shipDateEnd", datetime.date),
    ),
)


class Fulfillments:
    """
    The fulfillments of one account, in the order of their making.

    Those that a provider rejected are in no list but that of their batch.
    """

    _ids: Ids
    _by_id: dict[int, Fulfillment]
    _rejected: dict[int, Fulfillment]
    derived = ("_finder",)

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id = {}
        self._rejected = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the fulfillments that there are.
        """
        self._finder = Finder(_PLAN, self._by_id)

    def next_id(self) -> int:
        """
        Return the number of the next one.
        """
        return self._ids.number("fulfillment", _FIRST_ID)

    def add(self, fulfillment: Fulfillment) -> None:
        """
        Take it in.
        """
        batch_id = self._ids.number("fulfillment batch", _FIRST_BATCH_ID)
        fulfillment.batch_id = batch_id
        if fulfillment.rejected_at is not None:
            self._rejected[batch_id] = fulfillment
        else:
            self._by_id[fulfillment.fulfillment_id] = fulfillment
            self._finder.put(fulfillment.fulfillment_id, fulfillment)

    def search(self, query: Mapping[str, Any]) -> Sequence[Fulfillment]:
        """
        Return those that pass V1's filters, sorted; in the order of making otherwise.
        """
        rejected = self._rejected.get(query.get("batchId", 0))
        if rejected is not None:
            return matching((rejected,), query, _TESTS)
        return self._finder.search(query)
