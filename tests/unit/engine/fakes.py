"""
Hand-made ports: a clock that moves when told, and vendors that live in memory.
"""

import heapq
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from engine.adapters.ledger.database import Database
from engine.adapters.ledger.sql import SqlLedger
from engine.domain.invoice_cost import InvoiceCost
from engine.domain.picture import Image, ListedProduct
from engine.domain.records import CustomStore, KeyPair, Notice, Organisation
from engine.domain.sale import Address, Sale, SaleRow
from engine.domain.ship_plan import ShipPlan
from engine.domain.store_order import StoreOrder
from engine.ports.vendors import (
    CannotAnswer,
    Identity,
    ListedOrder,
    ListedShipment,
    Location,
    Membership,
    Rejected,
    Store,
    Webhook,
)
from engine.ports.world import World
from tests.unit.engine.builders import NOON, ORGANISATION, OTHER, a_row


@dataclass(order=True)
class ManualEntry:
    """
    What stands in the calendar of the manual clock.
    """

    at: datetime
    number: int
    action: Callable[[], None] = field(compare=False)
    is_cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """
        Strike the entry out.
        """
        self.is_cancelled = True


class ManualClock:
    """
    A clock with a calendar that moves when it is told to, or when one sleeps on it.
    """

    def __init__(self, start: datetime = NOON) -> None:
        self.slept: list[float] = []
        self._now = start
        self._entries: list[ManualEntry] = []

    def now(self) -> datetime:
        """
        Return the instant.
        """
        return self._now

    def sleep(self, seconds: float) -> None:
        """
        Move the clock; nobody waits.
        """
        self.slept.append(seconds)
        self._now += timedelta(seconds=seconds)

    def enter(
        self,
        at: datetime,
        name: str,  # noqa: ARG002 - a calendar's shape
        action: Callable[[], None],
    ) -> ManualEntry:
        """
        Let the action run when the clock has come there.
        """
        entry = ManualEntry(at, len(self._entries), action)
        heapq.heappush(self._entries, entry)
        return entry

    def advance(self, **duration: float) -> None:
        """
        Move the clock and run what falls due on the way.
        """
        ends_at = self._now + timedelta(**duration)
        while self._entries and self._entries[0].at <= ends_at:
            entry = heapq.heappop(self._entries)
            self._now = max(self._now, entry.at)
            if not entry.is_cancelled:
                entry.action()
        self._now = max(self._now, ends_at)


class CountingIds:
    """
    Identities that count.
    """

    def __init__(self) -> None:
        self._count = 0

    def new(self) -> str:
        """
        Return the next identity.
        """
        self._count += 1
        return f"id-{self._count}"


class PlainVault:
    """
    Locks nothing, visibly.
    """

    def lock(self, secret: str) -> str:
        """
        Return the secret with a mark.
        """
        return f"locked:{secret}"

    def unlock(self, locked: str) -> str:
        """
        Return what was locked.
        """
        return locked.removeprefix("locked:")


class SilentLog:
    """
    Keeps what is written.
    """

    def __init__(self) -> None:
        self.events: list[str] = []

    def info(self, event: str, **fields: object) -> None:
        """
        Keep an event.
        """
        self.events.append(f"{event} {fields}")

    def warning(self, event: str, **fields: object) -> None:
        """
        Keep an event.
        """
        self.events.append(f"{event} {fields}")

    def failure(self, event: str, problem: BaseException, **fields: object) -> None:
        """
        Keep a failure.
        """
        self.events.append(f"{event} {problem!r} {fields}")

    def correlated(self, **_ids: str) -> AbstractContextManager[None]:
        """
        Let the ids be.
        """
        return nullcontext()


class FakeCin7Core:
    """
    Sales in memory. *problem* is raised by the next calls.
    """

    def __init__(self) -> None:
        self.rows: dict[str, SaleRow] = {}
        self.documents: dict[str, Sale] = {}
        self.calls: list[str] = []
        self.plans: list[ShipPlan] = []
        self.products: list[ListedProduct] = []
        self.unreadable: set[str] = set()
        self.hooks: dict[str, Webhook] = {}
        self.secrets: dict[str, str] = {}
        self.costs: list[InvoiceCost] = []
        self.problem: Exception | None = None

    def put(self, sale: Sale, row: SaleRow | None = None) -> Sale:
        """
        Keep a sale, listed as it is.
        """
        self.documents[sale.sale_id] = sale
        self.rows[sale.sale_id] = row or a_row(sale)
        return sale

    def check(self) -> str:
        """
        Return the company's name.
        """
        self._called("me")
        return "Ada Ltd"

    def ready_for_shipping(self, page: int) -> Sequence[SaleRow]:
        """
        Return every row, whatever the page.
        """
        self._called(f"ready {page}")
        return list(self.rows.values())

    def updated_since(self, since: datetime, page: int) -> Sequence[SaleRow]:
        """
        Return every row, whatever the instant.
        """
        self._called(f"updated {since:%H:%M} {page}")
        return list(self.rows.values())

    def find(self, order_number: str) -> SaleRow | None:
        """
        Return the row with the number.
        """
        self._called(f"find {order_number}")
        rows = self.rows.values()
        return next((row for row in rows if row.order_number == order_number), None)

    def sale(self, sale_id: str) -> Sale:
        """
        Return the sale.
        """
        self._called(f"sale {sale_id}")
        if sale_id in self.unreadable:
            raise Rejected(f"{sale_id} cannot be read")
        return self.documents[sale_id]

    def ship(self, plan: ShipPlan) -> None:
        """
        Keep the plan.
        """
        self._called(f"ship {plan.task_id}")
        self.plans.append(plan)

    def products_since(
        self, since: datetime | None, page: int
    ) -> Sequence[ListedProduct]:
        """
        Return every product, whatever the instant.
        """
        self._called(f"products {since:%H:%M} {page}" if since else f"products {page}")
        return self.products

    def images(self, product_id: str) -> Sequence[Image]:
        """
        Return the images, the last one marked.
        """
        self._called(f"images {product_id}")
        (found,) = [one for one in self.products if one.product_id == product_id]
        last = found.images[-1]
        return (*found.images[:-1], Image(last.url, is_default=True))

    def webhooks(self) -> Sequence[Webhook]:
        """
        Return all webhooks.
        """
        self._called("webhooks")
        return list(self.hooks.values())

    def add_webhook(self, kind: str, url: str, *, secret: str) -> str:
        """
        Keep a webhook.
        """
        self._called(f"add {kind}")
        hook = Webhook(f"hook-{len(self.hooks) + 1}", kind, url, is_active=True)
        self.hooks[hook.id] = hook
        self.secrets[hook.id] = secret
        return hook.id

    def renew_webhook(self, webhook: Webhook, *, secret: str) -> None:
        """
        Wake a webhook.
        """
        self._called(f"renew {webhook.type}")
        self.hooks[webhook.id] = replace(webhook, is_active=True)
        self.secrets[webhook.id] = secret

    def remove_webhook(self, webhook_id: str) -> None:
        """
        Forget a webhook.
        """
        self._called(f"remove {webhook_id}")
        del self.hooks[webhook_id]

    def charge(self, cost: InvoiceCost) -> None:
        """
        Keep the charges.
        """
        self._called(f"charge {cost.task_id}")
        self.costs.append(cost)

    def locations(self) -> Sequence[Location]:
        """
        Return one warehouse.
        """
        self._called("locations")
        return [Location("Main Warehouse", is_default=True, address=Address())]

    def price_tiers(self) -> Sequence[str]:
        """
        Return one tier.
        """
        self._called("price tiers")
        return ["Tier 1"]

    def tax_rules(self) -> Sequence[str]:
        """
        Return one rule.
        """
        self._called("tax rules")
        return ["20% (VAT on Income)"]

    def payment_accounts(self) -> Sequence[str]:
        """
        Return one account.
        """
        self._called("accounts")
        return ["1100"]

    def find_customer(self, name: str) -> str | None:
        """
        Know one customer.
        """
        self._called(f"customer {name}")
        return "customer-1" if name == "Kestrel Cycles" else None

    def _called(self, call: str) -> None:
        self.calls.append(call)
        if self.problem is not None:
            raise self.problem


class FakeShipStation:
    """
    Shipments in memory, for whoever has the key.
    """

    def __init__(self) -> None:
        self.account = "account-1"
        self.shipments: list[ListedShipment] = []
        self.orders: list[ListedOrder] = []
        self.since: list[datetime] = []
        self.problem: Exception | None = None

    def stores(self) -> Sequence[Store]:
        """
        Return a manual store and one of a marketplace.
        """
        return [
            Store(1, "Manual Orders", is_manual=True),
            Store(2, "Shopify", is_manual=False, marketplace="Shopify"),
        ]

    def identity(self) -> str:
        """
        Return the account's mark.
        """
        if self.problem is not None:
            raise self.problem
        return self.account

    def shipments_since(
        self,
        since: datetime,
        page: int,  # noqa: ARG002 - one page has room
        *,
        size: int,  # noqa: ARG002 - one page has room
    ) -> Sequence[ListedShipment]:
        """
        Return all shipments.
        """
        self.since.append(since)
        if self.problem is not None:
            raise self.problem
        return self.shipments

    def fulfillments_since(
        self,
        since: datetime,  # noqa: ARG002 - there are none
        page: int,  # noqa: ARG002 - there are none
        *,
        size: int,  # noqa: ARG002 - there are none
    ) -> Sequence[ListedShipment]:
        """
        Return nothing: every order has a label here.
        """
        return []

    def orders_modified(
        self,
        since: datetime,  # noqa: ARG002 - there are none
        page: int,  # noqa: ARG002 - there are none
        *,
        size: int,  # noqa: ARG002 - there are none
    ) -> Sequence[StoreOrder | None]:
        """
        Return nothing: no order is changed here.
        """
        return []

    def orders_since(
        self,
        since: datetime,
        page: int,  # noqa: ARG002 - one page has room
    ) -> Sequence[ListedOrder]:
        """
        Return all orders.
        """
        self.since.append(since)
        if self.problem is not None:
            raise self.problem
        return self.orders


class FakeVendors:
    """
    Both vendors.
    """

    def __init__(self) -> None:
        self.cin7_core = FakeCin7Core()
        self.ship_station = FakeShipStation()

    def sales(
        self,
        organisation: Organisation,  # noqa: ARG002 - there is one account
        *,
        patient: bool,  # noqa: ARG002 - nothing waits here
    ) -> Any:
        """
        Return the sales: that part of an account that these tests need.
        """
        return self.cin7_core

    def shipstation(
        self,
        keys: KeyPair,  # noqa: ARG002 - there is one account
        *,
        patient: bool,  # noqa: ARG002 - nothing waits here
    ) -> Any:
        """
        Return the account: that part of it that these tests need.
        """
        return self.ship_station


class FakeDirectory:
    """
    Users by name; each password is ``secret``.
    """

    def __init__(self) -> None:
        one = Membership(ORGANISATION, is_active=True)
        two = Membership(OTHER, is_active=True)
        closed = Membership(ORGANISATION, is_active=False)
        self.is_silent = False
        self.known = {
            "ada": Identity("ada", is_active=True, memberships=(one,)),
            "bob": Identity("bob", is_active=False, memberships=(one,)),
            "eve": Identity("eve", is_active=True, memberships=(one, two)),
            "kim": Identity("kim", is_active=True, memberships=(two,)),
            "lee": Identity("lee", is_active=True, memberships=(closed,)),
        }

    def whoami(self, username: str, password: str) -> Identity | None:
        """
        Return who this is.
        """
        if self.is_silent:
            raise CannotAnswer("the directory is silent")
        return self.known.get(username) if password == "secret" else None


@dataclass
class Bench:
    """
    A world of fakes over a ledger in memory.
    """

    world: World
    clock: ManualClock
    vendors: FakeVendors
    directory: FakeDirectory
    database: Database

    @property
    def cin7_core(self) -> FakeCin7Core:
        """
        Return the fake Cin7 Core.
        """
        return self.vendors.cin7_core

    @property
    def store(self) -> CustomStore:
        """
        Return the custom store as it is set up now.
        """
        return self.world.ledger.custom_stores.get(ORGANISATION)

    def waiting(self) -> Sequence[Notice]:
        """
        Return the notices that may be tried now.
        """
        inbox = self.world.ledger.inbox
        return inbox.pending(ORGANISATION, now=self.clock.now())

    def log(self) -> list[tuple[str, str, str]]:
        """
        Return the operations log, oldest first: subject, outcome, reason.
        """
        entries = reversed(self.world.ledger.log.read())
        return [(e.outcome.subject, e.outcome.kind, e.outcome.reason) for e in entries]


def make_bench(url: str = "sqlite://") -> Bench:
    """
    Return a bench with two organisations; the first has its custom store Enabled.
    """
    database = Database(url)
    database.prepare()
    ledger = SqlLedger(database, PlainVault())
    clock, vendors, directory = ManualClock(), FakeVendors(), FakeDirectory()
    world = World(clock, CountingIds(), ledger, vendors, directory)
    ledger.organisations.put(Organisation(ORGANISATION, "Ada Ltd", "key-1"))
    ledger.organisations.put(Organisation(OTHER, "Kim Ltd", "key-2"))
    ledger.custom_stores.put(CustomStore(ORGANISATION, is_enabled=True))
    return Bench(world, clock, vendors, directory, database)


def at(minute: int) -> datetime:
    """
    Return a minute after noon.
    """
    return datetime(2026, 3, 5, 12, minute, tzinfo=UTC)
