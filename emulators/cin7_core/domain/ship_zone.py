"""
Shipping zones: where parcels go, and what web shops charge for it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from emulators.cin7_core.domain.countries import country_named
from emulators.cin7_core.domain.listing import Listing, folded
from emulators.cin7_core.domain.reading import ZERO, Document, boolean, number, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.kit.finder import Plan

NewId = Callable[[], str]
Row = dict[str, Any]

REST_ID = "c0a0c0a0-0000-4000-8000-000000000001"
_REST = "Default shipping settings."
_FLAGS = ("PricesInclTax", "Negative")


class NoZone(Refused):
    """
    There is no such zone.
    """


class RestZoneStays(Refused):
    """
    There is one zone for the rest of the world, no more and no less.
    """


_PLAN: Plan[Row] = Plan(
    tests={
        "ID": lambda row, wanted: row["ZoneID"] == wanted,
        "Search": lambda row, wanted: folded(wanted) in folded(row["Name"]),
    },
    groups={"ID": lambda row: (row["ZoneID"],)},
    texts={"Search": lambda row: (row["Name"],)},
)


class ShipZones:
    """
    The zones of one account.

    Attributes:
        enabled: Whether the company uses them.
    """

    enabled: bool
    _rows: dict[str, Row]
    derived = ("_listing",)

    def __init__(self) -> None:
        self.enabled = True
        rest = {"Name": "Rest of World", "IsRestZone": True}
        self._rows = {REST_ID: {**_blank(REST_ID), **rest}}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the index of the zones that there are.
        """
        self._listing = Listing(_PLAN, self._rows)

    def by_id(self, zone_id: str) -> Row:
        """
        Return the zone.

        Raises:
            NoZone: There is none.
        """
        try:
            return self._rows[zone_id]
        except KeyError:
            raise NoZone(f"Ship zone with ID {zone_id} not found") from None

    def find(self, query: Mapping[str, Any]) -> Sequence[Row]:
        """
        Return the zones that match the parameters of the list.
        """
        return self._listing.search(query)

    def add(self, body: Document, new_id: NewId) -> Row:
        """
        Write a new zone.

        Raises:
            RestZoneStays: It is for the rest of the world, and there is one.
        """
        if boolean(body.get("IsRestZone")):
            raise RestZoneStays("There is a zone for the rest of the world already")
        zone_id = new_id()
        self._rows[zone_id] = _blank(zone_id)
        return self.change(zone_id, body, new_id)

    def change(self, zone_id: str, body: Document, new_id: NewId) -> Row:
        """
        Write what the body has into a zone.

        Countries and conditions are known by their ids; those without one are added.

        Raises:
            NoZone: There is none.
        """
        row = self.by_id(zone_id)
        row |= {key: text(body, key) for key in ("Name", "TaxRuleID") if key in body}
        row |= {key: boolean(body[key]) for key in _FLAGS if key in body}
        if "DefaultShippingCost" in body:
            row["DefaultShippingCost"] = number(body["DefaultShippingCost"])
        for key, id_field, read in (
            ("AppliesTo", "ID", _country),
            ("Conditions", "ZoneConditionID", _condition),
        ):
            parts = {part[id_field]: part for part in row[key]}
            for given in body.get(key) or ():
                part_id = text(given, id_field).lower() or new_id()
                parts[part_id] = {id_field: part_id, **read(given)}
            row[key] = list(parts.values())
        self._listing.put(zone_id, row)
        return row

    def remove(self, zone_id: str) -> None:
        """
        Take a zone away.

        Raises:
            NoZone: There is none.
            RestZoneStays: It is for the rest of the world.
        """
        if self.by_id(zone_id)["IsRestZone"]:
            raise RestZoneStays("The zone for the rest of the world cannot be deleted")
        del self._rows[zone_id]
        self._listing.drop(zone_id)


def ship_zone_document(row: Row, tax_rule: str | None) -> Row:
    """
    Return the zone as the vendor shows it, in short by the names of its countries.
    """
    names = sorted({country_named(part["Country2"]) for part in row["AppliesTo"]})
    return {
        "ZoneID": row["ZoneID"],
        "Name": row["Name"],
        "IsRestZone": row["IsRestZone"],
        "PricesInclTax": row["PricesInclTax"],
        "Negative": row["Negative"],
        "DefaultShippingCost": row["DefaultShippingCost"],
        "ShortDesc": _REST if row["IsRestZone"] else ", ".join(names),
        "TaxRuleID": row["TaxRuleID"] or None,
        "TaxRuleName": tax_rule,
        "AppliesTo": row["AppliesTo"],
        "Conditions": row["Conditions"],
    }


def _blank(zone_id: str) -> Row:
    return {
        "ZoneID": zone_id,
        "Name": "",
        "IsRestZone": False,
        "PricesInclTax": False,
        "Negative": False,
        "DefaultShippingCost": ZERO,
        "TaxRuleID": "",
        "AppliesTo": [],
        "Conditions": [],
    }


def _country(given: Document) -> Row:
    return {
        "Country2": text(given, "Country2").upper(),
        "StateID": given.get("StateID"),
        "StateName": given.get("StateName"),
        "PostCodeFrom": text(given, "PostCodeFrom"),
        "PostCodeTo": text(given, "PostCodeTo"),
        "PostCodesList": text(given, "PostCodesList"),
        "ShippingRate": number(given.get("ShippingRate")),
    }


def _condition(given: Document) -> Row:
    return {
        "MinValue": number(given.get("MinValue")),
        "MaxValue": number(given.get("MaxValue")),
        "ShippingCost": number(given.get("ShippingCost")),
        "ConditionType": text(given, "ConditionType"),
        "ConditionDescription": text(given, "ConditionDescription"),
    }
