"""
Customers: who buys, and what a new sale takes from the card.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.address import Address
from emulators.cin7_core.domain.card import SHIPPING, Card, CardAddress, NewId
from emulators.cin7_core.domain.reading import Document, guid, text
from emulators.cin7_core.domain.refusal import Refused


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
    """

    id: str
    name: str
    status: str
    modified_at: datetime
    texts: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    discount: Decimal = Decimal(0)
    credit_limit: Decimal = Decimal(0)


class Customers:
    """
    The customers of one account. Names are unique in any case.
    """

    _by_id: dict[str, Customer]
    derived = ("_by_name",)

    def __init__(self) -> None:
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the index of the customers that there are.
        """
        self._by_name = {one.name.lower(): one for one in self}

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

    def of_sale(self, body: Document) -> Customer:
        """
        Return the customer that a sale names; an id wins over a name.

        Raises:
            NoCustomer: There is none.
        """
        customer_id = guid(body.get("CustomerID"))
        if customer_id:
            return self.by_id(customer_id)
        name = text(body, "Customer")
        try:
            return self._by_name[name.lower()]
        except KeyError:
            raise NoCustomer(f"Customer '{name}' not found") from None

    def keep(self, customer: Customer) -> None:
        """
        Put a new customer into the list.

        Raises:
            CustomerTaken: Another one has the name.
        """
        self._check_free(customer.name)
        self._by_id[customer.id] = customer
        self._by_name[customer.name.lower()] = customer

    def rename(self, customer: Customer, name: str) -> None:
        """
        Give the customer another name.

        Raises:
            CustomerTaken: Another one has it.
        """
        if name.lower() != customer.name.lower():
            self._check_free(name)
        del self._by_name[customer.name.lower()]
        customer.name = name
        self._by_name[name.lower()] = customer

    def find(self, query: Mapping[str, Any]) -> list[Customer]:
        """
        Return the customers that match the parameters of the list.
        """
        if "ID" in query:
            found = self._by_id.get(query["ID"])
            return [found] if found else []
        return [one for one in self if _matches(one, query)]

    def _check_free(self, name: str) -> None:
        if name.lower() in self._by_name:
            raise CustomerTaken(f"Customer with name '{name}' already exists")


def _matches(customer: Customer, query: Mapping[str, Any]) -> bool:
    if customer.status == "Deprecated" and not query.get("IncludeDeprecated"):
        return False
    if "ModifiedSince" in query and customer.modified_at < query["ModifiedSince"]:
        return False
    if not customer.name.lower().startswith(str(query.get("Name", "")).lower()):
        return False
    wanted = str(query.get("ContactFilter", "")).lower()
    return not wanted or any(
        one["Name"].lower().startswith(wanted) or one["Email"].lower() == wanted
        for one in customer.contacts
    )


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
