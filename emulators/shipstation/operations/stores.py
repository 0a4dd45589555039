"""
Stores, and the imports that they are asked for.
"""

from datetime import datetime

from emulators.kit.operation import (
    BOOLEAN,
    INTEGER,
    Call,
    Reply,
    not_built,
    operation,
    required,
)
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.custom_store_import import start_import
from emulators.shipstation.domain.errors import Refused, Unconvertible
from emulators.shipstation.domain.marketplaces import marketplaces
from emulators.shipstation.domain.stores import Store
from emulators.shipstation.domain.wire import instant_of, parse_moment
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.queries import DATE, DOCS

_STORES = f"{DOCS}/stores"


@operation(
    "GET",
    "/stores",
    responses={200: "stores.list.json"},
    query={"showInactive": BOOLEAN, "marketplaceId": INTEGER},
    source=f"{_STORES}/list/",
)
def list_stores(call: Call, account: Account) -> Reply:
    """
    List the stores.
    """
    wanted = call.query.get("marketplaceId")
    return Reply(
        200,
        [
            store.document()
            for store in account.stores
            if wanted is None or store.marketplace_id == wanted
        ],
    )


@operation(
    "GET",
    "/stores/<int:store_id>",
    responses={200: "store.json"},
    source=f"{_STORES}/get-store/",
)
def get_store(call: Call, account: Account) -> Reply:
    """
    Return one store.
    """
    return Reply(200, account.stores.get(call.path["store_id"]).document())


update_store = not_built(
    "update_store", "PUT", "/stores/<int:store_id>", source=f"{_STORES}/update/"
)


@operation(
    "GET",
    "/stores/getrefreshstatus",
    responses={200: "store.refresh_status.json"},
    query={"storeId": required(INTEGER)},
    source=f"{_STORES}/get-store-refresh-status/",
)
def get_refresh_status(call: Call, account: Account) -> Reply:
    """
    Tell how the import of a store is going.
    """
    return Reply(200, account.stores.get(call.query["storeId"]).refresh_document())


@operation(
    "POST",
    "/stores/refreshstore",
    request="store.refresh.json",
    responses={200: "success.json"},
    query={"storeId": INTEGER, "refreshDate": DATE},
    source=f"{_STORES}/refresh-store/",
)
def refresh_store(call: Call, account: Account) -> Reply:
    """
    Start the import of one store, or of all that can be asked.
    """
    body = binding.spelled(call.body) or {}
    store_id = call.query.get("storeId")
    if store_id is None and body.get("storeId") is not None:
        store_id = binding.integer(body["storeId"], "storeId")
    since = call.query.get("refreshDate") or _refresh_date(body.get("refreshDate"))
    for store in _asked(account, store_id):
        start_import(
            account, store, trigger="api", since=instant_of(since) if since else None
        )
    named = "" if store_id is None else f" for Store ID {store_id}"
    return Reply(
        200,
        {"success": True, "message": f"A store refresh has been initiated{named}"},
    )


@operation(
    "GET",
    "/stores/marketplaces",
    responses={200: "marketplaces.list.json"},
    source=f"{_STORES}/list-marketplaces/",
)
def list_marketplaces(call: Call, account: Account) -> Reply:
    """
    List the marketplaces that stores can be connected to.
    """
    del call, account
    return Reply(200, marketplaces())


deactivate_store = not_built(
    "deactivate_store",
    "POST",
    "/stores/deactivate",
    source=f"{_STORES}/deactivate/",
)
reactivate_store = not_built(
    "reactivate_store",
    "POST",
    "/stores/reactivate",
    source=f"{_STORES}/reactivate/",
)


def _asked(account: Account, store_id: int | None) -> list[Store]:
    if store_id is None:
        return account.stores.refreshable()
    store = account.stores.find(store_id)
    if store is None:
        raise Refused(f"Store {store_id} cannot be refreshed.")
    return [store]


def _refresh_date(given: object) -> datetime | None:
    if given is None:
        return None
    try:
        return parse_moment(str(given))
    except ValueError as error:
        raise Unconvertible(str(error)) from None
