"""
Webhooks, and at the screen what became of their deliveries.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.domain.webhook import (
    Webhook,
    read_webhook,
    webhook_document,
)
from emulators.cin7_core.operations.params import DOCS, GUID, answers
from emulators.kit.operation import Call, Reply, operation, required

_WEBHOOKS = answers("webhooks.json")
_SOURCE = f"{DOCS}/webhooks"


@operation("GET", "/webhooks", responses=_WEBHOOKS, source=_SOURCE)
def list_webhooks(call: Call, account: Account) -> Reply:
    """
    Return all webhooks; a bearer token is not shown.
    """
    del call
    return _list(*account.webhooks)


@operation(
    "POST",
    "/webhooks",
    request="webhook.create.json",
    responses=_WEBHOOKS,
    source=_SOURCE,
)
def create_webhook(call: Call, account: Account) -> Reply:
    """
    Add a webhook; there are at most five of a type.
    """
    webhook = read_webhook(call.body, account.new_id())
    account.webhooks.keep(webhook)
    return _list(webhook)


@operation(
    "PUT",
    "/webhooks",
    request="webhook.update.json",
    responses=_WEBHOOKS,
    source=_SOURCE,
)
def update_webhook(call: Call, account: Account) -> Reply:
    """
    Write a webhook anew, all of it; this also wakes one that was deactivated.
    """
    known = account.webhooks.by_id(guid(call.body["ID"]))
    webhook = read_webhook(call.body, known.id)
    account.webhooks.keep(webhook)
    return _list(webhook)


@operation(
    "DELETE",
    "/webhooks",
    responses=_WEBHOOKS,
    query={"ID": required(GUID)},
    source=_SOURCE,
)
def delete_webhook(call: Call, account: Account) -> Reply:
    """
    Take a webhook away.
    """
    account.webhooks.remove(call.query["ID"])
    return _list()


def _list(*webhooks: Webhook) -> Reply:
    return Reply(200, {"Webhooks": [webhook_document(one) for one in webhooks]})
