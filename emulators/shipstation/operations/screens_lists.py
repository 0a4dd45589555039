"""
How orders and shipments behave on the pages of lists, for tests that need it.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.list_manners import ListManners, ShownAs

_SOURCE = "https://github.com/skuvault-integrations/shipStationAccess"


@operation(
    "PUT",
    "/orders/<int:order_id>/listing",
    request="screen.listing.json",
    responses={200: "screen.listing.json"},
    source=_SOURCE,
)
def list_order_as(call: Call, account: Account) -> Reply:
    """
    Let an order make its pages fail, or stand on them as null, or as itself again.
    """
    order = account.orders.get(call.path["order_id"])
    return _shown(account.listed_orders, order.order_id, call)


@operation(
    "PUT",
    "/shipments/<int:shipment_id>/listing",
    request="screen.listing.json",
    responses={200: "screen.listing.json"},
    source=_SOURCE,
)
def list_shipment_as(call: Call, account: Account) -> Reply:
    """
    Let a shipment make its pages fail, or stand on them as null, or as itself again.
    """
    shipment = account.shipments.get(call.path["shipment_id"])
    return _shown(account.listed_shipments, shipment.shipment_id, call)


def _shown(manners: ListManners, number: int, call: Call) -> Reply:
    manners.show(number, ShownAs(call.body["as"]))
    return Reply(200, {"as": call.body["as"]})
