"""
Products: what is sold, and what a line of a sale repeats of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.product_supplier import ProductSupplier
from emulators.cin7_core.domain.reading import (
    EMPTY_GUID,
    ZERO,
    Document,
    guid,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.profile import ProductMatch

_MEASURES = ("Length", "Width", "Height", "Weight")
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
    def is_stock(self) -> bool:
        """
        Whether it lies in a warehouse.
        """
        return self.kind == "Stock"

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


NO_EXTRAS: Mapping[str, Any] = {
    **{f"Product{measure}": ZERO for measure in _MEASURES},
    "WeightUnits": "",
    "DimensionsUnits": "",
    **dict.fromkeys(_CUSTOM_FIELDS),
}


class Products:
    """
    The products of one account.
    """

    _by_id: dict[str, Product]
    derived = ("_by_sku",)

    def __init__(self) -> None:
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the index of the products that there are.
        """
        self._by_sku = {one.sku.lower(): one for one in self}

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

    def check_free(self, sku: str, product: Product) -> None:
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

    def rename(self, product: Product, sku: str) -> None:
        """
        Give the product another SKU, which `check_free` has found free.
        """
        del self._by_sku[product.sku.lower()]
        product.sku = sku
        self._by_sku[sku.lower()] = product

    def find(self, query: Mapping[str, Any], match: ProductMatch) -> list[Product]:
        """
        Return the products that match the parameters of the list.
        """
        if "ID" in query:
            found = self._by_id.get(query["ID"])
            return [found] if found else []
        return [one for one in self if _matches(one, query, match)]


def _matches(product: Product, query: Mapping[str, Any], match: ProductMatch) -> bool:
    if product.status == "Deprecated" and not query.get("IncludeDeprecated"):
        return False
    if "ModifiedSince" in query and product.modified_at < query["ModifiedSince"]:
        return False
    for name, value in (("Name", product.name), ("Sku", product.sku)):
        asked = str(query.get(name, "")).lower()
        found = value.lower()
        if asked not in found:
            return False
        if match is ProductMatch.STARTS_WITH and not found.startswith(asked):
            return False
    return True


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
