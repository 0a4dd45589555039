"""
By mouse alone: from two empty accounts by each method to a printed label.
"""

import re

import pytest

from harness.actors import Cast
from harness.actors.pages import AtPages
from harness.bench import MAIN_LOGIN, Bench

CIN7_CORE, SHIPSTATION, INTEGRATION = "Cin7 Core", "ShipStation", "the integration"
SALE = "SO-00001"
GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
QUARTER = 15 * 60
# So it is called as long as there is no invoice.
SHIPPED = f"{SALE} SHIPPING"
ELY = {
    "Address line 1": "4 Mill Lane",
    "City": "Ely",
    "Postcode": "CB7 4AA",
    "Country": "United Kingdom",
}
AUSTIN = {
    "Address line 1": "500 W 2nd St",
    "City": "Austin",
    "State": "Texas",
    "Postcode": "78701",
    "Country": "United States",
}

pytestmark = pytest.mark.browser


@pytest.fixture
def person(pages: AtPages, cast: Cast) -> "Person":
    """
    Return somebody with a browser; ShipStation has built in where Cin7 Core is.
    """
    cast.shipstation.knows_where_cin7_core_is(cast.engine.custom_store_url)
    return Person(pages)


class Person:
    """
    Somebody who has a mouse, a keyboard, and a user name at each place.
    """

    def __init__(self, pages: AtPages) -> None:
        self.pages = pages

    def fills(self, button: str, **fields: str) -> None:
        """
        Type into the fields of a form, and press its button.
        """
        for label, text in fields.items():
            self.pages.types(text, label)
        self.pages.presses(button)

    def opens_shop(self) -> None:
        """
        Have a product, of which there are some, and a customer.
        """
        pages = self.pages
        pages.opens("Products", CIN7_CORE)
        product = {"SKU of the product": "BELL-01", "Name": "Brass bell"}
        numbers = {"Price": "12.50", "Weight in kg": "0.35"}
        self.fills("Create product", **product, **numbers)
        pages.opens("Stock", CIN7_CORE)
        self.fills("Save count", **{"SKU of the product": "BELL-01", "Quantity": "40"})
        pages.opens("Customers", CIN7_CORE)
        contact = {"E-mail": "orders@kestrel.example", "Phone": "01353 555 010"}
        name = {"Name of the customer": "Kestrel Cycles"}
        self.fills("Create customer", **name, **contact)

    def sets_organisation_up(self) -> None:
        """
        Copy account and key at Cin7 Core, and give them to the integration.
        """
        pages = self.pages
        pages.opens("API", CIN7_CORE)
        account, key = GUID.findall(pages.text())
        pages.opens("Set up an organisation", INTEGRATION)
        keys = {"Account ID": account, "Application key": key}
        password = {"Your password": MAIN_LOGIN.password}
        self.fills("Set up", Name="Fernhill", **keys, **password)

    def sells(self, address: dict[str, str]) -> None:
        """
        Sell, pick and pack three, and draft the shipment.
        """
        pages = self.pages
        pages.opens("Sales > New sale", CIN7_CORE)
        self.fills("Create sale", Customer="Kestrel Cycles", **address)
        self.fills("Authorise", **{"SKU 1": "BELL-01", "Quantity 1": "3"})
        for tab, button in (
            ("Pick", "Authorise"),
            ("Pack", "Authorise"),
            ("Ship", "Save"),
        ):
            pages.presses(tab)
            pages.presses(button)

    def connects(self, button: str) -> None:
        """
        Copy the pair of keys at ShipStation, and enter it behind the plus.
        """
        pages = self.pages
        pages.opens("Settings > Account > API Settings", SHIPSTATION)
        key, secret = re.findall(r"\b[0-9a-f]{32}\b", pages.text())
        pages.opens("Integrations > ShipStation > +", INTEGRATION)
        self.fills(button, **{"API key": key, "API secret": secret})

    def buys_label(self) -> None:
        """
        Open the order at ShipStation, and create its label.
        """
        self.pages.opens(f"Orders > {SALE}", SHIPSTATION)
        self.pages.buys_label()

    def has_shipped(self) -> bool:
        """
        Tell whether the sale has its tracking number at Cin7 Core.
        """
        self.pages.opens(f"Sales > {SALE} > Ship", CIN7_CORE)
        shown = self.pages.text()
        return SHIPPED in shown and bool(re.search(r"\b9400\d{18}\b", shown))


def test_method_1(person: Person) -> None:
    """
    Cin7 Core as a store in ShipStation.
    """
    pages = person.pages
    person.opens_shop()
    person.sets_organisation_up()
    pages.opens("Custom Store", INTEGRATION)
    pages.chooses("Enabled", "Custom Store Integration Status")
    pages.presses("Save Changes")
    pages.opens("Settings > Store Setup > Connect a store", SHIPSTATION)
    pages.presses("Cin7 Core")
    login = {"User name": MAIN_LOGIN.username, "Password": MAIN_LOGIN.password}
    person.fills("Connect", **login)
    pages.presses("Save")
    person.sells(ELY)
    pages.opens("Orders", SHIPSTATION)
    pages.presses("Import orders")

    person.buys_label()

    assert person.has_shipped()


def test_method_2(person: Person, bench: Bench) -> None:
    """
    ShipStation as a store in Cin7 Core; a quarter of an hour passes twice.
    """
    person.opens_shop()
    person.sets_organisation_up()
    person.connects("Connect as shop")
    person.sells(ELY)
    bench.clock.advance(QUARTER)

    person.buys_label()
    bench.clock.advance(QUARTER)

    assert person.has_shipped()


def test_method_3(person: Person) -> None:
    """
    ShipStation as a shipping service in Cin7 Core, for a shop in the States.
    """
    pages = person.pages
    person.opens_shop()
    pages.opens("Locations", CIN7_CORE)
    person.fills("Save address", **{**AUSTIN, "Postcode": "78756"})
    person.sets_organisation_up()
    person.connects("Connect ShipStation as a shipping service")
    person.sells(AUSTIN)
    pages.goes_to(f"/sales/{SALE}", INTEGRATION)
    pages.presses("Ask for rates")

    pages.presses("Create labels")

    assert pages.paper("Print label").startswith(b"%PDF")
    assert person.has_shipped()
