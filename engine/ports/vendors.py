"""
Cin7 Core, ShipStation and the directory of users, as the use cases see them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.domain.invoice_cost import InvoiceCost
from engine.domain.picture import Image, ListedProduct
from engine.domain.records import KeyPair, Organisation
from engine.domain.sale import Sale, SaleRow
from engine.domain.ship_notice import Shipment
from engine.domain.ship_plan import ShipPlan


class CannotAnswer(Exception):
    """
    The other side is unable for now; the same may work later.
    """


class Throttled(CannotAnswer):
    """
    The other side refuses more calls for a while.

    Attributes:
        wait_seconds: How long it wants to be left alone.
    """

    def __init__(self, sentence: str, *, wait_seconds: float) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(sentence)


class CredentialsRefused(Exception):
    """
    The other side does not know the credentials, or no longer.
    """


class Rejected(Exception):
    """
    The other side understood and said no; trying again does not help.
    """


class Sales(Protocol):
    """
    The sales of one Cin7 Core account.
    """

    def check(self) -> str:
        """
        Return the company's name; the cheapest call that proves the credentials.
        """

    def ready_for_shipping(self, page: int) -> Sequence[SaleRow]:
        """
        Return a page of the sales that are packed and not shipped.
        """

    def updated_since(self, since: datetime, page: int) -> Sequence[SaleRow]:
        """
        Return a page of the sales that changed after the instant.
        """

    def find(self, order_number: str) -> SaleRow | None:
        """
        Return the row of the sale with exactly this number, or nothing.
        """

    def sale(self, sale_id: str) -> Sale:
        """
        Return the whole sale.
        """

    def ship(self, plan: ShipPlan) -> None:
        """
        Write the ship stage of a fulfilment.
        """

    def charge(self, cost: InvoiceCost) -> None:
        """
        Write the charges of an invoice, as a whole.
        """


class Products(Protocol):
    """
    The products of one Cin7 Core account.
    """

    def products_since(
        self, since: datetime | None, page: int
    ) -> Sequence[ListedProduct]:
        """
        Return a page of the products that changed after the instant, or of all.
        """

    def images(self, product_id: str) -> Sequence[Image]:
        """
        Return a product's images, the default one marked.
        """


@dataclass(frozen=True, slots=True)
class Webhook:
    """
    Who wants to hear of one type of event at Cin7 Core.
    """

    id: str
    type: str
    url: str
    is_active: bool


class Webhooks(Protocol):
    """
    The webhooks of one Cin7 Core account. They come with a secret as bearer token.
    """

    def webhooks(self) -> Sequence[Webhook]:
        """
        Return all webhooks, other people's too.
        """

    def add_webhook(self, kind: str, url: str, *, secret: str) -> str:
        """
        Register an active webhook and return its id.
        """

    def renew_webhook(self, webhook: Webhook, *, secret: str) -> None:
        """
        Write the webhook anew, active.
        """

    def remove_webhook(self, webhook_id: str) -> None:
        """
        Take the webhook away.
        """


class Cin7Account(Sales, Products, Webhooks, Protocol):
    """
    All that one Cin7 Core account is asked.
    """


@dataclass(frozen=True, slots=True)
class ListedShipment:
    """
    A shipment as ShipStation lists it.
    """

    shipment_id: str
    order_key: str
    order_number: str
    is_voided: bool
    is_return: bool
    shipment: Shipment


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """
    An order as ShipStation lists it.
    """

    order_key: str
    order_number: str


class ShipStationAccount(Protocol):
    """
    One ShipStation account, by its key pair.
    """

    def identity(self) -> str:
        """
        Return what recognises the account under any of its key pairs.
        """

    def shipments_since(self, since: datetime, page: int) -> Sequence[ListedShipment]:
        """
        Return a page of the shipments made after the instant, with their items.
        """

    def orders_since(self, since: datetime, page: int) -> Sequence[ListedOrder]:
        """
        Return a page of the orders made after the instant.
        """


class Vendors(Protocol):
    """
    Reaches both vendors with given credentials.

    A *patient* client waits and tries again, which only a run may do; any other
    makes one attempt.
    """

    def sales(self, organisation: Organisation, *, patient: bool) -> Cin7Account:
        """
        Return the organisation's Cin7 Core account.
        """

    def shipstation(self, keys: KeyPair, *, patient: bool) -> ShipStationAccount:
        """
        Return the account that the key pair opens.
        """


# How many rows a full page has; a shorter one is the last.
SALES_PAGE = 1000
PRODUCTS_PAGE = 1000
SHIPMENTS_PAGE = 500
ORDERS_PAGE = 500


@dataclass(frozen=True, slots=True)
class Membership:
    """
    An organisation that a user belongs to.
    """

    organisation: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """
    Who somebody is, according to the directory.
    """

    username: str
    is_active: bool
    memberships: tuple[Membership, ...]


class Directory(Protocol):
    """
    Knows Cin7 Core's users and the organisations that they belong to.
    """

    def whoami(self, username: str, password: str) -> Identity | None:
        """
        Return who this is, or nothing if name or password is wrong.

        Raises:
            CannotAnswer: The directory cannot be asked now.
        """
