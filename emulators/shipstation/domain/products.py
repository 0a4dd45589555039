"""
Products: records that appear by themselves for SKUs that were ordered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.kit.ambient import Ids
from emulators.kit.finder import Finder, Plan, Span, Tests
from emulators.shipstation.domain.errors import NotFound, Refused
from emulators.shipstation.domain.listing import contains, same
from emulators.shipstation.domain.wire import instant_of, trimmed

_FIRST_ID = 3691668
_BLANK: Mapping[str, Any] = dict.fromkeys(
    (
        "aliases",
        "productId",
        "sku",
        "name",
        "price",
        "defaultCost",
        "length",
        "width",
        "height",
        "weightOz",
        "internalNotes",
        "fulfillmentSku",
        "createDate",
        "modifyDate",
        "active",
        "productCategory",
        "productType",
        "warehouseLocation",
        "defaultCarrierCode",
        "defaultServiceCode",
        "defaultPackageCode",
        "defaultIntlCarrierCode",
        "defaultIntlServiceCode",
        "defaultIntlPackageCode",
        "defaultConfirmation",
        "defaultIntlConfirmation",
        "customsDescription",
        "customsValue",
        "customsTariffNo",
        "customsCountryCode",
        "noCustoms",
        "tags",
    )
)


@dataclass(slots=True)
class Product:
    """
    One product.

    Attributes:
        document: Everything else, as V1 has it.
    """

    product_id: int
    sku: str
    name: str | None
    active: bool
    created_at: datetime
    modified_at: datetime | None
    document: dict[str, Any]

    def to_document(self) -> dict[str, Any]:
        """
        Return what V1 shows.
        """
        return {
            **_BLANK,
            **self.document,
            "productId": self.product_id,
            "sku": self.sku,
            "name": self.name,
            "active": self.active,
            "createDate": trimmed(self.created_at),
            "modifyDate": trimmed(self.modified_at),
        }

    def ids_in(self, key: str, id_key: str) -> tuple[int | None, ...]:
        """
        Return the ids of a category, a type or the tags.
        """
        held = self.document.get(key) or ()
        entries = (held,) if isinstance(held, dict) else held
        return tuple(entry.get(id_key) for entry in entries)


_TESTS: Tests[Product] = {
    "sku": lambda product, text: same(product.sku, text),
    "name": lambda product, text: contains(product.name, text),
    "upc": lambda product, text: same(product.document.get("upc"), text),
    "productCategoryId": lambda product, number: (
        number in product.ids_in("productCategory", "categoryId")
    ),
    "productTypeId": lambda product, number: (
        number in product.ids_in("productType", "productTypeId")
    ),
    "tagId": lambda product, number: number in product.ids_in("tags", "tagId"),
    "startDate": lambda product, date: product.created_at > instant_of(date),
    "endDate": lambda product, date: product.created_at <= instant_of(date),
    "active": lambda product, active: product.active == active,
}
_PLAN: Plan[Product] = Plan(
    tests=_TESTS,
    groups={
        "sku": lambda one: ((one.sku or "").casefold(),),
        "upc": lambda one: ((one.document.get("upc") or "").casefold(),),
        "productCategoryId": lambda one: one.ids_in("productCategory", "categoryId"),
        "productTypeId": lambda one: one.ids_in("productType", "productTypeId"),
        "tagId": lambda one: one.ids_in("tags", "tagId"),
        "active": lambda one: (one.active,),
    },
    asked={"sku": str.casefold, "upc": str.casefold},
    texts={"name": lambda one: (one.name,)},
    orders={
        "SKU": lambda one: (one.sku or "").casefold(),
        "CreateDate": lambda one: one.created_at,
        "ModifyDate": lambda one: one.modified_at or one.created_at,
    },
    spans=(Span("CreateDate", "startDate", "endDate", instant_of),),
)


class Products:
    """
    The products of one account, by SKU.
    """

    _ids: Ids
    _by_id: dict[int, Product]
    derived = ("_by_sku", "_finder")

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the index of the products that there are.
        """
        self._by_sku = {one.sku.casefold(): one for one in self._by_id.values()}
        self._finder = Finder(_PLAN, self._by_id)

    def of_sku(self, sku: str | None) -> int | None:
        """
        Return the product that is known of an ordered SKU.
        """
        known = self._by_sku.get(sku.casefold()) if sku else None
        return known.product_id if known else None

    def for_line(
        self, sku: str | None, name: str | None, *, price: Decimal | None, now: datetime
    ) -> int | None:
        """
        Return the product of an ordered SKU, made where it is new; None without SKU.

        The price is that of the line; the weight is not taken over.
        """
        if not sku:
            return None
        known = self._by_sku.get(sku.casefold())
        product = known or self.add(sku, name, {"price": price}, now=now)
        return product.product_id

    def add(
        self, sku: str, name: str | None, document: Mapping[str, Any], *, now: datetime
    ) -> Product:
        """
        Add a product, or replace what is known of the SKU.
        """
        known = self._by_sku.get(sku.casefold())
        product = Product(
            known.product_id if known else self._ids.number("product", _FIRST_ID),
            sku,
            name,
            document.get("active") is not False,
            known.created_at if known else now,
            now if known else None,
            _kept(document),
        )
        self._by_id[product.product_id] = self._by_sku[sku.casefold()] = product
        self._finder.put(product.product_id, product)
        return product

    def update(
        self, product: Product, document: Mapping[str, Any], *, now: datetime
    ) -> None:
        """
        Write all of a product, also its SKU.

        Raises:
            Refused: Another product has the SKU.
        """
        sku = document["sku"]
        if self._by_sku.get(sku.casefold(), product) is not product:
            raise Refused(f"There is another product with the SKU {sku}.")
        del self._by_sku[product.sku.casefold()]
        self._by_sku[sku.casefold()] = product
        product.sku, product.name = sku, document["name"]
        product.active = document["active"] is not False
        product.modified_at = now
        product.document = _kept(document)
        self._finder.put(product.product_id, product)

    def get(self, product_id: int) -> Product:
        """
        Return the product of this id.

        Raises:
            NotFound: There is none.
        """
        try:
            return self._by_id[product_id]
        except KeyError:
            raise NotFound(f"product {product_id}") from None

    def search(self, query: Mapping[str, Any]) -> Sequence[Product]:
        """
        Return those that pass the filters, sorted.
        """
        asked = query if query.get("showInactive") else {**query, "active": True}
        return self._finder.search(asked)


def _kept(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: document[key] for key in document if key in _BLANK or key == "upc"}
