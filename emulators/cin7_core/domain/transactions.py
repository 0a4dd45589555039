"""
What the books of the company say of a sale. Read only.
"""

from collections.abc import Iterator
from typing import Any

from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.sale import Sale

Json = dict[str, Any]
_RECEIVABLE, _INVENTORY, _COST = "1200", "1000", "5000"


def transactions_document(sale: Sale) -> list[Json]:
    """
    Return the transactions of all papers, what goods cost, and the manual journal.
    """
    found = [
        *_invoices(sale),
        *_goods(sale),
        *_credit_notes(sale),
        *_journal(sale),
    ]
    return [{**row, "TransactionID": str(n)} for n, row in enumerate(found, start=1)]


def _invoices(sale: Sale) -> Iterator[Json]:
    inclusive, revenue = sale.header.tax_inclusive, _revenue(sale)
    for invoice in sale.invoices:
        task, on = invoice.task_id, midnight(invoice.invoiced_on)
        if invoice.is_billed:
            total = invoice.totals(tax_inclusive=inclusive).total
            booked = (_RECEIVABLE, revenue, f"Invoice {invoice.number}", total)
            yield _transaction(task, booked, on)
        for one in invoice.payments:
            paid = (one.account, _RECEIVABLE, f"Payment {one.reference}", one.amount)
            yield _transaction(task, paid, midnight(one.paid_on))


def _goods(sale: Sale) -> Iterator[Json]:
    for moved in sale.movements:
        booked = (_COST, _INVENTORY, "Cost of goods sold", moved.cost)
        yield _transaction(moved.task_id, booked, midnight(moved.moved_on))


def _credit_notes(sale: Sale) -> Iterator[Json]:
    inclusive, revenue = sale.header.tax_inclusive, _revenue(sale)
    for note in sale.credit_notes:
        task, on = note.task_id, midnight(note.credited_on)
        if note.is_authorised:
            total = note.totals(tax_inclusive=inclusive).total
            booked = (revenue, _RECEIVABLE, f"Credit note {note.number}", total)
            yield _transaction(task, booked, on)
            for back in note.restock:
                restocked = (_INVENTORY, _COST, "Restock", back.cost)
                yield _transaction(task, restocked, midnight(back.restocked_on))
        for one in note.payments:
            paid = (_RECEIVABLE, one.account, f"Refund {one.reference}", one.amount)
            yield _transaction(task, paid, midnight(one.paid_on))


def _journal(sale: Sale) -> Iterator[Json]:
    if sale.journal.is_authorised:
        for line in sale.journal.lines:
            booked = (line.debit, line.credit, line.reference, line.amount)
            yield _transaction(sale.id, booked, midnight(line.booked_on))


def _revenue(sale: Sale) -> str:
    return sale.header.texts.get("DefaultAccount", "")


def _transaction(
    task_id: str, booked: tuple[str, str, str, Any], effective: str | None
) -> Json:
    debit, credit, description, amount = booked
    return {
        "TaskID": task_id,
        "TransactionID": "",
        "Debit": debit,
        "Credit": credit,
        "Description": description,
        "Amount": amount,
        "EffectiveDate": effective,
    }
