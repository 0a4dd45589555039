"""
Every filter of every list: what it leaves, and that it leaves out the rest.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench

PAGES = {"page", "pageSize", "sortBy", "sortDir"}

# Each list has two things, a day apart: these filters leave the first, the second, or
# both. Dates are US Pacific; the first things are made on 2026-03-02 at 10:00:30.
FIRST, SECOND, BOTH, NONE = {0}, {1}, {0, 1}, set[int]()
CASES: Mapping[str, list[tuple[str, Any, set[int]]]] = {
    "/orders": [
        ("customerName", "ANN", FIRST),
        ("customerName", "lee", BOTH),
        ("itemKeyword", "mug-", FIRST),
        ("itemKeyword", "cap", SECOND),
        ("itemKeyword", "navy", SECOND),
        ("createDateStart", "2026-03-03 10:00:29", SECOND),
        ("createDateEnd", "2026-03-03 10:00:29", FIRST),
        ("customsCountryCode", "gb", SECOND),
        ("modifyDateStart", "2026-03-03T11:00:00.0000000", SECOND),
        ("modifyDateEnd", "2026-03-03T19:00:00Z", FIRST),
        ("orderDateStart", "2026-03-01 08:30:00", SECOND),
        ("orderDateEnd", "2026-03-01 08:30:00", FIRST),
        ("orderNumber", "m-", FIRST),
        ("orderNumber", "-1", NONE),
        ("orderStatus", "Awaiting_Payment", SECOND),
        ("orderStatus", "", BOTH),
        ("paymentDateStart", "2026-03-01", FIRST),
        ("paymentDateEnd", "2026-03-01", NONE),
        ("storeId", 179189, SECOND),
        ("importBatch", "1C4CD7E2-0000-4B1B-8F6E-2F0E7A3A9B10", NONE),
        ("includeOrderItems", "True", BOTH),
    ],
    "/shipments": [
        ("recipientName", "ann", FIRST),
        ("recipientCountryCode", "gb", SECOND),
        ("orderNumber", "M-1", FIRST),
        ("orderNumber", "M", NONE),
        ("orderId", 470000002, SECOND),
        ("carrierCode", "stamps_com", FIRST),
        ("serviceCode", "fedex_international_economy", SECOND),
        ("trackingNumber", "none", NONE),
        ("customsCountryCode", "GB", SECOND),
        ("createDateStart", "2026-03-03 10:00:30", SECOND),
        ("createDateEnd", "2026-03-02 10:00:30", FIRST),
        ("shipDateStart", "2026-03-03", SECOND),
        ("shipDateEnd", "2026-03-02", FIRST),
        ("voidDateStart", "2026-03-02", FIRST),
        ("voidDateEnd", "2026-03-02", NONE),
        ("storeId", 179189, SECOND),
        ("includeShipmentItems", "False", BOTH),
        ("batchId", 144015675, SECOND),
    ],
    "/fulfillments": [
        ("fulfillmentId", 33974375, SECOND),
        ("fulfillmentId", 1, NONE),
        ("orderId", 470000001, FIRST),
        ("orderNumber", "W-2", SECOND),
        ("trackingNumber", "T-1", FIRST),
        ("recipientName", "bo", SECOND),
        ("createDateStart", "2026-03-03 10:00:30", SECOND),
        ("createDateEnd", "2026-03-02 10:00:30", FIRST),
        ("shipDateStart", "2026-03-02", SECOND),
        ("shipDateEnd", "2026-03-01", FIRST),
        ("batchId", 64015675, SECOND),
    ],
    "/products": [
        ("sku", "mug-1", FIRST),
        ("sku", "mug", NONE),
        ("name", "ca", SECOND),
        ("upc", "0123", FIRST),
        ("productCategoryId", 1, FIRST),
        ("productTypeId", 2, SECOND),
        ("tagId", 8362, FIRST),
        ("startDate", "2026-03-02 10:00:30", SECOND),
        ("endDate", "2026-03-02 10:00:30", FIRST),
        ("showInactive", "true", BOTH),
    ],
    "/customers": [
        ("stateCode", "id", FIRST),
        ("countryCode", "gb", SECOND),
        ("marketplaceId", 0, BOTH),
        ("marketplaceId", 22, NONE),
        ("tagId", 1, NONE),
    ],
}
SORTS: list[tuple[str, str, str, list[int]]] = [
    ("/orders", "", "", [0, 1]),
    ("/orders", "", "DESC", [1, 0]),
    ("/orders", "OrderDate", "DESC", [1, 0]),
    ("/orders", "modifydate", "desc", [1, 0]),
    ("/orders", "CreateDate", "ASC", [0, 1]),
    ("/shipments", "ShipDate", "DESC", [1, 0]),
    ("/shipments", "CreateDate", "", [0, 1]),
    ("/fulfillments", "ShipDate", "", [0, 1]),
    ("/fulfillments", "CreateDate", "DESC", [1, 0]),
    ("/products", "SKU", "", [1, 0]),
    ("/products", "CreateDate", "", [0, 1]),
    ("/products", "ModifyDate", "DESC", [1, 0]),
    ("/customers", "", "", [0, 1]),
    ("/customers", "Name", "DESC", [1, 0]),
    ("/customers", "CreateDate", "DESC", [1, 0]),
    ("/customers", "ModifyDate", "", [0, 1]),
]
IDS = {
    "/orders": "orderId",
    "/shipments": "shipmentId",
    "/fulfillments": "fulfillmentId",
    "/products": "productId",
    "/customers": "customerId",
}
ABROAD = {
    **MANUAL_ORDER["shipTo"],
    "name": "Bo Lee",
    "state": None,
    "country": "GB",
    "postalCode": "HU1",
}


def _order(bench: Bench, **changes: Any) -> dict[str, Any]:
    order: dict[str, Any] = bench.control.person(
        "POST", "/orders/createorder", {**MANUAL_ORDER, **changes}
    )
    return order


def _second(bench: Bench, **changes: Any) -> dict[str, Any]:
    bench.clock.advance(86_400)
    return _order(
        bench,
        orderNumber="W-2",
        orderDate="2026-03-02 08:30:00",
        shipTo=ABROAD,
        items=[
            {
                "sku": "CAP-1",
                "name": "Cap",
                "quantity": 1,
                "options": [{"name": "Colour", "value": "Navy"}],
            }
        ],
        customerUsername="bo@example.com",
        internationalOptions={
            "contents": "merchandise",
            "customsItems": [
                {"description": "Cap", "quantity": 1, "countryOfOrigin": "GB"}
            ],
        },
        advancedOptions={"storeId": 179189},
        **changes,
    )


def _build_orders(bench: Bench) -> None:
    _order(bench, paymentDate="2026-03-01 09:00")
    _second(bench, orderStatus="awaiting_payment")
    bench.clock.advance(86_400)
    bench.control.person("POST", "/orders/addtag", {"orderId": 470000002, "tagId": 1})
    bench.control.screen("PUT", "/orders/470000002/notes-to-buyer", {"text": "Hello"})


def _build_shipments(bench: Bench) -> None:
    first = _order(bench)
    label = {"orderId": first["orderId"], **LABEL}
    made = bench.control.person("POST", "/orders/createlabelfororder", label)
    second = _second(bench)
    label = {
        "orderId": second["orderId"],
        "carrierCode": "fedex",
        "serviceCode": "fedex_international_economy",
        "shipDate": "2026-03-03",
    }
    bench.control.person("POST", "/orders/createlabelfororder", label)
    shipment = {"shipmentId": made["shipmentId"]}
    bench.control.person("POST", "/shipments/voidlabel", shipment)


def _build_fulfillments(bench: Bench) -> None:
    for make, day in ((_order, 1), (_second, 2)):
        mark = {
            "orderId": make(bench)["orderId"],
            "carrierCode": "usps",
            "trackingNumber": f"T-{day}",
            "shipDate": f"2026-03-0{day}",
        }
        bench.control.person("POST", "/orders/markasshipped", mark)


def _build_products(bench: Bench) -> None:
    first = {
        "sku": "MUG-1",
        "name": "Mug",
        "upc": "0123",
        "productCategory": {"categoryId": 1, "name": "Kitchen"},
        "tags": [{"tagId": 8362, "name": "Fragile"}],
    }
    second = {
        "sku": "CAP-1",
        "name": "Cap",
        "productType": {"productTypeId": 2, "name": "Hats"},
    }
    bench.control.screen("POST", "/products", first)
    bench.clock.advance(86_400)
    bench.control.screen("POST", "/products", second)


def _build_customers(bench: Bench) -> None:
    _order(bench)
    _second(bench)


BUILDERS = {
    "/orders": _build_orders,
    "/shipments": _build_shipments,
    "/fulfillments": _build_fulfillments,
    "/products": _build_products,
    "/customers": _build_customers,
}


def _built(bench: Bench, path: str) -> list[int]:
    """
    Return the ids of the first and the second thing; those of a new account are older.
    """
    bench.control.screen("POST", "/stores/manual", {"storeName": "Telephone"})
    BUILDERS[path](bench)
    return sorted(_ids(bench, path))[-2:]


def _ids(bench: Bench, path: str, **query: Any) -> list[int]:
    page = bench.get(path, **query).json()
    return [one[IDS[path]] for one in page[path[1:]]]


@pytest.mark.parametrize(
    ("path", "name", "value", "left"),
    [(path, *case) for path, cases in CASES.items() for case in cases],
)
def test_a_filter_leaves_what_it_says(
    bench: Bench, path: str, name: str, value: Any, *, left: set[int]
) -> None:
    """
    Its name may be written in any case.
    """
    both = _built(bench, path)

    found = [one for one in _ids(bench, path, **{name.upper(): value}) if one in both]

    assert {both.index(one) for one in found} == left


@pytest.mark.parametrize(("path", "key", "direction", "expected"), SORTS)
def test_a_list_is_sorted(
    bench: Bench, path: str, key: str, direction: str, *, expected: list[int]
) -> None:
    """
    Ascending where nothing is said; by the documented key of the list then.
    """
    both = _built(bench, path)

    found = [
        both.index(one)
        for one in _ids(bench, path, sortBy=key, sortDir=direction)
        if one in both
    ]

    assert found == expected


def test_every_filter_has_a_case(bench: Bench) -> None:
    """
    Also those that the documentation leaves to the addresses of webhooks.
    """
    for operation in bench.service.catalogue:
        if operation.path in CASES and operation.method == "GET":
            filters = set(operation.query) - PAGES
            assert {name for name, *_ in CASES[operation.path]} == filters
            keys = operation.query["sortBy"].schema["enum"]
            sorted_by = {
                key.lower() for path, key, *_ in SORTS if path == operation.path
            }
            assert {key.lower() for key in keys} == sorted_by - {""}


@pytest.mark.parametrize("path", list(CASES))
def test_pages_are_counted_and_cut(bench: Bench, path: str) -> None:
    """
    Beyond the last one there is nothing; strange sizes and numbers are put right.
    """
    both = _built(bench, path)
    everything = _ids(bench, path)
    total = len(everything)
    last = bench.get(path, pageSize=1, page=total).json()
    beyond = bench.get(path, pageSize=1, page=total + 1)
    small = bench.get(path, pageSize=0, page=0).json()

    assert (last["total"], last["page"], last["pages"]) == (total, total, total)
    assert list(last)[1:] == ["total", "page", "pages"]
    assert last[path[1:]][0][IDS[path]] == everything[-1]
    assert (beyond.status_code, beyond.json()[path[1:]]) == (200, [])
    assert (small["page"], len(small[path[1:]])) == (1, total)
    assert set(both) <= set(everything)


def test_lists_without_pages_have_their_filters_too(bench: Bench) -> None:
    """
    Stores by marketplace; people and stores that are not active only on request.
    """
    person = {"userName": "bo", "name": "Bo", "active": False}
    bench.control.screen("POST", "/users", person)
    second = bench.control.screen("POST", "/stores/manual", {"storeName": "Telephone"})
    bench.post("/stores/deactivate", {"storeId": second["storeId"]})

    assert len(bench.get("/users").json()) == 1
    assert len(bench.get("/users", showInactive="TRUE").json()) == 2
    assert len(bench.get("/stores", marketplaceId=0).json()) == 1
    assert len(bench.get("/stores", marketplaceId=0, showInactive=True).json()) == 2
    assert bench.get("/stores", marketplaceId=22).json() == []
