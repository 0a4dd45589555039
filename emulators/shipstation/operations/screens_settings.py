"""
What a person sets at a store: when it is told of shipments, and how it looks.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.notify_settings import NotifySettings, NotifyWhen
from emulators.shipstation.domain.stores import Store

_HELP = "https://help.shipstation.com/hc/en-us"
_CUSTOM_STORE = f"{_HELP}/articles/360025856192"


@operation(
    "GET",
    "/stores/<int:store_id>/settings",
    responses={200: "screen.settings.json"},
    source=_HELP,
)
def read_settings(call: Call, account: Account) -> Reply:
    """
    Read the settings of a store.
    """
    return Reply(200, _shown(account.stores.get(call.path["store_id"])))


@operation(
    "PUT",
    "/stores/<int:store_id>/settings",
    request="screen.settings.change.json",
    responses={200: "screen.settings.json"},
    source=_HELP,
)
def change_settings(call: Call, account: Account) -> Reply:
    """
    Change some settings of a store; parcels that were announced keep their time.
    """
    store = account.stores.get(call.path["store_id"])
    body = call.body
    _refuse_what_it_lacks(store, body)
    store.notify = _notify(store.notify, body)
    if "branding" in body:
        store.branding = body["branding"] or None
    store.auto_refresh = body.get("autoRefresh", store.auto_refresh)
    words = body.get("statuses") or {}
    store.words = {**store.words, **{s: tuple(words[s]) for s in words}}
    store.modified_at = account.now()
    return Reply(200, _shown(store))


@operation(
    "PUT",
    "/stores/<int:store_id>/notices",
    request="screen.notices.json",
    responses={200: "screen.notices.json"},
    source=_CUSTOM_STORE,
)
def disturb_notices(call: Call, account: Account) -> Reply:
    """
    Let the next notices get lost on their way, and those after them be sent twice.
    """
    store = account.stores.get(call.path["store_id"])
    if store.tile is None:
        raise Impossible(f"store {store.name} is told nothing")
    store.losing = call.body.get("lose", store.losing)
    store.doubling = call.body.get("double", store.doubling)
    return Reply(200, {"lose": store.losing, "double": store.doubling})


def _refuse_what_it_lacks(store: Store, body: Mapping[str, Any]) -> None:
    if body.get("statuses") is not None and not store.words_are_own:
        raise Impossible(f"store {store.name} has no status words of its own choice")
    if body.get("autoRefresh") and store.tile is None:
        raise Impossible(f"store {store.name} is connected to nothing")


def _notify(settings: NotifySettings, body: Mapping[str, Any]) -> NotifySettings:
    at_time = body.get("notifyAtTime")
    return replace(
        settings,
        when=NotifyWhen(body.get("notify", settings.when)),
        at_time=time.fromisoformat(at_time) if at_time else settings.at_time,
        after_hours=body.get("notifyAfterHours", settings.after_hours),
        mail_customer=body.get("mailCustomer", settings.mail_customer),
    )


def _shown(store: Store) -> dict[str, Any]:
    words = {status: list(words) for status, words in store.words.items()}
    return {
        "notify": store.notify.when.value,
        "notifyAtTime": f"{store.notify.at_time:%H:%M}",
        "notifyAfterHours": store.notify.after_hours,
        "mailCustomer": store.notify.mail_customer,
        "branding": store.branding,
        "autoRefresh": store.auto_refresh,
        "statuses": words if store.words_are_own else None,
    }
