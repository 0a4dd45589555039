"""
Invoices and payments as the vendor shows them. Read only.
"""

from typing import Any

from emulators.cin7_core.domain.credit_note import CreditNote
from emulators.cin7_core.domain.instants import midnight, stamp
from emulators.cin7_core.domain.invoice import Invoice, Payment
from emulators.cin7_core.domain.line_document import (
    invoice_charge_document,
    invoice_line_document,
)
from emulators.cin7_core.domain.sale import Sale

Json = dict[str, Any]


def invoice_document(invoice: Invoice, *, combine: bool) -> Json:
    """
    Return an invoice without what the whole sale adds.
    """
    lines = [invoice_line_document(line) for line in invoice.lines]
    charges = [invoice_charge_document(line) for line in invoice.charges]
    if combine:
        lines += [invoice_line_document(line) for line in invoice.charges]
        charges = []
    return {
        "TaskID": invoice.task_id,
        "CombineAdditionalCharges": combine,
        "InvoiceNumber": invoice.number,
        "Memo": invoice.memo,
        "Status": invoice.stage.value,
        "InvoiceDate": midnight(invoice.invoiced_on),
        "InvoiceDueDate": midnight(invoice.due_on),
        "CurrencyConversionRate": invoice.currency_rate,
        "BillingAddressLine1": invoice.billing_line1,
        "BillingAddressLine2": invoice.billing_line2,
        "LinkedFulfillmentNumber": invoice.fulfilment_number,
        "Lines": lines,
        "AdditionalCharges": charges,
    }


def whole_invoice_document(sale: Sale, invoice: Invoice, *, combine: bool) -> Json:
    """
    Return an invoice as the whole sale shows it, with totals and payments.
    """
    totals = invoice.totals(tax_inclusive=sale.header.tax_inclusive)
    return {
        **invoice_document(invoice, combine=combine),
        "Payments": [payment_line(one) for one in invoice.payments],
        "TotalBeforeTax": totals.before_tax,
        "Tax": totals.tax,
        "Total": totals.total,
        "Paid": invoice.paid,
    }


def payment_line(payment: Payment) -> Json:
    """
    Return a payment as its invoice shows it.
    """
    return {
        "ID": payment.id,
        "Reference": payment.reference,
        "Amount": payment.amount,
        "DatePaid": midnight(payment.paid_on),
        "Account": payment.account,
        "CurrencyRate": payment.currency_rate,
        "DateCreated": stamp(payment.created_at),
    }


def payment_document(
    sale: Sale, paper: Invoice | CreditNote | None, payment: Payment
) -> Json:
    """
    Return a payment by itself.
    """
    shown = payment_line(payment)
    return {
        "SaleID": sale.id,
        "TaskID": paper.task_id if paper else sale.id,
        "ID": shown.pop("ID"),
        "SaleOrderNumber": sale.number,
        "InvoiceNumber": paper.number if isinstance(paper, Invoice) else None,
        "CreditNoteNumber": paper.number if isinstance(paper, CreditNote) else None,
        "Type": payment.kind,
        **shown,
        "CreditID": None,
    }


def payments_document(sale: Sale) -> list[Json]:
    """
    Return all payments of a sale, those in advance first and refunds last.
    """
    early = [payment_document(sale, None, one) for one in sale.prepayments]
    return early + [
        payment_document(sale, paper, one)
        for paper in sale.bills()
        for one in paper.payments
    ]
