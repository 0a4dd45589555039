"""
A person at Cin7 Core, as scenarios meet her: what she does, and what she sees then.
"""

from collections.abc import Iterator
from decimal import Decimal

import pytest
import requests

from emulators.cin7_core.service import (
    ACCOUNT_ID,
    APPLICATION_KEY,
    PASSWORD,
    USERNAME,
)
from emulators.kit.control_client import ControlClient, ControlRefused
from emulators.kit.server import Server
from harness.actors import AtCin7Core
from harness.actors.cin7_core import ADDRESS, Item, Level, Login, NotThere

BELL, LAMP = Item("BELL-01", Decimal(3)), Item("LAMP-02", Decimal(1))


@pytest.fixture
def person(server: Server, control: ControlClient) -> Iterator[AtCin7Core]:
    """
    Return a person who works at an empty organisation with one customer.
    """
    del control
    login = Login(ACCOUNT_ID, APPLICATION_KEY, USERNAME, PASSWORD)
    somebody = AtCin7Core(server.origin, login)
    somebody.knows_customer("Kestrel Cycles", email="j@kestrel.example", phone="1")
    yield somebody
    somebody.close()


def _permissions(server: Server, user: str, password: str) -> list[list[str]]:
    answer = requests.get(
        f"{server.origin}/directory/whoami", auth=(user, password), timeout=5
    )
    return [one["Permissions"] for one in answer.json()["Organisations"]]


def test_a_user_is_invited_with_less_and_allowed_more(
    person: AtCin7Core, server: Server
) -> None:
    """
    At the organisation that the person works at.
    """
    harbour = person.founds("harbour")
    harbour.invites("packer", "knots-3", "harbour", permissions=("sale_pack",))
    before = _permissions(server, "packer", "knots-3")

    harbour.may("packer", "sale_ship", "integrations")
    person.may("shop")

    assert [["sale_pack"]] == before
    assert [["integrations", "sale_ship"]] == _permissions(server, "packer", "knots-3")
    assert [[]] == _permissions(server, USERNAME, PASSWORD)
    harbour.close()


def test_books_are_kept_in_a_currency_and_units(person: AtCin7Core) -> None:
    """
    As the settings tell, until the first sale.
    """
    person.keeps_books_in("AUD", weight="lb", dimensions="in")
    settings = person.settings()
    person.keeps_books_in("GBP")
    person.sells("SO-00001")

    assert ("AUD", "lb", "in") == (
        settings["Currency"],
        settings["DefaultWeightUnits"],
        settings["DefaultDimensionsUnits"],
    )
    with pytest.raises(ControlRefused, match="base currency stays GBP"):
        person.keeps_books_in("AUD")


def test_places_have_addresses(person: AtCin7Core) -> None:
    """
    A new warehouse and the first one, and the company itself.
    """
    person.opens_location("Harbour", "A-07", address=ADDRESS)
    person.opens_location("Main Warehouse", address={"Line1": "1 Dock Road"})
    person.sends_from(ADDRESS)

    harbour, main = person.location("Harbour"), person.location("Main Warehouse")
    assert ("4 Mill Lane", "Ely", "Cambridgeshire", "CB7 4AA", "United Kingdom") == (
        harbour["AddressLine1"],
        harbour["AddressCitySuburb"],
        harbour["AddressStateProvince"],
        harbour["AddressZipPostCode"],
        harbour["AddressCountry"],
    )
    assert ["A-07"] == [one["Name"] for one in harbour["Bins"]]
    assert "1 Dock Road" == main["AddressLine1"]


def test_stock_products_and_customers_are_looked_up(person: AtCin7Core) -> None:
    """
    By their exact names.
    """
    person.stocks("BELL-01", quantity=10)
    person.stocks("BELL-01-RED", quantity=4)
    person.sells("SO-00001", BELL)

    assert Level(Decimal(10), Decimal(3), Decimal(7)) == person.stock_of("BELL-01")
    assert Decimal(0) == person.stock_of("BELL-01", place="Harbour").on_hand
    assert ("BELL-01", 0.35, "kg") == tuple(
        person.product("BELL-01")[key] for key in ("SKU", "Weight", "WeightUnits")
    )
    assert "Kestrel Cycles" == person.customer("Kestrel Cycles")["Name"]
    with pytest.raises(NotThere, match="0 rows have the SKU 'BELL'"):
        person.product("BELL")
    with pytest.raises(NotThere, match="0 rows have the Name 'Kestrel'"):
        person.customer("Kestrel")


@pytest.mark.parametrize("kind", ["Service", "Non-inventory"])
def test_what_lies_in_no_warehouse_is_sold_beside_goods(
    person: AtCin7Core, kind: str
) -> None:
    """
    It is ordered and invoiced, and not picked or packed.
    """
    person.offers("WRAP-1", kind=kind)
    person.readies("SO-00001", BELL, Item("WRAP-1"))
    person.invoices("SO-00001", "AUTHORISED")

    sale = person.sale("SO-00001")
    assert kind == person.product("WRAP-1")["Type"]
    assert ("PACKED", "INVOICED") == (
        sale["CombinedPackingStatus"],
        sale["CombinedInvoiceStatus"],
    )
    assert {"Box 1": {"BELL-01": 3}} == person.boxes("SO-00001")


def test_goods_are_packed_into_boxes_and_leave(person: AtCin7Core) -> None:
    """
    Each box with its own items, and lines of a shipment for each.
    """
    person.sells("SO-00001", BELL, LAMP)
    person.picks("SO-00001")
    inside = {"Box 1": (Item("BELL-01", Decimal(2)),), "Box 2": (Item("BELL-01"), LAMP)}

    person.packs("SO-00001", boxes=inside)
    person.drafts_shipment("SO-00001", tracking_number="QX1", boxes=("Box 1", "Box 2"))

    assert {"Box 1": {"BELL-01": 2}, "Box 2": {"BELL-01": 1, "LAMP-02": 1}} == (
        person.boxes("SO-00001")
    )
    assert ["Box 1", "Box 2"] == [one["Boxes"] for one in person.ship_lines("SO-00001")]
    assert ["QX1", "QX1"] == person.tracking_numbers("SO-00001")


def test_sales_are_found_by_customer_and_by_their_mark(person: AtCin7Core) -> None:
    """
    A mark that two sales have is none.
    """
    person.knows_customer("Kestrel Cycles of Ely", email="e@kestrel.example", phone="2")
    person.sells("SO-00001", ExternalID="shipstation:1")
    person.sells("SO-00002", customer="Kestrel Cycles of Ely", ExternalID="x")
    person.sells("SO-00003", ExternalID="x")

    sale = person.sale_by_external_id("shipstation:1")
    assert "SO-00001" == sale["Order"]["SaleOrderNumber"]
    assert ["SO-00001", "SO-00002", "SO-00003"] == person.sales()
    assert ["SO-00001", "SO-00003"] == person.sales_of_customer("Kestrel Cycles")
    with pytest.raises(NotThere, match="2 rows have the ExternalID 'x'"):
        person.sale_by_external_id("x")
    with pytest.raises(NotThere, match="0 rows have the ExternalID 'y'"):
        person.sale_by_external_id("y")


def test_goods_and_money_come_back(person: AtCin7Core) -> None:
    """
    A credit note of some of it, with the goods or without.
    """
    person.stocks("BELL-01", quantity=10)
    person.sells("SO-00001", BELL)
    person.is_paid("SO-00001")
    person.picks("SO-00001")
    person.packs("SO-00001")
    person.authorises_shipment("SO-00001")
    before = person.credit_notes("SO-00001")

    person.credits("SO-00001", Item("BELL-01", Decimal(2)), restock=True)

    [note] = person.credit_notes("SO-00001")
    assert [] == before
    assert ("AUTHORISED", 30, [2]) == (
        note["Status"],
        note["Total"],
        [row["Quantity"] for row in note["Restock"]],
    )
    assert [("Payment", 45)] == [
        (one["Type"], one["Amount"]) for one in person.payments("SO-00001")
    ]
    assert Decimal(9) == person.on_hand("BELL-01")
