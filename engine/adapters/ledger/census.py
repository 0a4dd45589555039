"""
How much stands in the ledger, counted when somebody asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.domain.method_policy import Method
from engine.domain.records import NoticeState, State


@dataclass(frozen=True, slots=True)
class Census:
    """
    Numbers of rows.

    Attributes:
        notices: By state.
        connections: By method and state; a custom store that is Enabled is active.
        sales: What the mirror knows.
        offered: Fulfilments that ShipStation may have.
    """

    notices: Mapping[str, int]
    connections: Mapping[tuple[str, str], int]
    sales: int
    offered: int


def take_census(database: Database) -> Census:
    """
    Count; each state is present.
    """
    keyed = tables.connections.c.method, tables.connections.c.state
    stores, orders = tables.custom_stores, tables.mirror_orders
    with database.read() as connection:
        by_state = select(tables.inbox.c.state, func.count()).group_by("state")
        notices = {row[0]: row[1] for row in connection.execute(by_state)}
        by_both = select(*keyed, func.count()).group_by(*keyed)
        connections = {(row[0], row[1]): row[2] for row in connection.execute(by_both)}
        enabled = _count(connection, stores, stores.c.is_enabled)
        sales = _count(connection, tables.mirror_sales)
        offered = _count(connection, orders, orders.c.is_offered)
    connections[Method.CUSTOM_STORE, State.ACTIVE] = enabled
    return Census(
        notices={one.value: notices.get(one, 0) for one in NoticeState},
        connections={
            (method.value, state.value): connections.get((method, state), 0)
            for method in Method
            for state in State
            if method is not Method.CUSTOM_STORE or state is State.ACTIVE
        },
        sales=sales,
        offered=offered,
    )


def _count(connection: Connection, table: Table, *which: object) -> int:
    query = select(func.count()).select_from(table)
    for one in which:
        query = query.where(one)  # type: ignore[arg-type]  # a column of truth
    return connection.execute(query).scalar_one()
