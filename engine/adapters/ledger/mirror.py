"""
The mirror in the ledger.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.domain.method_policy import Method
from engine.domain.records import MirroredOrder, MirroredSale
from engine.domain.windows import Window

_SALES = tables.mirror_sales
_ORDERS = tables.mirror_orders

# What may stand in one IN list on every database.
_BATCH = 500


class MirrorTable:
    """
    Sales from the list, and their fulfilments as they are offered.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def sales(
        self, organisation: str, sale_ids: Iterable[str]
    ) -> Mapping[str, MirroredSale]:
        """
        Return what is known of these sales.
        """
        found: dict[str, MirroredSale] = {}
        ids = list(sale_ids)
        with self._database.read() as connection:
            for start in range(0, len(ids), _BATCH):
                query = select(_SALES).where(
                    _SALES.c.organisation == organisation,
                    _SALES.c.sale_id.in_(ids[start : start + _BATCH]),
                )
                for row in connection.execute(query):
                    found[row.sale_id] = _sale(row)
        return found

    def put_sales(self, organisation: str, sales: Sequence[MirroredSale]) -> None:
        """
        Store rows of the list.
        """
        inserted = self._database.upsert(_SALES)
        told = ("order_number", "digest", "ship_by", "is_wanted", "held_back")
        with self._database.begin() as connection:
            connection.execute(
                inserted.on_conflict_do_update(
                    index_elements=["organisation", "sale_id"],
                    set_={name: inserted.excluded[name] for name in told},
                ),
                [
                    {
                        "organisation": organisation,
                        "sale_id": sale.sale_id,
                        "order_number": sale.order_number,
                        "digest": sale.digest,
                        "ship_by": sale.ship_by,
                        "is_wanted": sale.is_wanted,
                        "held_back": sale.held_back,
                    }
                    for sale in sales
                ],
            )

    def wanted(self, organisation: str, limit: int) -> Sequence[str]:
        """
        Return ids of the sales that must be read, earliest ShipBy first.
        """
        query = (
            select(_SALES.c.sale_id)
            .where(_SALES.c.organisation == organisation, _SALES.c.is_wanted)
            .order_by(_SALES.c.ship_by.nulls_last(), _SALES.c.order_number)
            .limit(limit)
        )
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def is_read(self, organisation: str, sale_id: str, *, held_back: str) -> None:
        """
        Note that the sale was read, and which gate holds it if one does.
        """
        with self._database.begin() as connection:
            connection.execute(
                update(_SALES)
                .where(
                    _SALES.c.organisation == organisation, _SALES.c.sale_id == sale_id
                )
                .values(is_wanted=False, held_back=held_back)
            )

    def orders(self, organisation: str, sale_id: str) -> Mapping[str, MirroredOrder]:
        """
        Return the mirrored fulfilments of a sale by their ids.
        """
        query = select(_ORDERS).where(
            _ORDERS.c.organisation == organisation, _ORDERS.c.sale_id == sale_id
        )
        with self._database.read() as connection:
            return {row.task_id: _order(row) for row in connection.execute(query)}

    def put_order(self, organisation: str, order: MirroredOrder) -> None:
        """
        Store a fulfilment as it is offered or held.
        """
        row = {
            "sale_id": order.sale_id,
            "sale_number": order.sale_number,
            "order_number": order.order_number,
            "is_offered": order.is_offered,
            "status_word": order.status_word,
            "content": order.content,
            "changed_at": order.changed_at,
            "held_back": order.held_back,
            "is_all_shipped": order.is_all_shipped,
        }
        with self._database.begin() as connection:
            connection.execute(
                self._database.upsert(_ORDERS)
                .values(organisation=organisation, task_id=order.task_id, **row)
                .on_conflict_do_update(
                    index_elements=["organisation", "task_id"], set_=row
                )
            )

    def hold_sales(self, organisation: str, held: Mapping[str, str]) -> None:
        """
        Offer no fulfilment of these sales; the values name the gates.
        """
        by_gate: dict[str, list[str]] = {}
        for sale_id, gate in held.items():
            by_gate.setdefault(gate, []).append(sale_id)
        for gate, ids in by_gate.items():
            for start in range(0, len(ids), _BATCH):
                some = _ORDERS.c.sale_id.in_(ids[start : start + _BATCH])
                self._hold(organisation, some, gate)

    def hold_order(self, organisation: str, task_id: str, *, gate: str) -> None:
        """
        Offer the fulfilment no longer.
        """
        self._hold(organisation, _ORDERS.c.task_id == task_id, gate)

    def count(self, organisation: str, window: Window) -> int:
        """
        Return how many fulfilments a custom store offers in the window.
        """
        offered = _offered(organisation, window)
        query = select(func.count()).select_from(_ORDERS).where(*offered)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def page(
        self, organisation: str, window: Window, *, offset: int, limit: int
    ) -> Sequence[MirroredOrder]:
        """
        Return fulfilments by the moment of their last change, ties by id.
        """
        query = (
            select(_ORDERS, tables.claims.c.method.label("claim"))
            .outerjoin(
                tables.claims,
                (tables.claims.c.organisation == _ORDERS.c.organisation)
                & (tables.claims.c.task_id == _ORDERS.c.task_id),
            )
            .where(*_offered(organisation, window))
            .order_by(_ORDERS.c.changed_at, _ORDERS.c.task_id)
            .offset(offset)
            .limit(limit)
        )
        with self._database.read() as connection:
            rows = connection.execute(query)
            return [_order(row, is_claimed=bool(row.claim)) for row in rows]

    def _hold(self, organisation: str, some: ColumnElement[bool], gate: str) -> None:
        with self._database.begin() as connection:
            connection.execute(
                update(_ORDERS)
                .where(_ORDERS.c.organisation == organisation, some)
                .values(is_offered=False, held_back=gate)
            )


def _offered(organisation: str, window: Window) -> list[ColumnElement[bool]]:
    """
    Return the conditions of an export: one range of the index.

    What another path has claimed in the meantime is left out.
    """
    claims = tables.claims.alias("rivals")
    rival = exists().where(
        claims.c.organisation == _ORDERS.c.organisation,
        claims.c.task_id == _ORDERS.c.task_id,
        claims.c.method != Method.CUSTOM_STORE.value,
    )
    conditions = [_ORDERS.c.organisation == organisation, _ORDERS.c.is_offered, ~rival]
    if window.start_at is not None:
        conditions.append(_ORDERS.c.changed_at >= window.start_at)
    if window.before_at is not None:
        conditions.append(_ORDERS.c.changed_at < window.before_at)
    return conditions


def _sale(row: Row[Any]) -> MirroredSale:
    return MirroredSale(
        sale_id=row.sale_id,
        order_number=row.order_number,
        digest=row.digest,
        ship_by=row.ship_by,
        is_wanted=row.is_wanted,
        held_back=row.held_back,
    )


def _order(row: Row[Any], *, is_claimed: bool = False) -> MirroredOrder:
    return MirroredOrder(
        sale_id=row.sale_id,
        task_id=row.task_id,
        sale_number=row.sale_number,
        order_number=row.order_number,
        is_offered=row.is_offered,
        status_word=row.status_word,
        content=row.content,
        changed_at=row.changed_at,
        held_back=row.held_back,
        is_all_shipped=row.is_all_shipped,
        is_claimed=is_claimed,
    )
