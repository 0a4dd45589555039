"""
Credit notes as the vendor shows them. Read only.
"""

from typing import Any

from emulators.cin7_core.domain.credit_note import CreditNote, RestockLine
from emulators.cin7_core.domain.fulfilment_document import stock_line_document
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.invoice_document import payment_line
from emulators.cin7_core.domain.line_document import (
    invoice_charge_document,
    invoice_line_document,
)
from emulators.cin7_core.domain.sale import Sale

Json = dict[str, Any]


def credit_note_document(sale: Sale, note: CreditNote, *, combine: bool) -> Json:
    """
    Return a credit note without what the whole sale adds.
    """
    lines = [invoice_line_document(line) for line in note.lines]
    charges = [invoice_charge_document(line) for line in note.charges]
    if combine:
        lines += [invoice_line_document(line) for line in note.charges]
        charges = []
    rate = note.currency_rate
    return {
        "TaskID": note.task_id,
        "CombineAdditionalCharges": combine,
        "CreditNoteInvoiceNumber": note.invoice_number,
        "Memo": note.memo,
        "Status": note.stage.value,
        "CreditNoteDate": midnight(note.credited_on),
        "CreditNoteNumber": note.number,
        "CreditNoteConversionRate": sale.header.currency_rate if rate is None else rate,
        "Lines": lines,
        "AdditionalCharges": charges,
        "Restock": [_restock_line(one) for one in note.restock],
    }


def paid_credit_note_document(sale: Sale, note: CreditNote, *, combine: bool) -> Json:
    """
    Return a credit note with what was paid out for it, and what is still to be.
    """
    total = note.totals(tax_inclusive=sale.header.tax_inclusive).total
    return {
        **credit_note_document(sale, note, combine=combine),
        "CreditNoteBalance": total - note.refunded,
        "Payments": [payment_line(one) for one in note.payments],
    }


def whole_credit_note_document(sale: Sale, note: CreditNote, *, combine: bool) -> Json:
    """
    Return a credit note as the whole sale shows it, with totals and refunds.
    """
    document = credit_note_document(sale, note, combine=combine)
    restock = document.pop("Restock")
    totals = note.totals(tax_inclusive=sale.header.tax_inclusive)
    return {
        **document,
        "Refunds": [payment_line(one) for one in note.payments],
        "Restock": restock,
        "TotalBeforeTax": totals.before_tax,
        "Tax": totals.tax,
        "Total": totals.total,
        "RestockStatus": note.restock_stage.value,
    }


def _restock_line(one: RestockLine) -> Json:
    return {
        **stock_line_document(one.line),
        "RestockLocation": one.place,
        "RestockLocationID": one.spot.bin_id or one.spot.warehouse_id,
        "RestockDate": midnight(one.restocked_on),
    }
