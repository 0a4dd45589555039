"""
The engine's own client against the fake Cin7 Core, over real sockets: method 1.
"""

import socket
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import requests

from engine.bootstrap import build
from engine.settings import Settings
from harness.actors import Cast
from harness.actors.cin7_core import AtCin7Core
from harness.bench import KEY, TOKEN, Addresses, Bench
from harness.worlds.empty import empty
from harness.worlds.one_packed_sale import CUSTOMER, connected
from tests.benchmarks.method_one import MethodOne, a_bench

PICTURE = "https://example.org/bell.png"


class Reachable:
    """
    An engine that knows its own address, so that Cin7 Core can call it.
    """

    def __init__(self, addresses: Addresses) -> None:
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        self.token = TOKEN
        self._engine = build(
            Settings(
                database_url="sqlite://",
                cin7_core_url=addresses.cin7_core,
                shipstation_url=addresses.shipstation,
                directory_url=addresses.directory,
                public_url=f"http://127.0.0.1:{port}",
                token=TOKEN,
                key=KEY,
            ),
            clock=addresses.clock,
        )
        self._server = self._engine.serve(listening=listening)
        self._engine.start()
        self.url = self._server.url

    def reset(self) -> None:
        """
        Empty the ledger.
        """
        self._engine.reset()

    def close(self) -> None:
        """
        Stop serving.
        """
        self._server.close()
        self._engine.close()


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """
    Return a bench whose engine can be reached.
    """
    bench = Bench(Reachable)
    yield bench
    bench.close()


@pytest.fixture
def cast(bench: Bench) -> Cast:
    """
    Return people at both vendors and at the engine; method 1 is connected.
    """
    bench.reset()
    connected(bench.cast)
    bench.clock.settle()
    return bench.cast


def api(cast: Cast, method: str, path: str, **body: Any) -> Any:
    """
    Call the engine's JSON API.
    """
    url = cast.engine.custom_store_url.replace("/custom-store", f"/api{path}")
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = requests.request(
        method, url, json=body or None, headers=headers, timeout=9
    )
    assert answer.ok, answer.text
    return answer.json()


def calls(at: AtCin7Core, operation: str) -> int:
    """
    Return how many calls of an operation Cin7 Core had by its API.
    """
    name = f"cin7_core.{operation}"
    return sum(one["operation"] == name and one["by"] == "api" for one in at.journal())


def webhooks(bench: Bench) -> list[dict[str, Any]]:
    """
    Return the webhooks of the account.
    """
    state: Any = bench.cin7_core.service.tenant("main").state
    return [{"type": one.type, "is_active": one.is_active} for one in state.webhooks]


def test_webhooks_are_registered_and_taken_away(bench: Bench, cast: Cast) -> None:
    """
    With the switch of the custom store.
    """
    assert len(webhooks(bench)) == 8
    assert all(one["is_active"] for one in webhooks(bench))

    cast.engine.sets_custom_store("Disabled")

    assert webhooks(bench) == []


def test_an_event_is_read_within_its_minute(cast: Cast) -> None:
    """
    Cin7 Core tells after a minute, and the engine does not wait for its next poll.
    """
    cast.cin7_core.readies("SO-00001")
    cast.clock.advance(75)

    assert calls(cast.cin7_core, "get_sale") == 1
    assert cast.engine.log(subject="SO-00001") == []


def test_polling_catches_up_where_webhooks_fail(bench: Bench, cast: Cast) -> None:
    """
    Given up after six attempts, they are woken by the check of the next day.
    """
    bench.system.reset()
    state: Any = bench.cin7_core.service.tenant("main").state
    cast.cin7_core.readies("SO-00001")
    cast.clock.advance(90 * 60)
    assert any(not one["is_active"] for one in webhooks(bench))

    cast.engine.takes_organisation(CUSTOMER, cast.cin7_core.login)
    cast.engine.sets_custom_store("Enabled")
    cast.clock.advance(60)

    assert all(one["is_active"] for one in webhooks(bench))
    assert len(list(state.webhooks)) == 8
    assert calls(cast.cin7_core, "get_sale") == 1


def test_a_picture_arrives_without_a_call_for_the_sale(cast: Cast) -> None:
    """
    A product is listed with its image; two sales of it cost two calls.
    """
    cast.cin7_core.readies("SO-00001")
    cast.cin7_core.readies("SO-00002")
    sku = cast.cin7_core.sale("SO-00001")["Order"]["Lines"][0]["SKU"]
    cast.cin7_core.shows_picture(sku, PICTURE)

    cast.shipstation.imports()
    cast.clock.settle()

    for number in ("SO-00001", "SO-00002"):
        assert cast.shipstation.item(number, sku)["imageUrl"]
    assert calls(cast.cin7_core, "list_attachments") == 0
    assert calls(cast.cin7_core, "get_sale") == 2


def test_the_cost_of_a_label_is_on_the_drafted_invoice(cast: Cast) -> None:
    """
    Once, beside what the invoice had, and only where the setting says so.
    """
    api(
        cast,
        "PUT",
        "/custom-store",
        organisation=cast.engine.organisation,
        cost_to_invoice=True,
    )
    cast.cin7_core.readies("SO-00001")
    cast.cin7_core.invoices("SO-00001", "DRAFT")
    cast.shipstation.imports()
    cast.clock.settle()

    cast.shipstation.creates_label("SO-00001")
    cast.clock.settle()

    invoice = cast.cin7_core.sale("SO-00001")["Invoices"][0]
    (charge,) = invoice["AdditionalCharges"]
    assert charge["Description"].startswith("Shipping - ")
    assert Decimal(str(charge["Price"])) > 0
    assert invoice["Lines"]
    assert cast.cin7_core.tracking_numbers("SO-00001")


def test_a_sale_of_long_ago_is_resent(bench: Bench) -> None:
    """
    Too old to be listed, it is found by its number and delivered at the next pull.
    """
    bench.reset()
    cast = bench.cast
    empty(cast)
    cast.cin7_core.knows_customer(CUSTOMER, email="a@b.example", phone="1")
    cast.cin7_core.readies("SO-00001")
    cast.cin7_core.authorises_shipment("SO-00001")
    cast.clock.advance(40 * 24 * 3600)
    cast.engine.sets_custom_store("Enabled")
    cast.shipstation.connects_store(
        cast.cin7_core.login.username, cast.cin7_core.login.password
    )
    cast.clock.settle()
    organisation = cast.engine.organisation
    shown = api(cast, "GET", f"/sales/SO-00001?organisation={organisation}")
    assert (shown["resend_visible"], shown["fulfilments"][0]["offered"]) == (
        True,
        False,
    )

    told = api(
        cast,
        "POST",
        "/custom-store/resend",
        organisation=organisation,
        sale="SO-00001",
    )

    assert told["marked"] == ["SO-00001"]
    assert cast.shipstation.order("SO-00001") is None
    cast.shipstation.imports()
    cast.clock.settle()
    assert cast.shipstation.order("SO-00001") is not None


def test_the_figures_can_be_taken() -> None:
    """
    At a hundredth of their size: a notice costs a look and a write, a round two lists.
    """
    with a_bench() as bench:
        store = MethodOne(bench, 100)
        _, _, calls = store.fill()
        orders, _, _ = store.export()
        unchanged = store.unchanged_round()
        _, _, own = store.notices(3)
        store.close()

    assert orders == 100
    assert calls - 100 < 10
    assert unchanged == 2
    assert own == 2


def test_a_morning_of_a_thousand_orders() -> None:
    """
    A slice of 50 sales a minute leaves ten calls for exports and notices.
    """
    with a_bench() as bench:
        store = MethodOne(bench, 1000)
        virtual, _, calls = store.fill()
        orders, _, _ = store.export()
        store.close()

    assert orders == 1000
    assert virtual <= timedelta(minutes=1000 / 50)
    assert calls - 1000 < 100
