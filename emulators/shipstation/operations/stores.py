"""
Stores, and the imports that they are asked for.
"""

from datetime import datetime

from emulators.kit.operation import (
    BOOLEAN,
    INTEGER,
    Call,
    Reply,
    operation,
    required,
)
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.custom_store_import import start_import
from emulators.shipstation.domain.errors import Refused, Unconvertible
from emulators.shipstation.domain.marketplaces import marketplaces
from emulators.shipstation.domain.stores import CONTACT, DEFAULT_WORDS, Store
from emulators.shipstation.domain.wire import instant_of, parse_moment
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.queries import DATE, DOCS
from emulators.shipstation.profile import RefreshMessage

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
    inactive = call.query.get("showInactive", False)
    return Reply(
        200,
        [
            store.document()
            for store in account.stores
            if (store.active or inactive) and wanted in (None, store.marketplace_id)
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


@operation(
    "PUT",
    "/stores/<int:store_id>",
    request="store.update.json",
    responses={200: "store.json"},
    source=f"{_STORES}/update/",
)
def update_store(call: Call, account: Account) -> Reply:
    """
    Write all of a store; what is left out is empty then.
    """
    store = account.stores.get(call.path["store_id"])
    body = binding.needed(binding.spelled(call.body))
    name = binding.text(body.get("storeName"), "storeName")
    if not name:
        raise Refused("The store name must be provided.")
    refresh = binding.boolean(body.get("autoRefresh"), "autoRefresh")
    words = _words(body.get("statusMappings"))
    store.name, store.auto_refresh = name, refresh
    store.company = binding.text(body.get("companyName"), "companyName")
    store.contact = {key: binding.text(body.get(key), key) for key in CONTACT}
    if store.words_are_own:
        store.url = binding.text(body.get("integrationUrl"), "") or store.url
        store.words = words
    store.modified_at = account.now()
    return Reply(200, store.document())


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
    message = f"A store refresh has been initiated{named}"
    if account.profile.refresh_message is RefreshMessage.SHORT:
        message = "Store refresh initiated"
    return Reply(200, {"success": True, "message": message})


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


@operation(
    "POST",
    "/stores/deactivate",
    request="store.switch.json",
    responses={200: "success.json"},
    source=f"{_STORES}/deactivate/",
)
def deactivate_store(call: Call, account: Account) -> Reply:
    """
    Put a store aside; its orders stay.
    """
    _switched(call, account).active = False
    message = "The requested store has been deactivated."
    return Reply(200, {"success": True, "message": message})


@operation(
    "POST",
    "/stores/reactivate",
    request="store.switch.json",
    responses={200: "success.json"},
    source=f"{_STORES}/reactivate/",
)
def reactivate_store(call: Call, account: Account) -> Reply:
    """
    Take a store into use again.
    """
    _switched(call, account).active = True
    message = "The requested store has been reactivated."
    return Reply(200, {"success": True, "message": message})


def _switched(call: Call, account: Account) -> Store:
    body = binding.needed(binding.spelled(call.body))
    store = account.stores.get(binding.integer(body.get("storeId"), "storeId"))
    store.modified_at = account.now()
    return store


def _words(given: object) -> dict[str, tuple[str, ...]]:
    """
    Return the shop's words for each of our statuses; they are matched exactly.
    """
    words: dict[str, tuple[str, ...]] = dict.fromkeys(DEFAULT_WORDS, ())
    for number, row in enumerate(binding.listed(given, "statusMappings")):
        path = f"statusMappings[{number}]"
        pair = binding.needed(binding.mapping(row, path))
        status = binding.member(pair.get("orderStatus"), path, DEFAULT_WORDS)
        word = binding.text(pair.get("statusKey"), path)
        if status and word:
            words[status] += (word,)
    return words


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
