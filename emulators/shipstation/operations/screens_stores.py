"""
What a person does at the store screens: connect shops, import, read the log.
"""

from typing import Any

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.connection_check import (
    Connection,
    check_connection,
)
from emulators.shipstation.domain.custom_store_import import (
    connect_automatic_import,
    start_import,
)
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.stores import CIN7_CORE, TILES

_HELP = "https://help.shipstation.com/hc/en-us/articles"
_CUSTOM_STORE = f"{_HELP}/360025856192"
_TILE = f"{_HELP}/360025855392"


@operation("GET", "/tiles", responses={200: "screen.tiles.json"}, source=_TILE)
def list_tiles(call: Call, account: Account) -> Reply:
    """
    List the kinds of shop that can be connected.
    """
    del call
    return Reply(200, _tiles(account))


@operation(
    "PUT",
    "/tiles/cin7-core",
    request="screen.tile.change.json",
    responses={200: "screen.tiles.json"},
    source=_TILE,
)
def point_tile(call: Call, account: Account) -> Reply:
    """
    Set where the Cin7 Core tile sends its calls.
    """
    account.stores.cin7_core_url = call.body["url"]
    return Reply(200, _tiles(account))


@operation(
    "POST",
    "/stores",
    request="screen.store.connect.json",
    responses={200: "store.json"},
    source=_CUSTOM_STORE,
)
def connect_store(call: Call, account: Account) -> Reply:
    """
    Connect a shop; it is asked for orders every 15 minutes from then on.
    """
    words = call.body.get("statuses") or {}
    store = account.stores.connect(
        call.body["tile"],
        name=call.body.get("storeName"),
        login=(call.body["username"], call.body["password"]),
        url=call.body.get("url"),
        words={status: tuple(listed) for status, listed in words.items()},
        now=account.now(),
    )
    connect_automatic_import(account, store)
    return Reply(200, store.document())


@operation(
    "POST",
    "/stores/test-connection",
    request="screen.connection.test.json",
    responses={200: "screen.connection.tested.json"},
    source=_CUSTOM_STORE,
)
def test_connection(call: Call, account: Account) -> Reply:
    """
    Test what was typed into the form of a shop; nothing is saved by it.

    A person waits for the answer, so this one call to a shop is made on the spot.
    """
    body = call.body
    connection = Connection(body.get("url"), body["username"], body["password"])
    good, message = check_connection(account, connection)
    return Reply(200, {"ok": good, "message": message})


@operation(
    "POST",
    "/stores/manual",
    request="screen.store.manual.json",
    responses={200: "store.json"},
    source="https://www.shipstation.com/docs/api/stores/",
)
def add_manual_store(call: Call, account: Account) -> Reply:
    """
    Add a store whose orders a person types in.
    """
    store = account.stores.add_manual(call.body["storeName"], now=account.now())
    return Reply(200, store.document())


@operation(
    "PUT",
    "/stores/<int:store_id>/connection",
    request="screen.connection.json",
    responses={200: "store.json"},
    source=_TILE,
)
def change_connection(call: Call, account: Account) -> Reply:
    """
    Give a connected shop another user name and password.
    """
    store = account.stores.get(call.path["store_id"])
    if store.tile is None:
        raise Impossible(f"store {store.name} is connected to nothing")
    store.username = call.body["username"]
    store.password = call.body["password"]
    store.modified_at = account.now()
    return Reply(200, store.document())


@operation(
    "POST",
    "/stores/<int:store_id>/import",
    responses={200: "store.refresh_status.json"},
    source=_CUSTOM_STORE,
)
def import_orders(call: Call, account: Account) -> Reply:
    """
    Press Import for one shop.
    """
    store = account.stores.get(call.path["store_id"])
    start_import(account, store, trigger="manual")
    return Reply(200, store.refresh_document())


@operation(
    "GET",
    "/stores/<int:store_id>/activity",
    responses={200: "screen.activity.json"},
    source=_CUSTOM_STORE,
)
def read_activity(call: Call, account: Account) -> Reply:
    """
    Read a store's activity log, newest first, and the error of its last import.
    """
    store = account.stores.get(call.path["store_id"])
    entries = [activity.document() for activity in store.activities]
    return Reply(200, {"entries": entries, "error": store.error})


def _tiles(account: Account) -> dict[str, Any]:
    return {
        "tiles": [
            {
                "tile": tile.name,
                "marketplaceId": tile.marketplace_id,
                "url": account.stores.cin7_core_url if name == CIN7_CORE else None,
                "statuses": {s: list(words) for s, words in tile.words.items()},
            }
            for name, tile in TILES.items()
        ]
    }
