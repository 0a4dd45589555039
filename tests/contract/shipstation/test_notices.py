"""
Notices to a shop when something was shipped.
"""

from typing import Any

import pytest
from lxml import etree

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop


def _ship(bench: Bench, order: dict[str, Any]) -> dict[str, Any]:
    label: dict[str, Any] = bench.post(
        "/orders/createlabelfororder", {"orderId": order["orderId"], **LABEL}
    ).json()
    return label


def _shipment(bench: Bench) -> dict[str, Any]:
    shipment: dict[str, Any] = bench.get("/shipments").json()["shipments"][0]
    return shipment


def test_a_label_sends_a_notice_with_everything(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    Beside the call, not in it.
    """
    bench.control.screen(
        "PUT", f"/orders/{order['orderId']}/notes-to-buyer", {"text": "Thank <you>"}
    )
    label = _ship(bench, order)
    before = len(shop.notices)
    bench.clock.settle()

    [notice] = shop.notices
    root = etree.fromstring(notice.body)
    texts = {child.tag: child.text or "" for child in root if not len(child)}
    assert before == 0
    assert notice.method == "POST"
    assert notice.query == {
        "SS-UserName": "ada",
        "SS-Password": "s3 cret",
        "action": "shipnotify",
        "order_number": "SO-00001",
        "carrier": "USPS",
        "service": "USPS Priority Mail",
        "tracking_number": label["trackingNumber"],
    }
    assert texts == {
        "OrderNumber": "SO-00001",
        "OrderID": "sale-1/1",
        "CustomerCode": "ada@example.org",
        "CustomerNotes": "Ring the bell & wait",
        "InternalNotes": "Fragile",
        "NotesToCustomer": "Thank <you>",
        "NotifyCustomer": "true",
        "LabelCreateDate": "03/02/2026 18:00",
        "ShipDate": "03/02/2026",
        "Carrier": "USPS",
        "Service": "USPS Priority Mail",
        "TrackingNumber": label["trackingNumber"],
        "ShippingCost": f"{label['shipmentCost']:.2f}",
        "CustomField1": "PO-7",
        "CustomField2": "Web",
        "CustomField3": "Main",
    }
    assert {child.tag: child.text for child in root.iterfind("Recipient/*")} == {
        "Name": "Ada Example",
        "Company": "EXAMPLE WORKS",
        "Address1": "12 SAMPLE ROAD",
        "Address2": None,
        "City": "AUSTIN",
        "State": "TX",
        "PostalCode": "78701",
        "Country": "US",
    }
    assert [
        {child.tag: child.text for child in item} for item in root.iter("Item")
    ] == [{"SKU": "MUG-1", "Name": "Mug", "Quantity": "2", "LineItemID": "line-1"}]


def test_a_shop_that_took_the_notice_is_notified(
    bench: Bench, order: dict[str, Any]
) -> None:
    """
    The activity log says so.
    """
    _ship(bench, order)
    bench.clock.settle()

    shipment = _shipment(bench)
    entry = bench.activity(order["advancedOptions"]["storeId"])["entries"][0]
    assert (shipment["marketplaceNotified"], shipment["notifyErrorMessage"]) == (
        True,
        None,
    )
    assert (entry["action"], entry["trigger"], entry["result"]) == (
        "notify",
        "automatic",
        "ok",
    )


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (300, "Error: (300) Multiple Choices Redirect."),
        (500, "The remote server returned an error: (500) Internal Server Error."),
    ],
)
def test_a_failed_notice_is_shown_and_sent_again_by_hand(
    bench: Bench, shop: Shop, order: dict[str, Any], *, status: int, sentence: str
) -> None:
    """
    Nothing is tried again by itself.
    """
    shop.notice_status = status
    label = _ship(bench, order)
    bench.clock.settle()
    failed = _shipment(bench)
    bench.clock.advance(3600)
    tries = len(shop.notices)

    shop.notice_status = 204
    sent = bench.control.screen("POST", f"/shipments/{label['shipmentId']}/notify")
    bench.clock.settle()

    entries = bench.activity(order["advancedOptions"]["storeId"])["entries"]
    assert (failed["marketplaceNotified"], failed["notifyErrorMessage"]) == (
        False,
        sentence,
    )
    assert sent == {"shipmentId": label["shipmentId"], "notifying": True}
    assert (tries, len(shop.notices)) == (1, 2)
    assert shop.notices[0].body == shop.notices[1].body
    assert _shipment(bench)["marketplaceNotified"] is True
    assert (entries[0]["trigger"], entries[0]["result"]) == ("manual", "ok")
    assert sentence in [entry["message"] for entry in entries]


def test_every_part_has_its_own_notice(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    With its own tracking number and what is in it.
    """
    path = f"/orders/{order['orderId']}/label"
    bench.control.screen(
        "POST", path, {**LABEL, "items": [{"sku": "MUG-1", "quantity": 1}]}
    )
    bench.control.screen("POST", path, LABEL)
    bench.clock.settle()

    roots = [etree.fromstring(notice.body) for notice in shop.notices]
    assert [root.findtext("Items/Item/Quantity") for root in roots] == ["1", "1"]
    assert len({root.findtext("TrackingNumber") for root in roots}) == 2


def test_nobody_is_told_of_a_manual_order(bench: Bench, shop: Shop) -> None:
    """
    Not by hand either.
    """
    bench.connect(shop)
    label = _ship(bench, bench.control.screen("POST", "/orders", MANUAL_ORDER))
    bench.clock.settle()

    assert shop.notices == []
    assert _shipment(bench)["marketplaceNotified"] is False
    with pytest.raises(ControlRefused, match="manual store"):
        bench.control.screen("POST", f"/shipments/{label['shipmentId']}/notify")


def test_a_test_label_tells_nobody(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    Nothing is shipped by it.
    """
    bench.post(
        "/orders/createlabelfororder",
        {"orderId": order["orderId"], **LABEL, "testLabel": True},
    )
    bench.clock.settle()

    assert shop.notices == []
