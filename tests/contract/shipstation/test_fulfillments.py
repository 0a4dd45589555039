"""
Orders that are marked as shipped: fulfillments, and no shipments.
"""

from typing import Any

import pytest
from lxml import etree

from tests.contract.shipstation.bench import MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop


def test_marking_by_api_makes_a_fulfillment_and_tells_nobody(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    The date has a time where none was given, and the carrier is a word for people.
    """
    body = {"orderId": order["orderId"], "carrierCode": "usps"}
    marked = bench.post("/orders/markasshipped", body)
    bench.clock.settle()

    [one] = bench.get("/fulfillments").json()["fulfillments"]
    assert marked.json() == {"orderId": order["orderId"], "orderNumber": "SO-00001"}
    assert one["shipDate"] == one["createDate"] == "2026-03-02T10:00:30.0000000"
    assert (one["carrierCode"], one["trackingNumber"]) == ("USPS", "")
    assert (one["marketplaceNotified"], one["notifyErrorMessage"]) == (False, None)
    assert bench.orders("SO-00001")[0]["orderStatus"] == "shipped"
    assert bench.get("/shipments").json()["total"] == 0
    assert shop.notices == []


def test_marking_tells_the_shop_if_asked(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    With everything that is left, a carrier of any name, and no service and no cost.
    """
    bench.post(
        "/orders/markasshipped",
        {
            "orderId": order["orderId"],
            "carrierCode": "Airtranss",
            "trackingNumber": "AT-1",
            "shipDate": "2026-03-01",
            "notifySalesChannel": True,
        },
    )
    bench.clock.settle()

    [notice] = shop.notices
    root = etree.fromstring(notice.body)
    [one] = bench.get("/fulfillments").json()["fulfillments"]
    assert (notice.query["carrier"], notice.query["service"]) == ("Airtranss", "")
    assert notice.query["tracking_number"] == "AT-1"
    assert root.findtext("ShipDate") == "03/01/2026"
    assert root.findtext("ShippingCost") == "0.00"
    assert root.findtext("Items/Item/Quantity") == "2"
    assert one["shipDate"] == "2026-03-01T00:00:00.0000000"
    assert one["marketplaceNotified"] is True


def test_a_refused_notice_stands_on_the_fulfillment(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    As it does on a shipment. An order on hold can be marked.
    """
    shop.notice_status = 404
    path = f"/orders/{order['orderId']}"
    bench.control.screen("POST", f"{path}/hold", {"until": "2026-03-06"})

    shown = bench.control.screen(
        "POST",
        f"{path}/mark-as-shipped",
        {"carrierCode": "Courier", "notifySalesChannel": True},
    )
    bench.clock.settle()

    [one] = bench.get("/fulfillments").json()["fulfillments"]
    assert (shown["orderStatus"], shown["holdUntilDate"]) == ("shipped", None)
    assert one["marketplaceNotified"] is False
    assert "(404) Not Found" in one["notifyErrorMessage"]


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({"fulfillmentId": 33974374}, 1),
        ({"fulfillmentId": 1}, 0),
        ({"orderId": 470000001, "orderNumber": "M-1"}, 1),
        ({"orderNumber": "M-"}, 0),
        ({"trackingNumber": "T-1", "recipientName": "ann"}, 1),
        ({"createDateStart": "2026-03-02 10:00:30"}, 1),
        ({"createDateEnd": "2026-03-02 10:00:29"}, 0),
        ({"shipDateStart": "2026-03-02", "shipDateEnd": "2026-03-02"}, 1),
        ({"shipDateEnd": "2026-03-01"}, 0),
        ({"sortBy": "ShipDate", "sortDir": "DESC"}, 1),
    ],
)
def test_fulfillments_are_found(
    bench: Bench, query: dict[str, Any], total: int
) -> None:
    """
    Bounds are inclusive.
    """
    order_id = bench.control.screen("POST", "/orders", MANUAL_ORDER)["orderId"]
    bench.post(
        "/orders/markasshipped",
        {"orderId": order_id, "carrierCode": "fedex", "trackingNumber": "T-1"},
    )

    found = bench.get("/fulfillments", **query).json()

    assert (found["total"], found["pages"]) == (total, 0)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"orderId": 1}, 404),
        ({"carrierCode": None}, 400),
        ({"shipDate": "some day"}, 400),
        ({"notifySalesChannel": "perhaps"}, 400),
    ],
)
def test_marks_that_make_no_sense(
    bench: Bench, changes: dict[str, Any], status: int
) -> None:
    """
    Nothing is shipped by them; nor is anything shipped twice.
    """
    order_id = bench.control.screen("POST", "/orders", MANUAL_ORDER)["orderId"]
    body = {"orderId": order_id, "carrierCode": "usps"}

    refused = bench.post("/orders/markasshipped", {**body, **changes})
    good = bench.post("/orders/markasshipped", body)
    twice = bench.post("/orders/markasshipped", body)

    assert (refused.status_code, good.status_code) == (status, 200)
    assert twice.status_code == 500
    assert twice.headers["X-Emulator-Hint"] == "text not recorded"
    assert bench.get("/fulfillments").json()["total"] == 1
