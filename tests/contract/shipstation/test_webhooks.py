"""
Webhooks: subscribing, what they hear of, and what becomes of news that nobody takes.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, LOGIN, MANUAL_ORDER, Bench
from tests.contract.shipstation.listener import Listener, open_listener
from tests.contract.shipstation.shop import Shop
from tests.contract.shipstation.test_schemas import CONTRACT
from tests.unit.emulators.shipstation.pages import order_xml, page_xml

UNPAID = {**MANUAL_ORDER, "orderKey": "shop-1", "orderStatus": "awaiting_payment"}


@pytest.fixture
def listener() -> Iterator[Listener]:
    """
    Return somebody who listens.
    """
    with open_listener() as opened:
        yield opened


def _subscribe(bench: Bench, listener: Listener, event: str, **more: Any) -> int:
    answer = bench.post(
        "/webhooks/subscribe", {"target_url": listener.url, "event": event, **more}
    )
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def _news(bench: Bench, listener: Listener) -> list[str]:
    """
    Return path and query of the news of the next minute.
    """
    listener.heard.clear()
    bench.clock.advance(60)
    urls = [str(body["resource_url"]) for body in listener.heard]
    assert all(url.startswith(bench.server.origin + "/") for url in urls)
    return [url.removeprefix(bench.server.origin) for url in urls]


def _order(bench: Bench, **changes: Any) -> dict[str, Any]:
    answer = bench.post("/orders/createorder", {**MANUAL_ORDER, **changes})
    order: dict[str, Any] = answer.json()
    return order


def _label(bench: Bench, order: dict[str, Any]) -> dict[str, Any]:
    body = {"orderId": order["orderId"], **LABEL}
    answer = bench.post("/orders/createlabelfororder", body)
    label: dict[str, Any] = answer.json()
    return label


def _deliveries(bench: Bench) -> list[dict[str, Any]]:
    screen = bench.control.screen("GET", "/webhooks/deliveries")
    deliveries: list[dict[str, Any]] = screen["deliveries"]
    return deliveries


def test_a_webhook_is_subscribed_listed_and_deleted(bench: Bench) -> None:
    """
    The list is in names of its own, and deleting answers nothing at all.
    """
    body = {
        "target_url": "http://example.com/neworder",
        "event": "ORDER_NOTIFY",
        "store_id": None,
        "friendly_name": "My Webhook",
    }
    made = bench.post("/webhooks/subscribe", body)
    listed = bench.get("/webhooks")
    gone = bench.delete("/webhooks/3189")

    assert (made.status_code, made.text) == (201, '{"id":3189}')
    assert "Location" not in made.headers
    assert listed.text == (
        '{"webhooks":[{"IsLabelAPIHook":false,"WebHookID":3189,"SellerID":2335513,'
        '"StoreID":null,"HookType":"ORDER_NOTIFY","MessageFormat":"Json",'
        '"Url":"http://example.com/neworder","Name":"My Webhook",'
        '"BulkCopyBatchID":null,"BulkCopyRecordID":null,"Active":true,'
        '"WebhookLogs":[],"Seller":null,"Store":null}]}'
    )
    assert (gone.status_code, gone.content) == (200, b"")
    assert gone.headers["Content-Length"] == "0"
    assert "Content-Type" not in gone.headers
    assert bench.get("/webhooks").json() == {"webhooks": []}
    assert bench.delete("/webhooks/3189").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "ORDER_EATEN"},
        {"event": None},
        {"target_url": None},
        {"target_url": "ftp://example.com"},
        {"target_url": "http://[broken"},
        {"store_id": 7},
    ],
)
def test_what_makes_no_sense_is_not_subscribed(
    bench: Bench, changes: dict[str, Any]
) -> None:
    """
    400 with a sentence of the fake's own, and it says so.
    """
    body = {"target_url": "http://example.com", "event": "SHIP_NOTIFY", **changes}

    answer = bench.post("/webhooks/subscribe", body)

    assert answer.status_code == 400
    assert CONTRACT.problem("error.message.json", answer.json()) is None
    assert answer.headers["X-Emulator-Hint"] == "text not recorded"
    assert bench.get("/webhooks").json() == {"webhooks": []}


def test_a_new_order_is_told_of_and_read(bench: Bench, listener: Listener) -> None:
    """
    The news has two fields; the address in it works with the keys of the account.
    """
    _subscribe(bench, listener, "ORDER_NOTIFY")
    order = _order(bench)
    bench.clock.advance(59)
    too_early = list(listener.heard)
    bench.clock.advance(1)

    [body] = listener.heard
    read = bench.client.get(listener.last_url, headers=LOGIN, timeout=5).json()
    assert too_early == []
    assert list(body) == ["resource_url", "resource_type"]
    assert body["resource_type"] == "ORDER_NOTIFY"
    assert "/orders?importBatch=" in body["resource_url"]
    assert listener.media_types == ["application/json; charset=utf-8"]
    assert [one["orderId"] for one in read["orders"]] == [order["orderId"]]


def test_the_news_of_items_is_read_with_items(bench: Bench, listener: Listener) -> None:
    """
    Orders always have them; shipments have them where the address asks for it.
    """
    _subscribe(bench, listener, "ITEM_ORDER_NOTIFY")
    _subscribe(bench, listener, "ITEM_SHIP_NOTIFY")
    order = _order(bench)
    [of_order] = _news(bench, listener)
    _label(bench, order)
    [of_label] = _news(bench, listener)

    assert of_order.endswith("&includeOrderItems=True")
    assert len(bench.get(of_order).json()["orders"][0]["items"]) == 2
    assert of_label == "/shipments?batchId=144015674&includeShipmentItems=True"
    assert len(bench.get(of_label).json()["shipments"][0]["shipmentItems"]) == 2


def test_several_orders_of_one_call_are_one_piece_of_news(
    bench: Bench, listener: Listener
) -> None:
    """
    Two calls are two; each address has the orders of its call.
    """
    _subscribe(bench, listener, "ORDER_NOTIFY")
    bench.post("/orders/createorders", [MANUAL_ORDER, MANUAL_ORDER])
    _order(bench)

    first, second = _news(bench, listener)
    totals = [bench.get(path).json()["total"] for path in (first, second)]
    assert totals == [2, 1]


def test_an_import_is_one_piece_of_news_and_a_repetition_none(
    bench: Bench, shop: Shop, listener: Listener
) -> None:
    """
    The address goes on to work after orders came unchanged again.
    """
    _subscribe(bench, listener, "ORDER_NOTIFY")
    shop.pages = [page_xml(order_xml(), order_xml(OrderNumber="SO-00002", OrderID="2"))]
    store_id = bench.connect(shop)
    bench.run_import(store_id)
    [path] = _news(bench, listener)
    bench.run_import(store_id)

    assert _news(bench, listener) == []
    assert bench.get(path).json()["total"] == 2


@pytest.mark.parametrize(
    ("status", "told"), [("awaiting_shipment", 1), ("on_hold", 1), ("cancelled", 0)]
)
def test_an_unpaid_order_is_told_of_when_it_is_unpaid_no_longer(
    bench: Bench, listener: Listener, status: str, told: int
) -> None:
    """
    Not when it comes in, and not when it is cancelled.
    """
    _subscribe(bench, listener, "ORDER_NOTIFY")
    bench.post("/orders/createorder", UNPAID)
    before = _news(bench, listener)

    bench.post("/orders/createorder", {**UNPAID, "orderStatus": status})

    after = _news(bench, listener)
    assert (before, len(after)) == ([], told)
    assert [bench.get(path).json()["total"] for path in after] == [1] * told


def test_later_edits_are_no_news(bench: Bench, listener: Listener) -> None:
    """
    Nor are labels, for those who listen to orders; the address goes on to work.
    """
    _subscribe(bench, listener, "ORDER_NOTIFY")
    order = _order(bench, orderKey="shop-1")
    [path] = _news(bench, listener)
    _order(bench, orderKey="shop-1", customerNotes="Ring")
    _label(bench, order)

    assert _news(bench, listener) == []
    [read] = bench.get(path).json()["orders"]
    assert (read["orderStatus"], read["customerNotes"]) == ("shipped", "Ring")


def test_a_webhook_of_one_store_hears_of_that_one_only(
    bench: Bench, listener: Listener
) -> None:
    """
    The addresses name the store.
    """
    second = bench.control.screen("POST", "/stores/manual", {"storeName": "Telephone"})
    number = second["storeId"]
    _subscribe(bench, listener, "ORDER_NOTIFY", store_id=str(number))
    _subscribe(bench, listener, "SHIP_NOTIFY", store_id=number)
    _label(bench, _order(bench))
    silent = _news(bench, listener)
    _label(bench, _order(bench, advancedOptions={"storeId": number}))

    of_order, of_label = sorted(_news(bench, listener))
    assert silent == []
    assert of_order.startswith(f"/orders?storeID={number}&importBatch=")
    assert of_label == (
        f"/shipments?storeID={number}&batchId=144015675&includeShipmentItems=False"
    )
    assert bench.get(of_order).json()["total"] == 1
    assert bench.get(of_label).json()["total"] == 1


def test_only_labels_that_go_out_are_told_of(bench: Bench, listener: Listener) -> None:
    """
    No test labels, no labels for returns, and nothing that was only marked.
    """
    order, other = _order(bench), _order(bench)
    _label(bench, order)
    _subscribe(bench, listener, "SHIP_NOTIFY")
    bench.post(
        "/orders/createlabelfororder",
        {"orderId": other["orderId"], **LABEL, "testLabel": True},
    )
    bench.control.screen("POST", f"/orders/{order['orderId']}/return-label")
    bench.post(
        "/orders/markasshipped", {"orderId": other["orderId"], "carrierCode": "usps"}
    )

    assert _news(bench, listener) == []


def test_what_was_marked_is_told_of_as_a_fulfillment(
    bench: Bench, listener: Listener
) -> None:
    """
    Also where a provider had it.
    """
    _subscribe(bench, listener, "FULFILLMENT_SHIPPED")
    order = _order(bench)
    bench.control.screen("POST", f"/orders/{order['orderId']}/send-to-provider")
    bench.post(
        "/orders/markasshipped", {"orderId": order["orderId"], "carrierCode": "usps"}
    )

    [path] = _news(bench, listener)
    [read] = bench.get(path).json()["fulfillments"]
    assert path == "/fulfillments?batchId=64015674"
    assert (read["orderId"], read["voided"]) == (order["orderId"], False)


def test_a_rejection_is_told_of_and_in_no_other_list(
    bench: Bench, listener: Listener
) -> None:
    """
    The fulfillment that did not come about counts as voided.
    """
    _subscribe(bench, listener, "FULFILLMENT_REJECTED")
    order = _order(bench)
    bench.control.screen("POST", f"/orders/{order['orderId']}/send-to-provider")
    bench.control.screen("POST", f"/orders/{order['orderId']}/reject")

    [path] = _news(bench, listener)
    [read] = bench.get(path).json()["fulfillments"]
    assert (read["orderId"], read["voided"]) == (order["orderId"], True)
    assert bench.get("/fulfillments").json()["total"] == 0


def test_news_that_nobody_takes_is_offered_three_times(
    bench: Bench, listener: Listener
) -> None:
    """
    After one, two and four minutes; the webhook stays as it is.
    """
    number = _subscribe(bench, listener, "ORDER_NOTIFY")
    listener.status = 500
    _order(bench)
    bench.clock.advance(3600)

    rows = [
        (row["number"], row["webhookId"], row["at"][11:19], row["attempt"])
        for row in _deliveries(bench)
    ]
    assert rows == [
        (1, number, "18:01:30", 1),
        (2, number, "18:03:30", 2),
        (3, number, "18:07:30", 3),
    ]
    assert _deliveries(bench)[0]["error"] == "500 Internal Server Error"
    assert bench.get("/webhooks").json()["webhooks"][0]["Active"] is True


def test_the_second_attempt_may_do(bench: Bench, listener: Listener) -> None:
    """
    Then there is no third.
    """
    _subscribe(bench, listener, "ORDER_NOTIFY")
    listener.status = 503
    _order(bench)
    bench.clock.advance(60)
    listener.status = 204
    bench.clock.advance(3600)

    assert [row["status"] for row in _deliveries(bench)] == [503, 204]


def test_nobody_at_the_address_is_a_failure_too(bench: Bench) -> None:
    """
    Without a status.
    """
    with open_listener() as listener:
        _subscribe(bench, listener, "ORDER_NOTIFY")
    _order(bench)
    bench.clock.advance(60)

    [row] = _deliveries(bench)
    assert row["status"] is None
    assert "no answer" in row["error"]


def test_news_can_be_sent_once_more(bench: Bench, listener: Listener) -> None:
    """
    By a person; a failure of that is not repeated.
    """
    _subscribe(bench, listener, "ORDER_NOTIFY")
    _order(bench)
    [path] = _news(bench, listener)
    listener.status = 500
    bench.control.screen("POST", "/webhooks/deliveries/1/redeliver")
    again = _news(bench, listener)
    bench.clock.advance(3600)

    assert again == [path]
    assert [row["attempt"] for row in _deliveries(bench)] == [1, 0]
    with pytest.raises(ControlRefused, match="could not be found"):
        bench.control.screen("POST", "/webhooks/deliveries/9/redeliver")
    bench.delete("/webhooks/3189")
    with pytest.raises(ControlRefused, match="is gone"):
        bench.control.screen("POST", "/webhooks/deliveries/1/redeliver")


def test_a_webhook_that_rests_or_is_gone_hears_nothing(
    bench: Bench, listener: Listener
) -> None:
    """
    Not even what was under way.
    """
    number = _subscribe(bench, listener, "ORDER_NOTIFY")
    _order(bench)
    bench.control.screen("PUT", f"/webhooks/{number}", {"active": False})
    resting = _news(bench, listener)
    bench.control.screen("PUT", f"/webhooks/{number}", {"active": True, "name": "Ann"})
    _order(bench)
    awake = _news(bench, listener)
    _order(bench)
    bench.delete(f"/webhooks/{number}")

    assert (resting, len(awake)) == ([], 1)
    assert _news(bench, listener) == []


def test_a_person_gives_a_webhook_another_address(
    bench: Bench, listener: Listener
) -> None:
    """
    News that is under way goes there too.
    """
    body = {"target_url": "http://127.0.0.1:9/", "event": "ORDER_NOTIFY"}
    bench.post("/webhooks/subscribe", body)
    _order(bench)
    changed = bench.control.screen("PUT", "/webhooks/3189", {"url": listener.url})

    assert len(_news(bench, listener)) == 1
    assert changed["webhooks"][0]["Url"] == listener.url
    with pytest.raises(ControlRefused, match="must be an http"):
        bench.control.screen("PUT", "/webhooks/3189", {"url": "nowhere"})


def test_a_reset_ends_what_was_under_way(bench: Bench, listener: Listener) -> None:
    """
    Nobody hears of orders that are no more.
    """
    _subscribe(bench, listener, "ORDER_NOTIFY")
    _order(bench)
    bench.control.do("reset")

    assert _news(bench, listener) == []


def test_a_step_of_a_world_can_subscribe(bench: Bench, listener: Listener) -> None:
    """
    The addresses in its news lead to the fake as well.
    """
    body = {"target_url": listener.url, "event": "ORDER_NOTIFY"}
    step = {"do": "POST /webhooks/subscribe", "body": body}
    bench.control.do("world", {"steps": [step]})
    _order(bench)

    [path] = _news(bench, listener)
    assert bench.get(path).json()["total"] == 1
