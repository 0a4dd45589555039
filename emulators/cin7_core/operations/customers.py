"""
Customers.
"""

from functools import partial

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card_events import tell_customer
from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.customer_card import create_customer as create
from emulators.cin7_core.domain.customer_card import (
    customer_document,
    update_customer,
)
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    INSTANT,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation

_CUSTOMERS = answers("customers.json")
_SOURCE = f"{DOCS}/customer"


@operation(
    "GET",
    "/customer",
    responses=_CUSTOMERS,
    query={
        **PAGING,
        "ID": GUID,
        "Name": TEXT,
        "ModifiedSince": INSTANT,
        "IncludeDeprecated": BOOLEAN,
        "IncludeProductPrices": BOOLEAN,
        "ContactFilter": TEXT,
    },
    source=_SOURCE,
)
def list_customers(call: Call, account: Account) -> Reply:
    """
    List customers, in pages.
    """
    return listed(
        "CustomerList",
        account.customers.find(call.query),
        call.query,
        partial(
            customer_document,
            account,
            with_owner=False,
            with_prices=call.query.get("IncludeProductPrices", False),
        ),
    )


@operation(
    "POST",
    "/customer",
    request="customer.create.json",
    responses=_CUSTOMERS,
    source=_SOURCE,
)
def create_customer(call: Call, account: Account) -> Reply:
    """
    Create a customer.
    """
    customer = create(account, call.body)
    tell_customer(account, customer)
    return _one(account, customer)


@operation(
    "PUT",
    "/customer",
    request="customer.update.json",
    responses=_CUSTOMERS,
    source=_SOURCE,
)
def change_customer(call: Call, account: Account) -> Reply:
    """
    Change a customer.
    """
    customer = account.customers.by_id(guid(call.body["ID"]))
    update_customer(account, customer, call.body)
    tell_customer(account, customer)
    return _one(account, customer)


def _one(account: Account, customer: Customer) -> Reply:
    document = customer_document(account, customer, with_owner=True)
    return Reply(200, {"Total": 1, "Page": 1, "CustomerList": [document]})
