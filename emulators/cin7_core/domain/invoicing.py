"""
What is done to a sale's invoices.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.fulfilment_lines import check_not_empty
from emulators.cin7_core.domain.invoice import Invoice
from emulators.cin7_core.domain.lines import Line
from emulators.cin7_core.domain.reading import (
    EMPTY_GUID,
    Document,
    day,
    guid,
    rate_of,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale, SaleType
from emulators.cin7_core.domain.sale_events import tell_invoice
from emulators.cin7_core.domain.sales import NoTask
from emulators.cin7_core.domain.stage import BILLED, Stage

_TEXTS = {
    "Memo": "memo",
    "BillingAddressLine1": "billing_line1",
    "BillingAddressLine2": "billing_line2",
    "LinkedFulfillmentNumber": "fulfilment_number",
}


class NothingOrdered(Refused):
    """
    There is no authorised order that an invoice could be for.
    """


class Credited(Refused):
    """
    A credit note takes something back of the invoice.
    """


class OneInvoice(Refused):
    """
    A simple sale has an invoice already.
    """


def write_invoice(account: Account, sale: Sale, body: Document) -> Invoice:
    """
    Write an invoice; the empty GUID asks for a new one.

    Raises:
        Refused: The order is not authorised, or the invoice is already.
    """
    _check_ordered(sale)
    invoice = _wanted(account, sale, guid(body["TaskID"]))
    _write(account, sale, invoice, body)
    account.touch(sale)
    return invoice


def update_invoice(account: Account, sale: Sale, body: Document) -> Invoice:
    """
    Write what the body has into an invoice; an empty array deletes rows.

    Raises:
        Refused: There is no such invoice, or it is authorised.
    """
    _check_ordered(sale)
    invoice = _existing(sale, guid(body["TaskID"]))
    if invoice.stage is Stage.NOT_AVAILABLE:
        raise NoTask(f"Invoice with TaskID {invoice.task_id} does not exist")
    _write(account, sale, invoice, body)
    account.touch(sale)
    return invoice


def end_invoice(account: Account, sale: Sale, invoice: Invoice, *, void: bool) -> None:
    """
    Void an invoice, or take it back to a draft.

    Raises:
        Refused: It is to be taken back, and something was paid; or a credit note takes
            something back of it.
    """
    sale.check_alive()
    for note in sale.credit_notes:
        if note.is_authorised and note.invoice_number == invoice.number:
            raise Credited(
                f"Invoice {invoice.number} cannot be undone: credit note"
                f" {note.number} is authorised"
            )
    if void:
        invoice.void()
    elif invoice.stage in BILLED:
        invoice.check_unpaid()
        invoice.stage = Stage.DRAFT
    account.touch(sale)


def _check_ordered(sale: Sale) -> None:
    sale.check_alive()
    if not sale.is_sold:
        raise NothingOrdered("Invoice is not possible: the order is not authorised")


def _wanted(account: Account, sale: Sale, task_id: str) -> Invoice:
    if task_id != EMPTY_GUID:
        return _existing(sale, task_id)
    for invoice in sale.invoices:
        if invoice.stage is Stage.NOT_AVAILABLE:
            return invoice
    is_simple = sale.kind is not SaleType.ADVANCED
    if is_simple and any(one.stage is not Stage.VOIDED for one in sale.invoices):
        raise OneInvoice(f"Sale {sale.number} has an invoice already")
    invoice = Invoice(account.new_id())
    invoice.number = account.number_of_new_invoice()
    sale.invoices.append(invoice)
    return invoice


def _existing(sale: Sale, task_id: str) -> Invoice:
    for invoice in sale.invoices:
        if invoice.task_id == task_id:
            return invoice
    raise NoTask(f"Invoice with TaskID {task_id} not found")


def _write(account: Account, sale: Sale, invoice: Invoice, body: Document) -> None:
    invoice.check_open()
    status = Stage(body.get("Status", invoice.stage))
    lines, charges = sale.arranged(*_rows(account, invoice, body))
    invoiced_on, due_on = day(body.get("InvoiceDate")), day(body.get("InvoiceDueDate"))
    check_not_empty("Invoice", (*lines, *charges), status)
    invoice.lines, invoice.charges = lines, charges
    for key, name in _TEXTS.items():
        if key in body:
            setattr(invoice, name, text(body, key))
    invoice.invoiced_on = invoiced_on or invoice.invoiced_on
    invoice.due_on = due_on or invoice.due_on
    invoice.currency_rate = rate_of(
        body.get("CurrencyConversionRate"), invoice.currency_rate
    )
    invoice.stage = status
    if status is Stage.AUTHORISED:
        _authorise(account, sale, invoice)


def _rows(
    account: Account, invoice: Invoice, body: Document
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    reader = account.line_reader()
    rows, charges = body.get("Lines"), body.get("AdditionalCharges")
    return (
        invoice.lines if rows is None else reader.lines(rows),
        invoice.charges
        if rows is None and charges is None
        else reader.charges(charges or (), rows or ()),
    )


def _authorise(account: Account, sale: Sale, invoice: Invoice) -> None:
    invoice.number = invoice.number or account.next_invoice_number()
    for task in sale.live_fulfilments():
        if str(task.number) == invoice.fulfilment_number:
            task.invoice_number = invoice.number
    invoice.take_over(sale.prepayments, tax_inclusive=sale.header.tax_inclusive)
    sale.prepayments.clear()
    tell_invoice(account, sale, invoice)
