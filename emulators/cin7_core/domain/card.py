"""
A card: what is kept of somebody's addresses and contacts.

Customers, suppliers and leads have one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.address import BLANK, Address, read_address
from emulators.cin7_core.domain.reading import Document, boolean, guid, number, text

BILLING, SHIPPING = "Billing", "Shipping"

NewId = Callable[[], str]

_CONTACT_TEXTS = (
    "JobTitle",
    "Phone",
    "MobilePhone",
    "Fax",
    "Email",
    "Website",
    "Comment",
)


@dataclass(slots=True)
class CardAddress:
    """
    An address on a card, and what it is for.
    """

    address: Address
    kind: str
    is_default: bool


@dataclass(slots=True)
class Card:
    """
    Somebody's addresses and contacts.
    """

    addresses: list[CardAddress] = field(default_factory=list, kw_only=True)
    contacts: list[dict[str, Any]] = field(default_factory=list, kw_only=True)

    def address_for(self, kind: str) -> Address:
        """
        Return the address that documents take, blank if there is none.
        """
        fit = [one for one in self.addresses if one.kind == kind]
        chosen = next((one for one in fit if one.is_default), fit[0] if fit else None)
        return chosen.address if chosen else BLANK

    def address(self, address_id: str) -> Address | None:
        """
        Return the address of this id, if it is on the card.
        """
        found = (a.address for a in self.addresses if a.address.id == address_id)
        return next(found, None)

    @property
    def contact(self) -> Mapping[str, Any]:
        """
        The contact that documents take, empty if there is none.
        """
        for one in self.contacts:
            if one["Default"]:
                return one
        return self.contacts[0] if self.contacts else {}


def write_card(card: Card, body: Document, new_id: NewId) -> None:
    """
    Write the addresses and contacts that the body has.

    They are known by their ids; those without one are added.
    """
    for row in body.get("Addresses") or ():
        _write_address(card, row, new_id)
    for row in body.get("Contacts") or ():
        _write_contact(card, row, new_id)


def _write_address(card: Card, row: Document, new_id: NewId) -> None:
    given = read_address({"ID": new_id(), **row} if not row.get("ID") else row)
    written = CardAddress(
        given, row["Type"], is_default=boolean(row.get("DefaultForType"))
    )
    if written.is_default:
        for one in card.addresses:
            one.is_default = one.is_default and one.kind != written.kind
    for position, one in enumerate(card.addresses):
        if one.address.id == given.id:
            card.addresses[position] = written
            return
    card.addresses.append(written)


def _write_contact(card: Card, row: Document, new_id: NewId) -> None:
    written = {
        "ID": guid(row.get("ID")) or new_id(),
        "Name": row["Name"],
        **{key: text(row, key) for key in _CONTACT_TEXTS},
        "Default": boolean(row.get("Default")),
        "IncludeInEmail": boolean(row.get("IncludeInEmail")),
        "MarketingConsent": int(number(row.get("MarketingConsent"), Decimal(1))),
    }
    if written["Default"]:
        for one in card.contacts:
            one["Default"] = False
    for position, one in enumerate(card.contacts):
        if one["ID"] == written["ID"]:
            card.contacts[position] = written
            return
    card.contacts.append(written)


def address_rows(card: Card, owner: Mapping[str, str]) -> list[dict[str, Any]]:
    """
    Return the addresses as the vendor shows them; each may repeat its owner's id.
    """
    return [
        {
            "ID": one.address.id,
            **owner,
            "Line1": one.address.line1,
            "Line2": one.address.line2,
            "City": one.address.city,
            "State": one.address.state,
            "Postcode": one.address.postcode,
            "Country": one.address.country,
            "Type": one.kind,
            "DefaultForType": one.is_default,
        }
        for one in card.addresses
    ]


def contact_rows(
    card: Card, owner: Mapping[str, str], *, without: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    """
    Return the contacts as the vendor shows them, without what this kind has not.
    """
    return [
        {key: value for key, value in {**one, **owner}.items() if key not in without}
        for one in card.contacts
    ]
