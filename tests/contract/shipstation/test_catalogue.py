"""
All of V1's operations are declared, and those that are built answer.
"""

from typing import Any

import pytest

from tests.contract.shipstation.bench import LABEL, LOGIN, MANUAL_ORDER, Bench

# Operation, path and query.
CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("list_tags", "/accounts/listtags", {}),
    ("list_carriers", "/carriers", {}),
    ("get_carrier", "/carriers/getcarrier", {"carrierCode": "fedex"}),
    ("list_packages", "/carriers/listpackages", {"carrierCode": "stamps_com"}),
    ("list_services", "/carriers/listservices", {"carrierCode": "ups_walleted"}),
    ("list_customers", "/customers", {"countryCode": "US", "sortBy": "createdate"}),
    ("get_customer", "/customers/12923113", {}),
    ("list_fulfillments", "/fulfillments", {"sortBy": "shipdate"}),
    ("list_orders", "/orders", {"orderNumber": "M"}),
    ("get_order", "/orders/470000001", {}),
    ("list_products", "/products", {"sku": "mug-1"}),
    ("get_product", "/products/3691668", {}),
    ("list_shipments", "/shipments", {"includeShipmentItems": "True"}),
    ("list_stores", "/stores", {"marketplaceId": "0"}),
    ("get_store", "/stores/179188", {}),
    ("get_refresh_status", "/stores/getrefreshstatus", {"storeID": "179188"}),
    ("list_marketplaces", "/stores/marketplaces", {}),
    ("list_users", "/users", {"showInactive": "False"}),
    ("list_warehouses", "/warehouses", {}),
    ("get_warehouse", "/warehouses/511543", {}),
]


@pytest.fixture
def world(bench: Bench) -> Bench:
    """
    Return an account that has one of everything.
    """
    bench.control.screen("POST", "/tags", {"name": "Backorder"})
    bench.control.screen("POST", "/warehouses", {"originAddress": {"name": "Main"}})
    bench.control.screen("POST", "/orders", MANUAL_ORDER)
    return bench


def test_the_catalogue_is_that_of_the_vendor(bench: Bench) -> None:
    """
    Forty-eight operations, each with its evidence.
    """
    assert len(bench.service.catalogue) == 48
    assert all(operation.source for operation in bench.service.catalogue)


def test_every_operation_that_is_built_is_called_here(bench: Bench) -> None:
    """
    By the tests of this module.
    """
    built = {one.name for one in bench.service.catalogue if one.built}

    assert built == {name for name, _, _ in CALLS} | {
        "create_label",
        "create_label_for_order",
        "create_order",
        "create_orders",
        "delete_order",
        "get_rates",
        "hold_order",
        "mark_order_shipped",
        "refresh_store",
        "restore_order",
        "void_label",
    }


@pytest.mark.parametrize(("name", "path", "query"), CALLS)
def test_what_is_read_answers_and_keeps_its_contract(
    world: Bench, name: str, path: str, query: dict[str, Any]
) -> None:
    """
    With something in it, under its own name in the journal.
    """
    answer = world.get(path, **query)

    exchange = world.control.do("journal")["exchanges"][-1]
    assert answer.status_code == 200
    assert answer.json()
    assert exchange["operation"] == f"shipstation.{name}"
    assert exchange["verdict"] == "kept"


def test_what_is_sent_answers(world: Bench) -> None:
    """
    A label is bought and voided, an order is held and restored, an import is begun.
    """
    order = {"orderId": 470000001}
    label = world.post("/orders/createlabelfororder", {**order, **LABEL})
    voided = world.post(
        "/shipments/voidlabel", {"shipmentId": label.json()["shipmentId"]}
    )
    held = world.post("/orders/holduntil", {**order, "holdUntilDate": "2026-03-06"})
    restored = world.post("/orders/restorefromhold", order)
    marked = world.post("/orders/markasshipped", {**order, "carrierCode": "usps"})
    refresh = world.post("/stores/refreshstore")

    assert voided.json() == {"approved": True, "message": "Label voided successfully"}
    assert held.json() == {"success": True, "message": "Order held successfully."}
    assert restored.json() == {
        "success": True,
        "message": "The requested order has been restored",
    }
    assert marked.json() == {"orderId": 470000001, "orderNumber": "M-1"}
    assert refresh.json() == {
        "success": True,
        "message": "A store refresh has been initiated",
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/orders/listbytag"),
        ("DELETE", "/webhooks/1"),
        ("POST", "/webhooks/subscribe"),
    ],
)
def test_what_is_not_built_says_so(bench: Bench, method: str, path: str) -> None:
    """
    With its name.
    """
    answer = bench.client.request(
        method,
        bench.server.url + path,
        headers=LOGIN,
        timeout=5,
    )

    assert answer.status_code == 501
    assert "is not built in this fake" in answer.headers["X-Emulator-Hint"]


def test_carriers_share_one_wallet(bench: Bench) -> None:
    """
    And the tables of services and packages are the recorded ones, in their order.
    """
    carriers = {carrier["code"]: carrier for carrier in bench.get("/carriers").json()}
    packages = bench.get("/carriers/listpackages", carrierCode="stamps_com").json()
    services = bench.get("/carriers/listservices", carrierCode="stamps_com").json()

    assert list(carriers) == [
        "stamps_com",
        "ups_walleted",
        "fedex",
        "dhl_express_worldwide",
    ]
    assert '"balance":1000.0000' in bench.get("/carriers").text
    assert '"balance":0.0,' in bench.get("/carriers/getcarrier?carrierCode=fedex").text
    assert len(packages) == 13
    assert packages[9]["code"] == "regional_rate_box_a"
    assert packages[9]["international"] is False
    assert services[3] == {
        "carrierCode": "stamps_com",
        "code": "usps_priority_mail",
        "name": "USPS Priority Mail",
        "domestic": True,
        "international": False,
    }


def test_marketplaces_are_sorted_and_cin7_core_is_one(bench: Bench) -> None:
    """
    All 103 of the recording.
    """
    listed = bench.get("/stores/marketplaces").json()

    names = [one["name"] for one in listed]
    assert len(names) == 103
    assert names == sorted(names, key=str.casefold)
    assert {"name": "Cin7 Core", "marketplaceId": 80}.items() <= next(
        one for one in listed if one["marketplaceId"] == 80
    ).items()


def test_a_new_account_has_what_every_new_account_has(bench: Bench) -> None:
    """
    One manual store, one owner, two sample customers; no warehouse and no order.
    """
    [store] = bench.get("/stores").json()
    customers = bench.get("/customers").json()["customers"]

    assert (store["storeName"], store["companyName"]) == ("Manual Orders", "")
    assert (store["autoRefresh"], store["statusMappings"]) == (False, None)
    assert [one["name"] for one in customers] == ["Jane Thompson", "John Peters"]
    assert len(bench.get("/users").json()) == 1
    assert bench.get("/warehouses").json() == []
    assert bench.get("/orders").json() == {
        "orders": [],
        "total": 0,
        "page": 1,
        "pages": 1,
    }


def test_the_first_warehouse_is_the_default_and_takes_returns(bench: Bench) -> None:
    """
    Its return address is a copy, in which residential is not known.
    """
    origin = {"name": "Main", "street1": "1 Dock Road", "residential": True}
    bench.control.screen(
        "POST", "/warehouses", {"originAddress": origin, "isDefault": False}
    )
    bench.control.screen("POST", "/warehouses", {"originAddress": {"name": "Second"}})

    first, second = bench.get("/warehouses").json()
    assert (first["isDefault"], second["isDefault"]) == (True, False)
    assert first["originAddress"]["residential"] is True
    assert first["returnAddress"] == {**first["originAddress"], "residential": None}


def test_lists_of_products_count_no_page_where_there_is_one(bench: Bench) -> None:
    """
    Unless the profile says otherwise; several pages are counted in any case.
    """
    for number in range(3):
        bench.control.screen("POST", "/products", {"sku": f"SKU-{number}"})

    assert bench.get("/products").json()["pages"] == 0
    assert bench.get("/products", pageSize=2, page=2).json()["pages"] == 2
    bench.control.do("change_profile", {"pages_when_single": "one"})
    assert bench.get("/products").json()["pages"] == 1
    assert bench.get("/shipments").json()["pages"] == 1
