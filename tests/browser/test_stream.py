"""
The one script of the pages: the journal of the control room, as it goes on.
"""

from collections.abc import Iterator

import pytest
import requests

from emulators.__main__ import credentials
from harness.bench import Bench
from harness.browser import Browser
from harness.pages.server import ControlRoomServer


@pytest.fixture
def control_room(bench: Bench) -> Iterator[str]:
    """
    Return where the control room of ShipStation's fake is.
    """
    serving = ControlRoomServer(0)
    serving.open({"shipstation": credentials("shipstation", bench.shipstation.url)})
    yield serving.url
    serving.close()


@pytest.mark.browser
def test_the_journal_goes_on_by_itself(
    browser: Browser, bench: Bench, control_room: str
) -> None:
    """
    The window says that it is live, and has a call that was made after it opened.
    """
    page = browser.do(browser.window, "en-GB")
    browser.do(page.goto, control_room)
    browser.do(page.locator("#live").wait_for)
    before = browser.do(page.inner_text, "tbody")

    pair = bench.cast.shipstation.api_keys()
    requests.get(f"{bench.shipstation.url}/carriers", auth=pair, timeout=9)

    browser.do(page.get_by_text("GET /carriers").first.wait_for)
    assert "/carriers" not in before
    browser.do(page.context.close)


@pytest.mark.browser
def test_only_what_broke_a_contract_goes_on_by_itself(
    browser: Browser, bench: Bench, control_room: str
) -> None:
    """
    A call that keeps it does not come into such a window; the next one, broken, does.
    """
    page = browser.do(browser.window, "en-GB")
    browser.do(page.goto, f"{control_room}?broken=on")
    browser.do(page.locator("#live").wait_for)

    pair = bench.cast.shipstation.api_keys()
    requests.get(f"{bench.shipstation.url}/carriers", auth=pair, timeout=9)
    address = f"{bench.shipstation.url}/orders/createorder"
    requests.post(address, json={"orderDate": 5}, auth=pair, timeout=9)

    browser.do(page.get_by_text("POST /orders/createorder").first.wait_for)
    assert "/carriers" not in browser.do(page.inner_text, "tbody")
    browser.do(page.context.close)
