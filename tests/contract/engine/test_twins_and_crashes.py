"""
Two engines over one ledger, and an engine that dies anywhere, by method 2; both fakes.
"""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from engine.bootstrap import Engine, build
from engine.ports.world import World
from engine.settings import Settings
from engine.shipstation_store.run import run
from harness.bench import KEY, TOKEN, Addresses, Bench
from harness.worlds.empty import empty
from harness.worlds.one_packed_sale import CUSTOMER
from tests.unit.engine.mortal import Died, mortal_world

ORDERS = 6
MOST_STEPS = 500


class Engines:
    """
    Engines over one ledger; people talk to the first.
    """

    def __init__(self, addresses: Addresses, database_url: str, count: int) -> None:
        self.token = TOKEN
        self.engines = [self._engine(addresses, database_url) for _ in range(count)]
        listening = socket.create_server(("127.0.0.1", 0))
        self.url = self.engines[0].serve(listening=listening).url

    def _engine(self, addresses: Addresses, database_url: str) -> Engine:
        return build(
            Settings(
                database_url=database_url,
                cin7_core_url=addresses.cin7_core,
                shipstation_url=addresses.shipstation,
                directory_url=addresses.directory,
                token=TOKEN,
                key=KEY,
            ),
            clock=addresses.clock,
        )

    def reset(self) -> None:
        """
        Empty the ledger.
        """
        self.engines[0].reset()

    def close(self) -> None:
        """
        Stop all.
        """
        for engine in self.engines:
            engine.close()


@contextmanager
def engines(database_url: str, count: int) -> Iterator[tuple[Bench, list[Engine]]]:
    """
    Yield a bench with so many engines, and one ShipStation store.
    """
    made: list[Engines] = []

    def system(addresses: Addresses) -> Engines:
        made.append(Engines(addresses, database_url, count))
        return made[0]

    with closing(Bench(system)) as bench:
        connect(bench)
        yield bench, made[0].engines


def connect(bench: Bench) -> None:
    """
    Connect a ShipStation store of a shop that has a customer, and nothing else.
    """
    bench.reset()
    empty(bench.cast)
    bench.cast.cin7_core.knows_customer(CUSTOMER, email="a@b.example", phone="1")
    bench.cast.engine.connects_shipstation_store(*bench.cast.shipstation.api_keys())
    bench.clock.settle()


def order_comes(bench: Bench, number: str) -> None:
    """
    Let ShipStation take an order of a bell.
    """
    bell = {"sku": "BELL-01", "name": "Bell", "quantity": 1, "unitPrice": 10}
    bench.cast.shipstation.takes_order(number, items=[bell])


def told(bench: Bench) -> tuple[list[str], list[str]]:
    """
    Return the orders and the sales by their numbers.
    """
    orders = [one["orderNumber"] for one in bench.cast.shipstation.orders()]
    return sorted(orders), sorted(bench.cast.cin7_core.sales())


@pytest.mark.postgresql
def test_two_engines_find_the_same_orders(postgresql_url: str) -> None:
    """
    O11: each becomes one sale, and each sale one order.
    """
    with engines(postgresql_url, 2) as (bench, both):
        for position in range(1, ORDERS + 1):
            bench.cast.cin7_core.readies(f"SO-{position:05d}")
            order_comes(bench, f"W-{position}")

        with ThreadPoolExecutor(len(both)) as pool:
            runs = [pool.submit(one.runs.run_now) for one in both]
            ended = [one.result() for one in runs]
        for engine in both:
            engine.runs.run_now()

        orders, sales = told(bench)
        assert all(ended)
        assert len(orders) == len(set(orders)) == 2 * ORDERS
        assert len(sales) == 2 * ORDERS


def sale_is_packed(bench: Bench) -> None:
    """
    Pack a sale that has to become an order.
    """
    bench.cast.cin7_core.readies("SO-00001")


def order_waits(bench: Bench) -> None:
    """
    Let an order come that has to become a sale.
    """
    bench.cast.cin7_core.stocks("BELL-01", quantity=5)
    order_comes(bench, "W-1")


def order_ships(bench: Bench) -> None:
    """
    Ship an order that is a sale.
    """
    order_waits(bench)
    bench.cast.engine.synchronises()
    bench.cast.shipstation.creates_label("W-1")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("prepare", [sale_is_packed, order_waits, order_ships])
def test_an_engine_dies_anywhere(
    tmp_path: Path, prepare: Callable[[Bench], None]
) -> None:
    """
    O12: after sending and before recording as well; its successor doubles nothing.
    """
    with engines(f"sqlite:///{tmp_path}/ledger.db", 1) as (bench, [engine]):
        for dies_at in range(MOST_STEPS):
            connect(bench)
            prepare(bench)
            step = cut_at(engine.world, dies_at)
            if step.startswith("before ledger"):
                continue  # as after the step before it
            assert_made_up_for(bench, step, is_shipped=prepare is order_ships)
            if not step:
                assert dies_at > 20
                return
    raise AssertionError("the run has no end")


def cut_at(world: World, dies_at: int) -> str:
    """
    Run the connection until it dies; return at which step, or nothing if it lived.
    """
    cut, reaper = mortal_world(world, dies_at)
    [connection] = world.ledger.connections.all()
    try:
        run(cut, connection, patient=False)
    except Died:
        return reaper.steps[-1]
    return ""


def assert_made_up_for(bench: Bench, step: str, *, is_shipped: bool) -> None:
    """
    Let a successor go on, and find one order, one sale, and its parcel once.
    """
    bench.cast.engine.synchronises()
    bench.clock.advance(20 * 60)
    bench.cast.engine.synchronises()
    orders, sales = told(bench)
    assert (len(orders), len(sales)) == (1, 1), step
    if is_shipped:
        label: Any = bench.cast.shipstation.shipment("W-1")
        cin7_core = bench.cast.cin7_core
        assert cin7_core.tracking_of("W-1") == [label["trackingNumber"]], step
        assert cin7_core.on_hand("BELL-01") == 4, step
