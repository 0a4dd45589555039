"""
A customer as bodies bring it and the vendor shows it.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.address import read_address
from emulators.cin7_core.domain.customer import Customer, CustomerAddress, NewId
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.organisation import NoRepresentative
from emulators.cin7_core.domain.reading import Document, boolean, guid, number, text
from emulators.cin7_core.domain.refusal import Refused

_TEXTS = (
    "DisplayName",
    "Currency",
    "PaymentTerm",
    "AccountReceivable",
    "RevenueAccount",
    "TaxRule",
    "PriceTier",
    "Carrier",
    "SalesRepresentative",
    "Location",
    "Comments",
    "TaxNumber",
    "Tags",
    "AttributeSet",
    *(f"AdditionalAttribute{n}" for n in range(1, 11)),
)
_FLAGS = ("IsOnCreditHold", "IsLegalEntity", "IsBillParent")
_CONTACT_TEXTS = (
    "JobTitle",
    "Phone",
    "MobilePhone",
    "Fax",
    "Email",
    "Website",
    "Comment",
)
_BOOKS = {
    "PaymentTerm": "terms",
    "RevenueAccount": "accounts",
    "AccountReceivable": "accounts",
    "TaxRule": "taxes",
    "PriceTier": "price_tiers",
    "Carrier": "carriers",
    "AttributeSet": "attribute_sets",
}


class NotReceivable(Refused):
    """
    The account is not the one for receivables.
    """


def check_card(account: Account, body: Document) -> None:
    """
    Make sure that all that the body names exists.

    Raises:
        NotInBook: A name stands in no book.
        NoLocation: There is no such location.
        NotReceivable: The receivable account is another kind of account.
        NoRepresentative: The company has no such contact for sales.
    """
    for key, book in _BOOKS.items():
        if body.get(key):
            account.books[book].wanted(body[key])
    if body.get("Location"):
        account.locations.named(body["Location"])
    _check_receivable(account, body.get("AccountReceivable"))
    name = body.get("SalesRepresentative")
    if name and name not in account.organisation.sales_representatives:
        raise NoRepresentative(
            f"{name} was not found in Company Contacts reference book", recorded=True
        )


def _check_receivable(account: Account, code: str | None) -> None:
    if code:
        row = account.books["accounts"].wanted(code)
        if row["SystemAccount"] != "Accounts receivable":
            raise NotReceivable(f"Account {code} is not the one for receivables")


def update_customer(
    customer: Customer, body: Document, *, now: datetime, new_id: NewId
) -> None:
    """
    Write what the body has into the customer.

    Addresses and contacts are known by their ids; those without one are added. The
    name is left alone: the list owns it.
    """
    customer.status = body.get("Status", customer.status)
    customer.modified_at = now
    customer.texts |= {key: text(body, key) for key in _TEXTS if key in body}
    customer.flags |= {key: boolean(body[key]) for key in _FLAGS if key in body}
    if "Discount" in body:
        customer.discount = number(body["Discount"])
    if "CreditLimit" in body:
        customer.credit_limit = number(body["CreditLimit"])
    for row in body.get("Addresses") or ():
        _write_address(customer, row, new_id)
    for row in body.get("Contacts") or ():
        _write_contact(customer, row, new_id)


def _write_address(customer: Customer, row: Document, new_id: NewId) -> None:
    given = read_address({"ID": new_id(), **row} if not row.get("ID") else row)
    written = CustomerAddress(
        given, row["Type"], is_default=boolean(row.get("DefaultForType"))
    )
    for position, one in enumerate(customer.addresses):
        if one.address.id == given.id:
            customer.addresses[position] = written
            return
    customer.addresses.append(written)


def _write_contact(customer: Customer, row: Document, new_id: NewId) -> None:
    written = {
        "ID": guid(row.get("ID")) or new_id(),
        "Name": row["Name"],
        **{key: text(row, key) for key in _CONTACT_TEXTS},
        "Default": boolean(row.get("Default")),
        "IncludeInEmail": boolean(row.get("IncludeInEmail")),
        "MarketingConsent": int(number(row.get("MarketingConsent"), Decimal(1))),
    }
    for position, one in enumerate(customer.contacts):
        if one["ID"] == written["ID"]:
            customer.contacts[position] = written
            return
    customer.contacts.append(written)


def customer_document(customer: Customer, *, with_owner: bool) -> dict[str, Any]:
    """
    Return the customer as the vendor shows it.

    Answers to writes come *with_owner*: each address and contact repeats the
    customer's id.
    """
    owner = {"CustomerID": customer.id} if with_owner else {}
    texts = {key: customer.texts.get(key, "") for key in _TEXTS}
    return {
        "ID": customer.id,
        "Name": customer.name,
        "Status": customer.status,
        **texts,
        "Discount": customer.discount,
        "CreditLimit": customer.credit_limit,
        **{key: customer.flags.get(key, False) for key in _FLAGS},
        "CustomerParentID": None,
        "CustomerParentName": None,
        "LastModifiedOn": stamp(customer.modified_at),
        "Addresses": [_address_row(one, owner) for one in customer.addresses],
        "Contacts": [{**one, **owner} for one in customer.contacts],
        "ProductPrices": [],
        "ChildCustomers": [],
    }


def _address_row(one: CustomerAddress, owner: Mapping[str, str]) -> dict[str, Any]:
    return {
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
