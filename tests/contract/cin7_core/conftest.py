"""
The fake on a socket, the same for all tests and empty before each.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from emulators.cin7_core.service import Cin7Core
from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from emulators.kit.server import Server
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import Shop

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def clock() -> VirtualClock:
    """
    Return the clock of the fake.
    """
    return VirtualClock(START)


@pytest.fixture(scope="session")
def vendor(clock: VirtualClock) -> Cin7Core:
    """
    Return the fake without its limit of calls.
    """
    return Cin7Core(clock, rate_limits=False)


@pytest.fixture(scope="session")
def server(vendor: Cin7Core) -> Iterator[Server]:
    """
    Return the fake, answering.
    """
    serving = Server(vendor)
    yield serving
    serving.close()


@pytest.fixture
def control(server: Server, clock: VirtualClock) -> Iterator[ControlClient]:
    """
    Return the control plane of an empty fake; what broke its contract fails the test.
    """
    clock.reset()
    client = ControlClient(server.origin)
    client.do("reset")
    yield client
    verdicts = [one["verdict"] for one in client.do("journal")["exchanges"]]
    client.close()
    assert [] == [one for one in verdicts if one.startswith("broken by the fake")]


@pytest.fixture
def shop(server: Server, control: ControlClient) -> Shop:
    """
    Return a client with a product, ten of it in stock, and a customer.
    """
    del control
    client = Shop(server.origin)
    client.product()
    client.customer()
    client.stock(10)
    return client


@pytest.fixture
def listener() -> Iterator[Listener]:
    """
    Return somebody who listens to webhooks.
    """
    listening = Listener()
    yield listening
    listening.close()
