"""
The engine between both fakes, over real sockets: method 3.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pypdfium2
import pytest

from harness.actors import Cast
from harness.actors.engine import EngineRefused
from harness.bench import MAIN_LOGIN, Bench
from harness.worlds.shipping_service import packed, with_service
from tests.benchmarks.method_one import a_bench
from tests.benchmarks.method_three import CARRIERS, MethodThree

SALE = "SO-00001"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """
    Yield a bench for the tests of this module.
    """
    with a_bench() as made:
        yield made


@pytest.fixture
def cast(bench: Bench) -> Cast:
    """
    Return everybody, with a shipping service and a packed sale.
    """
    bench.reset()
    with_service(bench.cast)
    packed(bench.cast, SALE, ["Box 1"])
    return bench.cast


def test_a_label_can_be_read(cast: Cast) -> None:
    """
    It bears its number and the sale's.
    """
    [label] = cast.engine.buys_labels(SALE)["labels"]

    document: Any = pypdfium2.PdfDocument(cast.engine.prints_label(label["id"]))
    text = document[0].get_textpage().get_text_range().replace(" ", "")

    assert label["tracking_number"] in text
    assert SALE in text


def test_two_presses_at_once_buy_one_label(cast: Cast) -> None:
    """
    Each is answered with the label, or told to ask again.
    """

    def press(_: int) -> str:
        try:
            [label] = cast.engine.signs_in(
                MAIN_LOGIN.username, MAIN_LOGIN.password
            ).buys_labels(SALE)["labels"]
        except EngineRefused as refusal:
            return refusal.code
        return str(label["tracking_number"])

    with ThreadPoolExecutor(4) as pool:
        told = set(pool.map(press, range(4)))

    [parcel] = cast.shipstation.parcels(SALE)
    assert parcel["trackingNumber"] in told
    assert told <= {parcel["trackingNumber"], "in_hand"}


def test_carriers_are_listed_with_services_and_packages(cast: Cast) -> None:
    """
    What hardly changes is asked for once in ten minutes.
    """
    told = cast.engine.carriers()
    cast.engine.carriers()
    cast.clock.advance(601)
    cast.engine.carriers()

    assert set(CARRIERS) < set(told)
    fedex = told["fedex"]
    assert "fedex_2day" in [one["code"] for one in fedex["services"]]
    assert "package" in [one["code"] for one in fedex["packages"]]
    assert len(cast.shipstation.asked("list_carriers")) == 2
    assert len(cast.shipstation.asked("list_services")) == 2 * len(told)


@pytest.mark.parametrize("packages", [1, 3])
def test_calls_are_as_few_as_can_be(bench: Bench, packages: int) -> None:
    """
    One order for a sale, one purchase for a package, one write for all of them.
    """
    sale = MethodThree(bench, packages)

    assert sale.rates() == (1 + len(CARRIERS), 5)
    assert sale.labels() == (1 + packages, 4)
    assert sale.void() == (1, 2)
