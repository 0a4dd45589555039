"""
Orders that a person typed in, as the API lists them.
"""

from typing import Any

import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import MANUAL_ORDER, Bench


def _type(bench: Bench, **changes: Any) -> dict[str, Any]:
    order: dict[str, Any] = bench.control.screen(
        "POST", "/orders", {**MANUAL_ORDER, **changes}
    )
    return order


def test_a_typed_order_is_shown_by_the_api(bench: Bench) -> None:
    """
    The total is computed, the address put in capitals, and every key is there.
    """
    order_id = _type(bench)["orderId"]

    answer = bench.get(f"/orders/{order_id}")

    order = answer.json()
    assert '"orderTotal":24.00,"amountPaid":0.00,' in answer.text
    assert order["orderDate"] == "2026-03-01T08:30:00.0000000"
    assert order["createDate"] == "2026-03-02T10:00:30.0000000"
    assert order["shipTo"]["street1"] == "1 ANY STREET"
    assert order["weight"] == {"value": 24.0, "units": "ounces", "WeightUnits": 1}
    assert order["orderKey"].startswith("manual-")
    assert len(order) == 43
    assert "notesToBuyer" not in order


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"shipTo": {"name": "A"}}, "Ship To: Postal Code must be provided."),
        ({"shipTo": {}}, "'Ship Name' must not be empty."),
        ({"billTo": {}}, "'Bill Name' must not be empty."),
        (
            {"billTo": {"name": "A", "country": "USA"}},
            "Please use a 2 character country code",
        ),
        ({"advancedOptions": {"storeId": 5}}, "could not be found"),
        ({"orderStatus": "lost"}, "ModelState"),
    ],
)
def test_an_order_that_lacks_something_is_refused(
    bench: Bench, changes: dict[str, Any], sentence: str
) -> None:
    """
    In ShipStation's own words.
    """
    with pytest.raises(ControlRefused, match=sentence):
        _type(bench, **changes)


def test_tags_that_there_are_not_are_dropped(bench: Bench) -> None:
    """
    Where none is left, there is no list.
    """
    tag = bench.control.screen("POST", "/tags", {"name": "Backorder"})

    assert _type(bench, tagIds=[tag["tagId"], 7])["tagIds"] == [tag["tagId"]]
    assert _type(bench, tagIds=[7])["tagIds"] is None


def test_orders_come_in_pages(bench: Bench) -> None:
    """
    A page beyond the end is empty; silly sizes are put right.
    """
    for number in range(5):
        _type(bench, orderNumber=f"M-{number}")

    second = bench.get("/orders", pageSize=2, page=2).json()
    beyond = bench.get("/orders", pageSize=2, page=9).json()
    silly = bench.get("/orders", pageSize=0, page=0).json()

    assert [order["orderNumber"] for order in second["orders"]] == ["M-2", "M-3"]
    assert (second["total"], second["page"], second["pages"]) == (5, 2, 3)
    assert (beyond["orders"], beyond["total"]) == ([], 5)
    assert (len(silly["orders"]), silly["page"], silly["pages"]) == (5, 1, 1)
    assert bench.get("/orders", pageSize=9999).json()["pages"] == 1


def test_a_number_is_found_by_its_beginning_at_the_api(bench: Bench) -> None:
    """
    And exactly at the screen.
    """
    for number in ("SO-1", "SO-10", "XSO-1"):
        _type(bench, orderNumber=number)

    assert bench.get("/orders", orderNumber="so-1").json()["total"] == 2
    assert [order["orderNumber"] for order in bench.orders("SO-1")] == ["SO-1"]


def test_a_change_moves_an_order_into_later_windows(bench: Bench) -> None:
    """
    The bounds are Pacific local times.
    """
    order_id = _type(bench)["orderId"]
    bench.clock.advance(3600)
    later = {"modifyDateStart": "2026-03-02 10:30:00"}
    before = bench.get("/orders", **later).json()["total"]

    bench.control.screen("PUT", f"/orders/{order_id}/notes-to-buyer", {"text": "Hi"})

    [shown] = bench.orders("M-1")
    assert (before, bench.get("/orders", **later).json()["total"]) == (0, 1)
    assert shown["notesToBuyer"] == "Hi"
    assert shown["modifyDate"] == "2026-03-02T11:00:30.0000000"


def test_an_order_of_a_shop_is_not_typed_in(bench: Bench) -> None:
    """
    A second manual store takes them too.
    """
    second = bench.control.screen("POST", "/stores/manual", {"storeName": "Telephone"})
    shop = bench.control.screen(
        "POST",
        "/stores",
        {
            "tile": "Custom Store",
            "url": "http://shop.invalid/",
            "username": "u",
            "password": "p",
        },
    )

    order = _type(bench, advancedOptions={"storeId": second["storeId"]})

    assert order["advancedOptions"]["storeId"] == second["storeId"]
    assert (second["companyName"], second["autoRefresh"]) == (None, True)
    with pytest.raises(ControlRefused, match="takes its orders from a shop"):
        _type(bench, advancedOptions={"storeId": shop["storeId"]})
