"""
What API clients write into reference books, and what a book does not let them write.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.books import Row
from emulators.cin7_core.domain.reading import ZERO, Document, boolean, number, text
from emulators.cin7_core.domain.refusal import Refused

_READ_ONLY = (
    "SystemAccountCode",
    "BankAccountId",
    "DisplayName",
    "OldCode",
    "Currency",
)
_CLASSES = {
    "BANK": "ASSET",
    "CURRENT": "ASSET",
    "FIXED": "ASSET",
    "EQUITY": "EQUITY",
    "EXPENSE": "EXPENSE",
    "REVENUE": "REVENUE",
}


class InUse(Refused):
    """
    Something names the row.
    """


class SystemAccountStays(Refused):
    """
    The company cannot do without the account.
    """


class BankMissing(Refused):
    """
    An account at a bank comes without the bank or the number.
    """


class NoLiability(Refused):
    """
    A part of a tax goes to an account that taxes cannot go to.
    """


def add_row(account: Account, book: str, body: Document) -> Row:
    """
    Write a new row.

    Raises:
        AlreadyInBook: The name is taken.
        Refused: It says what the book does not allow.
    """
    given = _completed(account, book, body, {})
    return account.books[book].add(given, account.new_id())


def change_row(account: Account, book: str, body: Document) -> Row:
    """
    Write what the body has into a row; who names it says the new name from then on.

    Raises:
        NotOnFile: There is no such row.
        AlreadyInBook: The name is taken.
        Refused: It says what the book does not allow.
    """
    kept = account.books[book]
    row = kept.by_key(body[kept.kind.key_field])
    before = row[kept.kind.name_field]
    kept.change(row, _completed(account, book, body, row))
    account.rename(book, before, row[kept.kind.name_field])
    return row


def delete_row(account: Account, book: str, key: str) -> None:
    """
    Take a row out that nothing names.

    Raises:
        NotOnFile: There is no such row.
        InUse: Something names it.
        SystemAccountStays: It is an account of the system.
    """
    kept = account.books[book]
    row = kept.by_key(key)
    name, noun = row[kept.kind.name_field], kept.kind.noun.capitalize()
    if row.get("SystemAccount"):
        raise SystemAccountStays(f"{noun} '{name}' is a system account")
    if account.references(book, name):
        raise InUse(f"{noun} '{name}' cannot be deleted: it is in use")
    kept.remove(row)


def _completed(account: Account, book: str, body: Document, row: Row) -> Document:
    """
    Return the body with what follows from it; *row* is empty for a new one.
    """
    complete = _COMPLETED.get(book)
    return complete(account, body, row) if complete else body


def _complete_account(account: Account, body: Document, row: Row) -> Document:
    """
    Return an account with its class and display name; one at a bank gets its bank's id.
    """
    given = {key: body[key] for key in body if key not in _READ_ONLY}
    if row:
        given.pop("SystemAccount", None)
    whole = {**row, **given}
    if whole["Type"] == "BANK":
        for key in ("Bank", "BankAccountNumber"):
            if not whole.get(key):
                raise BankMissing(f"Required attribute '{key}' not provided")
        given["BankAccountId"] = row.get("BankAccountId") or account.new_id()
    if not whole.get("Class"):
        given["Class"] = _CLASSES.get(whole["Type"], "LIABILITY")
    given["DisplayName"] = f"{whole['Code']}: {whole['Name']}"
    return given


def _complete_tax(account: Account, body: Document, row: Row) -> Document:
    """
    Return a tax rule with the sum of its parts; the percentage is never written.
    """
    given = {key: body[key] for key in body if key != "TaxPercent"}
    if body.get("Account"):
        account.books["accounts"].wanted(body["Account"])
    if body.get("Components") is not None:
        parts = [_component(account, part) for part in body["Components"]]
        given["Components"] = parts
        given["TaxPercent"] = sum((Decimal(part["Percent"]) for part in parts), ZERO)
    elif not row:
        given["TaxPercent"] = ZERO
    return given


def _component(account: Account, part: Document) -> dict[str, Any]:
    """
    Return a part of a tax as the vendor writes it: all its numbers are texts.
    """
    code = text(part, "AccountCode")
    row = account.books["accounts"].wanted(code)
    if row["Class"] != "LIABILITY" or row["Status"] != "ACTIVE":
        raise NoLiability(f"Account {code} is no active account for liabilities")
    compound = part.get("Compound") in {1, "1"} or boolean(part.get("Compound"))
    return {
        "ID": (text(part, "ID") or account.new_id()).upper(),
        "Name": text(part, "Name"),
        "Percent": f"{number(part['Percent']):.10f}",
        "AccountCode": row["Code"],
        "Compound": "1" if compound else "0",
        "ComponentOrder": str(int(number(part["ComponentOrder"]))),
    }


_COMPLETED: Mapping[str, Callable[[Account, Document, Row], Document]] = {
    "accounts": _complete_account,
    "taxes": _complete_tax,
}
