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

    In the United States the lines are put in capitals and judged by their form; no
    postal database is asked, so no street is corrected and no ZIP+4 is added. Addresses
    elsewhere are left alone.
    """
    address = plain_address(given)
    if address["country"] != "US":
        address["addressVerified"] = NOT_VALIDATED
        return address
    address["addressVerified"] = _verdict(address)
    if address["addressVerified"] != FAILED:
        address["residential"] = bool(address["residential"])
        for key in _SHOUTED:
            address[key] = address[key] and address[key].upper()
    return address


def _verdict(address: Mapping[str, Any]) -> str:
    if not (address["street1"] and address["city"] and address["postalCode"]):
        return FAILED
    known_state = (address["state"] or "").upper() in _STATES
    zip_code = _ZIP.fullmatch(address["postalCode"].strip())
    return VALIDATED if known_state and zip_code else WARNING
