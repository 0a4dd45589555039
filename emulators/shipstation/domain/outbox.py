"""
The mails that ShipStation sends. They are kept here; none leaves.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from emulators.shipstation.domain.order import Line, Order
from emulators.shipstation.domain.parcel import Parcel
from emulators.shipstation.domain.stores import Store


class MailKind(Enum):
    """
    What a mail is about.
    """

    SHIPPED = "shipped"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """
    One mail.
    """

    at: datetime
    to: str
    subject: str
    order_number: str
    kind: MailKind
    tracking_number: str
    lines: tuple[tuple[Line, int], ...]

    def document(self) -> dict[str, Any]:
        """
        Return what the outbox shows.
        """
        return {
            "at": self.at.isoformat(),
            "to": self.to,
            "subject": self.subject,
            "orderNumber": self.order_number,
            "kind": self.kind.value,
            "trackingNumber": self.tracking_number,
            "items": [_item(line, quantity) for line, quantity in self.lines],
        }


@dataclass(frozen=True, slots=True)
class OwnerMail:
    """
    One mail to the owner of the account.

    Attributes:
        link: What has to be followed, if anything.
    """

    at: datetime
    to: str
    subject: str
    link: str | None

    def document(self) -> dict[str, Any]:
        """
        Return what the outbox shows.
        """
        return {
            "at": self.at.isoformat(),
            "to": self.to,
            "subject": self.subject,
            "link": self.link,
        }


class Outbox:
    """
    The mails of one account, in the order of their sending.
    """

    def __init__(self) -> None:
        self._mails: list[Mail] = []
        self._owner_mails: list[OwnerMail] = []

    def documents(self) -> list[dict[str, Any]]:
        """
        Return those to customers.
        """
        return [mail.document() for mail in self._mails]

    def owner_documents(self) -> list[dict[str, Any]]:
        """
        Return those to the owner.
        """
        return [mail.document() for mail in self._owner_mails]

    def write(self, to: str, subject: str, *, link: str | None, at: datetime) -> None:
        """
        Mail the owner.
        """
        self._owner_mails.append(OwnerMail(at, to, subject, link))

    def send(
        self,
        store: Store,
        order: Order,
        parcel: Parcel,
        *,
        kind: MailKind,
        at: datetime,
    ) -> None:
        """
        Mail the customer of the order, who has an address.
        """
        sender = store.branding or store.name
        self._mails.append(
            Mail(
                at=at,
                to=order.document["customerEmail"],
                subject=f"Your {sender} order {order.order_number} was {kind.value}",
                order_number=order.order_number,
                kind=kind,
                tracking_number=parcel.tracking_number,
                lines=parcel.lines,
            )
        )


def _item(line: Line, quantity: int) -> dict[str, Any]:
    document = line.draft.document
    return {
        "name": line.draft.name,
        "quantity": quantity,
        "options": document.get("options") or [],
        "imageUrl": document.get("imageUrl"),
    }
