"""
What is contested about the vendors, and how else it may be.
"""

from collections.abc import Iterator

from emulators.cin7_core.profile import Profile as OfCin7Core
from emulators.kit.profile import contested_facts, profile_to_json
from emulators.shipstation.profile import Profile as OfShipStation

PROFILES = {"Cin7 Core": OfCin7Core(), "ShipStation": OfShipStation()}


def otherwise(vendor: str) -> Iterator[tuple[str, str]]:
    """
    Yield each fact with each of its members but the default.
    """
    profile = PROFILES[vendor]
    defaults = profile_to_json(profile)
    for fact, members in contested_facts(profile).items():
        for member in members:
            if member.value != defaults[fact]:
                yield fact, str(member.value)
