"""
What a card names in the reference books has to stand there.
"""

from collections.abc import Mapping
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.books import Book, NotInBook
from emulators.cin7_core.domain.reading import Document
from emulators.cin7_core.domain.refusal import Refused


class WrongAccount(Refused):
    """
    The account is another kind of account.
    """


def check_books(account: Account, body: Document, books: Mapping[str, str]) -> None:
    """
    Make sure that the books have what the fields of the body name.

    Raises:
        NotInBook: A name stands in no book.
    """
    for key, book in books.items():
        if body.get(key):
            account.books[book].wanted(body[key])


def check_system_account(account: Account, code: str | None, kind: str) -> None:
    """
    Make sure that the account is the one for what is *payable* or *receivable*.

    Raises:
        WrongAccount: It is another one.
    """
    if code:
        row = account.books["accounts"].wanted(code)
        if row["SystemAccount"] != f"Accounts {kind}":
            raise WrongAccount(f"Account {code} is not the one for {kind}s")


def field_of(book: Book, name: str, key: str, default: Any) -> Any:
    """
    Return what the row of this name has, the default where it is no longer good.
    """
    try:
        return book.wanted(name)[key]
    except NotInBook:
        return default
