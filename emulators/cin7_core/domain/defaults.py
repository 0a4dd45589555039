"""
What a fresh account has: the rows that the vendor writes into its books by itself.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.book_kinds import KINDS, BookKind
from emulators.cin7_core.domain.books import Book
from emulators.cin7_core.domain.courier import Courier
from emulators.cin7_core.domain.instants import Stamps
from emulators.cin7_core.domain.location import Location, Locations
from emulators.cin7_core.domain.organisation import Organisation
from emulators.cin7_core.domain.webhook import Webhooks
from emulators.kit.service import Surroundings

WAREHOUSE = "Main Warehouse"
DEFAULT_TAX_RULE = "20% (VAT on Income)"


def _component(name: str, percent: int) -> dict[str, str]:
    return {
        "ID": "A0C0A0C0-0000-4000-8000-000000000001",
        "Name": name,
        "Percent": f"{percent}.0000000000",
        "AccountCode": "2200",
        "Compound": "0",
        "ComponentOrder": "1",
    }


def _account(
    code: str, name: str, kind: str, group: str, **more: Any
) -> dict[str, Any]:
    shown = {"DisplayName": f"{code}: {name}"}
    return {"Code": code, "Name": name, "Type": kind, "Class": group, **shown, **more}


_ROWS: Mapping[str, Iterable[Mapping[str, Any]]] = {
    "categories": ({"Name": "Other"},),
    "units": ({"Name": "Item"},),
    "terms": (
        {"Name": "30 days", "Duration": 30, "IsDefault": True},
        {"Name": "COD", "Duration": 0},
    ),
    "taxes": (
        {
            "Name": DEFAULT_TAX_RULE,
            "TaxPercent": 20,
            "Components": [_component("VAT", 20)],
        },
        {"Name": "Tax Exempt", "TaxPercent": 0, "Components": [_component("None", 0)]},
    ),
    "accounts": (
        _account("1000", "Inventory", "CURRENT", "ASSET"),
        _account(
            "1100",
            "Bank",
            "BANK",
            "ASSET",
            ForPayments=True,
            Bank="Unknown Bank",
            BankAccountNumber="No Number",
            BankAccountId="b0a0b0a0-0000-4000-8000-000000000001",
        ),
        _account(
            "1200",
            "Accounts Receivable",
            "CURRENT",
            "ASSET",
            SystemAccount="Accounts receivable",
        ),
        _account(
            "2100",
            "Accounts Payable",
            "CURRLIAB",
            "LIABILITY",
            SystemAccount="Accounts payable",
        ),
        _account("2200", "VAT", "CURRLIAB", "LIABILITY"),
        _account("4000", "Sales", "REVENUE", "REVENUE"),
        _account("5000", "Cost of Goods Sold", "EXPENSE", "EXPENSE"),
    ),
    "price_tiers": tuple({"Code": n, "Name": f"Tier {n}"} for n in range(1, 11)),
    "carriers": tuple(
        {"Description": name}
        for name in (
            "DEFAULT Carrier",
            "DHL",
            "FedEx",
            "Royal Mail",
            "UPS",
            "USPS",
        )
    ),
}


def fresh_account(
    organisation: Organisation, application_key: str, surroundings: Surroundings
) -> Account:
    """
    Return an account as it is when somebody has just signed up.
    """
    now, new_id = surroundings.agenda.now, surroundings.ids.guid
    locations, webhooks = Locations(), Webhooks()
    locations.add(Location(new_id(), WAREHOUSE, is_default=True))
    return Account(
        application_key=application_key,
        organisation=organisation,
        now=now,
        new_id=new_id,
        books={name: _book(name, kind, new_id) for name, kind in KINDS.items()},
        locations=locations,
        stamps=Stamps(now),
        lock=surroundings.lock,
        webhooks=webhooks,
        courier=Courier(webhooks, surroundings),
    )


def _book(name: str, kind: BookKind, new_id: Callable[[], str]) -> Book:
    book = Book(kind)
    for row in _ROWS.get(name, ()):
        book.add(row, new_id())
    return book
