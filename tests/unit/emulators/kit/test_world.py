"""
A world as data: steps that speak of each other, through the vendor's own checks.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient, ControlRefused
from emulators.kit.server import Server
from tests.unit.emulators.kit.shop import Shop


@pytest.fixture
def control(tmp_path: Path) -> Iterator[ControlClient]:
    """
    Return the control plane of the shop.
    """
    server = Server(Shop(VirtualClock(datetime(2026, 3, 2, tzinfo=UTC)), tmp_path))
    client = ControlClient(server.origin)
    yield client
    client.close()
    server.close()


def test_a_step_speaks_of_an_earlier_answer(control: ControlClient) -> None:
    """
    What was answered can stand in a body and in a path's query.
    """
    steps = [
        {"do": "POST /items", "body": {"name": "Mug"}, "as": "mug"},
        {"do": "POST /items", "body": {"name": "$mug.name", "price": 2}},
        {"do": "GET /items/2?priceIn=$mug.id", "as": "second"},
    ]

    built = control.do("world", {"steps": steps})

    replies = [exchange["reply"] for exchange in control.do("journal")["exchanges"]]
    assert built == {"steps": 3}
    assert replies[1]["name"] == "Mug"
    assert replies[2]["query"] == {"priceIn": 1}


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({}, "a world is"),
        ({"steps": [{"body": {}}]}, "step 1 makes no sense: 'do'"),
        ({"steps": [{"do": "POST"}]}, "step 1 makes no sense"),
        ({"steps": [{"do": "POST /items", "body": {}}]}, "step 1, POST /items, was"),
        (
            {"steps": [{"do": "POST /items", "body": {"name": "$who.ID"}}]},
            "nothing was answered for \\$who.ID",
        ),
    ],
)
def test_a_world_that_cannot_be_is_refused(
    control: ControlClient, document: dict[str, Any], sentence: str
) -> None:
    """
    The sentence names the step.
    """
    with pytest.raises(ControlRefused, match=sentence):
        control.do("world", document)
