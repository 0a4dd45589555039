"""
From an order of ShipStation to the sale that stands for it in Cin7 Core.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from engine.domain.carriers import DEFAULT_CARRIER, cin7_carrier
from engine.domain.countries import country_name
from engine.domain.new_sale import (
    AutomaticStages,
    BookDefaults,
    NewCharge,
    NewCustomer,
    NewLine,
    NewOrder,
    NewProduct,
    NewSale,
)
from engine.domain.sale import Address
from engine.domain.setup import Setup
from engine.domain.store_order import StoreAddress, StoreItem, StoreOrder

_CENT = Decimal("0.01")
_NAME = 256
_NOTES = 1024
_PHONE = 50
_POSTCODE = 20
_STREETS = ", "


class NotImportable(Exception):
    """
    No sale can be made of the order as it is; it may change.

    Attributes:
        reason: A short name for the operations log.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Names:
    """
    What Cin7 Core calls the parts of an order.

    Attributes:
        products: Ids by SKU.
    """

    customer_id: str
    products: Mapping[str, str]
    defaults: BookDefaults
    carriers: Mapping[str, str]


def goods(order: StoreOrder) -> tuple[StoreItem, ...]:
    """
    Return the lines that are products.

    Raises:
        NotImportable: There is none, or one lacks its SKU.
    """
    items = tuple(
        one for one in order.items if not one.is_adjustment and one.quantity > 0
    )
    if not items:
        raise NotImportable("no_items", f"order {order.order_number} has no items")
    for one in items:
        if not one.sku:
            raise NotImportable(
                "sku",
                f"'{one.name}' of order {order.order_number} has no SKU: enter one in"
                " ShipStation",
            )
    return items


def quantities(items: Iterable[StoreItem]) -> Mapping[str, int]:
    """
    Return how many of each SKU are ordered, whatever its case and on how many lines.
    """
    counted: dict[str, int] = {}
    spelling: dict[str, str] = {}
    for one in items:
        sku = spelling.setdefault(one.sku.lower(), one.sku)
        counted[sku] = counted.get(sku, 0) + one.quantity
    return counted


def customer_name(order: StoreOrder, setup: Setup) -> str:
    """
    Return whose sale it is.

    Raises:
        NotImportable: The order names nobody.
    """
    if setup.customer:
        return setup.customer
    company = order.bill_to.company or order.ship_to.company
    if setup.company_as_customer and company.strip():
        return company.strip()[:_NAME]
    names = (
        order.bill_to.name,
        order.ship_to.name,
        order.customer_email,
        order.customer_username,
    )
    for name in names:
        if name.strip():
            return name.strip()[:_NAME]
    raise NotImportable("customer", f"order {order.order_number} names no customer")


def new_customer(order: StoreOrder, name: str, defaults: BookDefaults) -> NewCustomer:
    """
    Return the card of a customer who buys for the first time.
    """
    return NewCustomer(
        name=name,
        contact=(order.bill_to.name or order.ship_to.name)[:_NAME],
        email=order.customer_email[:_NAME],
        phone=(order.bill_to.phone or order.ship_to.phone)[:_PHONE],
        billing=_address(order.bill_to),
        shipping=_address(order.ship_to),
        defaults=defaults,
    )


def new_product(item: StoreItem, defaults: BookDefaults) -> NewProduct:
    """
    Return a product that Cin7 Core lacks.
    """
    return NewProduct(
        sku=item.sku,
        name=(item.name or item.sku)[:_NAME],
        price=item.unit_price,
        weight_grams=item.weight_grams or Decimal(0),
        defaults=defaults,
    )


def new_sale(order: StoreOrder, setup: Setup, names: Names) -> NewSale:
    """
    Return the header of the sale; its date is the order's day in UTC.
    """
    carrier = cin7_carrier(order.carrier, names.carriers)
    billing = order.bill_to if order.bill_to.street1 else order.ship_to
    return NewSale(
        customer_id=names.customer_id,
        contact=(order.ship_to.name or order.bill_to.name)[:_NAME],
        phone=(order.ship_to.phone or order.bill_to.phone)[:_PHONE],
        email=order.customer_email[:_NAME],
        billing=_address(billing),
        shipping=_address(order.ship_to),
        external_id=order.external_id,
        reference=order.order_number[:_NAME],
        ordered_on=order.ordered_at.date(),
        location=setup.location or names.defaults.location,
        ship_by=order.ship_by,
        note=_note(order),
        shipping_notes=order.customer_notes[:_NOTES],
        price_tier=setup.price_tier or "",
        tax_rule=setup.tax_rule or names.defaults.tax_rule,
        carrier="" if carrier == DEFAULT_CARRIER else carrier,
    )


def new_order(order: StoreOrder, setup: Setup, names: Names) -> NewOrder:
    """
    Return the lines and charges of the sale.

    An adjustment is a discount or a surcharge and no product; the order's tax is
    spread as its lines and adjustments tell it, else over the lines by their amounts.

    Raises:
        NotImportable: A line lacks its SKU, or there is none.
    """
    items = goods(order)
    taxes, charges = _taxed(order, items)
    lines = tuple(
        NewLine(
            product_id=names.products[item.sku],
            sku=item.sku,
            name=(item.name or item.sku)[:_NAME],
            quantity=Decimal(item.quantity),
            price=item.unit_price,
            tax=tax,
            total=item.unit_price * item.quantity,
        )
        for item, tax in zip(items, taxes, strict=True)
    )
    return NewOrder(
        lines=lines,
        charges=charges,
        tax_rule=setup.tax_rule or names.defaults.tax_rule,
        stages=automatic_stages(setup),
    )


def automatic_stages(setup: Setup) -> AutomaticStages:
    """
    Return how far Cin7 Core takes imported sales by itself.
    """
    if setup.automatic_ship:
        return AutomaticStages.SHIP
    if setup.automatic_pack:
        return AutomaticStages.PACK
    return AutomaticStages.PICK if setup.automatic_pick else AutomaticStages.NONE


def total_of(order: NewOrder) -> Decimal:
    """
    Return what the sale comes to, with tax.
    """
    lines = sum((one.total + one.tax for one in order.lines), Decimal(0))
    return lines + sum((one.amount + one.tax for one in order.charges), Decimal(0))


def remarks(order: StoreOrder, sale: NewOrder) -> list[str]:
    """
    Return sentences on sums that do not meet.
    """
    found = []
    total = total_of(sale)
    if total != order.total:
        found.append(f"the sale comes to {total}, the order to {order.total}")
    if 0 < order.paid < order.total:
        found.append(
            f"{order.paid} of {order.total} was paid: a difference of"
            f" {order.total - order.paid}"
        )
    return found


def _taxed(
    order: StoreOrder, items: Sequence[StoreItem]
) -> tuple[list[Decimal], tuple[NewCharge, ...]]:
    """
    Return the tax of each line, and the charges with theirs.
    """
    told = [one.tax for one in items]
    charges = _charges(order)
    of_lines = sum(told, Decimal(0))
    if of_lines + sum((one.tax for one in charges), Decimal(0)) == order.tax:
        return told, charges
    untaxed = tuple(replace(one, tax=Decimal(0)) for one in charges)
    return told if of_lines == order.tax else _spread(order.tax, items), untaxed


def _charges(order: StoreOrder) -> tuple[NewCharge, ...]:
    charges = [
        NewCharge(
            description=(one.name or "Discount")[:_NAME],
            amount=one.unit_price * one.quantity,
            tax=one.tax,
        )
        for one in order.items
        if one.is_adjustment and one.unit_price * one.quantity
    ]
    if order.shipping:
        charges.append(NewCharge(description="Shipping", amount=order.shipping))
    return tuple(charges)


def _spread(tax: Decimal, items: Sequence[StoreItem]) -> list[Decimal]:
    """
    Return the share of each line in cents; what rounding leaves goes with the next.

    So no share is below zero, and the last line makes the sum exact.
    """
    amounts = [max(one.unit_price * one.quantity, Decimal(0)) for one in items]
    whole = sum(amounts, Decimal(0))
    shares = []
    reached = given = Decimal(0)
    for amount in amounts[:-1]:
        reached += amount
        due = tax * reached / whole if whole else Decimal(0)
        shares.append(due.quantize(_CENT, ROUND_HALF_UP) - given)
        given += shares[-1]
    return [*shares, tax - given]


def _note(order: StoreOrder) -> str:
    told = [order.internal_notes]
    if order.is_gift:
        told.append(f"Gift. {order.gift_message}".strip())
    if order.requested_service:
        told.append(f"Requested service: {order.requested_service}")
    return "\n".join(one for one in told if one)[:_NOTES]


def _address(address: StoreAddress) -> Address:
    second = (address.street2, address.street3)
    return Address(
        line1=address.street1[:_NAME],
        line2=_STREETS.join(one for one in second if one)[:_NAME],
        city=address.city[:_NAME],
        state=address.state[:_NAME],
        postcode=address.postcode[:_POSTCODE],
        country=country_name(address.country) if address.country else "",
        company=address.company[:_NAME],
        contact=address.name[:_NAME],
    )
