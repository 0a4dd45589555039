"""
Customers: profiles made from the user names on orders.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emulators.kit.ambient import Ids
from emulators.kit.finder import Finder, Plan, Tests
from emulators.shipstation.domain.addresses import VALIDATED
from emulators.shipstation.domain.errors import NotFound
from emulators.shipstation.domain.listing import same
from emulators.shipstation.domain.wire import seven_digits

_FIRST_ID = 12923113
_FIRST_USER_ID = 12744168
_SAMPLES = (
    ("Jane Thompson", "Test Company", "456 Road", "Suite 2", "78652"),
    ("John Peters", "Sample Company", "123 Street", "", "78703"),
)


@dataclass(slots=True)
class Customer:
    """
    One customer.

    Attributes:
        document: Name and address, flat, as V1 has them.
    """

    customer_id: int
    user_id: int
    username: str
    marketplace_id: int
    marketplace: str
    created_at: datetime
    modified_at: datetime
    tags: list[dict[str, Any]] | None
    document: dict[str, Any]

    def to_document(self) -> dict[str, Any]:
        """
        Return what V1 shows.
        """
        dates = {
            "createDate": seven_digits(self.created_at),
            "modifyDate": seven_digits(self.modified_at),
        }
        username = {
            "customerUserId": self.user_id,
            "customerId": self.customer_id,
            **dates,
            "marketplaceId": self.marketplace_id,
            "marketplace": self.marketplace,
            "username": self.username,
        }
        return {
            "customerId": self.customer_id,
            **dates,
            **self.document,
            "marketplaceUsernames": [username],
            "tags": self.tags,
        }


_TESTS: Tests[Customer] = {
    "stateCode": lambda customer, code: same(customer.document["state"], code),
    "countryCode": lambda customer, code: same(customer.document["countryCode"], code),
    "marketplaceId": lambda customer, number: customer.marketplace_id == number,
    "tagId": lambda customer, number: any(
        tag["tagId"] == number for tag in customer.tags or ()
    ),
}
_PLAN: Plan[Customer] = Plan(
    tests=_TESTS,
    groups={
        "stateCode": lambda one: ((one.document["state"] or "").casefold(),),
        "countryCode": lambda one: ((one.document["countryCode"] or "").casefold(),),
        "marketplaceId": lambda one: (one.marketplace_id,),
        "tagId": lambda one: tuple(tag["tagId"] for tag in one.tags or ()),
    },
    asked={"stateCode": str.casefold, "countryCode": str.casefold},
    orders={
        "Name": lambda one: one.document["name"].casefold(),
        "CreateDate": lambda one: one.created_at,
        "ModifyDate": lambda one: one.modified_at,
    },
)


class Customers:
    """
    The customers of one account, by marketplace and user name.
    """

    _ids: Ids
    _by_id: dict[int, Customer]
    derived = ("_by_name", "_finder")

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the index of the customers that there are.
        """
        self._by_name = {
            (one.marketplace_id, one.username.casefold()): one
            for one in self._by_id.values()
        }
        self._finder = Finder(_PLAN, self._by_id)

    def welcome(
        self,
        username: str | None,
        address: Mapping[str, Any],
        *,
        email: str | None,
        marketplace: tuple[int, str],
        now: datetime,
    ) -> int | None:
        """
        Return the customer of an order, made where new; None without a user name.
        """
        if not username:
            return None
        key = (marketplace[0], username.casefold())
        document = _document(address, email)
        customer = self._by_name.get(key)
        if customer is None:
            customer = self._add(key, username, marketplace[1], document, now=now)
        elif customer.document != document:
            customer.document = document
            customer.modified_at = now
            self._finder.put(customer.customer_id, customer)
        return customer.customer_id

    def add_samples(self, now: datetime) -> None:
        """
        Add the two customers that a new account in the United States has.
        """
        for name, company, street1, street2, postal_code in _SAMPLES:
            address = {
                "name": name,
                "company": company,
                "street1": street1,
                "street2": street2,
                "city": "Austin",
                "state": "TX",
                "postalCode": postal_code,
                "country": "US",
                "phone": "(512) 555-5556",
            }
            username = name.replace(" ", "").lower()
            self.welcome(
                username,
                address,
                email=f"{username}@example.com",
                marketplace=(0, "ShipStation"),
                now=now,
            )

    def get(self, customer_id: int) -> Customer:
        """
        Return the customer of this id.

        Raises:
            NotFound: There is none.
        """
        try:
            return self._by_id[customer_id]
        except KeyError:
            raise NotFound(f"customer {customer_id}") from None

    def search(self, query: Mapping[str, Any]) -> Sequence[Customer]:
        """
        Return those that pass the filters; by name, where nothing else is asked.
        """
        return self._finder.search({"sortBy": "Name", **query})

    def _add(
        self,
        key: tuple[int, str],
        username: str,
        marketplace: str,
        document: dict[str, Any],
        *,
        now: datetime,
    ) -> Customer:
        customer = Customer(
            self._ids.number("customer", _FIRST_ID),
            self._ids.number("customer user", _FIRST_USER_ID),
            username,
            key[0],
            marketplace,
            now,
            now,
            None,
            document,
        )
        self._by_id[customer.customer_id] = self._by_name[key] = customer
        self._finder.put(customer.customer_id, customer)
        return customer


def _document(address: Mapping[str, Any], email: str | None) -> dict[str, Any]:
    verified = address.get("addressVerified") == VALIDATED
    return {
        "name": address.get("name") or "",
        "company": address.get("company"),
        "street1": address.get("street1"),
        "street2": address.get("street2"),
        "city": address.get("city"),
        "state": address.get("state"),
        "postalCode": address.get("postalCode"),
        "countryCode": address.get("country"),
        "phone": address.get("phone"),
        "email": email,
        "addressVerified": "Verified" if verified else "Unverified",
    }
