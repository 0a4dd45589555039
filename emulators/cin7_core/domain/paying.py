"""
Payments: taken, changed and taken back.
"""

from collections.abc import Sequence
from dataclasses import replace

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.invoice import NotPayable, Payment
from emulators.cin7_core.domain.reading import (
    Document,
    day,
    guid,
    number,
    rate_of,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_events import tell_payment
from emulators.cin7_core.domain.stage import Stage


class PrepaymentClosed(Refused):
    """
    What was paid in advance cannot be changed.
    """


def take_payment(account: Account, body: Document) -> tuple[Sale, Payment]:
    """
    Take a payment for an invoice, or in advance for a quote, or pay a refund.

    What it is for has to be authorised; a refund is for a credit note.

    Raises:
        Refused: There is no such thing, or the money goes to no known account.
    """
    task_id = guid(body["TaskID"])
    kind = text(body, "Type").upper()
    account.books["accounts"].wanted(text(body, "Account"))
    payment = Payment(
        id=account.new_id(),
        reference=text(body, "Reference"),
        amount=number(body["Amount"]),
        paid_on=day(body["DatePaid"]),
        account=text(body, "Account"),
        currency_rate=rate_of(body["CurrencyRate"]),
        created_at=account.now(),
        kind=kind.title(),
    )
    take = {"PAYMENT": _pay, "PREPAYMENT": _prepay, "REFUND": _refund}[kind]
    sale = take(account, task_id, payment)
    account.touch(sale)
    return sale, payment


def change_payment(account: Account, body: Document) -> tuple[Sale, Payment]:
    """
    Write what the body has into a payment.

    Raises:
        Refused: There is no such payment, it was made in advance, less is owed, or the
            money goes to no known account.
    """
    sale, before = account.sales.payment(guid(body["ID"]))
    sale.check_alive()
    if before.kind == "Prepayment":
        raise PrepaymentClosed("Payment with type Prepayment cannot be modified")
    account_code = text(body, "Account", before.account)
    account.books["accounts"].wanted(account_code)
    after = replace(
        before,
        reference=text(body, "Reference", before.reference),
        amount=number(body.get("Amount"), before.amount),
        paid_on=day(body.get("DatePaid")) or before.paid_on,
        account=account_code,
        currency_rate=rate_of(body.get("CurrencyRate"), before.currency_rate),
    )
    _exchange(sale, before, (after,))
    account.touch(sale)
    return sale, after


def delete_payment(account: Account, payment_id: str) -> None:
    """
    Take a payment back: what it settled is owed again.

    Raises:
        Refused: There is no such payment, or the sale is voided.
    """
    sale, payment = account.sales.payment(payment_id)
    sale.check_alive()
    _exchange(sale, payment, ())
    account.touch(sale)


def _pay(account: Account, task_id: str, payment: Payment) -> Sale:
    sale, invoice = account.sales.invoice(task_id)
    sale.check_alive()
    invoice.pay(payment, tax_inclusive=sale.header.tax_inclusive)
    tell_payment(account, sale, invoice)
    return sale


def _prepay(account: Account, task_id: str, payment: Payment) -> Sale:
    sale, _ = account.sales.invoice(task_id)
    sale.check_alive()
    if sale.quote.stage is not Stage.AUTHORISED or sale.is_ordered:
        raise NotPayable("Prepayment needs an authorised quote and an open order")
    sale.prepayments.append(payment)
    return sale


def _refund(account: Account, task_id: str, payment: Payment) -> Sale:
    sale, note = account.sales.credit_note(task_id)
    sale.check_alive()
    note.refund(payment, tax_inclusive=sale.header.tax_inclusive)
    return sale


def _exchange(sale: Sale, before: Payment, after: Sequence[Payment]) -> None:
    """
    Put another payment in the place of one, or none.
    """
    inclusive = sale.header.tax_inclusive
    for paper in sale.bills():
        if before in paper.payments:
            paper.exchange(before, after, tax_inclusive=inclusive)
    if before in sale.prepayments:
        sale.prepayments.remove(before)
