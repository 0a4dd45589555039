"""
What a client of the lists has to survive: pages that fail, and entries that are null.
"""

from typing import Any

import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench


@pytest.fixture
def ids(bench: Bench) -> list[int]:
    """
    Return four orders, each with a label.
    """
    made = []
    for number in range(4):
        order = bench.control.screen(
            "POST", "/orders", {**MANUAL_ORDER, "orderNumber": f"M-{number}"}
        )
        made.append(int(order["orderId"]))
        bench.post("/orders/createlabelfororder", {"orderId": made[-1], **LABEL})
    return made


def _spoil(bench: Bench, kind: str, number: int, shown: str) -> None:
    bench.control.screen("PUT", f"/{kind}/{number}/listing", {"as": shown})


def _page(bench: Bench, kind: str, *, size: int, page: int = 1) -> Any:
    return bench.get(f"/{kind}", pageSize=size, page=page)


def _listed(bench: Bench, kind: str) -> list[int]:
    name = "orderId" if kind == "orders" else "shipmentId"
    return [one[name] for one in _page(bench, kind, size=500).json()[kind]]


@pytest.mark.parametrize("kind", ["orders", "shipments"])
@pytest.mark.usefixtures("ids")
def test_a_poisonous_entry_makes_its_pages_fail(bench: Bench, kind: str) -> None:
    """
    Smaller pages without it are good; it can be read by itself, and be healed.
    """
    numbers = _listed(bench, kind)
    _spoil(bench, kind, numbers[2], "failure")

    whole = _page(bench, kind, size=500)
    first = _page(bench, kind, size=2)
    second = _page(bench, kind, size=2, page=2)
    single = [
        _page(bench, kind, size=1, page=page).status_code for page in (1, 2, 3, 4)
    ]

    assert (whole.status_code, first.status_code, second.status_code) == (500, 200, 500)
    assert single == [200, 200, 500, 200]
    assert list(whole.json()) == [
        "Message",
        "ExceptionMessage",
        "ExceptionType",
        "StackTrace",
    ]
    assert whole.json()["ExceptionMessage"].startswith("Execution Timeout Expired.")
    assert first.json()["total"] == 4
    _spoil(bench, kind, numbers[2], "itself")
    assert _listed(bench, kind) == numbers


@pytest.mark.parametrize("kind", ["orders", "shipments"])
@pytest.mark.usefixtures("ids")
def test_null_stands_in_the_place_of_an_entry(bench: Bench, kind: str) -> None:
    """
    It counts in the total.
    """
    numbers = _listed(bench, kind)
    _spoil(bench, kind, numbers[1], "null")

    page = _page(bench, kind, size=3).json()

    assert [entry is None for entry in page[kind]] == [False, True, False]
    assert (page["total"], len(page[kind])) == (4, 3)


def test_a_poisonous_order_is_still_there(bench: Bench, ids: list[int]) -> None:
    """
    By its id, and in lists that leave it out.
    """
    _spoil(bench, "orders", ids[0], "failure")

    assert bench.get(f"/orders/{ids[0]}").status_code == 200
    assert bench.get("/orders", orderNumber="M-0").status_code == 500
    assert bench.get("/orders", orderNumber="M-1").json()["total"] == 1
    assert bench.get("/shipments").json()["total"] == 4


@pytest.mark.parametrize("kind", ["orders", "shipments"])
def test_an_entry_that_there_is_not_is_not_spoilt(bench: Bench, kind: str) -> None:
    """
    And there are three ways to be shown.
    """
    with pytest.raises(ControlRefused, match="could not be found"):
        _spoil(bench, kind, 1, "null")
    with pytest.raises(ControlRefused, match="ModelState"):
        _spoil(bench, kind, 1, "sideways")
