"""
Products: what is sold, and what a line of a sale repeats of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.attachment import Files
from emulators.cin7_core.domain.listing import Listing
from emulators.cin7_core.domain.product_supplier import ProductSupplier
from emulators.cin7_core.domain.reading import (
    EMPTY_GUID,
    ZERO,
    Document,
    guid,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.uses import (
    LOCATIONS,
    Use,
    rename_in,
    use_of,
    uses_in,
)
from emulators.cin7_core.profile import ProductMatch
from emulators.kit.finder import Plan, Span, Tests

_MEASURES = ("Length", "Width", "Height", "Weight")
NAMED: Mapping[str, str] = {
    "Brand": "brands",
    "AttributeSet": "attribute_sets",
    "DefaultLocation": LOCATIONS,
    "COGSAccount": "accounts",
    "RevenueAccount": "accounts",
    "ExpenseAccount": "accounts",
    "InventoryAccount": "accounts",
    "PurchaseTaxRule": "taxes",
    "SaleTaxRule": "taxes",
}
_LEVEL = {"LocationName": LOCATIONS}
_CUSTOM_FIELDS = tuple(f"ProductCustomField{n}" for n in range(1, 11))


class NoProduct(Refused):
    """
    There is no such product.
    """


class SkuTaken(Refused):
    """
    Another product has this SKU.
    """


@dataclass(slots=True)
class Product:
    """
    A product.

    Attributes:
        document: What no rule looks at, under the vendor's names.

        extras: What each line of a sale repeats of it.
    """

    id: str
    sku: str
    name: str
    category: str
    kind: str
    costing_method: str
    unit: str
    status: str
    prices: list[Decimal]
    created_at: datetime
    modified_at: datetime
    document: dict[str, Any] = field(default_factory=dict)
    average_cost: Decimal = ZERO
    attachments: list[dict[str, Any]] = field(default_factory=list)
    suppliers: list[ProductSupplier] = field(default_factory=list)
    extras: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_deprecated(self) -> bool:
        """
        Whether it is sold no longer.
        """
        return self.status == "Deprecated"

    @property
    def is_stock(self) -> bool:
        """
        Whether it lies in a warehouse.
        """
        return self.kind == "Stock"

    @property
    def uses(self) -> tuple[Use, ...]:
        """
        What it names.
        """
        levels = self.document.get("ReorderLevels") or ()
        return (
            use_of("categories", self.category),
            use_of("units", self.unit),
            *uses_in(self.document, NAMED),
            *(use for level in levels for use in uses_in(level, _LEVEL)),
        )

    def follow(self, use: Use, name: str) -> None:
        """
        Say the new name of something that it names.
        """
        if use == use_of("categories", self.category):
            self.category = name
        if use == use_of("units", self.unit):
            self.unit = name
        rename_in(self.document, NAMED, use, name)
        for level in self.document.get("ReorderLevels") or ():
            rename_in(level, _LEVEL, use, name)

    @property
    def needs_batch(self) -> bool:
        """
        Whether each unit belongs to a batch or has a serial number.
        """
        return "Batch" in self.costing_method or "Serial" in self.costing_method

    @property
    def goes_by_expiry(self) -> bool:
        """
        Whether what expires first is to leave first.
        """
        return self.costing_method.startswith("FEFO")


_LIVE = {"IsDeprecated": False}
NO_EXTRAS: Mapping[str, Any] = {
    **{f"Product{measure}": ZERO for measure in _MEASURES},
    "WeightUnits": "",
    "DimensionsUnits": "",
    **dict.fromkeys(_CUSTOM_FIELDS),
}


def _begins(name: str, wanted: str) -> bool:
    return name.casefold().startswith(wanted.casefold())


def contains(name: str, wanted: str) -> bool:
    """
    Tell whether a name has a part, in any case.
    """
    return wanted.casefold() in name.casefold()


def _tests(match: ProductMatch) -> Tests[Product]:
    fits = contains if match is ProductMatch.CONTAINS else _begins
    return {
        "ID": lambda one, wanted: one.id == wanted,
        "Name": lambda one, wanted: fits(one.name, wanted),
        "Sku": lambda one, wanted: fits(one.sku, wanted),
        "ModifiedSince": lambda one, at: one.modified_at >= at,
        "IsDeprecated": lambda one, wanted: one.is_deprecated == wanted,
        "ExactSku": lambda one, wanted: one.sku.casefold() == wanted.casefold(),
        "NameStart": lambda one, wanted: _begins(one.name, wanted),
        "ExactName": lambda one, wanted: one.name.casefold() == wanted.casefold(),
        "Category": lambda one, wanted: one.category.casefold() == wanted.casefold(),
    }


_TESTS: Mapping[ProductMatch, Tests[Product]] = {
    one: _tests(one) for one in ProductMatch
}
# The last of the tests are for availability and for bills of materials.
_PLAN: Plan[Product] = Plan(
    tests=_TESTS[ProductMatch.CONTAINS],
    groups={
        "ID": lambda one: (one.id,),
        "IsDeprecated": lambda one: (one.is_deprecated,),
        "ExactSku": lambda one: (one.sku.casefold(),),
        "ExactName": lambda one: (one.name.casefold(),),
        "Category": lambda one: (one.category.casefold(),),
        "Uses": lambda one: one.uses,
    },
    asked=dict.fromkeys(("ExactSku", "ExactName", "Category"), str.casefold),
    texts={"Name": lambda one: (one.name,), "Sku": lambda one: (one.sku,)},
    beginnings={"NameStart": "Name"},
    orders={
        "Name": lambda one: one.name.casefold(),
        "Modified": lambda one: one.modified_at,
    },
    spans=(Span("Modified", "ModifiedSince", ""),),
)


class Products:
    """
    The products of one account. Who changes one calls `place` afterwards.

    Attributes:
        files: What hangs on them.
    """

    _by_id: dict[str, Product]
    derived = ("_by_sku", "_listing", "files")

    def __init__(self) -> None:
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the products that there are.
        """
        self._by_sku = {one.sku.lower(): one for one in self}
        self._listing = Listing(_PLAN, self._by_id)
        self.files = Files(self)

    def __iter__(self) -> Iterator[Product]:
        return iter(self._by_id.values())

    def by_id(self, product_id: str) -> Product:
        """
        Return the product.

        Raises:
            NoProduct: There is none.
        """
        try:
            return self._by_id[product_id]
        except KeyError:
            raise NoProduct(f"Product with ID {product_id} not found") from None

    def wanted(self, row: Document) -> Product:
        """
        Return the product that a line names; an id wins over a SKU.

        Raises:
            NoProduct: There is none.
        """
        product_id = guid(row.get("ProductID"))
        if product_id and product_id != EMPTY_GUID:
            return self.by_id(product_id)
        sku = text(row, "SKU")
        try:
            return self._by_sku[sku.lower()]
        except KeyError:
            raise NoProduct(f"Product with SKU '{sku}' not found") from None

    def check_free(self, sku: str, product: Product | None = None) -> None:
        """
        Make sure that no other product has the SKU.

        Raises:
            SkuTaken: One has.
        """
        if self._by_sku.get(sku.lower(), product) is not product:
            raise SkuTaken(f"Product with SKU '{sku}' already exists")

    def keep(self, product: Product) -> None:
        """
        Put a new product into the list.

        Raises:
            SkuTaken: Another one has its SKU.
        """
        self.check_free(product.sku, product)
        self._by_id[product.id] = product
        self._by_sku[product.sku.lower()] = product
        self.place(product)

    def rename(self, product: Product, sku: str) -> None:
        """
        Give the product another SKU, which `check_free` has found free.
        """
        del self._by_sku[product.sku.lower()]
        product.sku = sku
        self._by_sku[sku.lower()] = product
        self.place(product)

    def place(self, product: Product) -> None:
        """
        Write the product where the filters find it.
        """
        self._listing.put(product.id, product)
        self.files.put(product)

    def find(self, query: Mapping[str, Any], match: ProductMatch) -> Sequence[Product]:
        """
        Return the products that match the parameters of the list; an id says all.
        """
        if "ID" in query:
            return self.search({"ID": query["ID"]})
        asked = query if query.get("IncludeDeprecated") else {**query, **_LIVE}
        return self._listing.search(asked, _TESTS[match])

    def search(self, asked: Mapping[str, Any]) -> Sequence[Product]:
        """
        Return the products that match in all that is asked.
        """
        return self._listing.search(asked)

    def count_using(self, use: Use) -> int:
        """
        Return how many products name something.
        """
        return self._listing.count("Uses", use)

    def follow(self, use: Use, name: str) -> None:
        """
        Let all products say the new name of something.
        """
        for product in self._listing.of("Uses", use):
            product.follow(use, name)
            self.place(product)


def extras_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what a line of a sale repeats of a product with this document.
    """
    return {
        **{f"Product{key}": document.get(key, ZERO) for key in _MEASURES},
        "WeightUnits": document.get("WeightUnits", ""),
        "DimensionsUnits": document.get("DimensionsUnits", ""),
        **{
            name: document.get(f"AdditionalAttribute{n}")
            for n, name in enumerate(_CUSTOM_FIELDS, start=1)
        },
    }
