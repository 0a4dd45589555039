"""
Orders of ShipStation and what Cin7 Core calls their parts, in the ledger.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, Table, bindparam, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database, batches
from engine.domain.new_sale import BookDefaults
from engine.domain.records import InboundOrder, InboundState

_ORDERS = tables.inbound_orders
_LINKS = tables.order_links

# Asked at every turn: written once, because to write one costs more than it does.
_IN_STATE = (
    select(_ORDERS)
    .where(
        _ORDERS.c.connection == bindparam("of"),
        _ORDERS.c.state == bindparam("is"),
        _ORDERS.c.order_id > bindparam("after"),
    )
    .order_by(_ORDERS.c.order_id)
    .limit(bindparam("most"))
)


class InboundTable:
    """
    Orders of ShipStation, each one sale at most.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(
        self, organisation: str, order_ids: Iterable[int]
    ) -> Mapping[int, InboundOrder]:
        """
        Return what is known of these orders.
        """
        found: dict[int, InboundOrder] = {}
        with self._database.read() as connection:
            for ids in batches(order_ids):
                query = select(_ORDERS).where(
                    _ORDERS.c.organisation == organisation, _ORDERS.c.order_id.in_(ids)
                )
                for row in connection.execute(query):
                    found[row.order_id] = _order(row)
        return found

    def put(self, organisation: str, order: InboundOrder) -> None:
        """
        Store the order as it is now.
        """
        row = {
            "order_key": order.order_key,
            "order_number": order.order_number,
            "connection": order.connection,
            "state": order.state.value,
            "digest": order.digest,
            "content": order.content,
            "latest": order.latest,
            "paid": order.paid,
            "sale_id": order.sale_id,
            "sale_number": order.sale_number,
            "reason": order.reason,
            "attempted_at": order.attempted_at,
        }
        with self._database.begin() as connection:
            connection.execute(
                self._database.upsert(_ORDERS)
                .values(organisation=organisation, order_id=order.order_id, **row)
                .on_conflict_do_update(
                    index_elements=["organisation", "order_id"], set_=row
                )
            )

    def in_state(
        self,
        connection: str,
        state: InboundState,
        *,
        reasons: Iterable[str] = (),
        after: int = 0,
        limit: int,
    ) -> Sequence[InboundOrder]:
        """
        Return the orders of a connection in that state, oldest first.

        *reasons*: only those that are held for one of these. *after*: only those with
        a higher id.
        """
        query = _IN_STATE
        if wanted := list(reasons):
            query = query.where(_ORDERS.c.reason.in_(wanted))
        told = {"of": connection, "is": state.value, "after": after, "most": limit}
        with self._database.read() as reading:
            return [_order(row) for row in reading.execute(query, told)]

    def hand_over(self, connection: str, *, to: str) -> None:
        """
        Let another connection go on with all orders of one that has ended.
        """
        with self._database.begin() as writing:
            writing.execute(
                update(_ORDERS)
                .where(_ORDERS.c.connection == connection)
                .values(connection=to)
            )

    def saved(self, organisation: str) -> Sequence[InboundOrder]:
        """
        Return the orders that are sales now, newest first.
        """
        query = (
            select(_ORDERS)
            .where(
                _ORDERS.c.organisation == organisation,
                _ORDERS.c.state == InboundState.SAVED.value,
            )
            .order_by(_ORDERS.c.order_id.desc())
        )
        with self._database.read() as reading:
            return [_order(row) for row in reading.execute(query)]

    def link(self, organisation: str, order_id: int, others: Iterable[int]) -> None:
        """
        Note that the order carries others: combined into it, or the one it left.
        """
        rows = [
            {"organisation": organisation, "order_id": order_id, "other_id": other}
            for other in others
        ]
        if rows:
            with self._database.begin() as connection:
                connection.execute(self._database.insert(_LINKS), rows)

    def linked(
        self, organisation: str, order_ids: Iterable[int]
    ) -> Mapping[int, Sequence[int]]:
        """
        Return what those of the orders carry that carry others.
        """
        found: dict[int, list[int]] = defaultdict(list)
        with self._database.read() as connection:
            for ids in batches(order_ids):
                query = (
                    select(_LINKS.c.order_id, _LINKS.c.other_id)
                    .where(
                        _LINKS.c.organisation == organisation,
                        _LINKS.c.order_id.in_(ids),
                    )
                    .order_by(_LINKS.c.other_id)
                )
                for order_id, other_id in connection.execute(query):
                    found[order_id].append(other_id)
        return found


class BookTable:
    """
    Cin7 Core's products by SKU, and customers by name, in small letters.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def defaults(self, organisation: str) -> tuple[BookDefaults, datetime] | None:
        """
        Return what new customers and products get, and when that was read.
        """
        table = tables.book_defaults
        query = select(table).where(table.c.organisation == organisation)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return (
            (msgspec.convert(row.content, BookDefaults), row.read_at) if row else None
        )

    def put_defaults(
        self, organisation: str, defaults: BookDefaults, *, at: datetime
    ) -> None:
        """
        Store what new customers and products get.
        """
        row = {"content": msgspec.to_builtins(defaults), "read_at": at}
        with self._database.begin() as connection:
            connection.execute(
                self._database.upsert(tables.book_defaults)
                .values(organisation=organisation, **row)
                .on_conflict_do_update(index_elements=["organisation"], set_=row)
            )

    def products(self, organisation: str, skus: Iterable[str]) -> Mapping[str, str]:
        """
        Return the ids of those of the products that are known.
        """
        return self._ids(tables.known_products, "product_id", organisation, skus)

    def put_products(self, organisation: str, products: Mapping[str, str]) -> None:
        """
        Store ids of products by their SKUs.
        """
        self._put(tables.known_products, "product_id", organisation, products)

    def customers(self, organisation: str, names: Iterable[str]) -> Mapping[str, str]:
        """
        Return the ids of those of the customers that are known.
        """
        return self._ids(tables.known_customers, "customer_id", organisation, names)

    def put_customers(self, organisation: str, customers: Mapping[str, str]) -> None:
        """
        Store ids of customers by their names.
        """
        self._put(tables.known_customers, "customer_id", organisation, customers)

    def _ids(
        self, table: Table, column: str, organisation: str, names: Iterable[str]
    ) -> dict[str, str]:
        name = next(c for c in table.primary_key.columns if c.name != "organisation")
        told = {one.strip().lower(): one for one in names}
        found = {}
        with self._database.read() as connection:
            for some in batches(told):
                query = select(name, table.c[column]).where(
                    table.c.organisation == organisation, name.in_(some)
                )
                for known, identity in connection.execute(query):
                    found[told[known]] = identity
        return found

    def _put(
        self, table: Table, column: str, organisation: str, ids: Mapping[str, str]
    ) -> None:
        name = next(c for c in table.primary_key.columns if c.name != "organisation")
        rows = [
            {
                "organisation": organisation,
                name.name: known.strip().lower(),
                column: identity,
            }
            for known, identity in ids.items()
        ]
        if not rows:
            return
        renewed = self._database.replacing(
            table, "organisation", name.name, told=[column]
        )
        with self._database.begin() as connection:
            connection.execute(renewed, rows)


def _order(row: Row[Any]) -> InboundOrder:
    return InboundOrder(
        order_id=row.order_id,
        order_key=row.order_key,
        order_number=row.order_number,
        connection=row.connection,
        state=InboundState(row.state),
        digest=row.digest,
        content=row.content,
        latest=row.latest,
        paid=row.paid,
        sale_id=row.sale_id,
        sale_number=row.sale_number,
        reason=row.reason,
        attempted_at=row.attempted_at,
    )
