"""
The client of ShipStation's API V1: the account, its orders and shipments.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

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
    CannotAnswer,
    CreatedOrder,
    ListedOrder,
    ListedShipment,
    Store,
    Unreadable,
)

_NAME = "ShipStation"
_Row = TypeVar("_Row")

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
        with _readable("a user"):
            ids = sorted(str(user["userId"]).lower() for user in users)
        return sha256("\n".join(ids).encode()).hexdigest()

    def shipments_since(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[ListedShipment | Unreadable | None]:
        """
        Return a page of the shipments made after the instant, with their items.

        ShipStation reads and writes Pacific time, without saying so.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
        """
        document = self.get(
            "shipments",
            createDateStart=written_moment(since),
            includeShipmentItems="true",
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(size),
        )
        return _rows(document, "shipments", "shipmentId", read_shipment)

    def fulfillments_since(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[ListedShipment | Unreadable | None]:
        """
        Return a page of the orders that were marked as shipped after the instant.

        Raises:
            PageBroken: Something on the page breaks ShipStation.
        """
        document = self.get(
            "fulfillments",
            createDateStart=written_moment(since),
            sortBy="CreateDate",
            sortDir="ASC",
            page=str(page),
            pageSize=str(size),
        )
        return _rows(document, "fulfillments", "fulfillmentId", read_fulfillment)

    def stores(self) -> Sequence[Store]:
        """
        Return the active stores.
        """
        told = self.get("stores")
        with _readable("a store"):
            return [read_store(one) for one in told]

    def orders_modified(
        self, since: datetime, page: int, *, size: int
    ) -> Sequence[StoreOrder | Unreadable | None]:
        """
        Return a page of the orders that changed after the instant, earliest first.

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
        return _rows(document, "orders", "orderId", read_order)

    def order(self, order_id: int) -> StoreOrder | None:
        """
        Return the order, or nothing.
        """
        try:
            document = self.get(f"orders/{order_id}")
        except NotThere:
            return None
        with _readable("an order"):
            return read_order(document)

    def create_orders(self, orders: Sequence[StoreOrderForm]) -> Sequence[CreatedOrder]:
        """
        Create orders, or replace those with the same keys; at most a hundred.

        It is not repeated when the reply is lost: who asks looks first.
        """
        body = encoded([written_form(one) for one in orders])
        document = self.call("POST", "orders/createorders", body=body)
        with _readable("an order that was made"):
            return [read_created(one) for one in document.get("results") or () if one]

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
        with _readable("an order"):
            return [
                ListedOrder(one.get("orderKey") or "", one.get("orderNumber") or "")
                for one in (row or {} for row in document.get("orders") or ())
            ]

    def orders_numbered(self, number: str) -> Sequence[StoreOrder]:
        """
        Return the orders with exactly this number.
        """
        document = self.get("orders", orderNumber=number, pageSize=str(ORDERS_PAGE))
        return [
            one
            for one in _rows(document, "orders", "orderId", read_order)
            if isinstance(one, StoreOrder) and one.order_number == number
        ]


def _rows(
    document: Any, name: str, identity: str, read: Callable[[Any], _Row]
) -> list[_Row | Unreadable | None]:
    """
    Return the rows of a page, each by itself; null stays null.
    """
    with _readable("a page"):
        told = list(document.get(name) or ())
    return [None if one is None else _row(one, name, identity, read) for one in told]


def _row(
    document: Any, name: str, identity: str, read: Callable[[Any], _Row]
) -> _Row | Unreadable:
    try:
        return read(document)
    except _UNREADABLE as problem:
        known = document.get(identity) if isinstance(document, Mapping) else None
        which = f"with the {identity} {known}" if known else "without an id"
        return Unreadable(
            f"{_NAME} told of one of the {name}, {which}, that cannot be read:"
            f" {problem!r}"
        )


@contextmanager
def _readable(what: str) -> Iterator[None]:
    """
    Turn what an answer should not contain into a sentence.
    """
    try:
        yield
    except _UNREADABLE as problem:
        raise CannotAnswer(
            f"{_NAME} told of {what} that cannot be read: {problem!r}"
        ) from problem
