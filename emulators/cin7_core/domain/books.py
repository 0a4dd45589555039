"""
Reference books: the small lists that sales, customers and products name rows of.

A name is found in any case, and nothing is ever added by naming it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from emulators.cin7_core.domain.refusal import Refused

Row = dict[str, Any]


class NotInBook(Refused):
    """
    A name stands in no row, or the row is not active.
    """


class AlreadyInBook(Refused):
    """
    A name is taken.
    """


@dataclass(frozen=True, slots=True)
class BookKind:
    """
    What kind of book it is.

    Attributes:
        id_field: The field that a new row gets an id in; None for a row without.

        blank: What a row has that was not given.

        missing: Sentence for a name that is not there, with ``{name}``.

        code: The ErrorCode beside that sentence.

        recorded: The sentence was seen in a real answer.
    """

    name_field: str
    id_field: str | None
    blank: Mapping[str, Any]
    missing: str
    code: int = 400
    recorded: bool = False


KINDS: Mapping[str, BookKind] = {
    "categories": BookKind(
        "Name", "ID", {}, "Category not found.", code=404, recorded=True
    ),
    "brands": BookKind(
        "Name",
        "ID",
        {},
        "Brand '{name}' was not found in reference book",
        code=404,
        recorded=True,
    ),
    "units": BookKind(
        "Name",
        "ID",
        {},
        "Unit of measure with name '{name}' was not found reference book.",
        recorded=True,
    ),
    "terms": BookKind(
        "Name",
        "ID",
        {
            "Duration": 30,
            "Method": "number of days",
            "IsActive": True,
            "IsDefault": False,
        },
        "Active payment term with name {name} was not found in Payment Terms"
        " reference book",
        recorded=True,
    ),
    "taxes": BookKind(
        "Name",
        "ID",
        {
            "Account": "2200",
            "IsActive": True,
            "TaxInclusive": False,
            "TaxPercent": 0,
            "IsTaxForSale": True,
            "IsTaxForPurchase": True,
            "Components": [],
        },
        "There is no tax rule '{name}'",
    ),
    "accounts": BookKind(
        "Code",
        None,
        {
            "Status": "ACTIVE",
            "Name": "",
            "Type": "CURRENT",
            "Description": "",
            "Class": "ASSET",
            "SystemAccount": None,
            "SystemAccountCode": None,
            "BankAccountNumber": None,
            "BankAccountId": None,
            "ForPayments": False,
            "DisplayName": "",
            "OldCode": None,
        },
        "There is no account '{name}'",
    ),
    "price_tiers": BookKind(
        "Name", None, {"Code": 0}, "There is no price tier '{name}'"
    ),
    "attribute_sets": BookKind(
        "Name",
        "ID",
        {
            f"Attribute{n}{part}": value
            for n in range(1, 11)
            for part, value in (("Name", ""), ("Type", "Not used"), ("Values", ""))
        },
        "There is no attribute set '{name}'",
    ),
    "carriers": BookKind(
        "Description", "CarrierID", {}, "There is no carrier '{name}'"
    ),
}


class Book:
    """
    One book, its rows in the order they were written.
    """

    kind: BookKind
    _rows: dict[str, Row]

    def __init__(self, kind: BookKind, rows: Iterable[Row] = ()) -> None:
        self.kind = kind
        self._rows = {}
        for row in rows:
            self._rows[str(row[kind.name_field]).lower()] = row

    def __iter__(self) -> Any:
        return iter(self._rows.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._rows

    def wanted(self, name: str) -> Row:
        """
        Return the row of this name.

        Raises:
            NotInBook: There is none, or it is not active.
        """
        row = self._rows.get(name.strip().lower())
        if row is None or row.get("IsActive") is False:
            raise NotInBook(
                self.kind.missing.format(name=name),
                code=self.kind.code,
                recorded=self.kind.recorded,
            )
        return row

    def add(self, given: Mapping[str, Any], new_id: str) -> Row:
        """
        Write a row, with blanks for what was not given.

        Raises:
            AlreadyInBook: The name is taken, in whatever case.
        """
        kind = self.kind
        name = str(given[kind.name_field])
        if name.lower() in self._rows:
            raise AlreadyInBook(f"'{name}' already exists. It must be unique.")
        row = {kind.id_field: new_id} if kind.id_field else {}
        fields = (kind.name_field, *kind.blank)
        row |= {f: given.get(f, kind.blank.get(f)) for f in fields}
        self._rows[name.lower()] = row
        return row

    def find(self, filters: Mapping[str, Any]) -> list[Row]:
        """
        Return the rows that match: the name by its beginning, the rest exactly.
        """
        return [row for row in self if self._matches(row, filters)]

    def _matches(self, row: Row, filters: Mapping[str, Any]) -> bool:
        for field, wanted in filters.items():
            found, asked = str(row.get(field, "")).lower(), str(wanted).lower()
            by_beginning = field in {"Name", "Description"}
            if not (found.startswith(asked) if by_beginning else found == asked):
                return False
        return True
