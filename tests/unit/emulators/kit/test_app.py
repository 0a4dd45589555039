"""
The pipeline: every call is answered in the vendor's manner, checked and kept.
"""

from collections.abc import Iterator

import pytest
import requests

from emulators.kit.basic import authorization
from emulators.kit.control_client import ControlClient, ControlRefused
from emulators.kit.server import Server

LOGIN = {"Authorization": authorization("main", "main")}


@pytest.fixture
def control(server: Server) -> Iterator[ControlClient]:
    """
    Return the shop's control plane.
    """
    client = ControlClient(server.origin)
    yield client
    client.close()


def test_a_call_is_answered_and_kept(server: Server, control: ControlClient) -> None:
    """
    A decimal keeps its scale, and the journal has both bodies and the verdict.
    """
    answer = requests.post(
        f"{server.url}/items",
        data=b'{"name": "Mug", "price": 48.00}',
        headers=LOGIN,
        timeout=5,
    )

    [exchange] = control.do("journal")["exchanges"]
    assert answer.text == '{"name":"Mug","price":48.00,"id":1}'
    assert exchange["operation"] == "shop.create_item"
    assert exchange["request"] == {"name": "Mug", "price": 48.0}
    assert exchange["verdict"] == "kept"


@pytest.mark.parametrize("path", ["/items/1", "/ITEMS/1/", "//Items//1?PRICEIN=7"])
def test_paths_and_query_names_match_in_any_case(server: Server, path: str) -> None:
    """
    Case, doubled and trailing slashes make no difference.
    """
    requests.post(f"{server.url}/items", json={"name": "Mug"}, headers=LOGIN, timeout=5)

    answer = requests.get(server.url + path, headers=LOGIN, timeout=5)

    assert answer.status_code == 200
    assert answer.json()["query"] == ({"priceIn": 7} if "?" in path else {})


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/items/1", None, 404),
        ("GET", "/itemz/1", None, 404),
        ("PATCH", "/items/1", None, 405),
        ("DELETE", "/items/1", None, 501),
        ("POST", "/items", b"{", 400),
        ("POST", "/items", b'{"name": 1}', 400),
        ("POST", "/items", b"", 400),
        ("GET", "/items/1?priceIn=x", None, 400),
        ("GET", "/items/99", None, 500),
    ],
)
def test_refusals(
    server: Server, method: str, path: str, body: bytes | None, status: int
) -> None:
    """
    What cannot be done gets the vendor's status, a broken contract of ours a 500.
    """
    answer = requests.request(
        method, server.url + path, data=body, headers=LOGIN, timeout=5
    )

    assert answer.status_code == status


def test_a_near_miss_is_hinted(server: Server) -> None:
    """
    The 404 stays the vendor's, and the hint stands in a header.
    """
    answer = requests.get(f"{server.url}/itmes/1", headers=LOGIN, timeout=5)

    assert answer.status_code == 404
    assert "did you mean" in answer.headers["X-Emulator-Hint"]


def test_an_account_is_known_by_its_credential(
    server: Server, control: ControlClient
) -> None:
    """
    Two accounts share a server and see nothing of each other.
    """
    other = control.do("open_account", {"name": "other"})["login"]
    requests.post(f"{server.url}/items", json={"name": "Mug"}, headers=LOGIN, timeout=5)

    answer = requests.get(
        f"{server.url}/items/1", headers={"Authorization": other}, timeout=5
    )

    assert answer.status_code == 404
    assert len(control.do("journal")["exchanges"]) == 1


def test_a_stranger_is_refused_and_kept_apart(
    server: Server, control: ControlClient
) -> None:
    """
    A call without a good credential is in no account's journal.
    """
    answer = requests.get(f"{server.url}/items/1", timeout=5)

    assert answer.status_code == 401
    assert control.do("journal")["exchanges"] == []
    assert len(control.do("journal", anonymous="true")["exchanges"]) == 1


def test_a_reset_forgets_accounts_and_strangers(
    server: Server, control: ControlClient
) -> None:
    """
    What is there after it is what was there at the start.
    """
    control.do("open_account", {"name": "other"})
    requests.get(f"{server.url}/items/1", timeout=5)

    control.do("reset")

    assert control.do("accounts")["accounts"] == ["main"]
    assert control.do("journal", anonymous="true")["exchanges"] == []


def test_calls_beyond_the_allowance_are_refused(
    server: Server, control: ControlClient
) -> None:
    """
    After 40 calls in a minute the 41st is refused; a minute later all is well.
    """
    session = requests.Session()
    session.headers.update(LOGIN)
    for _ in range(40):
        session.get(f"{server.url}/items/1", timeout=5)

    refused = session.get(f"{server.url}/items/1", timeout=5)
    control.do("advance", {"seconds": 60})
    later = session.get(f"{server.url}/items/1", timeout=5)
    session.close()

    assert [429, 404] == [refused.status_code, later.status_code]


def test_a_person_at_the_screen_uses_up_no_allowance(
    server: Server, control: ControlClient
) -> None:
    """
    The same operation, done by a person, is not counted and marked as such.
    """
    control.person("POST", "/items", {"name": "Mug"})

    [exchange] = control.do("journal")["exchanges"]
    answer = requests.get(f"{server.url}/items/1", headers=LOGIN, timeout=5)
    assert exchange["by"] == "person"
    assert answer.headers["X-Left"] == "40"


def test_faults_are_planned_and_used_up(server: Server, control: ControlClient) -> None:
    """
    A status fault answers once; a lost reply does the work and hangs up.
    """
    control.do(
        "add_fault", {"kind": "status", "operation": "shop.create_item", "status": 503}
    )
    control.do("add_fault", {"kind": "lost-reply", "operation": "shop.*"})

    refused = requests.post(
        f"{server.url}/items", json={"name": "Mug"}, headers=LOGIN, timeout=5
    )
    with pytest.raises(requests.ConnectionError):
        requests.post(
            f"{server.url}/items", json={"name": "Mug"}, headers=LOGIN, timeout=5
        )

    assert refused.status_code == 503
    assert [None, "Mug"] == [
        (exchange["reply"] or {}).get("name")
        for exchange in control.do("journal")["exchanges"]
    ]
    assert control.do("faults") == {"faults": []}


def test_a_reply_that_is_cut_has_been_committed(
    server: Server, control: ControlClient
) -> None:
    """
    The head promises more than comes.
    """
    control.do("add_fault", {"kind": "cut-reply", "operation": "shop.*"})

    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="more expected"):
        requests.post(
            f"{server.url}/items", json={"name": "Mug"}, headers=LOGIN, timeout=5
        )

    [exchange] = control.do("journal")["exchanges"]
    assert (exchange["fault"], exchange["reply"]["name"]) == ("cut-reply", "Mug")


def test_a_journal_is_read_in_parts(control: ControlClient) -> None:
    """
    The latest exchanges, or the next ones after a number; a limit of none is refused.
    """
    for name in ("Mug", "Bell", "Lamp"):
        control.person("POST", "/items", {"name": name})
    numbers = [one["number"] for one in control.do("journal")["exchanges"]]

    def found(**query: str) -> list[int]:
        exchanges = control.do("journal", **query)["exchanges"]
        return [one["number"] for one in exchanges]

    assert numbers[-2:] == found(limit="2")
    assert numbers[1:] == found(after=str(numbers[0]))
    assert numbers[1:2] == found(after=str(numbers[0]), limit="1")
    assert numbers[:1] == found(after="0", limit="1")
    with pytest.raises(ControlRefused, match="limit is how many exchanges"):
        control.do("journal", limit="0")


def test_a_journal_shows_no_secrets(server: Server, control: ControlClient) -> None:
    """
    Neither of a body nor of a query; other keys and an empty secret are no secrets.
    """
    body = {"name": "Mug", "Password": "p", "more": [{"apiSecret": "s", "token": ""}]}
    query = {"SS-Password": "p", "orderKey": "k"}

    requests.post(
        f"{server.url}/items", json=body, params=query, headers=LOGIN, timeout=5
    )

    [exchange] = control.do("journal")["exchanges"]
    assert exchange["query"] == "SS-Password=***&orderKey=k"
    assert exchange["request"] == {
        "name": "Mug",
        "Password": "***",
        "more": [{"apiSecret": "***", "token": ""}],
    }


def test_a_delay_moves_the_virtual_clock_and_nobody_waits(
    server: Server, control: ControlClient
) -> None:
    """
    An hour's delay is an hour on the clock.
    """
    control.do(
        "add_fault", {"kind": "delay", "operation": "shop.get_item", "seconds": 3600}
    )

    requests.get(f"{server.url}/items/1", headers=LOGIN, timeout=5)

    assert control.do("clock")["now"] == "2026-03-02T01:00:00+00:00"


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"kind": "rain"}, "a fault's kind is one of"),
        ({"kind": "status", "operation": "shop.get_item"}, "lacks its setting status"),
        ({"kind": "delay", "operation": "shop.get_itme", "seconds": 1}, "no operation"),
    ],
)
def test_a_fault_that_is_none_is_refused(
    control: ControlClient, fault: dict[str, object], sentence: str
) -> None:
    """
    The refusal says what would be right.
    """
    with pytest.raises(ControlRefused, match=sentence):
        control.do("add_fault", fault)


def test_openapi_has_what_is_built(control: ControlClient) -> None:
    """
    The document is derived from the declarations.
    """
    document = control.do("openapi")

    assert {"/items", "/Items/{item_id}"} == set(document["paths"])
    assert {"get"} == set(document["paths"]["/Items/{item_id}"])
