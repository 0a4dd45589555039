"""
Reference books: the small lists that sales, customers and products name rows of.

A name is found in any case, and nothing is ever added by naming it.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.book_kinds import BookKind
from emulators.cin7_core.domain.listing import Listing, begins, folded, group, same
from emulators.cin7_core.domain.reading import boolean, number
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.uses import Use, rename_in, use_of, uses_in
from emulators.kit.finder import Plan

Row = dict[str, Any]


class NotInBook(Refused):
    """
    A name stands in no row, or the row is not active.
    """


class NotOnFile(Refused):
    """
    A book has no row of this id or code.
    """


class AlreadyInBook(Refused):
    """
    A name is taken.
    """


class Book:
    """
    One book, its rows in the order they were written.
    """

    kind: BookKind
    _rows: dict[str, Row]
    derived = ("_by_name", "_listing")

    def __init__(self, kind: BookKind) -> None:
        self.kind = kind
        self._rows = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the rows that there are.
        """
        self._by_name = {self._name(row).lower(): row for row in self}
        self._listing = Listing(_plan(self.kind), self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_name

    def wanted(self, name: str) -> Row:
        """
        Return the row of this name.

        Raises:
            NotInBook: There is none, or it is not active.
        """
        row = self._by_name.get(name.strip().lower())
        if row is None or row.get("IsActive") is False:
            raise NotInBook(
                self.kind.missing.format(name=name),
                code=self.kind.code,
                recorded=self.kind.recorded,
            )
        return row

    def by_key(self, key: str) -> Row:
        """
        Return the row of this id, or code where rows have none.

        Raises:
            NotOnFile: There is none.
        """
        try:
            return self._rows[key.strip().lower()]
        except KeyError:
            kind = self.kind
            sentence = (
                kind.unknown or f"{kind.noun.capitalize()} with ID {key} not found"
            )
            raise NotOnFile(sentence, recorded=bool(kind.unknown)) from None

    def add(self, given: Mapping[str, Any], new_id: str) -> Row:
        """
        Write a row, with blanks for what was not given.

        Raises:
            AlreadyInBook: The name is taken, in whatever case.
        """
        kind = self.kind
        self._check_free(str(given[kind.name_field]), None)
        row: Row = {kind.id_field: new_id} if kind.id_field else {}
        row |= {kind.name_field: "", **kind.blank, **self._read(given)}
        self._rows[self._key(row)] = row
        self._index(row)
        return row

    def change(self, row: Row, given: Mapping[str, Any]) -> None:
        """
        Write what was given into a row.

        Raises:
            AlreadyInBook: The name is taken, in whatever case.
        """
        before = self._name(row)
        self._check_free(str(given.get(self.kind.name_field, before)), row)
        del self._by_name[before.lower()]
        row |= self._read(given)
        self._index(row)

    def remove(self, row: Row) -> None:
        """
        Take a row out.
        """
        key = self._key(row)
        del self._rows[key], self._by_name[self._name(row).lower()]
        self._listing.drop(key)

    def find(self, filters: Mapping[str, Any]) -> Sequence[Row]:
        """
        Return the rows that match: the name by its beginning, the rest exactly.
        """
        return self._listing.search(filters)

    def count_using(self, use: Use) -> int:
        """
        Return how many rows name the row of another book.
        """
        return self._listing.count("Uses", use)

    def follow(self, use: Use, name: str) -> None:
        """
        Say the new name of a row of another book.
        """
        for row in self._listing.of("Uses", use):
            rename_in(row, dict(self.kind.names), use, name)
            self._index(row)

    def _index(self, row: Row) -> None:
        self._by_name[self._name(row).lower()] = row
        self._listing.put(self._key(row), row)
        if row.get("IsDefault"):
            for other in [*self.find({"IsDefault": True})]:
                if other is not row:
                    self.change(other, {"IsDefault": False})

    def _check_free(self, name: str, row: Row | None) -> None:
        if self._by_name.get(name.lower(), row) is not row:
            kind = self.kind
            raise AlreadyInBook(
                f"This {kind.noun} already exists. {kind.noun.capitalize()} "
                f"{kind.name_field.lower()} must be unique.",
                recorded=kind.duplicate_recorded,
            )

    def _read(self, given: Mapping[str, Any]) -> Row:
        blank = {self.kind.name_field: "", **self.kind.blank}
        return {key: _as(given[key], blank[key]) for key in blank if key in given}

    def _key(self, row: Row) -> str:
        return str(row[self.kind.key_field]).lower()

    def _name(self, row: Row) -> str:
        return str(row[self.kind.name_field])


def _as(value: Any, blank: Any) -> Any:
    """
    Return what was given, in the type of the blank; null is the blank itself.
    """
    if value is None:
        return blank
    match blank:
        case bool():
            return boolean(value)
        case int():
            return int(number(value))
        case Decimal():
            return number(value)
        case list():
            return list(value)
    return str(value)


def _plan(kind: BookKind) -> Plan[Row]:
    text, names = kind.text_field, dict(kind.names)
    return Plan(
        tests={
            text: begins(text),
            **{field: same(field) for field in kind.filters},
        },
        groups={
            "Uses": lambda row: (*uses_in(row, names), *_component_uses(row)),
            **{field: group(field) for field in kind.filters},
        },
        asked=dict.fromkeys(kind.filters, folded),
        beginnings={text: text},
        orders={text: lambda row: folded(row[text])},
    )


def _component_uses(row: Row) -> tuple[Use, ...]:
    rows = row.get("Components", ())
    return tuple(use_of("accounts", part["AccountCode"]) for part in rows)
