"""
Customers.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.customers import Customer
from emulators.shipstation.operations.queries import (
    DOCS,
    PAGING,
    integers,
    paged,
    sorting,
    texts,
)


@operation(
    "GET",
    "/customers",
    responses={200: "customers.page.json"},
    query={
        **texts("stateCode", "countryCode"),
        **integers("marketplaceId", "tagId"),
        **sorting("Name", "ModifyDate", "CreateDate"),
        **PAGING,
    },
    source=f"{DOCS}/customers/list/",
)
def list_customers(call: Call, account: Account) -> Reply:
    """
    List customers.
    """
    found = account.customers.search(call.query)
    return paged(
        "customers",
        found,
        call.query,
        Customer.to_document,
        profile=account.profile,
    )


@operation(
    "GET",
    "/customers/<int:customer_id>",
    responses={200: "customer.json"},
    source=f"{DOCS}/customers/get-customer/",
)
def get_customer(call: Call, account: Account) -> Reply:
    """
    Return one customer.
    """
    return Reply(200, account.customers.get(call.path["customer_id"]).to_document())
