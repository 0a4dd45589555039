"""
Addresses, and what ShipStation does to those that it ships to.
"""

import re
from collections.abc import Mapping
from typing import Any

NOT_VALIDATED = "Address not yet validated"
VALIDATED = "Address validated successfully"
WARNING = "Address validation warning"
FAILED = "Address validation failed"

KEYS = (
    "name",
    "company",
    "street1",
    "street2",
    "street3",
    "city",
    "state",
    "postalCode",
    "country",
    "phone",
    "residential",
    "addressVerified",
)
_SHOUTED = ("company", "street1", "street2", "street3", "city", "state", "postalCode")
_SHORT: Mapping[str, str] = {
    "AVENUE": "AVE",
    "BOULEVARD": "BLVD",
    "DRIVE": "DR",
    "FIFTH": "5TH",
    "LANE": "LN",
    "PARKWAY": "PKWY",
    "PLACE": "PL",
    "ROAD": "RD",
    "STREET": "ST",
}
# Street and ZIP as they are typed in; then the Postal Service's street, ZIP+4, and
# whether somebody lives there. The first is recorded, the others are made like it.
_TABLE = """
1600 PENNSYLVANIA AVE | 20500 | 1600 PENNSYLVANIA AVE NW | 20500-0005 | no
1600 PENNSYLVANIA AVE NW | 20500 | 1600 PENNSYLVANIA AVE NW | 20500-0005 | no
350 5TH AVE | 10118 | 350 5TH AVE | 10118-0110 | no
1 INFINITE LOOP | 95014 | 1 INFINITE LOOP | 95014-2083 | no
221 ELM ST | 83702 | 221 E ELM ST | 83702-5120 | yes
"""
_KNOWN: Mapping[tuple[str, str], Mapping[str, Any]] = {
    (street, zip_code): {
        "street1": standard,
        "postalCode": plus_four,
        "residential": inhabited == "yes",
    }
    for street, zip_code, standard, plus_four, inhabited in (
        line.split(" | ") for line in _TABLE.strip().splitlines()
    )
}
_ZIP = re.compile(r"\d{5}(?:-\d{4})?", re.ASCII)
_STATE_CODES = """
AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE
NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY
PR GU VI AS MP AA AE AP
"""
_STATES = frozenset(_STATE_CODES.split())


def plain_address(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """
    Return an address as it was sent, with every key, and nothing verified.
    """
    address = {key: (given or {}).get(key) for key in KEYS}
    address["addressVerified"] = None
    return address


def validated_address(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """
    Return a ship-to address after ShipStation looked at it.

    In the United States the lines are put in capitals and judged by their form. A few
    addresses are in a table, and get the street and the ZIP+4 of the Postal Service and
    its word on whether somebody lives there. A building's name goes below the street,
    with a warning. Addresses elsewhere are left alone.
    """
    address = plain_address(given)
    if address["country"] != "US":
        address["addressVerified"] = NOT_VALIDATED
        return address
    address["addressVerified"] = _verdict(address)
    if address["addressVerified"] == FAILED:
        return address
    address["residential"] = bool(address["residential"])
    for key in _SHOUTED:
        address[key] = address[key] and address[key].upper()
    if address["addressVerified"] == VALIDATED:
        address.update(_KNOWN.get(_place(address), {}))
    elif _is_building(address):
        lines = address["street2"], address["street1"]
        address["street1"], address["street2"] = lines
    return address


def _place(address: Mapping[str, Any]) -> tuple[str, str]:
    """
    Return street and ZIP, with the usual words for streets cut short.
    """
    words = address["street1"].upper().replace(".", "").split()
    street = " ".join(_SHORT.get(word, word) for word in words)
    return street, address["postalCode"].strip()[:5]


def _is_building(address: Mapping[str, Any]) -> bool:
    """
    Say whether the first line is a name, and the second a street with its number.
    """
    first, second = ((address[key] or "")[:1] for key in ("street1", "street2"))
    return second.isdigit() and not first.isdigit()


def _verdict(address: Mapping[str, Any]) -> str:
    if not (address["street1"] and address["city"] and address["postalCode"]):
        return FAILED
    known_state = (address["state"] or "").upper() in _STATES
    zip_code = _ZIP.fullmatch(address["postalCode"].strip())
    good = known_state and zip_code and not _is_building(address)
    return VALIDATED if good else WARNING
