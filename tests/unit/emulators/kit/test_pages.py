"""
What all pages of fakes have in common.
"""

from collections.abc import Iterator

import pytest
import requests
from lxml import html

from emulators.kit.server import Server

FORM = "/ui/items/new"


class Person:
    """
    Somebody with a browser that has no script.
    """

    def __init__(self, server: Server) -> None:
        self.origin = server.origin
        self.session = requests.Session()

    def get(self, path: str, **headers: str) -> requests.Response:
        """
        Open a page.
        """
        return self.session.get(self.origin + path, headers=headers, timeout=5)

    def post(
        self, path: str, *, has_token: bool = True, **form: str
    ) -> requests.Response:
        """
        Send a form from its page.
        """
        token = {"csrf_token": self.token()} if has_token else {}
        url = self.origin + path
        return self.session.post(url, data={**form, **token}, timeout=5)

    def token(self) -> str:
        """
        Return the token of the form on the page that is open.
        """
        page = html.fromstring(self.get("/ui/log-in").content)
        found = page.find(".//main//input[@name='csrf_token']")
        return str(found.get("value")) if found is not None else ""

    def logs_in(self, name: str = "main", told: str = "main") -> requests.Response:
        """
        Type name and password.
        """
        return self.post("/ui/log-in", username=name, password=told)


@pytest.fixture
def person(server: Server) -> Iterator[Person]:
    """
    Return somebody who was never here.
    """
    person = Person(server)
    yield person
    person.session.close()


def heading(response: requests.Response) -> str:
    """
    Return what the page is headed.
    """
    return str(html.fromstring(response.content).findtext(".//h1"))


def test_who_has_not_signed_in_comes_to_the_log_in(person: Person) -> None:
    """
    The page that was asked for follows the log-in.
    """
    asked = person.get("/ui/items/new?a=1")

    assert f"{person.origin}/ui/log-in?next=/items/new%3Fa%3D1" == asked.url
    assert "Log in" == heading(asked)


def test_a_wrong_password_is_said_and_not_shown(person: Person) -> None:
    """
    The name stays in its field; the password does not.
    """
    refused = person.logs_in(told="guess<1>")

    assert 401 == refused.status_code
    assert "User name or password is wrong." in refused.text
    assert 'value="main"' in refused.text
    assert "guess" not in refused.text


def test_guesses_are_throttled(person: Person, server: Server) -> None:
    """
    After ten wrong passwords in a minute the right one waits for the next minute.
    """
    for _ in range(10):
        person.logs_in(told="guess")

    assert 429 == person.logs_in().status_code
    server.service.clock.advance(60)  # type: ignore[attr-defined]
    assert 200 == person.logs_in().status_code


def test_a_form_without_its_token_is_refused(person: Person) -> None:
    """
    Another site cannot send a form in somebody's name.
    """
    person.logs_in()

    refused = person.post(FORM, has_token=False, name="Bell")

    assert 400 == refused.status_code
    assert "The form has expired. Go back and try again." == heading(refused)


def test_what_a_form_does_is_done_by_the_operation(
    person: Person, server: Server
) -> None:
    """
    The journal has the person's call, and the API what was added.
    """
    person.logs_in()

    shown = person.post(FORM, name="Bell <1>")

    assert "Bell <1>" == heading(shown)
    assert "It is added." in shown.text
    assert "<1>" not in shown.text
    journal = server.service.tenant("main").journal
    assert [("person", "shop.create_item"), ("person", "shop.get_item")] == [
        (one.by, one.operation) for one in journal
    ]


def test_a_refusal_shows_the_form_with_what_was_typed(person: Person) -> None:
    """
    The vendor's sentence stands beside what was typed.
    """
    person.logs_in()

    shown = person.post(FORM, name="Bell", price="a lot")

    assert 422 == shown.status_code
    assert heading(shown).startswith("Bell ")
    assert "a lot" in heading(shown)


def test_a_page_of_nothing_says_why(person: Person) -> None:
    """
    A refusal of a page without a form is the vendor's, with its status.
    """
    person.logs_in()

    missing = person.get("/ui/items/7")

    assert 404 == missing.status_code
    assert "There is no such page." == heading(person.get("/ui/nothing"))


def test_pages_speak_german_to_who_asks_for_it(person: Person) -> None:
    """
    The browser's language chooses.
    """
    asked = person.get("/ui/log-in", **{"Accept-Language": "de-AT,en;q=0.5"})

    assert "Anmelden" == heading(asked)
    assert '<html lang="de">' in asked.text


def test_a_session_is_the_fakes_own(person: Person) -> None:
    """
    Ports share cookies: each fake's has a name of its own, and no script reads it.
    """
    told = person.get("/ui/log-in").headers["Set-Cookie"]

    name, *attributes = (part.strip() for part in told.split(";"))
    assert name.startswith("seatrial_shop=")
    assert {"HttpOnly", "Path=/ui", "SameSite=Lax"} <= set(attributes)


def test_nothing_comes_from_elsewhere(person: Person) -> None:
    """
    The browser is told to load nothing from other places, and to show nobody's frame.
    """
    policy = person.get("/ui/log-in").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("target", ["//elsewhere.example", "https://elsewhere.example"])
def test_the_log_in_leads_nowhere_else(person: Person, target: str) -> None:
    """
    What follows the log-in is a page of the same fake.
    """
    shown = person.post(f"/ui/log-in?next={target}", username="main", password="main")

    assert f"{person.origin}{FORM}" == shown.url


def test_who_signs_out_is_nobody(person: Person) -> None:
    """
    After Log out the pages ask for the password again.
    """
    person.logs_in()

    person.post("/ui/log-out")

    assert "Log in" == heading(person.get(FORM))


def test_a_client_of_the_api_never_sees_pages(server: Server) -> None:
    """
    The vendor's own paths answer as they do without any pages.
    """
    answer = requests.get(f"{server.origin}/ui-kit", auth=("main", "main"), timeout=5)

    assert 404 == answer.status_code
    assert "Set-Cookie" not in answer.headers
