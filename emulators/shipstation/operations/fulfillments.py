"""
Fulfillments: orders that were shipped without a label of ShipStation's.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.fulfillments import Fulfillment
from emulators.shipstation.operations.queries import (
    DOCS,
    PAGING,
    dates,
    integers,
    paged,
    sorting,
    texts,
)


@operation(
    "GET",
    "/fulfillments",
    responses={200: "fulfillments.page.json"},
    query={
        **integers("fulfillmentId", "orderId"),
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
        Fulfillment.to_document,
        quirk=account.profile,
    )
