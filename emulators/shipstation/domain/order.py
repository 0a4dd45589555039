"""
One order: typed where behaviour depends on it, V1's document for the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.shipstation.domain.measures import NO_WEIGHT, Weight, total_weight
from emulators.shipstation.domain.wire import money, seven_digits, trimmed

AWAITING_PAYMENT = "awaiting_payment"
AWAITING_SHIPMENT = "awaiting_shipment"
PENDING_FULFILLMENT = "pending_fulfillment"
SHIPPED = "shipped"
ON_HOLD = "on_hold"
CANCELLED = "cancelled"
REJECTED_FULFILLMENT = "rejected_fulfillment"
STATUSES = (
    AWAITING_PAYMENT,
    AWAITING_SHIPMENT,
    PENDING_FULFILLMENT,
    SHIPPED,
    ON_HOLD,
    CANCELLED,
    REJECTED_FULFILLMENT,
)

_ADVANCED: Mapping[str, Any] = {
    "warehouseId": None,
    "nonMachinable": False,
    "saturdayDelivery": False,
    "containsAlcohol": False,
    "mergedOrSplit": False,
    "mergedIds": [],
    "parentId": None,
    "storeId": None,
    "customField1": None,
    "customField2": None,
    "customField3": None,
    "source": None,
    "billToParty": None,
    "billToAccount": None,
    "billToPostalCode": None,
    "billToCountryCode": None,
    "billToMyOtherAccount": None,
}
_BLANK: Mapping[str, Any] = {
    "orderId": None,
    "orderNumber": None,
    "orderKey": None,
    "orderDate": None,
    "createDate": None,
    "modifyDate": None,
    "paymentDate": None,
    "shipByDate": None,
    "orderStatus": None,
    "customerId": None,
    "customerUsername": None,
    "customerEmail": None,
    "billTo": None,
    "shipTo": None,
    "items": [],
    "orderTotal": Decimal("0.00"),
    "amountPaid": Decimal("0.00"),
    "taxAmount": Decimal("0.00"),
    "shippingAmount": Decimal("0.00"),
    "customerNotes": None,
    "internalNotes": None,
    "gift": False,
    "giftMessage": None,
    "paymentMethod": None,
    "requestedShippingService": None,
    "carrierCode": None,
    "serviceCode": None,
    "packageCode": None,
    "confirmation": "none",
    "shipDate": None,
    "holdUntilDate": None,
    "weight": NO_WEIGHT.document(),
    "dimensions": None,
    "insuranceOptions": {
        "provider": None,
        "insureShipment": False,
        "insuredValue": Decimal("0.00"),
    },
    "internationalOptions": {
        "contents": None,
        "customsItems": None,
        "nonDelivery": None,
    },
    "advancedOptions": _ADVANCED,
    "tagIds": None,
    "userId": None,
    "externallyFulfilled": False,
    "externallyFulfilledBy": None,
    "externallyFulfilledById": None,
    "externallyFulfilledByName": None,
    "labelMessages": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """
    A line as it comes in, before it has ids.

    Attributes:
        weight: Of one piece; None where it is not known.

        document: Everything else that V1 shows of a line.
    """

    key: str | None
    sku: str | None
    name: str
    quantity: int
    unit_price: Decimal | None
    weight: Weight | None
    adjustment: bool
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line of an order.
    """

    line_id: int
    draft: LineDraft
    product_id: int | None
    created_at: datetime
    modified_at: datetime

    def to_document(self) -> dict[str, Any]:
        """
        Return what V1 shows.
        """
        draft, other = self.draft, self.draft.document
        price = draft.unit_price
        return {
            "orderItemId": self.line_id,
            "lineItemKey": draft.key,
            "sku": draft.sku,
            "name": draft.name,
            "imageUrl": other.get("imageUrl"),
            "weight": draft.weight.document() if draft.weight else None,
            "quantity": draft.quantity,
            "unitPrice": None if price is None else money(price),
            "taxAmount": other.get("taxAmount"),
            "shippingAmount": other.get("shippingAmount"),
            "warehouseLocation": other.get("warehouseLocation"),
            "options": other.get("options"),
            "productId": self.product_id,
            "fulfillmentSku": other.get("fulfillmentSku"),
            "adjustment": draft.adjustment,
            "upc": other.get("upc"),
            "createDate": trimmed(self.created_at),
            "modifyDate": trimmed(self.modified_at),
        }


@dataclass(slots=True, kw_only=True)
class Order:
    """
    An order.

    Attributes:
        ordered_on: Pacific local time, as it was given; so is paid_on.

        weight: Of the whole order.

        document: Everything else that V1 shows, with every key.

        store_status: The word that the store last sent; None for manual orders.

        notes_to_buyer: Typed in by a person, sent with the notice of a shipment.

        import_batch: The import that last touched it.

        shipped_quantities: What has a label already, by the line's id.

        told_quantities: What is unshipped again since its label was voided, and the
            shop was told of before; by the line's id.

        held_from: The status before a person put it on hold; None otherwise.

        parts: What a person split off to be shipped apart, by the line's id.

        children: How many orders were split off it, in the older way.

        origins: The orders that were combined into it, as they were, with its own.

        merged_into: The order that it was combined into.

        writes: How often it was written by API.
    """

    order_id: int
    order_number: str
    order_key: str
    store_id: int
    status: str
    ordered_on: datetime
    paid_on: datetime | None
    created_at: datetime
    modified_at: datetime
    lines: tuple[Line, ...]
    weight: Weight
    document: dict[str, Any]
    store_status: str | None = None
    notes_to_buyer: str = ""
    import_batch: str | None = None
    shipped_quantities: dict[int, int] = field(default_factory=dict)
    told_quantities: dict[int, int] = field(default_factory=dict)
    held_from: str | None = None
    parts: list[dict[int, int]] = field(default_factory=list)
    children: int = 0
    origins: "tuple[Order, ...]" = ()
    merged_into: int | None = None
    writes: int = 0

    def to_document(self) -> dict[str, Any]:
        """
        Return what V1 shows.
        """
        return {
            **_BLANK,
            **self.document,
            "orderId": self.order_id,
            "orderNumber": self.order_number,
            "orderKey": self.order_key,
            "orderDate": seven_digits(self.ordered_on),
            "createDate": seven_digits(self.created_at),
            "modifyDate": seven_digits(self.modified_at),
            "paymentDate": seven_digits(self.paid_on),
            "orderStatus": self.status,
            "items": [line.to_document() for line in self.lines],
            "weight": self.weight.document(),
        }

    @property
    def ship_to(self) -> Mapping[str, Any]:
        """
        Where it goes, as V1 has addresses.
        """
        address: Mapping[str, Any] = self.document["shipTo"]
        return address

    @property
    def advanced(self) -> Mapping[str, Any]:
        """
        The advanced options, as V1 has them.
        """
        options: Mapping[str, Any] = self.document["advancedOptions"]
        return options

    def enter(self, status: str) -> None:
        """
        Take another status; a hold ends by that.
        """
        self.status = status
        self.held_from = None
        self.document["holdUntilDate"] = None

    def ship(self, parts: Iterable[tuple[Line, int]]) -> None:
        """
        Count what is in a parcel as shipped.
        """
        for line, quantity in parts:
            shipped = self.shipped_quantities.get(line.line_id, 0)
            self.shipped_quantities[line.line_id] = shipped + quantity

    def unshipped(self) -> list[tuple[Line, int]]:
        """
        Return the lines of goods that have no label yet, with the quantity left.
        """
        left = [
            (line, line.draft.quantity - self.shipped_quantities.get(line.line_id, 0))
            for line in self.lines
            if not line.draft.adjustment
        ]
        return [(line, quantity) for line, quantity in left if quantity > 0]


def advanced_options(given: Mapping[str, Any], *, store_id: int) -> dict[str, Any]:
    """
    Return the advanced options with every key.
    """
    kept = {key: given[key] for key in _ADVANCED if given.get(key) is not None}
    return {**_ADVANCED, **kept, "storeId": store_id}


def goods_weight(lines: tuple[Line, ...]) -> Weight:
    """
    Return the sum of quantity times weight over the lines of goods.
    """
    return total_weight(
        line.draft.weight.times(line.draft.quantity)
        for line in lines
        if line.draft.weight and not line.draft.adjustment
    )


def goods_total(drafts: list[LineDraft], tax: Decimal, shipping: Decimal) -> Decimal:
    """
    Return the total as V1 counts it: taxes of single lines are not added.
    """
    lines = sum(
        (draft.quantity * (draft.unit_price or Decimal(0)) for draft in drafts),
        Decimal(0),
    )
    return money(lines + tax + shipping)
