"""
The JSON API of method 1.
"""

from typing import Any

import pytest

from engine.ports.vendors import CannotAnswer, CredentialsRefused
from tests.unit.engine.builders import ORGANISATION, OTHER, a_sale, with_task
from tests.unit.engine.fakes import Bench

SETTINGS = {
    "gift_attribute": "AdditionalAttribute3",
    "option_attributes": {"ProductCustomField1": "Colour"},
    "currency_code": False,
    "locations": ["Main"],
    "cost_to_invoice": True,
    "carriers": {"Bicycle": "City Couriers"},
    "window_days": 60,
}
PAIR = {"api_key": "a" * 32, "api_secret": "b" * 32}
RESEND = {"organisation": ORGANISATION, "sale": "SO-00001"}


def put(api: Any, **settings: Any) -> Any:
    """
    Change the custom store's settings.
    """
    return api.put("/api/custom-store", json={"organisation": ORGANISATION, **settings})


def test_settings_are_kept_one_by_one(api: Any) -> None:
    """
    What is not told stays, the switch included.
    """
    for name, value in SETTINGS.items():
        assert put(api, **{name: value}).status_code == 200

    shown = api.get(f"/api/custom-store?organisation={ORGANISATION}").json

    assert {name: shown[name] for name in SETTINGS} == SETTINGS
    assert shown["status"] == "Enabled"


def test_settings_out_of_range_are_refused(api: Any) -> None:
    """
    With the name of what is wrong.
    """
    wrong: list[dict[str, Any]] = [
        {"window_days": 0},
        {"locations": [""]},
        {"gift_attribute": ""},
    ]

    replies = [put(api, **settings) for settings in wrong]

    assert [reply.status_code for reply in replies] == [400, 400, 400]
    assert "window_days" in replies[0].json["error"]["message"]


def test_a_pair_for_comparing_is_tried_and_never_told(api: Any, bench: Bench) -> None:
    """
    Shown is only that there is one.
    """
    bench.vendors.ship_station.problem = CredentialsRefused("no")
    assert put(api, **PAIR).json["error"]["code"] == "credentials_refused"
    bench.vendors.ship_station.problem = None

    shown = put(api, **PAIR)

    assert shown.json["comparable"] is True
    assert PAIR["api_secret"] not in shown.text
    assert put(api, status="Enabled").json["comparable"] is True
    assert put(api, api_key=None).json["comparable"] is False


def test_other_settings_let_the_mirror_read_anew(api: Any, bench: Bench) -> None:
    """
    What was held by a location is offered when the location is wanted.
    """
    bench.cin7_core.put(a_sale())
    put(api, locations=["East"])
    api.post("/api/sync", json={})
    assert bench.log()[-1] == ("SO-00001", "held_back", "location")

    put(api, locations=["Main"])
    api.post("/api/sync", json={})

    shown = api.get(f"/api/sales/SO-00001?organisation={ORGANISATION}").json
    assert shown["fulfilments"] == [
        {
            "task_id": "task-so-00001",
            "order_number": "SO-00001",
            "gate": None,
            "status_word": "authorised",
            "offered": True,
        }
    ]


def test_a_wider_window_is_listed_from_its_beginning(api: Any, bench: Bench) -> None:
    """
    A narrower one changes nothing.
    """
    api.post("/api/sync", json={})
    put(api, window_days=60)
    api.post("/api/sync", json={})
    put(api, window_days=10)
    api.post("/api/sync", json={})

    listed = [one for one in bench.cin7_core.calls if one.startswith("ready")]
    assert listed == ["ready 1", "ready 1"]


def test_resend_marks(api: Any, bench: Bench) -> None:
    """
    200 with the numbers of the orders.
    """
    bench.cin7_core.put(with_task(a_sale(), ship_status="AUTHORISED"))

    reply = api.post("/api/custom-store/resend", json=RESEND)

    assert (reply.status_code, reply.json) == (
        200,
        {"marked": ["SO-00001"], "held_back": {}},
    )


def test_resend_refuses_with_a_way_out(api: Any, bench: Bench) -> None:
    """
    Unknown, hidden, Disabled, and a Cin7 Core that cannot be asked.
    """
    bench.cin7_core.put(a_sale())
    wanted = [
        ({**RESEND, "sale": "SO-9"}, 404, "not_found"),
        (RESEND, 409, "resend_hidden"),
        ({**RESEND, "organisation": OTHER}, 409, "custom_store_disabled"),
    ]
    for body, status, code in wanted:
        reply = api.post("/api/custom-store/resend", json=body)
        assert (reply.status_code, reply.json["error"]["code"]) == (status, code)
    bench.cin7_core.problem = CannotAnswer("Cin7 Core is silent")

    reply = api.post("/api/custom-store/resend", json=RESEND)

    assert reply.status_code == 503
    assert "silent" in reply.json["error"]["message"]


def test_an_unknown_sale_is_not_found(api: Any) -> None:
    """
    So is a sale of an organisation that is not set up.
    """
    for organisation in (ORGANISATION, "nobody"):
        reply = api.get(f"/api/sales/SO-9?organisation={organisation}")
        assert reply.status_code == 404


@pytest.mark.parametrize("policy", ["cin7", "dear"])
def test_the_danger_of_two_methods_is_announced(api: Any, policy: str) -> None:
    """
    Whichever of the two comes second, under both policies that allow it.
    """
    path = f"/api/organisations/{ORGANISATION}"
    api.patch(path, json={"method_policy": policy})
    keys = {"organisation": ORGANISATION, "method": "shipstation_store", **PAIR}

    second = api.post("/api/connections", json=keys)
    put(api, status="Disabled")
    first = put(api, status="Enabled")

    for reply in (second, first):
        assert reply.status_code < 300
        assert "twice" in reply.json["warnings"][0]
    assert put(api, status="Enabled").json["warnings"] == []


def test_a_key_of_v2_is_refused_with_a_hint(api: Any, bench: Bench) -> None:
    """
    Also where it was meant for comparing.
    """
    bench.vendors.ship_station.problem = CredentialsRefused("no")

    reply = put(api, api_key="TEST_8xk2", api_secret="x")

    assert reply.status_code == 422
    assert "API V2" in reply.json["error"]["message"]
