"""
Images of products: listed in pages, told in orders, never asked for by sale.
"""

from dataclasses import replace

import pytest

from engine.custom_store.export import Turns, export
from engine.custom_store.mirror import refresh
from engine.domain.picture import Image, ListedProduct, image_address
from engine.domain.windows import Window
from engine.flows.budget import slice_budget
from tests.unit.engine.builders import a_sale
from tests.unit.engine.fakes import Bench, at

ONE = ListedProduct("p-mug", "v1", (Image("https://example.org/mug.png"),))
TWO = replace(ONE, images=(Image("https://example.org/a"), Image("https://b.org/b")))


def refreshed(bench: Bench) -> list[str]:
    """
    Refresh the mirror by one slice and return the calls for products.
    """
    bench.cin7_core.calls.clear()
    budget = slice_budget(bench.clock)
    refresh(bench.world, bench.store, bench.cin7_core, budget=budget)
    wanted = ("products", "images")
    return [call for call in bench.cin7_core.calls if call.startswith(wanted)]


def exported(bench: Bench, minute: int = 0) -> str:
    """
    Return an export from the minute on.
    """
    return export(bench.world, bench.store, Window(at(minute)), page=1, turns=Turns())


def test_an_order_tells_the_image_of_a_product(bench: Bench) -> None:
    """
    One page of products, whatever the number of sales.
    """
    bench.cin7_core.products = [ONE]
    for number in ("SO-00001", "SO-00002"):
        bench.cin7_core.put(a_sale(number))

    assert refreshed(bench) == ["products 1"]
    assert exported(bench).count("<![CDATA[https://example.org/mug.png]]>") == 2


def test_of_several_images_a_call_tells_the_default(bench: Bench) -> None:
    """
    Once: the same version costs no second call.
    """
    bench.cin7_core.products = [TWO]
    bench.cin7_core.put(a_sale())

    assert refreshed(bench) == ["products 1", "images p-mug"]
    bench.clock.advance(minutes=15)
    assert refreshed(bench) == ["products 11:55 1"]
    assert "https://b.org/b" in exported(bench)


def test_another_image_brings_open_orders_again(bench: Bench) -> None:
    """
    An image that came late reaches what ShipStation has already.
    """
    bench.cin7_core.put(a_sale())
    exported(bench)
    bench.clock.advance(minutes=30)
    assert "SO-00001" not in exported(bench, 20)
    bench.cin7_core.products = [ONE]
    bench.clock.advance(minutes=15)

    refreshed(bench)

    assert "mug.png" in exported(bench, 40)


def test_an_image_that_was_taken_away_is_told_no_more(bench: Bench) -> None:
    """
    The product stays known, without an address.
    """
    bench.cin7_core.put(a_sale())
    bench.cin7_core.products = [ONE]
    refreshed(bench)
    bench.cin7_core.products = [ListedProduct("p-mug", "v2")]
    bench.clock.advance(minutes=15)
    refreshed(bench)

    assert "ImageUrl" not in exported(bench)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/a b.png", "https://example.org/a%20b.png"),
        ("https://example.org/%C3%A4?x=1", "https://example.org/%C3%A4?x=1"),
        ("javascript:alert(1)", ""),
        ("https://user@example.org/", ""),
        ("https://[::1/", ""),
        ("https://example.org/" + "x" * 500, ""),
        ("", ""),
    ],
)
def test_an_address_is_one_of_the_web(url: str, told: str) -> None:
    """
    What ShipStation could not show is left out.
    """
    assert image_address(url) == told
