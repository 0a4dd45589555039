"""
The company that the credentials belong to, and its addresses.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.company_address import Row
from emulators.cin7_core.domain.defaults import DEFAULT_TAX_RULE
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation, required

_ADDRESSES = answers("company_addresses.json")
_SOURCE = f"{DOCS}/me-addresses"


@operation("GET", "/me", responses=answers("me.json"), source=f"{DOCS}/me")
def get_me(call: Call, account: Account) -> Reply:
    """
    Return the settings of the company.
    """
    del call
    company = account.organisation
    rule = account.books["taxes"].wanted(DEFAULT_TAX_RULE)
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
        "ID": GUID,
        "Type": TEXT,
        "DefaultForType": BOOLEAN,
        "Country": TEXT,
        "StateProvince": TEXT,
        "CitySuburb": TEXT,
    },
    source=_SOURCE,
)
def list_company_addresses(call: Call, account: Account) -> Reply:
    """
    List the addresses of the company, in pages.
    """
    asked = {k: v for k, v in call.query.items() if k not in PAGING}
    if "ID" in asked:
        asked["AddressID"] = asked.pop("ID")
    found = account.addresses.find(asked)
    return listed("MeAddressesList", found, call.query, dict)


@operation(
    "POST",
    "/me/addresses",
    request="company_address.create.json",
    responses=_ADDRESSES,
    source=_SOURCE,
)
def create_company_address(call: Call, account: Account) -> Reply:
    """
    Add an address of the company.
    """
    return _one(account.addresses.add(call.body, account.new_id()))


@operation(
    "PUT",
    "/me/addresses",
    request="company_address.update.json",
    responses=_ADDRESSES,
    source=_SOURCE,
)
def update_company_address(call: Call, account: Account) -> Reply:
    """
    Change an address of the company.
    """
    return _one(account.addresses.change(guid(call.body["AddressID"]), call.body))


@operation(
    "DELETE",
    "/me/addresses",
    responses=answers("success.json"),
    query={"ID": required(GUID)},
    source=_SOURCE,
)
def delete_company_address(call: Call, account: Account) -> Reply:
    """
    Take an address of the company away.
    """
    account.addresses.remove(call.query["ID"])
    return Reply(200, {"Success": True})


def _one(row: Row) -> Reply:
    return Reply(200, {"Total": 1, "Page": 1, "MeAddressesList": [dict(row)]})
