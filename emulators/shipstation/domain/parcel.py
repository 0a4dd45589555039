"""
A parcel that left for a customer, with a label of ours or without one.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from emulators.kit.ambient import Entry
from emulators.shipstation.domain.order import Line


@dataclass(slots=True)
class Notice:
    """
    What a shop and a customer are told of one parcel.

    Attributes:
        to_shop: Whether the shop is to be told; so is to_customer.

        mailed: Whether ShipStation has mailed the customer.

        entry: When it is due; None where nothing is planned.

        awaits_scan: Whether it is sent at the carrier's first scan.

        succeeded: Whether the shop took it; error says why it did not.

        known: Whether the shop knows of these goods, be it from the notice of a label
            that was voided since.
    """

    to_shop: bool = False
    to_customer: bool = False
    mailed: bool = False
    entry: Entry | None = None
    awaits_scan: bool = False
    succeeded: bool = False
    error: str | None = None
    known: bool = False

    def cancel(self) -> None:
        """
        Forget what is planned and not yet sent.
        """
        if self.entry is not None:
            self.entry.cancel()
        self.entry = None
        self.awaits_scan = False


@dataclass(slots=True, kw_only=True)
class Parcel:
    """
    A parcel.

    Attributes:
        order_id: None for a parcel without an order; so is order_number.

        notice_code: The carrier as shops are told of it.

        service_name: As people and shops read it; empty without a label.

        lines: What is in it, and how many.

        document: Everything else that V1 shows.

        batch_id: By which webhooks' addresses find it; None for what is no news.
    """

    order_id: int | None
    order_number: str | None
    store_id: int
    created_at: datetime
    ship_date: date
    notice_code: str
    service_name: str
    tracking_number: str
    lines: tuple[tuple[Line, int], ...]
    document: dict[str, Any]
    batch_id: int | None = None
    notice: Notice = field(default_factory=Notice)

    @property
    def cost(self) -> Decimal:
        """
        What the label cost; nothing without one.
        """
        return self.document.get("shipmentCost") or Decimal(0)
