"""
The company that the credentials belong to, its addresses and its contacts.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.company_cards import CompanyCards
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.domain.representatives import change_contact, delete_contact
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation, required

_ADDRESSES, _CONTACTS = (
    answers(f"company_{plural}.json") for plural in ("addresses", "contacts")
)
_TO_ADDRESSES, _TO_CONTACTS = f"{DOCS}/me-addresses", f"{DOCS}/me-contacts"
_FILTERS = {"ID": GUID, "Type": TEXT, "DefaultForType": BOOLEAN}


@operation("GET", "/me", responses=answers("me.json"), source=f"{DOCS}/me")
def get_me(call: Call, account: Account) -> Reply:
    """
    Return the settings of the company.
    """
    del call
    company = account.organisation
    rule = next(iter(account.books["taxes"]))
    return Reply(
        200,
        {
            "Company": company.company,
            "Currency": company.currency,
            "TimeZone": company.timezone,
            "DefaultWeightUnits": company.default_weight_units,
            "DefaultDimensionsUnits": company.default_dimensions_units,
            "LockDate": midnight(company.lock_date),
            "OpeningBalanceDate": None,
            "TaxCalculationMethod": company.tax_calculation_method,
            "DefaultSaleTaxRuleId": rule["ID"],
            "DefaultSaleTaxRuleName": rule["Name"],
            "MaximumDecimalPlacesInQuantity": "N4",
            "ApplyCustomerDiscountsAfterOtherDiscounts": True,
            "DiscountRule": "Discount",
            "AutomaticallyApplyDiscounts": False,
            "RoundingTable": [],
        },
    )


@operation(
    "GET",
    "/me/addresses",
    responses=_ADDRESSES,
    query={
        **PAGING,
        **_FILTERS,
        "Country": TEXT,
        "StateProvince": TEXT,
        "CitySuburb": TEXT,
    },
    source=_TO_ADDRESSES,
)
def list_company_addresses(call: Call, account: Account) -> Reply:
    """
    List the addresses of the company, in pages.
    """
    return _listed("MeAddressesList", account.addresses, call)


@operation(
    "POST",
    "/me/addresses",
    request="company_address.create.json",
    responses=_ADDRESSES,
    source=_TO_ADDRESSES,
)
def create_company_address(call: Call, account: Account) -> Reply:
    """
    Add an address of the company.
    """
    return _one("MeAddressesList", account.addresses.add(call.body, account.new_id()))


@operation(
    "PUT",
    "/me/addresses",
    request="company_address.update.json",
    responses=_ADDRESSES,
    source=_TO_ADDRESSES,
)
def update_company_address(call: Call, account: Account) -> Reply:
    """
    Change an address of the company.
    """
    row = account.addresses.change(guid(call.body["AddressID"]), call.body)
    return _one("MeAddressesList", row)


@operation(
    "DELETE",
    "/me/addresses",
    responses=answers("success.json"),
    query={"ID": required(GUID)},
    source=_TO_ADDRESSES,
)
def delete_company_address(call: Call, account: Account) -> Reply:
    """
    Take an address of the company away.
    """
    account.addresses.remove(call.query["ID"])
    return Reply(200, {"Success": True})


@operation(
    "GET",
    "/me/contacts",
    responses=_CONTACTS,
    query={
        **PAGING,
        **_FILTERS,
        "Name": TEXT,
        "Phone": TEXT,
        "Fax": TEXT,
        "Email": TEXT,
    },
    source=_TO_CONTACTS,
)
def list_company_contacts(call: Call, account: Account) -> Reply:
    """
    List the contacts of the company, in pages.
    """
    return _listed("MeContactsList", account.contacts, call)


@operation(
    "POST",
    "/me/contacts",
    request="company_contact.create.json",
    responses=_CONTACTS,
    source=_TO_CONTACTS,
)
def create_company_contact(call: Call, account: Account) -> Reply:
    """
    Add a contact of the company.
    """
    return _one("MeContactsList", account.contacts.add(call.body, account.new_id()))


@operation(
    "PUT",
    "/me/contacts",
    request="company_contact.update.json",
    responses=_CONTACTS,
    source=_TO_CONTACTS,
)
def update_company_contact(call: Call, account: Account) -> Reply:
    """
    Change a contact of the company.
    """
    return _one("MeContactsList", change_contact(account, call.body))


@operation(
    "DELETE",
    "/me/contacts",
    responses=answers("success.json"),
    query={"ID": required(GUID)},
    source=_TO_CONTACTS,
)
def delete_company_contact(call: Call, account: Account) -> Reply:
    """
    Take a contact of the company away.
    """
    delete_contact(account, call.query["ID"])
    return Reply(200, {"Success": True})


def _listed(key: str, cards: CompanyCards, call: Call) -> Reply:
    asked = {k: v for k, v in call.query.items() if k not in PAGING}
    if "ID" in asked:
        asked[cards.id_field] = asked.pop("ID")
    return listed(key, cards.find(asked), call.query, dict)


def _one(key: str, row: dict[str, Any]) -> Reply:
    return Reply(200, {"Total": 1, "Page": 1, key: [dict(row)]})
