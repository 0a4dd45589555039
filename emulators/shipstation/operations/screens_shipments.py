"""
What a person does at the shipment screens, and what the carrier reports.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.labels import buy_return_label
from emulators.shipstation.domain.ship_notices import delivered, scanned, tell_again
from emulators.shipstation.domain.voiding import void_label

_HELP = "https://help.shipstation.com/hc/en-us"
_CUSTOM_STORE = f"{_HELP}/articles/360025856192"


@operation(
    "POST",
    "/shipments/<int:shipment_id>/notify",
    responses={200: "screen.notification.json"},
    source=_CUSTOM_STORE,
)
def send_notification(call: Call, account: Account) -> Reply:
    """
    Send the notice of a shipment again, or at once if it waits.
    """
    shipment = account.shipments.get(call.path["shipment_id"])
    if shipment.voided_at is not None:
        raise Impossible(f"the label of shipment {shipment.shipment_id} is void")
    if not tell_again(account, shipment):
        raise Impossible(
            f"shipment {shipment.shipment_id} is of a manual store, or of no order: "
            "nobody is told"
        )
    return Reply(200, {"shipmentId": shipment.shipment_id, "notifying": True})


@operation(
    "POST",
    "/shipments/<int:shipment_id>/void",
    responses={200: "label.voided.json"},
    source=_HELP,
)
def void_by_hand(call: Call, account: Account) -> Reply:
    """
    Void the label of a shipment, if its carrier does that.
    """
    shipment = account.shipments.get(call.path["shipment_id"])
    return Reply(200, void_label(account, shipment).document())


@operation(
    "POST",
    "/orders/<int:order_id>/return-label",
    responses={200: "shipment.json"},
    source=_HELP,
)
def create_return_label(call: Call, account: Account) -> Reply:
    """
    Create a label that brings an order's goods back.
    """
    order = account.orders.get(call.path["order_id"])
    label = buy_return_label(account, order)
    return Reply(200, label.shipment.to_document(with_items=False))


@operation(
    "POST",
    "/shipments/<int:shipment_id>/scan",
    request="screen.scan.json",
    responses={200: "screen.scanned.json"},
    source=_HELP,
)
def scan_shipment(call: Call, account: Account) -> Reply:
    """
    Let the carrier scan a parcel: as accepted, or as delivered.
    """
    shipment = account.shipments.get(call.path["shipment_id"])
    event = (call.body or {}).get("event") or "accepted"
    notifying = scanned(account, shipment)
    if event == "delivered":
        delivered(account, shipment)
    return Reply(
        200,
        {"shipmentId": shipment.shipment_id, "event": event, "notifying": notifying},
    )
