"""
Suppliers: who sells to the company.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.card import Card
from emulators.cin7_core.domain.reading import Document, guid, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.shelf import USES, Cards, Filters, having, naming
from emulators.cin7_core.profile import SinceBounds


class NoSupplier(Refused):
    """
    There is no supplier of this name.
    """


class SupplierTaken(Refused):
    """
    Another supplier has this name.
    """


@dataclass(slots=True)
class Supplier(Card):
    """
    A supplier.

    Attributes:
        texts: Fields that are texts, under the vendor's names.
    """

    id: str
    place: int
    name: str
    status: str
    modified_at: datetime
    texts: dict[str, str] = field(default_factory=dict)
    discount: Decimal = Decimal(0)

    @property
    def folded_name(self) -> str:
        """
        The name that nobody else has.
        """
        return self.name.casefold()


BOOKS = {
    "PaymentTerm": "terms",
    "TaxRule": "taxes",
    "AccountPayable": "accounts",
    "AttributeSet": "attribute_sets",
}


class Suppliers(Cards[Supplier]):
    """
    The suppliers of one account. Names are unique in any case.
    """

    names = BOOKS
    missing = "Supplier with ID {id} not found"
    filters = Filters(
        exact={
            "ID": having("id"),
            "Status": having("status"),
            "WholeName": having("folded_name"),
            USES: naming(BOOKS),
        },
        beginning={"Name": lambda one: one.name},
        since="ModifiedSince",
    )
    _by_id: dict[str, Supplier]

    def find(self, query: Mapping[str, Any], bounds: SinceBounds) -> Sequence[Supplier]:
        """
        Return the suppliers that match; deprecated ones only where asked for.
        """
        if query.get("IncludeDeprecated") or "ID" in query:
            return super().find(query, bounds)
        return super().find({**query, "Status": "Active"}, bounds)

    def named(self, row: Document) -> Supplier:
        """
        Return the supplier that a body names; an id wins over a name.

        Raises:
            NotFiled: There is none of this id.
            NoSupplier: There is none of this name.
        """
        supplier_id = guid(row.get("SupplierID"))
        if supplier_id:
            return self.by_id(supplier_id)
        name = text(row, "Supplier") or text(row, "SupplierName")
        for one in self.of("WholeName", name.casefold()):
            return one
        raise NoSupplier(f"Supplier '{name}' not found")

    def check_free(self, name: str, supplier: Supplier | None = None) -> None:
        """
        Make sure that no other supplier has the name.

        Raises:
            SupplierTaken: One has.
        """
        if any(one is not supplier for one in self.of("WholeName", name.casefold())):
            raise SupplierTaken(f"Supplier with name '{name}' already exists")
