"""
Payments of sales: in advance, for invoices, and back for credit notes.
"""

from emulators.cin7_core.domain import paying
from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.invoice import Payment
from emulators.cin7_core.domain.invoice_document import payments_document
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.operations.params import DOCS, GUID, answers
from emulators.kit.operation import Call, Reply, operation, required

_PAYMENT = answers("sale.payment.json")
_SOURCE = f"{DOCS}/sale-payment"


@operation(
    "GET",
    "/sale/payment",
    responses=answers("sale.payments.json"),
    query={"SaleID": required(GUID)},
    source=_SOURCE,
)
def list_payments(call: Call, account: Account) -> Reply:
    """
    Return all payments of a sale, as a bare array.
    """
    return Reply(200, payments_document(account.sales.by_id(call.query["SaleID"])))


@operation(
    "POST",
    "/sale/payment",
    request="sale.payment.create.json",
    responses=_PAYMENT,
    source=_SOURCE,
)
def create_payment(call: Call, account: Account) -> Reply:
    """
    Take a payment, or pay out for a credit note.
    """
    return _one(*paying.take_payment(account, call.body))


@operation(
    "PUT",
    "/sale/payment",
    request="sale.payment.update.json",
    responses=_PAYMENT,
    source=_SOURCE,
)
def update_payment(call: Call, account: Account) -> Reply:
    """
    Change a payment that was not made in advance.
    """
    return _one(*paying.change_payment(account, call.body))


@operation(
    "DELETE",
    "/sale/payment",
    responses=answers("success.json"),
    query={"ID": required(GUID)},
    source=_SOURCE,
)
def delete_payment(call: Call, account: Account) -> Reply:
    """
    Take a payment back.
    """
    paying.delete_payment(account, call.query["ID"])
    return Reply(200, {"Success": True})


def _one(sale: Sale, payment: Payment) -> Reply:
    shown = payments_document(sale)
    return Reply(200, next(one for one in shown if one["ID"] == payment.id))
