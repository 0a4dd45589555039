"""
What happens in an account that webhooks hear of, and where they read it.

An order is news when it comes in any status but that it awaits payment, and when it
leaves that one other than by being cancelled; later edits are none. A shipment is news
when its label was made here and nothing comes back with it. Each has its number of a
batch, by which V1's lists find it.
"""

from collections.abc import Mapping

from emulators.shipstation.domain.courier import Courier
from emulators.shipstation.domain.parcel import Parcel
from emulators.shipstation.domain.webhooks import (
    FULFILLMENT_REJECTED,
    FULFILLMENT_SHIPPED,
    ITEM_ORDER_NOTIFY,
    ITEM_SHIP_NOTIFY,
    ORDER_NOTIFY,
    SHIP_NOTIFY,
    Webhook,
)

_ORDER_TAILS: Mapping[str, str] = {
    ORDER_NOTIFY: "",
    ITEM_ORDER_NOTIFY: "&includeOrderItems=True",
}
_SHIP_TAILS: Mapping[str, str] = {
    SHIP_NOTIFY: "&includeShipmentItems=False",
    ITEM_SHIP_NOTIFY: "&includeShipmentItems=True",
}


def tell_of_order(courier: Courier, store_id: int, batch: str) -> None:
    """
    Tell that an order of the batch came in, or was paid.
    """
    for event, tail in _ORDER_TAILS.items():
        _tell(courier, event, store_id, f"/orders?{{}}importBatch={batch}{tail}")


def tell_of_shipment(courier: Courier, shipment: Parcel) -> None:
    """
    Tell that a label was made.
    """
    for event, tail in _SHIP_TAILS.items():
        path = f"/shipments?{{}}batchId={shipment.batch_id}{tail}"
        _tell(courier, event, shipment.store_id, path)


def tell_of_fulfillment(
    courier: Courier, fulfillment: Parcel, *, rejected: bool = False
) -> None:
    """
    Tell that an order was shipped elsewhere, or that a provider rejected it.

    The address of these is not recorded; it is made like that of shipments.
    """
    event = FULFILLMENT_REJECTED if rejected else FULFILLMENT_SHIPPED
    path = f"/fulfillments?batchId={fulfillment.batch_id}"
    courier.announce(event, fulfillment.store_id, lambda _: path)


def _tell(courier: Courier, event: str, store_id: int, path: str) -> None:
    def address(webhook: Webhook) -> str:
        scope = "" if webhook.store_id is None else f"storeID={webhook.store_id}&"
        return path.format(scope)

    courier.announce(event, store_id, address)
