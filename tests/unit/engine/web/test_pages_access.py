"""
The pages over the engine's own table of users.
"""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from engine.domain.permissions import Permission
from engine.domain.records import User
from engine.ports.vendors import CannotAnswer, Identity, Membership
from engine.web.app import build_app
from engine.web.declare import Office
from tests.unit.engine.builders import ORGANISATION
from tests.unit.engine.fakes import Bench

PAGE = f"/integrations/shipstation?account={ORGANISATION}"
PAT = User("pat", is_active=True, organisations=(ORGANISATION,))


@pytest.fixture
def pat(client: FlaskClient, bench: Bench) -> FlaskClient:
    """
    Return a browser in which Pat, who may do all, is logged in.
    """
    bench.world.ledger.users.put(PAT, password_hash="unused")
    member = Membership(ORGANISATION, is_active=True)
    bench.directory.known["pat"] = Identity(
        "pat", is_active=True, memberships=(member,)
    )
    _log_in(client)
    return client


def _log_in(client: FlaskClient) -> int:
    form = client.get("/log-in").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', form)[0]
    told = {"csrf_token": token, "username": "pat", "password": "secret"}
    return client.post("/log-in", data=told).status_code


def test_a_right_that_is_taken_away_is_gone_at_once(
    pat: FlaskClient, bench: Bench
) -> None:
    """
    The own table is read for each page.
    """
    before = pat.get(PAGE).text
    some = (Permission.PACK,)
    bench.world.ledger.users.put(replace(PAT, permissions=some), password_hash=None)
    after = pat.get(PAGE).text

    lacks = "Pat lacks the permission &#39;Integrations&#39;"
    assert lacks not in before
    assert lacks.lower() in after.lower()


def test_who_is_inactive_is_out_at_once(pat: FlaskClient, bench: Bench) -> None:
    """
    The next page is the log-in.
    """
    gone = replace(PAT, is_active=False)
    bench.world.ledger.users.put(gone, password_hash=None)

    assert "/log-in" in pat.get(PAGE).headers["Location"]


def test_a_directory_that_cannot_answer_is_no_wrong_password(
    client: FlaskClient, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The page says to try again, and counts no attempt.
    """

    def silent(_username: str, _password: str) -> Identity | None:
        raise CannotAnswer("no route")

    monkeypatch.setattr(bench.directory, "whoami", silent)

    assert {503} == {_log_in(client) for _ in range(9)}


def test_an_inactive_user_is_told_so(client: FlaskClient, bench: Bench) -> None:
    """
    The password is right, and opens nothing.
    """
    bench.directory.known["pat"] = Identity("pat", is_active=False, memberships=())

    assert 403 == _log_in(client)


def test_a_bug_is_a_page_and_in_the_log(
    pat: FlaskClient, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The page tells nothing of the inside.
    """

    def broken(_organisation: str) -> None:
        raise ValueError("an inner matter")

    monkeypatch.setattr(bench.world.ledger.custom_stores, "get", broken)
    answer = pat.get(PAGE)

    assert 500 == answer.status_code
    assert "The engine failed" in answer.text
    assert "inner matter" not in answer.text


@pytest.mark.parametrize(
    ("address", "is_secure"),
    [("https://engine.example", True), ("http://localhost:8070", False), ("", False)],
)
def test_by_https_the_cookie_never_travels_bare(
    office: Office, address: str, *, is_secure: bool
) -> None:
    """
    The address that the engine is reached at says whether that is possible.
    """
    world = replace(office.world, public_url=address)
    client = build_app(replace(office, world=world)).test_client()

    told = client.get("/log-in").headers["Set-Cookie"]

    assert is_secure == ("Secure" in told.split("; "))
