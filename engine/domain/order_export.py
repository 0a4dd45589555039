"""
From a sale and its fulfilment to the order that a custom store offers.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from engine.domain.countries import country_code, state_code
from engine.domain.sale import Address, Fulfilment, OrderLine, PackLine, Sale
from engine.domain.units import weight_grams

_CENT = Decimal("0.01")
_MOST = Decimal(10) ** 9
_MOST_OF_ONE = 99_999
_NO = frozenset({"", "0", "false", "no"})
_YES = frozenset({"1", "true", "yes"})
_FREIGHT = ("ship", "freight", "deliver", "postage", "courier")


class NotExportable(Exception):
    """
    The order lacks something that no rule of length or rounding can mend.

    Attributes:
        reason: A short name for the operations log.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """
    What the settings of a custom store say about the content of orders.

    Attributes:
        gift_attribute: The sale's additional attribute that tells a gift, such as
            ``AdditionalAttribute3``; nothing means that no order is a gift. Another
            text than yes or no is the message too.
        option_attributes: labels of items' options by the product's field, such as
            ``{"ProductCustomField1": "Colour"}``.
        currency_code: The currency is named. ShipStation's newest sample does so, and
            its published schema has no such element.
    """

    gift_attribute: str | None = None
    option_attributes: Mapping[str, str] = field(default_factory=dict)
    currency_code: bool = True


@dataclass(frozen=True, slots=True)
class Party:
    """
    A name and an address; *country* is a two-letter code.
    """

    name: str
    company: str
    phone: str
    email: str = ""
    address1: str = ""
    address2: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class ExportItem:
    """
    A line of the order, or an adjustment of its price.
    """

    line_item_id: str
    sku: str
    name: str
    quantity: int
    unit_price: Decimal
    product_id: str = ""
    weight_grams: Decimal | None = None
    location: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_adjustment: bool = False


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """
    All that ShipStation is told of an order, but its status and last change.

    Attributes:
        remarks: Sentences on what was rounded or could not be told.
    """

    order_id: str
    order_number: str
    ordered_on: date
    shipping_method: str
    payment_method: str
    currency: str
    total: Decimal
    tax: Decimal
    shipping: Decimal
    customer_notes: str
    internal_notes: str
    is_gift: bool
    gift_message: str
    custom_fields: tuple[str, str, str]
    customer_code: str
    bill_to: Party
    ship_to: Party
    items: tuple[ExportItem, ...]
    remarks: tuple[str, ...] = ()


def exported_number(sale: Sale, fulfilment: Fulfilment) -> str:
    """
    Return the number that ShipStation shows; a later fulfilment adds its own.
    """
    if fulfilment.number <= 1:
        return sale.order_number
    return f"{sale.order_number}-{fulfilment.number}"


def exported_quantity(quantity: Decimal) -> int:
    """
    Return the whole number that stands for the quantity: rounded up.
    """
    return int(quantity.to_integral_value(ROUND_CEILING))


def line_item_ids(lines: tuple[PackLine, ...]) -> list[str]:
    """
    Return an identity for each line: the product, and a count where it repeats.
    """
    seen: Counter[str] = Counter()
    ids = []
    for line in lines:
        seen[line.product_id] += 1
        count = seen[line.product_id]
        ids.append(f"{line.product_id}:{count}" if count > 1 else line.product_id)
    return ids


def export_order(
    sale: Sale, fulfilment: Fulfilment, *, options: ExportOptions | None = None
) -> ExportOrder:
    """
    Return the order that stands for the fulfilment.

    Raises:
        NotExportable: The country or the order's date cannot be told, or a number
            is beyond what an order can have.
    """
    chosen = options or ExportOptions()
    lines = tuple(one for one in fulfilment.pack_lines if one.quantity > 0)
    remarks: list[str] = []
    ids = line_item_ids(lines)
    items = [
        _item(sale, line, item_id, options=chosen, remarks=remarks)
        for line, item_id in zip(lines, ids, strict=True)
    ]
    gift = sale.attributes.get(chosen.gift_attribute or "", "").strip()
    carries_charges = _is_first(sale, fulfilment)
    items += _adjustments(sale, lines, with_coupons=carries_charges)
    total, tax = _amounts(sale, lines, with_charges=carries_charges)
    return ExportOrder(
        order_id=fulfilment.task_id,
        order_number=exported_number(sale, fulfilment),
        ordered_on=_order_date(sale),
        shipping_method=sale.carrier,
        payment_method=_payment_method(sale),
        currency=sale.currency if chosen.currency_code else "",
        total=total,
        tax=tax,
        shipping=_cents(_freight(sale)) if carries_charges else Decimal("0.00"),
        customer_notes=sale.shipping_notes,
        internal_notes=sale.note,
        is_gift=gift.lower() not in _NO,
        gift_message="" if gift.lower() in _NO | _YES else gift,
        custom_fields=(sale.customer_reference, sale.source_channel, sale.location),
        customer_code=sale.email or sale.customer_id or sale.customer,
        bill_to=Party(
            sale.contact or sale.customer, sale.customer, sale.phone, sale.email
        ),
        ship_to=_ship_to(sale),
        items=tuple(items),
        remarks=tuple(remarks),
    )


def _order_date(sale: Sale) -> date:
    if sale.ordered_on is None:
        raise NotExportable("order_date", f"sale {sale.order_number} has no order date")
    return sale.ordered_on


def _ship_to(sale: Sale) -> Party:
    address: Address = sale.shipping
    code = country_code(address.country)
    if code is None:
        raise NotExportable(
            "country",
            f"sale {sale.order_number} goes to '{address.country}',"
            " which is no country of ISO 3166",
        )
    return Party(
        name=address.contact or sale.contact or sale.customer,
        company=address.company,
        phone=sale.phone,
        address1=address.line1,
        address2=address.line2,
        city=address.city,
        state=state_code(address.state, code),
        postcode=address.postcode,
        country=code,
    )


def _payment_method(sale: Sale) -> str:
    accounts = (one for bill in sale.invoices for one in bill.payment_accounts if one)
    return next(accounts, sale.terms)


def _is_first(sale: Sale, fulfilment: Fulfilment) -> bool:
    """
    Tell whether charges go with this fulfilment: with the lowest that is not void.
    """
    numbers = [one.number for one in sale.fulfilments if not one.is_voided]
    return fulfilment.number <= min(numbers, default=fulfilment.number)


def _freight(sale: Sale) -> Decimal:
    charges = (
        one.total
        for one in sale.charges
        if one.total > 0 and any(word in one.description.lower() for word in _FREIGHT)
    )
    return sum(charges, Decimal(0))


def _item(
    sale: Sale,
    line: PackLine,
    item_id: str,
    *,
    options: ExportOptions,
    remarks: list[str],
) -> ExportItem:
    ordered = ordered_line(sale, line)
    quantity = _sendable_quantity(line)
    name = line.name or line.sku
    if quantity != line.quantity:
        exact = f"{line.quantity.normalize():f}"
        name = f"{exact} x {name}"
        remarks.append(f"quantity {exact} of {line.sku} is sent as {quantity}")
    return ExportItem(
        line_item_id=item_id,
        sku=line.sku,
        name=name,
        quantity=quantity,
        unit_price=_cents(ordered.price) if ordered else Decimal("0.00"),
        product_id=line.product_id,
        weight_grams=_weight(line, ordered, remarks),
        location=line.location,
        options=_options(line, ordered, options.option_attributes),
    )


def _sendable_quantity(line: PackLine) -> int:
    quantity = exported_quantity(line.quantity)
    if quantity > _MOST_OF_ONE:
        raise NotExportable(
            "quantity",
            f"{line.sku} is packed {line.quantity:f} times; an order can have"
            f" {_MOST_OF_ONE} at most",
        )
    return quantity


def _weight(
    line: PackLine, ordered: OrderLine | None, remarks: list[str]
) -> Decimal | None:
    """
    Return the weight of one in grams: of the packed line, else of the ordered one.
    """
    for one in (line, ordered):
        if one is None or one.weight <= 0:
            continue
        if one.weight >= _MOST:
            remarks.append(f"{line.sku} weighs too much to be told: weight left out")
            return None
        grams = weight_grams(one.weight, one.weight_units)
        if grams is None:
            units = one.weight_units
            remarks.append(f"{line.sku} is weighed in '{units}': weight left out")
        return grams
    return None


def _options(
    line: PackLine, ordered: OrderLine | None, labels: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    fields = {**(ordered.attributes if ordered else {}), **line.attributes}
    told = [(label, fields.get(name, "")) for name, label in labels.items()]
    told.append(("Batch or serial number", line.batch))
    return tuple((label, value) for label, value in told if value.strip())


def ordered_line(sale: Sale, line: PackLine) -> OrderLine | None:
    """
    Return the line that was ordered, by product, else by SKU.
    """
    by_product = (one for one in sale.order_lines if one.product_id == line.product_id)
    by_sku = (one for one in sale.order_lines if one.sku == line.sku)
    return next(by_product, next(by_sku, None))


def _adjustments(
    sale: Sale, lines: tuple[PackLine, ...], *, with_coupons: bool
) -> list[ExportItem]:
    found = [("Discount", _discount(sale, lines))]
    if with_coupons:
        coupons = (one for one in sale.charges if one.total < 0)
        found += [(one.description or "Coupon", -one.total) for one in coupons]
    return [
        ExportItem(
            f"adjustment:{number}", "", name, 1, -_cents(amount), is_adjustment=True
        )
        for number, (name, amount) in enumerate(found, start=1)
        if _cents(amount) > 0
    ]


def _discount(sale: Sale, lines: tuple[PackLine, ...]) -> Decimal:
    amount = Decimal(0)
    for line in lines:
        if ordered := ordered_line(sale, line):
            amount += line.quantity * ordered.price * ordered.discount / 100
    return amount


def _amounts(
    sale: Sale, lines: tuple[PackLine, ...], *, with_charges: bool
) -> tuple[Decimal, Decimal]:
    """
    Return total and tax: the order's, or the share of a part of the order.
    """
    packed = sum((one.quantity for one in lines), Decimal(0))
    ordered_quantity = sum((one.quantity for one in sale.order_lines), Decimal(0))
    if with_charges and packed >= ordered_quantity:
        return _cents(sale.total), _cents(sale.tax)
    goods = tax = Decimal(0)
    for line in lines:
        ordered = ordered_line(sale, line)
        if ordered and ordered.quantity:
            goods += line.quantity * ordered.price
            tax += ordered.tax * line.quantity / ordered.quantity
    charges = sum((one.total for one in sale.charges), Decimal(0))
    extra = charges if with_charges else Decimal(0)
    return _cents(goods - _discount(sale, lines) + tax + extra), _cents(tax)


def _cents(amount: Decimal) -> Decimal:
    """
    Return the amount in cents; one that an order cannot have holds it back.
    """
    if abs(amount) >= _MOST:
        raise NotExportable(
            "amount", f"an amount of {amount:.0f} is more than an order can have"
        )
    return amount.quantize(_CENT, ROUND_HALF_UP)
