"""
Tags and users on orders.
"""

from typing import Any

from tests.contract.shipstation.bench import MANUAL_ORDER, Bench


def _order(bench: Bench, **changes: Any) -> dict[str, Any]:
    answer = bench.post("/orders/createorder", {**MANUAL_ORDER, **changes})
    order: dict[str, Any] = answer.json()
    return order


def _tags(bench: Bench, order: dict[str, Any]) -> Any:
    return bench.get(f"/orders/{order['orderId']}").json()["tagIds"]


def _user(bench: Bench, order: dict[str, Any]) -> Any:
    return bench.get(f"/orders/{order['orderId']}").json()["userId"]


def test_tags_come_and_go(bench: Bench) -> None:
    """
    One is there once, however often it is added; without any the list is null.
    """
    rush, gift = (
        bench.control.screen("POST", "/tags", {"name": name})["tagId"]
        for name in ("Rush", "Gift")
    )
    order = _order(bench, tagIds=[rush, 7])
    tag = {"orderId": order["orderId"], "tagId": gift}
    for _ in range(2):
        bench.post("/orders/addtag", tag)
    both = _tags(bench, order)
    bench.clock.advance(60)
    bench.post("/orders/removetag", {"ORDERID": str(order["orderId"]), "tagid": rush})
    one = bench.get(f"/orders/{order['orderId']}").json()
    bench.post("/orders/removetag", tag)

    assert order["tagIds"] == [rush]
    assert both == [rush, gift]
    assert (one["tagIds"], one["modifyDate"][11:19]) == ([gift], "10:01:30")
    assert _tags(bench, order) is None


def test_tagging_always_says_that_it_did(bench: Bench) -> None:
    """
    Also where there is no such order, no such tag, or nothing to remove.
    """
    order = _order(bench)
    for name in ("addtag", "removetag"):
        for number in (order["orderId"], 123456):
            answer = bench.post(f"/orders/{name}", {"orderId": number, "tagId": 1234})
            assert answer.json()["success"] is True

    assert _tags(bench, order) is None


def test_orders_are_listed_by_tag_and_status(bench: Bench) -> None:
    """
    In pages; what is deleted, untagged or in another status is not on them.
    """
    rush = bench.control.screen("POST", "/tags", {"name": "Rush"})["tagId"]
    first, second, held, gone = (
        _order(bench, tagIds=[rush], orderStatus=status)
        for status in ("awaiting_shipment", "awaiting_shipment", "on_hold", "on_hold")
    )
    _order(bench)
    bench.delete(f"/orders/{gone['orderId']}")
    query = {"orderStatus": "Awaiting_Shipment", "tagId": rush}

    page = bench.get("/orders/listbytag", **query, pageSize=1, page=2).json()

    listed = bench.get("/orders/listbytag", orderStatus="on_hold", tagId=rush).json()
    bench.post("/orders/removetag", {"orderId": first["orderId"], "tagId": rush})
    left = bench.get("/orders/listbytag", **query).json()
    assert [one["orderId"] for one in page["orders"]] == [second["orderId"]]
    assert (page["total"], page["page"], page["pages"]) == (2, 2, 2)
    assert [one["orderId"] for one in listed["orders"]] == [held["orderId"]]
    assert left["total"] == 1
    for missing in query:
        some = {name: query[name] for name in query if name != missing}
        refused = bench.get("/orders/listbytag", **some)
        assert (refused.status_code, list(refused.json()["ModelState"])) == (
            400,
            [missing],
        )


def test_orders_are_given_to_somebody_and_taken_back(bench: Bench) -> None:
    """
    By the id of the user, in any case.
    """
    user = bench.control.screen("POST", "/users", {"userName": "bo", "name": "Bo"})
    orders = [_order(bench), _order(bench)]
    numbers = [str(order["orderId"]) for order in orders]
    body = {"orderIds": numbers, "userId": user["userId"].upper()}

    bench.post("/orders/assignuser", body)
    given = [_user(bench, order) for order in orders]
    bench.post("/orders/unassignuser", {"orderIds": numbers[:1]})

    assert given == [user["userId"]] * 2
    assert [_user(bench, order) for order in orders] == [None, user["userId"]]


def test_one_unknown_order_and_none_is_given(bench: Bench) -> None:
    """
    So with an unknown user; without a user it is no request.
    """
    [owner] = bench.get("/users").json()
    order = _order(bench)
    number = order["orderId"]

    refused = [
        bench.post("/orders/assignuser", body).status_code
        for body in (
            {"orderIds": [number, 1], "userId": owner["userId"]},
            {"orderIds": [number], "userId": "somebody"},
            {"orderIds": [number]},
            {"orderIds": [number, "x"], "userId": owner["userId"]},
            None,
        )
    ]

    assert refused == [404, 404, 400, 400, 500]
    assert _user(bench, order) is None
