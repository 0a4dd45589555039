"""
Suppliers, and the products that they supply.
"""

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import WAREHOUSE, Json, Refusal, Shop, hook

UNKNOWN = "0000000a-0000-4000-8000-000000000000"


def _names(shop: Shop, **query: object) -> list[str]:
    rows = shop.ask("GET", "supplier", **query)["SupplierList"]
    return [row["Name"] for row in rows]


def test_a_supplier_is_changed_in_part(shop: Shop) -> None:
    """
    What is left out stays, a contact without an id is added, and has no JobTitle.
    """
    created = shop.supplier(TaxNumber=77, Comments="cash only")
    body = {
        "ID": created["ID"].upper(),
        "Name": "Foundry Ltd",
        "Discount": 5,
        "Contacts": [{"Name": "C. Jones"}],
    }
    answer = shop.ask("PUT", "supplier", body)
    [listed] = shop.ask("GET", "supplier")["SupplierList"]

    [changed] = answer["SupplierList"]
    assert (1, 1) == (answer["Total"], answer["Page"])
    assert ("Foundry Ltd", "77", "cash only", 5) == tuple(
        changed[key] for key in ("Name", "TaxNumber", "Comments", "Discount")
    )
    assert ["B. Smith", "C. Jones"] == [one["Name"] for one in changed["Contacts"]]
    assert {created["ID"]} == {one["SupplierID"] for one in changed["Contacts"]}
    assert "JobTitle" not in changed["Contacts"][0]
    assert "SupplierID" not in listed["Addresses"][0]
    assert created["LastModifiedOn"] != changed["LastModifiedOn"]


def test_the_list_of_suppliers_hides_filters_and_pages(
    shop: Shop, clock: VirtualClock, control: ControlClient
) -> None:
    """
    Deprecated ones are hidden; a name is found by its beginning.
    """
    first = shop.supplier("Anchor Metals")
    clock.advance(60)
    since = shop.supplier("Anvil Works", Status="Deprecated")["LastModifiedOn"]
    clock.advance(60)
    shop.supplier("Bell Founders")

    assert ["Anchor Metals", "Bell Founders"] == _names(shop)
    assert ["Anchor Metals", "Anvil Works"] == _names(
        shop, Name="an", IncludeDeprecated="true"
    )
    assert ["Anchor Metals"] == _names(shop, ID=first["ID"])
    assert [] == _names(shop, Name="metals")
    assert ["Bell Founders"] == _names(shop, Page=2, Limit=1)
    every = {"ModifiedSince": since, "IncludeDeprecated": "true"}
    assert ["Anvil Works", "Bell Founders"] == _names(shop, **every)
    control.do("change_profile", {"since_bounds": "exclusive"})
    assert ["Bell Founders"] == _names(shop, **every)


def test_a_supplier_names_what_exists(shop: Shop) -> None:
    """
    Its name is its own in any case, and payables have an account of their own.
    """
    created = shop.supplier()
    other = shop.supplier("Anvil Works")
    with pytest.raises(Refusal, match="Supplier with name 'foundry & SONS' already"):
        shop.supplier("foundry & SONS")
    with pytest.raises(Refusal, match="Supplier with name 'Anvil Works' already"):
        shop.ask("PUT", "supplier", {"ID": created["ID"], "Name": "Anvil Works"})
    with pytest.raises(Refusal, match="Account 1200 is not the one for payables"):
        shop.supplier("Third", AccountPayable="1200")
    with pytest.raises(Refusal, match="Active payment term with name never"):
        shop.ask("PUT", "supplier", {"ID": other["ID"], "PaymentTerm": "never"})
    with pytest.raises(Refusal, match=f"Supplier with ID {UNKNOWN} not found"):
        shop.ask("PUT", "supplier", {"ID": UNKNOWN})
    with pytest.raises(Refusal, match="Required attribute 'Currency'"):
        shop.ask("POST", "supplier", {"Name": "x", "Status": "Active"})
    assert ["Foundry & Sons", "Anvil Works"] == _names(shop)


def test_news_of_a_supplier(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    The card stands apart from addresses and contacts.
    """
    hook(shop, listener.url, "Supplier/Updated")
    created = shop.supplier()
    clock.advance(60)

    [body] = listener.bodies()
    [details] = body["SupplierDetailsList"]
    assert (1, "Supplier/Updated") == (body["NumberOfSuppliers"], body["EventType"])
    assert created["ID"] == details["Supplier"]["ID"]
    assert ["1 Forge Road"] == [one["Line1"] for one in details["Addresses"]]
    assert ["B. Smith"] == [one["Name"] for one in details["Contacts"]]


def test_a_product_shows_who_supplies_it(shop: Shop) -> None:
    """
    By itself, and in the list of products where asked for.
    """
    supplier = shop.supplier()
    [product] = shop.ask("GET", "product")["Products"]
    option = {
        "LocationName": WAREHOUSE,
        "ReorderQuantity": 50,
        "SupplyIntervals": [{"DeliveryMethod": "Fixed", "IsTuesday": True}],
    }
    row = {
        "ProductSKU": "bell-01",
        "SupplierName": "foundry & sons",
        "SupplierInventoryCode": "FS-77",
        "Cost": 4.5,
        "ProductSupplierOptions": [option],
    }
    answer = shop.ask("POST", "product-suppliers", {"ProductSuppliers": [row]})
    [shown] = _supplied(shop, product["ID"])
    [listed] = shop.ask("GET", "product", IncludeSuppliers="true")["Products"]

    assert {"Success": True} == answer
    assert ("BELL-01", supplier["ID"], "FS-77", 4.5, "GBP") == tuple(
        shown[key]
        for key in (
            "ProductSKU",
            "SupplierID",
            "SupplierInventoryCode",
            "Cost",
            "Currency",
        )
    )
    [kept] = shown["ProductSupplierOptions"]
    assert (WAREHOUSE, 50) == (kept["LocationName"], kept["ReorderQuantity"])
    assert kept["SupplyIntervals"][0]["IsTuesday"]
    assert [shown] == [
        {"ProductID": product["ID"], "ProductSKU": "BELL-01", **one}
        for one in listed["Suppliers"]
    ]
    assert [] == shop.ask("GET", "product")["Products"][0]["Suppliers"]
    assert product["LastModifiedOn"] != listed["LastModifiedOn"]


def test_a_product_is_supplied_by_one_only_once(shop: Shop) -> None:
    """
    One row that does not fit keeps all of them from being written.
    """
    shop.supplier()
    shop.supplier("Anvil Works")
    product = shop.ask("GET", "product")["Products"][0]["ID"]
    good = {"ProductID": product, "SupplierName": "Anvil Works"}

    def add(*rows: object) -> None:
        shop.ask("POST", "product-suppliers", {"ProductSuppliers": list(rows)})

    with pytest.raises(Refusal, match="Anvil Works supplies BELL-01 already"):
        add(good, good)
    with pytest.raises(Refusal, match="Supplier 'Nobody' not found"):
        add(good, {**good, "SupplierName": "Nobody"})
    with pytest.raises(Refusal, match="Product with SKU 'NONE' not found"):
        add(good, {"ProductSKU": "NONE", "SupplierName": "Anvil Works"})
    assert [] == _supplied(shop, product)
    add(good)
    assert ["Anvil Works"] == [one["SupplierName"] for one in _supplied(shop, product)]


def test_a_supplier_of_a_product_changes_and_goes(shop: Shop) -> None:
    """
    It is known by its own id or by its supplier; PUT product replaces them all.
    """
    supplier, other = shop.supplier(), shop.supplier("Anvil Works")
    product = shop.ask("GET", "product")["Products"][0]["ID"]
    row = {"ProductID": product, "SupplierID": supplier["ID"], "Cost": 4}
    shop.ask("POST", "product-suppliers", {"ProductSuppliers": [row]})
    own_id = _supplied(shop, product)[0]["ProductSupplierID"]
    change = {"ProductID": product, "ProductSupplierID": own_id, "FixedCost": "3.5"}
    shop.ask("PUT", "product-suppliers", {"ProductSuppliers": [change]})
    changed = _supplied(shop, product)[0]
    both = {"ProductID": product, "SupplierID": supplier["ID"]}
    shop.ask("DELETE", "product-suppliers", **both)

    assert (4, 3.5) == (changed["Cost"], changed["FixedCost"])
    assert [] == _supplied(shop, product)
    with pytest.raises(Refusal, match="Foundry & Sons does not supply BELL-01"):
        shop.ask("DELETE", "product-suppliers", **both)
    with pytest.raises(Refusal, match=f"has no supplier with ID {own_id}"):
        shop.ask("PUT", "product-suppliers", {"ProductSuppliers": [change]})
    body = {"ID": product, "Suppliers": [{"SupplierID": other["ID"], "Cost": 2}]}
    [whole] = shop.ask("PUT", "product", body)["Products"]
    assert [("Anvil Works", 2)] == [
        (one["SupplierName"], one["Cost"]) for one in whole["Suppliers"]
    ]
    with pytest.raises(Refusal, match=f"Supplier with ID {UNKNOWN} not found"):
        shop.ask(
            "PUT", "product", {"ID": product, "Suppliers": [{"SupplierID": UNKNOWN}]}
        )


def _supplied(shop: Shop, product_id: str) -> list[Json]:
    answer = shop.ask("GET", "product-suppliers", ProductID=product_id)
    return list(answer["ProductSuppliers"])
