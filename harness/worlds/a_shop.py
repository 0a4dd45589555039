"""
A shop that has been at work: 40 sales in every state, books, buyers from far away.

Names and addresses come from Faker by a fixed seed: the same version of it makes the
same shop.
"""

from decimal import Decimal
from typing import Any

from harness.actors import AtCin7Core, AtShipStation, Cast
from harness.worlds.a_shop_sales import Buyer, sell
from harness.worlds.empty import empty
from harness.worlds.world import World

SEED = 1702
COUNTRIES = (
    ("en_GB", "United Kingdom", "GBP", Decimal(1)),
    ("de_DE", "Germany", "EUR", Decimal("0.85")),
    ("en_US", "United States", "USD", Decimal("0.79")),
    ("fr_FR", "France", "EUR", Decimal("0.85")),
    ("ja_JP", "Japan", "GBP", Decimal(1)),
)
PRODUCTS = (
    ("BELL-01", "Brass bell"),
    ("LAMP-02", "Front lamp, 400 lm"),
    ("LOCK-03", 'Lock "Fort" <large> & chain'),
    ("CABLE-M", "Brake cable, by the metre"),
    ("RARE-09", "Hand-built wheel"),
    ("SPRÜH-Ö", "Kettenspray \u00e0 300 ml \u2014 \u6cb9 \U0001f6b2"),
)


def at_cin7_core(at: AtCin7Core) -> None:
    """
    Fill the books of Cin7 Core, and sell.
    """
    _write_books(at)
    for sku, name in PRODUCTS:
        at.stocks(sku, name=name, quantity=3 if sku == "RARE-09" else 1000)
    sell(at, _buyers(at))


def at_shipstation(at: AtShipStation) -> None:
    """
    Have at ShipStation what a shop has there beside its orders.
    """
    at.has("stores/manual", storeName="Market stall")
    at.has("users", userName="packer@fernhill.example", name="Pat Packer")
    for name, colour in (("Fragile", "#cc3300"), ("Backorder", "#800080")):
        at.has("tags", name=name, color=colour)
    at.has(
        "warehouses",
        warehouseName="Harbour",
        originAddress={
            "name": "Fernhill Trading",
            "street1": "4704 Arabela Dr",
            "city": "Las Cruces",
            "state": "NM",
            "postalCode": "88012",
            "country": "US",
        },
    )
    for sku, name in PRODUCTS:
        at.has("products", sku=sku, name=name)
    at.has("customers", username="ann@example.org", name="Ann Lee")
    at.has("carriers", code="fedex", accountNumber="A1B2C3", nickname="Our own FedEx")
    for number in ("M-1", "M-2"):
        at.types_in_order(number)


def a_shop(cast: Cast) -> None:
    """
    Have both, with method 1 connected.
    """
    login = cast.cin7_core.login
    cast.shipstation.connects_store(login.username, login.password)
    at_shipstation(cast.shipstation)
    at_cin7_core(cast.cin7_core)
    empty(cast)
    cast.engine.sets_custom_store("Enabled")


def _write_books(at: AtCin7Core) -> None:
    at.opens_location("Main Warehouse", "A-01", "A-02", "STAGE")
    at.opens_location("Harbour Store", "H-01")
    at.works_with_carrier("Canal Boat & Sons")
    at.writes_book("categories", {"Name": "Bells"}, {"Name": "Lamps"})
    at.writes_book("units", {"Name": "Metre"}, {"Name": "Pair"})
    at.writes_book("brands", {"Name": "Fernhill"})
    at.writes_book("terms", {"Name": "14 days", "Duration": 14})
    at.writes_book("taxes", {"Name": "Export, zero-rated", "TaxPercent": 0})
    at.writes_book(
        "accounts",
        {"Code": "3000", "Name": "Owner's equity", "Class": "EQUITY"},
        {"Code": "4200", "Name": "Shipping income", "Class": "REVENUE"},
        {"Code": "6100", "Name": "Postage", "Class": "EXPENSE"},
    )


def _buyers(at: AtCin7Core) -> list[Buyer]:
    from faker import Faker  # noqa: PLC0415  # slow to import, and for this world only

    buyers = []
    for locale, country, currency, rate in COUNTRIES:
        faker = Faker(locale)
        faker.seed_instance(SEED)
        for _ in range(2):
            name = f"{faker.company()} \u2022 {faker.last_name()}"
            buyers.append(Buyer(name, _address(faker, country), rate))
            at.knows_customer(
                name,
                email=faker.ascii_safe_email(),
                phone=faker.phone_number(),
                address=buyers[-1].address,
                currency=currency,
            )
    return buyers


def _address(faker: Any, country: str) -> dict[str, str]:
    return {
        "Line1": faker.street_address().replace("\n", ", "),
        "City": faker.city(),
        "State": faker.state_abbr() if country == "United States" else "",
        "Postcode": faker.postcode(),
        "Country": country,
    }


A_SHOP = World(
    "a_shop",
    "A shop at work: 40 sales in every state, and what both vendors know beside them.",
    a_shop,
    at_cin7_core=at_cin7_core,
    at_shipstation=at_shipstation,
)
