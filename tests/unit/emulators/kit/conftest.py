"""
A small vendor on a socket.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.server import Server
from tests.unit.emulators.kit.shop import Shop


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """
    Return the shop, answering on a socket.
    """
    serving = Server(Shop(VirtualClock(datetime(2026, 3, 2, tzinfo=UTC)), tmp_path))
    yield serving
    serving.close()
