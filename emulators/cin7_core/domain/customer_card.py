"""
A customer as bodies bring it and the vendor shows it.
"""

from datetime import datetime
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card import (
    NewId,
    address_rows,
    contact_rows,
    write_card,
)
from emulators.cin7_core.domain.card_check import (
    check_books,
    check_representative,
    check_system_account,
)
from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.reading import Document, boolean, number, text

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
_BOOKS = {
    "PaymentTerm": "terms",
    "RevenueAccount": "accounts",
    "AccountReceivable": "accounts",
    "TaxRule": "taxes",
    "PriceTier": "price_tiers",
    "Carrier": "carriers",
    "AttributeSet": "attribute_sets",
}


def check_card(account: Account, body: Document) -> None:
    """
    Make sure that all that the body names exists.

    Raises:
        NotInBook: A name stands in no book.
        NoLocation: There is no such location.
        WrongAccount: The receivable account is another kind of account.
        NoRepresentative: The company has no such contact for sales.
    """
    check_books(account, body, _BOOKS)
    if body.get("Location"):
        account.locations.named(body["Location"])
    check_system_account(account, body.get("AccountReceivable"), "receivable")
    check_representative(account, body)


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
    write_card(customer, body, new_id)


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
        "Addresses": address_rows(customer, owner),
        "Contacts": contact_rows(customer, owner),
        "ProductPrices": [],
        "ChildCustomers": [],
    }
