"""
What is written into Cin7 Core for an order of ShipStation. Not the vendor's JSON.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from engine.domain.sale import Address


@dataclass(frozen=True, slots=True)
class BookDefaults:
    """
    What new customers and products get where an order does not tell.

    Attributes:
        receivable: The code of the account that Cin7 Core keeps receivables in.
        revenue: The code of an account for sales.
        location: The default warehouse.
    """

    currency: str
    payment_term: str
    receivable: str
    revenue: str
    tax_rule: str
    category: str
    unit: str
    location: str


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """
    A customer to be made.
    """

    name: str
    contact: str
    email: str
    phone: str
    billing: Address
    shipping: Address
    defaults: BookDefaults


@dataclass(frozen=True, slots=True)
class NewProduct:
    """
    A product to be made; weight in grams, zero if unknown.
    """

    sku: str
    name: str
    price: Decimal
    weight_grams: Decimal
    defaults: BookDefaults


@dataclass(frozen=True, slots=True)
class NewSale:
    """
    The header of a sale to be made.

    Attributes:
        external_id: The mark by which the sale is found again.
        price_tier: Empty for the customer's, like *tax_rule* and *carrier*.
    """

    customer_id: str
    contact: str
    phone: str
    email: str
    billing: Address
    shipping: Address
    external_id: str
    reference: str
    ordered_on: date
    location: str
    ship_by: date | None = None
    note: str = ""
    shipping_notes: str = ""
    price_tier: str = ""
    tax_rule: str = ""
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class NewLine:
    """
    So many of a product; *total* is before tax.
    """

    product_id: str
    sku: str
    name: str
    quantity: Decimal
    price: Decimal
    tax: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class NewCharge:
    """
    An amount that is no product: freight, or a discount below zero.
    """

    description: str
    amount: Decimal
    tax: Decimal = Decimal(0)


class AutomaticStages(StrEnum):
    """
    How far Cin7 Core takes an order by itself when it is authorised.
    """

    NONE = "NOPICK"
    PICK = "AUTOPICK"
    PACK = "AUTOPICKPACK"
    SHIP = "AUTOPICKPACKSHIP"


@dataclass(frozen=True, slots=True)
class NewOrder:
    """
    The lines and charges of a sale.
    """

    lines: tuple[NewLine, ...]
    charges: tuple[NewCharge, ...]
    tax_rule: str
    stages: AutomaticStages = AutomaticStages.NONE


@dataclass(frozen=True, slots=True)
class NewInvoice:
    """
    An invoice of the whole order.
    """

    order: NewOrder
    is_authorised: bool
    invoiced_on: date


@dataclass(frozen=True, slots=True)
class NewPayment:
    """
    A payment of an invoice, or the refund of a credit note, by its task.
    """

    task_id: str
    amount: Decimal
    paid_on: date
    account: str
    reference: str
    is_refund: bool = False


@dataclass(frozen=True, slots=True)
class StockLine:
    """
    So many of a product at a place: picked, packed into a box, or put back.
    """

    product_id: str
    sku: str
    quantity: Decimal
    location: str
    box: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True)
class NewCreditNote:
    """
    A credit note of an invoice.

    Attributes:
        restock: What goes back into stock; nothing where goods never left.
    """

    sale_id: str
    invoice_number: str
    credited_on: date
    lines: tuple[NewLine, ...]
    charges: tuple[NewCharge, ...]
    tax_rule: str
    restock: tuple[StockLine, ...] = ()
    memo: str = ""
