"""
What the API changes of an account: stores, places, products, funds, and new accounts.
"""

from typing import Any

import pytest
import requests

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop
from tests.contract.shipstation.test_loose_labels import WISH
from tests.unit.emulators.shipstation.pages import order_xml, page_xml

ORIGIN = {
    "name": "NM Warehouse",
    "street1": "4704 Arabela Dr.",
    "city": "Las Cruces",
    "state": "NM",
    "postalCode": 80012,
    "country": "US",
    "residential": "true",
}


def _place(bench: Bench, **more: Any) -> dict[str, Any]:
    body = {"warehouseName": "A", "originAddress": ORIGIN, **more}
    place: dict[str, Any] = bench.post("/warehouses/createwarehouse", body).json()
    return place


def _products(bench: Bench) -> list[dict[str, Any]]:
    bench.control.screen("POST", "/orders", MANUAL_ORDER)
    products: list[dict[str, Any]] = bench.get("/products").json()["products"]
    return products


# Stores


def test_a_store_is_written_as_a_whole(bench: Bench) -> None:
    """
    What is left out is empty; marketplace and number stay; the answer is the store.
    """
    [before] = bench.get("/stores").json()
    body = {**before, "storeName": "By hand", "website": "https://example.com"}
    first = bench.put("/stores/179188", {**body, "marketplaceId": 2, "storeId": 5})
    bench.clock.advance(60)

    second = bench.put("/stores/179188", {"STORENAME": "Plain", "autoRefresh": "true"})

    assert first.json() == {**body, "modifyDate": first.json()["modifyDate"]}
    assert second.json() == {
        **before,
        "storeName": "Plain",
        "companyName": None,
        "autoRefresh": True,
        "modifyDate": "2026-03-02T10:01:30",
    }
    assert bench.get("/stores/179188").json() == second.json()
    assert bench.put("/stores/179188", {}).status_code == 500
    assert bench.put("/stores/179188", None).status_code == 500
    assert bench.put("/stores/1", {"storeName": "x"}).status_code == 404


def test_status_words_of_a_custom_store_are_written_too(
    bench: Bench, shop: Shop
) -> None:
    """
    They are matched exactly from then on; its address stays if none is given.
    """
    store = bench.control.screen(
        "POST",
        "/stores",
        {"tile": "Custom Store", "url": shop.url, "username": "a", "password": "b"},
    )
    number = store["storeId"]
    words = [
        {"orderStatus": "awaiting_shipment", "statusKey": "paid"},
        {"orderStatus": "awaiting_shipment", "statusKey": "Processing"},
    ]
    written = bench.put(
        f"/stores/{number}", {"storeName": "Shop", "statusMappings": words}
    )
    shop.pages = [
        page_xml(
            order_xml(OrderStatus="Processing"),
            order_xml(OrderNumber="SO-2", OrderID="2", OrderStatus="PAID"),
        )
    ]
    bench.run_import(number)

    assert written.json()["statusMappings"] == words
    assert written.json()["integrationUrl"] == shop.url
    assert bench.get("/orders").json()["total"] == 1
    bad = {
        "storeName": "Shop",
        "statusMappings": [{"orderStatus": "x", "statusKey": "y"}],
    }
    assert bench.put(f"/stores/{number}", bad).status_code == 400


def test_a_store_that_is_put_aside_is_not_asked_and_not_listed(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    Its orders stay, and it comes back as it was.
    """
    number = order["advancedOptions"]["storeId"]
    asked = len(shop.exports)
    bench.post("/stores/deactivate", {"storeId": number})
    bench.clock.advance(3600)
    listed = [one["storeId"] for one in bench.get("/stores").json()]
    [_, aside] = bench.get("/stores", showInactive="True").json()
    one = bench.post("/stores/refreshstore", {"storeId": number}).status_code
    everything = bench.post("/stores/refreshstore").status_code
    while_aside = len(shop.exports)
    bench.post("/stores/reactivate", {"storeId": str(number)})
    bench.clock.advance(3600)

    assert (listed, aside["storeId"], aside["active"]) == ([179188], number, False)
    assert (one, everything) == (500, 200)
    assert while_aside == asked
    assert len(shop.exports) > asked
    assert bench.get("/orders").json()["total"] == 1
    assert bench.post("/stores/deactivate", {"storeId": 1}).status_code == 404
    assert bench.post("/stores/deactivate").status_code == 500


def test_without_a_manual_store_there_are_no_new_orders_and_loose_labels(
    bench: Bench,
) -> None:
    """
    ShipStation takes one for granted.
    """
    bench.post("/stores/deactivate", {"storeId": 179188})

    refusals = [
        bench.post("/shipments/createlabel", WISH),
        bench.post("/orders/createorder", MANUAL_ORDER),
    ]

    assert {answer.status_code for answer in refusals} == {500}
    assert {answer.json()["ExceptionType"] for answer in refusals} == {
        "System.NullReferenceException"
    }


# Places


def test_a_place_is_made_as_recorded(bench: Bench) -> None:
    """
    The first is the default; returns go to a copy that is not known as residential.
    """
    place = _place(bench, isDefault=False, returnAddress=None)

    assert place["isDefault"] is True
    assert place["createDate"] == "2026-03-02T10:00:30.0000000"
    assert place["originAddress"] == {
        "name": "NM Warehouse",
        "company": None,
        "street1": "4704 Arabela Dr.",
        "street2": None,
        "street3": None,
        "city": "Las Cruces",
        "state": "NM",
        "postalCode": "80012",
        "country": "US",
        "phone": None,
        "residential": True,
        "addressVerified": None,
    }
    assert place["returnAddress"] == {**place["originAddress"], "residential": None}
    assert list(place)[-3:] == [
        "sellerIntegrationId",
        "extInventoryIdentity",
        "registerFedexMeter",
    ]
    assert bench.get(f"/warehouses/{place['warehouseId']}").json() == place
    refused = bench.post("/warehouses/createwarehouse", {"warehouseName": "B"})
    assert refused.json()["ExceptionType"] == "System.NullReferenceException"


def test_a_place_is_changed_as_a_whole(bench: Bench) -> None:
    """
    One that becomes the default takes that from the other, which never loses it else.
    """
    first, second = _place(bench), _place(bench)
    path = f"/warehouses/{first['warehouseId']}"
    returns = {"name": "Returns", "city": "Reno"}

    bench.put(path, {"originAddress": ORIGIN, "returnAddress": returns})
    changed = bench.get(path).json()
    bench.put(
        f"/warehouses/{second['warehouseId']}",
        {"originAddress": ORIGIN, "isDefault": True},
    )

    assert (changed["warehouseName"], changed["isDefault"]) == (None, True)
    assert changed["returnAddress"]["city"] == "Reno"
    assert [one["isDefault"] for one in bench.get("/warehouses").json()] == [
        False,
        True,
    ]
    assert bench.put("/warehouses/1", {"originAddress": ORIGIN}).status_code == 404


def test_a_place_that_is_deleted_is_seen_no_longer(bench: Bench) -> None:
    """
    The next one is the default then; orders keep its number.
    """
    first, second = _place(bench), _place(bench)
    order = bench.post("/orders/createorder", MANUAL_ORDER).json()
    path = f"/warehouses/{first['warehouseId']}"

    bench.delete(path)

    [left] = bench.get("/warehouses").json()
    kept = bench.get(f"/orders/{order['orderId']}").json()["advancedOptions"]
    assert (left["warehouseId"], left["isDefault"]) == (second["warehouseId"], True)
    assert kept["warehouseId"] == first["warehouseId"]
    assert bench.get(path).status_code == bench.delete(path).status_code == 404
    bench.delete(f"/warehouses/{second['warehouseId']}")
    assert bench.get("/warehouses").json() == []


# Products


def test_a_product_is_written_as_a_whole(bench: Bench) -> None:
    """
    What is left out is empty; dates and number are ShipStation's.
    """
    before, _ = _products(bench)
    bench.clock.advance(60)
    path = f"/products/{before['productId']}"
    body = {
        **before,
        "weightOz": "12.5",
        "productCategory": {"categoryId": "1", "name": "Kitchen"},
        "productType": {"productTypeId": 2, "name": "Mugs"},
        "tags": [{"tagId": 8362, "name": "Fragile"}],
        "noCustoms": "true",
        "nothing": "known",
    }
    bench.put(path, body)
    first = bench.get(path).json()
    bench.put(path, {"sku": "MUG-1"})
    second = bench.get(path).json()

    assert first == {
        **before,
        "weightOz": 12.5,
        "productCategory": {"categoryId": 1, "name": "Kitchen"},
        "productType": {"productTypeId": 2, "name": "Mugs"},
        "tags": [{"tagId": 8362, "name": "Fragile"}],
        "noCustoms": True,
        "modifyDate": "2026-03-02T10:01:30",
        "upc": None,
    }
    assert (second["name"], second["price"], second["tags"]) == (None, None, None)
    assert (second["active"], second["createDate"]) == (True, before["createDate"])


def test_a_product_can_have_another_sku(bench: Bench) -> None:
    """
    Orders find it by that then; one that another product has is refused.
    """
    mug, hat = _products(bench)
    path = f"/products/{mug['productId']}"

    taken = bench.put(path, {"sku": "hat-1"})
    moved = bench.put(path, {"sku": "CUP-1"})
    order = bench.control.screen(
        "POST",
        "/orders",
        {**MANUAL_ORDER, "items": [{"sku": "cup-1", "name": "Cup", "quantity": 1}]},
    )

    assert (taken.status_code, moved.status_code) == (500, 200)
    assert order["items"][0]["productId"] == mug["productId"]
    assert bench.get("/products", sku="mug-1").json()["total"] == 0
    assert bench.put(path, {"name": "x"}).status_code == 500
    assert bench.put("/products/1", {"sku": "x"}).status_code == 404
    bad = bench.put(f"/products/{hat['productId']}", {"sku": "HAT-1", "price": "dear"})
    assert "Could not convert string to decimal: dear" in bad.text


# Funds


def test_funds_are_shared(bench: Bench) -> None:
    """
    All carriers of the wallet have more then; the answer is short.
    """
    answer = bench.post(
        "/carriers/addfunds", {"carrierCode": "ups_walleted", "amount": 250.5}
    )

    balances = {one["code"]: one["balance"] for one in bench.get("/carriers").json()}
    assert list(answer.json()) == [
        "name",
        "code",
        "accountNumber",
        "requiresFundedAccount",
        "balance",
    ]
    assert balances == {
        "stamps_com": 1250.5,
        "ups_walleted": 1250.5,
        "fedex": 0,
        "dhl_express_worldwide": 1250.5,
    }


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"carrierCode": "stamps_com", "amount": 9.99}, 500),
        ({"carrierCode": "stamps_com", "amount": 10000.01}, 500),
        ({"carrierCode": "stamps_com"}, 500),
        ({"carrierCode": "fedex", "amount": 20}, 500),
        ({"carrierCode": "nobody", "amount": 20}, 404),
        ({"carrierCode": "stamps_com", "amount": "much"}, 400),
    ],
)
def test_funds_have_limits(bench: Bench, body: dict[str, Any], status: int) -> None:
    """
    From 10 to 10,000, and only where a wallet pays.
    """
    assert bench.post("/carriers/addfunds", body).status_code == status
    assert bench.get("/carriers").json()[0]["balance"] == 1000


# Accounts


def test_a_partner_registers_a_seller(bench: Bench) -> None:
    """
    Without any credential; the keys in the answer are good at once.
    """
    body = {"firstName": "Ann", "lastName": "Lee", "email": "a@b.c", "password": "x"}
    url = f"{bench.server.url}/accounts/registeraccount"

    first, second = (requests.post(url, json=body, timeout=5) for _ in range(2))

    seller = first.json()
    login = (seller["apiKey"], seller["apiSecret"])
    users = requests.get(f"{bench.server.url}/users", auth=login, timeout=5).json()
    assert (seller["success"], seller["message"], seller["sellerId"]) == (
        True,
        "ShipStation account created.",
        2335514,
    )
    assert [(one["userName"], one["name"]) for one in users] == [("a@b.c", "Ann Lee")]
    assert (second.status_code, second.json()) == (
        200,
        {
            "message": "There is an account for a@b.c already.",
            "sellerId": None,
            "success": False,
            "apiKey": None,
            "apiSecret": None,
        },
    )


def test_a_registration_needs_a_name_an_address_and_a_password(bench: Bench) -> None:
    """
    The reason stands in the answer.
    """
    answer = bench.post("/accounts/registeraccount", {"firstName": "Ann"})

    assert answer.json()["message"] == "The lastName must be provided."
    assert answer.json()["success"] is False


def test_a_plan_without_the_api_is_paid_for(bench: Bench) -> None:
    """
    402 for every call with good keys; the screens go on.
    """
    bench.control.screen("PUT", "/plan", {"api": False})
    refused = bench.get("/orders")
    people = bench.control.person("GET", "/orders")
    bench.control.screen("PUT", "/plan", {"api": True})

    assert refused.status_code == 402
    assert refused.headers["X-Emulator-Hint"] == "text not recorded"
    assert people["total"] == 0
    assert bench.get("/orders").status_code == 200
    with pytest.raises(ControlRefused):
        bench.control.screen("PUT", "/plan", {"api": "no"})
