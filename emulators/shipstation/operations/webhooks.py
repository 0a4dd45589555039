"""
Webhooks.
"""

from urllib.parse import urlsplit

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import NotAcceptable
from emulators.shipstation.domain.webhooks import EVENTS
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.queries import DOCS

_WEBHOOKS = f"{DOCS}/webhooks"


@operation(
    "GET",
    "/webhooks",
    responses={200: "webhooks.list.json"},
    source=f"{_WEBHOOKS}/list/",
)
def list_webhooks(call: Call, account: Account) -> Reply:
    """
    List the webhooks, in names that are written in a way of their own.
    """
    del call
    webhooks = [one.document(account.seller_id) for one in account.webhooks]
    return Reply(200, {"webhooks": webhooks})


@operation(
    "POST",
    "/webhooks/subscribe",
    request="webhook.subscribe.json",
    responses={201: "webhook.subscribed.json"},
    source=f"{_WEBHOOKS}/subscribe/",
)
def subscribe_webhook(call: Call, account: Account) -> Reply:
    """
    Let an address hear of an event, in all stores or in one.
    """
    body = binding.spelled(call.body) or {}
    store_id = binding.integer(body.get("store_id"), "store_id") or None
    if store_id is not None and account.stores.find(store_id) is None:
        raise NotAcceptable(f"There is no store {store_id} in this account.")
    webhook = account.webhooks.add(
        _event(body.get("event")),
        target_url(body.get("target_url")),
        store_id=store_id,
        name=binding.text(body.get("friendly_name"), "friendly_name"),
        origin=call.origin,
    )
    return Reply(201, {"id": webhook.webhook_id})


@operation(
    "DELETE",
    "/webhooks/<int:webhook_id>",
    responses={200: None},
    source=f"{_WEBHOOKS}/unsubscribe/",
)
def delete_webhook(call: Call, account: Account) -> Reply:
    """
    Take a webhook away for good.
    """
    account.webhooks.remove(call.path["webhook_id"])
    return Reply(200)


def target_url(given: object) -> str:
    """
    Return where somebody wants to hear.

    Raises:
        NotAcceptable: It is no address.
    """
    url = binding.text(given, "target_url") or ""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise NotAcceptable("The target_url must be an http or https address.")
    return url


def _event(given: object) -> str:
    known = {event.lower(): event for event in EVENTS}
    event = known.get(str(given).strip().lower())
    if event is None:
        raise NotAcceptable(f"The event must be one of {', '.join(EVENTS)}.")
    return event
