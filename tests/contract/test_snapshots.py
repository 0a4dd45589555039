"""
Snapshots through the control plane: save, restore, fork, compare; and what is refused.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from emulators.cin7_core.service import Cin7Core
from emulators.kit.ambient import VirtualClock
from emulators.kit.basic import authorization
from emulators.kit.control_client import ControlClient, ControlRefused
from emulators.kit.server import Server
from emulators.shipstation.service import MAIN_KEY, MAIN_SECRET, ShipStation

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
RUSH = {"name": "Rush", "color": "#800080"}


@pytest.fixture
def clock() -> VirtualClock:
    """
    Return the clock of the fake.
    """
    return VirtualClock(START)


@pytest.fixture
def server(clock: VirtualClock) -> Iterator[Server]:
    """
    Return ShipStation on a socket.
    """
    server = Server(ShipStation(clock, rate_limits=False))
    yield server
    server.close()


@pytest.fixture
def control(server: Server) -> Iterator[ControlClient]:
    """
    Return its control plane.
    """
    client = ControlClient(server.origin)
    yield client
    client.close()


def tags(control: ControlClient) -> list[str]:
    """
    Return the names of the account's tags.
    """
    return [tag["name"] for tag in control.person("GET", "/accounts/listtags")]


def test_an_account_is_as_it_was(control: ControlClient) -> None:
    """
    What was done since is undone, also after everything was reset.
    """
    control.screen("POST", "/tags", RUSH)
    saved = control.do("save", {"name": "rush"})
    control.screen("POST", "/tags", {**RUSH, "name": "Late"})

    control.do("restore", {"name": "rush"})
    restored = tags(control)
    control.do("reset")
    control.do("restore", {"name": "rush"})

    assert (saved["account"], restored, tags(control)) == ("main", ["Rush"], ["Rush"])
    assert [one["name"] for one in control.do("snapshots")["snapshots"]] == ["rush"]


def test_what_is_planned_comes_back(
    control: ControlClient, clock: VirtualClock
) -> None:
    """
    A hold ends when it would have, and once.
    """
    control.screen("POST", "/orders", {"orderNumber": "M-1", **_ORDER})
    [order] = control.person("GET", "/orders")["orders"]
    path = f"/orders/{order['orderId']}"
    control.screen("POST", f"{path}/hold", {"until": "2026-03-04"})
    control.do("save", {"name": "held"})
    control.screen("POST", f"{path}/restore")
    control.do("restore", {"name": "held"})

    held = control.person("GET", path)["orderStatus"]
    clock.advance(2 * 86400)

    assert held == "on_hold"
    assert control.person("GET", path)["orderStatus"] == "awaiting_shipment"


def test_a_revoked_key_is_good_again(control: ControlClient, server: Server) -> None:
    """
    Credentials are a part of the account.
    """
    login = {"Authorization": authorization(MAIN_KEY, MAIN_SECRET)}
    control.do("save", {"name": "keys"})
    control.screen("POST", "/api-keys/regenerate")
    revoked = requests.get(f"{server.url}/stores", headers=login, timeout=5)

    control.do("restore", {"name": "keys"})
    good = requests.get(f"{server.url}/stores", headers=login, timeout=5)

    assert [revoked.status_code, good.status_code] == [401, 200]


def test_a_fork_has_its_own_keys_and_its_own_life(
    control: ControlClient, server: Server
) -> None:
    """
    What is done in it is not done in the first one.
    """
    control.screen("POST", "/tags", RUSH)
    control.do("save", {"name": "rush"})
    forked = control.do("fork", {"name": "rush", "account": "other"})
    other = ControlClient(server.origin, account="other")
    other.screen("POST", "/tags", {**RUSH, "name": "Late"})

    seen = requests.get(
        f"{server.url}/accounts/listtags",
        auth=(forked["api_key"], forked["api_secret"]),
        timeout=5,
    ).json()
    other.close()

    assert [tag["name"] for tag in seen] == ["Rush", "Late"]
    assert tags(control) == ["Rush"]
    with pytest.raises(ControlRefused, match="there is an account other"):
        control.do("fork", {"name": "rush", "account": "other"})


def test_a_difference_has_place_before_and_after(control: ControlClient) -> None:
    """
    Between two snapshots, or between one and the account as it stands.
    """
    control.do("save", {"name": "before"})
    control.screen("POST", "/tags", RUSH)

    now = control.do("diff", before="before")["changes"]
    control.do("save", {"name": "after"})
    between = control.do("diff", before="before", after="after")["changes"]
    nothing = control.do("diff", before="after")["changes"]

    tag = {"tagId": 8362, **RUSH}
    assert now == between == [{"path": "/state/premises/tags/0", "after": tag}]
    assert nothing == []


def test_a_snapshot_travels_as_data(control: ControlClient, server: Server) -> None:
    """
    Into another fake, under another name, byte for byte.
    """
    control.screen("POST", "/tags", RUSH)
    control.do("save", {"name": "rush"})
    path = "/_emulator/snapshots/document"
    document = requests.get(f"{server.origin}{path}?name=rush", timeout=5).content
    there = Server(ShipStation(VirtualClock(START)))
    other = ControlClient(there.origin)

    requests.put(f"{there.origin}{path}?name=elsewhere", document, timeout=5)
    other.do("restore", {"name": "elsewhere"})
    names = tags(other)
    other.close()
    there.close()

    assert names == ["Rush"]


def test_a_forgotten_snapshot_is_unknown(control: ControlClient) -> None:
    """
    The sentence says what there is.
    """
    control.do("save", {"name": "one"})
    control.do("save", {"name": "two"})

    control.do("delete_snapshot", name="one")

    with pytest.raises(ControlRefused, match="no snapshot 'one'; there are two"):
        control.do("restore", {"name": "one"})


def _without(key: str) -> Any:
    return lambda document: document["state"].pop(key)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda d: d.update(version=0), "of version 0, and this fake reads version 2"),
        (lambda d: d.update(service="cin7_core"), "of service cin7_core"),
        (lambda d: d["state"].update(moon=1), "/state: a Account of this fake has no"),
        (lambda d: d["state"].update(name=7), "/state: Expected `str`, got `int`"),
        (_without("orders"), "/state/orders is no Orders"),
        (_without("name"), "missing required field `name`"),
        (
            lambda d: d["state"].update(owner={"$ref": "/state/moon"}),
            "/state/owner speaks of /state/moon, where nothing is",
        ),
        (
            lambda d: d["plans"].append(
                {"at": "2026-03-02T17:00:00Z", "name": "", "do": "moon", "with": {}}
            ),
            "/plans/0: this fake does nothing that is moon",
        ),
        (
            lambda d: d["state"]["carriers"]["connected"][0].update(provider="moon"),
            "this fake knows no 'moon'",
        ),
        (lambda d: d["ids"].update(random=[3]), "no ids that were saved"),
        (lambda d: d.update(credentials=7), "/credentials: Expected `object`"),
    ],
)
def test_data_that_does_not_fit_is_refused(
    control: ControlClient, spoil: Any, sentence: str
) -> None:
    """
    The sentence says where, and the account is as it was.
    """
    control.screen("POST", "/tags", RUSH)
    control.do("save", {"name": "good"})
    document = control.do("snapshot", name="good")
    spoil(document)

    with pytest.raises(ControlRefused) as refused:
        _put_and_restore(control, document)

    assert sentence in str(refused.value)
    assert tags(control) == ["Rush"]


def _put_and_restore(control: ControlClient, document: Any) -> None:
    control.do("take_in", document, name="bad")
    control.do("restore", {"name": "bad"})


def test_an_account_of_cin7_core_keeps_its_own_credentials_in_a_fork() -> None:
    """
    Two accounts with one id would be one tenant.
    """
    server = Server(Cin7Core(VirtualClock(START), rate_limits=False))
    control = ControlClient(server.origin)
    control.do("save", {"name": "new"})

    forked = control.do("fork", {"name": "new", "account": "other"})
    names = control.do("accounts")["accounts"]
    restored = control.do("restore", {"name": "new"})
    control.close()
    server.close()

    assert names == ["main", "other"]
    assert forked["account_id"] != restored["account_id"]
    assert forked["company"] == restored["company"]


def test_a_world_is_described(control: ControlClient) -> None:
    """
    By a JSON Schema, for editors and for who writes one by hand.
    """
    schema = control.do("world_schema")

    assert schema["required"] == ["steps"]


_ORDER: dict[str, Any] = {
    "orderDate": "2026-03-01 08:30:00",
    "orderStatus": "awaiting_shipment",
    "billTo": {"name": "Ann Lee"},
    "shipTo": {
        "name": "Ann Lee",
        "street1": "1 Any Street",
        "city": "Boise",
        "state": "ID",
        "postalCode": "83702",
        "country": "US",
    },
    "items": [{"sku": "MUG-1", "name": "Mug", "quantity": 2, "unitPrice": 9.5}],
}
