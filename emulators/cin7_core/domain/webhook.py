"""
Webhooks: who wants to hear of which events, and how they are called.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from emulators.cin7_core.domain.reading import Document, boolean, guid, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.kit.basic import authorization

MOST_OF_A_TYPE = 5

NAMES: Mapping[str, str] = {
    "Sale/Created": "Sale has been created",
    "Sale/QuoteAuthorised": "Sale quote has been authorised",
    "Sale/OrderAuthorised": "Sale order has been authorised",
    "Sale/Voided": "Sale has been voided",
    "Sale/Backordered": "Sale has been backordered",
    "Sale/ShipmentAuthorised": "Sale shipment has been authorised",
    "Sale/InvoiceAuthorised": "Sale invoice has been authorised",
    "Sale/PickAuthorised": "Sale pick has been authorised",
    "Sale/PackAuthorised": "Sale pack has been authorised",
    "Sale/CreditNoteAuthorised": "Sale credit note has been authorised",
    "Sale/Undo": "Sale has been undone",
    "Sale/PartialPaymentReceived": "Sale has been paid in part",
    "Sale/FullPaymentReceived": "Sale has been paid in full",
    "Sale/AttachmentAdded": "Sale attachment has been added",
    "Sale/AdditionalAttributesChanged": "Sale attributes have been changed",
    "Sale/ShipmentTrackingNumberChanged": "Sale tracking number has been changed",
    "Purchase/OrderAuthorised": "Purchase order has been authorised",
    "Purchase/InvoiceAuthorised": "Purchase invoice has been authorised",
    "Purchase/StockReceivedAuthorised": "Purchase receipt has been authorised",
    "Purchase/CreditNoteAuthorised": "Purchase credit note has been authorised",
    "Purchase/Updated": "Purchase has been updated",
    "Customer/Updated": "Customer has been updated",
    "Supplier/Updated": "Supplier has been updated",
    "Product/Updated": "Product has been updated",
    "Stock/AvailableStockLevelChanged": "Available stock has been changed",
    "Lead/Updated": "Lead has been updated",
    "Lead/Converted": "Lead has been converted",
    "Opportunity/Authorized": "Opportunity has been authorized",
    "Opportunity/AttachmentAdded": "Opportunity attachment has been added",
    "Opportunity/Voided": "Opportunity has been voided",
    "Opportunity/Converted": "Opportunity has been converted",
    "Task/Overdue": "Task is overdue",
}


class NoWebhook(Refused):
    """
    There is no webhook of this id.
    """


class TooManyOfType(Refused):
    """
    The account has as many webhooks of the type as it may have.
    """


@dataclass(frozen=True, slots=True)
class Webhook:
    """
    Somebody who wants to hear of one type of event.

    Attributes:
        auth: ``noauth``, ``basicauth`` or ``bearerauth``.
    """

    id: str
    type: str
    is_active: bool
    url: str
    auth: str
    user_name: str = ""
    password: str = ""
    bearer_token: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def request_headers(self) -> dict[str, str]:
        """
        Return what goes with each call.
        """
        headers = {"Content-Type": "application/json; charset=utf-8"}
        match self.auth:
            case "basicauth":
                headers["Authorization"] = authorization(self.user_name, self.password)
            case "bearerauth":
                headers["Authorization"] = f"Bearer {self.bearer_token}".strip()
        return headers | dict(self.headers)


class Webhooks:
    """
    The webhooks of one account, in the order they were made.
    """

    _by_id: dict[str, Webhook]

    def __init__(self) -> None:
        self._by_id = {}

    def __iter__(self) -> Iterator[Webhook]:
        return iter(self._by_id.values())

    def get(self, webhook_id: str) -> Webhook | None:
        """
        Return the webhook, if it is still there.
        """
        return self._by_id.get(webhook_id)

    def by_id(self, webhook_id: str) -> Webhook:
        """
        Return the webhook.

        Raises:
            NoWebhook: There is none.
        """
        try:
            return self._by_id[webhook_id]
        except KeyError:
            raise NoWebhook(f"Webhook with ID {webhook_id} not found") from None

    def listening(self, kind: str) -> list[Webhook]:
        """
        Return the active webhooks of this type.
        """
        return [one for one in self if one.type == kind and one.is_active]

    def keep(self, webhook: Webhook) -> None:
        """
        Write a webhook, new or changed as a whole.

        Raises:
            TooManyOfType: There are five others of its type.
        """
        others = [
            one for one in self if one.type == webhook.type and one.id != webhook.id
        ]
        if len(others) >= MOST_OF_A_TYPE:
            raise TooManyOfType(
                f"There are {MOST_OF_A_TYPE} webhooks of type {webhook.type} already"
            )
        self._by_id[webhook.id] = webhook

    def remove(self, webhook_id: str) -> None:
        """
        Take a webhook away.

        Raises:
            NoWebhook: There is none.
        """
        del self._by_id[self.by_id(webhook_id).id]

    def deactivate(self, webhook_id: str) -> None:
        """
        Let a webhook rest until somebody writes it anew; it may be gone.
        """
        webhook = self.get(webhook_id)
        if webhook is not None:
            self._by_id[webhook_id] = replace(webhook, is_active=False)


def read_webhook(body: Document, webhook_id: str) -> Webhook:
    """
    Return the webhook that a body describes; nothing is kept of an earlier one.
    """
    return Webhook(
        id=guid(webhook_id),
        type=body["Type"],
        is_active=boolean(body["IsActive"]),
        url=body["ExternalURL"],
        auth=body["ExternalAuthorizationType"],
        user_name=text(body, "ExternalUserName"),
        password=text(body, "ExternalPassword"),
        bearer_token=text(body, "ExternalBearerToken"),
        headers=tuple(
            (row["Key"], text(row, "Value"))
            for row in body.get("ExternalHeaders") or ()
        ),
    )


def webhook_document(webhook: Webhook) -> dict[str, Any]:
    """
    Return the webhook as the vendor shows it: the password in clear, no token.
    """
    return {
        "ID": webhook.id,
        "Type": webhook.type,
        "Name": NAMES[webhook.type],
        "IsActive": webhook.is_active,
        "ExternalURL": webhook.url,
        "ExternalAuthorizationType": webhook.auth,
        "ExternalUserName": webhook.user_name,
        "ExternalPassword": webhook.password,
        "ExternalBearerToken": "",
        "ExternalHeaders": [
            {"Key": name, "Value": value} for name, value in webhook.headers
        ],
    }
