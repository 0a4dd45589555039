"""
Purchases and their orders.

The old endpoint knows simple purchases; the advanced one knows both types, and the
order of either is written by ``purchase/order``.
"""

from dataclasses import replace

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.purchase import Purchase
from emulators.cin7_core.domain.purchase_document import (
    advanced_purchase_document,
    order_document,
    purchase_document,
    purchase_row,
)
from emulators.cin7_core.domain.purchasing import (
    change_purchase,
    create_purchase,
    end_purchase,
    write_order,
)
from emulators.cin7_core.domain.reading import Document, boolean, guid
from emulators.cin7_core.operations.documents import (
    DocumentType,
    document_operations,
    list_operation,
)
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    INSTANT,
    WORD,
    answers,
)
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation, required

_ORDER = answers("purchase_order.json")
_COMBINE = "CombineAdditionalCharges"


def _create_simple(account: Account, body: Document) -> Purchase:
    return create_purchase(account, {**body, "PurchaseType": "Simple"})


def _change_simple(account: Account, body: Document) -> Purchase:
    account.purchases.simple(guid(body["ID"]))
    return change_purchase(account, body)


_SIMPLE = DocumentType(
    noun="purchase",
    path="/purchase",
    key="ID",
    schema="purchase",
    find=lambda account, purchase_id: account.purchases.simple(purchase_id),
    create=_create_simple,
    change=_change_simple,
    end=end_purchase,
    show=lambda account, found, query: purchase_document(
        account, found, combine=query.get(_COMBINE, False)
    ),
    query={_COMBINE: BOOLEAN},
)
purchases = document_operations(_SIMPLE)
advanced_purchases = document_operations(
    replace(
        _SIMPLE,
        noun="advanced_purchase",
        path="/advanced-purchase",
        schema="advanced_purchase",
        find=lambda account, purchase_id: account.purchases.by_id(purchase_id),
        create=create_purchase,
        change=change_purchase,
        show=lambda account, found, query: advanced_purchase_document(
            account, found, combine=query.get(_COMBINE, False)
        ),
    )
)
list_purchases = list_operation(
    "purchase_list",
    "/purchaseList",
    shelf=lambda account: account.purchases,
    key="PurchaseList",
    filters={
        "Search": TEXT,
        "RequiredBy": INSTANT,
        "UpdatedSince": INSTANT,
        **dict.fromkeys(
            (
                "OrderStatus",
                "RestockReceivedStatus",
                "InvoiceStatus",
                "CreditNoteStatus",
                "UnstockStatus",
                "Status",
            ),
            WORD,
        ),
        "DropShipTaskID": GUID,
    },
    show=purchase_row,
)


@operation(
    "GET",
    "/purchase/order",
    responses=_ORDER,
    query={"TaskID": required(GUID), _COMBINE: BOOLEAN},
    source=f"{DOCS}/purchase-order",
)
def get_purchase_order(call: Call, account: Account) -> Reply:
    """
    Return the order of a purchase.
    """
    purchase = account.purchases.by_id(call.query["TaskID"])
    return _order(purchase, combine=call.query.get(_COMBINE, False))


@operation(
    "POST",
    "/purchase/order",
    request="purchase_order.create.json",
    responses=_ORDER,
    source=f"{DOCS}/purchase-order",
)
def create_purchase_order(call: Call, account: Account) -> Reply:
    """
    Write the order of a purchase, as a draft or authorised.
    """
    purchase = account.purchases.by_id(guid(call.body["TaskID"]))
    written = write_order(account, purchase, call.body)
    return _order(written, combine=boolean(call.body.get(_COMBINE)))


def _order(purchase: Purchase, *, combine: bool) -> Reply:
    head = {"TaskID": purchase.id, _COMBINE: combine}
    return Reply(200, head | order_document(purchase, combine=combine))
