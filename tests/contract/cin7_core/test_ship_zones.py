"""
Shipping zones: countries, conditions, and the rest of the world.
"""

import pytest

from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import TAX, UNKNOWN, Json, Refusal, Shop


def zone(shop: Shop, name: str = "Maghreb", **more: object) -> Json:
    """
    Add a zone of two countries.
    """
    countries = [{"Country2": code, "ShippingRate": 7} for code in ("tn", "DZ")]
    body = {"Name": name, "AppliesTo": countries, **more}
    [made] = shop.ask("POST", "reference/shipZones", body)["ShipZones"]
    return dict(made)


def test_there_is_always_the_rest_of_the_world(shop: Shop) -> None:
    """
    It is changed, and neither deleted nor joined by another one.
    """
    listed = shop.ask("GET", "reference/shipZones")
    [rest] = listed["ShipZones"]
    body = {"ZoneID": rest["ZoneID"], "DefaultShippingCost": "7.7"}
    [changed] = shop.ask("PUT", "reference/shipZones", body)["ShipZones"]

    assert ["ShipZones", "Total", "Page"] == list(listed)
    assert ("Rest of World", True, "Default shipping settings.", 7.7) == (
        changed["Name"],
        changed["IsRestZone"],
        changed["ShortDesc"],
        changed["DefaultShippingCost"],
    )
    with pytest.raises(Refusal, match="cannot be deleted"):
        shop.ask("DELETE", "reference/shipZones", ShipZoneID=rest["ZoneID"])
    with pytest.raises(Refusal, match="for the rest of the world already"):
        zone(shop, IsRestZone="true")


def test_parts_of_a_zone_are_known_by_their_ids(shop: Shop) -> None:
    """
    Those with one change, those without are added; the countries stand in short.
    """
    [rule] = shop.ask("GET", "ref/tax", Name=TAX)["TaxRuleList"]
    made = zone(
        shop,
        TaxRuleID=rule["ID"],
        Conditions=[{"ConditionType": "Price", "MinValue": 100}],
    )
    first, _ = made["AppliesTo"]
    [condition] = made["Conditions"]
    body = {
        "ZoneID": made["ZoneID"].upper(),
        "AppliesTo": [{**first, "ShippingRate": 9}, {"Country2": "MA"}],
        "Conditions": [
            {**condition, "MaxValue": 200},
            {"ConditionType": "Weight", "MinValue": 5},
        ],
    }
    [changed] = shop.ask("PUT", "reference/shipZones", body)["ShipZones"]

    assert ("Algeria, Tunisia", TAX) == (made["ShortDesc"], made["TaxRuleName"])
    assert [("TN", 9), ("DZ", 7), ("MA", 0)] == [
        (one["Country2"], one["ShippingRate"]) for one in changed["AppliesTo"]
    ]
    assert [("Price", 100, 200), ("Weight", 5, 0)] == [
        (one["ConditionType"], one["MinValue"], one["MaxValue"])
        for one in changed["Conditions"]
    ]
    assert condition["ZoneConditionID"] == changed["Conditions"][0]["ZoneConditionID"]


def test_zones_are_found_by_a_part_of_their_names(shop: Shop) -> None:
    """
    In pages of 25, unless another limit is asked for.
    """
    for number in range(30):
        made = zone(shop, f"Zone {number}")

    def names(**query: object) -> list[str]:
        rows = shop.ask("GET", "reference/shipZones", **query)["ShipZones"]
        return [row["Name"] for row in rows]

    assert (25, 6, 31) == (len(names()), len(names(Page=2)), len(names(Limit=100)))
    assert ["Zone 7", "Zone 17", "Zone 27"] == names(Search="7")
    assert ["Zone 29"] == names(ID=made["ZoneID"])
    shop.ask("DELETE", "reference/shipZones", ShipZoneID=made["ZoneID"])
    assert [] == names(ID=made["ZoneID"])


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"Name": ""}, "Name is invalid"),
        ({"AppliesTo": [{"Country2": "Algeria"}]}, "Country2 is invalid"),
        ({"Conditions": [{"ConditionType": "Size"}]}, "ConditionType is invalid"),
        ({"TaxRuleID": UNKNOWN}, "Tax rule with ID"),
    ],
)
def test_a_zone_that_makes_no_sense(shop: Shop, wrong: Json, text: str) -> None:
    """
    Leaves nothing behind.
    """
    with pytest.raises(Refusal, match=text):
        zone(shop, **wrong)
    assert 1 == shop.ask("GET", "reference/shipZones")["Total"]


def test_zones_are_switched_off(shop: Shop, control: ControlClient) -> None:
    """
    And are saved and restored with what they are.
    """
    made = zone(shop)
    before = shop.ask("GET", "reference/shipZonesEnabled")
    after = shop.ask("PUT", "reference/shipZonesEnabled", {"IsEnabled": "false"})
    control.do("save", {"name": "zones"})
    control.do("reset")
    control.do("restore", {"name": "zones"})

    assert ({"IsEnabled": True}, {"IsEnabled": False}) == (before, after)
    assert after == shop.ask("GET", "reference/shipZonesEnabled")
    assert [made] == shop.ask("GET", "reference/shipZones", Search="ma")["ShipZones"]
