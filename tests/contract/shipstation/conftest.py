"""
One fake for the module's tests, reset for each, and a shop beside it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from emulators.kit.server import Server
from emulators.shipstation.service import ShipStation
from tests.contract.shipstation.bench import Bench
from tests.contract.shipstation.shop import Shop, open_shop
from tests.unit.emulators.shipstation.pages import order_xml, page_xml

START = datetime(2026, 3, 2, 18, 0, 30, tzinfo=UTC)


@pytest.fixture(scope="package")
def running() -> Iterator[Bench]:
    """
    Return the fake on a socket, shared by all tests.
    """
    clock = VirtualClock(START)
    service = ShipStation(clock)
    server = Server(service)
    client = requests.Session()
    control = ControlClient(server.origin)
    yield Bench(server, clock, service, client, control)
    control.close()
    client.close()
    server.close()


@pytest.fixture
def bench(running: Bench) -> Bench:
    """
    Return the fake as it is new.
    """
    running.clock.reset()
    running.service.reset()
    return running


@pytest.fixture
def shop() -> Iterator[Shop]:
    """
    Return a shop without orders.
    """
    with open_shop() as opened:
        yield opened


@pytest.fixture
def order(bench: Bench, shop: Shop) -> dict[str, Any]:
    """
    Return an order that was imported from the shop.
    """
    shop.pages = [page_xml(order_xml())]
    bench.run_import(bench.connect(shop))
    return bench.orders("SO-00001")[0]
