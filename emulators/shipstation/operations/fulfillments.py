"""
Fulfillments: orders that were shipped without a label of ShipStation's.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.operations.queries import (
    DOCS,
    PAGING,
    dates,
    integers,
    paged,
    sorting,
    texts,
)
from emulators.shipstation.operations.versions import fulfillment_document


@operation(
    "GET",
    "/fulfillments",
    responses={200: "fulfillments.page.json"},
    query={
        **integers("fulfillmentId", "orderId", "batchId"),
        **texts("orderNumber", "trackingNumber", "recipientName"),
        **dates("createDateStart", "createDateEnd"),
        **dates("shipDateStart", "shipDateEnd"),
        **sorting("ShipDate", "CreateDate"),
        **PAGING,
    },
    source=f"{DOCS}/fulfillments/list-fulfillments/",
)
def list_fulfillments(call: Call, account: Account) -> Reply:
    """
    List what was marked as shipped.
    """
    return paged(
        "fulfillments",
        account.fulfillments.search(call.query),
        call.query,
        lambda one: fulfillment_document(account, one),
        profile=account.profile,
        quirk=True,
    )
