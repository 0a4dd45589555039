"""
Product families: variants of one product, told apart by at most three options.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.attachment import Files
from emulators.cin7_core.domain.listing import Listing
from emulators.cin7_core.domain.product import NAMED as PRODUCT_NAMED
from emulators.cin7_core.domain.product import contains
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.uses import Use, rename_in, uses_in
from emulators.kit.finder import Plan, Span

OPTIONS = range(3)
NAMED: Mapping[str, str] = {**PRODUCT_NAMED, "Category": "categories", "UOM": "units"}


class NoFamily(Refused):
    """
    There is no such family.
    """


class FamilyTaken(Refused):
    """
    Another family has this SKU.
    """


@dataclass(slots=True)
class ProductFamily:
    """
    A family.

    Attributes:
        options: The names of the options; empty for one that is not used.

        members: What each product has of the options, by the product's id.

        document: What no rule looks at, under the vendor's names.
    """

    id: str
    sku: str
    name: str
    modified_at: datetime
    options: list[str]
    prices: list[Decimal]
    members: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)
    attachments: list[dict[str, Any]] = field(default_factory=list)

    def values(self, option: int) -> str:
        """
        Return the values that the products have of an option, each once and in order.
        """
        return ",".join(sorted({one[option] for one in self.members.values()} - {""}))


_PLAN: Plan[ProductFamily] = Plan(
    tests={
        "ID": lambda one, wanted: one.id == wanted,
        "Name": lambda one, wanted: contains(one.name, wanted),
        "Sku": lambda one, wanted: contains(one.sku, wanted),
        "ModifiedSince": lambda one, at: one.modified_at >= at,
    },
    groups={
        "ID": lambda one: (one.id,),
        "Member": lambda one: tuple(one.members),
        "Uses": lambda one: uses_in(one.document, NAMED),
    },
    texts={"Name": lambda one: (one.name,), "Sku": lambda one: (one.sku,)},
    orders={"Modified": lambda one: one.modified_at},
    spans=(Span("Modified", "ModifiedSince", ""),),
)


class ProductFamilies:
    """
    The families of one account. Who changes one calls `place` afterwards.

    Attributes:
        files: What hangs on them.
    """

    _by_id: dict[str, ProductFamily]
    derived = ("_by_sku", "_listing", "files")

    def __init__(self) -> None:
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the families that there are.
        """
        self._by_sku = {one.sku.lower(): one for one in self}
        self._listing = Listing(_PLAN, self._by_id)
        self.files = Files(self)

    def __iter__(self) -> Iterator[ProductFamily]:
        return iter(self._by_id.values())

    def by_id(self, family_id: str) -> ProductFamily:
        """
        Return the family.

        Raises:
            NoFamily: There is none.
        """
        try:
            return self._by_id[family_id]
        except KeyError:
            raise NoFamily(f"Product family with ID {family_id} not found") from None

    def check_free(self, sku: str, family: ProductFamily | None = None) -> None:
        """
        Make sure that no other family has the SKU.

        Raises:
            FamilyTaken: One has.
        """
        if self._by_sku.get(sku.lower(), family) is not family:
            raise FamilyTaken(f"Product family with SKU '{sku}' already exists")

    def place(self, family: ProductFamily, *, sku: str | None = None) -> None:
        """
        Write the family where the filters find it; *sku* is a new one.
        """
        self._by_sku.pop(family.sku.lower(), None)
        family.sku = sku or family.sku
        self._by_id[family.id] = self._by_sku[family.sku.lower()] = family
        self._listing.put(family.id, family)
        self.files.put(family)

    def find(self, query: Mapping[str, Any]) -> Sequence[ProductFamily]:
        """
        Return the families that match the parameters of the list.
        """
        return self._listing.search(query)

    def of_product(self, product_id: str) -> ProductFamily | None:
        """
        Return the family that a product belongs to, if any.
        """
        return next(iter(self._listing.of("Member", product_id)), None)

    def count_using(self, use: Use) -> int:
        """
        Return how many families name something.
        """
        return self._listing.count("Uses", use)

    def follow(self, use: Use, name: str) -> None:
        """
        Let all families say the new name of something.
        """
        for family in self._listing.of("Uses", use):
            rename_in(family.document, NAMED, use, name)
            self.place(family)
