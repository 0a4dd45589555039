"""
The engine's memory, one protocol for each noun.

Unique constraints, not checks in code, keep two workers from doing the same thing:
what reads *return whether it is new* is decided by the store in one step.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from engine.domain.labels import Label
from engine.domain.method_policy import Method, Policy
from engine.domain.new_sale import BookDefaults
from engine.domain.outcome import Outcome
from engine.domain.packages import Package
from engine.domain.picture import Picture
from engine.domain.records import (
    Connection,
    CustomStore,
    InboundOrder,
    InboundState,
    Intent,
    IntentState,
    KeyPair,
    LogEntry,
    MirroredOrder,
    MirroredSale,
    Notice,
    NoticeState,
    Organisation,
    Origin,
    OutboundOrder,
    OutboundState,
    Registration,
    Run,
    SeenShipment,
    State,
    User,
)
from engine.domain.service import ShippingService
from engine.domain.setup import Setup
from engine.domain.ship_notice import ShippedItem
from engine.domain.windows import Window


class Organisations(Protocol):
    """
    Cin7 Core accounts, their keys and the one slot of the exclusive methods.
    """

    def put(self, organisation: Organisation) -> bool:
        """
        Store the organisation and return whether it is new.
        """

    def get(self, organisation: str) -> Organisation | None:
        """
        Return the organisation, or nothing.
        """

    def all(self) -> Sequence[Organisation]:
        """
        Return all organisations by name.
        """

    def set_policy(self, organisation: str, policy: Policy) -> None:
        """
        Change how the organisation's methods combine.
        """

    def take_slot(self, organisation: str, method: Method) -> bool:
        """
        Take the one exclusive slot; return whether the method has it now.
        """

    def free_slot(self, organisation: str, method: Method) -> None:
        """
        Give the slot back, if the method has it.
        """


class Connections(Protocol):
    """
    Connections with a key pair.
    """

    def add(self, connection: Connection) -> bool:
        """
        Store a connection; return false if the account is connected already.
        """

    def get(self, connection: str) -> Connection | None:
        """
        Return the connection, or nothing.
        """

    def all(self, organisation: str | None = None) -> Sequence[Connection]:
        """
        Return the connections, of one organisation if told, oldest first.
        """

    def replace_keys(self, connection: str, keys: KeyPair, *, account: str) -> bool:
        """
        Store a new pair and be active; return false if the account is taken.
        """

    def set_settings(self, connection: str, settings: Setup | ShippingService) -> None:
        """
        Store the settings of the connection's method.
        """

    def set_state(self, connection: str, state: State, *, reason: str = "") -> None:
        """
        Change the state, and say why.
        """

    def sharing(self, keys: KeyPair) -> Sequence[Connection]:
        """
        Return the active connections that use the pair.
        """


class CustomStores(Protocol):
    """
    The settings of custom stores.
    """

    def get(self, organisation: str) -> CustomStore:
        """
        Return the settings; a store that was never set up is Disabled.
        """

    def put(self, store: CustomStore) -> None:
        """
        Store the settings.
        """

    def enabled(self) -> Sequence[CustomStore]:
        """
        Return the stores that are Enabled.
        """


class Webhooks(Protocol):
    """
    What is registered at Cin7 Core.
    """

    def get(self, organisation: str) -> Registration | None:
        """
        Return what is registered, or nothing.
        """

    def put(self, organisation: str, registration: Registration) -> None:
        """
        Store what is registered.
        """

    def drop(self, organisation: str) -> None:
        """
        Forget the secret and the ids.
        """


class Users(Protocol):
    """
    The engine's own directory.
    """

    def put(self, user: User, *, password_hash: str | None) -> bool:
        """
        Store the user, keep the password if none is told, return whether new.
        """

    def get(self, username: str) -> User | None:
        """
        Return the user, or nothing.
        """

    def all(self) -> Sequence[User]:
        """
        Return all users by name.
        """

    def password_hash(self, username: str) -> str | None:
        """
        Return the hash of the user's password, or nothing.
        """


class Mirror(Protocol):
    """
    The sales that matter, as far as Cin7 Core has told of them.
    """

    def sales(
        self, organisation: str, sale_ids: Iterable[str]
    ) -> Mapping[str, MirroredSale]:
        """
        Return what is known of these sales.
        """

    def put_sales(self, organisation: str, sales: Sequence[MirroredSale]) -> None:
        """
        Store rows of the list.
        """

    def wanted(self, organisation: str, limit: int) -> Sequence[str]:
        """
        Return ids of the sales that must be read, earliest ShipBy first.
        """

    def want_again(self, organisation: str) -> None:
        """
        Let all be read anew that is offered or held by a setting.
        """

    def hurry(self, organisation: str, names: Iterable[str]) -> int:
        """
        Let sales be read before all others; return how many were known.

        A name is a sale's id or number, or the id of a fulfilment.
        """

    def named(self, organisation: str, order_number: str) -> MirroredSale | None:
        """
        Return the sale with this number, or nothing.
        """

    def touch(
        self, organisation: str, task_ids: Iterable[str], *, at: datetime
    ) -> None:
        """
        Let what is offered of these be in the next window again.
        """

    def touch_products(
        self, organisation: str, product_ids: Iterable[str], *, at: datetime
    ) -> None:
        """
        Let what is offered with these products be in the next window again.
        """

    def put_items(
        self, organisation: str, task_id: str, product_ids: Iterable[str]
    ) -> None:
        """
        Store which products lie in a fulfilment.
        """

    def is_read(self, organisation: str, sale_id: str, *, held_back: str) -> None:
        """
        Note that the sale was read, and which gate holds it if one does.
        """

    def orders(self, organisation: str, sale_id: str) -> Mapping[str, MirroredOrder]:
        """
        Return the mirrored fulfilments of a sale by their ids.
        """

    def put_order(self, organisation: str, order: MirroredOrder) -> None:
        """
        Store a fulfilment as it is offered or held.
        """

    def hold_sales(self, organisation: str, held: Mapping[str, str]) -> None:
        """
        Offer no fulfilment of these sales; the values name the gates.
        """

    def hold_order(self, organisation: str, task_id: str, *, gate: str) -> None:
        """
        Offer the fulfilment no longer.
        """

    def offered(self, organisation: str, task_ids: Iterable[str]) -> set[str]:
        """
        Return those of the fulfilments that are offered now, and not as voided.
        """

    def count(self, organisation: str, window: Window) -> int:
        """
        Return how many fulfilments a custom store offers in the window.
        """

    def page(
        self, organisation: str, window: Window, *, offset: int, limit: int
    ) -> Sequence[MirroredOrder]:
        """
        Return fulfilments by the moment of their last change, ties by id.
        """


class Pictures(Protocol):
    """
    The image of each product that has, or had, one.
    """

    def put(self, organisation: str, pictures: Sequence[Picture]) -> None:
        """
        Store the images.
        """

    def known(
        self, organisation: str, product_ids: Iterable[str]
    ) -> Mapping[str, Picture]:
        """
        Return what is known of these products.
        """


class Orders(Protocol):
    """
    Where each order came from and went, and which path each fulfilment took.
    """

    def offer(self, organisation: str, origins: Sequence[Origin]) -> set[str]:
        """
        Claim fulfilments for a path; return those that another path has.
        """

    def add(self, organisation: str, origin: Origin) -> bool:
        """
        Note an order's origin without a claim, and return whether it is new.
        """

    def release(self, organisation: str, task_id: str) -> None:
        """
        Give up the claim on a fulfilment.
        """

    def of_sale(self, organisation: str, sale_id: str) -> Sequence[Origin]:
        """
        Return what came in or has left of the sale.
        """

    def offered(self, organisation: str, sale_ids: Iterable[str]) -> Sequence[Origin]:
        """
        Return what has left of these sales.
        """

    def left_since(
        self, organisation: str, method: Method, since: datetime
    ) -> Sequence[Origin]:
        """
        Return what has left by the method since the instant.
        """

    def imported(self, organisation: str, sale_ids: Iterable[str]) -> set[str]:
        """
        Return those of the sales that came from ShipStation.
        """

    def find(
        self, organisation: str, *, task_id: str, order_number: str
    ) -> Origin | None:
        """
        Return what left under the id, else under the number, or nothing.
        """

    def of_shipstation(
        self, organisation: str, order_ids: Iterable[int]
    ) -> Sequence[Origin]:
        """
        Return what these orders of ShipStation are in Cin7 Core.
        """

    def left(self, organisation: str, task_ids: Iterable[str]) -> Mapping[str, Origin]:
        """
        Return those of the fulfilments that have left, by their ids.
        """

    def is_at(self, organisation: str, task_id: str, *, order_id: int) -> None:
        """
        Note ShipStation's id of the order that a fulfilment has become.
        """

    def forget(self, organisation: str, origin: Origin) -> None:
        """
        Forget an order's origin, so that it may have another.
        """

    def claim(self, organisation: str, task_id: str) -> Method | None:
        """
        Return the path that has the fulfilment, or nothing.
        """

    def all(self, organisation: str | None = None) -> Sequence[Origin]:
        """
        Return every order's origin, newest first.
        """


class Outbound(Protocol):
    """
    What a connection creates in ShipStation.
    """

    def sales(
        self, connection: str, sale_ids: Iterable[str]
    ) -> Mapping[str, MirroredSale]:
        """
        Return what is known of these sales.
        """

    def put_sales(self, connection: str, sales: Sequence[MirroredSale]) -> None:
        """
        Store rows of the list.
        """

    def wanted(self, connection: str, limit: int) -> Sequence[str]:
        """
        Return ids of the sales that must be read, earliest ShipBy first.
        """

    def want_again(self, connection: str) -> None:
        """
        Let all be read anew that was sent, or held by a setting.
        """

    def is_read(self, connection: str, sale_id: str, *, held_back: str) -> None:
        """
        Note that the sale was read, and which gate holds it if one does.
        """

    def orders(self, connection: str, sale_id: str) -> Mapping[str, OutboundOrder]:
        """
        Return the fulfilments of a sale by their ids.
        """

    def put_orders(self, connection: str, orders: Sequence[OutboundOrder]) -> None:
        """
        Store fulfilments as they are now.
        """

    def in_state(
        self,
        connection: str,
        state: OutboundState,
        *,
        reasons: Iterable[str] = (),
        limit: int,
    ) -> Sequence[OutboundOrder]:
        """
        Return the fulfilments in that state, by sale.

        *reasons*: only those that are held for one of these.
        """

    def sent_since(self, connection: str, since: datetime) -> Sequence[OutboundOrder]:
        """
        Return the fulfilments that were last sent after the instant.
        """


class Inbound(Protocol):
    """
    Orders of ShipStation, each one sale at most.
    """

    def known(
        self, organisation: str, order_ids: Iterable[int]
    ) -> Mapping[int, InboundOrder]:
        """
        Return what is known of these orders.
        """

    def put(self, organisation: str, order: InboundOrder) -> None:
        """
        Store the order as it is now.
        """

    def in_state(
        self,
        connection: str,
        state: InboundState,
        *,
        reasons: Iterable[str] = (),
        after: int = 0,
        limit: int,
    ) -> Sequence[InboundOrder]:
        """
        Return the orders of a connection in that state, oldest first.

        *reasons*: only those that are held for one of these. *after*: only those with
        a higher id.
        """

    def hand_over(self, connection: str, *, to: str) -> None:
        """
        Let another connection go on with all orders of one that has ended.
        """

    def saved(self, organisation: str) -> Sequence[InboundOrder]:
        """
        Return the orders that are sales now, newest first.
        """

    def link(self, organisation: str, order_id: int, others: Iterable[int]) -> None:
        """
        Note that the order carries others: combined into it, or the one it left.
        """

    def linked(
        self, organisation: str, order_ids: Iterable[int]
    ) -> Mapping[int, Sequence[int]]:
        """
        Return what those of the orders carry that carry others.
        """


class Books(Protocol):
    """
    Cin7 Core's products by SKU, and customers by name; case does not matter.
    """

    def defaults(self, organisation: str) -> tuple[BookDefaults, datetime] | None:
        """
        Return what new customers and products get, and when that was read.
        """

    def put_defaults(
        self, organisation: str, defaults: BookDefaults, *, at: datetime
    ) -> None:
        """
        Store what new customers and products get.
        """

    def products(self, organisation: str, skus: Iterable[str]) -> Mapping[str, str]:
        """
        Return the ids of those of the products that are known.
        """

    def put_products(self, organisation: str, products: Mapping[str, str]) -> None:
        """
        Store ids of products by their SKUs.
        """

    def customers(self, organisation: str, names: Iterable[str]) -> Mapping[str, str]:
        """
        Return the ids of those of the customers that are known.
        """

    def put_customers(self, organisation: str, customers: Mapping[str, str]) -> None:
        """
        Store ids of customers by their names.
        """


class Intents(Protocol):
    """
    What must not happen twice, noted before it is tried.
    """

    def begin(self, organisation: str, kind: str, key: str, *, at: datetime) -> Intent:
        """
        Note that something is about to be done, or return what is known of it.
        """

    def get(self, organisation: str, kind: str, key: str) -> Intent | None:
        """
        Return what is known of it, or nothing.
        """

    def lease(
        self, organisation: str, intent: Intent, *, now: datetime, until: datetime
    ) -> bool:
        """
        Take the open intent to act on it; return false if somebody else has it.
        """

    def settle(
        self, organisation: str, intent: Intent, state: IntentState, *, result: str = ""
    ) -> None:
        """
        Note what came of it, and give it back.
        """

    def drop(self, organisation: str, kind: str, key: str) -> None:
        """
        Forget it, so that it may happen again.
        """

    def open(self, organisation: str, kind: str) -> Sequence[Intent]:
        """
        Return what was begun and has not ended, oldest first.
        """


class Inbox(Protocol):
    """
    Ship notices: stored first, then applied.
    """

    def store(
        self, organisation: str, origin: Origin, *, identity: str, payload: str
    ) -> Notice:
        """
        Store the notice, or return the one that was stored before.
        """

    def lease(self, notice: Notice, *, now: datetime, until: datetime) -> bool:
        """
        Take the notice to apply it; return false if somebody else has it.
        """

    def settle(
        self,
        notice: Notice,
        state: NoticeState,
        *,
        at: datetime,
        retry_at: datetime | None = None,
    ) -> None:
        """
        Give the notice back in its new state, to be tried again no sooner than told.
        """

    def pending(self, organisation: str, *, now: datetime) -> Sequence[Notice]:
        """
        Return the notices that may be tried now, oldest first.
        """

    def noticed(self, organisation: str, sale_id: str) -> set[str]:
        """
        Return the fulfilments of the sale that a notice was applied to.
        """


class Shipments(Protocol):
    """
    Shipments seen, each once.
    """

    def see(self, organisation: str, shipment: SeenShipment, *, at: datetime) -> bool:
        """
        Remember the shipment and return whether it is new.
        """

    def applied_items(
        self, organisation: str, task_id: str
    ) -> Sequence[tuple[ShippedItem, ...]]:
        """
        Return the items of each shipment that was applied to the fulfilment.

        What both a notice and a poll told of counts once.
        """

    def known(
        self, organisation: str, source: str, ids: Iterable[str]
    ) -> Mapping[str, SeenShipment]:
        """
        Return those of the shipments that were seen before.
        """

    def numbered(
        self, organisation: str, tracking_numbers: Iterable[str]
    ) -> Sequence[SeenShipment]:
        """
        Return the shipments with one of these numbers, whoever told of them.
        """

    def waiting(
        self, organisation: str, source: str, *, now: datetime, limit: int
    ) -> Sequence[SeenShipment]:
        """
        Return the shipments that may be applied now, oldest first.
        """

    def settle(self, organisation: str, shipment: SeenShipment) -> None:
        """
        Store what became of a shipment that was seen before.
        """

    def mark(
        self, organisation: str, shipment: SeenShipment, *, applied: bool, voided: bool
    ) -> None:
        """
        Change what is known of a shipment.
        """

    def all(self, organisation: str | None = None) -> Sequence[SeenShipment]:
        """
        Return the shipments, newest first.
        """


class Packages(Protocol):
    """
    What was entered of packages, and how they shall be shipped.
    """

    def put(self, organisation: str, task_id: str, packages: Sequence[Package]) -> None:
        """
        Store these packages of a fulfilment; what was told before of others is gone.
        """

    def entered(self, organisation: str, task_id: str) -> Mapping[str, Package]:
        """
        Return the packages that were entered, by box.
        """

    def instruct(self, organisation: str, task_id: str, text: str) -> None:
        """
        Store the shipping instructions of a fulfilment.
        """

    def instructions(self, organisation: str, task_id: str) -> str:
        """
        Return the shipping instructions, or an empty text.
        """


class Labels(Protocol):
    """
    Labels, wanted, bought and void.
    """

    def put(self, organisation: str, label: Label, *, pdf: bytes | None = None) -> None:
        """
        Store the label as it is now; the PDF that it has stays if none is told.
        """

    def drop(self, label_id: str) -> None:
        """
        Forget a label that nobody bought.
        """

    def find(self, label_id: str) -> tuple[str, Label] | None:
        """
        Return the organisation and its label, or nothing.
        """

    def pdf(self, label_id: str) -> bytes | None:
        """
        Return the PDF of a label, or nothing if it was not kept.
        """

    def of_task(self, organisation: str, task_id: str) -> Sequence[Label]:
        """
        Return the labels of a fulfilment, void ones too, oldest first.
        """

    def of_sale(self, organisation: str, sale_number: str) -> Sequence[Label]:
        """
        Return the labels of a sale, void ones too, oldest first.
        """

    def wanted(self, connection: str) -> Sequence[Label]:
        """
        Return the labels of a connection that may have been bought, oldest first.
        """

    def unwritten(self, connection: str) -> Sequence[Label]:
        """
        Return what Cin7 Core does not have yet of a connection's labels.
        """

    def has_number(self, organisation: str, tracking_number: str) -> bool:
        """
        Tell whether a label carries the tracking number.
        """

    def is_being_made(self, organisation: str, task_id: str, since: datetime) -> bool:
        """
        Tell whether a label of the fulfilment was wanted since and is not there yet.
        """


class Cursors(Protocol):
    """
    How far each reading has come.
    """

    def get(self, name: str) -> datetime | None:
        """
        Return the instant up to which all was read, or nothing.
        """

    def put(self, name: str, at: datetime) -> None:
        """
        Move the cursor.
        """

    def drop(self, name: str) -> None:
        """
        Forget the cursor, so that reading begins anew.
        """


class RunBook(Protocol):
    """
    Runs, past and present.
    """

    def open(self, run: Run) -> Run | None:
        """
        Note that a run has begun, unless one of the same key is open: return that.
        """

    def close(self, run: Run) -> None:
        """
        Note how it ended; what has ended stays as it is.
        """

    def last(self, key: str) -> Run | None:
        """
        Return the latest run of a connection, or nothing.
        """

    def recent(self, *, limit: int, organisation: str | None = None) -> Sequence[Run]:
        """
        Return the latest runs, newest first.
        """


class OperationsLog(Protocol):
    """
    What became of everything.
    """

    def add(
        self,
        organisation: str,
        method: Method,
        outcomes: Iterable[Outcome],
        *,
        at: datetime,
    ) -> None:
        """
        Append one entry for each outcome.
        """

    def read(
        self,
        *,
        organisation: str | None = None,
        subject: str | None = None,
        outcome: str | None = None,
        limit: int = 100,
    ) -> Sequence[LogEntry]:
        """
        Return entries, newest first.
        """


class Ledger(Protocol):
    """
    All of the engine's memory.
    """

    @property
    def organisations(self) -> Organisations:
        """
        Cin7 Core accounts.
        """

    @property
    def connections(self) -> Connections:
        """
        Connections with a key pair.
        """

    @property
    def custom_stores(self) -> CustomStores:
        """
        Settings of custom stores.
        """

    @property
    def webhooks(self) -> Webhooks:
        """
        What is registered at Cin7 Core.
        """

    @property
    def users(self) -> Users:
        """
        The own directory.
        """

    @property
    def mirror(self) -> Mirror:
        """
        Sales as Cin7 Core told of them.
        """

    @property
    def pictures(self) -> Pictures:
        """
        Images of products.
        """

    @property
    def orders(self) -> Orders:
        """
        Where orders came from and went.
        """

    @property
    def outbound(self) -> Outbound:
        """
        What connections create in ShipStation.
        """

    @property
    def inbound(self) -> Inbound:
        """
        Orders of ShipStation.
        """

    @property
    def books(self) -> Books:
        """
        Cin7 Core's products and customers.
        """

    @property
    def intents(self) -> Intents:
        """
        What must not happen twice.
        """

    @property
    def inbox(self) -> Inbox:
        """
        Ship notices.
        """

    @property
    def shipments(self) -> Shipments:
        """
        Shipments seen.
        """

    @property
    def packages(self) -> Packages:
        """
        What was entered of packages.
        """

    @property
    def labels(self) -> Labels:
        """
        Labels, wanted, bought and void.
        """

    @property
    def cursors(self) -> Cursors:
        """
        How far each reading has come.
        """

    @property
    def runs(self) -> RunBook:
        """
        Runs, past and present.
        """

    @property
    def log(self) -> OperationsLog:
        """
        What became of everything.
        """

    def transaction(self) -> AbstractContextManager[object]:
        """
        Let all that is done inside happen together or not at all.

        No call to a vendor and no sleep belongs inside.
        """
