"""
Webhooks: who wants to hear of which events, of all stores or of one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from emulators.kit.ambient import Ids
from emulators.shipstation.domain.errors import NotFound

ORDER_NOTIFY = "ORDER_NOTIFY"
ITEM_ORDER_NOTIFY = "ITEM_ORDER_NOTIFY"
SHIP_NOTIFY = "SHIP_NOTIFY"
ITEM_SHIP_NOTIFY = "ITEM_SHIP_NOTIFY"
FULFILLMENT_SHIPPED = "FULFILLMENT_SHIPPED"
FULFILLMENT_REJECTED = "FULFILLMENT_REJECTED"
EVENTS = (
    ORDER_NOTIFY,
    ITEM_ORDER_NOTIFY,
    SHIP_NOTIFY,
    ITEM_SHIP_NOTIFY,
    FULFILLMENT_SHIPPED,
    FULFILLMENT_REJECTED,
)
_FIRST_ID = 3189


@dataclass(slots=True, kw_only=True)
class Webhook:
    """
    Somebody who wants to hear of one event.

    Attributes:
        store_id: None for all stores.

        origin: Where the subscriber reached the fake; addresses in the news begin so.

        active: A person can let it rest.
    """

    webhook_id: int
    event: str
    url: str
    store_id: int | None
    name: str | None
    origin: str
    active: bool = True

    def document(self, seller_id: int) -> dict[str, Any]:
        """
        Return what V1 lists.
        """
        return {
            "IsLabelAPIHook": False,
            "WebHookID": self.webhook_id,
            "SellerID": seller_id,
            "StoreID": self.store_id,
            "HookType": self.event,
            "MessageFormat": "Json",
            "Url": self.url,
            "Name": self.name,
            "BulkCopyBatchID": None,
            "BulkCopyRecordID": None,
            "Active": self.active,
            "WebhookLogs": [],
            "Seller": None,
            "Store": None,
        }


class Webhooks:
    """
    The webhooks of one account, in the order of their making; there may be doubles.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id: dict[int, Webhook] = {}

    def __iter__(self) -> Iterator[Webhook]:
        return iter(self._by_id.values())

    def add(
        self,
        event: str,
        url: str,
        *,
        store_id: int | None,
        name: str | None,
        origin: str,
    ) -> Webhook:
        """
        Let somebody hear of the event.
        """
        webhook = Webhook(
            webhook_id=self._ids.number("webhook", _FIRST_ID),
            event=event,
            url=url,
            store_id=store_id,
            name=name,
            origin=origin,
        )
        self._by_id[webhook.webhook_id] = webhook
        return webhook

    def get(self, webhook_id: int) -> Webhook:
        """
        Return the webhook of this id.

        Raises:
            NotFound: There is none.
        """
        try:
            return self._by_id[webhook_id]
        except KeyError:
            raise NotFound(f"webhook {webhook_id}") from None

    def has(self, webhook: Webhook) -> bool:
        """
        Say whether it is still there, and awake.
        """
        return webhook.active and webhook.webhook_id in self._by_id

    def remove(self, webhook_id: int) -> None:
        """
        Take the webhook away for good.

        Raises:
            NotFound: There is none.
        """
        del self._by_id[self.get(webhook_id).webhook_id]

    def listening(self, event: str, store_id: int) -> list[Webhook]:
        """
        Return those that hear of the event in this store.
        """
        return [
            one
            for one in self._by_id.values()
            if one.active and one.event == event and one.store_id in (None, store_id)
        ]
