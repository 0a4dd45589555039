"""
Customers: who buys, and what a new sale takes from the card.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.address import Address
from emulators.cin7_core.domain.card import SHIPPING, Card, CardAddress, NewId
from emulators.cin7_core.domain.listing import Listing
from emulators.cin7_core.domain.reading import Document, guid, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.uses import (
    LOCATIONS,
    REPRESENTATIVES,
    Use,
    rename_in,
    uses_in,
)
from emulators.kit.finder import Plan, Span

NAMED: Mapping[str, str] = {
    "PaymentTerm": "terms",
    "RevenueAccount": "accounts",
    "AccountReceivable": "accounts",
    "TaxRule": "taxes",
    "PriceTier": "price_tiers",
    "Carrier": "carriers",
    "AttributeSet": "attribute_sets",
    "Location": LOCATIONS,
    "SalesRepresentative": REPRESENTATIVES,
}


class NoCustomer(Refused):
    """
    There is no such customer.
    """


class CustomerTaken(Refused):
    """
    Another customer has this name.
    """


@dataclass(slots=True)
class Customer(Card):
    """
    A customer.

    Attributes:
        texts: Fields that are texts, under the vendor's names.

        parent_id: The customer that it belongs to; empty without.

        prices: What it pays for a product, by the product's id.
    """

    id: str
    name: str
    status: str
    modified_at: datetime
    texts: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    discount: Decimal = Decimal(0)
    credit_limit: Decimal = Decimal(0)
    parent_id: str = ""
    prices: dict[str, Decimal] = field(default_factory=dict)


def _is_contact(customer: Customer, wanted: str) -> bool:
    """
    Tell whether a contact's name begins so, or its e-mail address is this one.
    """
    asked = wanted.casefold()
    return any(
        one["Name"].casefold().startswith(asked) or one["Email"].casefold() == asked
        for one in customer.contacts
    )


def _contact_texts(customer: Customer) -> Iterator[str]:
    for one in customer.contacts:
        yield one["Name"]
        yield one["Email"]


_LIVE = {"IsDeprecated": False}
_PLAN: Plan[Customer] = Plan(
    tests={
        "ID": lambda one, wanted: one.id == wanted,
        "Name": lambda one, wanted: one.name.casefold().startswith(wanted.casefold()),
        "ModifiedSince": lambda one, at: one.modified_at >= at,
        "IsDeprecated": lambda one, wanted: (one.status == "Deprecated") == wanted,
        "ContactFilter": _is_contact,
        "Parent": lambda one, wanted: one.parent_id == wanted,
    },
    groups={
        "ID": lambda one: (one.id,),
        "IsDeprecated": lambda one: (one.status == "Deprecated",),
        "Parent": lambda one: (one.parent_id,),
        "Priced": lambda one: tuple(one.prices),
        "Uses": lambda one: uses_in(one.texts, NAMED),
    },
    texts={"ContactFilter": _contact_texts},
    beginnings={"Name": "Name"},
    orders={
        "Name": lambda one: one.name.casefold(),
        "Modified": lambda one: one.modified_at,
    },
    spans=(Span("Modified", "ModifiedSince", ""),),
)


class Customers:
    """
    The customers of one account. Who changes one calls `place` afterwards.

    Names are unique in any case.
    """

    _by_id: dict[str, Customer]
    derived = ("_by_name", "_listing")

    def __init__(self) -> None:
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the customers that there are.
        """
        self._by_name = {one.name.lower(): one for one in self}
        self._listing = Listing(_PLAN, self._by_id)

    def __iter__(self) -> Iterator[Customer]:
        return iter(self._by_id.values())

    def by_id(self, customer_id: str) -> Customer:
        """
        Return the customer.

        Raises:
            NoCustomer: There is none.
        """
        try:
            return self._by_id[customer_id]
        except KeyError:
            raise NoCustomer(f"Customer with ID {customer_id} not found") from None

    def named(self, name: str) -> Customer:
        """
        Return the customer of this name, in any case.

        Raises:
            NoCustomer: There is none.
        """
        try:
            return self._by_name[name.lower()]
        except KeyError:
            raise NoCustomer(f"Customer '{name}' not found") from None

    def of_sale(self, body: Document) -> Customer:
        """
        Return the customer that a sale names; an id wins over a name.

        Raises:
            NoCustomer: There is none.
        """
        customer_id = guid(body.get("CustomerID"))
        if customer_id:
            return self.by_id(customer_id)
        return self.named(text(body, "Customer"))

    def keep(self, customer: Customer) -> None:
        """
        Put a new customer into the list, which `check_free` has found to be new.
        """
        self._by_id[customer.id] = customer
        self._by_name[customer.name.lower()] = customer
        self.place(customer)

    def rename(self, customer: Customer, name: str) -> None:
        """
        Give the customer another name, which `check_free` has found free.
        """
        del self._by_name[customer.name.lower()]
        customer.name = name
        self._by_name[name.lower()] = customer
        self.place(customer)

    def place(self, customer: Customer) -> None:
        """
        Write the customer where the filters find it.
        """
        self._listing.put(customer.id, customer)

    def find(self, query: Mapping[str, Any]) -> Sequence[Customer]:
        """
        Return the customers that match the parameters of the list; an id says all.
        """
        if "ID" in query:
            return self._listing.search({"ID": query["ID"]})
        asked = query if query.get("IncludeDeprecated") else {**query, **_LIVE}
        return self._listing.search(asked)

    def children(self, customer: Customer) -> Sequence[Customer]:
        """
        Return the customers that belong to one.
        """
        return self._listing.of("Parent", customer.id)

    def paying_for(self, product_id: str) -> Sequence[Customer]:
        """
        Return the customers that have a price of their own for a product.
        """
        return self._listing.of("Priced", product_id)

    def count_using(self, use: Use) -> int:
        """
        Return how many customers name something.
        """
        return self._listing.count("Uses", use)

    def follow(self, use: Use, name: str) -> None:
        """
        Let all cards say the new name of something.
        """
        for customer in self._listing.of("Uses", use):
            rename_in(customer.texts, NAMED, use, name)
            self.place(customer)

    def check_free(self, name: str, customer: Customer | None = None) -> None:
        """
        Make sure that no other customer has the name.

        Raises:
            CustomerTaken: One has.
        """
        if self._by_name.get(name.lower(), customer) is not customer:
            raise CustomerTaken(f"Customer with name '{name}' already exists")


def add_shipping_address(customer: Customer, given: Address, new_id: NewId) -> Address:
    """
    Return the customer's own address with the same first line; add it if there is none.
    """
    for one in customer.addresses:
        if one.address.line1.lower() == given.line1.lower():
            return one.address
    added = Address(
        id=new_id(),
        line1=given.line1,
        line2=given.line2,
        city=given.city,
        state=given.state,
        postcode=given.postcode,
        country=given.country,
    )
    customer.addresses.append(CardAddress(added, SHIPPING, is_default=False))
    return added
