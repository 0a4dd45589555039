"""
What connections create in ShipStation, in the ledger.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database, batches
from engine.adapters.ledger.mirror import OF_LIST
from engine.domain.records import MirroredSale, OutboundOrder, OutboundState

_SALES = tables.outbound_sales
_ORDERS = tables.outbound_orders

# Asked at every turn: written once, because to write one costs more than it does.
_WANTED = (
    select(_SALES.c.sale_id)
    .where(_SALES.c.connection == bindparam("of"), _SALES.c.is_wanted)
    .order_by(_SALES.c.ship_by.nulls_last(), _SALES.c.order_number)
    .limit(bindparam("most"))
)
_IN_STATE = (
    select(_ORDERS)
    .where(_ORDERS.c.connection == bindparam("of"), _ORDERS.c.state == bindparam("is"))
    .order_by(_ORDERS.c.sale_number, _ORDERS.c.task_id)
    .limit(bindparam("most"))
)


class OutboundTable:
    """
    Sales as the list told of them, and their fulfilments as they are sent.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._put_sale = database.replacing(
            _SALES, "connection", "sale_id", told=OF_LIST
        )
        self._put = database.replacing(_ORDERS, "connection", "task_id")

    def sales(
        self, connection: str, sale_ids: Iterable[str]
    ) -> Mapping[str, MirroredSale]:
        """
        Return what is known of these sales.
        """
        found: dict[str, MirroredSale] = {}
        with self._database.read() as reading:
            for ids in batches(sale_ids):
                query = select(_SALES).where(
                    _SALES.c.connection == connection, _SALES.c.sale_id.in_(ids)
                )
                for row in reading.execute(query):
                    found[row.sale_id] = _sale(row)
        return found

    def put_sales(self, connection: str, sales: Sequence[MirroredSale]) -> None:
        """
        Store rows of the list.
        """
        rows = [
            {
                "connection": connection,
                "sale_id": sale.sale_id,
                **{name: getattr(sale, name) for name in OF_LIST},
            }
            for sale in sales
        ]
        if not rows:
            return
        with self._database.begin() as writing:
            writing.execute(self._put_sale, rows)

    def wanted(self, connection: str, limit: int) -> Sequence[str]:
        """
        Return ids of the sales that must be read, earliest ShipBy first.
        """
        told = {"of": connection, "most": limit}
        with self._database.read() as reading:
            return list(reading.execute(_WANTED, told).scalars())

    def want_again(self, connection: str) -> None:
        """
        Let all be read anew that was sent, or held by a setting.
        """
        held = ("", "location", "carrier", "customer_tag")
        with self._database.begin() as writing:
            writing.execute(
                update(_SALES)
                .where(_SALES.c.connection == connection, _SALES.c.held_back.in_(held))
                .values(is_wanted=True)
            )

    def is_read(self, connection: str, sale_id: str, *, held_back: str) -> None:
        """
        Note that the sale was read, and which gate holds it if one does.
        """
        with self._database.begin() as writing:
            writing.execute(
                update(_SALES)
                .where(_SALES.c.connection == connection, _SALES.c.sale_id == sale_id)
                .values(is_wanted=False, held_back=held_back)
            )

    def orders(self, connection: str, sale_id: str) -> Mapping[str, OutboundOrder]:
        """
        Return the fulfilments of a sale by their ids.
        """
        query = select(_ORDERS).where(
            _ORDERS.c.connection == connection, _ORDERS.c.sale_id == sale_id
        )
        with self._database.read() as reading:
            return {row.task_id: _order(row) for row in reading.execute(query)}

    def put_orders(self, connection: str, orders: Sequence[OutboundOrder]) -> None:
        """
        Store fulfilments as they are now.
        """
        rows = [_row(connection, order) for order in orders]
        if rows:
            with self._database.begin() as writing:
                writing.execute(self._put, rows)

    def in_state(
        self,
        connection: str,
        state: OutboundState,
        *,
        reasons: Iterable[str] = (),
        limit: int,
    ) -> Sequence[OutboundOrder]:
        """
        Return the fulfilments in that state, by sale.

        *reasons*: only those that are held for one of these.
        """
        query = _IN_STATE
        if wanted := list(reasons):
            query = query.where(_ORDERS.c.reason.in_(wanted))
        told = {"of": connection, "is": state.value, "most": limit}
        with self._database.read() as reading:
            return [_order(row) for row in reading.execute(query, told)]

    def sent_since(self, connection: str, since: datetime) -> Sequence[OutboundOrder]:
        """
        Return the fulfilments that were last sent after the instant.
        """
        query = (
            select(_ORDERS)
            .where(_ORDERS.c.connection == connection, _ORDERS.c.attempted_at >= since)
            .order_by(_ORDERS.c.sale_number, _ORDERS.c.task_id)
        )
        with self._database.read() as reading:
            return [_order(row) for row in reading.execute(query)]


def _sale(row: Row[Any]) -> MirroredSale:
    return MirroredSale(
        sale_id=row.sale_id,
        order_number=row.order_number,
        digest=row.digest,
        ship_by=row.ship_by,
        is_wanted=row.is_wanted,
        held_back=row.held_back,
    )


def _row(connection: str, order: OutboundOrder) -> dict[str, Any]:
    return {
        "connection": connection,
        "task_id": order.task_id,
        "sale_id": order.sale_id,
        "sale_number": order.sale_number,
        "order_number": order.order_number,
        "state": order.state.value,
        "content": order.content,
        "sent_content": order.sent_content,
        "reason": order.reason,
        "attempted_at": order.attempted_at,
        "order_id": order.order_id,
    }


def _order(row: Row[Any]) -> OutboundOrder:
    return OutboundOrder(
        task_id=row.task_id,
        sale_id=row.sale_id,
        sale_number=row.sale_number,
        order_number=row.order_number,
        state=OutboundState(row.state),
        content=row.content,
        sent_content=row.sent_content,
        reason=row.reason,
        attempted_at=row.attempted_at,
        order_id=row.order_id,
    )
