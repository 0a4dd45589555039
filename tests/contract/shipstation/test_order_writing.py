"""
Orders that are written by API: new ones, known ones, many at once.
"""

from typing import Any

import pytest

from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop
from tests.unit.emulators.shipstation.pages import order_xml, page_xml

KEYED = {**MANUAL_ORDER, "orderKey": "shop-1"}
CUSTOMS_ITEM = {
    "description": "Mugs",
    "quantity": "2",
    "value": "9.50",
    "harmonizedTariffCode": "6912.00",
    "countryOfOrigin": "GB",
}


def _write(bench: Bench, **changes: Any) -> Any:
    return bench.post("/orders/createorder", {**KEYED, **changes})


def _written(bench: Bench, **changes: Any) -> dict[str, Any]:
    answer = _write(bench, **changes)
    assert answer.status_code == 200, answer.text
    order: dict[str, Any] = answer.json()
    return order


def _write_all(bench: Bench, *orders: Any) -> Any:
    return bench.post("/orders/createorders", list(orders))


def _total(bench: Bench) -> int:
    return int(bench.get("/orders").json()["total"])


def test_an_order_is_created(bench: Bench) -> None:
    """
    Its address is put in capitals and its total computed.
    """
    answer = _write(bench, amountPaid=24)

    order = answer.json()
    assert '"orderTotal":24.00,"amountPaid":24.00,' in answer.text
    assert order["orderKey"] == "shop-1"
    assert order["orderDate"] == "2026-03-01T08:30:00.0000000"
    assert order["createDate"] == order["modifyDate"] == "2026-03-02T10:00:30.0000000"
    assert order["shipTo"]["street1"] == "1 ANY STREET"
    assert order["shipTo"]["addressVerified"] == "Address validated successfully"
    assert order["billTo"]["addressVerified"] is None
    assert order["advancedOptions"]["storeId"] == 179188
    assert order == bench.get(f"/orders/{order['orderId']}").json()


@pytest.mark.parametrize(
    "changes", [{"orderNumber": None}, {"gift": "perhaps"}, {"billTo": None}]
)
def test_an_order_that_cannot_be_read_is_its_callers_fault(
    bench: Bench, changes: dict[str, Any]
) -> None:
    """
    The journal says so: no schema has what the order is refused for.
    """
    answer = _write(bench, **changes)

    [exchange] = bench.control.do("journal")["exchanges"]
    assert answer.status_code >= 400
    assert exchange["verdict"].startswith("broken by the caller: ")


def test_a_rule_that_is_broken_is_nobodys_fault(bench: Bench) -> None:
    """
    An order that has left is changed no more; the request is as the vendor wants it.
    """
    order_id = _written(bench)["orderId"]
    bench.post("/orders/createlabelfororder", {"orderId": order_id, **LABEL})
    answer = _write(bench, orderId=order_id, orderNumber="M-2")

    *_, exchange = bench.control.do("journal")["exchanges"]
    assert (answer.status_code, exchange["verdict"]) == (500, "kept")


def test_18_seconds_later_an_order_is_completed(bench: Bench) -> None:
    """
    With its weight, its place and its products; and it counts as modified.
    """
    place = bench.post("/warehouses/createwarehouse", {"originAddress": {"name": "A"}})
    sent = {"confirmation": "delivery", "advancedOptions": {"warehouseId": 0}}
    before = _written(bench, weight={"value": 25}, **sent)
    bench.clock.advance(17)
    unchanged = bench.get(f"/orders/{before['orderId']}").json()
    no_products = bench.get("/products").json()["total"]
    bench.clock.advance(1)

    after = bench.get(f"/orders/{before['orderId']}").json()
    products = bench.get("/products").json()["products"]
    assert (unchanged, no_products) == (before, 0)
    assert (before["weight"]["value"], after["weight"]["value"]) == (25, 24)
    assert (before["confirmation"], after["confirmation"]) == ("delivery", "none")
    assert before["advancedOptions"]["warehouseId"] is None
    assert after["advancedOptions"]["warehouseId"] == place.json()["warehouseId"]
    assert [one["productId"] for one in before["items"]] == [None, None]
    assert [one["sku"] for one in products] == ["MUG-1", "HAT-1"]
    assert [one["productId"] for one in after["items"]] == [
        one["productId"] for one in products
    ]
    assert (products[0]["price"], products[0]["weightOz"]) == (9.5, None)
    assert after["createDate"] == "2026-03-02T10:00:30.0000000"
    assert after["modifyDate"] == "2026-03-02T10:00:48.0000000"


def test_an_order_that_is_written_again_is_gone_over_after_the_last_time(
    bench: Bench,
) -> None:
    """
    Once, and not for each time that it was written.
    """
    changed = []
    for seconds in (10, 17, 1, 18):
        if seconds <= 17:
            order = _written(bench)
        bench.clock.advance(seconds)
        found = bench.get(f"/orders/{order['orderId']}").json()
        changed.append((found["modifyDate"][17:19], found["weight"]["value"]))

    assert changed == [("30", 0), ("40", 0), ("57", 0), ("15", 24)]


def test_an_order_that_left_by_then_keeps_its_weight(bench: Bench) -> None:
    """
    One that is gone stays gone.
    """
    order, other = _written(bench), _written(bench, orderKey="shop-2")
    bench.post(
        "/orders/createlabelfororder",
        {"orderId": order["orderId"], **LABEL, "weight": {"value": 7}},
    )
    bench.delete(f"/orders/{other['orderId']}")
    bench.clock.advance(18)

    assert bench.get(f"/orders/{order['orderId']}").json()["weight"]["value"] == 7
    assert _total(bench) == 1


@pytest.mark.parametrize("key", [{"orderKey": None}, {"orderKey": ""}])
def test_without_a_key_every_order_is_new(bench: Bench, key: dict[str, Any]) -> None:
    """
    Each gets a key of 32 hexadecimal digits; the number may be the same (N08).
    """
    first, second = (_written(bench, **key) for _ in range(2))

    assert first["orderId"] != second["orderId"]
    assert (len(first["orderKey"]), len(second["orderKey"])) == (32, 32)
    assert int(first["orderKey"], 16) != int(second["orderKey"], 16)
    assert len(bench.orders("M-1")) == 2


def test_a_known_key_replaces_the_whole_order(bench: Bench) -> None:
    """
    What is left out is empty; lines that stay keep their ids and dates.
    """
    first = _written(
        bench, customerNotes="Ring twice", customerEmail="ann@example.com", amountPaid=9
    )
    bench.clock.advance(60)
    completed = bench.get(f"/orders/{first['orderId']}").json()

    again = _written(
        bench,
        orderNumber="M-1b",
        items=[KEYED["items"][0], {"sku": "CAP", "name": "Cap", "quantity": 3}],
    )

    assert again["orderId"] == first["orderId"]
    assert again["orderNumber"] == "M-1b"
    assert (again["customerNotes"], again["customerEmail"]) == (None, None)
    assert again["amountPaid"] == 0
    assert again["createDate"] == first["createDate"]
    assert again["modifyDate"] == "2026-03-02T10:01:30.0000000"
    assert again["items"][0] == completed["items"][0]
    assert again["items"][1]["orderItemId"] not in {
        item["orderItemId"] for item in first["items"]
    }
    assert _total(bench) == 1


def test_an_order_is_found_by_its_id(bench: Bench) -> None:
    """
    Before its key, which stays as it was.
    """
    first = _written(bench)
    other = _written(bench, orderKey="shop-2")

    again = _written(bench, orderId=str(first["orderId"]), orderKey="shop-2")

    assert (again["orderId"], again["orderKey"]) == (first["orderId"], "shop-1")
    assert bench.get(f"/orders/{other['orderId']}").json() == other
    assert _write(bench, orderId=5).status_code == 404


def test_what_the_api_showed_can_be_sent_back(bench: Bench) -> None:
    """
    What is ShipStation's own in it is ignored.
    """
    order = _written(bench)

    again = _written(
        bench, **{**order, "orderTotal": 1, "customerId": 7, "createDate": "x"}
    )

    assert again == order


def test_the_store_of_a_known_order_stays(bench: Bench) -> None:
    """
    By its key an order is found in any store; by another profile in the named one.
    """
    second = bench.control.screen("POST", "/stores/manual", {"storeName": "Telephone"})
    elsewhere = {"advancedOptions": {"storeId": second["storeId"]}}
    order = _written(bench, **elsewhere)

    again = _written(bench)
    bench.control.do("change_profile", {"key_scope": "store"})
    other = _written(bench)

    assert order["advancedOptions"]["storeId"] == second["storeId"]
    assert again["orderId"] == order["orderId"]
    assert again["advancedOptions"]["storeId"] == second["storeId"]
    assert other["orderId"] != order["orderId"]


def test_a_shop_takes_an_order_too(bench: Bench, shop: Shop) -> None:
    """
    Nothing that is documented forbids it; an unknown store is refused.
    """
    shop.pages = [page_xml(order_xml())]
    store_id = bench.connect(shop)
    bench.run_import(store_id)
    [imported] = bench.orders("SO-00001")

    written = _written(bench, advancedOptions={"storeId": store_id})
    renewed = _written(bench, orderKey=imported["orderKey"])
    unknown = _write(bench, orderKey="x", advancedOptions={"storeId": 5})

    assert written["advancedOptions"]["storeId"] == store_id
    assert renewed["orderId"] == imported["orderId"]
    assert unknown.status_code == 500
    assert unknown.json()["ExceptionMessage"] == "There is no store 5 in this account."
    assert unknown.headers["X-Emulator-Hint"] == "text not recorded"


@pytest.mark.parametrize("status", ["shipped", "cancelled", "pending_fulfillment"])
def test_an_order_that_is_not_open_is_locked(bench: Bench, status: str) -> None:
    """
    It can be made in that status, and not be written again.
    """
    order = _written(bench, orderStatus=status)

    refused = _write(bench, orderStatus="awaiting_shipment")

    assert order["orderStatus"] == status
    assert refused.status_code == 500
    assert refused.json()["ExceptionMessage"] == (
        f"Order M-1 cannot be updated because it is {status.replace('_', ' ')}."
    )
    assert bench.orders("M-1")[0]["orderStatus"] == status


def test_a_waiting_fulfilment_is_written_among_others(bench: Bench) -> None:
    """
    The newer documentation says so of the call for many.
    """
    _written(bench, orderStatus="pending_fulfillment")

    results = _write_all(bench, KEYED).json()

    assert results["hasErrors"] is False
    assert bench.orders("M-1")[0]["orderStatus"] == "awaiting_shipment"


def test_an_open_order_is_cancelled_and_held_by_its_status(bench: Bench) -> None:
    """
    A hold by API has no day; an order comes back to where it was.
    """
    order = _written(bench, orderStatus="awaiting_payment")
    held = _written(bench, orderStatus="on_hold")
    bench.post("/orders/restorefromhold", {"orderId": order["orderId"]})
    restored = bench.orders("M-1")[0]
    cancelled = _written(bench, orderStatus="Cancelled")

    assert (held["orderStatus"], held["holdUntilDate"]) == ("on_hold", None)
    assert restored["orderStatus"] == "awaiting_payment"
    assert cancelled["orderStatus"] == "cancelled"


def test_a_hold_outlives_another_writing(bench: Bench) -> None:
    """
    Where the status stays; another status ends it.
    """
    order = _written(bench)
    bench.post(
        "/orders/holduntil",
        {"orderId": order["orderId"], "holdUntilDate": "2026-03-05"},
    )

    still = _written(bench, orderStatus="on_hold")
    ended = _written(bench, orderStatus="awaiting_shipment")
    bench.clock.advance(60)
    completed = bench.orders("M-1")[0]
    bench.clock.advance(5 * 86_400)

    assert still["holdUntilDate"] == "2026-03-05"
    assert (ended["orderStatus"], ended["holdUntilDate"]) == ("awaiting_shipment", None)
    assert bench.orders("M-1")[0]["modifyDate"] == completed["modifyDate"]


def test_names_are_known_in_any_case_and_numbers_may_be_texts(bench: Bench) -> None:
    """
    As the framework behind V1 reads them; what it does not know is ignored.
    """
    body = {
        "ORDERNUMBER": 1001,
        "OrderDate": "2026-03-01T08:30:00Z",
        "paymentdate": "2026-03-01",
        "shipByDate": "03-09-2026",
        "orderStatus": "AWAITING_SHIPMENT",
        "BillTo": {"Name": "Ann Lee", "nick_name": "An"},
        "shipTo": {
            **KEYED["shipTo"],
            "Residential": "true",
            "postalCode": 83702,
        },
        "items": [
            {
                "Sku": 5,
                "name": "Mug",
                "quantity": "2",
                "unitPrice": "9.50",
                "options": [{"Name": "Colour", "Value": "red"}],
                "adjustment": "false",
                "productId": 77,
            }
        ],
        "amountPaid": "19.00",
        "gift": "True",
        "confirmation": "Signature",
        "shipDate": "2026-03-04T09:00:00",
        "weight": {"Value": "2", "Units": "Pounds"},
        "dimensions": {"units": "inches", "length": "9", "width": 6, "height": 3},
        "insuranceOptions": {"insureShipment": "false", "insuredValue": "40"},
        "internationalOptions": {
            "contents": "gift",
            "customsItems": [CUSTOMS_ITEM, CUSTOMS_ITEM],
        },
        "advancedOptions": {"warehouseId": 0, "customField1": 7, "parentId": 4},
        "tagIds": ["9"],
        "order_number": "no",
    }

    order = bench.post("/orders/createorder", body).json()

    assert order["orderNumber"] == "1001"
    assert order["orderDate"] == "2026-03-01T00:30:00.0000000"
    assert order["paymentDate"] == "2026-03-01T00:00:00.0000000"
    assert order["shipByDate"] == "2026-03-09T00:00:00.0000000"
    assert (order["shipTo"]["residential"], order["gift"]) == (True, True)
    assert order["items"][0]["options"] == [{"name": "Colour", "value": "red"}]
    assert order["items"][0]["productId"] != 77
    assert (order["amountPaid"], order["orderTotal"]) == (19, 19)
    assert (order["confirmation"], order["shipDate"]) == ("signature", "2026-03-04")
    assert (order["weight"]["value"], order["weight"]["units"]) == (32, "ounces")
    assert order["dimensions"]["length"] == 9
    assert order["insuranceOptions"] == {
        "provider": None,
        "insureShipment": False,
        "insuredValue": 40,
    }
    first, second = order["internationalOptions"]["customsItems"]
    assert (first["quantity"], first["value"]) == (2, 9.5)
    assert first["customsItemId"] != second["customsItemId"]
    assert order["advancedOptions"]["customField1"] == "7"
    assert order["advancedOptions"]["parentId"] is None
    assert order["advancedOptions"]["warehouseId"] is None
    assert order["tagIds"] is None


@pytest.mark.parametrize(
    ("changes", "sentence", "recorded"),
    [
        (
            {"shipTo": {"name": "A", "country": "US"}},
            "Ship To: Postal Code must be provided.",
            True,
        ),
        ({"shipTo": {}}, "'Ship Name' must not be empty.", True),
        ({"billTo": {"name": ""}}, "'Bill Name' must not be empty.", True),
        (
            {"billTo": {"name": "A", "country": "USA"}},
            "Please use a 2 character country code",
            True,
        ),
        (
            {"shipTo": None},
            "Object reference not set to an instance of an object.",
            True,
        ),
        (
            {"items": [None]},
            "Object reference not set to an instance of an object.",
            True,
        ),
        (
            {"shipTo": {"name": "A", "postalCode": "83702"}},
            "Ship To: Country must be provided.",
            False,
        ),
        ({"orderNumber": None}, "The order number must be provided.", False),
        ({"orderDate": ""}, "Order M-1: the order date must be provided.", False),
        ({"orderStatus": ""}, "Order M-1: the order status must be provided.", False),
        (
            {"items": [{"sku": "A", "quantity": 1}]},
            "Order M-1: each item must have a name.",
            False,
        ),
    ],
)
def test_an_order_that_lacks_something_is_refused(
    bench: Bench, *, changes: dict[str, Any], sentence: str, recorded: bool
) -> None:
    """
    By an exception, which says whether its words are known.
    """
    answer = _write(bench, **changes)

    assert answer.status_code == 500
    assert list(answer.json())[:2] == ["Message", "ExceptionMessage"]
    assert answer.json()["ExceptionMessage"] == sentence
    assert ("X-Emulator-Hint" in answer.headers) is not recorded
    assert _total(bench) == 0


def test_an_order_number_has_fifty_characters_at_most(bench: Bench) -> None:
    """
    One more is refused.
    """
    assert _write(bench, orderNumber="9" * 50).status_code == 200
    assert _write(bench, orderNumber="9" * 51).status_code == 500


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"amountPaid": "abc"}, "apiOrder.amountPaid", "string to decimal: abc"),
        ({"orderDate": "soon"}, "apiOrder.orderDate", "string to DateTime: soon"),
        ({"orderStatus": "lost"}, "apiOrder.orderStatus", "Error converting value"),
        (
            {"orderStatus": "rejected_fulfillment"},
            "apiOrder.orderStatus",
            "Error converting value",
        ),
        ({"items": {"sku": "A"}}, "apiOrder.items", "object to list"),
        (
            {"items": [{"name": "A", "quantity": "many"}]},
            "apiOrder.items[0].quantity",
            "string to integer: many",
        ),
        ({"gift": "perhaps"}, "apiOrder.gift", "string to boolean"),
        ({"shipTo": "here"}, "apiOrder.shipTo", "string to object"),
        ({"weight": {"units": "stone"}}, "apiOrder.weight.units", "stone"),
        ({"dimensions": {"units": "feet"}}, "apiOrder.dimensions.units", "feet"),
        ({"customerNotes": ["a"]}, "apiOrder.customerNotes", "list to string"),
    ],
)
def test_what_cannot_be_converted_is_a_bad_request(
    bench: Bench, changes: dict[str, Any], where: str, words: str
) -> None:
    """
    It is reported under the recorded name of the parameter.
    """
    answer = _write(bench, **changes)

    assert answer.status_code == 400
    assert answer.json()["Message"] == "The request is invalid."
    [[name, [sentence]]] = answer.json()["ModelState"].items()
    assert (name, words in sentence) == (where, True)
    assert _total(bench) == 0


def test_a_list_is_no_order_and_an_order_no_list(bench: Bench) -> None:
    """
    Both refusals are recorded; without a body there is a null reference.
    """
    listed = bench.post("/orders/createorder", [KEYED])
    single = bench.post("/orders/createorders", KEYED)

    [sentence] = listed.json()["ModelState"]["apiOrder"]
    assert sentence.startswith("Cannot deserialize the current JSON array (e.g. [1,2,3")
    [sentence] = single.json()["ModelState"]["apiOrders.orderNumber"]
    assert "'SS.OpenApi.Models.Orders.Order[]'" in sentence
    assert (listed.status_code, single.status_code) == (400, 400)
    for path in ("/orders/createorder", "/orders/createorders"):
        nothing = bench.post(path)
        assert nothing.json()["ExceptionType"] == "System.NullReferenceException"


def test_many_orders_stand_and_fall_each_for_itself(bench: Bench) -> None:
    """
    The results are in the order of what was sent.
    """
    _written(bench, orderKey="locked", orderStatus="shipped")

    answer = _write_all(
        bench,
        KEYED,
        {**KEYED, "orderNumber": "M-2", "orderKey": "b", "shipTo": {"name": "A"}},
        {**KEYED, "orderKey": "locked"},
        {**KEYED, "orderId": 5},
        None,
        {**KEYED, "orderNumber": "M-3", "orderKey": None},
    )

    first, bad, locked, unknown, nothing, last = answer.json()["results"]
    assert (answer.status_code, answer.json()["hasErrors"]) == (200, True)
    assert first == {
        "orderId": 470000002,
        "orderNumber": "M-1",
        "orderKey": "shop-1",
        "success": True,
        "errorMessage": None,
    }
    assert bad == {
        "orderId": None,
        "orderNumber": "M-2",
        "orderKey": "b",
        "success": False,
        "errorMessage": "Ship To: Postal Code must be provided.",
    }
    assert locked["errorMessage"] == (
        "Order M-1 cannot be updated because it is shipped."
    )
    assert unknown["errorMessage"] == "There is no order 5."
    assert nothing["errorMessage"].startswith("Object reference not set")
    assert (last["success"], len(last["orderKey"])) == (True, 32)
    assert answer.headers["X-Emulator-Hint"] == "text not recorded"
    assert _total(bench) == 3


def test_a_key_that_comes_twice_is_one_order(bench: Bench) -> None:
    """
    The second entry writes it again.
    """
    answer = _write_all(bench, KEYED, {**KEYED, "amountPaid": 3})

    assert answer.json()["hasErrors"] is False
    assert len({one["orderId"] for one in answer.json()["results"]}) == 1
    assert [one["amountPaid"] for one in bench.orders("M-1")] == [3]
    assert "X-Emulator-Hint" not in answer.headers


def test_a_value_that_cannot_be_read_fails_all_of_them(bench: Bench) -> None:
    """
    And more than a hundred are too many; none is written.
    """
    unreadable = _write_all(bench, KEYED, {**KEYED, "amountPaid": "abc"})
    too_many = _write_all(bench, *[KEYED] * 101)

    assert unreadable.status_code == too_many.status_code == 400
    assert list(unreadable.json()["ModelState"]) == ["apiOrders[1].amountPaid"]
    assert too_many.json()["ModelState"] == {
        "apiOrders": ["A maximum of 100 orders can be sent per request."]
    }
    assert _total(bench) == 0
    assert _write_all(bench, *[KEYED] * 100).json()["hasErrors"] is False


def test_an_order_in_parts_keeps_what_has_left(bench: Bench) -> None:
    """
    A label for a part leaves it open; writing it again does not ship it twice.
    """
    order = _written(bench)
    bench.control.screen(
        "POST",
        f"/orders/{order['orderId']}/label",
        {**LABEL, "items": [{"sku": "MUG-1", "quantity": 2}]},
    )

    _written(bench)
    bench.post("/orders/createlabelfororder", {"orderId": order["orderId"], **LABEL})

    found = bench.get("/shipments", includeShipmentItems=True).json()["shipments"]
    assert [[item["sku"] for item in one["shipmentItems"]] for one in found] == [
        ["MUG-1"],
        ["HAT-1"],
    ]
    assert bench.orders("M-1")[0]["orderStatus"] == "shipped"


def test_an_order_that_was_combined_is_locked(bench: Bench) -> None:
    """
    Its key still names it.
    """
    first, second = (_written(bench, orderKey=key) for key in ("a", "b"))
    bench.control.screen(
        "POST", "/orders/combine", {"orderIds": [first["orderId"], second["orderId"]]}
    )

    refused = _write(bench, orderKey="b")

    assert refused.json()["ExceptionMessage"] == (
        f"Order M-1 cannot be updated because it was combined into order "
        f"{first['orderId']}."
    )
