"""
Orders that a person splits or combines before they are shipped.
"""

from typing import Any

import pytest
from lxml import etree

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop
from tests.unit.emulators.shipstation.pages import ITEM, order_xml, page_xml

HAT = """<Item><LineItemID>line-2</LineItemID><SKU>HAT-1</SKU><Name>Hat</Name>
<Quantity>1</Quantity><UnitPrice>9.00</UnitPrice></Item>"""
ONE_MUG = {"items": [{"sku": "MUG-1", "quantity": 1}]}
ONE_HAT = {"items": [{"sku": "HAT-1", "quantity": 1}]}


@pytest.fixture
def orders(bench: Bench, shop: Shop) -> list[dict[str, Any]]:
    """
    Return two orders that were imported from the shop.
    """
    shop.pages = [
        page_xml(
            order_xml(items=ITEM + HAT),
            order_xml(
                OrderID="sale-2/1",
                OrderNumber="SO-00002",
                items=ITEM.replace("line-1", "line-9"),
            ),
        )
    ]
    bench.run_import(bench.connect(shop))
    return [*bench.orders("SO-00001"), *bench.orders("SO-00002")]


def _path(order: dict[str, Any], what: str) -> str:
    return f"/orders/{order['orderId']}/{what}"


def _items(notice: Any) -> dict[str, str]:
    root = etree.fromstring(notice.body)
    return {
        item.findtext("SKU", ""): item.findtext("Quantity", "")
        for item in root.iter("Item")
    }


def test_a_split_order_has_several_shipments(
    bench: Bench, shop: Shop, orders: list[dict[str, Any]]
) -> None:
    """
    It stays one order, and is shipped with the last of its labels.
    """
    order = orders[0]
    split = bench.control.screen("POST", _path(order, "split"), ONE_HAT)
    bench.control.screen("POST", _path(order, "split"), ONE_MUG)
    planned = bench.orders("SO-00001")[0]["plannedShipments"]
    statuses = []
    for _ in planned:
        bench.control.screen("POST", _path(order, "label"), LABEL)
        bench.clock.settle()
        statuses.append(bench.orders("SO-00001")[0]["orderStatus"])

    assert [one["orderNumber"] for one in split["orders"]] == ["SO-00001"]
    assert [
        {item["sku"]: item["quantity"] for item in one["items"]} for one in planned
    ] == [{"MUG-1": 1}, {"HAT-1": 1}, {"MUG-1": 1}]
    assert statuses == ["awaiting_shipment", "awaiting_shipment", "shipped"]
    assert [_items(one) for one in shop.notices] == [
        {"MUG-1": "1"},
        {"HAT-1": "1"},
        {"MUG-1": "1"},
    ]
    assert bench.orders("SO-00001")[0]["plannedShipments"] == []


def test_the_older_split_makes_an_order_that_no_shop_knows(
    bench: Bench, shop: Shop, orders: list[dict[str, Any]]
) -> None:
    """
    With a suffix on its number; what the shop sends later does not undo the split.
    """
    order = orders[0]
    bench.control.do("change_profile", {"split_style": "orders"})
    first, child = bench.control.screen("POST", _path(order, "split"), ONE_MUG)[
        "orders"
    ]
    bench.run_import(order["advancedOptions"]["storeId"])
    again = bench.orders("SO-00001")[0]

    bench.control.screen("POST", _path(child, "label"), LABEL)
    bench.clock.settle()

    root = etree.fromstring(shop.notices[0].body)
    assert (first["orderNumber"], child["orderNumber"]) == ("SO-00001", "SO-00001-1")
    assert child["advancedOptions"]["mergedOrSplit"] is True
    assert child["advancedOptions"]["parentId"] == first["orderId"]
    assert again["advancedOptions"]["mergedOrSplit"] is True
    assert [item["quantity"] for item in again["items"]] == [1, 1]
    assert (first["orderTotal"], child["orderTotal"]) == (23.5, 18.0)
    assert root.findtext("OrderNumber") == "SO-00001-1"
    assert root.findtext("OrderID") == "sale-1/1-1"
    assert _items(shop.notices[0]) == {"MUG-1": "1"}


@pytest.mark.parametrize("style", ["shipments", "orders"])
def test_a_shipped_order_is_not_split(
    bench: Bench, orders: list[dict[str, Any]], style: str
) -> None:
    """
    Only one that awaits its shipment is, and something has to be left of it (F03).
    """
    bench.control.do("change_profile", {"split_style": style})
    order = orders[1]
    all_of_it = {"items": [{"sku": "MUG-1", "quantity": 2}]}
    for body, sentence in ((all_of_it, "nothing left"), (ONE_HAT, "has not 1 x")):
        with pytest.raises(ControlRefused, match=sentence):
            bench.control.screen("POST", _path(order, "split"), body)
    bench.control.screen("POST", _path(order, "label"), LABEL)

    with pytest.raises(ControlRefused, match="only while it awaits"):
        bench.control.screen("POST", _path(order, "split"), ONE_MUG)


def test_one_label_of_combined_orders_tells_each_of_them(
    bench: Bench, shop: Shop, orders: list[dict[str, Any]]
) -> None:
    """
    With the same number, and with what is of it in the parcel.
    """
    ids = [order["orderId"] for order in orders]
    survivor = bench.control.screen("POST", "/orders/combine", {"orderIds": ids})
    label = bench.control.screen("POST", _path(survivor, "label"), LABEL)
    bench.clock.settle()

    roots = [etree.fromstring(notice.body) for notice in shop.notices]
    assert [root.findtext("OrderNumber") for root in roots] == ["SO-00001", "SO-00002"]
    assert [root.findtext("OrderID") for root in roots] == ["sale-1/1", "sale-2/1"]
    assert {notice.query["tracking_number"] for notice in shop.notices} == {
        label["trackingNumber"]
    }
    assert [_items(notice) for notice in shop.notices] == [
        {"MUG-1": "2", "HAT-1": "1"},
        {"MUG-1": "2"},
    ]
    assert bench.get("/shipments").json()["shipments"][0]["marketplaceNotified"] is True


def test_a_combined_order_vanishes(bench: Bench, orders: list[dict[str, Any]]) -> None:
    """
    The one that is left names it, and the next import does not bring it back.
    """
    ids = [order["orderId"] for order in orders]
    survivor = bench.control.screen("POST", "/orders/combine", {"orderIds": ids})

    bench.run_import(orders[0]["advancedOptions"]["storeId"])

    assert survivor["advancedOptions"]["mergedIds"] == [ids[1]]
    assert survivor["advancedOptions"]["mergedOrSplit"] is True
    assert [item["sku"] for item in bench.orders("SO-00001")[0]["items"]] == [
        "MUG-1",
        "HAT-1",
        "MUG-1",
    ]
    assert survivor["orderTotal"] == 83.0
    assert bench.get(f"/orders/{ids[1]}").status_code == 404
    assert bench.get("/orders", orderNumber="SO-00002").json()["total"] == 0
    assert bench.get("/orders", orderStatus="awaiting_shipment").json()["total"] == 1


def test_an_order_with_a_label_is_combined_only_after_a_void(
    bench: Bench, shop: Shop, orders: list[dict[str, Any]]
) -> None:
    """
    A part that was labelled counts as well (F06).
    """
    body = {"orderIds": [order["orderId"] for order in orders]}
    labels = [
        bench.control.screen("POST", _path(orders[0], "label"), {**LABEL, **ONE_MUG})
    ]
    with pytest.raises(ControlRefused, match="void it before combining"):
        bench.control.screen("POST", "/orders/combine", body)
    labels.append(bench.control.screen("POST", _path(orders[0], "label"), LABEL))
    with pytest.raises(ControlRefused, match="void a label first"):
        bench.control.screen("POST", "/orders/combine", body)
    for label in labels:
        bench.control.screen("POST", f"/shipments/{label['shipmentId']}/void")

    bench.control.screen("POST", "/orders/combine", body)

    bench.control.screen("POST", _path(orders[0], "label"), LABEL)
    bench.clock.settle()
    assert len(shop.notices) == 2


def test_two_different_orders_are_combined(bench: Bench) -> None:
    """
    A person's own ones too, of which nobody is told.
    """
    first, second, third = (
        bench.control.screen("POST", "/orders", {**MANUAL_ORDER, "orderNumber": name})
        for name in ("M-1", "M-2", "M-3")
    )
    for ids in ([first["orderId"]], [first["orderId"], first["orderId"]]):
        with pytest.raises(ControlRefused, match="two different orders"):
            bench.control.screen("POST", "/orders/combine", {"orderIds": ids})

    for other in (second, third):
        ids = [first["orderId"], other["orderId"]]
        left = bench.control.screen("POST", "/orders/combine", {"orderIds": ids})

    assert left["advancedOptions"]["mergedIds"] == [
        second["orderId"],
        third["orderId"],
    ]
