"""
What becomes of orders that somebody else ships.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.providers import reject, send_to_provider
from emulators.shipstation.operations.screens_orders import shown

_STATUSES = "https://help.shipstation.com/hc/en-us/articles/360025869712"


@operation(
    "POST",
    "/orders/<int:order_id>/send-to-provider",
    responses={200: "screen.order.json"},
    source=_STATUSES,
)
def send_order_to_provider(call: Call, account: Account) -> Reply:
    """
    Send an order to a fulfillment provider.
    """
    order = account.orders.get(call.path["order_id"])
    send_to_provider(account, order)
    return Reply(200, shown(order))


@operation(
    "POST",
    "/orders/<int:order_id>/reject",
    responses={200: "screen.order.json"},
    source=_STATUSES,
)
def reject_order(call: Call, account: Account) -> Reply:
    """
    Let the provider reject an order.
    """
    order = account.orders.get(call.path["order_id"])
    reject(account, order)
    return Reply(200, shown(order))
