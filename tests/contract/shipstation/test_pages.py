"""
What a person does at the pages of ShipStation is seen by the API.
"""

from typing import Any

import pytest

from emulators.shipstation.service import MAIN, PAGE_PASSWORD
from tests.contract.person import Clerk
from tests.contract.shipstation.bench import Bench

_ORDER = {
    "orderNumber": "M-1",
    "orderDate": "2026-03-01",
    "name": "Ada <b>Example</b>",
    "street1": "12 Sample Road",
    "city": "Austin",
    "state": "TX",
    "postalCode": "78701",
    "country": "US",
    "sku": "MUG-1",
    "item": "Mug",
    "quantity": "3",
    "unitPrice": "9.50",
    "weight": "350",
}


@pytest.fixture
def packer(bench: Bench) -> Clerk:
    """
    Return somebody who has logged in.
    """
    return Clerk(bench.server.origin).logs_in(MAIN, PAGE_PASSWORD)


def _order(bench: Bench) -> dict[str, Any]:
    [order] = bench.control.screen("GET", "/orders")["orders"]
    return dict(order)


def _typed(packer: Clerk, **other: str) -> str:
    packer.opens("/orders/new").sends("/orders/new", **{**_ORDER, **other})
    return packer.path.removeprefix("/ui")


def test_an_order_is_typed_in(bench: Bench, packer: Clerk) -> None:
    """
    It waits for its shipment, and what was typed is text.
    """
    _typed(packer)

    order = _order(bench)
    assert ("M-1", "awaiting_shipment") == (order["orderNumber"], order["orderStatus"])
    assert "Ada <b>Example</b>" in packer.text


def test_what_is_refused_stays_in_the_form(bench: Bench, packer: Clerk) -> None:
    """
    ShipStation's sentence stands above what was typed.
    """
    _typed(packer, weight="heavy")

    assert packer.status == 422
    assert "heavy" in packer.text + str(packer.page.xpath("//input/@value"))
    assert [] == bench.control.screen("GET", "/orders")["orders"]


@pytest.mark.parametrize("typed", ["", "NaN", "Infinity"])
def test_what_is_no_number_is_said(packer: Clerk, typed: str) -> None:
    """
    The sentence names the field.
    """
    _typed(packer, unitPrice=typed)

    assert (422, f"Unit price: '{typed}' is not a number.") == (
        packer.status,
        packer.problem,
    )


def test_hours_are_whole(packer: Clerk) -> None:
    """
    Neither a part of an hour nor a word is taken.
    """
    packer.opens("/settings/stores/connect/custom-store")
    form = {"url": "http://127.0.0.1:9/", "username": "u", "password": "p"}
    packer.sends("/settings/stores/connect/custom-store", **form)
    path = packer.path.removeprefix("/ui")

    part = packer.sends(path, notifyAfterHours="1.5").problem
    word = packer.sends(path, notifyAfterHours="many").problem

    assert "Hours: '1.5' is not a whole number." == part
    assert "Hours: 'many' is not a number." == word


def test_a_label_is_created_and_voided(bench: Bench, packer: Clerk) -> None:
    """
    Create Label opens a PDF; the parcel is listed, and its label can be voided.
    """
    path = _typed(packer)
    paper = packer.prints(f"{path}/label")

    assert paper.startswith(b"%PDF-")
    assert "shipped" == _order(bench)["orderStatus"]

    packer.opens(path)
    void = str(packer.page.xpath("//form[contains(@action, '/void')]/@action")[0])
    packer.sends(void.removeprefix("/ui"))

    assert "voided" in packer.text


def test_an_order_is_held_and_given_free(bench: Bench, packer: Clerk) -> None:
    """
    Held orders wait on their own list.
    """
    path = _typed(packer)

    packer.sends(f"{path}/hold", until="2026-03-09")
    assert "on_hold" == _order(bench)["orderStatus"]

    packer.sends(f"{path}/restore")
    assert "awaiting_shipment" == _order(bench)["orderStatus"]


def test_an_order_is_split(bench: Bench, packer: Clerk) -> None:
    """
    Some of the items go apart, and nothing is split by nothing.
    """
    path = _typed(packer)

    nothing = packer.sends(f"{path}/split")
    assert "Say how many of which item go into the other parcel." in nothing.text

    packer.sends(f"{path}/split", **{"split.MUG-1": "1"})
    orders = bench.control.screen("GET", "/orders")["orders"]
    parts = [one["plannedShipments"] for one in orders]
    assert len(orders) + sum(len(one) for one in parts) > 1


def test_orders_are_combined(bench: Bench, packer: Clerk) -> None:
    """
    The other order goes into the one that is open.
    """
    _typed(packer, orderNumber="M-2")
    path = _typed(packer)

    packer.sends(f"{path}/combine", number="M-2")

    orders = bench.control.screen("GET", "/orders")["orders"]
    assert {"M-1"} == {one["orderNumber"] for one in orders}
    assert 422 == packer.sends(f"{path}/combine", number="M-9").status


def test_notes_are_written_to_the_buyer(bench: Bench, packer: Clerk) -> None:
    """
    They stand on the order.
    """
    path = _typed(packer)

    packer.sends(f"{path}/notes", notesToBuyer="Thank you")

    assert "Thank you" == _order(bench)["notesToBuyer"]


def test_an_order_is_marked_and_another_cancelled(bench: Bench, packer: Clerk) -> None:
    """
    Both leave those that wait.
    """
    first = _typed(packer)
    packer.sends(f"{first}/mark-as-shipped", carrier="Courier", trackingNumber="A-1")
    second = _typed(packer, orderNumber="M-2")
    packer.sends(f"{second}/cancel")

    orders = bench.control.screen("GET", "/orders")["orders"]
    assert {"shipped", "cancelled"} == {one["orderStatus"] for one in orders}


def test_rates_are_shown_cheapest_first(packer: Clerk) -> None:
    """
    Every carrier is asked.
    """
    path = _typed(packer)

    packer.opens(f"{path}/rates?from=78756")

    costs = [float(one) for one in packer.page.xpath("//td[@class='number']/text()")]
    assert costs
    assert sorted(costs) == costs


def test_a_packing_slip_is_printed(packer: Clerk) -> None:
    """
    It is a PDF.
    """
    path = _typed(packer)

    assert packer.fetches(f"{path}/packing-slip").startswith(b"%PDF-")


@pytest.mark.parametrize("words", ["paid, picked", "paid"])
def test_a_custom_store_has_the_words_of_its_owner(
    bench: Bench, packer: Clerk, words: str
) -> None:
    """
    What the shop calls its statuses is typed in, and can be changed.
    """
    form = {"url": "http://127.0.0.1:9/", "username": "u", "password": "p"}
    packer.opens("/settings/stores/connect/custom-store")
    packer.sends(
        "/settings/stores/connect/custom-store", **form, awaiting_shipment="new"
    )
    path = packer.path.removeprefix("/ui")

    packer.sends(path, awaiting_shipment=words, branding="Harbour", mailCustomer="on")

    assert "Stores of this account" in packer.text
    settings = bench.control.screen(
        "GET", f"/stores/{path.rpartition('/')[2]}/settings"
    )
    assert words.split(", ") == settings["statuses"]["awaiting_shipment"]
    assert ("Harbour", True) == (settings["branding"], settings["mailCustomer"])


def test_a_shop_that_does_not_answer_is_said(packer: Clerk) -> None:
    """
    Test Connection shows the sentence, keeps what was typed, and saves nothing.
    """
    path = "/settings/stores/connect/custom-store"
    form = {"url": "http://127.0.0.1:9/", "username": "keeper", "password": "secret-1"}
    packer.opens(path)

    packer.sends_to(f"{path}/test", path, **form)

    assert "We received an error testing the Custom store" in packer.text
    assert "keeper" in packer.page.xpath("//input[@name='username']/@value")
    assert "secret-1" not in packer.source


def test_keys_are_regenerated_after_a_warning(bench: Bench, packer: Clerk) -> None:
    """
    The warning says what ends; Cancel leaves the pair as it is.
    """
    before = bench.control.screen("GET", "/api-keys")["keys"]

    packer.opens("/settings/api/regenerate")
    assert "loses its connection to ShipStation at once" in packer.text
    packer.sends("/settings/api/regenerate")

    after = bench.control.screen("GET", "/api-keys")["keys"]
    assert before != after
    assert after[0]["apiSecret"] in packer.text


def test_todays_key_screen_shows_a_secret_once(bench: Bench, packer: Clerk) -> None:
    """
    A set is asked for, its mailed link followed, and its secret never shown again.
    """
    bench.control.do("change_profile", {"key_screens": "two_pairs"})
    packer.opens("/settings/api").sends("/settings/api/key-sets", months="3")
    [mail] = bench.control.screen("GET", "/outbox")["ownerMails"]

    packer.sends("/settings/api/key-sets/verified", link=mail["link"])

    [key, secret] = packer.page.xpath("//dd[@class='secret']/text()")
    assert key in packer.opens("/settings/api").text
    assert secret not in packer.source


def test_mails_are_in_the_outbox(packer: Clerk) -> None:
    """
    Where none was written the page says so.
    """
    assert "Nothing has been mailed yet." in packer.opens("/outbox").text


def test_an_account_that_is_not_there_is_not_let_in(bench: Bench) -> None:
    """
    The password is the same for all accounts; the name has to be one.
    """
    stranger = Clerk(bench.server.origin).logs_in("nobody", PAGE_PASSWORD)

    assert 401 == stranger.status
