"""
Every member of every contested fact changes what it says it changes.

A probe does one thing and returns what came of it; each member of its fact has the
outcome that is expected. A member without one fails the guard.
"""

from collections.abc import Mapping
from typing import Any

import pytest
import requests

from emulators.kit.basic import authorization
from emulators.kit.control_client import ControlRefused
from emulators.kit.profile import profile_to_json
from emulators.shipstation.profile import PRESETS, Profile
from emulators.shipstation.service import MAIN_KEY
from tests.contract.facts import Fact, check_evidence, check_outcomes, members_of
from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench
from tests.contract.shipstation.listener import open_listener
from tests.contract.shipstation.shop import Shop
from tests.contract.shipstation.test_loose_labels import WISH
from tests.unit.emulators.shipstation.pages import order_xml, page_xml


def _order(bench: Bench, **changes: Any) -> dict[str, Any]:
    answer = bench.post("/orders/createorder", {**MANUAL_ORDER, **changes})
    order: dict[str, Any] = answer.json()
    return order


def _label(bench: Bench, order_id: int) -> requests.Response:
    body = {"orderId": order_id, **LABEL}
    return bench.post("/orders/createlabelfororder", body)


def _custom_store(bench: Bench, shop: Shop) -> int:
    body = {"tile": "Custom Store", "url": shop.url, "username": "a", "password": "b"}
    return int(bench.control.screen("POST", "/stores", body)["storeId"])


def _unmapped(bench: Bench, shop: Shop) -> Any:
    shop.pages = [page_xml(order_xml(OrderStatus="strange"))]
    bench.run_import(_custom_store(bench, shop))
    orders = bench.get("/orders").json()["orders"]
    [store] = [one for one in bench.get("/stores").json() if one["marketplaceId"]]
    status = bench.get("/stores/getrefreshstatus", storeId=store["storeId"]).json()
    return [one["orderStatus"] for one in orders], status["refreshStatus"]


def _schema(bench: Bench, shop: Shop) -> Any:
    shop.pages = [page_xml(order_xml(CurrencyCode="USD"))]
    log = bench.run_import(_custom_store(bench, shop))
    return log["entries"][0]["result"]


def _credentials(bench: Bench, shop: Shop) -> Any:
    shop.pages = [page_xml()]
    bench.run_import(_custom_store(bench, shop))
    return "SS-UserName" in shop.exports[0].query


def _pages(bench: Bench, shop: Shop) -> Any:
    del shop
    pages = ("/products", "/shipments", "/fulfillments", "/orders")
    return [bench.get(path).json()["pages"] for path in pages]


def _unauthorized(bench: Bench, shop: Shop) -> Any:
    del shop
    headers = {"Authorization": authorization(MAIN_KEY, "wrong")}
    url = f"{bench.server.url}/stores"
    return bench.client.get(url, headers=headers, timeout=5).json()


def _split(bench: Bench, shop: Shop) -> Any:
    del shop
    order = bench.control.screen("POST", "/orders", MANUAL_ORDER)
    body = {"items": [{"sku": "HAT-1", "quantity": 1}]}
    bench.control.screen("POST", f"/orders/{order['orderId']}/split", body)
    return [one["orderNumber"] for one in bench.get("/orders").json()["orders"]]


def _void_refusal(bench: Bench, shop: Shop) -> Any:
    del shop
    there = {**WISH["shipTo"], "country": "GB", "postalCode": "EC1A 1BB"}
    offers = {"dhl_express_worldwide": "express_worldwide", "fedex": "fedex_ground"}
    verdicts = []
    for carrier, service in offers.items():
        wish = {**WISH, "carrierCode": carrier, "serviceCode": service}
        label = bench.post("/shipments/createlabel", {**wish, "shipTo": there}).json()
        body = {"shipmentId": label["shipmentId"]}
        verdicts.append(bench.post("/shipments/voidlabel", body).json()["approved"])
    return verdicts


def _after_failure(bench: Bench, shop: Shop) -> Any:
    shop.pages = [b"no XML"]
    bench.run_import(_custom_store(bench, shop))
    bench.clock.advance(3600)
    return len(shop.exports) > 1


def _key_scope(bench: Bench, shop: Shop) -> Any:
    del shop
    second = bench.control.screen("POST", "/stores/manual", {"storeName": "Telephone"})
    _order(bench, orderKey="k")
    _order(bench, orderKey="k", advancedOptions={"storeId": second["storeId"]})
    return bench.get("/orders").json()["total"]


def _deferred(bench: Bench, shop: Shop) -> Any:
    del shop
    order = _order(bench)
    bench.clock.advance(18)
    later = bench.get(f"/orders/{order['orderId']}").json()
    return order["weight"]["value"], later["weight"]["value"]


def _attempts(bench: Bench, shop: Shop) -> Any:
    del shop
    with open_listener() as listener:
        listener.status = 500
        body = {"target_url": listener.url, "event": "ORDER_NOTIFY"}
        bench.post("/webhooks/subscribe", body)
        _order(bench)
        bench.clock.advance(3600)
        return len(listener.heard)


def _void_window(bench: Bench, shop: Shop) -> Any:
    """
    Return the days after which labels could still be voided, of 10, 28, 30 and 31.
    """
    del shop
    days = (10, 28, 30, 31)
    labels = [bench.post("/shipments/createlabel", WISH).json() for _ in days]
    approved, passed = [], 0
    for label, day in zip(labels, days, strict=True):
        bench.clock.advance((day - passed) * 86_400)
        passed = day
        body = {"shipmentId": label["shipmentId"]}
        if bench.post("/shipments/voidlabel", body).json()["approved"]:
            approved.append(day)
    return approved


def _void_refund(bench: Bench, shop: Shop) -> Any:
    """
    Return what is in the wallet at once, and after three weeks.
    """
    del shop
    label = bench.post("/shipments/createlabel", WISH).json()
    bench.post("/shipments/voidlabel", {"shipmentId": label["shipmentId"]})
    balances = []
    for seconds in (0, 21 * 86_400):
        bench.clock.advance(seconds)
        [wallet, *_] = bench.get("/carriers").json()
        balances.append(wallet["balance"] == 1000)
    return balances


def _large_page(bench: Bench, shop: Shop) -> Any:
    del shop
    answer = bench.get("/orders", pageSize=501)
    return answer.status_code, list(answer.json().get("ModelState", ()))


def _deleted(bench: Bench, shop: Shop) -> Any:
    del shop
    path = f"/orders/{_order(bench)['orderId']}"
    bench.delete(path)
    return bench.get(path).status_code, bench.get("/orders").json()["total"]


def _refusal(bench: Bench, shop: Shop) -> Any:
    del shop
    ship_to = {**MANUAL_ORDER["shipTo"], "postalCode": None}
    body = {**MANUAL_ORDER, "shipTo": ship_to}
    refused = bench.post("/orders/createorder", body)
    absent = bench.post("/orders/createorder", {**body, "shipTo": None})
    return (
        (refused.status_code, sorted(refused.json())),
        (absent.status_code, sorted(absent.json())),
    )


def _refresh(bench: Bench, shop: Shop) -> Any:
    store_id = _custom_store(bench, shop)
    body = {"storeId": store_id}
    return bench.post("/stores/refreshstore", body).json()["message"]


def _place(bench: Bench) -> int:
    body = {"originAddress": {"name": "Main"}}
    made = bench.post("/warehouses/createwarehouse", body).json()
    return int(made["warehouseId"])


def _warehouse_update(bench: Bench, shop: Shop) -> Any:
    del shop
    path = f"/warehouses/{_place(bench)}"
    answer = bench.put(path, {"originAddress": {"name": "Other"}}).json()
    return "message" in answer, answer.get("warehouseId")


def _default_warehouse(bench: Bench, shop: Shop) -> Any:
    del shop
    default, other = _place(bench), _place(bench)
    return [bench.delete(f"/warehouses/{n}").status_code for n in (default, other)]


def _second_label(bench: Bench, shop: Shop) -> Any:
    del shop
    order_id = _order(bench)["orderId"]
    return [_label(bench, order_id).status_code for _ in range(2)]


def _key_screens(bench: Bench, shop: Shop) -> Any:
    """
    Return which of the two screens there is.
    """
    del shop
    there = []
    for path in ("/api-keys", "/key-sets"):
        try:
            bench.control.screen("GET", path)
        except ControlRefused:
            continue
        there.append(path)
    return there


def _response_fields(bench: Bench, shop: Shop) -> Any:
    """
    Return which of the fields that came later there are.
    """
    del shop
    order_id = _order(bench)["orderId"]
    mark = {"orderId": order_id, "carrierCode": "usps"}
    bench.post("/orders/markasshipped", mark)
    order = bench.get(f"/orders/{order_id}").json()
    [listed] = bench.get("/orders").json()["orders"]
    [fulfillment] = bench.get("/fulfillments").json()["fulfillments"]
    assert listed == order
    return (
        "externallyFulfilledById" in order,
        "sellerFillProviderId" in fulfillment,
        "movementIndicator" in order["advancedOptions"],
        "externalFulfillmentId" in fulfillment,
    )


FACTS: Mapping[str, Fact] = {
    "unmapped_status_word": Fact(
        _unmapped,
        {
            "not_imported": ([], "Ready"),
            "awaiting_shipment": (["awaiting_shipment"], "Ready"),
            "refuse_page": ([], "Error"),
        },
    ),
    "schema": Fact(_schema, {"E": "ok", "D": "error"}),
    "credentials_in_query": Fact(_credentials, {"sent": True, "header_only": False}),
    "pages_when_single": Fact(_pages, {"zero": [0, 0, 0, 1], "one": [1, 1, 1, 1]}),
    "unauthorized_body": Fact(
        _unauthorized,
        {
            "stock": {"Message": "Authorization has been denied for this request."},
            "official": {"message": "Invalid API credentials"},
        },
    ),
    "split_style": Fact(_split, {"shipments": ["M-1"], "orders": ["M-1", "M-1-1"]}),
    "void_refusal": Fact(
        _void_refusal,
        {
            "dhl_express_worldwide": [False, True],
            "fedex": [True, False],
            "none": [True, True],
        },
    ),
    "after_failed_import": Fact(
        _after_failure, {"goes_on": True, "switches_off": False}
    ),
    "key_scope": Fact(_key_scope, {"account": 1, "store": 2}),
    "deferred_pass": Fact(_deferred, {"deferred": (0, 24), "at_once": (24, 24)}),
    "webhook_attempts": Fact(_attempts, {"3": 3, "1": 1}),
    "void_window": Fact(_void_window, {"28": [10, 28], "30": [10, 28, 30], "10": [10]}),
    "void_refund": Fact(
        _void_refund,
        {
            "weeks_later": [False, True],
            "at_once": [True, True],
            "none": [False, False],
        },
    ),
    "large_page": Fact(
        _large_page, {"clamped": (200, []), "refused": (400, ["pageSize"])}
    ),
    "deleted_order": Fact(_deleted, {"not_found": (404, 0), "shown": (200, 0)}),
    "refusal_shape": Fact(
        _refusal,
        {
            "exception": (
                (500, ["ExceptionMessage", "ExceptionType", "Message", "StackTrace"]),
                (500, ["ExceptionMessage", "ExceptionType", "Message", "StackTrace"]),
            ),
            "message": ((400, ["message"]), (500, ["message"])),
        },
    ),
    "refresh_message": Fact(
        _refresh,
        {
            "with_store": "A store refresh has been initiated for Store ID 179189",
            "short": "Store refresh initiated",
        },
    ),
    "warehouse_update": Fact(
        _warehouse_update, {"message": (True, None), "warehouse": (False, 511543)}
    ),
    "default_warehouse": Fact(
        _default_warehouse, {"deletable": [200, 200], "kept": [500, 200]}
    ),
    "second_label": Fact(_second_label, {"allowed": [200, 200], "refused": [200, 500]}),
    "key_screens": Fact(
        _key_screens, {"one_pair": ["/api-keys"], "two_pairs": ["/key-sets"]}
    ),
    "response_fields": Fact(
        _response_fields,
        {
            "2024": (True, True, False, False),
            "2021": (False, False, False, False),
            "2026": (True, True, True, True),
        },
    ),
}


@pytest.mark.parametrize(("name", "member", "outcome"), members_of(FACTS))
def test_a_member_changes_what_it_says(
    bench: Bench, shop: Shop, name: str, member: str, *, outcome: Any
) -> None:
    """
    With all other facts as they are by default.
    """
    bench.control.do("change_profile", {name: member})

    assert FACTS[name].probe(bench, shop) == outcome


def test_every_member_has_its_outcome_and_differs_from_the_others() -> None:
    """
    A member without a test does not pass here.
    """
    check_outcomes(FACTS, Profile)


def test_every_fact_has_its_evidence() -> None:
    """
    In the text of its enum, below the sentence that names it.
    """
    check_evidence(Profile)


def test_what_no_fact_says_is_refused(bench: Bench) -> None:
    """
    The sentence lists what there is.
    """
    assert bench.control.do("profile") == profile_to_json(Profile())
    with pytest.raises(ControlRefused, match="no fact"):
        bench.control.do("change_profile", {"weather": "fine"})
    with pytest.raises(ControlRefused, match="one of deferred, at_once"):
        bench.control.do("change_profile", {"deferred_pass": "never"})


@pytest.mark.parametrize("preset", list(PRESETS))
def test_a_preset_sets_every_fact(bench: Bench, preset: str) -> None:
    """
    Those that were set before too, but for those that are named beside it.
    """
    bench.control.do("change_profile", {"unauthorized_body": "official"})

    whole = bench.control.do("set_profile", {"preset": preset})
    named = bench.control.do("set_profile", {"preset": preset, "key_scope": "store"})

    assert whole == profile_to_json(PRESETS[preset])
    assert named == {**whole, "key_scope": "store"} == bench.control.do("profile")


def test_presets_are_listed_and_unknown_ones_refused(bench: Bench) -> None:
    """
    Without a preset the defaults are meant.
    """
    bench.control.do("set_profile", {"preset": "strict"})

    assert list(bench.control.do("presets")) == ["current", "legacy_2021", "strict"]
    with pytest.raises(ControlRefused, match="are current, legacy_2021, strict"):
        bench.control.do("set_profile", {"preset": "lenient"})
    with pytest.raises(ControlRefused, match="no preset"):
        bench.control.do("set_profile", {"preset": ["strict"]})
    assert bench.control.do("set_profile", {}) == profile_to_json(Profile())
