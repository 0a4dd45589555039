"""
An order as a sales channel hands it to ShipStation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

UNPAID = ("awaiting_payment", "cancelled")
AUSTIN: Mapping[str, Any] = {
    "street1": "500 W 2nd St",
    "city": "Austin",
    "state": "TX",
    "postalCode": "78701",
    "country": "US",
    "phone": "512-555-0100",
}
MUG: Mapping[str, Any] = {"sku": "MUG", "name": "Mug", "quantity": 1, "unitPrice": 9.5}

# How the trade calls what V1 has another name for.
WORDS: Mapping[str, str] = {
    "amount_paid": "amountPaid",
    "tax": "taxAmount",
    "shipping": "shippingAmount",
    "status": "orderStatus",
    "email": "customerEmail",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOrder:
    """
    What is known of it; the rest is plausible.

    Attributes:
        items: Lines as V1 has them; a name is the SKU where none is given.

        ship_to: What differs from an address in Austin.

        amount_paid: All of it for None, unless it awaits its payment or is cancelled.

        order_date: Now for None.
    """

    number: str
    items: Sequence[Mapping[str, Any]] = (MUG,)
    customer: str = "Ann Lee"
    email: str | None = "ann@example.com"
    company: str | None = None
    ship_to: Mapping[str, Any] = field(default_factory=dict)
    amount_paid: Decimal | float | str | None = None
    tax: Decimal | float | str = 0
    shipping: Decimal | float | str = 0
    order_date: str | None = None
    status: str = "awaiting_shipment"

    def body(self, *, now: str) -> dict[str, Any]:
        """
        Return the order as V1 takes it.
        """
        paid = self._paid()
        date = self.order_date or now
        person = {"name": self.customer, "company": self.company}
        return {
            "orderNumber": self.number,
            "orderKey": f"channel-{self.number}",
            "orderDate": date,
            "paymentDate": date if paid else None,
            "orderStatus": self.status,
            "customerUsername": self.email,
            "customerEmail": self.email,
            "billTo": person,
            "shipTo": {**AUSTIN, **person, **self.ship_to},
            "items": channel_items(self.items),
            "amountPaid": paid,
            "taxAmount": Decimal(str(self.tax)),
            "shippingAmount": Decimal(str(self.shipping)),
        }

    def _paid(self) -> Decimal:
        if self.amount_paid is not None:
            return Decimal(str(self.amount_paid))
        if self.status in UNPAID:
            return Decimal(0)
        lines = (
            Decimal(str(item.get("unitPrice") or 0)) * int(item.get("quantity") or 1)
            for item in self.items
        )
        return sum(lines, Decimal(str(self.tax)) + Decimal(str(self.shipping)))


FACTS = frozenset(one.name for one in fields(ChannelOrder))


def channel_items(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """
    Return the lines with a key, a name and a quantity.
    """
    return [
        {
            "lineItemKey": str(number),
            "name": item.get("sku"),
            "quantity": 1,
            **item,
        }
        for number, item in enumerate(items, start=1)
    ]
