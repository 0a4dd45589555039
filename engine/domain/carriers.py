"""
ShipStation's names of carriers, and what Cin7 Core calls them.
"""

from collections.abc import Mapping

DEFAULT_CARRIER = "DEFAULT Carrier"

CARRIERS: Mapping[str, str] = {
    "APC": "APC",
    "Asendia": "Asendia",
    "AustraliaPost": "Australia Post",
    "australia_post": "Australia Post",
    "CanadaPost": "Canada Post",
    "canada_post": "Canada Post",
    "DHL": "DHL",
    "dhl_express": "DHL",
    "dhl_express_worldwide": "DHL",
    "DHLCanada": "DHL",
    "DHLGlobalMail": "DHL Global Mail",
    "dhl_global_mail": "DHL Global Mail",
    "FedEx": "FedEx",
    "FedExCanada": "FedEx",
    "fedex_canada": "FedEx",
    "OnTrac": "OnTrac",
    "RoyalMail": "Royal Mail",
    "royal_mail": "Royal Mail",
    "stamps_com": "USPS",
    "UPS": "UPS",
    "ups_walleted": "UPS",
    "UPSMI": "UPS Mail Innovations",
    "USPS": "USPS",
}


def cin7_carrier(name: str, table: Mapping[str, str]) -> str:
    """
    Return the carrier's name in Cin7 Core; the case of *name* does not matter.
    """
    folded = {known.lower(): carrier for known, carrier in table.items()}
    return folded.get(name.strip().lower(), DEFAULT_CARRIER)
