"""
A Cin7 Core sale as far as the integration looks at it. Not the vendor's JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

VOIDED = "VOIDED"
AUTHORISED = "AUTHORISED"
PARTIALLY_AUTHORISED = "PARTIALLY AUTHORISED"
SERVICE_SALE = "Service Sale"
SIMPLE_SALE = "Simple Sale"


@dataclass(frozen=True, slots=True)
class Address:
    """
    Where goods or a bill go. *country* is what the vendor calls the country.
    """

    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    company: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """
    What was ordered: *price* of one before the *discount* in percent.

    Attributes:
        attributes: The product's own fields, which only such lines tell.
    """

    product_id: str
    sku: str
    quantity: Decimal
    price: Decimal
    discount: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    weight: Decimal = Decimal(0)
    weight_units: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Charge:
    """
    An additional charge of the order: freight, a coupon, a service.
    """

    description: str
    total: Decimal


@dataclass(frozen=True, slots=True)
class PackLine:
    """
    What lies in a box.
    """

    product_id: str
    sku: str
    name: str
    quantity: Decimal
    location: str = ""
    box: str = ""
    batch: str = ""
    non_inventory: bool = False
    weight: Decimal = Decimal(0)
    weight_units: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def warehouse(self) -> str:
        """
        Return the warehouse of ``Warehouse: Bin``.
        """
        return self.location.partition(":")[0].strip()


@dataclass(frozen=True, slots=True)
class ShipLine:
    """
    One box on its way.
    """

    box: str
    carrier: str = ""
    tracking_number: str = ""
    shipped_on: date | None = None
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """
    One task of a sale: picked, packed and shipped together.
    """

    task_id: str
    number: int = 1
    pick_status: str = "NOT AVAILABLE"
    pack_status: str = "NOT AVAILABLE"
    ship_status: str = "NOT AVAILABLE"
    pick_lines: tuple[PackLine, ...] = ()
    pack_lines: tuple[PackLine, ...] = ()
    ship_lines: tuple[ShipLine, ...] = ()
    shipping_notes: str = ""

    @property
    def is_voided(self) -> bool:
        """
        Tell whether the task was voided.
        """
        return VOIDED in {self.pick_status, self.pack_status, self.ship_status}

    @property
    def has_tracking(self) -> bool:
        """
        Tell whether any box has a tracking number.
        """
        return any(line.tracking_number for line in self.ship_lines)

    @property
    def is_all_shipped(self) -> bool:
        """
        Tell whether every box has left.
        """
        return bool(self.ship_lines) and all(one.is_shipped for one in self.ship_lines)


@dataclass(frozen=True, slots=True)
class InvoiceCharge:
    """
    An additional charge of a bill, as a whole: a bill's charges are written together.
    """

    description: str
    price: Decimal
    quantity: Decimal = Decimal(1)
    discount: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    tax_rule: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Invoice:
    """
    A bill: its status, the accounts that payments went to, and its charges.

    Attributes:
        tax_rules: Those of its lines.
        paid: The sum of its payments.
    """

    status: str
    fulfilment_number: str = ""
    payment_accounts: tuple[str, ...] = ()
    task_id: str = ""
    charges: tuple[InvoiceCharge, ...] = ()
    tax_rules: tuple[str, ...] = ()
    number: str = ""
    paid: Decimal = Decimal(0)

    @property
    def is_made(self) -> bool:
        """
        Tell whether somebody has written it; each sale has an empty one.
        """
        return self.status not in {"NOT AVAILABLE", VOIDED}

    @property
    def is_billed(self) -> bool:
        """
        Tell whether the customer owes it, or has paid it.
        """
        return self.status in {AUTHORISED, "PAID"}


@dataclass(frozen=True, slots=True)
class CreditNote:
    """
    What a customer gets back.

    Attributes:
        refunded: What of it was paid out.
        items: How many of each SKU are credited.
        restocked: How many of each SKU came back.
    """

    task_id: str
    status: str
    memo: str = ""
    total: Decimal = Decimal(0)
    refunded: Decimal = Decimal(0)
    items: tuple[tuple[str, int], ...] = ()
    restocked: tuple[tuple[str, int], ...] = ()

    @property
    def owed(self) -> Decimal:
        """
        Return what is still to be paid out.
        """
        return self.total - self.refunded


@dataclass(frozen=True, slots=True)
class Sale:
    """
    A sale with its order, fulfilments and invoices.
    """

    sale_id: str
    order_number: str
    type: str = SIMPLE_SALE
    status: str = "ORDERED"
    order_status: str = "NOT AVAILABLE"
    last_modified_at: datetime | None = None
    ordered_on: date | None = None
    customer: str = ""
    customer_id: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    billing: Address = Address()
    shipping: Address = Address()
    shipping_notes: str = ""
    note: str = ""
    currency: str = ""
    terms: str = ""
    carrier: str = ""
    location: str = ""
    customer_reference: str = ""
    source_channel: str = ""
    external_id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    order_lines: tuple[OrderLine, ...] = ()
    charges: tuple[Charge, ...] = ()
    tax: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    fulfilments: tuple[Fulfilment, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    credit_notes: tuple[CreditNote, ...] = ()

    @property
    def is_voided(self) -> bool:
        """
        Tell whether the whole sale was voided.
        """
        return VOIDED in {self.status, self.order_status}

    def invoice_for(self, fulfilment_number: int) -> Invoice | None:
        """
        Return the invoice linked to the fulfilment, else the first; voided never.
        """
        valid = [one for one in self.invoices if one.status != VOIDED]
        number = str(fulfilment_number)
        linked = (one for one in valid if one.fulfilment_number == number)
        return next(linked, valid[0] if valid else None)

    def fulfilment(self, task_id: str) -> Fulfilment | None:
        """
        Return the fulfilment with this id, or nothing.
        """
        matching = (one for one in self.fulfilments if one.task_id == task_id)
        return next(matching, None)


@dataclass(frozen=True, slots=True)
class SaleRow:
    """
    A sale as the list shows it.

    Attributes:
        digest: Equal as long as nothing that the list shows has changed.
        external_id: The mark of a sale that came from elsewhere.
    """

    sale_id: str
    order_number: str
    type: str
    status: str
    order_status: str
    picking_status: str
    packing_status: str
    tracking_numbers: str
    updated_at: datetime
    ship_by: date | None
    digest: str
    external_id: str = ""
