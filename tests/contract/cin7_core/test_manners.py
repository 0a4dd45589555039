"""
How the fake treats its callers, whatever they ask.
"""

import json
import re
from collections.abc import Iterator

import pytest
import requests

from emulators.cin7_core.operations.manners import NULLABLE
from emulators.cin7_core.service import ACCOUNT_ID, APPLICATION_KEY, Cin7Core
from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from emulators.kit.server import Server
from tests.contract.cin7_core.conftest import START
from tests.contract.cin7_core.shop import TAX, WAREHOUSE, Shop, line

WRONG = [{"ErrorCode": 403, "Exception": "Incorrect credentials!"}]


@pytest.fixture
def limited() -> Iterator[tuple[Shop, ControlClient, VirtualClock]]:
    """
    Return a client of a fake that counts calls, its control plane and its clock.
    """
    clock = VirtualClock(START)
    server = Server(Cin7Core(clock))
    control = ControlClient(server.origin)
    yield Shop(server.origin), control, clock
    control.close()
    server.close()


def _exhaust(shop: Shop) -> None:
    for _ in range(60):
        assert 200 == shop.call("GET", "me").status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"api-auth-accountid": ACCOUNT_ID, "api-auth-applicationkey": "no"},
        {"api-auth-accountid": "no", "api-auth-applicationkey": APPLICATION_KEY},
    ],
    ids=["none", "wrong key", "wrong account"],
)
def test_wrong_credentials_are_403(shop: Shop, headers: dict[str, str]) -> None:
    """
    Never 401.
    """
    answer = requests.get(f"{shop.url}/me", headers=headers, timeout=5)

    assert (403, WRONG) == (answer.status_code, answer.json())


def test_credentials_match_in_any_case(shop: Shop) -> None:
    """
    Names of headers and GUIDs alike.
    """
    headers = {
        "API-Auth-AccountID": ACCOUNT_ID.upper(),
        "Api-Auth-ApplicationKey": APPLICATION_KEY.upper(),
    }
    answer = requests.get(
        f"{shop.origin}/externalapi/V2/Me", headers=headers, timeout=5
    )

    assert "Fernhill Trading" == answer.json()["Company"]


def test_the_text_of_a_403_may_be_plain(shop: Shop, control: ControlClient) -> None:
    """
    As the profile says.
    """
    control.do("change_profile", {"credentials_error_body": "text"})
    headers = {"api-auth-accountid": ACCOUNT_ID}
    answer = requests.get(f"{shop.url}/me", headers=headers, timeout=5)

    assert (403, "Incorrect credentials!") == (answer.status_code, answer.text)
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_a_closed_organisation_refuses_its_key(shop: Shop) -> None:
    """
    And the refused call stands in its own journal.
    """
    shop.screen("PATCH", "/organisation", {"active": False})

    assert 403 == shop.call("GET", "me").status_code
    shop.screen("PATCH", "/organisation", {"active": True})
    assert 200 == shop.call("GET", "me").status_code


def test_an_unknown_path_is_a_page_of_html(shop: Shop, control: ControlClient) -> None:
    """
    With 200; the profile knows 404 too.
    """
    answer = shop.call("GET", "sale/packingslip")
    control.do("change_profile", {"unknown_path": "404"})

    assert (200, "text/html; charset=utf-8") == (
        answer.status_code,
        answer.headers["Content-Type"],
    )
    assert "Page not found" in answer.text
    assert 404 == shop.call("GET", "sale/packingslip").status_code


def test_a_wrong_verb_is_405(shop: Shop) -> None:
    """
    With the verbs that there are.
    """
    answer = shop.call("PUT", "saleList")

    assert (405, "GET") == (answer.status_code, answer.headers["Allow"])
    assert 405 == answer.json()[0]["ErrorCode"]


def test_what_is_not_built_says_so(shop: Shop) -> None:
    """
    501, by name.
    """
    answer = shop.call("POST", "bankTransfer", {})

    assert (501, "cin7_core.create_bank_transfer is not built in this fake") == (
        answer.status_code,
        answer.json()["Message"],
    )


def test_malformed_json_is_500(shop: Shop) -> None:
    """
    Not 400.
    """
    answer = shop.session.post(f"{shop.url}/sale", data=b"{Name:", timeout=5)

    assert (500, 500) == (answer.status_code, answer.json()[0]["ErrorCode"])


@pytest.mark.parametrize(
    ("method", "path", "body", "text"),
    [
        ("POST", "sale/order", {}, "Required attribute 'SaleID' not provided"),
        ("POST", "sale", None, "Body is invalid"),
        ("POST", "sale", {"Customer": 5}, "Customer is invalid"),
        ("POST", "sale/fulfilment", {"SaleID": "5"}, "SaleID is invalid"),
        ("GET", "sale", None, "Required attribute 'ID' not provided"),
        ("GET", "sale?ID=5", None, "ID is invalid"),
        ("GET", "saleList?UpdatedSince=soon", None, "UpdatedSince is invalid"),
        ("GET", "saleList?Page=x", None, "Page is invalid"),
    ],
    ids=str,
)
def test_validation_is_400(
    shop: Shop, method: str, path: str, body: object, text: str
) -> None:
    """
    An array of errors, the field by name.
    """
    answer = shop.call(method, path, body)

    assert (400, text) == (answer.status_code, answer.json()[0]["Exception"])


def test_a_date_that_does_not_exist_is_400(shop: Shop) -> None:
    """
    It has the shape of one, and is none.
    """
    body = {"Customer": "Kestrel Cycles", "ShipBy": "2026-02-31"}
    answer = shop.call("POST", "sale", body)

    assert 400 == answer.status_code


def test_numbers_and_booleans_may_be_texts(shop: Shop) -> None:
    """
    The parser is lenient, and answers with numbers and booleans.
    """
    product = shop.product("LAX", Weight="1.50", PriceTier1="12", Sellable="False")
    sale = shop.sale(TaxInclusive="true", CurrencyRate="1", SkipQuote="True")

    assert (1.5, 12, False) == (
        product["Weight"],
        product["PriceTier1"],
        product["Sellable"],
    )
    assert ("Inclusive", 1, True) == (
        sale["TaxCalculation"],
        sale["CurrencyRate"],
        sale["SkipQuote"],
    )


def test_errors_may_come_with_200(shop: Shop, control: ControlClient) -> None:
    """
    One client met that; the profile knows it.
    """
    control.do("change_profile", {"error_status": "ok"})
    answer = shop.call("GET", "sale", ID=ACCOUNT_ID)

    assert (200, 400) == (answer.status_code, answer.json()[0]["ErrorCode"])


@pytest.mark.parametrize(
    ("profile", "status", "body", "wait"),
    [
        ({}, 429, "You reached 60 calls per minute API limit", None),
        (
            {"rate_limit_form": "503", "retry_after": "60 Seconds"},
            503,
            "You reached 60 calls per minute API limit",
            "60 Seconds",
        ),
        (
            {"rate_limit_form": "400"},
            400,
            "You have reached 60 calls per 60 seconds API limit.",
            None,
        ),
    ],
    ids=["429", "503", "400"],
)
def test_the_61st_call_of_a_minute_is_refused(
    limited: tuple[Shop, ControlClient, VirtualClock],
    profile: dict[str, str],
    status: int,
    body: str,
    wait: str | None,
) -> None:
    """
    In one of three forms; when the minute is over, calls go on.
    """
    shop, control, clock = limited
    control.do("change_profile", profile)
    _exhaust(shop)

    refused = shop.call("GET", "me")
    clock.advance(59)
    still = shop.call("GET", "me")
    clock.advance(1)

    assert (status, status) == (refused.status_code, still.status_code)
    assert [{"ErrorCode": status, "Exception": body}] == refused.json()
    assert wait == refused.headers.get("Retry-After")
    assert 200 == shop.call("GET", "me").status_code


def test_a_person_at_the_screen_is_not_counted(
    limited: tuple[Shop, ControlClient, VirtualClock],
) -> None:
    """
    Nor needs a key.
    """
    shop, control, _ = limited
    _exhaust(shop)

    me = control.person("GET", "/ExternalApi/v2/me")

    assert "Fernhill Trading" == me["Company"]
    assert 429 == shop.call("GET", "me").status_code


def test_the_first_call_of_all_may_be_a_bad_one(
    limited: tuple[Shop, ControlClient, VirtualClock],
) -> None:
    """
    Also where it belongs to no account.
    """
    shop, _, _ = limited
    answer = requests.post(f"{shop.origin}/_emulator/users", json={}, timeout=5)

    assert (400, "Required attribute 'username' not provided") == (
        answer.status_code,
        answer.json()[0]["Exception"],
    )


def test_names_in_a_body_match_in_any_case(shop: Shop) -> None:
    """
    At every depth, as those of paths and queries do; unknown ones are left alone.
    """
    body = {
        "customer": "kestrel cycles",
        "LOCATION": "main warehouse",
        "shippingAddress": {"line1": "1 New Road", "COUNTRY": "France", "zip": "x"},
        "Colour": "blue",
    }
    sale = shop.ask("POST", "Sale", body)
    row = {
        "sku": "bell-01",
        "NAME": "Bell",
        "QUANTITY": 2,
        "price": 5,
        "tax": 0,
        "taxrule": TAX,
    }
    order = {"saleid": sale["ID"].upper(), "memo": "", "status": "DRAFT"}
    written = shop.ask("POST", "SALE/ORDER", {**order, "lines": [row]})

    assert ("Kestrel Cycles", WAREHOUSE) == (sale["Customer"], sale["Location"])
    assert "1 New Road" == sale["ShippingAddress"]["Line1"]
    assert [("BELL-01", 2)] == [(r["SKU"], r["Quantity"]) for r in written["Lines"]]
    assert "Colour" not in sale


def test_a_403_may_pass(shop: Shop, control: ControlClient) -> None:
    """
    A busy client met it as throttling: with good keys, now and then, and not for long.
    """
    control.do(
        "add_fault",
        {
            "kind": "status",
            "operation": "cin7_core.list_sales",
            "times": 2,
            "status": 403,
            "body": WRONG,
        },
    )

    seen = [shop.call("GET", "saleList").status_code for _ in range(3)]
    assert [403, 403, 200] == seen


def test_an_answer_comes_with_a_cookie_that_nobody_needs(shop: Shop) -> None:
    """
    The vendor's front end wants to meet a caller at the same place again.
    """
    first, second = (shop.call("GET", "me") for _ in range(2))
    shop.session.cookies.clear()

    assert "DEARAffinity" in first.cookies
    assert first.headers["Set-Cookie"] == second.headers["Set-Cookie"]
    assert 200 == shop.call("GET", "me").status_code


@pytest.mark.parametrize(
    "given",
    [
        "2026-03-05",
        "2026-03-05T00:00:00",
        "2026-03-05T17:30:00.123",
        "2026-03-05T17:30:00Z",
    ],
)
def test_a_date_is_read_with_or_without_a_time(shop: Shop, given: str) -> None:
    """
    It is a day of the company's calendar, shown as a midnight without a zone.
    """
    sale = shop.sale(ShipBy=given, SaleOrderDate=given)

    assert ["2026-03-05T00:00:00"] * 2 == [sale["ShipBy"], sale["SaleOrderDate"]]


def test_an_instant_ends_with_a_z(shop: Shop, clock: VirtualClock) -> None:
    """
    With as many digits of a second as it takes.
    """
    clock.advance(0.75)
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.invoice(sale_id)
    payment = shop.pay(sale_id, 5)

    assert "2026-03-02T09:00:00.75Z" == payment["DateCreated"]
    assert shop.get(sale_id)["LastModifiedOn"].startswith("2026-03-02T09:00:00.75")


@pytest.mark.parametrize("page", [2, 50])
def test_a_page_past_the_end_is_empty(shop: Shop, page: int) -> None:
    """
    With 200, the page's own number, and the total of the whole list.
    """
    for path, key in (
        ("saleList", "SaleList"),
        ("product", "Products"),
        ("customer", "CustomerList"),
        ("ref/location", "LocationList"),
    ):
        answer = shop.ask("GET", path, Page=page)

        assert (page, []) == (answer["Page"], answer[key])


def test_what_is_not_paged_comes_without_a_total(shop: Shop) -> None:
    """
    Price tiers and webhooks by themselves, payments and files as bare arrays.
    """
    [product] = shop.ask("GET", "product")["Products"]
    sale_id = shop.sale()["ID"]

    assert ["PriceTiers"] == list(shop.ask("GET", "ref/priceTier"))
    assert ["Webhooks"] == list(shop.ask("GET", "webhooks"))
    assert [] == shop.ask("GET", "sale/payment", SaleID=sale_id)
    assert [] == shop.ask("GET", "product/attachments", ProductID=product["ID"])


def test_an_id_is_the_same_in_either_case(shop: Shop) -> None:
    """
    In queries and bodies, at every step of a sale.
    """
    [customer] = shop.ask("GET", "customer")["CustomerList"]
    [product] = shop.ask("GET", "product")["Products"]
    [warehouse] = shop.ask("GET", "ref/location")["LocationList"]
    sale_id = shop.sale(CustomerID=customer["ID"].upper())["ID"].upper()
    bell = {**line("BELL-01", 3), "ProductID": product["ID"].upper()}
    shop.order(sale_id, Lines=[bell])
    shop.pick(sale_id, Location=None, LocationID=warehouse["ID"].upper())
    shop.pack(sale_id)
    shop.ship(sale_id)

    assert "SHIPPED" == shop.get(sale_id)["CombinedShippingStatus"]
    assert sale_id.lower() == shop.get(sale_id)["ID"]


def test_every_text_that_may_be_null_is_so_in_all_schemas(vendor: Cin7Core) -> None:
    """
    Else a profile with null for what is unset would break the contract.
    """
    answered = {
        name
        for operation in vendor.catalogue
        for name in operation.responses.values()
        if name
    }
    names = list(answered)
    for name in names:
        found = re.findall(
            r'"\$ref": "([^"]+)"', json.dumps(vendor.contract.schemas[name])
        )
        names += [one for one in found if one not in names]
    strict = {
        (name, key)
        for name in names
        for key, schema in vendor.contract.schemas[name].get("properties", {}).items()
        if key in NULLABLE and schema.get("type") == "string"
    }

    assert set() == strict
