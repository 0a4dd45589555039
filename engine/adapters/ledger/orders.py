"""
Origins of orders, and claims on fulfilments, in the ledger.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database, batches
from engine.domain.method_policy import Method
from engine.domain.records import Origin

_ORDERS = tables.orders
_CLAIMS = tables.claims

# Each read sale asks it: written once, because to write one costs more than it does.
_OF_SALE = select(_ORDERS).where(
    _ORDERS.c.organisation == bindparam("of"), _ORDERS.c.sale_id == bindparam("sale")
)


class OrderTable:
    """
    Where each order came from and went.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def offer(self, organisation: str, origins: Sequence[Origin]) -> set[str]:
        """
        Claim fulfilments for a path; return those that another path has.
        """
        with self._database.begin() as connection:
            connection.execute(
                self._database.insert(_CLAIMS),
                [
                    {
                        "organisation": organisation,
                        "task_id": one.task_id,
                        "method": one.method.value,
                        "claimed_at": one.first_seen_at,
                    }
                    for one in origins
                ],
            )
            query = select(_CLAIMS.c.task_id, _CLAIMS.c.method).where(
                _CLAIMS.c.organisation == organisation,
                _CLAIMS.c.task_id.in_([one.task_id for one in origins]),
            )
            claimed = {row.task_id: row.method for row in connection.execute(query)}
            taken = {
                one.task_id for one in origins if claimed[one.task_id] != one.method
            }
            left = [
                _row(organisation, one) for one in origins if one.task_id not in taken
            ]
            if left:
                connection.execute(self._database.insert(_ORDERS), left)
        return taken

    def add(self, organisation: str, origin: Origin) -> bool:
        """
        Note an order's origin without a claim, and return whether it is new.
        """
        with self._database.begin() as connection:
            added = self._database.insert(_ORDERS).values(**_row(organisation, origin))
            return bool(connection.execute(added).rowcount)

    def release(self, organisation: str, task_id: str) -> None:
        """
        Give up the claim on a fulfilment.
        """
        with self._database.begin() as connection:
            connection.execute(
                delete(_CLAIMS).where(
                    _CLAIMS.c.organisation == organisation, _CLAIMS.c.task_id == task_id
                )
            )

    def of_sale(self, organisation: str, sale_id: str) -> Sequence[Origin]:
        """
        Return what came in or has left of the sale.
        """
        told = {"of": organisation, "sale": sale_id}
        with self._database.read() as connection:
            return [_origin(row) for row in connection.execute(_OF_SALE, told)]

    def offered(self, organisation: str, sale_ids: Iterable[str]) -> Sequence[Origin]:
        """
        Return what has left of these sales.
        """
        return self._of_sales(organisation, "outbound", sale_ids)

    def left_since(
        self, organisation: str, method: Method, since: datetime
    ) -> Sequence[Origin]:
        """
        Return what has left by the method since the instant.
        """
        query = select(_ORDERS).where(
            _ORDERS.c.organisation == organisation,
            _ORDERS.c.direction == "outbound",
            _ORDERS.c.method == method.value,
            _ORDERS.c.first_seen_at >= since,
        )
        with self._database.read() as connection:
            return [_origin(row) for row in connection.execute(query)]

    def imported(self, organisation: str, sale_ids: Iterable[str]) -> set[str]:
        """
        Return those of the sales that came from ShipStation.
        """
        found = self._of_sales(organisation, "inbound", sale_ids)
        return {one.sale_id for one in found}

    def find(
        self, organisation: str, *, task_id: str, order_number: str
    ) -> Origin | None:
        """
        Return what left under the id, else under the number, or nothing.
        """
        outbound = (_ORDERS.c.organisation == organisation) & (
            _ORDERS.c.direction == "outbound"
        )
        with self._database.read() as connection:
            for column, value in (
                (_ORDERS.c.task_id, task_id),
                (_ORDERS.c.order_number, order_number),
            ):
                query = select(_ORDERS).where(outbound, column == value)
                row = connection.execute(query).first() if value else None
                if row is not None:
                    return _origin(row)
        return None

    def of_shipstation(
        self, organisation: str, order_ids: Iterable[int]
    ) -> Sequence[Origin]:
        """
        Return what these orders of ShipStation are in Cin7 Core.
        """
        query = select(_ORDERS).where(
            _ORDERS.c.organisation == organisation,
            _ORDERS.c.shipstation_order_id.in_([str(one) for one in order_ids]),
        )
        with self._database.read() as connection:
            return [_origin(row) for row in connection.execute(query)]

    def left(self, organisation: str, task_ids: Iterable[str]) -> Mapping[str, Origin]:
        """
        Return those of the fulfilments that have left, by their ids.
        """
        query = select(_ORDERS).where(
            _ORDERS.c.organisation == organisation,
            _ORDERS.c.direction == "outbound",
            _ORDERS.c.task_id.in_(list(task_ids)),
        )
        with self._database.read() as connection:
            return {row.task_id: _origin(row) for row in connection.execute(query)}

    def is_at(self, organisation: str, task_id: str, *, order_id: int) -> None:
        """
        Note ShipStation's id of the order that a fulfilment has become.
        """
        with self._database.begin() as connection:
            connection.execute(
                update(_ORDERS)
                .where(
                    _ORDERS.c.organisation == organisation,
                    _ORDERS.c.direction == "outbound",
                    _ORDERS.c.task_id == task_id,
                )
                .values(shipstation_order_id=str(order_id))
            )

    def forget(self, organisation: str, origin: Origin) -> None:
        """
        Forget an order's origin, so that it may have another.
        """
        with self._database.begin() as connection:
            connection.execute(
                delete(_ORDERS).where(
                    _ORDERS.c.organisation == organisation,
                    _ORDERS.c.direction == origin.direction,
                    _ORDERS.c.task_id == origin.task_id,
                )
            )

    def claim(self, organisation: str, task_id: str) -> Method | None:
        """
        Return the path that has the fulfilment, or nothing.
        """
        query = select(_CLAIMS.c.method).where(
            _CLAIMS.c.organisation == organisation, _CLAIMS.c.task_id == task_id
        )
        with self._database.read() as connection:
            found = connection.execute(query).scalar()
        return Method(found) if found else None

    def all(self, organisation: str | None = None) -> Sequence[Origin]:
        """
        Return every order's origin, newest first.
        """
        query = select(_ORDERS).order_by(_ORDERS.c.serial.desc())
        if organisation is not None:
            query = query.where(_ORDERS.c.organisation == organisation)
        with self._database.read() as connection:
            return [_origin(row) for row in connection.execute(query)]

    def _of_sales(
        self, organisation: str, direction: str, sale_ids: Iterable[str]
    ) -> list[Origin]:
        found: list[Origin] = []
        with self._database.read() as connection:
            for ids in batches(sale_ids):
                query = select(_ORDERS).where(
                    _ORDERS.c.organisation == organisation,
                    _ORDERS.c.direction == direction,
                    _ORDERS.c.sale_id.in_(ids),
                )
                found += [_origin(row) for row in connection.execute(query)]
        return found


def _row(organisation: str, origin: Origin) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "direction": origin.direction,
        "method": origin.method.value,
        "sale_id": origin.sale_id,
        "task_id": origin.task_id,
        "sale_number": origin.sale_number,
        "order_number": origin.order_number,
        "shipstation_order_id": origin.shipstation_order_id,
        "first_seen_at": origin.first_seen_at,
        "was_shipped": origin.was_shipped,
    }


def _origin(row: Row[Any]) -> Origin:
    return Origin(
        direction=row.direction,
        method=Method(row.method),
        sale_id=row.sale_id,
        task_id=row.task_id,
        sale_number=row.sale_number,
        order_number=row.order_number,
        first_seen_at=row.first_seen_at,
        shipstation_order_id=row.shipstation_order_id,
        was_shipped=row.was_shipped,
    )
