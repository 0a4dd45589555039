"""
The quote and the order of a sale.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.ordering import write_order as order
from emulators.cin7_core.domain.ordering import write_quote as quote
from emulators.cin7_core.domain.paper_document import order_document, quote_document
from emulators.cin7_core.domain.reading import boolean, guid
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.operations.params import DOCS, GUID, answers
from emulators.cin7_core.operations.product_info import SWITCH
from emulators.kit.operation import BOOLEAN, Call, Reply, operation, required

_QUERY = {"SaleID": required(GUID), "CombineAdditionalCharges": BOOLEAN, **SWITCH}


@operation(
    "GET",
    "/sale/quote",
    responses=answers("sale.quote.json"),
    query=_QUERY,
    source=f"{DOCS}/sale-quote",
)
def get_quote(call: Call, account: Account) -> Reply:
    """
    Return the quote of a sale.
    """
    sale = account.sales.by_id(call.query["SaleID"])
    return _quote(sale, combine=call.query.get("CombineAdditionalCharges", False))


@operation(
    "POST",
    "/sale/quote",
    request="sale.quote.write.json",
    responses=answers("sale.quote.json"),
    source=f"{DOCS}/sale-quote",
)
def write_quote(call: Call, account: Account) -> Reply:
    """
    Write the quote of a sale, as a draft or authorised.
    """
    sale = account.sales.by_id(guid(call.body["SaleID"]))
    quote(account, sale, call.body)
    return _quote(sale, combine=boolean(call.body["CombineAdditionalCharges"]))


@operation(
    "GET",
    "/sale/order",
    responses=answers("sale.order.json"),
    query=_QUERY,
    source=f"{DOCS}/sale-order",
)
def get_order(call: Call, account: Account) -> Reply:
    """
    Return the order of a sale.
    """
    sale = account.sales.by_id(call.query["SaleID"])
    sale.check_has_goods()
    return _order(sale, combine=call.query.get("CombineAdditionalCharges", False))


@operation(
    "POST",
    "/sale/order",
    request="sale.order.write.json",
    responses=answers("sale.order.json"),
    source=f"{DOCS}/sale-order",
)
def write_order(call: Call, account: Account) -> Reply:
    """
    Write the order of a sale, as a draft or authorised.
    """
    body: dict[str, Any] = call.body
    sale = account.sales.by_id(guid(body["SaleID"]))
    order(account, sale, body)
    return _order(sale, combine=boolean(body.get("CombineAdditionalCharges")))


def _quote(sale: Sale, *, combine: bool) -> Reply:
    head = {"SaleID": sale.id, "CombineAdditionalCharges": combine}
    return Reply(200, head | quote_document(sale, combine=combine))


def _order(sale: Sale, *, combine: bool) -> Reply:
    return Reply(200, {"SaleID": sale.id} | order_document(sale, combine=combine))
