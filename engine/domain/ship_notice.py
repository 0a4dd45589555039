"""
A shipment as ShipStation tells of it, by a notice or in a list.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

_LONGEST = 512


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """
    So many of a SKU in a shipment.
    """

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Shipment:
    """
    One parcel: what ShipStation's notice or list says of it.

    Attributes:
        items: Nothing means the whole order.
    """

    tracking_number: str
    carrier: str
    service: str = ""
    cost: Decimal | None = None
    shipped_on: date | None = None
    notes_to_customer: str = ""
    items: tuple[ShippedItem, ...] = ()

    @property
    def identity(self) -> str:
        """
        Return what makes it the same shipment: its number, else day and items.
        """
        if self.tracking_number:
            return f"tracking:{self.tracking_number}"
        listed = ",".join(f"{one.sku}={one.quantity}" for one in self.sorted_items())
        if len(listed) > _LONGEST:
            listed = sha256(listed.encode()).hexdigest()
        return f"untracked:{self.shipped_on or ''}:{listed}"

    def sorted_items(self) -> list[ShippedItem]:
        """
        Return the items in an order that does not depend on the sender.
        """
        return sorted(self.items, key=lambda one: (one.sku, one.quantity))


@dataclass(frozen=True, slots=True)
class ShipNotice:
    """
    A shipment, and the order that it belongs to as ShipStation names it.
    """

    order_id: str
    order_number: str
    shipment: Shipment
