"""
Products, customers and places, field by field: what they name, and what names them.
"""

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import UNKNOWN, WAREHOUSE, Json, Refusal, Shop


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"DefaultLocation": "Moon"}, "Location 'Moon' was not found"),
        ({"AttributeSet": "X"}, "There is no attribute set 'X'"),
        ({"RevenueAccount": "9"}, "There is no account '9'"),
        ({"SaleTaxRule": "X"}, "There is no tax rule 'X'"),
        ({"HSCode": "12345"}, "HSCode is invalid"),
        ({"ReorderLevels": [{"LocationName": "X", "PickZones": ""}]}, "'X' was not f"),
        ({"ReorderLevels": [{"LocationName": WAREHOUSE}]}, "'PickZones' not provided"),
        (
            {"BillOfMaterial": True, "AssemblyCostEstimationMethod": "Average Cost"},
            "Required attribute 'QuantityToProduce' not provided",
        ),
        (
            {"BillOfMaterial": True, "QuantityToProduce": 1},
            "Required attribute 'AssemblyCostEstimationMethod' not provided",
        ),
        (
            {"BillOfMaterialsProducts": [{"ProductCode": "NONE", "Quantity": 1}]},
            "BillOfMaterialsProduct is invalid",
        ),
        (
            {
                "BillOfMaterialsProducts": [
                    {
                        "ProductCode": "BELL-01",
                        "Quantity": 1,
                        "WastagePercent": 1,
                        "WastageQuantity": 1,
                    }
                ]
            },
            "BillOfMaterialsProduct is invalid",
        ),
        (
            {"BillOfMaterialsServices": [{"Name": "Bell BELL-01", "Quantity": 1}]},
            "BillOfMaterialsService is invalid",
        ),
        ({"BillOfMaterialsServices": [{"Name": "x"}]}, "'Quantity' not provided"),
    ],
)
def test_a_product_names_what_there_is(shop: Shop, wrong: Json, text: str) -> None:
    """
    Whatever is wrong, nothing is created.
    """
    with pytest.raises(Refusal, match=text):
        shop.product("MUG", **wrong)
    assert 1 == shop.ask("GET", "product")["Total"]


def test_a_product_has_parts(shop: Shop) -> None:
    """
    Named by SKU, id or name; the answer has them in full, lists only where asked.
    """
    [bell] = shop.ask("GET", "product")["Products"]
    shop.product("WORK", Type="Service", Name="Polishing")
    made = shop.product(
        "BIKE",
        BillOfMaterial=True,
        QuantityToProduce=1,
        AssemblyCostEstimationMethod="Average Cost",
        BillOfMaterialsProducts=[{"ProductCode": "bell-01", "Quantity": "2"}],
        BillOfMaterialsServices=[{"Name": "polishing", "Quantity": 1}],
        ReorderLevels=[{"LocationName": "main warehouse", "PickZones": "A"}],
        CountryOfOrigin="Algeria",
    )
    [plain] = shop.ask("GET", "product", Sku="BIKE")["Products"]
    [whole] = shop.ask(
        "GET", "product", Sku="BIKE", IncludeBOM=True, IncludeReorderLevels=True
    )["Products"]

    [part], [work] = made["BillOfMaterialsProducts"], made["BillOfMaterialsServices"]
    [level] = made["ReorderLevels"]
    assert (bell["ID"], "BELL-01", "Bell BELL-01", 2) == (
        part["ComponentProductID"],
        part["ProductCode"],
        part["Name"],
        part["Quantity"],
    )
    assert ("Polishing", 1) == (work["Name"], work["PriceTier"])
    assert (WAREHOUSE, 0) == (level["LocationName"], level["ReorderQuantity"])
    assert ("Assembly", "DZA") == (made["BOMType"], made["CountryOfOriginCode"])
    assert [] == plain["BillOfMaterialsProducts"] == plain["ReorderLevels"]
    assert ([part], [level]) == (
        whole["BillOfMaterialsProducts"],
        whole["ReorderLevels"],
    )


def test_a_product_shows_what_moved_it(shop: Shop) -> None:
    """
    Goods that left for a sale, and those that came back; only where asked for.
    """
    sale_id = shop.packed()
    shop.stock(10, unit_cost=4)
    shop.ship(sale_id)
    shop.invoice(sale_id)
    back = {"SKU": "BELL-01", "Quantity": 1, "Location": WAREHOUSE}
    shop.credit(sale_id, 1, Restock=[{**back, "RestockLocation": WAREHOUSE}])

    [plain] = shop.ask("GET", "product")["Products"]
    [whole] = shop.ask("GET", "product", IncludeMovements="true")["Products"]
    assert [] == plain["Movements"]
    assert [
        ("Sale", "SO-00001", -3, WAREHOUSE, "Kestrel Cycles"),
        ("Restock", "SO-00001", 1, WAREHOUSE, "Kestrel Cycles"),
    ] == [
        (row["Type"], row["Number"], row["Quantity"], row["Location"], row["FromTo"])
        for row in whole["Movements"]
    ]


def test_a_deprecated_product_is_found_by_its_id(shop: Shop) -> None:
    """
    The list hides it otherwise; an unknown id finds nothing.
    """
    made = shop.product("MUG", Status="Deprecated")

    assert 1 == shop.ask("GET", "product", ID=made["ID"])["Total"]
    assert 0 == shop.ask("GET", "product", Sku="MUG")["Total"]
    assert 0 == shop.ask("GET", "product", ID=UNKNOWN)["Total"]


def test_availability_is_filtered(shop: Shop) -> None:
    """
    By products and by places, together or alone.
    """
    shop.ask("POST", "ref/category", {"Name": "Wines"})
    shop.ask("POST", "ref/location", {"Name": "Harbour"})
    wine = shop.product("WINE", Category="Wines", CostingMethod="FIFO - Batch")
    shop.stock(5, "WINE", batch="L-1")
    shop.stock(6, "WINE", batch="L-2", location="Harbour")

    def rows(**query: object) -> list[tuple[str, str | None]]:
        found = shop.ask("GET", "ref/productavailability", **query)
        return [(row["SKU"], row["Batch"]) for row in found["ProductAvailabilityList"]]

    first, second = ("WINE", "L-1"), ("WINE", "L-2")
    assert [("BELL-01", None), first, second] == rows()
    assert [first, second] == rows(ID=wine["ID"]) == rows(Sku="wine")
    assert [first, second] == rows(Name="bell w") == rows(Category="WINES")
    assert [second] == rows(Location="harbour") == rows(Batch="l-2")
    assert [first] == rows(Sku="WINE", Location=WAREHOUSE)
    assert [] == rows(Location="Moon") == rows(Sku="WIN") == rows(Category="x")
    shop.ask("PUT", "product", {"ID": wine["ID"], "SKU": "PORT", "Category": "Other"})
    assert [("BELL-01", None), ("PORT", "L-1"), ("PORT", "L-2")] == rows(
        Category="other"
    )


def test_a_new_place_is_not_seen_before_the_lag_is_over(
    shop: Shop, clock: VirtualClock, control: ControlClient
) -> None:
    """
    Where availability lags, no filter finds what it does not tell yet.
    """
    control.do("change_profile", {"availability_lag": "ten_minutes"})
    before = shop.ask("GET", "ref/productavailability")
    shop.product("MUG")
    shop.stock(3, "MUG")

    assert before == shop.ask("GET", "ref/productavailability")
    assert 0 == shop.ask("GET", "ref/productavailability", Sku="MUG")["Total"]
    clock.advance(600)
    assert (3, 0, 3) == shop.level("MUG")


def test_a_customer_belongs_to_another(shop: Shop) -> None:
    """
    By id or by name; each shows the other, and nobody belongs to itself.
    """
    parent = shop.customer("Heron Group", IsBillParent=True)
    child = shop.customer("Heron Boats", CustomerParentName="heron group")
    [shown] = shop.ask("GET", "customer", ID=parent["ID"])["CustomerList"]

    assert (parent["ID"], "Heron Group") == (
        child["CustomerParentID"],
        child["CustomerParentName"],
    )
    assert [{"CustomerID": child["ID"], "CustomerName": "Heron Boats"}] == shown[
        "ChildCustomers"
    ]
    body = {"ID": parent["ID"], "CustomerParentID": child["ID"]}
    with pytest.raises(Refusal, match="cannot be its own parent"):
        shop.ask("PUT", "customer", body)
    shop.ask("PUT", "customer", {"ID": child["ID"], "CustomerParentID": None})
    [alone] = shop.ask("GET", "customer", ID=parent["ID"])["CustomerList"]
    assert [] == alone["ChildCustomers"]


def test_a_customer_has_prices_of_its_own(shop: Shop) -> None:
    """
    They are shown where asked for, and replaced whole.
    """
    made = shop.customer("Heron", ProductPrices=[{"ProductSKU": "bell-01", "Price": 9}])
    [product] = shop.ask("GET", "product")["Products"]

    def prices(**query: object) -> list[Json]:
        [row] = shop.ask("GET", "customer", Name="Heron", **query)["CustomerList"]
        return list(row["ProductPrices"])

    row = {"ProductID": product["ID"], "ProductName": "Bell BELL-01"}
    [asked] = shop.ask("GET", "product", IncludeCustomPrices="true")["Products"]
    [custom] = asked["CustomPrices"]
    assert ("Heron", 9) == (custom["CustomerName"], custom["Price"])
    assert [] == product["CustomPrices"] == prices()
    assert [{**row, "ProductSKU": "BELL-01", "Price": 9}] == prices(
        IncludeProductPrices="true"
    )
    wrong = [{"ProductID": UNKNOWN, "Price": 1}]
    with pytest.raises(Refusal, match="Product with ID"):
        shop.ask("PUT", "customer", {"ID": made["ID"], "ProductPrices": wrong})
    shop.ask("PUT", "customer", {"ID": made["ID"], "ProductPrices": []})
    assert [] == prices(IncludeProductPrices="true")


def test_prices_are_written_for_many(shop: Shop) -> None:
    """
    Those that make no sense are told of, and the others are written all the same.
    """
    made = shop.customer("Heron")
    [product] = shop.ask("GET", "product")["Products"]
    good = {"CustomerName": "heron", "ProductSKU": "bell-01", "Price": 9}
    lost = {**good, "CustomerName": "Nobody"}
    none = {**good, "ProductSKU": "NONE"}

    def write(method: str, *rows: Json) -> list[str]:
        body = {"CustomPrices": list(rows)}
        return list(shop.ask(method, "custom-prices", body)["Errors"])

    def price() -> list[float]:
        query = {"Name": "Heron", "IncludeProductPrices": True}
        [row] = shop.ask("GET", "customer", **query)["CustomerList"]
        return [one["Price"] for one in row["ProductPrices"]]

    assert ["Heron has no price of its own for BELL-01"] == write("PUT", good)
    assert 2 == len(write("POST", lost, good, none))
    assert [9] == price()
    assert ["Heron has a price for BELL-01 already"] == write("POST", good)
    assert [] == write("PUT", {**good, "Price": "8.5"})
    assert [8.5] == price()
    query = {"ProductID": product["ID"], "CustomerID": made["ID"]}
    gone = shop.call("DELETE", "custom-prices", **query)
    assert (200, b"", []) == (gone.status_code, gone.content, price())
    with pytest.raises(Refusal, match="has no price of its own"):
        shop.ask("DELETE", "custom-prices", **query)


def test_a_customer_has_one_default_of_a_kind(shop: Shop) -> None:
    """
    Of contacts, and of addresses of one type.
    """
    place = {"Country": "United Kingdom", "DefaultForType": True}
    made = shop.customer(
        "Heron",
        Addresses=[
            {"Line1": "1", "Type": "Billing", **place},
            {"Line1": "2", "Type": "Shipping", **place},
            {"Line1": "3", "Type": "Billing", **place},
        ],
        Contacts=[{"Name": "A", "Default": True}, {"Name": "B", "Default": "true"}],
    )

    assert ["2", "3"] == [
        one["Line1"] for one in made["Addresses"] if one["DefaultForType"]
    ]
    assert ["B"] == [one["Name"] for one in made["Contacts"] if one["Default"]]


def test_customers_are_filtered(shop: Shop, clock: VirtualClock) -> None:
    """
    Deprecated ones are hidden but from who asks for their id.
    """
    clock.advance(60)
    gone = shop.customer("Heron", Status="Deprecated", Contacts=[])

    def names(**query: object) -> list[str]:
        rows = shop.ask("GET", "customer", **query)["CustomerList"]
        return [row["Name"] for row in rows]

    assert ["Kestrel Cycles"] == names()
    assert ["Kestrel Cycles", "Heron"] == names(IncludeDeprecated="true")
    assert ["Heron"] == names(
        IncludeDeprecated="true", ModifiedSince="2026-03-02T09:00:30Z"
    )
    assert ["Heron"] == names(ID=gone["ID"])
    assert ["Kestrel Cycles"] == names(ContactFilter="j. a")
    assert [] == names(ContactFilter="@kestrel.example")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Main Warehouse", "Harbour", "Pier", "H-1"]),
        ({"Name": "h"}, ["Harbour", "H-1"]),
        ({"Deprecated": "true"}, ["Pier"]),
        ({"Deprecated": "false", "Name": "p"}, []),
        ({"Name": "moon"}, []),
    ],
)
def test_locations_are_filtered(shop: Shop, query: Json, expected: list[str]) -> None:
    """
    By the beginning of the name, by id, and by whether they are deprecated.
    """
    harbour = shop.ask("POST", "ref/location", {"Name": "Harbour"})
    shop.ask("POST", "ref/location", {"Name": "Pier", "IsDeprecated": True})
    shop.ask("POST", "ref/location", {"Name": "H-1", "ParentID": harbour["ID"]})
    rows = shop.ask("GET", "ref/location", **query)["LocationList"]
    [one] = shop.ask("GET", "ref/location", ID=harbour["ID"])["LocationList"]

    assert expected == [row["Name"] for row in rows]
    assert "Harbour" == one["Name"]


def test_a_location_that_nothing_refers_to_is_deleted(shop: Shop) -> None:
    """
    A warehouse takes its bins along; the name is free then.
    """
    harbour = shop.ask("POST", "ref/location", {"Name": "Harbour"})
    for name in ("H-1", "H-2"):
        body = {"Name": name, "ParentID": harbour["ID"]}
        bin_id = shop.ask("POST", "ref/location", body)["ID"]
    shop.ask("DELETE", "ref/location", ID=bin_id)
    [row] = shop.ask("GET", "ref/location", ID=harbour["ID"])["LocationList"]

    assert ["H-1"] == [one["Name"] for one in row["Bins"]]
    assert {"Success": True} == shop.ask("DELETE", "ref/location", ID=harbour["ID"])
    assert 1 == shop.ask("GET", "ref/location")["Total"]
    with pytest.raises(Refusal, match="Location with ID"):
        shop.ask("DELETE", "ref/location", ID=harbour["ID"])
    shop.ask("POST", "ref/location", {"Name": "harbour"})


def _holds_stock(shop: Shop) -> None:
    shop.stock(1, location="Harbour")


def _holds_stock_in_a_bin(shop: Shop) -> None:
    shop.stock(1, location="Harbour", bin="H-1")


def _is_sold_from(shop: Shop) -> None:
    shop.sale(Location="Harbour")


def _is_on_a_card(shop: Shop) -> None:
    shop.customer("Heron", Location="harbour")


def _is_on_a_product(shop: Shop) -> None:
    shop.product("MUG", DefaultLocation="harbour")


def _is_where_to_reorder(shop: Shop) -> None:
    level = {"LocationName": "Harbour", "PickZones": ""}
    shop.product("MUG", ReorderLevels=[level])


@pytest.mark.parametrize(
    "use",
    [
        _holds_stock,
        _holds_stock_in_a_bin,
        _is_sold_from,
        _is_on_a_card,
        _is_on_a_product,
        _is_where_to_reorder,
    ],
)
def test_a_location_in_use_stays(shop: Shop, use: object) -> None:
    """
    Whatever refers to it; the list counts that.
    """
    assert callable(use)
    harbour = shop.ask("POST", "ref/location", {"Name": "Harbour"})
    shop.ask("POST", "ref/location", {"Name": "H-1", "ParentID": harbour["ID"]})
    use(shop)
    rows = shop.ask("GET", "ref/location", Name="H")["LocationList"]

    assert 1 == sum(row["ReferenceCount"] for row in rows)
    with pytest.raises(Refusal, match="Location 'Harbour' cannot be deleted"):
        shop.ask("DELETE", "ref/location", ID=harbour["ID"])


def test_flags_of_a_location_are_spelt_in_two_ways(
    shop: Shop, control: ControlClient
) -> None:
    """
    Both are read; which one is shown is contested.
    """
    body = {"Name": "Shop", "IsShopFloor": True, "Deprecated": "true"}
    made = shop.ask("POST", "ref/location", body)
    control.do("change_profile", {"shop_floor_spelling": "IsShopFloor"})
    [row] = shop.ask("GET", "ref/location", Deprecated="true")["LocationList"]
    changed = shop.ask("PUT", "ref/location", {"ID": made["ID"], "IsShopfloor": False})

    assert (True, True) == (made["IsShopfloor"], made["IsDeprecated"])
    assert (True, False) == (row["IsShopFloor"], changed["IsShopFloor"])
    assert "IsShopfloor" not in row


def test_a_bin_has_no_bins(shop: Shop) -> None:
    """
    Its parent is a warehouse.
    """
    [house] = shop.ask("GET", "ref/location")["LocationList"]
    body = {"Name": "A-07", "ParentID": house["ID"]}
    bin_id = shop.ask("POST", "ref/location", body)["ID"]

    with pytest.raises(Refusal, match="Bin 'Main Warehouse: A-07' cannot have bins"):
        shop.ask("POST", "ref/location", {**body, "ParentID": bin_id})


def test_the_default_location_stays(shop: Shop) -> None:
    """
    Sales without a location take it.
    """
    [row] = shop.ask("GET", "ref/location")["LocationList"]

    with pytest.raises(Refusal, match="Location 'Main Warehouse' cannot be deleted"):
        shop.ask("DELETE", "ref/location", ID=row["ID"])


def test_a_location_that_a_transfer_goes_to_stays(shop: Shop) -> None:
    """
    Though nothing has arrived there yet.
    """
    harbour = shop.ask("POST", "ref/location", {"Name": "Harbour"})
    way = {"FromLocation": "Main Warehouse", "ToLocation": "Harbour"}
    lines = [{"SKU": "BELL-01", "TransferQuantity": 1}]
    shop.ask("POST", "stockTransfer", {**way, "Status": "DRAFT", "Lines": lines})

    with pytest.raises(Refusal, match="Location 'Harbour' cannot be deleted"):
        shop.ask("DELETE", "ref/location", ID=harbour["ID"])


def test_a_location_is_renamed_wherever_it_stands(shop: Shop) -> None:
    """
    On cards and where products are ordered again.
    """
    harbour = shop.ask("POST", "ref/location", {"Name": "Harbour"})
    level = {"LocationID": harbour["ID"], "PickZones": ""}
    shop.product("MUG", DefaultLocation="Harbour", ReorderLevels=[level])
    shop.customer("Heron", Location="Harbour")
    shop.ask("PUT", "ref/location", {"ID": harbour["ID"], "Name": "Dock"})
    [mug] = shop.ask("GET", "product", Sku="MUG", IncludeReorderLevels=True)["Products"]

    assert ("Dock", "Dock") == (
        mug["DefaultLocation"],
        mug["ReorderLevels"][0]["LocationName"],
    )
    assert "Dock" == shop.sale(Customer="Heron", Location=None)["Location"]
