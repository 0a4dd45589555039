"""
Shipments: what labels were made for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emulators.shipstation.domain.errors import NotFound
from emulators.shipstation.domain.listing import (
    Keys,
    Tests,
    contains,
    in_order,
    matching,
    same,
)
from emulators.shipstation.domain.measures import Weight
from emulators.shipstation.domain.parcel import Parcel
from emulators.shipstation.domain.parcel_index import ParcelIndex
from emulators.shipstation.domain.wire import cost, day, instant_of, seven_digits

_UNSHOWN_ON_LINES = {"weight": None, "options": None}
_ADVANCED = (
    "billToParty",
    "billToAccount",
    "billToPostalCode",
    "billToCountryCode",
    "storeId",
)


@dataclass(slots=True, kw_only=True)
class Shipment(Parcel):
    """
    A parcel with a label of ours.

    Attributes:
        scanned_at: When the carrier had it in hand for the first time.

        voided_at: When its label was voided; None for one that is good.

        is_return: The goods come back with it.
    """

    shipment_id: int
    carrier_code: str
    service_code: str
    weight: Weight
    scanned_at: datetime | None = None
    voided_at: datetime | None = None
    is_return: bool = False

    def to_document(self, *, with_items: bool) -> dict[str, Any]:
        """
        Return what V1 shows; the label itself is shown once only, when it is made.
        """
        more = self.document
        return {
            "shipmentId": self.shipment_id,
            "orderId": self.order_id,
            "orderKey": more["orderKey"],
            "userId": more["userId"],
            "customerEmail": more["customerEmail"],
            "orderNumber": self.order_number,
            "createDate": seven_digits(self.created_at),
            "shipDate": day(self.ship_date),
            "shipmentCost": cost(more["shipmentCost"]),
            "insuranceCost": cost(more["insuranceCost"]),
            "trackingNumber": self.tracking_number,
            "isReturnLabel": self.is_return,
            "batchNumber": None,
            "carrierCode": self.carrier_code,
            "serviceCode": self.service_code,
            "packageCode": more["packageCode"],
            "confirmation": more["confirmation"],
            "warehouseId": more["warehouseId"],
            "voided": self.voided_at is not None,
            "voidDate": seven_digits(self.voided_at),
            "marketplaceNotified": self.notice.succeeded,
            "notifyErrorMessage": self.notice.error,
            "shipTo": {**more["shipTo"], "addressVerified": None},
            "weight": self.weight.document(),
            "dimensions": more["dimensions"],
            "insuranceOptions": more["insuranceOptions"],
            "advancedOptions": {key: more["advancedOptions"][key] for key in _ADVANCED},
            "shipmentItems": self._items() if with_items else None,
            "labelData": None,
            "formData": None,
        }

    def _items(self) -> list[dict[str, Any]]:
        return [
            {**line.to_document(), "quantity": quantity, **_UNSHOWN_ON_LINES}
            for line, quantity in self.lines
        ]


def _declares_origin(shipment: Shipment, country: str) -> bool:
    items = shipment.document["internationalOptions"]["customsItems"] or ()
    return any(item.get("countryOfOrigin") == country.upper() for item in items)


# "On or after" and "on or before", says the documentation of these.
_TESTS: Tests[Shipment] = {
    "recipientName": lambda one, text: contains(one.document["shipTo"]["name"], text),
    "recipientCountryCode": lambda one, code: same(
        one.document["shipTo"]["country"], code
    ),
    "orderNumber": lambda one, number: one.order_number == number,
    "orderId": lambda one, order_id: one.order_id == order_id,
    "carrierCode": lambda one, code: one.carrier_code == code,
    "serviceCode": lambda one, code: one.service_code == code,
    "trackingNumber": lambda one, number: one.tracking_number == number,
    "customsCountryCode": _declares_origin,
    "createDateStart": lambda one, moment: one.created_at >= instant_of(moment),
    "createDateEnd": lambda one, moment: one.created_at <= instant_of(moment),
    "shipDateStart": lambda one, moment: one.ship_date >= moment.date(),
    "shipDateEnd": lambda one, moment: one.ship_date <= moment.date(),
    "voidDateStart": lambda one, moment: bool(
        one.voided_at and one.voided_at >= instant_of(moment)
    ),
    "voidDateEnd": lambda one, moment: bool(
        one.voided_at and one.voided_at <= instant_of(moment)
    ),
    "storeId": lambda one, store_id: one.store_id == store_id,
    "batchId": lambda one, number: one.batch_id == number,
}
_KEYS: Keys[Shipment] = {
    "ShipDate": lambda shipment: shipment.ship_date,
    "CreateDate": lambda shipment: shipment.created_at,
}


class Shipments:
    """
    The shipments of one account, in the order of their making.
    """

    def __init__(self) -> None:
        self._index: ParcelIndex[Shipment] = ParcelIndex()

    def add(self, shipment: Shipment) -> None:
        """
        Take it in.
        """
        self._index.put(shipment.shipment_id, shipment)

    def void(self, shipment: Shipment, *, at: datetime) -> None:
        """
        Take note that its label is void.
        """
        shipment.voided_at = at
        self._index.note_void(shipment.shipment_id, at)

    def get(self, shipment_id: int) -> Shipment:
        """
        Return the shipment of this id.

        Raises:
            NotFound: There is none.
        """
        shipment = self._index.get(shipment_id)
        if shipment is None:
            raise NotFound(f"shipment {shipment_id}")
        return shipment

    def active(self, order_id: int) -> list[Shipment]:
        """
        Return the shipments of an order whose labels are good.
        """
        found = self._index.of_order(order_id)
        return [one for one in found if one.voided_at is None and not one.is_return]

    def search(self, query: Mapping[str, Any]) -> list[Shipment]:
        """
        Return those that pass V1's filters, sorted; in the order of making otherwise.
        """
        found = matching(self._index.candidates(query), query, _TESTS)
        return in_order(found, query, _KEYS)
