"""
What is in stock, as the vendor tells it: one row for each product, place and batch.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.promises import fill_backorders
from emulators.cin7_core.domain.reading import Document, day, number, text
from emulators.cin7_core.domain.stock import Level
from emulators.cin7_core.domain.stock_row import Row, stock_row
from emulators.cin7_core.profile import AvailabilityLag

_LAG = timedelta(minutes=10)


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
    spot = place.spot(product.id, text(body, "batch"))
    if body.get("unit_cost") is not None:
        product.average_cost = number(body["unit_cost"])
    account.stock.count(
        spot, number(body["quantity"]), expiry_on=day(body.get("expiry"))
    )
    fill_backorders(account)
    account.tell_stock()
    [level] = (one for one in account.stock.levels_of(product.id) if one.spot == spot)
    return _row(account, level)


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
    expected = account.expected(level.spot)
    return stock_row(account.products, account.locations, level, expected)


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
