"""
What a refund of an imported order puts onto a credit note.

ShipStation has no refunds of its own: it shows that less is paid of an order than
was, and fewer of an item than were ordered.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from engine.domain.new_sale import NewCharge, NewCreditNote, NewLine, StockLine
from engine.domain.sale import VOIDED, CreditNote, OrderLine, Sale
from engine.domain.store_order import StoreOrder

_TEN_THOUSANDTH = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Refund:
    """
    An amount that went back, and the items that it was paid for, by SKU.
    """

    amount: Decimal
    items: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Credited:
    """
    How far refunds of an order are credited: down to what, and for which items.
    """

    paid: Decimal
    items: Counter[str] = field(default_factory=Counter)


def refund_of(
    captured: StoreOrder, latest: StoreOrder, *, done: Credited, most: Decimal
) -> Refund:
    """
    Return what was refunded since *done*, of a sale that comes to *most*.

    Where everything is paid back, all items are meant; else those that the order has
    fewer of now. An amount for no item is a goodwill. What was paid beyond the sale
    cannot be credited on it.
    """
    amount = max(min(done.paid, most) - min(latest.paid, most), Decimal(0))
    before = _counted(captured)
    after: Counter[str] = Counter() if latest.paid <= 0 else _counted(latest)
    fewer = before - after - done.items
    return Refund(amount, tuple(sorted(fewer.items())))


def refund_mark(order_id: int, latest_paid: Decimal) -> str:
    """
    Return the memo that tells one refund of an order from the next.
    """
    return f"{_mark(order_id)}{latest_paid.normalize():f}"


def notes_of(
    order_id: int, notes: Iterable[CreditNote], *, paid: Decimal
) -> list[CreditNote]:
    """
    Return the notes that credit refunds of the order since *paid* was paid.
    """
    found = [(_reached(order_id, one), one) for one in notes if one.status != VOIDED]
    return [one for reached, one in found if reached is not None and reached < paid]


def credited(order_id: int, notes: Sequence[CreditNote], *, paid: Decimal) -> Credited:
    """
    Return what these notes have credited of what was paid.
    """
    items: Counter[str] = Counter()
    for note in notes:
        for sku, quantity in note.items:
            items[sku.lower()] += int(quantity)
        reached = _reached(order_id, note)
        paid = paid if reached is None else min(paid, reached)
    return Credited(paid, items)


def credit_note(
    sale: Sale,
    refund: Refund,
    *,
    memo: str,
    today: date,
    tax_rule: str,
    ignores_unshipped: bool,
) -> NewCreditNote:
    """
    Return the credit note: the items' lines, and the rest of the amount as a charge.

    Goods come back to where they were picked. *ignores_unshipped*: those that never
    left are not put back; else they are asked for, and Cin7 Core decides.
    """
    pairs = list(_lines(sale, refund))
    lines = tuple(_credited(line, count) for line, count in pairs)
    total = sum((one.total + one.tax for one in lines), Decimal(0))
    rest = refund.amount - total
    charges = (NewCharge("Refund", rest),) if rest else ()
    restock = _restocked(sale, pairs, ignores_unshipped=ignores_unshipped)
    invoice = next((one for one in sale.invoices if one.is_billed), None)
    return NewCreditNote(
        sale_id=sale.sale_id,
        invoice_number=invoice.number if invoice else "",
        credited_on=today,
        lines=lines,
        charges=charges,
        tax_rule=tax_rule,
        restock=tuple(restock),
        memo=memo,
    )


def _restocked(
    sale: Sale, pairs: Iterable[tuple[OrderLine, int]], *, ignores_unshipped: bool
) -> Iterator[StockLine]:
    away = _away(sale)
    for ordered, count in pairs:
        left = Decimal(count)
        for place, line in enumerate(away):
            share = min(left, line.quantity)
            if line.product_id == ordered.product_id and share > 0:
                yield replace(line, quantity=share)
                away[place] = replace(line, quantity=line.quantity - share)
                left -= share
        if left > 0 and not ignores_unshipped:
            yield StockLine(ordered.product_id, ordered.sku, left, sale.location)


def _away(sale: Sale) -> list[StockLine]:
    """
    Return what has left and not come back, by where it was picked.
    """
    back: Counter[str] = Counter()
    for note in sale.credit_notes:
        if note.status != VOIDED:
            back.update(dict(note.restocked))
    away = []
    for task in sale.fulfilments:
        if task.is_voided or not any(one.is_shipped for one in task.ship_lines):
            continue
        for line in task.pick_lines:
            came_back = min(Decimal(back[line.sku]), line.quantity)
            back[line.sku] -= int(came_back)
            away.append(
                StockLine(
                    product_id=line.product_id,
                    sku=line.sku,
                    quantity=line.quantity - came_back,
                    location=line.location,
                    batch=line.batch,
                )
            )
    return away


def _mark(order_id: int) -> str:
    return f"ShipStation order {order_id}: refunded down to "


def _reached(order_id: int, note: CreditNote) -> Decimal | None:
    """
    Return what the note leaves paid of the order, or nothing if it is another's.
    """
    mark = _mark(order_id)
    if not note.memo.startswith(mark):
        return None
    try:
        return Decimal(note.memo.removeprefix(mark).strip())
    except InvalidOperation:
        return None


def _counted(order: StoreOrder) -> Counter[str]:
    counted: Counter[str] = Counter()
    for item in order.items:
        if not item.is_adjustment and item.sku:
            counted[item.sku.lower()] += item.quantity
    return counted


def _lines(sale: Sale, refund: Refund) -> list[tuple[OrderLine, int]]:
    """
    Return the lines of the sale that the items lie on, and how many of each.
    """
    left = {sku.lower(): count for sku, count in refund.items}
    found = []
    for line in sale.order_lines:
        sku = line.sku.lower()
        count = min(left.get(sku, 0), int(line.quantity))
        if count > 0:
            found.append((line, count))
            left[sku] -= count
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
