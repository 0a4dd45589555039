"""
A warehouse or bin as the vendor shows it. Read only.
"""

from typing import Any

from emulators.cin7_core.domain.location import ADDRESS, FLAGS, Location
from emulators.cin7_core.profile import ShopFloorSpelling


def location_row(
    location: Location, references: int, spelling: ShopFloorSpelling
) -> dict[str, Any]:
    """
    Return the row of the list; nested bins have their ids in upper case.
    """
    return {
        "ID": location.id,
        "Name": location.name,
        "IsDefault": location.is_default,
        "IsDeprecated": location.is_deprecated,
        "Bins": [_bin(one) for one in location.bins] or None,
        "ParentID": location.parent.id if location.parent else None,
        "ParentName": location.parent.name if location.parent else None,
        "ReferenceCount": references,
        **{key: location.address.get(key, "") for key in ADDRESS},
        "PickZones": location.pick_zones,
        **_flags(location, spelling),
    }


def location_written(location: Location, spelling: ShopFloorSpelling) -> dict[str, Any]:
    """
    Return the answer to a write, which has no address.
    """
    flags = _flags(location, spelling)
    del flags["FixedAssetsLocation"]
    return {
        "ID": location.id,
        "Name": location.name,
        "IsDefault": location.is_default,
        "AllowReorder": True,
        "Bins": [_bin(one) for one in location.bins],
        "PickZones": location.pick_zones,
        "IsDeprecated": location.is_deprecated,
        **flags,
    }


def _flags(location: Location, spelling: ShopFloorSpelling) -> dict[str, bool]:
    names = {"IsShopfloor": spelling.value}
    return {names.get(flag, flag): location.flags.get(flag, False) for flag in FLAGS}


def _bin(location: Location) -> dict[str, Any]:
    return {
        "ID": location.id.upper(),
        "Name": location.name,
        "IsDeprecated": location.is_deprecated,
        "IsStaging": location.flags.get("IsStaging", False),
    }
