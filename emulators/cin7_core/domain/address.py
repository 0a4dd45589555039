"""
Addresses of sales: what the caller gives, and the two lines that are made of it.
"""

from dataclasses import dataclass, replace
from typing import Any

from emulators.cin7_core.domain.countries import country_in
from emulators.cin7_core.domain.reading import Document, boolean, guid, text


@dataclass(frozen=True, slots=True)
class Address:
    """
    Where a bill or goods go.

    Attributes:
        company, contact, ship_to_other: Only of a shipping address. With the last, the
            address lives on the sale alone.
    """

    id: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    company: str = ""
    contact: str = ""
    ship_to_other: bool = False


BLANK = Address()


def read_address(document: Document) -> Address:
    """
    Return the address that a body holds. What the vendor computes is ignored.
    """
    return Address(
        id=guid(document.get("ID")),
        line1=text(document, "Line1"),
        line2=text(document, "Line2"),
        city=text(document, "City"),
        state=text(document, "State"),
        postcode=text(document, "Postcode"),
        country=text(document, "Country"),
        company=text(document, "Company"),
        contact=text(document, "Contact"),
        ship_to_other=boolean(document.get("ShipToOther")),
    )


def in_country_form(address: Address, form: str) -> Address:
    """
    Return the address with its country as a name or as a code.
    """
    return replace(address, country=country_in(form, address.country))


def billing_document(address: Address) -> dict[str, Any]:
    """
    Return the address as the vendor shows it.
    """
    place = (address.city, address.state, address.postcode, address.country)
    return {
        "DisplayAddressLine1": _joined(address.line1, address.line2),
        "DisplayAddressLine2": _joined(*place),
        "Line1": address.line1,
        "Line2": address.line2,
        "City": address.city,
        "State": address.state,
        "Postcode": address.postcode,
        "Country": address.country,
    }


def shipping_document(address: Address) -> dict[str, Any]:
    """
    Return the address with what only goods need.
    """
    return {
        "ID": address.id or None,
        **billing_document(address),
        "Company": address.company,
        "Contact": address.contact,
        "ShipToOther": address.ship_to_other,
    }


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
