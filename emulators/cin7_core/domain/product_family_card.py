"""
A product family as bodies bring it and the vendor shows it.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.product_card import (
    TIERS,
    named_in_books,
    read_document,
    read_prices,
)
from emulators.cin7_core.domain.product_family import OPTIONS, ProductFamily
from emulators.cin7_core.domain.reading import ZERO, Document, guid, text
from emulators.cin7_core.domain.refusal import Refused

_TEXTS = ("ShortDescription", "Description", "Tags", "HSCode")
_COUNTRY = ("CountryOfOrigin", "CountryOfOriginCode")
_NULLABLE = (
    "Brand",
    "AttributeSet",
    "DefaultLocation",
    "DiscountRule",
    "COGSAccount",
    "RevenueAccount",
    "InventoryAccount",
    "PurchaseTaxRule",
    "SaleTaxRule",
)
_SHOWN_FILE = ("ID", "ContentType", "FileName", "DownloadUrl")


class OptionInvalid(Refused):
    """
    A product has no value of the first option, or one of an option that is not used.
    """


class InOtherFamily(Refused):
    """
    A product belongs to another family.
    """


def create_family(account: Account, body: Document) -> ProductFamily:
    """
    Create the family of a body.

    Raises:
        FamilyTaken: Another family has its SKU.
        NoProduct: One of its products does not exist.
        Refused: It names what does not exist, or an option of a product is wrong.
    """
    family = ProductFamily(
        id=account.new_id(),
        sku=body["SKU"],
        name=body["Name"],
        modified_at=account.now(),
        options=[""] * len(OPTIONS),
        prices=[ZERO] * TIERS,
    )
    account.families.check_free(family.sku)
    _write(account, family, body)
    return family


def update_family(account: Account, family: ProductFamily, body: Document) -> None:
    """
    Write what the body has into a family.

    Products are added to it or change their options; none leaves it by this way.

    Raises:
        FamilyTaken: Another family has the SKU.
        NoProduct: One of the products does not exist.
        Refused: It names what does not exist, or an option of a product is wrong.
    """
    account.families.check_free(body.get("SKU", family.sku), family)
    _write(account, family, body)


def _write(account: Account, family: ProductFamily, body: Document) -> None:
    named = named_in_books(account, body)
    options = [
        text(body, f"Option{n + 1}Name", family.options[n]).strip() for n in OPTIONS
    ]
    members = family.members | dict(_members(account, family, body))
    for product_id, values in members.items():
        _check_options(account.products.by_id(product_id).sku, options, values)
    family.options, family.members = options, members
    family.name = body.get("Name", family.name)
    family.modified_at = account.stamps.take()
    read_prices(family.prices, body, account.price_tiers())
    read_document(family.document, {**body, **named})
    for key in ("Category", "UOM", "CostingMethod"):
        if key in body:
            family.document[key] = named.get(key, body[key])
    account.families.place(family, sku=body.get("SKU"))


def _members(
    account: Account, family: ProductFamily, body: Document
) -> list[tuple[str, tuple[str, str, str]]]:
    found = []
    for row in body.get("Products") or ():
        product = account.products.by_id(guid(row["ID"]))
        other = account.families.of_product(product.id)
        if other is not None and other is not family:
            raise InOtherFamily(f"{product.sku} belongs to the family {other.sku}")
        first, second, third = (text(row, f"Option{n + 1}") for n in OPTIONS)
        found.append((product.id, (first, second, third)))
    return found


def _check_options(sku: str, options: list[str], values: tuple[str, str, str]) -> None:
    for n in OPTIONS:
        if values[n] and not options[n]:
            raise OptionInvalid(f"Option{n + 1} of {sku} has to be empty")
        if n == 0 and not values[n]:
            raise OptionInvalid(f"Option1 of {sku} is required")


def family_document(account: Account, family: ProductFamily) -> dict[str, Any]:
    """
    Return the family as the vendor shows it, with its products.
    """
    document = family.document
    return {
        "ID": family.id,
        "SKU": family.sku,
        "Name": family.name,
        "Category": document.get("Category", ""),
        "CostingMethod": document.get("CostingMethod", ""),
        "DropShipMode": document.get("DropShipMode", "No Drop Ship"),
        "UOM": document.get("UOM", ""),
        "MinimumBeforeReorder": document.get("MinimumBeforeReorder", ZERO),
        "ReorderQuantity": document.get("ReorderQuantity", ZERO),
        **{f"PriceTier{n}": price for n, price in enumerate(family.prices, start=1)},
        **{key: document.get(key, "") for key in (*_TEXTS, *_COUNTRY)},
        **{key: document.get(key) or None for key in _NULLABLE},
        "LastModifiedOn": stamp(family.modified_at),
        **{
            f"Option{n + 1}{part}": value
            for n in OPTIONS
            for part, value in (
                ("Name", family.options[n]),
                ("Values", family.values(n)),
            )
        },
        "Products": [
            _member_row(account, product_id, values)
            for product_id, values in family.members.items()
        ],
        "Attachments": [
            {key: one[key] for key in _SHOWN_FILE} for one in family.attachments
        ],
    }


def _member_row(
    account: Account, product_id: str, values: tuple[str, str, str]
) -> dict[str, str]:
    product = account.products.by_id(product_id)
    return {
        "ID": product.id,
        "SKU": product.sku,
        "Name": product.name,
        **{f"Option{n + 1}": values[n] for n in OPTIONS},
    }
