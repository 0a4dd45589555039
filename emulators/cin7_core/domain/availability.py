"""
What is in stock, as the vendor tells it: one row for each product, place and batch.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.promises import fill_backorders
from emulators.cin7_core.domain.reading import Document, number, text
from emulators.cin7_core.domain.stock import Level, Spot
from emulators.cin7_core.profile import AvailabilityLag

_LAG = timedelta(minutes=10)

Row = dict[str, Any]


def find_availability(account: Account, query: Mapping[str, Any]) -> list[Row]:
    """
    Return the rows that match the parameters; with a lag they may be ten minutes old.
    """
    rows = (row for row in _rows(account) if _matches(row, query))
    category = query.get("Category")
    if category is None:
        return list(rows)
    wanted = str(category).lower()
    return [
        row
        for row in rows
        if account.products.by_id(row["ID"]).category.lower() == wanted
    ]


def count_stock(account: Account, body: Document) -> Row:
    """
    Let a person count stock, and return the row of the place.

    Raises:
        NoProduct: There is no such product.
        NoLocation: There is no such location or bin.
    """
    product = account.products.wanted({"SKU": body["sku"]})
    label = body["location"] + (f": {body['bin']}" if body.get("bin") else "")
    place = account.locations.named(label)
    spot = Spot(
        product.id,
        place.warehouse.id,
        place.id if place.parent else "",
        text(body, "batch"),
    )
    if body.get("unit_cost") is not None:
        product.average_cost = number(body["unit_cost"])
    account.stock.count(spot, number(body["quantity"]))
    fill_backorders(account)
    return next(
        _row(account, one) for one in account.stock.levels() if one.spot == spot
    )


def _rows(account: Account) -> list[Row]:
    now = account.now()
    if account.profile.availability_lag is AvailabilityLag.NONE:
        return _fresh_rows(account)
    if account.snapshot is None or now - account.snapshot[0] >= _LAG:
        account.snapshot = (now, _fresh_rows(account))
    return account.snapshot[1]


def _fresh_rows(account: Account) -> list[Row]:
    return [_row(account, level) for level in account.stock.levels()]


def _row(account: Account, level: Level) -> Row:
    spot = level.spot
    product = account.products.by_id(spot.product_id)
    place = account.locations.by_id(spot.bin_id or spot.warehouse_id)
    return {
        "ID": product.id,
        "SKU": product.sku,
        "Name": product.name,
        "Barcode": product.document.get("Barcode", ""),
        "Location": place.warehouse.name,
        "Bin": place.name if place.parent else None,
        "Batch": spot.batch or None,
        "ExpiryDate": None,
        "OnHand": level.on_hand,
        "Allocated": level.allocated,
        "Available": level.available,
        "OnOrder": 0,
        "StockOnHand": level.on_hand * product.average_cost,
        "InTransit": 0,
        "NextDeliveryDate": None,
    }


def _matches(row: Row, query: Mapping[str, Any]) -> bool:
    name = str(query.get("Name", "")).lower()
    return row["Name"].lower().startswith(name) and all(
        str(row[column] or "").lower() == str(query[param]).lower()
        for param, column in (
            ("ID", "ID"),
            ("Sku", "SKU"),
            ("Location", "Location"),
            ("Batch", "Batch"),
        )
        if param in query
    )
