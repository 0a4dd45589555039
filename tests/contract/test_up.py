"""
``seatrial up``: a stranger's HTTP client against processes of their own.
"""

import base64
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from tests.contract.shipstation.bench import LABEL

UP = [sys.executable, "-m", "harness.cli", "up", "--json"]
POLITE_ATTEMPTS = 3000


@contextmanager
def up(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], Any]]:
    """
    Start it, and return the process with what it printed.
    """
    with subprocess.Popen(  # noqa: S603  # our own command
        [*UP, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.terminate()
            process.wait(timeout=10)


def basic(user: str, password: str) -> dict[str, str]:
    """
    Return the header of HTTP Basic.
    """
    token = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {token}"}


@pytest.fixture(scope="module")
def serving() -> Iterator[Any]:
    """
    Return the addresses of a fleet in its first world.
    """
    with up("--rate-limits", "off") as (_, addresses):
        yield addresses


def test_plain_vendor_calls_show_method_1(serving: Any) -> None:
    """
    Import, label and tracking number, by nothing but the vendors' APIs.
    """
    shipstation, cin7_core = serving["shipstation"], serving["cin7_core"]
    keys = basic(shipstation["api_key"], shipstation["api_secret"])
    url = shipstation["url"]

    [store] = [
        store
        for store in requests.get(f"{url}/stores", headers=keys, timeout=5).json()
        if store["marketplaceName"] == "Cin7 Core"
    ]
    requests.post(
        f"{url}/stores/refreshstore",
        json={"storeId": store["storeId"]},
        headers=keys,
        timeout=5,
    ).raise_for_status()
    order = _eventually(
        lambda: requests.get(
            f"{url}/orders?orderNumber=SO-00001", headers=keys, timeout=5
        ).json()["orders"]
    )[0]
    label = requests.post(
        f"{url}/orders/createlabelfororder",
        json={"orderId": order["orderId"], **LABEL},
        headers=keys,
        timeout=10,
    ).json()
    numbers = _eventually(lambda: _tracking_numbers(cin7_core))

    assert base64.b64decode(label["labelData"]).startswith(b"%PDF-")
    assert numbers == label["trackingNumber"]


def _tracking_numbers(cin7_core: Any) -> str:
    headers = {
        "api-auth-accountid": cin7_core["account_id"],
        "api-auth-applicationkey": cin7_core["application_key"],
    }
    url = cin7_core["url"]
    rows = requests.get(f"{url}/saleList", headers=headers, timeout=5).json()
    sale = requests.get(
        f"{url}/sale?ID={rows['SaleList'][0]['SaleID']}", headers=headers, timeout=5
    ).json()
    return str(sale["CombinedTrackingNumbers"] or "")


def _eventually(look: Any) -> Any:
    """
    Look again until there is something; each look is a call that takes its time.
    """
    for _ in range(POLITE_ATTEMPTS):
        if found := look():
            return found
    raise AssertionError("it never came")


def test_the_line_has_what_a_client_needs(serving: Any) -> None:
    """
    Addresses and credentials of all three parts, the control room, and nothing else.
    """
    assert {
        name: set(facts) for name, facts in serving.items() if name != "ready_seconds"
    } == {
        "cin7_core": {
            "url",
            "pages",
            "account_id",
            "application_key",
            "username",
            "password",
        },
        "shipstation": {
            "url",
            "pages",
            "api_key",
            "api_secret",
            "username",
            "password",
        },
        "engine": {"url", "pages", "custom_store_url", "token"},
        "control_room": {"pages"},
    }
    assert serving["ready_seconds"] > 0


def test_cin7_core_knows_where_the_integration_is(serving: Any) -> None:
    """
    *Integrations > ShipStation* leads from one part to the other.
    """
    origin = serving["cin7_core"]["url"].removesuffix("/ExternalApi/v2")
    path = "/_emulator/integrations/shipstation"

    told = requests.get(origin + path, timeout=5).json()

    assert {"url": serving["engine"]["url"]} == told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(number: signal.Signals) -> None:
    """
    It ends with 0, and nobody listens any more.
    """
    with up("--only", "shipstation") as (process, addresses):
        process.send_signal(number)
        status = process.wait(timeout=10)

    assert status == 0
    with pytest.raises(requests.ConnectionError):
        requests.get(addresses["shipstation"]["url"], timeout=5)


def test_parts_end_with_their_parent() -> None:
    """
    Even where the parent had no time to say so.
    """
    with up("--only", "cin7_core") as (process, addresses):
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
        url = addresses["cin7_core"]["url"]

        assert _eventually(lambda: _is_gone(url))


def _is_gone(url: str) -> bool:
    try:
        requests.get(url, timeout=5)
    except requests.ConnectionError:
        return True
    return False


def test_a_taken_port_is_a_sentence() -> None:
    """
    It names the port, says what to do, and is no traceback.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = subprocess.run(  # noqa: S603  # our own command
            [*UP, "--only", "shipstation", "--shipstation-port", port],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert f"cannot listen on 127.0.0.1:{port}" in ended.stderr
    assert "choose another port" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_that_is_none_is_a_sentence() -> None:
    """
    The option's range is named.
    """
    ended = subprocess.run(  # noqa: S603  # our own command
        [*UP, "--only", "shipstation", "--shipstation-port", "99999"],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )

    assert ended.returncode == 2
    assert "0<=x<=65535" in ended.stderr


def test_a_world_that_needs_more_is_a_sentence() -> None:
    """
    One part alone cannot hold a connection between two.
    """
    ended = subprocess.run(  # noqa: S603  # our own command
        [*UP, "--only", "shipstation", "--world", "one_packed_sale"],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )

    assert ended.returncode == 1
    assert "world one_packed_sale needs more than shipstation" in ended.stderr


def test_sigint_is_heard_in_the_background() -> None:
    """
    A shell's background job inherits an ignored SIGINT; it is heard all the same.
    """
    with subprocess.Popen(  # noqa: S603  # our own command
        [*UP, "--only", "shipstation"],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # noqa: PLW1509
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(process.pid, signal.SIGINT)

        assert process.wait(timeout=10) == 0


def test_the_time_of_all_three_parts_stands_still_until_it_is_advanced() -> None:
    """
    An hour goes by in a moment, and what was due in it has happened.
    """
    with up("--clock", "virtual") as (_, addresses):
        shipstation, engine = addresses["shipstation"], addresses["engine"]
        login = basic(shipstation["api_key"], shipstation["api_secret"])
        clock = f"{shipstation['url']}/_emulator/clock"
        before = requests.get(clock, timeout=9).json()

        after = requests.post(f"{clock}/advance", json={"seconds": 3600}, timeout=30)

        orders = requests.get(f"{shipstation['url']}/orders", headers=login, timeout=9)
        runs = requests.get(
            f"{engine['url']}/api/runs",
            {"organisation": addresses["cin7_core"]["account_id"]},
            headers={"Authorization": f"Bearer {engine['token']}"},
            timeout=9,
        )

    assert before == {"now": "2026-03-02T09:00:00+00:00", "is_virtual": True}
    assert after.json()["now"] == "2026-03-02T10:00:00+00:00"
    assert [one["orderNumber"] for one in orders.json()["orders"]] == ["SO-00001"]
    begun = [run["started_at"] for run in runs.json()["runs"]]
    assert {"2026-03-02T09:15:00Z", "2026-03-02T10:00:00Z"} <= set(begun)


def test_a_virtual_clock_wants_all_three_parts() -> None:
    """
    Of one alone nobody would know the time of the others.
    """
    refused = subprocess.run(  # noqa: S603  # our own command
        [*UP, "--clock", "virtual", "--only", "shipstation"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 2
    assert "--clock virtual serves all three parts" in refused.stderr
