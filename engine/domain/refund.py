"""
What a refund of an imported order puts onto a credit note.

ShipStation has no refunds of its own: it shows that less is paid of an order than
was, and fewer of an item than were ordered.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.domain.new_sale import NewCharge, NewCreditNote, NewLine, StockLine
from engine.domain.sale import OrderLine, Sale
from engine.domain.store_order import StoreOrder

_TEN_THOUSANDTH = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Refund:
    """
    An amount that went back, and the items that it was paid for, by SKU.
    """

    amount: Decimal
    items: tuple[tuple[str, int], ...]


def refund_of(captured: StoreOrder, latest: StoreOrder, *, paid: Decimal) -> Refund:
    """
    Return what was refunded since *paid* was paid.

    Where everything is paid back, all items are meant; else those that the order has
    fewer of now. An amount for no item is a goodwill.
    """
    amount = paid - latest.paid
    before = _counted(captured)
    after: Counter[str] = Counter() if latest.paid <= 0 else _counted(latest)
    fewer = before - after
    return Refund(amount, tuple(sorted(fewer.items())))


def refund_mark(order_id: int, latest_paid: Decimal) -> str:
    """
    Return the memo that tells one refund of an order from the next.
    """
    return f"ShipStation order {order_id}: refunded down to {latest_paid.normalize():f}"


def credit_note(
    sale: Sale,
    refund: Refund,
    *,
    memo: str,
    today: date,
    tax_rule: str,
    restocks: bool,
) -> NewCreditNote:
    """
    Return the credit note: the items' lines, and the rest of the amount as a charge.
    """
    pairs = list(_lines(sale, refund))
    lines = tuple(_credited(line, count) for line, count in pairs)
    credited = sum((one.total + one.tax for one in lines), Decimal(0))
    rest = refund.amount - credited
    charges = (NewCharge("Refund", rest),) if rest else ()
    restock = tuple(
        StockLine(line.product_id, line.sku, Decimal(count), sale.location)
        for line, count in pairs
        if restocks
    )
    invoice = next((one for one in sale.invoices if one.is_billed), None)
    return NewCreditNote(
        sale_id=sale.sale_id,
        invoice_number=invoice.number if invoice else "",
        credited_on=today,
        lines=lines,
        charges=charges,
        tax_rule=tax_rule,
        restock=restock,
        memo=memo,
    )


def _counted(order: StoreOrder) -> Counter[str]:
    counted: Counter[str] = Counter()
    for item in order.items:
        if not item.is_adjustment and item.sku:
            counted[item.sku] += item.quantity
    return counted


def _lines(sale: Sale, refund: Refund) -> list[tuple[OrderLine, int]]:
    """
    Return the lines of the sale that the items lie on, and how many of each.
    """
    left = dict(refund.items)
    found = []
    for line in sale.order_lines:
        count = min(left.get(line.sku, 0), int(line.quantity))
        if count > 0:
            found.append((line, count))
            left[line.sku] -= count
    return found


def _credited(line: OrderLine, count: int) -> NewLine:
    tax = (line.tax * count / line.quantity).quantize(_TEN_THOUSANDTH)
    return NewLine(
        product_id=line.product_id,
        sku=line.sku,
        name=line.sku,
        quantity=Decimal(count),
        price=line.price,
        tax=tax,
        total=line.price * count,
    )
