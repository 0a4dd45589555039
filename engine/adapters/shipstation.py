"""
The client of ShipStation's API V1: the account, its orders and shipments.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from engine.adapters.shipstation_calls import NotThere, encoded
from engine.adapters.shipstation_documents import (
    read_created,
    read_fulfillment,
    read_order,
    read_shipment,
    read_store,
    written_form,
    written_moment,
)
from engine.adapters.shipstation_parcels import ShipStationParcels
from engine.domain.store_order import StoreOrder, StoreOrderForm
from engine.ports.vendors import (
    ORDERS_PAGE,
    SHIPMENTS_PAGE,
    CreatedOrder,
    ListedOrder,
    ListedShipment,
    Store,
)

_UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError, LookupError)


class ShipStation(ShipStationParcels):
    """
    One account, by its key pair.
    """

    def identity(self) -> str:
        """
        Return what recognises the account under any of its key pairs: its users.
        """
        users = self.get("users")
        ids = sorted(str(user["userId"]).lower() for user in users)
        return sha256("\n".join(ids).encode()).hexdigest()

    def shipments_since(self, since: datetime, page: int) -> Sequence[ListedShipment]:
        """
        Return a page of the shipments made after the instant, with their items.

        ShipStation reads and writes Pacific time, without saying so.
        """
        document = self.get(
            "shipments",
            createDateStart=written_moment(since),
            includeShipmentItems="true",
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(SHIPMENTS_PAGE),
        )
        return [read_shipment(one) for one in document.get("shipments") or () if one]

    def fulfillments_since(
        self, since: datetime, page: int
    ) -> Sequence[ListedShipment]:
        """
        Return a page of the orders that were marked as shipped after the instant.
        """
        document = self.get(
            "fulfillments",
            createDateStart=written_moment(since),
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(SHIPMENTS_PAGE),
        )
        told = document.get("fulfillments") or ()
        return [read_fulfillment(one) for one in told if one]

    def stores(self) -> Sequence[Store]:
        """
        Return the active stores.
        """
        return [read_store(one) for one in self.get("stores")]

    def orders_modified(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[StoreOrder | None]:
        """
        Return a page of the orders that changed after the instant, earliest first.

        What cannot be read is nothing.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
        """
        document = self.get(
            "orders",
            modifyDateStart=written_moment(since),
            sortBy="ModifyDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(size),
        )
        return [_readable_order(one) for one in document.get("orders") or ()]

    def order(self, order_id: int) -> StoreOrder | None:
        """
        Return the order, or nothing.
        """
        try:
            return _readable_order(self.get(f"orders/{order_id}"))
        except NotThere:
            return None

    def create_orders(self, orders: Sequence[StoreOrderForm]) -> Sequence[CreatedOrder]:
        """
        Create orders, or replace those with the same keys; at most a hundred.

        It is not repeated when the reply is lost: who asks looks first.
        """
        body = encoded([written_form(one) for one in orders])
        document = self.call("POST", "orders/createorders", body=body)
        return [read_created(one) for one in document.get("results") or ()]

    def orders_since(self, since: datetime, page: int) -> Sequence[ListedOrder]:
        """
        Return a page of the orders made after the instant.
        """
        document = self.get(
            "orders",
            createDateStart=written_moment(since),
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(ORDERS_PAGE),
        )
        return [
            ListedOrder(one.get("orderKey") or "", one.get("orderNumber") or "")
            for one in document.get("orders") or ()
        ]

    def orders_numbered(self, number: str) -> Sequence[StoreOrder]:
        """
        Return the orders with exactly this number.
        """
        document = self.get("orders", orderNumber=number, pageSize=str(ORDERS_PAGE))
        found = [_readable_order(one) for one in document.get("orders") or ()]
        return [one for one in found if one and one.order_number == number]


def _readable_order(document: Any) -> StoreOrder | None:
    """
    Return the order, or nothing where the document is none.
    """
    try:
        return read_order(document)
    except _UNREADABLE:
        return None
