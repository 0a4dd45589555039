"""
What kinds of reference books there are: their fields, filters and sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from emulators.cin7_core.domain.reading import ZERO


@dataclass(frozen=True, slots=True)
class BookKind:
    """
    What kind of book it is.

    Attributes:
        noun: What a row is called.

        id_field: The field that a new row gets an id in; None for a row without.

        blank: What a row has that was not given; its types are those of the fields.

        missing: Sentence for a name that is not there, with ``{name}``.

        code: The ErrorCode beside that sentence.

        recorded: The sentence was seen in a real answer.

        unknown: The recorded sentence for an id or code that is not there, if any.

        duplicate_recorded: So was the one for a name that is taken.

        filters: Fields that the list is filtered by, as they are; by its beginning it
            is always filtered by the name.

        names: Fields that name rows of other books.
    """

    noun: str
    name_field: str
    id_field: str | None
    blank: Mapping[str, Any]
    missing: str
    code: int = 400
    recorded: bool = False
    unknown: str = ""
    duplicate_recorded: bool = False
    filters: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def key_field(self) -> str:
        """
        The field that a change or deletion names a row by.
        """
        return self.id_field or self.name_field

    @property
    def text_field(self) -> str:
        """
        The field that is filtered by its beginning.
        """
        return "Name" if self.name_field == "Code" else self.name_field


def _plain(noun: str, missing: str, **more: Any) -> BookKind:
    return BookKind(noun, "Name", "ID", {}, missing, **more)


KINDS: Mapping[str, BookKind] = {
    "categories": _plain("category", "Category not found.", code=404, recorded=True),
    "brands": _plain(
        "brand",
        "Brand '{name}' was not found in reference book",
        code=404,
        recorded=True,
    ),
    "units": _plain(
        "unit",
        "Unit of measure with name '{name}' was not found reference book.",
        recorded=True,
        duplicate_recorded=True,
    ),
    "terms": BookKind(
        "payment term",
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
        filters=("ID", "Method", "IsActive", "IsDefault"),
    ),
    "taxes": BookKind(
        "tax rule",
        "Name",
        "ID",
        {
            "Account": "2200",
            "IsActive": True,
            "TaxInclusive": False,
            "TaxPercent": ZERO,
            "IsTaxForSale": True,
            "IsTaxForPurchase": True,
            "Components": [],
        },
        "There is no tax rule '{name}'",
        filters=("ID", "IsActive", "IsTaxForSale", "IsTaxForPurchase", "Account"),
        names=(("Account", "accounts"),),
    ),
    "accounts": BookKind(
        "account",
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
            "Bank": None,
        },
        "There is no account '{name}'",
        unknown="Account with specified ID not found",
        filters=("Code", "Type", "Status", "Bank", "BankAccountId"),
    ),
    "price_tiers": BookKind(
        "price tier", "Name", None, {"Code": 0}, "There is no price tier '{name}'"
    ),
    "attribute_sets": BookKind(
        "attribute set",
        "Name",
        "ID",
        {
            f"Attribute{n}{part}": value
            for n in range(1, 11)
            for part, value in (("Name", ""), ("Type", "Not used"), ("Values", ""))
        },
        "There is no attribute set '{name}'",
        filters=("ID",),
    ),
    "carriers": BookKind(
        "carrier",
        "Description",
        "CarrierID",
        {},
        "There is no carrier '{name}'",
        filters=("CarrierID",),
    ),
}
