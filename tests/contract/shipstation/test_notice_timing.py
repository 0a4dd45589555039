"""
When a shop is told, how often, and what the customer is mailed.
"""

from typing import Any

import pytest
from lxml import etree

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop
from tests.unit.emulators.shipstation.pages import order_xml, page_xml


def _set(bench: Bench, order: dict[str, Any], **settings: Any) -> dict[str, Any]:
    store_id = order["advancedOptions"]["storeId"]
    answer: dict[str, Any] = bench.control.screen(
        "PUT", f"/stores/{store_id}/settings", settings
    )
    return answer


def _label(bench: Bench, order: dict[str, Any], **changes: Any) -> dict[str, Any]:
    label: dict[str, Any] = bench.control.screen(
        "POST", f"/orders/{order['orderId']}/label", {**LABEL, **changes}
    )
    return label


def test_settings_of_a_new_store(bench: Bench, order: dict[str, Any]) -> None:
    """
    Notices at once, no mails; a tile has no status words of a person's choice.
    """
    store_id = order["advancedOptions"]["storeId"]

    settings = bench.control.screen("GET", f"/stores/{store_id}/settings")

    assert settings == {
        "notify": "immediately",
        "notifyAtTime": "17:00",
        "notifyAfterHours": 4,
        "mailCustomer": False,
        "branding": None,
        "autoRefresh": True,
        "statuses": None,
    }
    with pytest.raises(ControlRefused, match="no status words"):
        _set(bench, order, statuses={"awaiting_shipment": ["open"]})


def test_settings_change_one_by_one(bench: Bench, shop: Shop) -> None:
    """
    The words of a generic store count from the next import on.
    """
    store = bench.control.screen(
        "POST",
        "/stores",
        {"tile": "Custom Store", "url": shop.url, "username": "a", "password": "b"},
    )
    path = f"/stores/{store['storeId']}/settings"
    bench.control.screen("PUT", path, {"statuses": {"awaiting_payment": ["open"]}})
    bench.control.screen("PUT", path, {"branding": "Mugs", "autoRefresh": False})
    shop.pages = [page_xml(order_xml(OrderStatus="open"))]

    bench.run_import(store["storeId"])
    bench.clock.advance(3600)

    settings = bench.control.screen("GET", path)
    assert (settings["branding"], settings["autoRefresh"]) == ("Mugs", False)
    assert settings["statuses"]["awaiting_payment"] == ["open"]
    assert settings["statuses"]["shipped"] == ["shipped"]
    assert bench.orders("SO-00001")[0]["orderStatus"] == "awaiting_payment"
    assert len(shop.exports) == 1


def test_a_manual_store_cannot_be_asked(bench: Bench) -> None:
    """
    Nor can its notices be disturbed.
    """
    with pytest.raises(ControlRefused, match="connected to nothing"):
        bench.control.screen("PUT", "/stores/179188/settings", {"autoRefresh": True})
    with pytest.raises(ControlRefused, match="is told nothing"):
        bench.control.screen("PUT", "/stores/179188/notices", {"lose": 1})


def test_a_notice_may_wait_for_the_first_scan(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    The second scan sends nothing.
    """
    _set(bench, order, notify="mail_stream", autoRefresh=False)
    path = f"/shipments/{_label(bench, order)['shipmentId']}/scan"
    bench.clock.advance(24 * 3600)
    before = len(shop.notices)

    first = bench.control.screen("POST", path)
    bench.clock.settle()
    second = bench.control.screen("POST", path, {"event": "delivered"})
    bench.clock.settle()

    assert (first["notifying"], second["notifying"]) == (True, False)
    assert (before, len(shop.notices)) == (0, 1)


def test_a_void_before_the_scan_leaves_only_the_new_number(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    Delayed notices are the one way in which the shop gets it.
    """
    _set(bench, order, notify="mail_stream")
    first = _label(bench, order)
    bench.control.screen("POST", f"/shipments/{first['shipmentId']}/void")
    again = _label(bench, order)

    bench.control.screen("POST", f"/shipments/{again['shipmentId']}/scan")
    bench.clock.settle()

    assert [one.query["tracking_number"] for one in shop.notices] == [
        again["trackingNumber"]
    ]


def test_a_notice_may_wait_for_a_time_of_day_in_us_pacific(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    On the ship date. It is 10:00:30 there now.
    """
    _set(bench, order, notify="at_time", notifyAtTime="17:30", autoRefresh=False)
    _label(bench, order, shipDate="2026-03-03")
    bench.clock.advance((24 + 7) * 3600 + 29 * 60)
    before = len(shop.notices)

    bench.clock.advance(60)

    assert (before, len(shop.notices)) == (0, 1)


def test_a_time_of_day_that_has_passed_is_now(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    The notice is not put off to the next day.
    """
    _set(bench, order, notify="at_time", notifyAtTime="09:00")

    _label(bench, order)
    bench.clock.settle()

    assert len(shop.notices) == 1


def test_a_notice_may_wait_for_some_hours(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    After the label was made. A person may send it sooner, and then it is not repeated.
    """
    _set(bench, order, notify="after_hours", notifyAfterHours=2)
    one = {"items": [{"sku": "MUG-1", "quantity": 1}]}
    first = _label(bench, order, **one)
    bench.control.screen("POST", f"/shipments/{first['shipmentId']}/notify")
    bench.clock.settle()
    second = _label(bench, order, **one)
    bench.clock.advance(2 * 3600 - 1)
    before = len(shop.notices)

    bench.clock.advance(1)

    assert (before, len(shop.notices)) == (1, 2)
    assert shop.notices[1].query["tracking_number"] == second["trackingNumber"]


def test_a_notice_may_be_off_for_a_store_or_for_one_label(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    Nothing was tried, so there is no error either.
    """
    one = {"items": [{"sku": "MUG-1", "quantity": 1}]}
    _label(bench, order, **one, notify=False)
    _set(bench, order, notify="off", autoRefresh=False)
    _label(bench, order, **one)
    bench.clock.advance(24 * 3600)

    shipments = bench.get("/shipments").json()["shipments"]
    assert shop.notices == []
    assert [
        (each["marketplaceNotified"], each["notifyErrorMessage"]) for each in shipments
    ] == [(False, None)] * 2


def test_what_is_marked_as_shipped_waits_for_no_scan(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    ShipStation has no label whose scan it could see.
    """
    _set(bench, order, notify="mail_stream")

    bench.control.screen(
        "POST",
        f"/orders/{order['orderId']}/mark-as-shipped",
        {"carrierCode": "Courier", "notifySalesChannel": True},
    )
    bench.clock.settle()

    assert len(shop.notices) == 1


def test_notices_get_lost_and_are_doubled(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    A lost one never arrives, and ShipStation had no answer; then one arrives twice.
    """
    store_id = order["advancedOptions"]["storeId"]
    bench.control.screen("PUT", f"/stores/{store_id}/notices", {"lose": 1, "double": 1})
    one = {"items": [{"sku": "MUG-1", "quantity": 1}]}
    _label(bench, order, **one)
    bench.clock.settle()
    lost = len(shop.notices)
    failed = bench.get("/shipments").json()["shipments"][0]

    _label(bench, order, **one)
    bench.clock.settle()

    left = bench.control.screen("PUT", f"/stores/{store_id}/notices", {})
    assert lost == 0
    assert failed["notifyErrorMessage"] == "The operation has timed out"
    assert len(shop.notices) == 2
    assert shop.notices[0].body == shop.notices[1].body
    assert left == {"lose": 0, "double": 0}


def test_the_customer_is_mailed_if_the_store_says_so(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    Then the shop need not: the notice says so. Options and images stand in the mail.
    """
    _set(bench, order, mailCustomer=True, branding="Harbour Mugs")
    label = _label(bench, order)
    bench.clock.settle()
    path = f"/shipments/{label['shipmentId']}"
    bench.control.screen("POST", f"{path}/scan", {"event": "delivered"})
    bench.control.screen("POST", f"{path}/notify")
    bench.clock.settle()

    shipped, delivered = bench.control.screen("GET", "/outbox")["mails"]
    assert shipped == {
        "at": "2026-03-02T18:00:30+00:00",
        "to": "ada@example.org",
        "subject": "Your Harbour Mugs order SO-00001 was shipped",
        "orderNumber": "SO-00001",
        "kind": "shipped",
        "trackingNumber": label["trackingNumber"],
        "items": [
            {
                "name": "Mug",
                "quantity": 2,
                "options": [{"name": "Colour", "value": "Blue"}],
                "imageUrl": "https://images.example/mug.png",
            }
        ],
    }
    assert delivered["kind"] == "delivered"
    assert [
        etree.fromstring(notice.body).findtext("NotifyCustomer")
        for notice in shop.notices
    ] == ["false", "false"]


def test_nobody_is_mailed_without_an_address_or_by_default(
    bench: Bench, order: dict[str, Any]
) -> None:
    """
    A fulfillment mails when its caller says so.
    """
    _label(bench, order)
    bench.control.screen("PUT", "/stores/179188/settings", {"mailCustomer": True})
    nameless = bench.control.screen("POST", "/orders", MANUAL_ORDER)
    mailed = bench.control.screen(
        "POST", "/orders", {**MANUAL_ORDER, "customerEmail": "ann@example.com"}
    )
    for one in (nameless, mailed):
        bench.post(
            "/orders/markasshipped",
            {
                "orderId": one["orderId"],
                "carrierCode": "ups",
                "notifyCustomer": True,
            },
        )
    bench.clock.settle()

    mails = bench.control.screen("GET", "/outbox")["mails"]
    assert [mail["to"] for mail in mails] == ["ann@example.com"]
