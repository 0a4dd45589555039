"""
What a product is made of, where it is ordered again, and what its attributes may be.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.product import NoProduct, Product
from emulators.cin7_core.domain.reading import Document, boolean, guid, number, text
from emulators.cin7_core.domain.refusal import Refused

_MOST_DECIMALS = 4
_FOR_ASSEMBLY = ("QuantityToProduce", "AssemblyCostEstimationMethod")


class PartInvalid(Refused):
    """
    A line of a bill of materials makes no sense, or something that it needs is missing.
    """


class AttributeInvalid(Refused):
    """
    An additional attribute is not what its set says.
    """


def read_parts(account: Account, whole: Document, body: Document) -> dict[str, Any]:
    """
    Return the arrays of a body with all that follows from them.

    *whole* is the product as it is going to be.

    Raises:
        PartInvalid: A component does not exist, or its waste is given twice.
        NoLocation: It is to be ordered again for a place that does not exist.
    """
    if boolean(whole.get("BillOfMaterial")):
        for key in _FOR_ASSEMBLY:
            if not whole.get(key):
                raise PartInvalid(
                    f"Required attribute '{key}' not provided", recorded=True
                )
    readers = {
        "ReorderLevels": _reorder_level,
        "BillOfMaterialsProducts": _component,
        "BillOfMaterialsServices": _service,
    }
    return {
        key: [read(account, row) for row in body[key]]
        for key, read in readers.items()
        if body.get(key)
    }


def check_attributes(account: Account, document: Document) -> None:
    """
    Make sure that additional attributes are dates and numbers where they have to be.

    Raises:
        AttributeInvalid: One is not.
    """
    if not document.get("AttributeSet"):
        return
    row = account.books["attribute_sets"].wanted(document["AttributeSet"])
    for n in range(1, 11):
        value = text(document, f"AdditionalAttribute{n}")
        if value and not _fits(value, row[f"Attribute{n}Type"]):
            raise AttributeInvalid(f"AdditionalAttribute{n} is invalid")


def _fits(value: str, kind: str) -> bool:
    try:
        if kind == "Date":
            return date.fromisoformat(value).isoformat() == value
        if kind == "Numeric":
            exponent = Decimal(value).as_tuple().exponent
            return isinstance(exponent, int) and exponent >= -_MOST_DECIMALS
    except (ValueError, InvalidOperation):
        return False
    return True


def _reorder_level(account: Account, row: Document) -> dict[str, Any]:
    location_id, locations = guid(row.get("LocationID")), account.locations
    place = (
        locations.by_id(location_id)
        if location_id
        else locations.named(text(row, "LocationName"))
    )
    return {
        "LocationID": place.id,
        "LocationName": place.label,
        "MinimumBeforeReorder": number(row.get("MinimumBeforeReorder")),
        "ReorderQuantity": number(row.get("ReorderQuantity")),
        "StockLocator": text(row, "StockLocator"),
        "PickZones": text(row, "PickZones"),
    }


def _component(account: Account, row: Document) -> dict[str, Any]:
    part = _part(
        account, row, "BillOfMaterialsProduct", {"SKU": row.get("ProductCode")}
    )
    percent = number(row.get("WastagePercent"))
    quantity = number(row.get("WastageQuantity"))
    if percent and quantity:
        raise PartInvalid("BillOfMaterialsProduct is invalid", recorded=True)
    return {
        "ComponentProductID": part.id,
        "ProductCode": part.sku,
        "Name": part.name,
        "Quantity": number(row["Quantity"]),
        "WastagePercent": percent,
        "WastageQuantity": quantity,
        "CostPercentage": number(row.get("CostPercentage")),
    }


def _service(account: Account, row: Document) -> dict[str, Any]:
    named = account.products.search({"ExactName": text(row, "Name")})
    sku = named[0].sku if named else None
    part = _part(account, row, "BillOfMaterialsService", {"SKU": sku})
    if part.kind != "Service":
        raise PartInvalid("BillOfMaterialsService is invalid")
    if row.get("ExpenseAccount"):
        account.books["accounts"].wanted(text(row, "ExpenseAccount"))
    return {
        "ComponentProductID": part.id,
        "Name": part.name,
        "Quantity": number(row["Quantity"]),
        "ExpenseAccount": text(row, "ExpenseAccount"),
        "PriceTier": int(number(row.get("PriceTier"), Decimal(1))),
    }


def _part(
    account: Account, row: Document, noun: str, otherwise: Mapping[str, Any]
) -> Product:
    """
    Return the product that a part is; its id wins.
    """
    component_id = guid(row.get("ComponentProductID"))
    try:
        return account.products.wanted({"ProductID": component_id, **otherwise})
    except NoProduct:
        recorded = noun == "BillOfMaterialsProduct"
        raise PartInvalid(f"{noun} is invalid", recorded=recorded) from None
