"""
Shipping zones, and whether the company uses them.
"""

from functools import partial

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.reading import boolean, guid
from emulators.cin7_core.domain.ship_zone import Row, ship_zone_document
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import TEXT, Call, Reply, operation, required

_USUAL = 25
_SOURCE = f"{DOCS}/shipping-zones"
_WRITTEN = answers("ship_zones.written.json")
_SWITCH = answers("ship_zones.switch.json")


@operation(
    "GET",
    "/reference/shipZones",
    responses=answers("ship_zones.json"),
    query={**PAGING, "ID": GUID, "Search": TEXT},
    source=_SOURCE,
)
def list_ship_zones(call: Call, account: Account) -> Reply:
    """
    List the zones, in pages of 25, total and page behind them.
    """
    found = account.ship_zones.find(call.query)
    query = {"Limit": _USUAL, **call.query}
    body = listed("ShipZones", found, query, partial(_shown, account)).body
    return Reply(200, {key: body[key] for key in ("ShipZones", "Total", "Page")})


@operation(
    "POST",
    "/reference/shipZones",
    request="ship_zone.create.json",
    responses=_WRITTEN,
    source=_SOURCE,
)
def create_ship_zone(call: Call, account: Account) -> Reply:
    """
    Add a zone.
    """
    _check(account, call)
    return _one(account, account.ship_zones.add(call.body, account.new_id))


@operation(
    "PUT",
    "/reference/shipZones",
    request="ship_zone.update.json",
    responses=_WRITTEN,
    source=_SOURCE,
)
def update_ship_zone(call: Call, account: Account) -> Reply:
    """
    Change a zone; countries and conditions are added to it, or change by their ids.
    """
    _check(account, call)
    zone_id = guid(call.body["ZoneID"])
    return _one(account, account.ship_zones.change(zone_id, call.body, account.new_id))


@operation(
    "DELETE",
    "/reference/shipZones",
    responses=answers("success.json"),
    query={"ShipZoneID": required(GUID)},
    source=_SOURCE,
)
def delete_ship_zone(call: Call, account: Account) -> Reply:
    """
    Take a zone away; the parameter has another name than the field.
    """
    account.ship_zones.remove(call.query["ShipZoneID"])
    return Reply(200, {"Success": True})


@operation("GET", "/reference/shipZonesEnabled", responses=_SWITCH, source=_SOURCE)
def get_ship_zones_switch(call: Call, account: Account) -> Reply:
    """
    Tell whether the company uses zones.
    """
    del call
    return Reply(200, {"IsEnabled": account.ship_zones.enabled})


@operation(
    "PUT",
    "/reference/shipZonesEnabled",
    request="ship_zones.switch.write.json",
    responses=_SWITCH,
    source=_SOURCE,
)
def update_ship_zones_switch(call: Call, account: Account) -> Reply:
    """
    Say whether the company uses zones.
    """
    account.ship_zones.enabled = boolean(call.body["IsEnabled"])
    return Reply(200, {"IsEnabled": account.ship_zones.enabled})


def _check(account: Account, call: Call) -> None:
    """
    Make sure that the tax rule exists.
    """
    if call.body.get("TaxRuleID"):
        account.books["taxes"].by_key(call.body["TaxRuleID"])


def _shown(account: Account, row: Row) -> Row:
    rule = row["TaxRuleID"]
    name = account.books["taxes"].by_key(rule)["Name"] if rule else None
    return ship_zone_document(row, name)


def _one(account: Account, row: Row) -> Reply:
    return Reply(200, {"ShipZones": [_shown(account, row)]})
