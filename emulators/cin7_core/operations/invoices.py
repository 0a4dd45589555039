"""
The invoices of a sale.
"""

from emulators.cin7_core.domain import invoicing
from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.invoice_document import invoice_document
from emulators.cin7_core.domain.reading import boolean, guid
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.operations.params import DOCS, GUID, answers
from emulators.cin7_core.operations.product_info import SWITCH
from emulators.kit.operation import BOOLEAN, Call, Reply, operation, required

_SOURCE = f"{DOCS}/sale-invoice"
_LIST = answers("sale.invoices.json")


@operation(
    "GET",
    "/sale/invoice",
    responses=_LIST,
    query={"SaleID": required(GUID), "CombineAdditionalCharges": BOOLEAN, **SWITCH},
    source=_SOURCE,
)
def list_invoices(call: Call, account: Account) -> Reply:
    """
    Return all invoices of a sale.
    """
    sale = account.sales.by_id(call.query["SaleID"])
    return _list(sale, combine=call.query.get("CombineAdditionalCharges", False))


@operation(
    "POST",
    "/sale/invoice",
    request="sale.invoice.create.json",
    responses=_LIST,
    source=_SOURCE,
)
def create_invoice(call: Call, account: Account) -> Reply:
    """
    Write an invoice, as a draft or authorised.
    """
    sale = account.sales.by_id(guid(call.body["SaleID"]))
    invoicing.write_invoice(account, sale, call.body)
    return _list(sale, combine=boolean(call.body["CombineAdditionalCharges"]))


@operation(
    "PUT",
    "/sale/invoice",
    request="sale.invoice.update.json",
    responses=_LIST,
    source=_SOURCE,
)
def update_invoice(call: Call, account: Account) -> Reply:
    """
    Change a part of a drafted invoice.
    """
    sale = account.sales.by_id(guid(call.body["SaleID"]))
    invoicing.update_invoice(account, sale, call.body)
    return _list(sale, combine=boolean(call.body.get("CombineAdditionalCharges")))


@operation(
    "DELETE",
    "/sale/invoice",
    responses=_LIST,
    query={"TaskID": required(GUID), "Void": BOOLEAN},
    source=_SOURCE,
)
def delete_invoice(call: Call, account: Account) -> Reply:
    """
    Undo an invoice, or void it.
    """
    sale, invoice = account.sales.invoice(call.query["TaskID"])
    invoicing.end_invoice(account, sale, invoice, void=call.query.get("Void", False))
    return _list(sale, combine=False)


def _list(sale: Sale, *, combine: bool) -> Reply:
    rows = [invoice_document(invoice, combine=combine) for invoice in sale.invoices]
    return Reply(200, {"SaleID": sale.id, "Invoices": rows})
