"""
A ShipStation store that was disconnected, and what it had on its way.
"""

from datetime import timedelta

import pytest

from engine.adapters.works import works
from engine.connections.connect import connect
from engine.connections.maintain import disconnect
from engine.domain.method_policy import Method
from engine.domain.records import (
    Connection,
    InboundOrder,
    InboundState,
    KeyPair,
    State,
)
from engine.domain.setup import Setup
from engine.flows.keys import break_connections
from engine.ports.world import World
from tests.unit.engine.builders import OTHER
from tests.unit.engine.fakes import Bench

KEYS = KeyPair("a" * 32, "b" * 32)


def connected(world: World) -> Connection:
    """
    Return a new connection.
    """
    connection, _ = connect(world, OTHER, keys=KEYS, settings=Setup())
    return connection


def carries(world: World, connection: Connection) -> None:
    """
    Let an order have come by the connection.
    """
    order = InboundOrder(
        order_id=1,
        order_key="k",
        order_number="W-1",
        connection=connection.id,
        state=InboundState.SAVED,
        digest="d",
        sale_id="s",
        sale_number="SO-1",
    )
    world.ledger.inbound.put(OTHER, order)


def run_regularly(world: World) -> list[str]:
    """
    Return the keys of the connections that run.
    """
    return [one.key for one in works(world) if one.method is Method.SHIPSTATION_STORE]


@pytest.fixture
def ended(bench: Bench) -> Connection:
    """
    Return a connection that was disconnected after it had carried an order.
    """
    connection = connected(bench.world)
    carries(bench.world, connection)
    disconnect(bench.world, connection.id)
    return connection


def test_it_is_looked_after_for_thirty_days(bench: Bench, ended: Connection) -> None:
    """
    And that is told.
    """
    bench.clock.advance(days=30, seconds=-1)
    before = run_regularly(bench.world)
    bench.clock.advance(seconds=1)

    assert (before, run_regularly(bench.world)) == ([ended.id], [])
    [told] = bench.world.ledger.log.read(organisation=OTHER, limit=10)
    assert told.outcome.reason == "disconnected"
    assert "04 April 2026" in told.outcome.detail


def test_one_that_carried_nothing_ends_at_once(bench: Bench) -> None:
    """
    There is nothing to ask for.
    """
    disconnect(bench.world, connected(bench.world).id)

    assert run_regularly(bench.world) == []


def test_one_whose_keys_are_dead_ends_at_once(bench: Bench) -> None:
    """
    Before the disconnect, and after it.
    """
    first = connected(bench.world)
    carries(bench.world, first)
    break_connections(bench.world, first)
    disconnect(bench.world, first.id)
    broken = run_regularly(bench.world)
    second = connected(bench.world)
    carries(bench.world, second)
    disconnect(bench.world, second.id)
    [work] = run_regularly(bench.world)
    found = bench.world.ledger.connections.get(work)
    assert found is not None

    break_connections(bench.world, found)

    assert (broken, run_regularly(bench.world)) == ([], [])


def test_the_next_connection_goes_on_from_there(
    bench: Bench, ended: Connection
) -> None:
    """
    It alone runs, and asks since the last time that somebody did.
    """
    asked_at = bench.world.ledger.cursors.get(f"shipments:{ended.id}")
    bench.clock.advance(minutes=40)

    after = connected(bench.world)

    assert run_regularly(bench.world) == [after.id]
    since = bench.world.ledger.cursors.get(f"shipments:{after.id}")
    assert since == asked_at == bench.clock.now() - timedelta(minutes=40)


def test_what_ended_long_ago_is_let_be(bench: Bench, ended: Connection) -> None:
    """
    A new connection begins now.
    """
    bench.clock.advance(days=31)

    after = connected(bench.world)

    since = bench.world.ledger.cursors.get(f"shipments:{after.id}")
    assert since == bench.clock.now()
    assert ended.state is State.ACTIVE
