"""
The company's contacts, and the cards and sales that name those of them who sell.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.bookkeeping import InUse
from emulators.cin7_core.domain.reading import Document, guid
from emulators.cin7_core.domain.uses import REPRESENTATIVES

Row = dict[str, Any]


def change_contact(account: Account, body: Document) -> Row:
    """
    Write what the body has into a contact, and return it with who names it.

    Cards and sales say a seller's new name from then on.

    Raises:
        NoCard: There is none.
    """
    contacts = account.contacts
    before = dict(contacts.by_id(guid(body["ContactID"])))
    row = contacts.change(before["ContactID"], body)
    if before["Type"] == "Sale":
        account.rename(REPRESENTATIVES, before["Name"], row["Name"])
    return {**row, "CRMID": None, "ReferenceCount": _references(account, row)}


def delete_contact(account: Account, contact_id: str) -> None:
    """
    Take a contact away.

    Raises:
        NoCard: There is none.
        InUse: It sells for somebody.
    """
    row = account.contacts.by_id(contact_id)
    if _references(account, row):
        raise InUse(f"Contact '{row['Name']}' cannot be deleted: it is in use")
    account.contacts.remove(contact_id)


def _references(account: Account, row: Row) -> int:
    if row["Type"] != "Sale":
        return 0
    return account.references(REPRESENTATIVES, row["Name"])
