"""
Cin7 Core, ShipStation and the directory of users, as the use cases see them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.domain.fulfil import Place
from engine.domain.invoice_cost import InvoiceCost
from engine.domain.labels import Purchase, Wish
from engine.domain.new_sale import (
    BookDefaults,
    NewCreditNote,
    NewCustomer,
    NewInvoice,
    NewOrder,
    NewPayment,
    NewProduct,
    NewSale,
    StockLine,
)
from engine.domain.packages import Package
from engine.domain.permissions import Permission
from engine.domain.picture import Image, ListedProduct
from engine.domain.rates import Rate
from engine.domain.records import KeyPair, Organisation, User
from engine.domain.route import Route
from engine.domain.sale import Address, Sale, SaleRow
from engine.domain.ship_notice import Shipment
from engine.domain.ship_plan import ShipPlan
from engine.domain.store_order import StoreOrder, StoreOrderForm


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
class Location:
    """
    A warehouse of Cin7 Core; *address* is empty where none was entered.
    """

    name: str
    is_default: bool
    address: Address


@dataclass(frozen=True, slots=True)
class Company:
    """
    What Cin7 Core says of the company: its base currency, and its usual units.
    """

    name: str
    currency: str
    weight_units: str
    dimension_units: str


class Shop(Sales, Products, Protocol):
    """
    What a mirror of an account needs.
    """


class ReferenceBooks(Protocol):
    """
    The small lists of one Cin7 Core account that others name rows of.
    """

    def company(self) -> Company:
        """
        Return the settings of the company.
        """

    def company_address(self) -> Address | None:
        """
        Return the company's default address, or nothing.
        """

    def locations(self) -> Sequence[Location]:
        """
        Return the warehouses.
        """

    def price_tiers(self) -> Sequence[str]:
        """
        Return the names of the price tiers.
        """

    def tax_rules(self) -> Sequence[str]:
        """
        Return the names of the tax rules that sales may have.
        """

    def payment_accounts(self) -> Sequence[str]:
        """
        Return the codes of the accounts that payments may go to.
        """

    def book_defaults(self) -> BookDefaults:
        """
        Return what new customers and products get; it costs a call for each book.
        """


class Cards(Protocol):
    """
    Products and customers of one Cin7 Core account, by what others call them.
    """

    def find_customer(self, name: str) -> str | None:
        """
        Return the id of the customer with exactly this name, or nothing.
        """

    def customer_tags(self, customer_id: str) -> Sequence[str]:
        """
        Return the tags of a customer.
        """

    def find_product(self, sku: str) -> str | None:
        """
        Return the id of the product with exactly this SKU, or nothing.
        """

    def customers_since(
        self, since: datetime | None, page: int
    ) -> Sequence[tuple[str, str]]:
        """
        Return a page of names and ids of the customers changed since, or of all.
        """

    def add_customer(self, customer: NewCustomer) -> str:
        """
        Make a customer, and return its id.
        """

    def add_product(self, product: NewProduct) -> str:
        """
        Make a product, and return its id.
        """

    def places(self, sku: str) -> Sequence[Place]:
        """
        Return where the product lies, and how many are free to be promised there.
        """


class Selling(Protocol):
    """
    What is written into the sales of one Cin7 Core account.
    """

    def sales_marked(self, external_id: str) -> Sequence[SaleRow]:
        """
        Return the sales that carry the mark, voided ones too.
        """

    def add_sale(self, sale: NewSale) -> str:
        """
        Make a sale without lines, and return its id.
        """

    def authorise_order(self, sale_id: str, order: NewOrder) -> str:
        """
        Write the lines of a sale's order, authorise it, and return its number.
        """

    def add_invoice(self, sale_id: str, invoice: NewInvoice) -> str:
        """
        Make an invoice of the whole order, and return its task.
        """

    def add_payment(self, payment: NewPayment) -> None:
        """
        Enter a payment, or a refund.
        """

    def add_credit_note(self, note: NewCreditNote) -> str:
        """
        Make an authorised credit note, and return its task.
        """

    def void_sale(self, sale_id: str) -> None:
        """
        Void the sale.
        """

    def add_fulfilment(self, sale_id: str) -> None:
        """
        Add an empty fulfilment, which makes a simple sale an advanced one.
        """

    def pick(self, task_id: str, lines: Sequence[StockLine]) -> None:
        """
        Pick these lines, and authorise the pick.
        """

    def pack(self, task_id: str, lines: Sequence[StockLine]) -> None:
        """
        Pack these lines, and authorise the pack.
        """

    def void_fulfilment(self, task_id: str) -> None:
        """
        Void a fulfilment of an advanced sale.
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


class Cin7Account(Shop, ReferenceBooks, Cards, Selling, Webhooks, Protocol):
    """
    All that one Cin7 Core account is asked.
    """


@dataclass(frozen=True, slots=True)
class ListedShipment:
    """
    A shipment as ShipStation lists it, or an order that was marked as shipped.

    Attributes:
        is_fulfillment: No label was made in ShipStation.
    """

    shipment_id: str
    order_key: str
    order_number: str
    is_voided: bool
    is_return: bool
    shipment: Shipment
    order_id: int | None = None
    is_fulfillment: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """
    A row of a list that cannot be read, and a sentence about it.
    """

    sentence: str


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """
    An order as ShipStation lists it.
    """

    order_key: str
    order_number: str


@dataclass(frozen=True, slots=True)
class Store:
    """
    A store of a ShipStation account.

    Attributes:
        is_manual: Orders may be created in it by the API.
        integration_url: Where a custom store is asked; empty for any other.
    """

    store_id: int
    name: str
    is_manual: bool
    marketplace: str = ""
    integration_url: str = ""


@dataclass(frozen=True, slots=True)
class CreatedOrder:
    """
    What ShipStation answers for one order of a batch.

    Attributes:
        problem: Why it was refused; empty if it was not.
    """

    order_key: str
    order_id: int | None
    problem: str = ""


class PageBroken(CannotAnswer):
    """
    A page of a list cannot be had, because something on it breaks ShipStation.
    """


@dataclass(frozen=True, slots=True)
class Choice:
    """
    A service or a kind of package that a carrier has.
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Units:
    """
    The units that a ShipStation account works in, by ShipStation's own names.
    """

    weight: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Bought:
    """
    A label, as ShipStation hands it out once.
    """

    purchase: Purchase
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What the carrier says to a void.
    """

    is_approved: bool
    message: str


class ParcelDesk(Protocol):
    """
    Rates and labels of one ShipStation account.
    """

    def carriers(self) -> Sequence[Choice]:
        """
        Return the carriers that are connected, each once.
        """

    def services(self, carrier: str) -> Sequence[Choice]:
        """
        Return the carrier's services.
        """

    def package_kinds(self, carrier: str) -> Sequence[Choice]:
        """
        Return the carrier's kinds of packages.
        """

    def rates(
        self,
        carrier: str,
        package: Package,
        route: Route,
        *,
        package_code: str,
        confirmation: str,
        units: Units,
    ) -> Sequence[Rate]:
        """
        Return what the carrier takes for one package.

        Raises:
            PageBroken: The carrier does not go there, and why.
        """

    def orders_numbered(self, number: str) -> Sequence[StoreOrder]:
        """
        Return the orders with exactly this number.
        """

    def purchases(self, order_id: int) -> Sequence[Purchase]:
        """
        Return what labels were made for an order, void ones too.
        """

    def buy_label(
        self, order_id: int, package: Package, wish: Wish, *, units: Units
    ) -> Bought:
        """
        Buy a label for a package of an order. Each call buys one.

        Raises:
            PageBroken: ShipStation or the carrier does not make it, and why.
        """

    def sample_label(
        self, route: Route, package: Package, wish: Wish, *, units: Units
    ) -> Bought:
        """
        Make a label that is a sample: nothing is paid, and no order needed.
        """

    def void_label(self, shipment_id: int) -> Verdict:
        """
        Ask the carrier to take the label back.
        """


class ShipStationAccount(ParcelDesk, Protocol):
    """
    One ShipStation account, by its key pair.
    """

    def stores(self) -> Sequence[Store]:
        """
        Return the active stores.
        """

    def orders_modified(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[StoreOrder | Unreadable | None]:
        """
        Return a page of the orders that changed after the instant, earliest first.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
        """

    def order(self, order_id: int) -> StoreOrder | None:
        """
        Return the order, or nothing.
        """

    def create_orders(self, orders: Sequence[StoreOrderForm]) -> Sequence[CreatedOrder]:
        """
        Create orders, or replace those with the same keys; at most a hundred.
        """

    def fulfillments_since(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[ListedShipment | Unreadable | None]:
        """
        Return a page of the orders that were marked as shipped after the instant.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
        """

    def identity(self) -> str:
        """
        Return what recognises the account under any of its key pairs.
        """

    def shipments_since(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[ListedShipment | Unreadable | None]:
        """
        Return a page of the shipments made after the instant, with their items.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
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
CUSTOMERS_PAGE = 1000
ORDERS_BATCH = 100


@dataclass(frozen=True, slots=True)
class Membership:
    """
    An organisation that a user belongs to.
    """

    organisation: str
    is_active: bool
    permissions: frozenset[Permission] = frozenset(Permission)


@dataclass(frozen=True, slots=True)
class Identity:
    """
    Who somebody is, according to the directory.
    """

    username: str
    is_active: bool
    memberships: tuple[Membership, ...]

    @classmethod
    def of(cls, user: User) -> "Identity":
        """
        Return who a user of the engine's own directory is.
        """
        may = frozenset(user.permissions)
        members = tuple(
            Membership(one, is_active=True, permissions=may)
            for one in user.organisations
        )
        return cls(user.username, user.is_active, members)


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
