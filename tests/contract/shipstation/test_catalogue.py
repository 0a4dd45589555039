"""
All of V1's operations are declared, and those that are built answer.
"""

from typing import Any

import pytest

from tests.contract.shipstation.bench import LABEL, LOGIN, MANUAL_ORDER, Bench
from tests.contract.shipstation.test_loose_labels import WISH as LOOSE

OWNER = "3e3bdea5-e601-432d-b075-4dd8e527e080"  # of each new account of this name

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
    (
        "list_orders_by_tag",
        "/orders/listbytag",
        {"orderStatus": "awaiting_shipment", "tagId": "8362"},
    ),
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
    ("list_webhooks", "/webhooks", {}),
]


_ORDER = {"orderId": 470000001}
_PLACE = {"warehouseName": "Main", "originAddress": {"name": "Main"}}


def _done(message: str) -> str:
    return f'{{"success":true,"message":"{message}"}}'


# Operation, verb and path, body, and the answer to the byte.
WRITES: list[tuple[str, str, Any, str | None]] = [
    ("register_account", "POST /accounts/registeraccount", {}, None),
    (
        "add_funds",
        "POST /carriers/addfunds",
        {"carrierCode": "stamps_com", "amount": "20.00"},
        (
            '{"name":"Stamps.com","code":"stamps_com","accountNumber":null,'
            '"requiresFundedAccount":true,"balance":1012.7000}'
        ),
    ),
    ("create_order", "POST /orders/createorder", MANUAL_ORDER, None),
    (
        "create_orders",
        "POST /orders/createorders",
        [],
        '{"hasErrors":false,"results":[]}',
    ),
    (
        "delete_order",
        "DELETE /orders/470000001",
        None,
        _done("The requested order has been deleted."),
    ),
    (
        "create_label_for_order",
        "POST /orders/createlabelfororder",
        {**_ORDER, **LABEL},
        None,
    ),
    (
        "mark_order_shipped",
        "POST /orders/markasshipped",
        {**_ORDER, "carrierCode": "usps"},
        '{"orderId":470000001,"orderNumber":"M-1"}',
    ),
    (
        "hold_order",
        "POST /orders/holduntil",
        {**_ORDER, "holdUntilDate": "2026-03-06"},
        _done("Order held successfully."),
    ),
    (
        "restore_order",
        "POST /orders/restorefromhold",
        _ORDER,
        _done("The requested order has been restored"),
    ),
    (
        "add_tag",
        "POST /orders/addtag",
        {**_ORDER, "tagId": 8362},
        _done("Tag added successfully."),
    ),
    (
        "remove_tag",
        "POST /orders/removetag",
        {**_ORDER, "tagId": 8362},
        _done("Tag removed successfully."),
    ),
    (
        "assign_user",
        "POST /orders/assignuser",
        {"orderIds": [], "userId": OWNER},
        _done("User assigned successfully."),
    ),
    (
        "unassign_user",
        "POST /orders/unassignuser",
        {"orderIds": [470000001]},
        _done("User unassigned successfully."),
    ),
    (
        "update_product",
        "PUT /products/3691668",
        {"sku": "MUG-1"},
        _done("The requested product has been updated"),
    ),
    ("create_label", "POST /shipments/createlabel", LOOSE, None),
    (
        "get_rates",
        "POST /shipments/getrates",
        {
            "carrierCode": "stamps_com",
            "fromPostalCode": 83702,
            "toPostalCode": "20500",
            "toCountry": "US",
            "weight": {"value": 3, "units": "ounces"},
        },
        None,
    ),
    (
        "void_label",
        "POST /shipments/voidlabel",
        {"shipmentId": 72513480},
        '{"approved":true,"message":"Label voided successfully"}',
    ),
    ("update_store", "PUT /stores/179188", {"storeName": "By hand"}, None),
    (
        "refresh_store",
        "POST /stores/refreshstore",
        None,
        _done("A store refresh has been initiated"),
    ),
    (
        "deactivate_store",
        "POST /stores/deactivate",
        {"storeId": "179188"},
        _done("The requested store has been deactivated."),
    ),
    (
        "reactivate_store",
        "POST /stores/reactivate",
        {"storeId": 179188},
        _done("The requested store has been reactivated."),
    ),
    ("create_warehouse", "POST /warehouses/createwarehouse", _PLACE, None),
    (
        "update_warehouse",
        "PUT /warehouses/511543",
        _PLACE,
        _done("The requested warehouse has been updated."),
    ),
    (
        "delete_warehouse",
        "DELETE /warehouses/511543",
        None,
        _done("The requested warehouse has been deleted."),
    ),
    (
        "subscribe_webhook",
        "POST /webhooks/subscribe",
        {"target_url": "http://127.0.0.1:9/", "event": "SHIP_NOTIFY"},
        '{"id":3190}',
    ),
    ("delete_webhook", "DELETE /webhooks/3189", None, ""),
]


@pytest.fixture
def world(bench: Bench) -> Bench:
    """
    Return an account that has one of everything.
    """
    bench.control.screen("POST", "/tags", {"name": "Backorder"})
    bench.control.screen("POST", "/warehouses", {"originAddress": {"name": "Main"}})
    bench.control.screen("POST", "/orders", MANUAL_ORDER)
    bench.control.person(
        "POST", "/orders/addtag", {"orderId": 470000001, "tagId": 8362}
    )
    bench.control.person("POST", "/shipments/createlabel", LOOSE)
    bench.control.person(
        "POST",
        "/webhooks/subscribe",
        {"target_url": "http://127.0.0.1:9/", "event": "SHIP_NOTIFY"},
    )
    return bench


def test_the_catalogue_is_that_of_the_vendor(bench: Bench) -> None:
    """
    Forty-eight operations, each with its evidence.
    """
    assert len(bench.service.catalogue) == 48
    assert all(operation.source for operation in bench.service.catalogue)


def test_all_of_it_is_built(bench: Bench) -> None:
    """
    What is read and written is called here, each under its own name.
    """
    called = [one[0] for one in CALLS] + [one[0] for one in WRITES]

    assert all(operation.built for operation in bench.service.catalogue)
    assert sorted(called) == sorted(one.name for one in bench.service.catalogue)


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


@pytest.mark.parametrize(("name", "call", "body", "answer"), WRITES)
def test_what_is_written_answers_in_fixed_words(
    world: Bench, name: str, call: str, body: Any, *, answer: Any
) -> None:
    """
    None stands for an answer of many fields, which has its tests elsewhere.
    """
    method, _, path = call.partition(" ")
    response = world.client.request(
        method, world.server.url + path, json=body, headers=LOGIN, timeout=5
    )

    anonymous = {"anonymous": "true"} if name == "register_account" else {}
    exchange = world.control.do("journal", **anonymous)["exchanges"][-1]
    assert response.status_code == (201 if name == "subscribe_webhook" else 200)
    assert exchange["operation"] == f"shipstation.{name}"
    assert exchange["verdict"] == "kept"
    if answer is not None:
        assert response.text == answer


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
