"""
Reference books, locations and carriers.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.location import location_row, location_written
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import (
    BOOLEAN,
    TEXT,
    Call,
    Operation,
    Param,
    Reply,
    operation,
)


class NoAccountOfCode(Refused):
    """
    The chart of accounts has no such code: an error, where other lists are empty.
    """


def _book_list(
    name: str,
    path: str,
    book: str,
    *,
    key: str,
    filters: dict[str, Param],
) -> Operation[Account]:
    """
    Return the operation that lists a reference book.
    """

    def list_rows(call: Call, account: Account) -> Reply:
        asked = {k: v for k, v in call.query.items() if k in filters}
        found = account.books[book].find(asked)
        return listed(key, found, call.query, lambda row: row)

    list_rows.__name__ = f"list_{name}"
    list_rows.__doc__ = f"List the {name.replace('_', ' ')}, in pages."
    return operation(
        "GET",
        path,
        responses=answers(f"{name}.json"),
        query={**PAGING, **filters},
        source=f"{DOCS}/reference-books",
    )(list_rows)


list_payment_terms = _book_list(
    "payment_terms",
    "/ref/paymentterm",
    "terms",
    key="PaymentTermList",
    filters={
        "ID": GUID,
        "Name": TEXT,
        "Method": TEXT,
        "IsActive": BOOLEAN,
        "IsDefault": BOOLEAN,
    },
)
list_taxes = _book_list(
    "taxes",
    "/ref/tax",
    "taxes",
    key="TaxRuleList",
    filters={
        "ID": GUID,
        "Name": TEXT,
        "IsActive": BOOLEAN,
        "IsTaxForSale": BOOLEAN,
        "IsTaxForPurchase": BOOLEAN,
        "Account": TEXT,
    },
)
list_units = _book_list(
    "units", "/ref/unit", "units", key="UnitList", filters={"Name": TEXT}
)
list_brands = _book_list(
    "brands", "/ref/brand", "brands", key="BrandList", filters={"Name": TEXT}
)
list_categories = _book_list(
    "categories",
    "/ref/category",
    "categories",
    key="CategoryList",
    filters={"Name": TEXT},
)
list_carriers = _book_list(
    "carriers",
    "/ref/carrier",
    "carriers",
    key="CarrierList",
    filters={"CarrierID": GUID, "Description": TEXT},
)


@operation(
    "GET",
    "/ref/account",
    responses=answers("accounts.json"),
    query={**PAGING, "Code": TEXT, "Name": TEXT, "Type": TEXT, "Status": TEXT},
    source=f"{DOCS}/reference-books",
)
def list_accounts(call: Call, account: Account) -> Reply:
    """
    List the chart of accounts; an unknown code is refused.
    """
    asked = {k: v for k, v in call.query.items() if k not in PAGING}
    if "Code" in asked and asked["Code"] not in account.books["accounts"]:
        raise NoAccountOfCode("Account with specified ID not found", recorded=True)
    found = account.books["accounts"].find(asked)
    return listed("AccountsList", found, call.query, lambda row: row)


@operation(
    "GET",
    "/ref/attributeset",
    responses=answers("attribute_sets.json"),
    query={**PAGING, "ID": GUID, "Name": TEXT},
    source=f"{DOCS}/reference-books",
)
def list_attribute_sets(call: Call, account: Account) -> Reply:
    """
    List the sets of additional attributes, each of ten.
    """
    asked = {k: v for k, v in call.query.items() if k not in PAGING}
    found = account.books["attribute_sets"].find(asked)
    return listed("AttributeSetList", found, call.query, _with_attributes)


@operation(
    "GET",
    "/ref/priceTier",
    responses=answers("price_tiers.json"),
    source=f"{DOCS}/reference-books",
)
def list_price_tiers(call: Call, account: Account) -> Reply:
    """
    List the price tiers, all at once.
    """
    del call
    rows = [
        {"Code": row["Code"], "Name": row["Name"]}
        for row in account.books["price_tiers"]
    ]
    return Reply(200, {"PriceTiers": rows})


@operation(
    "POST",
    "/ref/carrier",
    request="carrier.create.json",
    responses=answers("carriers.json"),
    source=f"{DOCS}/reference-books",
)
def create_carrier(call: Call, account: Account) -> Reply:
    """
    Add a carrier.
    """
    row = account.books["carriers"].add(call.body, account.new_id())
    return Reply(200, {"Total": 1, "Page": 1, "CarrierList": [row]})


@operation(
    "GET",
    "/ref/location",
    responses=answers("locations.json"),
    query={**PAGING, "ID": GUID, "Deprecated": BOOLEAN, "Name": TEXT},
    source=f"{DOCS}/reference-books",
)
def list_locations(call: Call, account: Account) -> Reply:
    """
    List warehouses and bins, mixed.
    """
    query = call.query
    name = str(query.get("Name", "")).lower()
    found = [
        one
        for one in account.locations
        if one.name.lower().startswith(name)
        and query.get("ID", one.id) == one.id
        and query.get("Deprecated", one.is_deprecated) == one.is_deprecated
    ]
    return listed("LocationList", found, query, location_row)


@operation(
    "POST",
    "/ref/location",
    request="location.create.json",
    responses=answers("location.json"),
    source=f"{DOCS}/reference-books",
)
def create_location(call: Call, account: Account) -> Reply:
    """
    Add a warehouse, or with a ParentID a bin.
    """
    location = account.locations.create(call.body, account.new_id())
    return Reply(200, location_written(location))


@operation(
    "PUT",
    "/ref/location",
    request="location.update.json",
    responses=answers("location.json"),
    source=f"{DOCS}/reference-books",
)
def update_location(call: Call, account: Account) -> Reply:
    """
    Change a warehouse; bins cannot be changed.
    """
    location = account.locations.change(call.body)
    return Reply(200, location_written(location))


def _with_attributes(row: dict[str, Any]) -> dict[str, Any]:
    attributes = [
        {part: row[f"Attribute{n}{part}"] for part in ("Name", "Type", "Values")}
        for n in range(1, 11)
    ]
    return {**row, "Attributes": attributes}
