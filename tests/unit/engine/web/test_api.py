"""
The JSON API.
"""

from typing import Any

from flask.testing import FlaskClient

from engine.ports.vendors import CredentialsRefused
from tests.unit.engine.builders import ORGANISATION, OTHER, a_sale
from tests.unit.engine.fakes import Bench

KEYS = {"api_key": "a" * 32, "api_secret": "b" * 32}
CONNECT = {"organisation": OTHER, "method": "shipstation_store", **KEYS}
ACCOUNT = {"name": "New", "account_id": "ABC", "application_key": "key"}


def test_health_needs_no_token_and_the_api_does(client: FlaskClient) -> None:
    """
    A wrong token is as good as none.
    """
    wrong = {"Authorization": "Bearer wrong"}

    assert client.get("/health").json == {"status": "ok"}
    assert client.get("/ready").status_code == 200
    assert client.get("/api/runs").status_code == 401
    assert client.get("/api/openapi.json", headers=wrong).status_code == 401


def test_an_organisation_is_set_up_and_renamed(api: Any) -> None:
    """
    The second time answers 200.
    """
    made = api.post("/api/organisations", json=ACCOUNT)
    again = api.post("/api/organisations", json={**ACCOUNT, "name": "Other"})

    assert (made.status_code, again.status_code) == (201, 200)
    assert again.json == {
        "id": "abc",
        "name": "Other",
        "method_policy": "strict",
        "custom_store": "Disabled",
    }
    names = [one["name"] for one in api.get("/api/organisations").json["organisations"]]
    assert names == ["Ada Ltd", "Kim Ltd", "Other"]


def test_refused_credentials_are_a_sentence(api: Any, bench: Bench) -> None:
    """
    With a code that a program can read.
    """
    bench.cin7_core.problem = CredentialsRefused("no")

    reply = api.post("/api/organisations", json=ACCOUNT)

    assert reply.status_code == 422
    assert reply.json["error"]["code"] == "credentials_refused"


def test_bodies_are_checked(api: Any) -> None:
    """
    What lacks, what is strange and what is no JSON.
    """
    bodies = [b"{}", b'{"name": 1}', b"[", b'{"method_policy": "lax"}']

    replies = [api.post("/api/organisations", data=body) for body in bodies]

    assert {reply.status_code for reply in replies} == {400}
    assert replies[0].json["error"]["code"] == "invalid_request"


def test_a_connection_lives_and_ends(api: Any) -> None:
    """
    Connected, connected again, new keys, gone; its keys are never told.
    """
    made = api.post("/api/connections", json=CONNECT)
    again = api.post("/api/connections", json=CONNECT)
    path = f"/api/connections/{made.json['id']}"

    assert (made.status_code, made.json["state"]) == (201, "active")
    assert made.json["warnings"] == []
    assert (again.status_code, again.json["error"]["code"]) == (
        409,
        "already_connected",
    )
    assert api.put(f"{path}/keys", json=KEYS).json["state"] == "active"
    assert api.delete(path).status_code == 204
    assert api.delete(path).status_code == 404
    told = api.get(f"/api/connections?organisation={OTHER}")
    assert told.json["connections"][0]["state"] == "disconnected"
    assert KEYS["api_key"] not in told.text


def test_methods_are_refused_by_policy(api: Any) -> None:
    """
    409 and the sentence; another policy lets it pass.
    """
    asked = {**CONNECT, "organisation": ORGANISATION}
    path = f"/api/organisations/{ORGANISATION}"

    refused = api.post("/api/connections", json=asked)
    changed = api.patch(path, json={"method_policy": "cin7"})
    allowed = api.post("/api/connections", json=asked)
    strict = api.patch(path, json={"method_policy": "strict"})

    assert (refused.status_code, refused.json["error"]["code"]) == (
        409,
        "method_refused",
    )
    assert changed.json["method_policy"] == "cin7"
    assert (allowed.status_code, len(allowed.json["warnings"])) == (201, 1)
    assert strict.status_code == 409


def test_a_custom_store_is_switched(api: Any) -> None:
    """
    Settings that are not told stay.
    """
    path = f"/api/custom-store?organisation={OTHER}"
    change = {"organisation": OTHER, "status": "Enabled", "acknowledge": "applied"}

    assert api.get(path).json["status"] == "Disabled"
    assert api.put("/api/custom-store", json=change).status_code == 200
    api.put("/api/custom-store", json={"organisation": OTHER, "status": "Enabled"})
    told = api.get(path).json
    assert (told["status"], told["acknowledge"]) == ("Enabled", "applied")
    assert told["status_word_source"] == "invoice"
    assert api.get("/api/custom-store?organisation=none").status_code == 404


def test_users_are_kept(api: Any) -> None:
    """
    Added, changed and listed without a password.
    """
    new = {"username": "ada", "password": "secret", "organisations": [ORGANISATION]}

    assert api.post("/api/users", json=new).status_code == 201
    changed = api.patch("/api/users/ada", json={"active": False})
    assert changed.json["active"] is False
    assert api.get("/api/users").json == {"users": [changed.json]}
    assert api.patch("/api/users/bob", json={}).status_code == 404


def test_a_sync_runs_now_and_is_told(api: Any, bench: Bench) -> None:
    """
    What matches runs; runs, orders and the log are told.
    """
    bench.cin7_core.put(a_sale(order_status="DRAFT"))

    runs = api.post("/api/sync", json={"organisation": ORGANISATION}).json["runs"]

    assert runs[0]["outcomes"] == {
        "delivered": 0,
        "unchanged": 0,
        "held_back": 1,
        "failed": 0,
    }
    assert runs[0]["error"] is None
    assert api.get("/api/runs").json["runs"] == runs
    entry = api.get("/api/log?subject=SO-00001&outcome=held_back").json["entries"][0]
    assert (entry["reason"], entry["method"]) == ("order", "custom_store")
    assert api.get("/api/orders").json == {"orders": []}
    assert api.get("/api/shipments").json == {"shipments": []}
    assert api.get("/api/log?limit=none").status_code == 200


def test_the_document_has_every_call(api: Any) -> None:
    """
    Each route of the API is a path of the OpenAPI document, with its models.
    """
    document = api.get("/api/openapi.json").json
    rules = api.application.url_map.iter_rules()
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in rules
        if rule.rule.startswith("/api/") and "openapi" not in rule.rule
    }

    assert routes == set(document["paths"])
    assert "NewConnection" in document["components"]["schemas"]


def test_strange_paths_and_verbs_are_json_too(api: Any) -> None:
    """
    404 and 405 have the shape of every other error.
    """
    assert api.get("/api/nothing").json["error"]["code"] == "not_found"
    assert api.delete("/api/runs").json["error"]["code"] == "method_not_allowed"
