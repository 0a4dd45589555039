"""
A clerk at Cin7 Core's pages, beyond what any page has: logs in, sells, picks, packs.
"""

from pytest_bdd import given, then, when

from harness.actors import AtCin7Core
from harness.actors.pages import AtPages
from scenarios.phrases import phrase

_CIN7_CORE = "Cin7 Core"


@when(
    phrase(
        "the merchant logs in at the page that has opened",
        de="der Händler sich auf der Seite anmeldet, die sich geöffnet hat",
    )
)
def _(pages: AtPages, cin7_core: AtCin7Core) -> None:
    pages.types(cin7_core.login.username, "User name")
    pages.types(cin7_core.login.password, "Password")
    pages.presses("Log in")


@given(
    phrase(
        "a clerk has typed in and authorised a sale of {quantity:d} {sku}",
        de="ein Sachbearbeiter hat einen Verkauf über {quantity:d} {sku} eingegeben "
        "und autorisiert",
    )
)
def _(pages: AtPages, quantity: int, sku: str) -> None:
    pages.opens("Sales > New sale", _CIN7_CORE)
    for text, label in (
        ("Kestrel Cycles", "Customer"),
        ("4 Mill Lane", "Address line 1"),
        ("Ely", "City"),
        ("CB7 4AA", "Postcode"),
        ("United Kingdom", "Country"),
    ):
        pages.types(text, label)
    pages.presses("Create sale")
    pages.types(sku, "SKU 1")
    pages.types(str(quantity), "Quantity 1")
    pages.presses("Authorise")


@when(
    phrase(
        "the clerk authorises Pick and Pack of the sale, and saves a draft of Ship",
        de="der Sachbearbeiter Pick und Pack des Verkaufs autorisiert und Ship als "
        "Entwurf speichert",
    )
)
def _(pages: AtPages) -> None:
    for tab, button in (("Pick", "Authorise"), ("Pack", "Authorise"), ("Ship", "Save")):
        pages.presses(tab)
        pages.presses(button)


@when(
    phrase(
        'the merchant invites a user "{username}"',
        de='der Händler einen Benutzer "{username}" einlädt',
    )
)
def _(pages: AtPages, username: str) -> None:
    pages.opens("Users", _CIN7_CORE)
    pages.types(username, "User name")
    pages.types(f"ahoy-{username}-1", "Password")
    pages.presses("Invite")


@then(
    phrase(
        'the user "{username}" belongs to one organisation',
        de='gehört der Benutzer "{username}" zu einer Organisation',
    )
)
def _(cin7_core: AtCin7Core, username: str) -> None:
    assert len(cin7_core.organisations_of(username)) == 1
