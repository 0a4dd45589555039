"""
The mirror in the ledger.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database, batches
from engine.domain.method_policy import Method
from engine.domain.records import MirroredOrder, MirroredSale
from engine.domain.status_word import VOIDED_WORD
from engine.domain.windows import Window

_SALES = tables.mirror_sales
_ORDERS = tables.mirror_orders
_ITEMS = tables.mirror_items

# What the list tells of a sale.
OF_LIST = ("order_number", "digest", "ship_by", "is_wanted", "held_back")

# What each read sale needs: written once, because to write one costs more than it does.
_OF_SALE = select(_ORDERS).where(
    _ORDERS.c.organisation == bindparam("of"), _ORDERS.c.sale_id == bindparam("sale")
)
_IS_READ = (
    update(_SALES)
    .where(
        _SALES.c.organisation == bindparam("of"), _SALES.c.sale_id == bindparam("sale")
    )
    .values(is_wanted=False, is_urgent=False, held_back=bindparam("gate"))
)
_WANTED = (
    select(_SALES.c.sale_id)
    .where(_SALES.c.organisation == bindparam("of"), _SALES.c.is_wanted)
    .order_by(
        _SALES.c.is_urgent.desc(),
        _SALES.c.ship_by.nulls_last(),
        _SALES.c.order_number,
    )
    .limit(bindparam("most"))
)
_NO_ITEMS = delete(_ITEMS).where(
    _ITEMS.c.organisation == bindparam("of"), _ITEMS.c.task_id == bindparam("task")
)
_ITEM = insert(_ITEMS)


class MirrorTable:
    """
    Sales from the list, and their fulfilments as they are offered.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._put_sale = database.replacing(
            _SALES, "organisation", "sale_id", told=OF_LIST
        )
        self._put_order = database.replacing(_ORDERS, "organisation", "task_id")

    def sales(
        self, organisation: str, sale_ids: Iterable[str]
    ) -> Mapping[str, MirroredSale]:
        """
        Return what is known of these sales.
        """
        found: dict[str, MirroredSale] = {}
        with self._database.read() as connection:
            for ids in batches(sale_ids):
                query = select(_SALES).where(
                    _SALES.c.organisation == organisation, _SALES.c.sale_id.in_(ids)
                )
                for row in connection.execute(query):
                    found[row.sale_id] = _sale(row)
        return found

    def put_sales(self, organisation: str, sales: Sequence[MirroredSale]) -> None:
        """
        Store rows of the list.
        """
        rows = [
            {
                "organisation": organisation,
                "sale_id": sale.sale_id,
                **{name: getattr(sale, name) for name in OF_LIST},
            }
            for sale in sales
        ]
        with self._database.begin() as connection:
            connection.execute(self._put_sale, rows)

    def wanted(self, organisation: str, limit: int) -> Sequence[str]:
        """
        Return ids of the sales that must be read, earliest ShipBy first.
        """
        told = {"of": organisation, "most": limit}
        with self._database.read() as connection:
            return list(connection.execute(_WANTED, told).scalars())

    def want_again(self, organisation: str) -> None:
        """
        Let all be read anew that is offered or held by a setting.
        """
        with self._database.begin() as connection:
            connection.execute(
                update(_SALES)
                .where(
                    _SALES.c.organisation == organisation,
                    _SALES.c.held_back.in_(("", "location")),
                )
                .values(is_wanted=True)
            )

    def hurry(self, organisation: str, names: Iterable[str]) -> int:
        """
        Let sales be read before all others; return how many were known.

        A name is a sale's id or number, or the id of a fulfilment.
        """
        told = list(names)
        tasks = select(_ORDERS.c.sale_id).where(
            _ORDERS.c.organisation == organisation, _ORDERS.c.task_id.in_(told)
        )
        known = or_(
            _SALES.c.sale_id.in_(told),
            _SALES.c.order_number.in_(told),
            _SALES.c.sale_id.in_(tasks),
        )
        with self._database.begin() as connection:
            marked = connection.execute(
                update(_SALES)
                .where(_SALES.c.organisation == organisation, known)
                .values(is_wanted=True, is_urgent=True)
            )
        return int(marked.rowcount)

    def named(self, organisation: str, order_number: str) -> MirroredSale | None:
        """
        Return the sale with this number, or nothing.
        """
        query = select(_SALES).where(
            _SALES.c.organisation == organisation,
            _SALES.c.order_number == order_number,
        )
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return _sale(row) if row else None

    def touch(
        self, organisation: str, task_ids: Iterable[str], *, at: datetime
    ) -> None:
        """
        Let what is offered of these be in the next window again.
        """
        for ids in batches(task_ids):
            self._touch(organisation, _ORDERS.c.task_id.in_(ids), at)

    def touch_products(
        self, organisation: str, product_ids: Iterable[str], *, at: datetime
    ) -> None:
        """
        Let what is offered with these products be in the next window again.
        """
        for ids in batches(product_ids):
            tasks = select(_ITEMS.c.task_id).where(
                _ITEMS.c.organisation == organisation, _ITEMS.c.product_id.in_(ids)
            )
            self._touch(organisation, _ORDERS.c.task_id.in_(tasks), at)

    def put_items(
        self, organisation: str, task_id: str, product_ids: Iterable[str]
    ) -> None:
        """
        Store which products lie in a fulfilment.
        """
        rows = [
            {"organisation": organisation, "task_id": task_id, "product_id": one}
            for one in sorted(set(product_ids))
        ]
        with self._database.begin() as connection:
            connection.execute(_NO_ITEMS, {"of": organisation, "task": task_id})
            if rows:
                connection.execute(_ITEM, rows)

    def is_read(self, organisation: str, sale_id: str, *, held_back: str) -> None:
        """
        Note that the sale was read, and which gate holds it if one does.
        """
        told = {"of": organisation, "sale": sale_id, "gate": held_back}
        with self._database.begin() as connection:
            connection.execute(_IS_READ, told)

    def orders(self, organisation: str, sale_id: str) -> Mapping[str, MirroredOrder]:
        """
        Return the mirrored fulfilments of a sale by their ids.
        """
        told = {"of": organisation, "sale": sale_id}
        with self._database.read() as connection:
            rows = connection.execute(_OF_SALE, told)
            return {row.task_id: _order(row) for row in rows}

    def put_order(self, organisation: str, order: MirroredOrder) -> None:
        """
        Store a fulfilment as it is offered or held.
        """
        row = {
            "organisation": organisation,
            "task_id": order.task_id,
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
            connection.execute(self._put_order, row)

    def hold_sales(self, organisation: str, held: Mapping[str, str]) -> None:
        """
        Offer no fulfilment of these sales; the values name the gates.
        """
        by_gate: dict[str, list[str]] = {}
        for sale_id, gate in held.items():
            by_gate.setdefault(gate, []).append(sale_id)
        for gate, ids in by_gate.items():
            for some in batches(ids):
                self._hold(organisation, _ORDERS.c.sale_id.in_(some), gate)

    def hold_order(self, organisation: str, task_id: str, *, gate: str) -> None:
        """
        Offer the fulfilment no longer.
        """
        self._hold(organisation, _ORDERS.c.task_id == task_id, gate)

    def offered(self, organisation: str, task_ids: Iterable[str]) -> set[str]:
        """
        Return those of the fulfilments that are offered now, and not as voided.
        """
        found: set[str] = set()
        with self._database.read() as connection:
            for ids in batches(task_ids):
                query = select(_ORDERS.c.task_id).where(
                    _ORDERS.c.organisation == organisation,
                    _ORDERS.c.is_offered,
                    _ORDERS.c.status_word != VOIDED_WORD,
                    _ORDERS.c.task_id.in_(ids),
                )
                found.update(connection.execute(query).scalars())
        return found

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

    def _touch(
        self, organisation: str, some: ColumnElement[bool], at: datetime
    ) -> None:
        with self._database.begin() as connection:
            connection.execute(
                update(_ORDERS)
                .where(
                    _ORDERS.c.organisation == organisation, _ORDERS.c.is_offered, some
                )
                .values(changed_at=at)
            )

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
        is_urgent=row.is_urgent,
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
