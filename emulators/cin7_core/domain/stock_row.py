"""
One product at one place, as the list of availability and webhooks show it.
"""

from typing import Any

from emulators.cin7_core.domain.expected import Expected
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.location import Locations
from emulators.cin7_core.domain.product import Products
from emulators.cin7_core.domain.stock import Level

Row = dict[str, Any]


def stock_row(
    products: Products, locations: Locations, level: Level, expected: Expected
) -> Row:
    """
    Return the row of the list of availability.
    """
    return {
        **_row(products, locations, level, expected),
        "InTransit": expected.in_transit,
        "NextDeliveryDate": midnight(expected.next_on),
    }


def changed_stock_row(
    products: Products, locations: Locations, level: Level, expected: Expected
) -> Row:
    """
    Return the row that webhooks are sent, which also knows the category.
    """
    category = products.by_id(level.spot.product_id).category
    row = _row(products, locations, level, expected)
    return {**row, "Category": category, "MaxRows": 1}


def _row(
    products: Products, locations: Locations, level: Level, expected: Expected
) -> Row:
    spot = level.spot
    product = products.by_id(spot.product_id)
    place = locations.by_id(spot.bin_id or spot.warehouse_id)
    return {
        "ID": product.id,
        "SKU": product.sku,
        "Name": product.name,
        "Barcode": product.document.get("Barcode", ""),
        "Location": place.warehouse.name,
        "Bin": place.name if place.parent else None,
        "Batch": spot.batch or None,
        "ExpiryDate": midnight(level.expiry_on),
        "OnHand": level.on_hand,
        "Allocated": level.allocated,
        "Available": level.available,
        "OnOrder": expected.on_order,
        "StockOnHand": level.on_hand * product.average_cost,
    }
