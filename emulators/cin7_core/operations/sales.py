"""
Sales: the list, the header, the whole document, and their end.
"""

from functools import partial

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.countries import ALPHA_2, ALPHA_3, NAME
from emulators.cin7_core.domain.ending import undo_sale, void_sale
from emulators.cin7_core.domain.ordering import create_sale as create
from emulators.cin7_core.domain.ordering import update_sale as update
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.domain.sale_document import View, sale_document
from emulators.cin7_core.domain.sale_row import sale_row
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    INSTANT,
    PAGING,
    WORD,
    answers,
    listed,
)
from emulators.kit.operation import (
    BOOLEAN,
    TEXT,
    Call,
    Reply,
    choice,
    operation,
    required,
)

_SALE = answers("sale.json")
_SOURCE = f"{DOCS}/sale"


@operation(
    "GET",
    "/saleList",
    responses=answers("sale_list.json"),
    query={
        **PAGING,
        "Search": TEXT,
        "CreatedSince": INSTANT,
        "UpdatedSince": INSTANT,
        "UpdatedUntil": INSTANT,
        "ShipBy": INSTANT,
        "QuoteStatus": WORD,
        "OrderStatus": WORD,
        "CombinedPickStatus": WORD,
        "CombinedPackStatus": WORD,
        "CombinedShippingStatus": WORD,
        "CombinedInvoiceStatus": WORD,
        "CreditNoteStatus": WORD,
        "ExternalID": TEXT,
        "Status": WORD,
        "ReadyForShipping": BOOLEAN,
        "OrderLocationID": GUID,
    },
    source=_SOURCE,
)
def list_sales(call: Call, account: Account) -> Reply:
    """
    List the headers of sales, in pages.
    """
    found = account.sales.find(call.query, account.profile)
    return listed("SaleList", found, call.query, partial(sale_row, account))


@operation(
    "GET",
    "/sale",
    responses=_SALE,
    query={
        "ID": required(GUID),
        "CombineAdditionalCharges": BOOLEAN,
        "HideInventoryMovements": BOOLEAN,
        "IncludeTransactions": BOOLEAN,
        "CountryFormat": choice(NAME, ALPHA_2, ALPHA_3),
    },
    source=_SOURCE,
)
def get_sale(call: Call, account: Account) -> Reply:
    """
    Return one sale with everything that belongs to it.
    """
    query = call.query
    view = View(
        combine_charges=query.get("CombineAdditionalCharges", False),
        hide_movements=query.get("HideInventoryMovements", False),
        include_transactions=query.get("IncludeTransactions", False),
        country_form=query.get("CountryFormat", NAME),
    )
    sale = account.sales.by_id(query["ID"])
    document = account.lock.document(
        (sale.id, view), lambda: sale_document(account, sale, view)
    )
    return Reply(200, document)


@operation("POST", "/sale", request="sale.create.json", responses=_SALE, source=_SOURCE)
def create_sale(call: Call, account: Account) -> Reply:
    """
    Create a sale: a header without lines.
    """
    return Reply(200, sale_document(account, create(account, call.body), View()))


@operation("PUT", "/sale", request="sale.update.json", responses=_SALE, source=_SOURCE)
def update_sale(call: Call, account: Account) -> Reply:
    """
    Replace the header of a sale.
    """
    sale = account.sales.by_id(guid(call.body["ID"]))
    update(account, sale, call.body)
    return Reply(200, sale_document(account, sale, View()))


@operation(
    "DELETE",
    "/sale",
    responses=_SALE,
    query={"ID": required(GUID), "Void": BOOLEAN},
    source=_SOURCE,
)
def delete_sale(call: Call, account: Account) -> Reply:
    """
    Undo a sale, or void it.
    """
    sale = account.sales.by_id(call.query["ID"])
    end = void_sale if call.query.get("Void") else undo_sale
    end(account, sale)
    return Reply(200, sale_document(account, sale, View()))
