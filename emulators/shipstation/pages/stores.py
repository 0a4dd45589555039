"""
Settings > Selling Channels > Store Setup: shops that are connected, and how.
"""

from typing import Any

from emulators.kit.pages.page import Redirect, Refused, Shown, View, Visit, page
from emulators.kit.pages.typed import read_whole_number

PATH = "/settings/stores"
TILES = {"cin7-core": "Cin7 Core", "custom-store": "Custom Store"}
STATUSES = (
    ("awaiting_payment", "Awaiting Payment"),
    ("awaiting_shipment", "Awaiting Shipment"),
    ("shipped", "Shipped"),
    ("cancelled", "Cancelled"),
    ("on_hold", "On Hold"),
)
_MANUAL = "ShipStation"


@page("GET", PATH)
def show_stores(visit: Visit) -> Shown:
    """
    Show the stores, and mark those whose last import failed.
    """
    stores = visit.ask("GET", "/stores", showInactive="false")
    for store in stores:
        store["error"] = _error(visit, store)
    return View("stores.html", {"stores": stores})


@page("GET", f"{PATH}/connect")
def choose_tile(visit: Visit) -> Shown:
    """
    Show what can be connected.
    """
    del visit
    return View("tiles.html", {"tiles": TILES})


@page("GET", f"{PATH}/connect/<any('cin7-core', 'custom-store'):tile>")
def show_connect(visit: Visit) -> Shown:
    """
    Show the form of a tile.
    """
    return _connect_form(visit, tested="")


@page(
    "POST", f"{PATH}/connect/<any('cin7-core', 'custom-store'):tile>", form=show_connect
)
def connect_store(visit: Visit) -> Shown:
    """
    Connect the shop, and open the settings of the store.
    """
    form = visit.form
    body: dict[str, Any] = {
        "tile": TILES[visit.path["tile"]],
        "username": form["username"],
        "password": form["password"],
    }
    if name := form.get("storeName", "").strip():
        body["storeName"] = name
    if "url" in form:
        body |= {"url": form["url"].strip(), "statuses": _words(visit)}
    store = visit.ask("POST", "/screens/stores", body)
    return Redirect(f"{PATH}/{store['storeId']}")


@page(
    "POST",
    f"{PATH}/connect/<any('cin7-core', 'custom-store'):tile>/test",
    form=show_connect,
)
def test_connection(visit: Visit) -> Shown:
    """
    Ask the shop whether it answers; nothing is saved.
    """
    body = {name: visit.form[name] for name in ("username", "password")}
    if "url" in visit.form:
        body["url"] = visit.form["url"].strip()
    told = visit.ask("POST", "/screens/stores/test-connection", body)
    if not told["ok"]:
        raise Refused(told["message"], 422)
    return _connect_form(visit, tested=told["message"])


@page("GET", f"{PATH}/<int:store_id>")
def show_settings(visit: Visit) -> Shown:
    """
    Show the settings of a store.
    """
    store = visit.ask("GET", f"/stores/{visit.path['store_id']}")
    settings = visit.ask("GET", f"/screens/stores/{store['storeId']}/settings")
    tiles = visit.ask("GET", "/screens/tiles")["tiles"]
    kind = store["marketplaceName"]
    built_in = [one["statuses"] for one in tiles if one["tile"] == kind]
    return View(
        "store.html",
        {
            "store": store,
            "settings": settings,
            "is_manual": kind == _MANUAL,
            "words": built_in[0] if built_in else {},
            "error": _error(visit, store),
            "statuses": STATUSES,
        },
    )


@page("POST", f"{PATH}/<int:store_id>", form=show_settings)
def save_settings(visit: Visit) -> Shown:
    """
    Save the settings, and close their page.
    """
    form = visit.form
    body: dict[str, Any] = {
        "branding": form.get("branding", "").strip() or None,
        "mailCustomer": "mailCustomer" in form,
        "notify": form["notify"],
        "notifyAtTime": form["notifyAtTime"],
        "notifyAfterHours": read_whole_number(form["notifyAfterHours"], "Hours"),
    }
    if "hasImport" in form:
        body["autoRefresh"] = "autoRefresh" in form
    if STATUSES[0][0] in form:
        body["statuses"] = _words(visit)
    visit.ask("PUT", f"/screens/stores/{visit.path['store_id']}/settings", body)
    return Redirect(PATH)


@page("POST", f"{PATH}/<int:store_id>/connection", form=show_settings)
def change_connection(visit: Visit) -> Shown:
    """
    Give a shop another user name and password.
    """
    body = {name: visit.form[name] for name in ("username", "password")}
    path = f"/screens/stores/{visit.path['store_id']}/connection"
    visit.ask("PUT", path, body)
    return Redirect(f"{PATH}/{visit.path['store_id']}")


@page("POST", f"{PATH}/<int:store_id>/import", form=show_stores)
def import_orders(visit: Visit) -> Shown:
    """
    Ask the shop for its orders, now.
    """
    visit.ask("POST", f"/screens/stores/{visit.path['store_id']}/import")
    return Redirect(PATH)


@page("GET", f"{PATH}/<int:store_id>/activity")
def show_activity(visit: Visit) -> Shown:
    """
    Show what a store was asked, and with what success.
    """
    store = visit.ask("GET", f"/stores/{visit.path['store_id']}")
    log = visit.ask("GET", f"/screens/stores/{store['storeId']}/activity")
    return View("activity.html", {"store": store, **log})


@page("POST", f"{PATH}/manual", form=choose_tile)
def add_manual_store(visit: Visit) -> Shown:
    """
    Add a store whose orders are typed in.
    """
    body = {"storeName": visit.form["storeName"].strip()}
    visit.ask("POST", "/screens/stores/manual", body)
    return Redirect(PATH)


def _connect_form(visit: Visit, *, tested: str) -> View:
    tile = TILES[visit.path["tile"]]
    tiles = visit.ask("GET", "/screens/tiles")["tiles"]
    [known] = [one["statuses"] for one in tiles if one["tile"] == tile]
    words = {
        status: visit.form.get(status, ", ".join(known[status]))
        for status, _ in STATUSES
    }
    return View(
        "connect.html",
        {
            "tile": tile,
            "path": f"{PATH}/connect/{visit.path['tile']}",
            "words": words,
            "statuses": STATUSES,
            "tested": tested,
        },
    )


def _words(visit: Visit) -> dict[str, list[str]]:
    """
    Return the shop's words for each status, which stand in one field with commas.
    """
    return {
        status: [w for one in visit.form[status].split(",") if (w := one.strip())]
        for status, _ in STATUSES
    }


def _error(visit: Visit, store: dict[str, Any]) -> str:
    path = f"/screens/stores/{store['storeId']}/activity"
    return visit.ask("GET", path)["error"] or ""
