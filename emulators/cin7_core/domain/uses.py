"""
What names what: cards and papers name rows of reference books, and places.

Who names a row keeps the name as a text. A row that is renamed is renamed there too,
and one that is named anywhere stays.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any, Protocol

Use = tuple[str, str]

LOCATIONS, PLACES, REPRESENTATIVES = "locations", "places", "representatives"


class Users(Protocol):
    """
    A list whose entries name rows of books.
    """

    def count_using(self, use: Use) -> int:
        """
        Return how many entries name the row.
        """

    def follow(self, use: Use, name: str) -> None:
        """
        Write the row's new name wherever it stands.
        """


def use_of(book: str, name: str) -> Use:
    """
    Return how a name in a book is looked up.
    """
    return book, name.casefold()


def uses_in(document: Mapping[str, Any], books: Mapping[str, str]) -> tuple[Use, ...]:
    """
    Return what a document names; *books* says which field names a row of which book.
    """
    return tuple(
        use_of(book, document[field])
        for field, book in books.items()
        if document.get(field)
    )


def rename_in(
    document: MutableMapping[str, Any], books: Mapping[str, str], use: Use, name: str
) -> None:
    """
    Write the row's new name into the fields that have the old one.
    """
    for field, book in books.items():
        if document.get(field) and use_of(book, document[field]) == use:
            document[field] = name
