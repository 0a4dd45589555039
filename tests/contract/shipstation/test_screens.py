"""
What a person sets up at the screens stands in the API afterwards.
"""

from tests.contract.shipstation.bench import Bench


def test_users_and_tags(bench: Bench) -> None:
    """
    Somebody who left is listed only if asked for.
    """
    pat = {"userName": "pat@example.com", "name": "Pat Packer"}
    bench.control.screen("POST", "/users", pat)
    bench.control.screen("POST", "/users", {**pat, "name": "Old Pat", "active": False})
    bench.control.screen("POST", "/tags", {"name": "Rush", "color": "#FF0000"})

    assert len(bench.get("/users").json()) == 2
    assert len(bench.get("/users", showInactive=True).json()) == 3
    assert bench.get("/accounts/listtags").json() == [
        {"tagId": 8362, "name": "Rush", "color": "#FF0000"}
    ]


def test_products_are_replaced_by_sku(bench: Bench) -> None:
    """
    They keep their id, and can be hidden.
    """
    first = bench.control.screen("POST", "/products", {"sku": "A", "price": 9.99})
    again = bench.control.screen(
        "POST", "/products", {"sku": "A", "name": "Apple", "active": False}
    )

    assert again["productId"] == first["productId"]
    assert (again["name"], again["price"]) == ("Apple", None)
    assert bench.get("/products").json()["total"] == 0
    assert bench.get("/products", showInactive=True, name="app").json()["total"] == 1


def test_products_are_found_by_what_is_in_them(bench: Bench) -> None:
    """
    Category, type, tag, UPC and the day of their making.
    """
    bench.control.screen(
        "POST",
        "/products",
        {
            "sku": "A",
            "upc": "012345678905",
            "productCategory": {"categoryId": 1, "name": "Fruit"},
            "productType": {"productTypeId": 2, "name": "Fresh"},
            "tags": [{"tagId": 3, "name": "Rush"}],
        },
    )

    for query, total in (
        ({"productCategoryId": 1, "productTypeId": 2, "tagId": 3}, 1),
        ({"tagId": 4}, 0),
        ({"upc": "012345678905"}, 1),
        ({"startDate": "2026-03-02", "endDate": "2026-03-03"}, 1),
        ({"endDate": "2026-03-02"}, 0),
        ({"sortBy": "SKU"}, 1),
        ({"sortBy": "ModifyDate"}, 1),
    ):
        assert bench.get("/products", **query).json()["total"] == total


def test_customers_are_one_for_each_user_name(bench: Bench) -> None:
    """
    Another address renews the profile.
    """
    body = {"username": "bo", "name": "Bo Buyer", "countryCode": "CA"}
    first = bench.control.screen("POST", "/customers", body)
    again = bench.control.screen("POST", "/customers", {**body, "city": "Toronto"})

    found = bench.get("/customers", countryCode="ca", marketplaceId=0).json()
    assert again["customerId"] == first["customerId"]
    assert [one["city"] for one in found["customers"]] == ["Toronto"]
    assert bench.get("/customers", stateCode="TX", tagId=1).json()["total"] == 0
    assert bench.get("/customers/1").status_code == 404


def test_a_second_account_of_a_carrier_is_not_primary(bench: Bench) -> None:
    """
    And it has its own number.
    """
    bench.control.screen(
        "POST", "/carriers", {"code": "fedex", "accountNumber": "9", "nickname": "Two"}
    )

    mine = [one for one in bench.get("/carriers").json() if one["code"] == "fedex"]
    assert [(one["primary"], one["nickname"]) for one in mine] == [
        (True, None),
        (False, "Two"),
    ]
