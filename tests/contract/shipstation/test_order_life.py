"""
What else becomes of orders: deleted, sent to a provider, corrected, found again.
"""

from typing import Any

import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, LOGIN, MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop

KEYED = {**MANUAL_ORDER, "orderKey": "shop-1"}


def _write(bench: Bench, **changes: Any) -> dict[str, Any]:
    order: dict[str, Any] = bench.post(
        "/orders/createorder", {**KEYED, **changes}
    ).json()
    return order


def _delete(bench: Bench, order_id: int) -> Any:
    return bench.client.delete(
        f"{bench.server.url}/orders/{order_id}", headers=LOGIN, timeout=5
    )


def test_a_deleted_order_is_out_of_sight(bench: Bench) -> None:
    """
    In lists, by its id and by its key, which another order can have.
    """
    order_id = _write(bench)["orderId"]

    deleted = _delete(bench, order_id)

    assert deleted.json() == {
        "success": True,
        "message": "The requested order has been deleted.",
    }
    for query in (
        {},
        {"orderNumber": "M-1"},
        {"orderStatus": "awaiting_shipment"},
        {"createDateStart": "2026-03-01"},
        {"orderDateStart": "2026-02-01"},
    ):
        assert bench.get("/orders", **query).json()["total"] == 0
    assert bench.get(f"/orders/{order_id}").status_code == 404
    assert _delete(bench, order_id).status_code == 404
    assert bench.orders("M-1") == []
    assert _write(bench)["orderId"] != order_id
    refused = bench.post("/orders/createorder", {**KEYED, "orderId": order_id})
    assert refused.status_code == 404


def test_a_deleted_order_does_not_come_back_by_itself(bench: Bench) -> None:
    """
    Neither by the end of its hold nor by a void; its shipments stay.
    """
    held, shipped = (_write(bench, orderKey=key)["orderId"] for key in ("a", "b"))
    bench.post("/orders/holduntil", {"orderId": held, "holdUntilDate": "2026-03-03"})
    label = bench.post("/orders/createlabelfororder", {"orderId": shipped, **LABEL})

    for order_id in (held, shipped):
        _delete(bench, order_id)
    voided = bench.post(
        "/shipments/voidlabel", {"shipmentId": label.json()["shipmentId"]}
    )
    bench.clock.advance(2 * 86_400)

    assert voided.json()["approved"] is True
    assert bench.get("/orders").json()["total"] == 0
    assert bench.get("/shipments", orderId=shipped).json()["total"] == 1


def test_the_shop_is_told_of_a_parcel_whose_order_was_deleted(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    The notice was on its way.
    """
    bench.post("/orders/createlabelfororder", {"orderId": order["orderId"], **LABEL})
    _delete(bench, order["orderId"])

    bench.clock.settle()

    assert len(shop.notices) == 1


def test_a_provider_gets_an_order_and_rejects_it(bench: Bench) -> None:
    """
    Only what awaits its shipment, and only what the provider has.
    """
    order = _write(bench)
    path = f"/orders/{order['orderId']}"
    with pytest.raises(ControlRefused, match="would have to be pending fulfillment"):
        bench.control.screen("POST", f"{path}/reject")
    bench.clock.advance(60)

    sent = bench.control.screen("POST", f"{path}/send-to-provider")
    pending = bench.get("/orders", orderStatus="pending_fulfillment").json()["total"]
    rejected = bench.control.screen("POST", f"{path}/reject")

    assert (sent["orderStatus"], pending) == ("pending_fulfillment", 1)
    assert rejected["orderStatus"] == "rejected_fulfillment"
    assert rejected["modifyDate"] == "2026-03-02T10:01:30.0000000"
    assert bench.get("/orders", orderStatus="rejected_fulfillment").json()["total"] == 1
    refused = bench.post("/orders/createorder", KEYED)
    assert "is rejected fulfillment" in refused.json()["ExceptionMessage"]
    with pytest.raises(ControlRefused, match="would have to be awaiting shipment"):
        bench.control.screen("POST", f"{path}/send-to-provider")


def test_a_refund_of_a_shipped_order_is_seen(bench: Bench) -> None:
    """
    The amount alone changes, and the date of modification.
    """
    order = _write(bench, amountPaid=24)
    bench.clock.advance(18)
    bench.post("/orders/createlabelfororder", {"orderId": order["orderId"], **LABEL})
    before = bench.get(f"/orders/{order['orderId']}").json()
    bench.clock.advance(3600)

    bench.control.screen(
        "PUT", f"/orders/{order['orderId']}/corrections", {"amountPaid": 4.5}
    )

    [after] = bench.get("/orders", modifyDateStart="2026-03-02 10:30").json()["orders"]
    assert {**after, "amountPaid": 24, "modifyDate": before["modifyDate"]} == before
    assert (after["orderStatus"], after["amountPaid"]) == ("shipped", 4.5)


def test_an_order_moves_to_another_store(bench: Bench) -> None:
    """
    It is found there by its key from then on; where the key is taken it stays.
    """
    bench.control.do("change_profile", {"key_scope": "store"})
    second = bench.control.screen("POST", "/stores/manual", {"storeName": "Telephone"})
    order = _write(bench)
    path = f"/orders/{order['orderId']}/corrections"

    moved = bench.control.screen("PUT", path, {"storeId": second["storeId"]})
    there = _write(bench, advancedOptions={"storeId": second["storeId"]})
    here = _write(bench)

    assert moved["advancedOptions"]["storeId"] == second["storeId"]
    assert there["orderId"] == order["orderId"] != here["orderId"]
    assert bench.get("/orders", storeId=second["storeId"]).json()["total"] == 1
    with pytest.raises(ControlRefused, match="has order shop-1 already"):
        bench.control.screen("PUT", path, {"storeId": 179188})
    with pytest.raises(ControlRefused, match="could not be found"):
        bench.control.screen("PUT", path, {"storeId": 5})


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({"customerName": "ann"}, 1),
        ({"itemKeyword": "hat"}, 1),
        ({"itemKeyword": "cap"}, 0),
        ({"createDateStart": "2026-03-02 10:00:29"}, 1),
        ({"createDateStart": "2026-03-02 10:00:30"}, 0),
        ({"createDateEnd": "2026-03-02 10:00:30"}, 1),
        ({"modifyDateStart": "2026-03-02T10:00:29"}, 1),
        ({"modifyDateEnd": "2026-03-02 10:00:29"}, 0),
        ({"orderDateStart": "2026-03-01", "orderDateEnd": "2026-03-02"}, 1),
        ({"paymentDateStart": "2026-03-01"}, 0),
        ({"paymentDateEnd": "2027-03-01"}, 0),
        ({"orderNumber": "m", "storeId": 179188}, 1),
        ({"storeId": 5}, 0),
        ({"orderStatus": "shipped"}, 0),
        ({"orderStatus": ""}, 1),
        ({"customsCountryCode": "GB"}, 0),
        ({"importBatch": "00000000-0000-4000-8000-000000000000"}, 0),
        ({"sortBy": "modifyDate", "sortDir": "desc", "pageSize": 500}, 1),
        ({"somethingElse": "1"}, 1),
    ],
)
def test_orders_are_found(bench: Bench, query: dict[str, Any], total: int) -> None:
    """
    A start is left out, an end is in.
    """
    _write(bench)

    assert bench.get("/orders", **query).json()["total"] == total


@pytest.mark.parametrize(
    "query",
    [
        {"orderStatus": "lost"},
        {"modifyDateStart": "soon"},
        {"storeId": "first"},
        {"sortBy": "Name"},
    ],
)
def test_filters_that_make_no_sense_are_a_bad_request(
    bench: Bench, query: dict[str, Any]
) -> None:
    """
    In the name of the parameter.
    """
    answer = bench.get("/orders", **query)

    assert answer.status_code == 400
    assert list(answer.json()["ModelState"]) == list(query)


def test_orders_that_changed_last_come_last(bench: Bench) -> None:
    """
    Sorted by the date of modification, in pages.
    """
    first, second = (_write(bench, orderKey=key)["orderId"] for key in ("a", "b"))
    bench.clock.advance(60)
    _write(bench, orderKey="a")

    pages = [
        bench.get("/orders", sortBy="ModifyDate", pageSize=1, page=page).json()
        for page in (1, 2)
    ]

    assert [page["orders"][0]["orderId"] for page in pages] == [second, first]
    assert [page["pages"] for page in pages] == [2, 2]
