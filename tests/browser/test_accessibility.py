"""
Every page of all three places, read by assistive technology and on a telephone.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from harness.actors import Cast
from harness.actors.pages import AtPages
from harness.bench import Bench

from harness.worlds.one_packed_sale import connected

TELEPHONE = 360
DESK = 1440
WAYS: Mapping[str, tuple[str, ...]] = {
    "ShipStation": (
        "/orders",
        "/orders?status=shipped",
        "/orders/{order}",
        "/orders/{order}/rates?from=78756",
        "/outbox",
        "/settings",
        "/settings/api",
        "/settings/api/regenerate",
        "/settings/stores",
        "/settings/stores/{store}",
        "/settings/stores/{store}/activity",
        "/settings/stores/connect",
        "/settings/stores/connect/cin7-core",
        "/settings/stores/connect/custom-store",
        "/no-such-page",
    ),
}


@pytest.fixture
def places(bench: Bench, cast: Cast) -> dict[str, Any]:
    """
    Return the numbers of what there is: a store with an order.
    """
    connected(cast)
    cast.cin7_core.readies("SO-00001")
    cast.shipstation.imports()
    bench.clock.settle()
    [order] = cast.shipstation.orders()
    store = cast.shipstation.store()
    return {"order": order["orderId"], "store": store["storeId"]}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
@pytest.mark.parametrize("place", WAYS)
def test_pages_can_be_read_by_everybody(
    pages: AtPages, places: dict[str, Any], place: str, language: str
) -> None:
    """
    No page has a fault that axe finds, and none is wider than a telephone.
    """
    pages.speaks(language)
    for way in WAYS[place]:
        pages.goes_to(way.format(**places), place)

        assert [] == pages.barriers(), way
        assert pages.width(TELEPHONE) <= TELEPHONE, way
        assert pages.width(DESK) <= DESK, way
