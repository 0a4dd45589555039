"""
Whatever is true of the vendors: methods 2 and 3 get their parcels to Cin7 Core.

Method 1 is proved by a feature.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from harness.actors import Cast
from harness.bench import Bench
from harness.worlds.empty import empty
from harness.worlds.one_packed_sale import CUSTOMER
from harness.worlds.shipping_service import packed, with_service
from tests.benchmarks.method_one import a_bench
from tests.contested import PROFILES, otherwise

SALE, ORDER = "SO-00001", "W-1"
BELLS = [{"sku": "BELL-01", "name": "Bell", "quantity": 3, "unitPrice": 7.5}]
QUARTER = 15 * 60
# With it a simple sale is never packed, so none gets so far: the import requirements.
UNPACKED = ("simple_stages", "combined")
FACTS = [
    (vendor, fact, member)
    for vendor in PROFILES
    for fact, member in otherwise(vendor)
    if (fact, member) != UNPACKED
]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """
    Yield a bench for the tests of this module.
    """
    with a_bench() as made:
        yield made


@pytest.fixture(params=FACTS, ids="-".join)
def cast(bench: Bench, request: Any) -> Cast:
    """
    Return everybody, where one fact is another than by default.
    """
    vendor, fact, member = request.param
    bench.reset()
    cast = bench.cast
    at = cast.cin7_core if vendor == "Cin7 Core" else cast.shipstation
    at.is_known_for(fact, member)
    return cast


def shipped(sale: dict[str, Any]) -> bool:
    """
    Tell whether all of it has left.
    """
    return bool(sale["CombinedShippingStatus"] == "SHIPPED")


def with_store(cast: Cast) -> None:
    """
    Connect a ShipStation store.
    """
    empty(cast)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.clock.settle()


def test_a_created_order_comes_back_as_a_shipment(cast: Cast) -> None:
    """
    A packed sale is created in ShipStation, and its label polled for.
    """
    with_store(cast)
    cast.cin7_core.knows_customer(CUSTOMER, email="ada@kestrel.example", phone="1")
    cast.cin7_core.readies(SALE)
    cast.engine.synchronises()

    cast.shipstation.creates_label(SALE)
    cast.clock.advance(QUARTER)

    assert shipped(cast.cin7_core.sale(SALE))


def test_an_imported_order_becomes_a_shipped_sale(cast: Cast) -> None:
    """
    An order of a sales channel is imported, and its label polled for.
    """
    with_store(cast)
    cast.cin7_core.stocks("BELL-01", quantity=3)
    cast.shipstation.takes_order(ORDER, items=BELLS)
    cast.engine.synchronises()

    cast.shipstation.creates_label(ORDER)
    cast.clock.advance(QUARTER)

    assert shipped(cast.cin7_core.sale_of(ORDER))


def test_a_label_of_the_shipping_service_ships_the_sale(cast: Cast) -> None:
    """
    A label is bought on the sale, once, and its number is written there.
    """
    with_service(cast)
    packed(cast, SALE, ["Box 1"])

    [label] = cast.engine.buys_labels(SALE)["labels"]

    sale = cast.cin7_core.sale(SALE)
    assert shipped(sale)
    [line] = sale["Fulfilments"][-1]["Ship"]["Lines"]
    assert line["TrackingNumber"] == label["tracking_number"]
