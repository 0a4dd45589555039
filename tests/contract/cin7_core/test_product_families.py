"""
Families of products: variants that are told apart by their options.
"""

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import UNKNOWN, Json, Refusal, Shop


def variant(product: Json, *options: str) -> Json:
    """
    Return the line of a product in a family.
    """
    values = {f"Option{n}": value for n, value in enumerate(options, start=1)}
    return {"ID": product["ID"], **values}


def family(shop: Shop, *products: Json, sku: str = "BELL", **more: object) -> Json:
    """
    Create a family of two options.
    """
    body = {
        "SKU": sku,
        "Name": f"Family {sku}",
        "Category": "other",
        "CostingMethod": "FIFO",
        "UOM": "Item",
        "Option1Name": "Colour",
        "Option2Name": "Size",
        "Products": list(products),
        **more,
    }
    [made] = shop.ask("POST", "productFamily", body)["ProductFamilies"]
    return dict(made)


def test_a_family_shows_its_products(shop: Shop) -> None:
    """
    With the values that its options have; SKU and name of a line are the product's own.
    """
    brass, steel = shop.product("B-1"), shop.product("B-2")
    made = family(
        shop,
        {**variant(steel, "Steel", "L"), "SKU": "X", "Name": "X"},
        variant(brass, "Brass", "L"),
        PriceTier1=9,
        CountryOfOrigin="Angola",
        HSCode="830610",
    )

    assert ("Other", "Brass,Steel", "L", "", 9) == (
        made["Category"],
        made["Option1Values"],
        made["Option2Values"],
        made["Option3Values"],
        made["PriceTier1"],
    )
    assert ("Angola", "AGO") == (made["CountryOfOrigin"], made["CountryOfOriginCode"])
    assert [("B-2", "Bell B-2", "Steel", ""), ("B-1", "Bell B-1", "Brass", "")] == [
        (one["SKU"], one["Name"], one["Option1"], one["Option3"])
        for one in made["Products"]
    ]
    assert [made] == shop.ask("GET", "productFamily")["ProductFamilies"]


def test_products_are_added_to_a_family_and_never_taken_out(shop: Shop) -> None:
    """
    One that it has already gets other options; what is left out stays as it is.
    """
    first, second = shop.product("B-1"), shop.product("B-2")
    made = family(shop, variant(first, "Brass", "L"), Tags="bells")
    body = {"ID": made["ID"], "Products": [variant(second, "Steel")], "SKU": "GONG"}
    shop.ask("PUT", "productFamily", body)
    again = {"ID": made["ID"], "Products": [variant(first, "Gold", "S")]}
    [changed] = shop.ask("PUT", "productFamily", again)["ProductFamilies"]

    assert ("GONG", "bells", "Gold,Steel", "S") == (
        changed["SKU"],
        changed["Tags"],
        changed["Option1Values"],
        changed["Option2Values"],
    )
    assert ["Gold", "Steel"] == [one["Option1"] for one in changed["Products"]]
    assert made["LastModifiedOn"] < changed["LastModifiedOn"]
    family(shop, sku="BELL")


def test_families_are_filtered(shop: Shop, clock: VirtualClock) -> None:
    """
    By parts of name and SKU, by id, and by when they were changed.
    """
    first = family(shop, sku="BELL-A")
    clock.advance(60)
    family(shop, sku="GONG-A")

    def skus(**query: object) -> list[str]:
        rows = shop.ask("GET", "productFamily", **query)["ProductFamilies"]
        return [row["SKU"] for row in rows]

    assert ["BELL-A", "GONG-A"] == skus(Sku="-a")
    assert ["GONG-A"] == skus(Name="ly gong")
    assert ["GONG-A"] == skus(ModifiedSince="2026-03-02T09:00:30Z")
    assert ["BELL-A"] == skus(ID=first["ID"].upper())
    assert [] == skus(ID=UNKNOWN)
    assert ["GONG-A"] == skus(Page=2, Limit=1)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ((), "'Option1' not provided"),
        (("Brass", "L", "Low"), "Option3 of B-1 has to be empty"),
    ],
)
def test_a_product_has_the_options_of_its_family(
    shop: Shop, options: tuple[str, ...], text: str
) -> None:
    """
    The first one, and no value of one that is not used.
    """
    product = shop.product("B-1")

    with pytest.raises(Refusal, match=text):
        family(shop, variant(product, *options))
    assert 0 == shop.ask("GET", "productFamily")["Total"]


def test_an_option_in_use_keeps_its_name(shop: Shop) -> None:
    """
    It cannot be taken away under a product.
    """
    made = family(shop, variant(shop.product("B-1"), "Brass", "L"))

    with pytest.raises(Refusal, match="Option2 of B-1 has to be empty"):
        shop.ask("PUT", "productFamily", {"ID": made["ID"], "Option2Name": ""})


def test_a_product_belongs_to_one_family(shop: Shop) -> None:
    """
    Neither family nor SKU is taken twice.
    """
    product = shop.product("B-1")
    family(shop, variant(product, "Brass"))

    with pytest.raises(Refusal, match="B-1 belongs to the family BELL"):
        family(shop, variant(product, "Brass"), sku="GONG")
    with pytest.raises(Refusal, match="Product family with SKU 'bell' already exists"):
        family(shop, sku="bell")


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"Category": "Nope"}, "Category not found."),
        ({"Brand": "X"}, "Brand 'X' was not found"),
        ({"UOM": "X"}, "Unit of measure with name 'X'"),
        ({"DefaultLocation": "Moon"}, "Location 'Moon' was not found"),
        ({"COGSAccount": "9"}, "There is no account '9'"),
        ({"Products": [{"ID": UNKNOWN, "Option1": "x"}]}, "Product with ID"),
        ({"HSCode": "12"}, "HSCode is invalid"),
        ({"Option1Name": ""}, "Option1Name is invalid"),
    ],
)
def test_a_family_names_what_there_is(shop: Shop, wrong: Json, text: str) -> None:
    """
    As a product does.
    """
    with pytest.raises(Refusal, match=text):
        family(shop, **wrong)


def test_a_category_is_kept_by_a_family(shop: Shop) -> None:
    """
    And renamed in it.
    """
    row = shop.ask("POST", "ref/category", {"Name": "Bells"})
    family(shop, Category="Bells")
    shop.ask("PUT", "ref/category", {"ID": row["ID"], "Name": "Chimes"})

    [shown] = shop.ask("GET", "productFamily")["ProductFamilies"]
    assert "Chimes" == shown["Category"]
    with pytest.raises(Refusal, match="Category 'Chimes' cannot be deleted"):
        shop.ask("DELETE", "ref/category", ID=row["ID"])


def test_files_hang_on_a_family(shop: Shop) -> None:
    """
    As a bare array, which says which is the default; the family itself does not.
    """
    made = family(shop)
    body = {"FamilyID": made["ID"], "Content": "eA==", "IsDefault": "true"}
    shop.ask("POST", "productFamily/attachments", {**body, "FileName": "a.png"})
    files = shop.ask("POST", "productFamily/attachments", {**body, "FileName": "b.png"})
    [shown] = shop.ask("GET", "productFamily")["ProductFamilies"]

    assert ["false", "true"] == [one["IsDefault"] for one in files]
    assert files == shop.ask("GET", "productFamily/attachments", FamilyID=made["ID"])
    assert ["a.png", "b.png"] == [one["FileName"] for one in shown["Attachments"]]
    assert "IsDefault" not in shown["Attachments"][0]
    assert made["LastModifiedOn"] < shown["LastModifiedOn"]
    left = shop.ask("DELETE", "productFamily/attachments", ID=files[0]["ID"])
    assert files[1:] == left
    with pytest.raises(Refusal, match="Product family with ID"):
        shop.ask("GET", "productFamily/attachments", FamilyID=UNKNOWN)


def test_families_are_saved_and_restored(shop: Shop, control: ControlClient) -> None:
    """
    With their products and what finds them.
    """
    product = shop.product("B-1")
    made = family(shop, variant(product, "Brass"))
    control.do("save", {"name": "families"})
    control.do("reset")
    control.do("restore", {"name": "families"})

    assert [made] == shop.ask("GET", "productFamily", Sku="ell")["ProductFamilies"]
    with pytest.raises(Refusal, match="belongs to the family"):
        family(shop, variant(product, "Brass"), sku="GONG")
