"""
A customer as the vendor shows it. Read only.
"""

from collections.abc import Mapping
from typing import Any

from emulators.cin7_core.domain.customer import Customer, CustomerAddress
from emulators.cin7_core.domain.instants import stamp

TEXTS = (
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
FLAGS = ("IsOnCreditHold", "IsLegalEntity", "IsBillParent")


def customer_document(customer: Customer, *, with_owner: bool) -> dict[str, Any]:
    """
    Return the customer as the vendor shows it.

    Answers to writes come *with_owner*: each address and contact repeats the
    customer's id.
    """
    owner = {"CustomerID": customer.id} if with_owner else {}
    texts = {key: customer.texts.get(key, "") for key in TEXTS}
    return {
        "ID": customer.id,
        "Name": customer.name,
        "Status": customer.status,
        **texts,
        "Discount": customer.discount,
        "CreditLimit": customer.credit_limit,
        **{key: customer.flags.get(key, False) for key in FLAGS},
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
