"""
What a person sees of webhooks, and does with them.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.courier import delivery_document
from emulators.shipstation.operations.webhooks import target_url

_HELP = "https://help.shipstation.com/hc/en-us/articles/360025856252"


@operation(
    "GET",
    "/webhooks/deliveries",
    responses={200: "screen.deliveries.json"},
    source=_HELP,
)
def list_deliveries(call: Call, account: Account) -> Reply:
    """
    Show what became of each attempt to call a webhook, the oldest first.
    """
    del call
    deliveries = [delivery_document(one) for one in account.courier.deliveries]
    return Reply(200, {"deliveries": deliveries})


@operation(
    "POST",
    "/webhooks/deliveries/<int:number>/redeliver",
    responses={200: None},
    source=_HELP,
)
def redeliver(call: Call, account: Account) -> Reply:
    """
    Send once more what was sent with an attempt.
    """
    account.courier.redeliver(call.path["number"])
    return Reply(200)


@operation(
    "PUT",
    "/webhooks/<int:webhook_id>",
    request="screen.webhook.change.json",
    responses={200: "webhooks.list.json"},
    source=_HELP,
)
def change_webhook(call: Call, account: Account) -> Reply:
    """
    Change address and name of a webhook, let it rest, or wake it.
    """
    webhook = account.webhooks.get(call.path["webhook_id"])
    body = call.body
    if "url" in body:
        webhook.url = target_url(body["url"])
    webhook.name = body.get("name", webhook.name)
    webhook.active = body.get("active", webhook.active)
    return Reply(200, {"webhooks": [webhook.document(account.seller_id)]})
