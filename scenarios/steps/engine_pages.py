"""
A merchant at the integration's pages, beyond what any page has: keys, sales, ways out.
"""

from pytest_bdd import then, when

from harness.actors import AtEngine, AtShipStation
from harness.actors.pages import AtPages
from scenarios.phrases import phrase

INTEGRATION = "the integration"
CIN7_HELP = "https://help.core.cin7.com/"


@when(
    phrase(
        "the merchant types the pair of ShipStation's keys",
        de="der Händler das Schlüsselpaar von ShipStation eingibt",
    )
)
def _(pages: AtPages, shipstation: AtShipStation) -> None:
    key, secret = shipstation.api_keys()
    pages.types(key, "API key")
    pages.types(secret, "API secret")


@when(
    phrase(
        "the merchant opens sale {number:Number} at the integration",
        de="der Händler den Verkauf {number:Number} bei der Integration öffnet",
    )
)
def _(pages: AtPages, number: str) -> None:
    pages.goes_to(f"/sales/{number}", INTEGRATION)


@when(
    phrase(
        "the merchant tries to enable the custom store on its tab",
        de="der Händler den Custom Store auf dessen Registerkarte einschalten will",
    )
)
def _(pages: AtPages) -> None:
    pages.opens("Integrations > ShipStation > Custom Store", INTEGRATION)
    pages.chooses("Enabled", "Custom Store Integration Status")
    pages.presses("Save Changes")
    assert pages.sees("the same order might be fulfilled twice")


@then(
    phrase(
        "the page offers to end the custom store, or to keep it",
        de="bietet die Seite an, den Custom Store zu beenden oder zu behalten",
    )
)
def _(pages: AtPages) -> None:
    assert pages.sees("the same order might be fulfilled twice")
    assert pages.sees("Disable the custom store")
    assert pages.sees("Keep the custom store, and connect nothing")


@then(
    phrase(
        "Setup ignores restock for non-fulfilled sales",
        de="ignoriert die Einrichtung die Rückbuchung bei nicht erfüllten Verkäufen",
    )
)
def _(engine: AtEngine) -> None:
    assert engine.connection()["settings"]["ignore_restock"] is True


@then(
    phrase(
        "parcels leave from the default location's address",
        de="gehen Pakete von der Adresse des Standardstandorts ab",
    )
)
def _(engine: AtEngine) -> None:
    [service] = engine.services()
    assert service["settings"]["default_ship_from"] == "default_location"


@then(
    phrase(
        '"{name}" opens the label of {number:Number}',
        de='öffnet "{name}" das Versandetikett von {number:Number}',
    )
)
def _(pages: AtPages, engine: AtEngine, name: str, number: str) -> None:
    [label] = engine.labels(number)
    assert pages.paper(name) == engine.prints_label(label["id"])


@then(
    phrase(
        '"{name}" leads to Cin7\'s help',
        de='führt "{name}" zur Hilfe von Cin7',
    )
)
def _(pages: AtPages, name: str) -> None:
    assert pages.leads_to(name).startswith(CIN7_HELP)
