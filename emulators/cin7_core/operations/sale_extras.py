"""
What a sale has beside its stages: the manual journal, and files.
"""

from emulators.cin7_core.domain import journaling
from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_files import (
    attach_to_sale,
    attachment_lines,
    detach_from_sale,
)
from emulators.cin7_core.operations.params import DOCS, GUID, answers
from emulators.kit.operation import Call, Reply, operation, required

_JOURNAL = answers("sale.journal.json")
_FILES = answers("sale.attachments.json")


@operation(
    "GET",
    "/sale/manualJournal",
    responses=_JOURNAL,
    query={"SaleID": required(GUID)},
    source=f"{DOCS}/sale-manual-journal",
)
def get_sale_manual_journal(call: Call, account: Account) -> Reply:
    """
    Return the manual journal of a sale.
    """
    return _journal(account.sales.by_id(call.query["SaleID"]))


@operation(
    "POST",
    "/sale/manualJournal",
    request="sale.journal.write.json",
    responses=_JOURNAL,
    source=f"{DOCS}/sale-manual-journal",
)
def create_sale_manual_journal(call: Call, account: Account) -> Reply:
    """
    Write the manual journal of a sale, as a draft or authorised.
    """
    sale = account.sales.by_id(guid(call.body["SaleID"]))
    journaling.write_journal(account, sale, call.body)
    return _journal(sale)


@operation(
    "GET",
    "/sale/attachment",
    responses=_FILES,
    query={"SaleID": required(GUID)},
    source=f"{DOCS}/sale-attachment",
)
def get_sale_attachment(call: Call, account: Account) -> Reply:
    """
    Return the files of a sale.
    """
    return _files(account.sales.by_id(call.query["SaleID"]))


@operation(
    "POST",
    "/sale/attachment",
    request="sale.attachment.create.json",
    responses=_FILES,
    source=f"{DOCS}/sale-attachment",
)
def create_sale_attachment(call: Call, account: Account) -> Reply:
    """
    Hang a file on a sale.
    """
    sale = account.sales.by_id(guid(call.body["SaleID"]))
    attach_to_sale(account, sale, call.body)
    return _files(sale)


@operation(
    "DELETE",
    "/sale/attachment",
    responses=_FILES,
    query={"ID": required(GUID)},
    source=f"{DOCS}/sale-attachment",
)
def delete_sale_attachment(call: Call, account: Account) -> Reply:
    """
    Take a file away from its sale.
    """
    return _files(detach_from_sale(account, call.query["ID"]))


def _journal(sale: Sale) -> Reply:
    return Reply(200, {"SaleID": sale.id, **journaling.journal_document(sale)})


def _files(sale: Sale) -> Reply:
    return Reply(200, {"SaleID": sale.id, "Lines": attachment_lines(sale)})
