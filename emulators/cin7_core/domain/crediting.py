"""
What is done to a sale's credit notes, and how goods come back into stock.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.credit_note import CreditNote, RestockLine
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.fulfilment_lines import TooMany, check_not_empty
from emulators.cin7_core.domain.promises import fill_backorders
from emulators.cin7_core.domain.reading import (
    EMPTY_GUID,
    ZERO,
    Document,
    day,
    guid,
    rate_of,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale, SaleType
from emulators.cin7_core.domain.sale_events import tell_credit_note
from emulators.cin7_core.domain.sales import NoTask
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.stock import Spot
from emulators.cin7_core.domain.stock_lines import stock_line

Goods = tuple[str, str]


class NothingInvoiced(Refused):
    """
    There is no authorised invoice that something could be given back of.
    """


class OneCreditNote(Refused):
    """
    A simple sale has a credit note already.
    """


class GoneAgain(Refused):
    """
    Goods that came back have left once more, so that this cannot be taken back.
    """


def write_credit_note(account: Account, sale: Sale, body: Document) -> None:
    """
    Write a credit note; the empty GUID asks for a new one.

    Authorised, its goods come back.

    Raises:
        Refused: No such invoice is authorised, the credit note is already, or more
            would come back than has left.
    """
    sale.check_alive()
    invoice_number = _invoiced(sale, text(body, "CreditNoteInvoiceNumber"))
    note = _wanted(account, sale, guid(body["TaskID"]))
    note.check_open()
    _write(account, sale, note, body)
    note.invoice_number = invoice_number
    if note not in sale.credit_notes:
        sale.credit_notes.append(note)
    if note.is_authorised:
        _authorise(account, sale, note)
    account.touch(sale)


def end_credit_note(
    account: Account, sale: Sale, note: CreditNote, *, void: bool
) -> None:
    """
    Void a credit note, or take it back to a draft; its goods leave again.

    Raises:
        Refused: Something was paid out, or the goods are not there any more.
    """
    sale.check_alive()
    note.check_not_refunded()
    if note.is_authorised:
        _take_out(account, note)
    if void:
        note.void()
    elif note.is_authorised:
        note.stage = Stage.DRAFT
    account.touch(sale)


def check_not_restocked(sale: Sale, task: Fulfilment) -> None:
    """
    Make sure that nothing has come back of what only this task let leave.

    Raises:
        GoneAgain: Something has: the credit note has to go first.
    """
    left = _left(sale, without=task)
    for goods, quantity in _come_back(sale).items():
        if quantity > left[goods]:
            raise GoneAgain(
                f"Fulfilment {task.number} cannot be deleted: a credit note has"
                " restocked its goods"
            )


def forget_restock(account: Account, sale: Sale) -> None:
    """
    Let only those goods of a sale count as away that have not come back.

    What has come back stays where it was put, so that the sale can be ended whatever
    became of it.
    """
    returned = _come_back(sale)
    for movement in sale.movements:
        spot = movement.spot
        share = min(movement.quantity, returned[_goods(spot)])
        returned[_goods(spot)] -= share
        account.stock.count(spot, account.stock.on_hand(spot) - share)


def _invoiced(sale: Sale, asked: str) -> str:
    """
    Return the number of the invoice that is credited, as it stands on it.
    """
    named = [i for i in sale.invoices if (i.number or "").lower() == asked.lower()]
    billed = [invoice for invoice in sale.invoices if invoice.is_billed]
    if billed and not named:
        raise NothingInvoiced(f"Sale {sale.number} has no invoice '{asked}'")
    invoice = (named or sale.invoices)[-1]
    if not (invoice.is_billed and invoice.number):
        raise NothingInvoiced(
            f"Credit note is not possible: invoice Status is {invoice.stage}"
        )
    return invoice.number


def _wanted(account: Account, sale: Sale, task_id: str) -> CreditNote:
    """
    Return the credit note, which the sale may have yet to get.
    """
    for note in sale.credit_notes:
        is_blank = note.stage is Stage.NOT_AVAILABLE
        if note.task_id == task_id or (task_id == EMPTY_GUID and is_blank):
            return note
    if task_id != EMPTY_GUID:
        raise NoTask(f"Credit note with TaskID {task_id} not found")
    is_simple = sale.kind is not SaleType.ADVANCED
    if is_simple and any(one.stage is not Stage.VOIDED for one in sale.credit_notes):
        raise OneCreditNote(f"Sale {sale.number} has a credit note already")
    return CreditNote(account.new_id())


def _write(account: Account, sale: Sale, note: CreditNote, body: Document) -> None:
    reader, rows = account.line_reader(), body.get("Lines") or ()
    charges = reader.charges(body.get("AdditionalCharges") or (), rows)
    lines, charges = sale.arranged(reader.lines(rows), charges)
    restock = _restock_lines(account, sale, body)
    status, credited_on = Stage(body["Status"]), day(body["CreditNoteDate"])
    rate = rate_of(body.get("CreditNoteConversionRate"), sale.header.currency_rate)
    check_not_empty("Credit note", (*lines, *charges, *restock), status)
    _check_left(sale, note, restock)
    note.lines, note.charges, note.restock = lines, charges, restock
    note.memo, note.credited_on = text(body, "Memo"), credited_on
    note.currency_rate, note.stage = rate, status


def _restock_lines(
    account: Account, sale: Sale, body: Document
) -> tuple[RestockLine, ...]:
    """
    Return the goods that come back; on a sale of services nobody can write them.
    """
    if sale.kind is SaleType.SERVICE:
        return ()
    return tuple(_restock_line(account, row) for row in body.get("Restock") or ())


def _restock_line(account: Account, row: Document) -> RestockLine:
    """
    Return goods that come back, to where they left from unless the row says otherwise.
    """
    names = {"Location": "RestockLocation", "LocationID": "RestockLocationID"}
    target = {key: row[name] for key, name in names.items() if row.get(name)}
    source = {key: row[key] for key in names if row.get(key)}
    line = stock_line(account, {**row, **(source or target)})
    place = account.locations.of_line(target or source)
    bin_id = place.id if place.parent else ""
    spot = Spot(line.product.id, place.warehouse.id, bin_id, line.spot.batch)
    restocked_on = day(row.get("RestockDate")) or account.today()
    return RestockLine(line, spot, place.label, restocked_on)


def _check_left(sale: Sale, note: CreditNote, restock: Iterable[RestockLine]) -> None:
    """
    Make sure that no more comes back than has left, other credit notes counted in.
    """
    left, wanted = _left(sale), _come_back(sale, besides=note)
    for one in restock:
        goods = _goods(one.line.spot)
        wanted[goods] += one.line.quantity
        if wanted[goods] > left[goods]:
            raise TooMany(
                f"Quantity of {one.line.product.sku} to restock is {wanted[goods]},"
                f" but {left[goods]} have been shipped"
            )


def _left(sale: Sale, without: Fulfilment | None = None) -> dict[Goods, Decimal]:
    found: dict[Goods, Decimal] = defaultdict(lambda: ZERO)
    for movement in sale.movements:
        if without is None or movement.task_id != without.task_id:
            found[_goods(movement.spot)] += movement.quantity
    return found


def _come_back(sale: Sale, besides: CreditNote | None = None) -> dict[Goods, Decimal]:
    found: dict[Goods, Decimal] = defaultdict(lambda: ZERO)
    for note, one in sale.restocked():
        if note is not besides:
            found[_goods(one.line.spot)] += one.line.quantity
    return found


def _goods(spot: Spot) -> Goods:
    return spot.product_id, spot.batch


def _authorise(account: Account, sale: Sale, note: CreditNote) -> None:
    note.number = note.number or account.next_credit_note_number()
    for one in note.restock:
        there = account.stock.on_hand(one.spot) + one.line.quantity
        account.stock.count(one.spot, there, expiry_on=one.line.expiry_on)
    tell_credit_note(account, sale, note)
    if note.restock:
        fill_backorders(account)


def _take_out(account: Account, note: CreditNote) -> None:
    """
    Let the goods leave again that came back, if nobody else has them by now.
    """
    stock = account.stock
    wanted: dict[Spot, Decimal] = defaultdict(lambda: ZERO)
    for one in note.restock:
        spot = one.spot
        wanted[spot] += one.line.quantity
        free = stock.free(spot.product_id, spot.warehouse_id)
        there = min(stock.unpicked(spot), free)
        if wanted[spot] > there:
            raise GoneAgain(
                f"Credit note {note.number} cannot be undone: {there} of"
                f" {one.line.product.sku} are left in {one.place}"
            )
    for spot, quantity in wanted.items():
        stock.count(spot, stock.on_hand(spot) - quantity)
