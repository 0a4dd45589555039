"""
Credit notes of sales, and the list of sales that have one.
"""

from functools import partial

from emulators.cin7_core.domain import crediting
from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.credit_note_document import (
    credit_note_document,
    paid_credit_note_document,
)
from emulators.cin7_core.domain.reading import boolean, guid
from emulators.cin7_core.domain.sale import Sale
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
from emulators.cin7_core.operations.product_info import SWITCH
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation, required

_LIST = answers("sale.credit_notes.json")
_SOURCE = f"{DOCS}/sale-credit-note"


@operation(
    "GET",
    "/saleCreditNoteList",
    responses=answers("sale_list.json"),
    query={
        **PAGING,
        "Search": TEXT,
        "CreatedSince": INSTANT,
        "UpdatedSince": INSTANT,
        "UpdatedUntil": INSTANT,
        "CreditNoteStatus": WORD,
        "Status": WORD,
    },
    source=f"{DOCS}/sale-credit-note-list",
)
def list_credited_sales(call: Call, account: Account) -> Reply:
    """
    List the headers of sales that have a credit note, in pages.
    """
    query = {**call.query, "HasCreditNote": True}
    found = account.sales.find(query, account.profile)
    return listed("SaleList", found, call.query, partial(sale_row, account))


@operation(
    "GET",
    "/sale/creditnote",
    responses=_LIST,
    query={
        "SaleID": required(GUID),
        "CombineAdditionalCharges": BOOLEAN,
        "IncludePaymentInfo": BOOLEAN,
        **SWITCH,
    },
    source=_SOURCE,
)
def list_credit_notes(call: Call, account: Account) -> Reply:
    """
    Return all credit notes of a sale.
    """
    query = call.query
    return _list(
        account.sales.by_id(query["SaleID"]),
        combine=query.get("CombineAdditionalCharges", False),
        with_payments=query.get("IncludePaymentInfo", False),
    )


@operation(
    "POST",
    "/sale/creditnote",
    request="sale.credit_note.write.json",
    responses=_LIST,
    source=_SOURCE,
)
def write_credit_note(call: Call, account: Account) -> Reply:
    """
    Write a credit note, as a draft or authorised.
    """
    sale = account.sales.by_id(guid(call.body["SaleID"]))
    crediting.write_credit_note(account, sale, call.body)
    return _list(sale, combine=boolean(call.body["CombineAdditionalCharges"]))


@operation(
    "DELETE",
    "/sale/creditnote",
    responses=_LIST,
    query={"TaskID": required(GUID), "Void": BOOLEAN},
    source=_SOURCE,
)
def delete_credit_note(call: Call, account: Account) -> Reply:
    """
    Undo a credit note, or void it.
    """
    sale, note = account.sales.credit_note(call.query["TaskID"])
    void = call.query.get("Void", False)
    crediting.end_credit_note(account, sale, note, void=void)
    return _list(sale, combine=False)


def _list(sale: Sale, *, combine: bool, with_payments: bool = False) -> Reply:
    show = paid_credit_note_document if with_payments else credit_note_document
    rows = [show(sale, note, combine=combine) for note in sale.credit_notes]
    return Reply(200, {"SaleID": sale.id, "CreditNotes": rows})
