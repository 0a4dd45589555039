"""
Imports from a shop, and what becomes of them when the shop misbehaves.
"""

import base64
from typing import Any

import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import Bench
from tests.contract.shipstation.shop import Shop
from tests.unit.emulators.shipstation.pages import order_xml, page_xml


def test_connecting_asks_nothing_and_15_minutes_later_it_does(
    bench: Bench, shop: Shop
) -> None:
    """
    And again every 15 minutes.
    """
    bench.connect(shop)
    bench.clock.settle()
    at_once = len(shop.heard)

    bench.clock.advance(45 * 60)

    assert (at_once, len(shop.exports)) == (0, 3)


def test_an_import_asks_page_by_page_in_utc(bench: Bench, shop: Shop) -> None:
    """
    With the credentials in the header and in the query.
    """
    shop.pages = [
        page_xml(order_xml(), pages=2),
        page_xml(order_xml(OrderID="2", OrderNumber="SO-00002"), pages=2),
    ]
    store_id = bench.connect(shop)

    screen = bench.run_import(store_id)

    first, second = shop.exports
    login = base64.b64encode(b"ada:s3 cret").decode()
    assert first.authorization == f"Basic {login}"
    assert first.target.lower().endswith(
        "?ss-username=ada&ss-password=s3+cret&action=export"
        "&start_date=01%2f31%2f2026+18%3a00&end_date=03%2f02%2f2026+18%3a00&page=1"
    )
    assert second.query["page"] == "2"
    assert screen == {
        "entries": [
            {
                "at": "2026-03-02T18:00:30+00:00",
                "trigger": "manual",
                "action": "import",
                "result": "ok",
                "message": "2 orders imported",
                "orders": 2,
            }
        ],
        "error": None,
    }
    assert bench.get("/orders", storeId=store_id).json()["total"] == 2


def test_the_next_window_overlaps_and_nothing_is_doubled(
    bench: Bench, shop: Shop
) -> None:
    """
    The store's refreshDate is the end of the last good window.
    """
    shop.pages = [page_xml(order_xml())]
    store_id = bench.connect(shop)
    bench.run_import(store_id)
    first = bench.orders("SO-00001")

    bench.clock.advance(15 * 60)

    store = bench.get(f"/stores/{store_id}").json()
    assert shop.exports[-1].query["start_date"] == "03/02/2026 17:00"
    assert shop.exports[-1].query["end_date"] == "03/02/2026 18:15"
    assert store["refreshDate"] == "2026-03-02T10:15:30"
    assert [order["orderId"] for order in bench.orders("SO-00001")] == [
        first[0]["orderId"]
    ]
    assert bench.orders("SO-00001")[0]["modifyDate"] == first[0]["modifyDate"]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("authorised", "awaiting_shipment"),
        ("draft", "awaiting_shipment"),
        ("paid", "awaiting_shipment"),
        ("shipped", "shipped"),
        ("voided", "cancelled"),
        ("Authorised", None),
        ("unpaid", None),
        ("on_hold", None),
    ],
)
def test_the_words_of_the_cin7_core_tile(
    bench: Bench, shop: Shop, word: str, status: str | None
) -> None:
    """
    They are matched exactly; nothing awaits payment or is on hold.
    """
    shop.pages = [page_xml(order_xml(OrderStatus=word))]

    screen = bench.run_import(bench.connect(shop))

    found = bench.orders("SO-00001")
    assert [(order["orderStatus"], order["storeStatus"]) for order in found] == (
        [(status, word)] if status else []
    )
    assert (word in screen["entries"][0]["message"]) == (status is None)


def test_a_word_in_other_letters_counts_as_unmapped(bench: Bench, shop: Shop) -> None:
    """
    Upper and lower case matter in the lists of a custom store (C11).
    """
    store = bench.control.screen(
        "POST",
        "/stores",
        {
            "tile": "Custom Store",
            "url": shop.url,
            "username": "ada",
            "password": "s3 cret",
            "statuses": {"awaiting_shipment": ["authorised"]},
        },
    )
    shop.pages = [
        page_xml(
            order_xml(OrderStatus="Authorised"),
            order_xml(OrderID="2", OrderNumber="SO-00002", OrderStatus="authorised"),
        )
    ]

    screen = bench.run_import(store["storeId"])

    assert bench.orders("SO-00001") == []
    assert bench.orders("SO-00002")[0]["orderStatus"] == "awaiting_shipment"
    assert "Authorised" in screen["entries"][0]["message"]


def test_one_unknown_word_loses_all_ten_orders(bench: Bench, shop: Shop) -> None:
    """
    Where the profile refuses whole pages, and the store shows the failure (C12).
    """
    words = ["paid"] * 9 + ["mystery"]
    shop.pages = [
        page_xml(
            *(
                order_xml(OrderID=str(n), OrderNumber=f"SO-{n}", OrderStatus=word)
                for n, word in enumerate(words)
            )
        )
    ]
    bench.control.do("change_profile", {"unmapped_status_word": "refuse_page"})

    screen = bench.run_import(bench.connect(shop))

    assert bench.get("/orders").json()["total"] == 0
    assert "'mystery' is in no list" in screen["error"]
    assert screen["entries"][0]["result"] == "error"


def test_an_unknown_word_may_be_taken_as_awaiting_shipment(
    bench: Bench, shop: Shop
) -> None:
    """
    Or it loses the page: that is contested.
    """
    shop.pages = [page_xml(order_xml(), order_xml(OrderID="2", OrderStatus="odd"))]
    store_id = bench.connect(shop)
    bench.control.do("change_profile", {"unmapped_status_word": "refuse_page"})
    refused = bench.run_import(store_id)
    nothing = bench.orders("SO-00001")

    bench.control.do("change_profile", {"unmapped_status_word": "awaiting_shipment"})
    bench.run_import(store_id)

    assert "'odd' is in no list" in refused["error"]
    assert nothing == []
    assert [order["orderStatus"] for order in bench.orders("SO-00001")] == [
        "awaiting_shipment"
    ] * 2


def test_several_organisations_are_a_redirect_of_multiple_choices(
    bench: Bench, shop: Shop
) -> None:
    """
    The window stays where it is until somebody gives the store another user.
    """
    shop.status = 300
    shop.pages = [page_xml(order_xml())]
    store_id = bench.connect(shop)

    failed = bench.run_import(store_id)

    store = bench.get(f"/stores/{store_id}").json()
    status = bench.get("/stores/getrefreshstatus", storeId=store_id).json()
    assert failed["error"] == "Error: (300) Multiple Choices Redirect."
    assert failed["entries"][0]["result"] == "error"
    assert store["refreshDate"] is None
    assert store["lastRefreshAttempt"] == "2026-03-02T10:00:30"
    assert (status["refreshStatusId"], status["refreshStatus"]) == (3, "Error")
    shop.status = 200
    bench.control.screen(
        "PUT",
        f"/stores/{store_id}/connection",
        {"username": "bea", "password": "other"},
    )
    assert bench.run_import(store_id)["error"] is None
    assert shop.exports[-1].query["SS-UserName"] == "bea"
    assert shop.exports[0].query["start_date"] == shop.exports[-1].query["start_date"]
    assert len(bench.orders("SO-00001")) == 1


@pytest.mark.parametrize(
    ("status", "page", "error"),
    [
        (401, b"", "The remote server returned an error: (401) Unauthorized."),
        (403, b"", "The remote server returned an error: (403) Forbidden."),
        (503, b"", "The remote server returned an error: (503) Service Unavailable."),
        (200, b"", "Invalid XML. Error: 'Root element is missing.'"),
        (200, b"<html>no</html>", "An error occurred attempting to update orders: <ht"),
        (200, b"<Orders>", "Invalid XML. Error: '"),
        (200, b"<!DOCTYPE Orders><Orders/>", "Invalid XML. Error: 'For security"),
        (
            200,
            page_xml(
                order_xml(),
                order_xml(OrderID="2", ship_to={"Country": "Australia"}),
            ),
            "Invalid XML. Error: 'Element 'Country'",
        ),
        (200, page_xml(order_xml(OrderDate="99/99/9999 99:99")), "String '99/99"),
    ],
)
def test_a_failure_imports_nothing_and_automatic_imports_go_on(
    bench: Bench, shop: Shop, status: int, page: bytes, *, error: str
) -> None:
    """
    Not even the good orders of the page.
    """
    shop.status, shop.pages = status, [page]
    store_id = bench.connect(shop)

    bench.clock.advance(15 * 60)

    failed = bench.activity(store_id)
    assert failed["error"].startswith(error)
    assert failed["entries"][0]["trigger"] == "automatic"
    assert bench.get("/orders").json()["total"] == 0
    assert bench.get(f"/stores/{store_id}").json()["refreshDate"] is None
    shop.status, shop.pages = 200, [page_xml(order_xml())]
    bench.clock.advance(15 * 60)
    assert bench.activity(store_id)["error"] is None
    assert bench.get("/orders").json()["total"] == 1


def test_a_bad_second_page_takes_the_first_one_with_it(
    bench: Bench, shop: Shop
) -> None:
    """
    Nothing is applied before all pages are read.
    """
    shop.pages = [page_xml(order_xml(), pages=2), page_xml("<Order/>", pages=2)]

    bench.run_import(bench.connect(shop))

    assert bench.get("/orders").json()["total"] == 0


def test_a_shop_that_is_away_cannot_be_connected_to(bench: Bench, shop: Shop) -> None:
    """
    And a tile without an address has nobody to ask.
    """
    store_id = bench.connect(shop)
    bench.control.screen("PUT", "/tiles/cin7-core", {"url": "http://127.0.0.1:9/x"})

    assert bench.run_import(store_id)["error"] == (
        "Unable to connect to the remote server"
    )
    bench.service.tenants["main"].state.stores.cin7_core_url = None
    assert "has no address" in bench.run_import(store_id)["error"]


def test_passwords_are_never_shown(bench: Bench, shop: Shop) -> None:
    """
    Neither in the log nor in the journal, even if the shop echoes them.
    """
    shop.pages = [b"<p>s3 cret and s3+cret</p>"]

    screen = bench.run_import(bench.connect(shop))

    exchanges = bench.control.do("journal")["exchanges"]
    [sent] = [e for e in exchanges if e["by"] == "vendor"]
    assert "*** and ***" in screen["error"]
    assert "SS-Password=***" in sent["query"]
    assert "SS-UserName=ada" in sent["query"]


def test_credentials_may_be_left_to_the_header(bench: Bench, shop: Shop) -> None:
    """
    That is contested.
    """
    bench.control.do("change_profile", {"credentials_in_query": "header_only"})

    bench.run_import(bench.connect(shop))

    assert "SS-UserName" not in shop.exports[0].query
    assert shop.exports[0].authorization


def test_schema_d_refuses_what_e_takes(bench: Bench, shop: Shop) -> None:
    """
    That is contested too.
    """
    shop.pages = [page_xml(order_xml())]
    bench.control.do("change_profile", {"schema": "D"})

    assert "CurrencyCode" in bench.run_import(bench.connect(shop))["error"]


def test_the_api_starts_an_import(bench: Bench, shop: Shop) -> None:
    """
    From a date that is Pacific time; while it runs, the store says so.
    """
    store_id = bench.connect(shop)

    answer = bench.post(
        "/stores/refreshstore", {"storeId": str(store_id), "refreshDate": "2026-01-05"}
    )

    during = bench.get("/stores/getrefreshstatus", storeId=store_id).json()
    again = bench.post(f"/stores/refreshstore?storeId={store_id}")
    bench.clock.settle()
    after = bench.get("/stores/getrefreshstatus", storeId=store_id).json()
    assert answer.json()["message"] == (
        f"A store refresh has been initiated for Store ID {store_id}"
    )
    assert (during["refreshStatusId"], during["refreshStatus"]) == (
        2,
        "Updating orders",
    )
    assert again.status_code == 200
    assert after["refreshStatus"] == "Ready"
    assert [call.query["start_date"] for call in shop.exports] == ["01/05/2026 08:00"]
    assert bench.activity(store_id)["entries"][0]["trigger"] == "api"


def test_a_custom_store_has_the_words_that_its_owner_typed(
    bench: Bench, shop: Shop
) -> None:
    """
    What is left out keeps the words of the form.
    """
    body: dict[str, Any] = {
        "tile": "Custom Store",
        "storeName": "Web shop",
        "url": shop.url,
        "username": "u",
        "password": "p",
        "statuses": {"awaiting_shipment": ["paid", "processing"]},
    }
    shop.pages = [page_xml(order_xml(OrderStatus="processing"))]
    store = bench.control.screen("POST", "/stores", body)

    bench.run_import(store["storeId"])

    assert (store["marketplaceId"], store["marketplaceName"]) == (22, "Custom Store")
    assert store["integrationUrl"] == shop.url
    assert [(m["orderStatus"], m["statusKey"]) for m in store["statusMappings"]] == [
        ("awaiting_payment", "unpaid"),
        ("awaiting_shipment", "paid"),
        ("awaiting_shipment", "processing"),
        ("shipped", "shipped"),
        ("cancelled", "cancelled"),
        ("on_hold", "on_hold"),
    ]
    assert len(bench.orders("SO-00001")) == 1
    shop.status = 300
    assert bench.run_import(store["storeId"])["error"] == (
        "The remote server returned an error: (300) Multiple Choices."
    )


def test_the_store_of_the_tile_is_a_cin7_core_store(bench: Bench, shop: Shop) -> None:
    """
    The list of tiles says where it calls, and which words it knows.
    """
    store = bench.get(f"/stores/{bench.connect(shop)}").json()

    tiles = bench.control.screen("GET", "/tiles")["tiles"]
    assert (store["marketplaceId"], store["marketplaceName"]) == (80, "Cin7 Core")
    assert (store["storeName"], store["autoRefresh"]) == ("Cin7 Core", True)
    assert (store["refreshDate"], store["statusMappings"]) == (None, None)
    assert tiles[0]["url"] == shop.url
    assert tiles[0]["statuses"]["awaiting_shipment"] == ["authorised", "draft", "paid"]


@pytest.mark.parametrize(
    ("method", "path", "body", "sentence"),
    [
        (
            "POST",
            "/stores",
            {"tile": "Custom Store", "username": "u", "password": "p"},
            "has a URL",
        ),
        ("POST", "/stores", {"tile": "Etsy"}, "ModelState"),
        ("PUT", "/tiles/cin7-core", {"url": "ftp://x"}, "ModelState"),
        (
            "PUT",
            "/stores/179188/connection",
            {"username": "u", "password": "p"},
            "connected to nothing",
        ),
        ("POST", "/stores/179188/import", None, "cannot be refreshed"),
        ("POST", "/carriers", {"code": "pigeon", "accountNumber": "1"}, "no carrier"),
    ],
)
def test_what_makes_no_sense_is_refused(
    bench: Bench, method: str, path: str, body: Any, *, sentence: str
) -> None:
    """
    With a sentence.
    """
    with pytest.raises(ControlRefused, match=sentence):
        bench.control.screen(method, path, body)
