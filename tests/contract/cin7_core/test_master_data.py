"""
Products, stock, customers and locations.
"""

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import Refusal, Shop


def test_a_product_is_changed_in_part(shop: Shop) -> None:
    """
    Scalars merge, arrays are replaced, and the answer is a list of one.
    """
    level = {"LocationName": "main warehouse", "PickZones": "A"}
    created = shop.product("MUG", Tags="tea", ReorderLevels=[level])
    body = {"ID": created["ID"], "SKU": "MUG-2", "PriceTiers": {"Tier 2": 9}}
    answer = shop.ask("PUT", "product", {**body, "ReorderLevels": []})

    [changed] = answer["Products"]
    assert ("MUG-2", "tea", 12.5, 9, []) == (
        changed["SKU"],
        changed["Tags"],
        changed["PriceTier1"],
        changed["PriceTiers"]["Tier 2"],
        changed["ReorderLevels"],
    )
    assert 0 == shop.ask("GET", "product", Sku="mug-2x")["Total"]
    assert created["LastModifiedOn"] < changed["LastModifiedOn"]


def test_the_product_list_hides_and_filters(
    shop: Shop, clock: VirtualClock, control: ControlClient
) -> None:
    """
    Deprecated ones, old ones; a text is contained, or stands at the beginning.
    """
    clock.advance(60)
    shop.product("MUG-BELL", Status="Deprecated")
    shop.product("CUP-BELL")

    def skus(**query: object) -> list[str]:
        rows = shop.ask("GET", "product", **query)["Products"]
        return [row["SKU"] for row in rows]

    assert ["BELL-01", "CUP-BELL"] == skus(Sku="bell")
    assert ["MUG-BELL"] == skus(Sku="MUG", IncludeDeprecated="true")
    assert ["CUP-BELL"] == skus(ModifiedSince="2026-03-02T09:00:30Z")
    control.do("change_profile", {"product_match": "starts_with"})
    assert ["BELL-01"] == skus(Sku="bell")


def test_a_product_shows_its_default_image(shop: Shop) -> None:
    """
    Only where asked for; another default takes the place of the first.
    """
    [product] = shop.ask("GET", "product")["Products"]
    url = "https://images.example/bell.png"
    body = {"ProductID": product["ID"], "FileDownloadUrl": url, "IsDefault": "true"}
    shop.ask("POST", "product/attachments", {**body, "FileName": "a.png"})
    files = shop.ask("POST", "product/attachments", {**body, "FileName": "b.jpg"})
    [shown] = shop.ask("GET", "product", IncludeAttachments="true")["Products"]

    assert [("a.png", "false"), ("b.jpg", "true")] == [
        (one["FileName"], one["IsDefault"]) for one in files
    ]
    assert [] == shop.ask("GET", "product")["Products"][0]["Attachments"]
    assert files == shown["Attachments"]
    left = shop.ask("DELETE", "product/attachments", ID=files[0]["ID"])
    assert ["b.jpg"] == [one["FileName"] for one in left]
    with pytest.raises(Refusal, match="Content or FileDownloadUrl"):
        shop.ask(
            "POST", "product/attachments", {"ProductID": product["ID"], "FileName": "c"}
        )


def test_availability_has_a_row_for_each_place(shop: Shop) -> None:
    """
    Its stock on hand is money.
    """
    [warehouse] = shop.ask("GET", "ref/location")["LocationList"]
    shop.ask("POST", "ref/location", {"Name": "A-07", "ParentID": warehouse["ID"]})
    shop.stock(4, bin="A-07", unit_cost="2.50")

    rows = shop.ask("GET", "ref/productavailability", Location="main warehouse")[
        "ProductAvailabilityList"
    ]
    assert [(None, 10, 25), ("A-07", 4, 10)] == [
        (row["Bin"], row["OnHand"], row["StockOnHand"]) for row in rows
    ]
    assert 2 == shop.ask("GET", "ref/productavailability", Category="other")["Total"]
    assert 0 == shop.ask("GET", "ref/productavailability", Sku="BELL")["Total"]


def test_availability_may_lag(
    shop: Shop, clock: VirtualClock, control: ControlClient
) -> None:
    """
    By ten minutes, where the profile says so.
    """
    control.do("change_profile", {"availability_lag": "ten_minutes"})
    before = shop.level()
    shop.stock(3)
    clock.advance(599)
    still = shop.level()
    clock.advance(1)

    assert ((10, 0, 10), (10, 0, 10)) == (before, still)
    assert (3, 0, 3) == shop.level()


def test_a_customer_is_changed_by_the_ids_of_its_parts(shop: Shop) -> None:
    """
    A known address is replaced, a new contact is added.
    """
    [customer] = shop.ask("GET", "customer", Name="kestrel")["CustomerList"]
    address = {**customer["Addresses"][0], "Line1": "9 Mill Lane"}
    body = {
        "ID": customer["ID"],
        "Name": "Kestrel Bikes",
        "Addresses": [address],
        "Contacts": [{"Name": "Q. Oak", "Email": "q@kestrel.example", "Default": True}],
    }
    [changed] = shop.ask("PUT", "customer", body)["CustomerList"]

    assert ["9 Mill Lane", "5 Quay Street"] == [
        a["Line1"] for a in changed["Addresses"]
    ]
    assert {customer["ID"]} == {a["CustomerID"] for a in changed["Addresses"]}
    assert "Q. Oak" == shop.sale(Customer="kestrel bikes")["Contact"]
    assert 1 == shop.ask("GET", "customer", ContactFilter="q@kestrel.example")["Total"]
    assert 0 == shop.ask("GET", "customer", Name="cycles")["Total"]


def test_a_foreign_customer_needs_a_rate(shop: Shop) -> None:
    """
    The sale is in the customer's currency.
    """
    shop.customer("Rive Gauche", Currency="EUR")
    with pytest.raises(Refusal, match="CurrencyRate is required for a sale in EUR"):
        shop.sale(Customer="Rive Gauche")

    sale = shop.sale(Customer="Rive Gauche", CurrencyRate=0.86)
    assert ("GBP", "EUR") == (sale["BaseCurrency"], sale["CustomerCurrency"])


def test_bins_are_locations_too(shop: Shop) -> None:
    """
    They stand in the list by themselves, and in their parent with ids in upper case.
    """
    [warehouse] = shop.ask("GET", "ref/location")["LocationList"]
    written = shop.ask(
        "POST", "ref/location", {"Name": "A-07", "ParentID": warehouse["ID"]}
    )
    rows = shop.ask("GET", "ref/location")["LocationList"]

    assert "AddressLine1" not in written
    assert [("Main Warehouse", None), ("A-07", "Main Warehouse")] == [
        (row["Name"], row["ParentName"]) for row in rows
    ]
    assert written["ID"].upper() == rows[0]["Bins"][0]["ID"]


def test_a_warehouse_gets_an_address_and_a_name(shop: Shop) -> None:
    """
    What is left out stays; its bins go along with it, and are not changed themselves.
    """
    [warehouse] = shop.ask("GET", "ref/location")["LocationList"]
    body = {"Name": "A-07", "ParentID": warehouse["ID"]}
    bin_id = shop.ask("POST", "ref/location", body)["ID"]
    shop.ask("POST", "ref/location", {"Name": "Harbour", "PickZones": "A"})
    address = {"AddressLine1": "1 Dock Road", "AddressCountry": "United Kingdom"}

    changed = {"ID": warehouse["ID"].upper(), "Name": "Old Dock", **address}
    shop.ask("PUT", "ref/location", changed)
    rows = shop.ask("GET", "ref/location")["LocationList"]

    assert [("Old Dock", None), ("A-07", "Old Dock"), ("Harbour", None)] == [
        (row["Name"], row["ParentName"]) for row in rows
    ]
    assert address == {key: rows[0][key] for key in address}
    assert (True, "A") == (rows[0]["IsDefault"], rows[2]["PickZones"])
    shop.stock(4, location="Old Dock", bin="A-07")
    with pytest.raises(Refusal, match="Location 'harbour' already exists"):
        shop.ask("PUT", "ref/location", {"ID": warehouse["ID"], "Name": "harbour"})
    with pytest.raises(Refusal, match="Bin 'Old Dock: A-07' cannot be changed"):
        shop.ask("PUT", "ref/location", {"ID": bin_id, "Name": "A-08"})
    shop.ask("PUT", "ref/location", {"ID": rows[2]["ID"], "IsDefault": True})
    rows = shop.ask("GET", "ref/location")["LocationList"]
    assert ["Harbour"] == [row["Name"] for row in rows if row["IsDefault"]]


def test_a_company_has_addresses(shop: Shop) -> None:
    """
    One of each type is the default, and the filters find it.
    """
    body = {
        "Line1": "1 Dock Road",
        "CitySuburb": "Bristol",
        "StateProvince": "Avon",
        "ZipPostCode": "BS1 6XN",
        "Country": "United Kingdom",
        "Type": "Business",
        "DefaultForType": True,
    }

    def lines(**query: object) -> list[str]:
        rows = shop.ask("GET", "me/addresses", **query)["MeAddressesList"]
        return [row["Line1"] for row in rows]

    [first] = shop.ask("POST", "me/addresses", body)["MeAddressesList"]
    shop.ask("POST", "me/addresses", {**body, "Type": "Shipping", "Line1": "2 Quay"})
    shop.ask("POST", "me/addresses", {**body, "Line1": "3 Pier"})

    assert ["2 Quay", "3 Pier"] == lines(DefaultForType="true")
    assert ["3 Pier"] == lines(Type="business", DefaultForType="true")
    assert ["1 Dock Road"] == lines(ID=first["AddressID"])
    shop.ask("PUT", "me/addresses", {**first, "Line1": "4 Dock Road"})
    assert ["2 Quay", "3 Pier", "4 Dock Road"] == sorted(
        lines(Country="UNITED kingdom")
    )
    shop.ask("DELETE", "me/addresses", ID=first["AddressID"])
    with pytest.raises(Refusal, match="not found"):
        shop.ask("DELETE", "me/addresses", ID=first["AddressID"])
    assert 2 == shop.ask("GET", "me/addresses")["Total"]


def test_an_unknown_carrier_is_kept_or_refused(
    shop: Shop, control: ControlClient
) -> None:
    """
    As the profile says.
    """
    kept = shop.sale(Carrier="Owl Post")["Carrier"]
    control.do("change_profile", {"unknown_carrier": "refused"})

    assert "Owl Post" == kept
    with pytest.raises(Refusal, match="no carrier 'Owl Post'"):
        shop.sale(Carrier="Owl Post")


@pytest.mark.parametrize(
    ("profile", "key", "expected"),
    [
        ({"shipped_not_invoiced_status": "PACKED"}, "Status", "PACKED"),
        ({"shipped_order_status": "stays_authorised"}, "OrderStatus", "AUTHORISED"),
    ],
    ids=["sale", "order"],
)
def test_the_words_of_a_shipped_sale_are_contested(
    shop: Shop,
    control: ControlClient,
    profile: dict[str, str],
    key: str,
    expected: str,
) -> None:
    """
    They follow the profile at once, and the sale does not count as changed.
    """
    sale_id = shop.packed()
    shop.ship(sale_id)
    before = shop.row(sale_id)
    control.do("change_profile", profile)

    after = shop.row(sale_id)
    assert (expected, before["Updated"]) == (after[key], after["Updated"])


def test_other_facts_about_sales_are_contested(
    shop: Shop, control: ControlClient
) -> None:
    """
    The first fulfilment, the quote that was not mentioned, the header, the undo.
    """
    control.do(
        "change_profile",
        {
            "advanced_first_fulfilment": "absent",
            "omitted_skip_quote": "quotes",
            "header_update": "merges",
            "fulfilment_undo": "ignored",
            "line_totals": "ignored",
        },
    )
    sale = shop.sale(SaleType="Advanced")
    free = shop.sale(SaleType="Advanced", SkipQuote=True, Note="Keep")
    shop.order(free["ID"], Total=1)
    [task] = shop.ask("POST", "sale/fulfilment", {"SaleID": free["ID"]})["Fulfilments"]
    shop.pick(task["TaskID"])
    shop.ask("DELETE", "sale/fulfilment", TaskID=task["TaskID"])
    kept = shop.ask("PUT", "sale", {"ID": free["ID"], "Carrier": "DHL"})

    assert ("ESTIMATING", []) == (sale["Status"], sale["Fulfilments"])
    assert ("Keep", "DHL") == (kept["Note"], kept["Carrier"])
    assert "AUTHORISED" == kept["Fulfilments"][0]["Pick"]["Status"]
