"""
Warehouses and their bins.
"""

from functools import partial
from typing import Any

from emulators.cin7_core.domain import places
from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.location import Location
from emulators.cin7_core.domain.location_document import (
    location_row,
    location_written,
)
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation, required


@operation(
    "GET",
    "/ref/location",
    responses=answers("locations.json"),
    query={**PAGING, "ID": GUID, "Deprecated": BOOLEAN, "Name": TEXT},
    source=f"{DOCS}/reference-books",
)
def list_locations(call: Call, account: Account) -> Reply:
    """
    List warehouses and bins, mixed.
    """
    found = account.locations.find(call.query)
    return listed("LocationList", found, call.query, partial(_row, account))


@operation(
    "POST",
    "/ref/location",
    request="location.create.json",
    responses=answers("location.json"),
    source=f"{DOCS}/reference-books",
)
def create_location(call: Call, account: Account) -> Reply:
    """
    Add a warehouse, or with a ParentID a bin.
    """
    location = account.locations.create(call.body, account.new_id())
    return _one(account, location)


@operation(
    "PUT",
    "/ref/location",
    request="location.update.json",
    responses=answers("location.json"),
    source=f"{DOCS}/reference-books",
)
def update_location(call: Call, account: Account) -> Reply:
    """
    Change a warehouse; bins cannot be changed.
    """
    return _one(account, places.change_location(account, call.body))


@operation(
    "DELETE",
    "/ref/location",
    responses=answers("success.json"),
    query={"ID": required(GUID)},
    source=f"{DOCS}/reference-books",
)
def delete_location(call: Call, account: Account) -> Reply:
    """
    Take a bin away, or a warehouse with its bins, that nothing refers to.
    """
    places.delete_location(account, call.query["ID"])
    return Reply(200, {"Success": True})


def _row(account: Account, location: Location) -> dict[str, Any]:
    references = places.references_to(account, location)
    return location_row(location, references, account.profile.shop_floor_spelling)


def _one(account: Account, location: Location) -> Reply:
    spelling = account.profile.shop_floor_spelling
    return Reply(200, location_written(location, spelling))
