"""
A product as bodies bring it and the vendor shows it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.countries import ALPHA_3, country_in
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.product import NAMED, Product, extras_of
from emulators.cin7_core.domain.product_movements import product_movements
from emulators.cin7_core.domain.product_parts import check_attributes, read_parts
from emulators.cin7_core.domain.product_supplier import product_supplier_document
from emulators.cin7_core.domain.reading import (
    ZERO,
    Document,
    boolean,
    number,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.uses import LOCATIONS
from emulators.cin7_core.profile import ProductUpdate

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
    *(f"AdditionalAttribute{n}" for n in range(1, 11)),
)
_SHOWN_NULL = ("Brand", "DefaultLocation", "WeightUnits", "DimensionsUnits")
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
}
EVERYTHING = dict.fromkeys(
    (
        *_ARRAYS.values(),
        "IncludeSuppliers",
        "IncludeMovements",
        "IncludeAttachments",
        "IncludeCustomPrices",
    ),
    True,
)
TIERS = 10
_BOOKS = {
    "Category": "categories",
    "UOM": "units",
    **{field: book for field, book in NAMED.items() if book != LOCATIONS},
}


class PriceTiersMissing(Refused):
    """
    A product comes without a price.
    """


class SuppliersInvalid(Refused):
    """
    A new product comes with suppliers.
    """


def create_product(account: Account, body: Document) -> Product:
    """
    Return the product of a body.

    Raises:
        SkuTaken: Another product has its SKU.
        PriceTiersMissing: There is no price.
        SuppliersInvalid: Suppliers can only be added later.
        Refused: It names what does not exist, or its parts make no sense.
    """
    if body.get("Suppliers"):
        raise SuppliersInvalid("Suppliers is invalid", recorded=True)
    if "PriceTier1" not in body and not body.get("PriceTiers"):
        raise PriceTiersMissing("PriceTiers value cannot be empty", recorded=True)
    account.products.check_free(body["SKU"])
    now = account.stamps.take()
    product = Product(
        id=account.new_id(),
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
    _write(account, product, body)
    account.products.keep(product)
    return product


def update_product(account: Account, product: Product, body: Document) -> None:
    """
    Write what the body has into the product; arrays are replaced whole.

    What the body leaves out stays, or is cleared, as the profile has it; what a product
    cannot be without is always kept, and its kind does not change.

    Raises:
        SkuTaken: Another product has the SKU.
        Refused: It names what does not exist, or its parts make no sense.
    """
    sku = body.get("SKU", product.sku)
    account.products.check_free(sku, product)
    _write(account, product, body)
    product.modified_at = account.stamps.take()
    account.products.rename(product, sku)


def _write(account: Account, product: Product, body: Document) -> None:
    named = named_in_books(account, body)
    is_merged = account.profile.product_update is ProductUpdate.MERGES
    kept = product.document if is_merged else {}
    parts = read_parts(account, {**kept, **body}, body)
    whole = {**body, **named, **parts}
    check_attributes(account, {**kept, **whole})
    product.category = named.get("Category", product.category)
    product.unit = named.get("UOM", product.unit)
    product.name = body.get("Name", product.name)
    product.costing_method = body.get("CostingMethod", product.costing_method)
    product.status = body.get("Status", product.status)
    read_prices(product.prices, body, account.price_tiers())
    product.document = {**kept}
    read_document(product.document, whole)
    product.extras = extras_of(product.document)


def named_in_books(account: Account, body: Document) -> dict[str, str]:
    """
    Return what the body names, as the books spell it.

    Raises:
        NotInBook: A name stands in no book.
        NoLocation: There is no such location.
    """
    books = account.books
    named = {
        field: str(books[book].wanted(body[field])[books[book].kind.name_field])
        for field, book in _BOOKS.items()
        if body.get(field)
    }
    if body.get("DefaultLocation"):
        place = account.locations.named(body["DefaultLocation"])
        named["DefaultLocation"] = place.label
    return named


def read_prices(prices: list[Decimal], body: Document, tiers: list[str]) -> None:
    """
    Write the prices that the body has, by number or by the name of the tier.
    """
    named = {
        name.lower(): value for name, value in (body.get("PriceTiers") or {}).items()
    }
    for position, name in enumerate(tiers):
        value = body.get(f"PriceTier{position + 1}", named.get(name.lower()))
        if value is not None:
            prices[position] = number(value)


def read_document(document: dict[str, Any], body: Document) -> None:
    """
    Write what no rule looks at, and the code of the country beside its name.
    """
    document |= {key: text(body, key) for key in (*_TEXTS, *_SHOWN_NULL) if key in body}
    document |= {key: number(body[key]) for key in _NUMBERS if key in body}
    document |= {key: boolean(body[key]) for key in _FLAGS if key in body}
    document |= {key: body[key] or [] for key in _ARRAYS if key in body}
    if "DropShipMode" in body:
        document["DropShipMode"] = body["DropShipMode"]
    if "CountryOfOrigin" in body:
        name = text(body, "CountryOfOrigin")
        code = country_in(ALPHA_3, name)
        document["CountryOfOriginCode"] = "" if code == name else code


def product_document(
    account: Account, product: Product, query: Mapping[str, Any]
) -> dict[str, Any]:
    """
    Return the product as the vendor shows it; nested arrays only where asked for.
    """
    document, tiers = product.document, account.price_tiers()
    return {
        "ID": product.id,
        "SKU": product.sku,
        "Name": product.name,
        "Category": product.category,
        "Type": product.kind,
        "CostingMethod": product.costing_method,
        "DropShipMode": document.get("DropShipMode", "No Drop Ship"),
        "UOM": product.unit,
        **{key: document.get(key) for key in _SHOWN_NULL},
        **{key: document.get(key, ZERO) for key in _NUMBERS},
        **{f"PriceTier{n}": price for n, price in enumerate(product.prices, start=1)},
        "PriceTiers": dict(zip(tiers, product.prices, strict=True)),
        "AverageCost": product.average_cost,
        **{key: document.get(key, "") for key in (*_TEXTS, "CountryOfOriginCode")},
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
        "CustomPrices": (
            _custom_prices(account, product) if query.get("IncludeCustomPrices") else []
        ),
        "Movements": (
            product_movements(account, product) if query.get("IncludeMovements") else []
        ),
        "Attachments": product.attachments if query.get("IncludeAttachments") else [],
    }


def _custom_prices(account: Account, product: Product) -> list[dict[str, Any]]:
    """
    Return what single customers pay for it.
    """
    return [
        {
            "CustomerID": customer.id,
            "CustomerName": customer.name,
            "ProductID": product.id,
            "ProductSKU": product.sku,
            "ProductName": product.name,
            "Price": customer.prices[product.id],
        }
        for customer in account.customers.paying_for(product.id)
    ]
