"""
A merchant and a packer at the pages of ShipStation.
"""

from pytest_bdd import given, then, when

from harness.actors import AtShipStation, Cast
from harness.actors.pages import AtPages
from scenarios.phrases import phrase


@given(
    phrase(
        'the merchant has chosen the tile "{name}"',
        de='der Händler hat die Kachel "{name}" gewählt',
    )
)
def _(pages: AtPages, name: str) -> None:
    pages.presses(name)


@when(
    phrase(
        "the merchant types user name and password of Cin7 Core",
        de="der Händler Benutzername und Passwort von Cin7 Core eingibt",
    )
)
def _(pages: AtPages, cast: Cast) -> None:
    login = cast.cin7_core.login
    pages.types(login.username, "User name")
    pages.types(login.password, "Password")


@when(
    phrase(
        "the merchant buys the label of the page",
        de="der Händler das Versandetikett der Seite kauft",
    )
)
def _(pages: AtPages) -> None:
    pages.buys_label()


@then(
    phrase(
        'the page shows a thumbnail of "{name}"',
        de='zeigt die Seite ein Vorschaubild von "{name}"',
    )
)
def _(pages: AtPages, name: str) -> None:
    assert pages.shows_picture(f"Picture of {name}")


@then(
    phrase(
        'customers read the name "{name}"',
        de='lesen Kunden den Namen "{name}"',
    )
)
def _(shipstation: AtShipStation, name: str) -> None:
    assert name == shipstation.settings()["branding"]
