"""
``seatrial verify``: fakes that are as they should be, and servers that are not.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from emulators.__main__ import credentials
from emulators.cin7_core.service import Cin7Core
from emulators.kit.ambient import WallClock
from emulators.kit.control_client import ControlClient
from emulators.kit.server import Server
from emulators.shipstation.service import ShipStation
from harness.catalogues import catalogue_of
from harness.contracts.probes import FOUND, asks_for_a_thing
from harness.worlds import WORLDS

VERIFY = [sys.executable, "-m", "harness.cli", "verify"]
VENDORS = ("cin7_core", "shipstation")
SECRETS = {
    "cin7_core": ("account_id", "application_key"),
    "shipstation": ("api_key", "api_secret"),
}


@dataclass
class Reply:
    """
    What a server that is in between answers; it may be changed on its way.
    """

    status: int
    headers: dict[str, str]
    body: Any


Change = Callable[[str, Reply], None]


@pytest.fixture(scope="module")
def shops() -> Iterator[Mapping[str, Mapping[str, str]]]:
    """
    Return where fakes serve that have a shop in them, without limits.
    """
    clock = WallClock()
    servers = {
        "cin7_core": Server(Cin7Core(clock, rate_limits=False)),
        "shipstation": Server(ShipStation(clock, rate_limits=False)),
    }
    shops = {name: credentials(name, one.url) for name, one in servers.items()}
    for name, shop in shops.items():
        WORLDS["a_shop"].build({name: shop})
    yield shops
    for one in servers.values():
        one.close()
    clock.close()


@contextmanager
def between(shop: Mapping[str, str], change: Change) -> Iterator[str]:
    """
    Return the address of a server that asks a fake, and changes what it answers.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = requests.get(
                shop["url"] + self.path, headers=dict(self.headers), timeout=10
            )
            kept = ("Content-Type", "X-Rate-Limit-")
            headers = {k: v for k, v in told.headers.items() if k.startswith(kept)}
            reply = Reply(told.status_code, headers, told.json())
            change(self.path.partition("?")[0], reply)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(reply.body).encode())

        def log_message(self, *_: object) -> None:
            """
            Say nothing.
            """

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def verified(
    vendor: str, url: str, shop: Mapping[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    """
    Return what the command did; no credential stands in its output.
    """
    given = {f"SEATRIAL_{vendor}_{n}".upper(): shop[n] for n in SECRETS[vendor]}
    done = ended(url, "--as", vendor, *arguments, environment=given)
    for secret in given.values():
        assert secret not in done.stdout + done.stderr
    return done


def ended(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """
    Return what the command did.
    """
    return subprocess.run(  # noqa: S603  # our own command
        [*VERIFY, *arguments],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        env={**os.environ, **(environment or {})},
    )


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_fake_is_as_itself(vendor: str, shops: Any) -> None:
    """
    Each operation that reads was asked, or nothing was found to ask about.
    """
    shop = shops[vendor]
    done = verified(vendor, shop["url"], shop, "--json")

    said = json.loads(done.stdout)
    reading = {
        f"{vendor}.{one.name}"
        for one in catalogue_of(vendor)
        if one.method == "GET" and one.built
    }
    assert (done.returncode, said["drift"]) == (0, []), done.stderr
    assert reading == {*said["operations"], *said["not_asked"]}
    assert "refused" not in str(said["not_asked"])
    assert said["calls"] == sum(said["operations"].values())
    assert said["checked_at"].endswith("+00:00")


@pytest.mark.parametrize("vendor", VENDORS)
def test_nothing_is_ever_written(vendor: str, shops: Any) -> None:
    """
    The journal of the fake has seen no other verb.
    """
    shop = shops[vendor]
    control = ControlClient(shop["url"].removesuffix("/ExternalApi/v2"))
    control.do("clear_journal")

    done = verified(vendor, shop["url"], shop)
    exchanges = control.do("journal")["exchanges"]
    control.close()

    assert done.returncode == 0, done.stdout
    assert f"as the fake {vendor}: " in done.stdout
    assert {one["method"] for one in exchanges} == {"GET"}


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_places_of_ids_are_known(vendor: str) -> None:
    """
    Whatever the table names is an operation that reads, and asks for a thing.
    """
    catalogue = catalogue_of(vendor)

    for name, found in FOUND[vendor].items():
        assert asks_for_a_thing(catalogue[name])
        assert catalogue[found.operation].method == "GET"


def drift_at_shipstation(path: str, reply: Reply) -> None:
    """
    Let the vendor have changed.
    """
    if path == "/stores":
        for store in reply.body:
            store["storeId"] = str(store["storeId"])
            store["colour"] = "#fff"
            del store["active"]
    if path == "/orders":
        order = reply.body["orders"][0]
        order["orderStatus"] = "partially_shipped"
        order["shipTo"]["district"] = "Ely"
        order["createDate"] = "2026-03-02"
        del order["gift"]
        del reply.headers["X-Rate-Limit-Remaining"]
    if path == "/warehouses":
        reply.headers["Content-Type"] = "text/plain"
    if path == "/users":
        reply.status = 404


def test_what_changed_at_shipstation_is_told(shops: Any) -> None:
    """
    Fields that are missing, new or of another type; statuses, headers and words.
    """
    shop = shops["shipstation"]
    with between(shop, drift_at_shipstation) as url:
        done = verified("shipstation", url, shop, "--json")

    drift = json.loads(done.stdout)["drift"]
    told = {
        (one["operation"].partition(".")[2], one["kind"], one["where"], one["found"])
        for one in drift
    }
    assert done.returncode == 1
    assert told == {
        ("list_stores", "type", "[].storeId", "string"),
        ("list_stores", "new", "[].colour", "a field"),
        ("list_stores", "missing", "[].active", "nothing"),
        ("list_orders", "value", "orders[].orderStatus", "'partially_shipped'"),
        ("list_orders", "value", "orders[].createDate", "'9999-99-99'"),
        ("list_orders", "new", "orders[].shipTo.district", "a field"),
        ("list_orders", "missing", "orders[].gift", "nothing"),
        ("list_orders", "header", "X-Rate-Limit-Remaining", "nothing"),
        ("list_warehouses", "header", "Content-Type", "text/plain"),
        ("list_users", "status", "", "404"),
    }


def test_what_changed_at_cin7_core_is_told(shops: Any) -> None:
    """
    On the terminal it is a table, and its date stands below.
    """

    def change(path: str, reply: Reply) -> None:
        if path == "/saleList":
            reply.body["SaleList"][0]["InvoiceAmount"] = "45"
            reply.body["SaleList"][1]["SaleID"] = {"no": "id"}
        if path == "/sale":
            reply.body["Mood"] = "good"

    shop = shops["cin7_core"]
    with between(shop, change) as url:
        done = verified("cin7_core", url, shop)

    assert done.returncode == 1
    assert "SaleList[].InvoiceAmount" in done.stdout
    assert "Mood" in done.stdout
    assert "3 differences from the fake cin7_core" in done.stdout


def test_a_limit_is_waited_for(shops: Any) -> None:
    """
    As long as the vendor says, however it says so.
    """
    forms = iter(
        [
            (429, "Too Many Requests"),
            (503, "You reached 60 calls per minute API limit"),
            (400, "You have reached 60 calls per 60 seconds API limit."),
        ]
    )

    def change(path: str, reply: Reply) -> None:
        form = next(forms, None) if path == "/saleList" else None
        if form is not None:
            reply.status, reply.body = form
            reply.headers["Retry-After"] = "1 Seconds"

    shop = shops["cin7_core"]
    with between(shop, change) as url:
        done = verified("cin7_core", url, shop, "--json")

    said = json.loads(done.stdout)
    assert (done.returncode, said["drift"]) == (0, [])
    assert said["waited_seconds"] == 3
    assert done.stderr == "waiting 1 s, as the rate limit has it\n" * 3


def test_the_last_call_of_a_minute_is_followed_by_a_wait(shops: Any) -> None:
    """
    A refusal is spared: ShipStation tells with each answer how many calls are left.
    """

    def change(path: str, reply: Reply) -> None:
        if path == "/warehouses":
            reply.headers |= {"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": "1"}

    shop = shops["shipstation"]
    with between(shop, change) as url:
        done = verified("shipstation", url, shop, "--json")

    said = json.loads(done.stdout)
    assert (done.returncode, said["drift"], said["waited_seconds"]) == (0, [], 1)


def test_a_limit_without_end_is_a_sentence(shops: Any) -> None:
    """
    Nobody waits for a quarter of an hour.
    """

    def change(path: str, reply: Reply) -> None:
        del path
        reply.status = 429
        reply.headers["Retry-After"] = "900"

    shop = shops["shipstation"]
    with between(shop, change) as url:
        done = verified("shipstation", url, shop)

    assert done.returncode == 2
    assert done.stderr.startswith(f"Error: the rate limit of {url} does not end")


@pytest.mark.parametrize(
    ("vendor", "status"), [("cin7_core", 403), ("shipstation", 401)]
)
def test_bad_credentials_are_a_sentence(vendor: str, status: int, shops: Any) -> None:
    """
    With the vendor's status, and without what was given.
    """
    bad = dict.fromkeys(SECRETS[vendor], "0123456789abcdef")
    done = verified(vendor, shops[vendor]["url"], bad)

    assert done.returncode == 2
    assert done.stderr == (
        f"Error: {shops[vendor]['url']} refuses the credentials with {status}\n"
    )


def test_what_credentials_may_not_ask_is_told(shops: Any) -> None:
    """
    A plan or a user without a permission is no drift.
    """

    def change(path: str, reply: Reply) -> None:
        reply.status = 403 if path == "/users" else reply.status

    shop = shops["shipstation"]
    with between(shop, change) as url:
        done = verified("shipstation", url, shop)

    assert done.returncode == 0, done.stdout
    assert "not asked: shipstation.list_users: it was refused with 403" in done.stdout


def test_credentials_are_not_carried_elsewhere(shops: Any) -> None:
    """
    A redirect is not followed.
    """
    shop = shops["shipstation"]
    elsewhere: list[str] = []

    def redirect(path: str, reply: Reply) -> None:
        reply.status = 302
        reply.headers["Location"] = other + path

    with (
        between(shop, lambda path, _: elsewhere.append(path)) as other,
        between(shop, redirect) as url,
    ):
        done = verified("shipstation", url, shop)

    assert (done.returncode, elsewhere) == (2, [])
    assert f"nothing at {url} answers as shipstation does" in done.stderr


@pytest.mark.parametrize(
    ("url", "given", "sentence"),
    [
        ("http://127.0.0.1:9", "key", "http://127.0.0.1:9 cannot be reached"),
        ("http://127.0.0.1:9", "", "set SEATRIAL_SHIPSTATION_API_KEY and"),
        ("http://127.0.0.1:9", "kéy", "API_KEY has characters that no credential has"),
        ("http://me:pass@127.0.0.1:9", "key", "URL has credentials in it"),
        ("shipstation.com", "key", "URL is the address of an API"),
    ],
)
def test_a_mistake_is_a_sentence(url: str, given: str, sentence: str) -> None:
    """
    With status 2, and no traceback.
    """
    names = ("SEATRIAL_SHIPSTATION_API_KEY", "SEATRIAL_SHIPSTATION_API_SECRET")
    done = ended(url, "--as", "shipstation", environment=dict.fromkeys(names, given))

    assert done.returncode == 2
    assert sentence in done.stderr
    assert "pass" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
