"""
Every page of all three places, read by assistive technology and on a telephone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from emulators.__main__ import credentials
from harness.actors import Cast
from harness.actors.pages import AtPages, Entrance
from harness.bench import Bench
from harness.browser import Browser
from harness.pages.server import ControlRoomServer
from harness.worlds.one_packed_sale import connected

TELEPHONE = 360
DESK = 1440
WAYS: Mapping[str, tuple[str, ...]] = {
    "ShipStation": (
        "/orders",
        "/orders?status=shipped",
        "/orders/new",
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
    "Cin7 Core": (
        "/sales",
        "/sales/new",
        "/sales/SO-00001",
        "/sales/SO-00001/pick",
        "/sales/SO-00001/pack",
        "/sales/SO-00001/ship",
        "/sales/SO-00001/invoice",
        "/sales/SO-00001/payments",
        "/sales/SO-00001/credit-note",
        "/stock",
        "/products",
        "/customers",
        "/carriers",
        "/settings/users",
        "/settings/locations",
        "/organisations",
        "/integrations/api",
    ),
    "the integration": (
        "",
        "/custom-store",
        "/connections/new",
        "/sales",
        "/sales/SO-00001",
        "/log",
        "/runs",
        "/reconciliation",
        "/set-up",
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


@pytest.fixture
def control_room(bench: Bench) -> Iterator[str]:
    """
    Return where the control room of the bench's fakes is.
    """
    serving = ControlRoomServer(0)
    serving.open(
        {
            "cin7_core": credentials("cin7_core", bench.cin7_core.url),
            "shipstation": credentials("shipstation", bench.shipstation.url),
        }
    )
    yield serving.url
    serving.close()


@pytest.mark.browser
@pytest.mark.usefixtures("places")
def test_the_control_room_can_be_read_by_everybody(
    browser: Browser, control_room: str
) -> None:
    """
    What holds for the pages of the vendors holds for those of the bench.
    """
    pages = AtPages(browser, lambda _: Entrance(control_room, "", ""), lambda: None)
    for way in ("/", "/faults", "/snapshots", "/accounts"):
        pages.goes_to(way, "the control room")

        assert [] == pages.barriers(), way
        assert pages.width(TELEPHONE) <= TELEPHONE, way
    pages.close()
    assert [] == pages.faults


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
