"""
Method 2 at size: how many calls it makes, and how many the vendors' APIs leave it.

A call is the real cost: ShipStation takes 40 a minute and Cin7 Core 60. What these
limits cost is told in virtual time, what the engine costs in real.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from math import ceil
from time import perf_counter

from rich.console import Console
from rich.table import Table

from emulators.kit.control_client import ControlClient
from harness.actors.shipstation import LABEL
from harness.bench import Bench
from harness.worlds.empty import empty
from tests.benchmarks.method_one import a_bench, ready_sales

ORDERS = 1_000
MOST_RATIO = 1.05

_MINUTE = 60
_ROUND = 15
_A_MINUTE = {"cin7_core": 60, "shipstation": 40}
_LINE = {"sku": "BELL-01", "name": "Bell", "quantity": 1, "unitPrice": Decimal(10)}
_CUSTOMER = "Ada Example"
# Customers and products, and what new ones get: company, accounts, terms, categories,
# units, locations.
_BOOKS = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """
    One piece of work.

    Attributes:
        made: Calls by vendor.
        least: The fewest that the vendors' APIs allow.
        virtual: How long it took on the clock of all parties.
        seconds: How long it took in truth.
    """

    name: str
    orders: int
    made: Mapping[str, int]
    least: Mapping[str, int]
    virtual: timedelta
    seconds: float

    @property
    def ratio(self) -> float:
        """
        Return how many calls are made for each that is needed.
        """
        return sum(self.made.values()) / sum(self.least.values())

    @property
    def permitted(self) -> timedelta:
        """
        Return how long the limits alone make the least take.
        """
        minutes = (self.least[name] / most for name, most in _A_MINUTE.items())
        return timedelta(minutes=max(minutes))


class MethodTwo:
    """
    A ShipStation store of an organisation that has many orders.
    """

    def __init__(self, bench: Bench, orders: int) -> None:
        bench.reset()
        self.orders = orders
        self._bench = bench
        self._cast = bench.cast
        self._journals = {
            "cin7_core": bench.cin7_core.service.tenant("main").journal,
            "shipstation": bench.shipstation.service.tenant("main").journal,
        }
        empty(bench.cast)

    def import_orders(self) -> Measured:
        """
        Make sales of orders with a known customer and a known product.

        Each is two calls, as Cin7 Core takes a sale's header and its lines apart.
        """
        at = self._cast.cin7_core
        at.knows_customer(_CUSTOMER, email="ada@example.org", phone="1")
        at.stocks("BELL-01", quantity=self.orders)
        for number in range(1, self.orders + 1):
            self._cast.shipstation.takes_order(
                f"W-{number}", items=[_LINE], customer=_CUSTOMER
            )
        self._connect("import")
        stores = 1
        least = _lists(orders=self.orders) + stores
        measured = self._measured("import", 2 * self.orders + _BOOKS, least)
        self._check(len(at.sales()))
        return measured

    def create_orders(self) -> Measured:
        """
        Create orders of packed sales; each sale has to be read once.
        """
        account = self._bench.cin7_core.service.tenant("main").state
        ready_sales(self._cast.cin7_core, account, self.orders)
        self._connect("create")
        lists = 2 * ceil(self.orders / 1000)
        least = _lists() + ceil(self.orders / 100)
        measured = self._measured("create", lists + self.orders, least)
        self._check(len(self._cast.shipstation.orders()))
        return measured

    def ship_imported(self) -> Measured:
        """
        Apply a shipment of each imported order: read, pick, pack, ship.
        """
        self._label_all()
        least = _lists(orders=self.orders, shipments=self.orders)
        measured = self._measured("shipments, imported", 4 * self.orders, least)
        self._check(self._shipped())
        return measured

    def ship_created(self) -> Measured:
        """
        Apply a shipment of each created order: read, ship.
        """
        self._label_all()
        least = _lists(shipments=self.orders)
        measured = self._measured("shipments, created", 1 + 2 * self.orders, least)
        self._check(self._shipped())
        return measured

    def poll(self, *, imports: bool) -> Measured:
        """
        Let a quarter of an hour pass in which nothing happens.
        """
        self._bench.clock.advance(2 * _ROUND * _MINUTE)
        name = "unchanged, import" if imports else "unchanged, create"
        least = _lists(orders=0) if imports else _lists()
        return self._measured(name, 0 if imports else 1, least)

    def _shipped(self) -> int:
        at = self._cast.cin7_core
        return sum(bool(at.tracking_numbers(number)) for number in at.sales())

    def _check(self, done: int) -> None:
        """
        Return if the work is done: what is left undone costs no call.
        """
        if done != self.orders:
            raise RuntimeError(f"{done} of {self.orders} orders are done")

    def _connect(self, order_flow: str) -> None:
        self._cast.engine.connects_shipstation_store(*self._cast.shipstation.api_keys())
        self._cast.engine.changes_setup(order_flow=order_flow)

    def _label_all(self) -> None:
        """
        Create a label for each order, from a wallet that has room for all.
        """
        account = self._bench.shipstation.service.tenant("main").state
        account.carriers.wallet = Decimal(100 * self.orders)
        body = {**LABEL, "shipDate": self._cast.shipstation.now().date().isoformat()}
        control = ControlClient(self._bench.shipstation.origin)
        for order in self._cast.shipstation.orders():
            control.screen("POST", f"/orders/{order['orderId']}/label", body)
        control.close()

    def _measured(self, name: str, cin7_core: int, shipstation: int) -> Measured:
        """
        Wait for the next run, and then for a minute in which nobody is called.
        """
        made: Counter[str] = Counter()
        self._count()
        began = perf_counter()
        began_at = ended_at = self._bench.clock.now()
        for _ in range(_ROUND + 1):
            began_at = self._bench.clock.now()
            if news := self._minute():
                break
        while news:
            made += news
            ended_at = self._bench.clock.now()
            news = self._minute()
        return Measured(
            name,
            self.orders,
            made,
            {"cin7_core": cin7_core, "shipstation": shipstation},
            ended_at - began_at,
            perf_counter() - began,
        )

    def _minute(self) -> Counter[str]:
        self._bench.clock.advance(_MINUTE)
        return self._count()

    def _count(self) -> Counter[str]:
        """
        Count the calls in the journals, and empty them: they are only so long.
        """
        found: Counter[str] = Counter()
        for vendor, journal in self._journals.items():
            found[vendor] = sum(one.by == "api" for one in journal)
            journal.clear()
        return +found


def _lists(*, orders: int | None = None, shipments: int = 0) -> int:
    """
    Return the pages of ShipStation's lists that a poll cannot do without.
    """
    pages = max(1, ceil(shipments / 500)) + 1
    return pages if orders is None else pages + max(1, ceil(orders / 500))


def measure(bench: Bench, orders: int) -> Iterator[Measured]:
    """
    Yield each piece of work, measured.
    """
    imported = MethodTwo(bench, orders)
    yield imported.import_orders()
    yield imported.ship_imported()
    yield imported.poll(imports=True)
    created = MethodTwo(bench, orders)
    yield created.create_orders()
    yield created.ship_created()
    yield created.poll(imports=False)


def method_two(measured: list[Measured]) -> Table:
    """
    Return a table of what was measured.
    """
    table = Table(title="Calls of method 2", title_justify="left")
    for name in ("Work", "Orders", "To Cin7 Core", "Least", "To ShipStation", "Least"):
        table.add_column(name, justify="left" if name == "Work" else "right")
    for name in ("Ratio", "Virtual", "The limits force", "Real seconds"):
        table.add_column(name, justify="right")
    for one in measured:
        table.add_row(
            one.name,
            f"{one.orders:,}",
            f"{one.made['cin7_core']:,}",
            f"{one.least['cin7_core']:,}",
            f"{one.made['shipstation']:,}",
            f"{one.least['shipstation']:,}",
            f"{one.ratio:.3f}",
            _minutes(one.virtual),
            _minutes(one.permitted),
            f"{one.seconds:.1f}",
        )
    return table


def is_frugal(measured: list[Measured]) -> bool:
    """
    Tell whether no work makes more calls than it may.
    """
    return all(one.ratio <= MOST_RATIO for one in measured)


def _minutes(duration: timedelta) -> str:
    return f"{duration.total_seconds() / _MINUTE:.0f} min"


def main() -> None:
    """
    Measure, print, and fail if a call too many is made.
    """
    size = int(sys.argv[1]) if len(sys.argv) > 1 else ORDERS
    with a_bench() as bench:
        measured = list(measure(bench, size))
    Console().print(method_two(measured))
    sys.exit(0 if is_frugal(measured) else 1)


if __name__ == "__main__":
    main()
