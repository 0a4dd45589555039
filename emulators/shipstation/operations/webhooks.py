"""
Webhooks.
"""

from emulators.kit.operation import not_built
from emulators.shipstation.operations.queries import DOCS

_WEBHOOKS = f"{DOCS}/webhooks"

list_webhooks = not_built(
    "list_webhooks", "GET", "/webhooks", source=f"{_WEBHOOKS}/list/"
)
subscribe_webhook = not_built(
    "subscribe_webhook",
    "POST",
    "/webhooks/subscribe",
    source=f"{_WEBHOOKS}/subscribe/",
)
delete_webhook = not_built(
    "delete_webhook",
    "DELETE",
    "/webhooks/<int:webhook_id>",
    source=f"{_WEBHOOKS}/unsubscribe/",
)
