"""
What V1 does to every call: keys, allowance, headers, and shapes of refusals.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from emulators.kit.ambient import VirtualClock
from emulators.kit.basic import authorization
from emulators.kit.contract import Contract
from emulators.kit.control_client import ControlClient, ControlRefused
from emulators.kit.server import Server
from emulators.shipstation.service import MAIN_KEY, MAIN_SECRET, ShipStation
from tests.contract.shipstation.bench import LOGIN, MANUAL_ORDER, Bench
from tests.contract.shipstation.test_schemas import CONTRACT


def _as(bench: Bench, key: str, secret: str) -> requests.Response:
    return bench.client.get(
        f"{bench.server.url}/stores",
        headers={"Authorization": authorization(key, secret)},
        timeout=5,
    )


@pytest.mark.parametrize(
    ("key", "secret"),
    [(MAIN_KEY, "wrong"), ("wrong", MAIN_SECRET), ("", ""), (MAIN_KEY, "ü")],
)
def test_bad_keys_are_refused(bench: Bench, key: str, secret: str) -> None:
    """
    With the stock text, the realm, and the headers of every answer.
    """
    answer = _as(bench, key, secret)

    assert answer.status_code == 401
    assert answer.json() == {
        "Message": "Authorization has been denied for this request."
    }
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="ssapi.shipstation.com"'
    assert answer.headers["X-Rate-Limit-Limit"] == "40"


def test_no_keys_at_all_are_refused(bench: Bench) -> None:
    """
    The call stands in the journal of those that nobody can be named for.
    """
    answer = bench.client.get(f"{bench.server.url}/orders", timeout=5)

    [exchange] = bench.control.do("journal", anonymous="true")["exchanges"]
    assert (answer.status_code, exchange["status"]) == (401, 401)


def test_regenerated_keys_end_the_old_ones_which_are_still_known(bench: Bench) -> None:
    """
    The refused call stands in the journal of the account.
    """
    pair = bench.control.screen("POST", "/api-keys/regenerate")

    old, new = (
        _as(bench, MAIN_KEY, MAIN_SECRET),
        _as(bench, pair["apiKey"], pair["apiSecret"]),
    )
    assert (old.status_code, new.status_code) == (401, 200)
    statuses = [e["status"] for e in bench.control.do("journal")["exchanges"][1:]]
    assert statuses == [401, 200]


def test_an_account_without_keys_says_so_and_generates_them_once(bench: Bench) -> None:
    """
    With keys, the screen says to copy them.
    """
    opened = bench.control.do("open_account", {"name": "new", "keys": False})
    person = ControlClient(bench.server.origin, account="new")

    before = person.screen("GET", "/api-keys")
    pair = person.screen("POST", "/api-keys")
    after = person.screen("GET", "/api-keys")

    assert opened == {"name": "new", "api_key": None, "api_secret": None}
    assert (before["keys"], after["keys"]) == ([], [pair])
    assert "no API keys yet" in before["sentence"]
    assert "Copy this pair" in after["sentence"]
    assert _as(bench, pair["apiKey"], pair["apiSecret"]).status_code == 200
    with pytest.raises(ControlRefused, match="has API keys"):
        person.screen("POST", "/api-keys")
    person.close()


def test_accounts_do_not_see_each_other(bench: Bench) -> None:
    """
    The keys say whose orders are meant, and a reset leaves one account.
    """
    other = bench.control.do("open_account", {"name": "other"})
    bench.control.screen("POST", "/orders", MANUAL_ORDER)
    theirs = bench.client.get(
        f"{bench.server.url}/orders",
        auth=(other["api_key"], other["api_secret"]),
        timeout=5,
    )

    assert bench.get("/orders").json()["total"] == 1
    assert theirs.json()["total"] == 0
    bench.control.do("reset")
    assert bench.control.do("accounts") == {"accounts": ["main"]}
    assert _as(bench, other["api_key"], other["api_secret"]).status_code == 401


def test_an_account_has_a_name(bench: Bench) -> None:
    """
    And one that is opened again is empty.
    """
    bench.control.screen("POST", "/orders", MANUAL_ORDER)

    again = bench.control.do("open_account", {"name": "main"})

    assert again == {"name": "main", "api_key": MAIN_KEY, "api_secret": MAIN_SECRET}
    assert bench.get("/orders").json()["total"] == 0
    with pytest.raises(ControlRefused, match="has a name"):
        bench.control.do("open_account", {})


def test_every_answer_has_the_recorded_headers(bench: Bench) -> None:
    """
    Also the one to a path that there is not.
    """
    headers = bench.get("/nothing").headers

    assert {
        "Cache-Control": "no-cache",
        "Pragma": "no-cache",
        "Expires": "-1",
        "Content-Type": "application/json; charset=utf-8",
        "Server": "Microsoft-IIS/8.0",
        "X-AspNet-Version": "4.0.30319",
        "X-Powered-By": "ASP.NET",
        "Date": "Mon, 02 Mar 2026 18:00:30 GMT",
        "X-Rate-Limit-Limit": "40",
        "X-Rate-Limit-Remaining": "40",
        "X-Rate-Limit-Reset": "30",
    }.items() <= dict(headers).items()


def test_the_41st_call_of_a_minute_is_refused(bench: Bench) -> None:
    """
    The window is the minute of the wall clock: half a minute later all is well.
    """
    left = [
        int(bench.get("/stores").headers["X-Rate-Limit-Remaining"]) for _ in range(40)
    ]
    refused = bench.get("/stores")
    bench.clock.advance(30)

    assert left == list(range(40, 0, -1))
    assert refused.status_code == 429
    assert refused.text == '{ "message": "Too Many Requests" }'
    assert refused.headers["X-Rate-Limit-Remaining"] == "0"
    assert bench.get("/stores").status_code == 200


def test_people_at_the_screen_are_not_counted(bench: Bench) -> None:
    """
    What a person clicks uses no key.
    """
    for _ in range(45):
        bench.control.person("GET", "/stores")

    assert bench.get("/stores").headers["X-Rate-Limit-Remaining"] == "40"


@pytest.fixture
def unlimited() -> Iterator[Server]:
    """
    Return a fake without limits.
    """
    clock = VirtualClock(datetime(2026, 3, 2, tzinfo=UTC))
    server = Server(ShipStation(clock, rate_limits=False))
    yield server
    server.close()


def test_limits_can_be_left_out(unlimited: Server) -> None:
    """
    The headers stay.
    """
    with requests.Session() as client:
        answers = [
            client.get(f"{unlimited.url}/stores", headers=LOGIN, timeout=5)
            for _ in range(45)
        ]

    assert {answer.status_code for answer in answers} == {200}
    assert answers[-1].headers["X-Rate-Limit-Limit"] == "40"
    assert answers[-1].headers["X-Rate-Limit-Remaining"] == "40"


REFUSALS: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/orders/1", {}, 404, "error.message.json"),
    ("GET", "/xyz", {}, 404, "error.message.json"),
    ("GET", "/orders/abc", {}, 404, "error.message.json"),
    ("PATCH", "/orders", {}, 405, "error.message.json"),
    ("GET", "/orders?orderDateStart=soon", {}, 400, "error.model_state.json"),
    ("GET", "/orders?orderStatus=lost", {}, 400, "error.model_state.json"),
    ("GET", "/orders?storeId=x", {}, 400, "error.model_state.json"),
    ("GET", "/carriers/listservices", {}, 400, "error.model_state.json"),
    ("GET", "/carriers/listservices?carrierCode=x", {}, 404, "error.message.json"),
    (
        "POST",
        "/orders/createlabelfororder",
        {"json": []},
        400,
        "error.model_state.json",
    ),
    (
        "POST",
        "/orders/createlabelfororder",
        {"data": b"{", "headers": {"Content-Type": "application/json"}},
        400,
        "error.model_state.json",
    ),
    (
        "POST",
        "/orders/createlabelfororder",
        {"json": {"orderId": "abc"}},
        400,
        "error.model_state.json",
    ),
    (
        "POST",
        "/orders/createlabelfororder",
        {"data": b"x", "headers": {"Content-Type": "text/plain"}},
        415,
        "error.message.json",
    ),
    ("POST", "/orders/createlabelfororder", {"json": {}}, 404, "error.message.json"),
    ("POST", "/stores/refreshstore?storeId=7", {}, 500, "error.exception.json"),
    ("POST", "/stores/refreshstore?storeId=179188", {}, 500, "error.exception.json"),
    (
        "POST",
        "/stores/refreshstore",
        {"json": {"storeId": "179188", "refreshDate": "soon"}},
        400,
        "error.model_state.json",
    ),
]


@pytest.mark.parametrize(("method", "path", "more", "status", "schema"), REFUSALS)
def test_a_refusal_has_the_shape_of_its_kind(
    bench: Bench,
    method: str,
    path: str,
    more: dict[str, Any],
    *,
    status: int,
    schema: str,
) -> None:
    """
    And the blame for it is not the fake's.
    """
    headers = {**LOGIN, **more.get("headers", {})}
    answer = bench.client.request(
        method,
        bench.server.url + path,
        timeout=5,
        **{**more, "headers": headers},
    )

    assert answer.status_code == status
    assert CONTRACT.problem(schema, answer.json()) is None
    [exchange] = bench.control.do("journal")["exchanges"]
    assert "broken by the fake" not in exchange["verdict"]


def test_the_texts_of_refusals(bench: Bench) -> None:
    """
    As the framework behind V1 writes them.
    """
    unknown = bench.get("/xyz")
    verb = bench.client.patch(f"{bench.server.url}/orders", headers=LOGIN, timeout=5)
    date = bench.get("/orders", modifyDateStart="soon")

    assert unknown.json()["Message"] == (
        "No HTTP resource was found that matches the request URI "
        "'https://ssapi.shipstation.com/xyz'."
    )
    assert verb.json()["Message"] == (
        "The requested resource does not support http method 'PATCH'."
    )
    assert verb.headers["Allow"] == "GET"
    assert date.json()["ModelState"] == {
        "modifyDateStart": ["The value 'soon' is not valid for Nullable`1."]
    }


def test_paths_and_query_names_match_in_any_case(bench: Bench) -> None:
    """
    Clients in the wild write them as they like.
    """
    bench.control.screen("POST", "/orders", MANUAL_ORDER)

    answer = bench.get("//Orders/", ORDERNUMBER="M-1", pagesize=1)

    assert answer.json()["total"] == 1


@pytest.mark.parametrize(
    "path", ["/Orders/List", "/orders/list/", "//ORDERS//list?orderNumber=m"]
)
def test_an_older_path_leads_to_the_orders_too(bench: Bench, path: str) -> None:
    """
    As clients of many years use it; the journal has the name of today.
    """
    bench.control.screen("POST", "/orders", MANUAL_ORDER)

    answer = bench.get(path)

    exchange = bench.control.do("journal")["exchanges"][-1]
    assert answer.json()["total"] == 1
    assert exchange["operation"] == "shipstation.list_orders"


def test_the_header_of_a_partner_changes_nothing(bench: Bench) -> None:
    """
    Under either name.
    """
    headers = {**LOGIN, "x-partner": "p", "x-shipstation-partner": "p"}
    answer = bench.client.get(f"{bench.server.url}/stores", headers=headers, timeout=5)

    assert answer.status_code == 200
    assert answer.json() == bench.get("/stores").json()


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/orders", {"API-Key": MAIN_KEY}),
        ("/v2/shipments", {"API-Key": MAIN_KEY}),
        ("/orders", {"Authorization": authorization("TEST_" + "A" * 38, "")}),
    ],
)
def test_the_keys_of_the_newer_api_are_none_here(
    bench: Bench, path: str, headers: dict[str, str]
) -> None:
    """
    In its own header, or as a user name; its paths are none either.
    """
    answer = bench.client.get(bench.server.url + path, headers=headers, timeout=5)

    assert answer.status_code == 401
    assert bench.get("/v2/shipments").status_code == 404


def test_the_contract_of_the_fake_is_one_folder(bench: Bench) -> None:
    """
    The service validates with the schemas that the tests read.
    """
    contract: Contract = bench.service.contract

    assert contract.schemas == CONTRACT.schemas


def test_deleted_keys_are_dead_and_another_pair_can_be_generated(bench: Bench) -> None:
    """
    The screen says that there are none.
    """
    [old] = bench.control.screen("GET", "/api-keys")["keys"]

    after = bench.control.screen("DELETE", "/api-keys")
    status = _as(bench, old["apiKey"], old["apiSecret"]).status_code
    pair = bench.control.screen("POST", "/api-keys")

    assert (after["keys"], status) == ([], 401)
    assert "no API keys yet" in after["sentence"]
    assert _as(bench, pair["apiKey"], pair["apiSecret"]).status_code == 200
