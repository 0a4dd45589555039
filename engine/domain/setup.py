"""
How Cin7 Core treats ShipStation's orders: the tab *Setup* of method 2.

Of these settings Cin7 documents *Ignore restock for non-fulfilled sales* alone; the
others are our design, after the siblings of this integration.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OrderFlow(StrEnum):
    """
    Which way orders go; shipments always come from ShipStation.
    """

    IMPORT = "import"
    CREATE = "create"
    BOTH = "both"


class Capture(StrEnum):
    """
    The status from which on an order of ShipStation is captured.
    """

    AWAITING_PAYMENT = "awaiting_payment"
    AWAITING_SHIPMENT = "awaiting_shipment"
    SHIPPED = "shipped"


class MissingProduct(StrEnum):
    """
    What happens to an order with a SKU that Cin7 Core lacks.
    """

    CREATE = "create"
    HOLD = "hold"


class InvoiceStatus(StrEnum):
    """
    The invoice that an imported sale gets.
    """

    NONE = "none"
    DRAFT = "draft"
    AUTHORISED = "authorised"


class VoidedShipment(StrEnum):
    """
    What happens when a shipment is voided that Cin7 Core has already.
    """

    REPORT = "report"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class Setup:
    """
    The settings of one ShipStation store in Cin7 Core.

    Attributes:
        stores: ShipStation's ids of the stores that are imported; nothing means all
            but those that are fed by Cin7 Core.
        target_store: The store that orders are created in; nothing means the first
            manual one.
        lock_date: Orders of earlier days are not captured.
        customer: The one customer of all imported sales; nothing means each order's.
        location: Where imported sales are picked; nothing means the default one.
        automatic_pick: Sales are picked as they are imported, if all is in stock;
            packing follows if that is on too, then shipping, which then takes no
            shipment of ShipStation.
        payment_account: Where payments of authorised invoices go; nothing means that
            none is entered.
        allow_backorder: An order is imported even if not all of it is in stock.
        ignore_restock: *Ignore restock for non-fulfilled sales*.
    """

    order_flow: OrderFlow = OrderFlow.BOTH
    stores: tuple[int, ...] = ()
    target_store: int | None = None
    capture_when: Capture = Capture.AWAITING_SHIPMENT
    lock_date: date | None = None
    customer: str | None = None
    company_as_customer: bool = False
    location: str | None = None
    price_tier: str | None = None
    tax_rule: str | None = None
    missing_product: MissingProduct = MissingProduct.CREATE
    automatic_pick: bool = False
    automatic_pack: bool = False
    automatic_ship: bool = False
    invoice_status: InvoiceStatus = InvoiceStatus.NONE
    payment_account: str | None = None
    allow_backorder: bool = True
    voided_shipment: VoidedShipment = VoidedShipment.REPORT
    ignore_restock: bool = False
    poll_minutes: int = 15

    @property
    def imports(self) -> bool:
        """
        Tell whether orders come from ShipStation.
        """
        return self.order_flow is not OrderFlow.CREATE

    @property
    def creates(self) -> bool:
        """
        Tell whether orders are created in ShipStation.
        """
        return self.order_flow is not OrderFlow.IMPORT
