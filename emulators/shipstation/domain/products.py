"""
Products: records that appear by themselves for SKUs that were ordered.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.kit.ambient import Ids
from emulators.shipstation.domain.errors import NotFound, Refused
from emulators.shipstation.domain.listing import (
    Keys,
    Tests,
    contains,
    in_order,
    matching,
    same,
)
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

    def has_in(self, key: str, id_key: str, number: int) -> bool:
        """
        Say whether a category, a type or one of the tags has this id.
        """
        held = self.document.get(key) or ()
        entries = (held,) if isinstance(held, dict) else held
        return any(entry.get(id_key) == number for entry in entries)


_TESTS: Tests[Product] = {
    "sku": lambda product, text: same(product.sku, text),
    "name": lambda product, text: contains(product.name, text),
    "upc": lambda product, text: same(product.document.get("upc"), text),
    "productCategoryId": lambda product, number: product.has_in(
        "productCategory", "categoryId", number
    ),
    "productTypeId": lambda product, number: product.has_in(
        "productType", "productTypeId", number
    ),
    "tagId": lambda product, number: product.has_in("tags", "tagId", number),
    "startDate": lambda product, date: product.created_at > instant_of(date),
    "endDate": lambda product, date: product.created_at <= instant_of(date),
    "showInactive": lambda product, inactive: inactive or product.active,
}
_KEYS: Keys[Product] = {
    "SKU": lambda product: (product.sku or "").casefold(),
    "CreateDate": lambda product: product.created_at,
    "ModifyDate": lambda product: product.modified_at or product.created_at,
}


class Products:
    """
    The products of one account, by SKU.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id: dict[int, Product] = {}
        self._by_sku: dict[str, Product] = {}

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

    def search(self, query: Mapping[str, Any]) -> list[Product]:
        """
        Return those that pass the filters, sorted.
        """
        asked = {"showInactive": False, **query}
        found = matching(self._candidates(query), asked, _TESTS)
        return in_order(found, query, _KEYS)

    def _candidates(self, query: Mapping[str, Any]) -> Collection[Product]:
        if "sku" not in query:
            return self._by_id.values()
        found = self._by_sku.get(query["sku"].casefold())
        return (found,) if found else ()


def _kept(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: document[key] for key in document if key in _BLANK or key == "upc"}
