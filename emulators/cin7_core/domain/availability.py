"""
What is in stock, as the vendor tells it: one row for each product, place and batch.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.listing import folded
from emulators.cin7_core.domain.promises import fill_backorders
from emulators.cin7_core.domain.reading import Document, day, number, text
from emulators.cin7_core.domain.stock import Spot
from emulators.cin7_core.domain.stock_row import Row, stock_row
from emulators.cin7_core.profile import AvailabilityLag

_LAG = timedelta(minutes=10)
# Parameters that ask for products, as their list has them.
_PRODUCT = {
    "ID": "ID",
    "Sku": "ExactSku",
    "Name": "NameStart",
    "Category": "Category",
}


def find_availability(account: Account, query: Mapping[str, Any]) -> Sequence[Spot]:
    """
    Return the spots that match the parameters, each once.

    With a lag those are left out that came after the list was last made.
    """
    asked: dict[str, Any] = {k: query[k] for k in ("Batch",) if k in query}
    if "Location" in query:
        place = account.locations.known(query["Location"])
        if place is None or place.parent:
            return ()
        asked["Location"] = place.id
    of_products = {_PRODUCT[key]: query[key] for key in _PRODUCT if key in query}
    if not of_products:
        return _seen(account, account.stock.find(asked))
    key = ("availability", *asked.items(), *of_products.items())
    found = account.lock.document(key, lambda: _of(account, of_products, asked))
    return _seen(account, found.body)


def availability_row(account: Account, spot: Spot) -> Row:
    """
    Return the row of a spot; with a lag it may be ten minutes old.
    """
    if _has_lag(account):
        return _snapshot(account)[account.stock.number(spot)]
    return _row(account, spot)


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
    return _row(account, spot)


def _of(
    account: Account, of_products: Mapping[str, Any], asked: Mapping[str, Any]
) -> list[Spot]:
    """
    Return the spots of the products that match, where they match themselves.
    """
    return [
        spot
        for product in account.products.search(of_products)
        for spot in account.stock.spots_of(product.id)
        if spot.warehouse_id == asked.get("Location", spot.warehouse_id)
        and folded(spot.batch) == folded(asked.get("Batch", spot.batch))
    ]


def _seen(account: Account, found: Sequence[Spot]) -> Sequence[Spot]:
    if not _has_lag(account):
        return found
    seen, number = len(_snapshot(account)), account.stock.number
    return [spot for spot in found if number(spot) < seen]


def _has_lag(account: Account) -> bool:
    return account.profile.availability_lag is not AvailabilityLag.NONE


def _snapshot(account: Account) -> list[Row]:
    now = account.now()
    if account.snapshot is None or now - account.snapshot[0] >= _LAG:
        rows = [_row(account, spot) for spot in account.stock.find({})]
        account.snapshot = (now, rows)
    return account.snapshot[1]


def _row(account: Account, spot: Spot) -> Row:
    level, expected = account.stock.level(spot), account.expected(spot)
    return stock_row(account.products, account.locations, level, expected)
