"""
A person with a browser: what is pressed, typed and read on the pages.
"""

from collections.abc import Callable

import pytest
from pytest_bdd import given, then, when

from harness.actors import Cast
from harness.actors.pages import AtPages
from harness.fixtures import PAGES
from harness.report.record import Attached
from harness.report.watch import attach_to
from scenarios.phrases import phrase

PLACES = ("ShipStation", "Cin7 Core", "the integration")
NOBODYS_SHOP = "http://127.0.0.1:9/shop.xml"
LANGUAGES = {"German": "de-DE", "English": "en-GB"}


@given(
    phrase(
        "the merchant's browser speaks {language}",
        de="der Browser des Händlers spricht {language}",
    )
)
def _(pages: AtPages, language: str) -> None:
    pages.speaks(LANGUAGES[language])


@given(
    phrase(
        'the merchant has opened "{way}" at {place}',
        de='der Händler hat "{way}" bei {place} geöffnet',
    )
)
@when(
    phrase(
        'the merchant opens "{way}" at {place}',
        de='der Händler "{way}" bei {place} öffnet',
    )
)
def _(pages: AtPages, way: str, place: str) -> None:
    assert place in PLACES
    pages.opens(way, place)


@when(phrase('the merchant presses "{name}"', de='der Händler "{name}" drückt'))
def _(pages: AtPages, name: str) -> None:
    pages.presses(name)


@when(
    phrase(
        'the merchant types "{text}" into "{label}"',
        de='der Händler "{text}" in "{label}" eingibt',
    )
)
def _(pages: AtPages, text: str, label: str) -> None:
    pages.types(text, label)


@when(
    phrase(
        "the merchant types the {credential} into its field",
        de="der Händler das Feld {credential} ausfüllt",
    )
)
def _(pages: AtPages, cast: Cast, credential: str) -> None:
    label, text = _credentials(cast)[credential]
    pages.types(text(), label)


def _credentials(cast: Cast) -> dict[str, tuple[str, Callable[[], str]]]:
    """
    Return the fields of credentials: their labels, and what belongs there.
    """
    return {
        "address of a shop": ("URL to custom XML page", lambda: NOBODYS_SHOP),
        "API key": ("API key", lambda: cast.shipstation.api_keys()[0]),
        "API secret": ("API secret", lambda: cast.shipstation.api_keys()[1]),
        "user name": ("User name", lambda: cast.cin7_core.login.username),
        "password": ("Password", lambda: cast.cin7_core.login.password),
    }


@when(
    phrase(
        'the merchant chooses "{option}" in "{label}"',
        de='der Händler "{option}" in "{label}" auswählt',
    )
)
def _(pages: AtPages, option: str, label: str) -> None:
    pages.chooses(option, label)


@when(phrase('the merchant ticks "{label}"', de='der Händler "{label}" ankreuzt'))
def _(pages: AtPages, label: str) -> None:
    pages.ticks(label)


@then(phrase('the page shows "{text}"', de='zeigt die Seite "{text}"'))
def _(pages: AtPages, text: str) -> None:
    assert pages.sees(text), pages.text()


@then(phrase('the page does not show "{text}"', de='zeigt die Seite "{text}" nicht'))
def _(pages: AtPages, text: str) -> None:
    assert not pages.sees(text), pages.text()


@then(phrase('"{name}" opens a PDF', de='"{name}" öffnet ein PDF'))
def _(pages: AtPages, name: str) -> None:
    assert pages.paper(name).startswith(b"%PDF-")


@then(
    phrase(
        "the page shows the API keys that ShipStation has",
        de="zeigt die Seite die API-Schlüssel, die ShipStation hat",
    )
)
def _(pages: AtPages, cast: Cast) -> None:
    for one in cast.shipstation.api_keys():
        assert pages.sees(one), pages.text()


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """
    Keep a picture of the last page for the report.
    """
    asked = ("--seatrial-report", "--seatrial-messages")
    pages = request.node.stash.get(PAGES, None)
    if pages is None or not any(map(request.config.getoption, asked)):
        return
    if picture := pages.picture():
        attach_to(request.node, Attached("The last page", "image/png", picture))
