"""
How the fake treats its callers, whatever they ask.
"""

from collections.abc import Iterator

import pytest
import requests

from emulators.cin7_core.service import ACCOUNT_ID, APPLICATION_KEY, Cin7Core
from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from emulators.kit.server import Server
from tests.contract.cin7_core.conftest import START
from tests.contract.cin7_core.shop import Shop

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


def test_a_preset_sets_every_fact(shop: Shop, control: ControlClient) -> None:
    """
    The first has the defaults.
    """
    presets = control.do("presets")

    strict = control.do("set_profile", {"preset": "strict"})
    answer = shop.call("GET", "sale", ID="nothing")

    assert list(presets) == ["current", "legacy_2021", "strict"]
    assert strict == presets["strict"] == control.do("profile")
    assert answer.status_code == 200
    assert control.do("set_profile", {"preset": "current"}) == presets["current"]
