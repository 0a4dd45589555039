"""
What is contested about the vendors, and how else it may be.
"""

from collections.abc import Iterator
from dataclasses import fields

from emulators.cin7_core.profile import Profile as OfCin7Core
from emulators.shipstation.profile import Profile as OfShipStation

PROFILES: dict[str, OfCin7Core | OfShipStation] = {
    "Cin7 Core": OfCin7Core(),
    "ShipStation": OfShipStation(),
}


def otherwise(vendor: str) -> Iterator[tuple[str, str]]:
    """
    Yield each fact with each of its members but the default.
    """
    profile = PROFILES[vendor]
    for fact in fields(profile):
        default = getattr(profile, fact.name)
        for member in type(default):
            if member is not default:
                yield fact.name, str(member.value)
