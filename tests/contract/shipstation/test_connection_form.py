"""
The button that tests a connection before it is saved.
"""

from typing import Any

import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import Bench
from tests.contract.shipstation.shop import Shop
from tests.unit.emulators.shipstation.pages import order_xml, page_xml

LOGIN = {"username": "ada", "password": "s3 cret"}
PREFIX = "We received an error testing the Custom store: "


def _tested(bench: Bench, **changes: Any) -> dict[str, Any]:
    answer: dict[str, Any] = bench.control.screen(
        "POST", "/stores/test-connection", {**LOGIN, **changes}
    )
    return answer


def test_a_shop_that_answers_is_good(bench: Bench, shop: Shop) -> None:
    """
    Nothing is imported by the test, and no store is there afterwards.
    """
    shop.pages = [page_xml(order_xml())]

    answer = _tested(bench, url=shop.url)

    assert answer == {"ok": True, "message": "The connection works."}
    assert len(shop.exports) == 1
    assert len(bench.get("/stores").json()) == 1
    assert bench.get("/orders").json()["total"] == 0


def test_an_empty_answer_is_no_xml(bench: Bench, shop: Shop) -> None:
    """
    The sentence is recorded.
    """
    shop.pages = [b""]

    answer = _tested(bench, url=shop.url)

    assert answer == {
        "ok": False,
        "message": f"{PREFIX}Invalid XML. Error: 'Root element is missing.' "
        "We received: ''",
    }


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "The remote server returned an error: (401) Unauthorized."),
        (403, "The remote server returned an error: (403) Forbidden."),
    ],
)
def test_a_refusal_is_shown(
    bench: Bench, shop: Shop, status: int, sentence: str
) -> None:
    """
    With its status.
    """
    shop.status = status

    assert _tested(bench, url=shop.url) == {"ok": False, "message": PREFIX + sentence}


def test_an_echoed_password_is_masked(bench: Bench, shop: Shop) -> None:
    """
    The sentence is for people who look over a shoulder.
    """
    shop.pages = [b"ada has s3 cret"]

    assert "s3 cret" not in _tested(bench, url=shop.url)["message"]


def test_the_tile_has_its_address_built_in(bench: Bench, shop: Shop) -> None:
    """
    A user of several organisations gets the sentence of the tile.
    """
    with pytest.raises(ControlRefused, match="no address"):
        _tested(bench)
    bench.control.screen("PUT", "/tiles/cin7-core", {"url": shop.url})
    shop.status = 300

    answer = _tested(bench)

    assert answer["message"].endswith("Error: (300) Multiple Choices Redirect.")
