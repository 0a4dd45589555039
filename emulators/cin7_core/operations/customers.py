"""
Customers.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card_events import tell_customer
from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.customer_card import (
    check_card,
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
        lambda customer: customer_document(customer, with_owner=False),
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
    body = call.body
    check_card(account, body)
    now = account.stamps.take()
    customer = Customer(account.new_id(), body["Name"], body["Status"], now)
    update_customer(customer, body, now=now, new_id=account.new_id)
    account.customers.keep(customer)
    tell_customer(account, customer)
    return _one(customer)


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
    body = call.body
    customer = account.customers.by_id(guid(body["ID"]))
    check_card(account, body)
    account.customers.rename(customer, body.get("Name", customer.name))
    now = account.stamps.take()
    update_customer(customer, body, now=now, new_id=account.new_id)
    tell_customer(account, customer)
    return _one(customer)


def _one(customer: Customer) -> Reply:
    document = customer_document(customer, with_owner=True)
    return Reply(200, {"Total": 1, "Page": 1, "CustomerList": [document]})
