"""
A product as bodies bring it and the vendor shows it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from emulators.cin7_core.domain.books import Book
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.product import Product, extras_of
from emulators.cin7_core.domain.product_supplier import product_supplier_document
from emulators.cin7_core.domain.reading import (
    ZERO,
    Document,
    boolean,
    number,
    text,
)
from emulators.cin7_core.domain.refusal import Refused

_TEXTS = (
    "Barcode",
    "ShortDescription",
    "Description",
    "InternalNote",
    "AttributeSet",
    "DiscountRule",
    "Tags",
    "StockLocator",
    "PickZones",
    "COGSAccount",
    "RevenueAccount",
    "ExpenseAccount",
    "InventoryAccount",
    "PurchaseTaxRule",
    "SaleTaxRule",
    "AssemblyInstructionURL",
    "AssemblyCostEstimationMethod",
    "HSCode",
    "CountryOfOrigin",
    "CountryOfOriginCode",
    *(f"AdditionalAttribute{n}" for n in range(1, 11)),
)
_NAMED = ("Brand", "DefaultLocation", "WeightUnits", "DimensionsUnits")
_NUMBERS = (
    "Length",
    "Width",
    "Height",
    "Weight",
    "CartonLength",
    "CartonWidth",
    "CartonHeight",
    "CartonQuantity",
    "CartonInnerQuantity",
    "MinimumBeforeReorder",
    "ReorderQuantity",
    "AlwaysShowQuantity",
    "QuantityToProduce",
)
_FLAGS = {
    "Sellable": True,
    "BillOfMaterial": False,
    "AutoAssembly": False,
    "AutoDisassembly": False,
}
_ARRAYS = {
    "ReorderLevels": "IncludeReorderLevels",
    "BillOfMaterialsProducts": "IncludeBOM",
    "BillOfMaterialsServices": "IncludeBOM",
    "CustomPrices": "IncludeCustomPrices",
}
EVERYTHING = dict.fromkeys(
    (
        *_ARRAYS.values(),
        "IncludeSuppliers",
        "IncludeMovements",
        "IncludeAttachments",
    ),
    True,
)
TIERS = 10
_BOOKS = {"Category": "categories", "UOM": "units", "Brand": "brands"}


class PriceTiersMissing(Refused):
    """
    A product comes without a price.
    """


class SuppliersInvalid(Refused):
    """
    A new product comes with suppliers.
    """


def create_product(
    body: Document, *, product_id: str, now: datetime, books: Mapping[str, Book]
) -> Product:
    """
    Return the product of a body.

    Raises:
        NotInBook: Category, brand or unit do not exist.
        PriceTiersMissing: There is no price.
        SuppliersInvalid: Suppliers can only be added later.
    """
    if body.get("Suppliers"):
        raise SuppliersInvalid("Suppliers is invalid", recorded=True)
    if "PriceTier1" not in body and not body.get("PriceTiers"):
        raise PriceTiersMissing("PriceTiers value cannot be empty", recorded=True)
    product = Product(
        id=product_id,
        sku=body["SKU"],
        name=body["Name"],
        category="",
        kind=body["Type"],
        costing_method=body["CostingMethod"],
        unit="",
        status=body["Status"],
        prices=[ZERO] * TIERS,
        created_at=now,
        modified_at=now,
    )
    update_product(product, body, now=now, books=books)
    return product


def update_product(
    product: Product,
    body: Document,
    *,
    now: datetime,
    books: Mapping[str, Book],
    replaces: bool = False,
) -> None:
    """
    Write what the body has into the product; arrays are replaced whole.

    What the body leaves out stays, or is cleared where it *replaces*; what a product
    cannot be without is always kept.

    SKU and kind are left alone: the list owns the first, nothing changes the second.

    Raises:
        NotInBook: Category, brand or unit do not exist.
    """
    named = {
        field: books[book].wanted(body[field])["Name"]
        for field, book in _BOOKS.items()
        if body.get(field)
    }
    product.category = named.get("Category", product.category)
    product.unit = named.get("UOM", product.unit)
    product.name = body.get("Name", product.name)
    product.costing_method = body.get("CostingMethod", product.costing_method)
    product.status = body.get("Status", product.status)
    product.modified_at = now
    _read_prices(product, body, [row["Name"] for row in books["price_tiers"]])
    if replaces:
        product.document.clear()
    _read_document(product.document, {**body, **named})
    product.extras = extras_of(product.document)


def _read_prices(product: Product, body: Document, tiers: list[str]) -> None:
    named = {
        name.lower(): value for name, value in (body.get("PriceTiers") or {}).items()
    }
    for position, name in enumerate(tiers):
        value = body.get(f"PriceTier{position + 1}", named.get(name.lower()))
        if value is not None:
            product.prices[position] = number(value)


def _read_document(document: dict[str, Any], body: Document) -> None:
    document |= {key: text(body, key) for key in (*_TEXTS, *_NAMED) if key in body}
    document |= {key: number(body[key]) for key in _NUMBERS if key in body}
    document |= {key: boolean(body[key]) for key in _FLAGS if key in body}
    document |= {key: body[key] or [] for key in _ARRAYS if key in body}
    if "DropShipMode" in body:
        document["DropShipMode"] = body["DropShipMode"]


def product_document(
    product: Product, tiers: list[str], query: Mapping[str, Any]
) -> dict[str, Any]:
    """
    Return the product as the vendor shows it; nested arrays only where asked for.
    """
    document = product.document
    return {
        "ID": product.id,
        "SKU": product.sku,
        "Name": product.name,
        "Category": product.category,
        "Type": product.kind,
        "CostingMethod": product.costing_method,
        "DropShipMode": document.get("DropShipMode", "No Drop Ship"),
        "UOM": product.unit,
        **{key: document.get(key) for key in _NAMED},
        **{key: document.get(key, ZERO) for key in _NUMBERS},
        **{f"PriceTier{n}": price for n, price in enumerate(product.prices, start=1)},
        "PriceTiers": dict(zip(tiers, product.prices, strict=True)),
        "AverageCost": product.average_cost,
        **{key: document.get(key, "") for key in _TEXTS},
        **{key: document.get(key, default) for key, default in _FLAGS.items()},
        "Status": product.status,
        "LastModifiedOn": stamp(product.modified_at),
        "BOMType": "Assembly" if document.get("BillOfMaterial") else "None",
        "Suppliers": [product_supplier_document(one) for one in product.suppliers]
        if query.get("IncludeSuppliers")
        else [],
        **{
            key: document.get(key, []) if query.get(flag) else []
            for key, flag in _ARRAYS.items()
        },
        "Movements": [],
        "Attachments": product.attachments if query.get("IncludeAttachments") else [],
    }
