"""
The list that finds rows by their keys.
"""

from emulators.cin7_core.domain.listing import Listing, begins, group, same
from emulators.kit.finder import Plan

PLAN: Plan[dict[str, str]] = Plan(
    tests={"Name": begins("Name"), "Type": same("Type")},
    groups={"Type": group("Type")},
    asked={"Type": str.casefold},
    beginnings={"Name": "Name"},
    orders={"Name": lambda row: row["Name"].casefold()},
)


def rows() -> dict[str, dict[str, str]]:
    """
    Return three rows by their keys.
    """
    names = {"a": "Oak", "b": "Elm", "c": "oats"}
    kinds = {"a": "Tree", "b": "Tree", "c": "Grass"}
    return {key: {"Name": names[key], "Type": kinds[key]} for key in names}


def names(listing: Listing[dict[str, str]], **asked: str) -> list[str]:
    """
    Return the names that are found.
    """
    return [row["Name"] for row in listing.search(asked)]


def test_rows_are_found_in_the_order_they_came() -> None:
    """
    By a beginning, by a value, by both; without a filter there are all.
    """
    listing = Listing(PLAN, rows())

    assert ["Oak", "Elm", "oats"] == names(listing)
    assert ["Oak", "oats"] == names(listing, Name="OA")
    assert ["Oak", "Elm"] == names(listing, Type="TREE")
    assert ["Oak"] == names(listing, Type="tree", Name="oa")
    assert (2, 1, 0) == tuple(listing.count("Type", k) for k in ("tree", "grass", "x"))


def test_a_changed_row_keeps_its_place() -> None:
    """
    And is found by what it is now.
    """
    held = rows()
    listing = Listing(PLAN, held)
    names(listing, Name="o", Type="tree")
    held["a"] |= {"Name": "Ash", "Type": "Wood"}
    listing.put("a", held["a"])

    assert ["Ash", "Elm", "oats"] == names(listing)
    assert ["Ash"] == names(listing, Type="wood") == names(listing, Name="a")
    assert 0 == listing.number("a")


def test_a_number_is_not_given_twice() -> None:
    """
    A new row comes last, also after the latest one was dropped.
    """
    listing = Listing(PLAN, rows())
    names(listing, Type="tree")
    listing.drop("c")
    listing.put("d", {"Name": "Fir", "Type": "Tree"})

    assert ["Oak", "Elm", "Fir"] == names(listing) == names(listing, Type="tree")
    assert 3 == listing.number("d")
    assert [] == listing.of("Type", "grass")
