"""
The JSON API of method 3, for the token and for users of Cin7 Core.
"""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from engine.domain.permissions import Permission
from engine.ports.vendors import CannotAnswer, Identity, Membership, PageBroken
from engine.web import accounts, shipping
from tests.unit.engine.builders import MUG, OTHER
from tests.unit.engine.fakes import Bench
from tests.unit.engine.shipping_service.desks import HEAVY_BELL, a_shop, parcels_of

CHOICES = {
    "organisation": OTHER,
    "carrier": "stamps_com",
    "service": "usps_priority_mail",
    "confirmation": "none",
}
LABELS = "/api/sales/SO-00001/labels"
RATES = "/api/sales/SO-00001/rates"
PACKAGES = "/api/sales/SO-00001/packages"
ASKED = {"organisation": OTHER}


@pytest.fixture
def bench() -> Iterator[Bench]:
    """
    Yield a shop with a sale in two boxes and a shipping service.
    """
    made = a_shop(MUG, HEAVY_BELL)
    yield made
    made.database.close()


def a_user(bench: Bench, *may: Permission, **changes: Any) -> dict[str, str]:
    """
    Return the headers of a user who may do this, and nothing else.
    """
    organisation = changes.pop("organisation", OTHER)
    member = Membership(organisation, is_active=True, permissions=frozenset(may))
    told = {"is_active": True, "memberships": (member,), **changes}
    bench.directory.known["pat"] = Identity("pat", **told)
    pair = b64encode(b"pat:secret").decode()
    return {"Authorization": f"Basic {pair}"}


def test_a_label_is_made_listed_printed_and_voided(api: Any) -> None:
    """
    The whole way of a label.
    """
    made = api.post(LABELS, json=CHOICES).json
    (first, second) = made["labels"]
    page = api.get(first["pdf"])
    void = api.delete(f"/api/labels/{second['id']}").json
    listed = api.get(LABELS, query_string=ASKED).json["labels"]

    assert made["missing"] is None
    assert (first["box"], first["cost"], first["written"]) == ("Box 1", 7.98, True)
    assert (page.content_type, page.data) == ("application/pdf", b"%PDF-")
    assert (void["approved"], void["label"]["state"]) == (True, "voided")
    assert [one["state"] for one in listed] == ["bought", "voided"]


def test_a_failure_after_the_first_is_told_beside_it(api: Any, bench: Bench) -> None:
    """
    What was bought is never kept back by what was not.
    """
    parcels_of(bench).refusals = [None, PageBroken("the wallet is empty")]

    reply = api.post(LABELS, json=CHOICES)

    assert reply.status_code == 200
    assert [one["box"] for one in reply.json["labels"]] == ["Box 1"]
    assert reply.json["missing"]["box"] == "Box 2"
    assert "wallet" in reply.json["missing"]["message"]


def test_a_label_that_lost_its_pdf_says_so(api: Any, bench: Bench) -> None:
    """
    404 and the way out.
    """
    parcels_of(bench).losses = [CannotAnswer("it hung up")]
    silent = api.post(LABELS, json=CHOICES)
    (first, _) = api.post(LABELS, json=CHOICES).json["labels"]

    reply = api.get(f"/api/labels/{first['id']}.pdf")

    assert silent.status_code == 503
    assert first["pdf"] is None
    assert (reply.status_code, reply.json["error"]["code"]) == (404, "no_pdf")
    assert "void it" in reply.json["error"]["message"]


def test_rates_have_a_sum_and_their_parts(api: Any) -> None:
    """
    In the currency of both sides.
    """
    told = api.post(RATES, json={**ASKED, "carriers": ["fedex"]}).json

    assert (told["currency"], told["package_code"]) == ("USD", "package")
    (rate,) = told["rates"]
    assert rate["total"] == 41.2
    assert rate["packages"] == [
        {"box": "Box 1", "price": 20.6},
        {"box": "Box 2", "price": 20.6},
    ]


def test_packages_are_written_and_shown(api: Any) -> None:
    """
    A box that is not told weighs what lies in it.
    """
    sides = {"length": 30, "width": 20, "height": 10, "dimension_units": "cm"}
    package = {"box": "Box 1", "weight": 2, "weight_units": "kg", **sides}
    body = {**ASKED, "packages": [package], "shipping_instructions": "Keep upright"}

    written = api.put(PACKAGES, json=body).json

    assert written == api.get(PACKAGES, query_string=ASKED).json
    assert written["shipping_instructions"] == "Keep upright"
    assert written["boxes"] == ["Box 1", "Box 2"]
    assert written["packages"] == [
        {
            "box": "Box 1",
            "weight_grams": 2000.0,
            "size_cm": {"length": 30.0, "width": 20.0, "height": 10.0},
            "entered": True,
        },
        {"box": "Box 2", "weight_grams": 600.0, "size_cm": None, "entered": False},
    ]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"weight": 0}, 422, "amount"),
        ({"weight": -1}, 422, "amount"),
        ({"weight": "NaN"}, 422, "amount"),
        ({"weight": 10**9}, 422, "amount"),
        ({"length": 10}, 422, "size"),
        ({"box": "Box 9"}, 422, "box"),
        ({"colour": "red"}, 400, "invalid_request"),
    ],
)
def test_a_package_that_cannot_be_is_refused(
    api: Any, changes: dict[str, Any], status: int, code: str
) -> None:
    """
    With a sentence.
    """
    package = {"box": "Box 1", "weight": 1, "weight_units": "kg", **changes}

    reply = api.put(PACKAGES, json={**ASKED, "packages": [package]})

    assert (reply.status_code, reply.json["error"]["code"]) == (status, code)
    assert reply.json["error"]["message"]


def test_what_is_unknown_is_not_found(api: Any) -> None:
    """
    Labels, organisations and services.
    """
    for reply in (
        api.get("/api/labels/x.pdf"),
        api.delete("/api/labels/x"),
        api.post(LABELS, json={**CHOICES, "organisation": "nobody"}),
        api.post(LABELS, json={**CHOICES, "connection": "x"}),
        api.get(PACKAGES, query_string={}),
    ):
        assert (reply.status_code, reply.json["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("permission", "status"), [(Permission.PACK, 200), (Permission.SHIP, 403)]
)
def test_packages_want_the_pack_view(
    client: FlaskClient, bench: Bench, permission: Permission, status: int
) -> None:
    """
    The other one does not do.
    """
    headers = a_user(bench, permission)

    read = client.get(PACKAGES, query_string=ASKED, headers=headers)
    written = client.put(PACKAGES, json={**ASKED, "packages": []}, headers=headers)

    assert [read.status_code, written.status_code] == [status, status]


@pytest.mark.parametrize(
    ("permission", "status"), [(Permission.SHIP, 200), (Permission.PACK, 403)]
)
def test_rates_and_labels_want_the_ship_view(
    client: FlaskClient, bench: Bench, permission: Permission, status: int
) -> None:
    """
    From asking for rates to the void.
    """
    others = a_user(bench, Permission.SHIP)
    (label, _) = client.post(LABELS, json=CHOICES, headers=others).json["labels"]  # type: ignore[index]
    headers = a_user(bench, permission)

    replies = [
        client.post(RATES, json=ASKED, headers=headers),
        client.post(LABELS, json=CHOICES, headers=headers),
        client.get(LABELS, query_string=ASKED, headers=headers),
        client.get(label["pdf"], headers=headers),
        client.delete(f"/api/labels/{label['id']}", headers=headers),
    ]

    assert [one.status_code for one in replies] == [status] * 5


def test_connecting_wants_the_permission_for_integrations(
    client: FlaskClient, bench: Bench
) -> None:
    """
    And so does all else about a connection.
    """
    (connection,) = bench.world.ledger.connections.all(OTHER)
    path = f"/api/connections/{connection.id}"
    new = {
        "organisation": OTHER,
        "method": "shipping_service",
        "api_key": "c" * 32,
        "api_secret": "d" * 32,
        "service": {
            "currency": "GBP",
            "weight_units": "pounds",
            "dimension_units": "inches",
        },
    }
    keys = {"api_key": "e" * 32, "api_secret": "f" * 32}

    def ask(headers: dict[str, str]) -> list[int]:
        parcels_of(bench).account += "+"
        made = client.post("/api/connections", json=new, headers=headers)
        parcels_of(bench).account += "+"
        changed = {"poll_minutes": 30}
        replies = [
            made,
            client.patch(f"{path}/service", json=changed, headers=headers),
            client.put(f"{path}/keys", json=keys, headers=headers),
            client.delete(path, headers=headers),
        ]
        return [one.status_code for one in replies]

    assert ask(a_user(bench, Permission.PACK, Permission.SHIP)) == [403] * 4
    assert ask(a_user(bench, Permission.INTEGRATIONS)) == [201, 200, 200, 204]


def test_a_stranger_may_nothing(client: FlaskClient, bench: Bench) -> None:
    """
    Wrong passwords, members of elsewhere, and users who are not active.
    """
    everything = tuple(Permission)
    wrong = {"Authorization": f"Basic {b64encode(b'pat:wrong').decode()}"}

    assert client.post(RATES, json=ASKED, headers=wrong).status_code == 401
    for changes in ({"organisation": "elsewhere"}, {"is_active": False}):
        headers = a_user(bench, *everything, **changes)
        reply = client.post(RATES, json=ASKED, headers=headers)
        assert (reply.status_code, reply.json["error"]["code"]) == (403, "not_allowed")  # type: ignore[index]


def test_a_user_is_none_for_what_the_token_alone_may(
    client: FlaskClient, bench: Bench
) -> None:
    """
    The log, the runs, the users.
    """
    headers = a_user(bench, *Permission)

    assert client.get("/api/log", headers=headers).status_code == 401


def test_each_call_of_users_can_refuse_one() -> None:
    """
    A call that users may make declares that it may say no.
    """
    for route in (*shipping.ROUTES, *accounts.ROUTES):
        assert route.for_users == (403 in route.replies), route.path


def test_the_own_directory_keeps_what_users_may(api: Any) -> None:
    """
    All, unless less was said.
    """
    new = {"username": "pat", "password": "x", "organisations": [OTHER]}

    made = api.post("/api/users", json=new).json
    changed = api.patch("/api/users/pat", json={"permissions": ["sale_pack"]}).json
    kept = api.patch("/api/users/pat", json={"active": False}).json

    assert made["permissions"] == ["integrations", "sale_pack", "sale_ship"]
    assert changed["permissions"] == ["sale_pack"]
    assert kept == {**changed, "active": False}


def test_warnings_of_currency_come_with_the_connection(api: Any) -> None:
    """
    At connecting and at each change, until it is right.
    """
    (one,) = api.get("/api/connections", query_string=ASKED).json["connections"]
    path = f"/api/connections/{one['id']}/service"

    wrong = api.patch(path, json={"currency": "GBP"}).json
    refused = api.patch(path, json={"weight_units": "stone"})
    right = api.patch(path, json={"currency": "USD"}).json

    assert "GBP" in wrong["warnings"][0]
    assert (refused.status_code, right["warnings"]) == (422, [])
