"""
An order of ShipStation as far as the integration looks at it. Not the vendor's JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from engine.domain.order_export import ExportOrder


class OrderStatus(StrEnum):
    """
    ShipStation's words for the state of an order.
    """

    AWAITING_PAYMENT = "awaiting_payment"
    AWAITING_SHIPMENT = "awaiting_shipment"
    PENDING_FULFILLMENT = "pending_fulfillment"
    SHIPPED = "shipped"
    ON_HOLD = "on_hold"
    CANCELLED = "cancelled"
    REJECTED = "rejected_fulfillment"


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """
    Where an order or a bill goes; *country* is a two-letter code.
    """

    name: str = ""
    company: str = ""
    street1: str = ""
    street2: str = ""
    street3: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class StoreItem:
    """
    A line of an order, or an adjustment of its price.
    """

    sku: str
    name: str
    quantity: int
    unit_price: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    line_item_key: str = ""
    location: str = ""
    weight_grams: Decimal | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    is_adjustment: bool = False


@dataclass(frozen=True, slots=True)
class StoreOrder:
    """
    An order as ShipStation lists it.

    Attributes:
        ordered_at: ShipStation tells Pacific time; here it is UTC.
        merged_ids: The orders that were combined into this one.
        parent_id: The order that this one was split from.
        digest: Equal as long as nothing changes that a sale would show.
    """

    order_id: int
    order_key: str
    order_number: str
    status: str
    ordered_at: datetime
    store_id: int | None = None
    ship_by: date | None = None
    customer_email: str = ""
    customer_username: str = ""
    bill_to: StoreAddress = StoreAddress()
    ship_to: StoreAddress = StoreAddress()
    items: tuple[StoreItem, ...] = ()
    total: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    shipping: Decimal = Decimal(0)
    customer_notes: str = ""
    internal_notes: str = ""
    is_gift: bool = False
    gift_message: str = ""
    payment_method: str = ""
    requested_service: str = ""
    carrier: str = ""
    source: str = ""
    custom_fields: tuple[str, str, str] = ("", "", "")
    merged_ids: tuple[int, ...] = ()
    parent_id: int | None = None
    modified_at: datetime | None = None
    digest: str = ""

    @property
    def external_id(self) -> str:
        """
        Return the mark that an imported sale carries.
        """
        return external_id(self.order_id)


IMPORT_MARK = "shipstation:"


def external_id(order_id: int) -> str:
    """
    Return the mark of the sale that stands for the order.
    """
    return f"{IMPORT_MARK}{order_id}"


@dataclass(frozen=True, slots=True)
class StoreOrderForm:
    """
    An order to be created in ShipStation; its key is the fulfilment's id.

    Attributes:
        store_id: Nothing means the first manual store.
        images: Addresses by SKU.
    """

    order: ExportOrder
    status: OrderStatus
    store_id: int | None = None
    images: Mapping[str, str] = field(default_factory=dict)
