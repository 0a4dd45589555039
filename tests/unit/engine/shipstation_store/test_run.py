"""
Shipments polled at ShipStation.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.adapters.presence import Alone
from engine.adapters.runs import InlineRuns
from engine.connections.connect import connect
from engine.connections.maintain import replace_keys
from engine.custom_store.export import Turns, export
from engine.domain.method_policy import Method, Policy
from engine.domain.records import Connection, KeyPair, State
from engine.domain.setup import OrderFlow, Setup
from engine.domain.ship_notice import Shipment
from engine.domain.windows import Window
from engine.ports.vendors import CannotAnswer, CredentialsRefused, ListedShipment
from engine.shipstation_store.run import run
from tests.unit.engine.builders import ORGANISATION, a_sale
from tests.unit.engine.fakes import Bench, SilentLog

OURS = ListedShipment(
    shipment_id="1",
    order_key="task-so-00001",
    order_number="SO-00001",
    is_voided=False,
    is_return=False,
    shipment=Shipment("1Z9", "ups"),
)


@pytest.fixture
def connection(bench: Bench) -> Connection:
    """
    Return a connection of an organisation whose sale is at ShipStation.
    """
    bench.cin7_core.put(a_sale())
    export(bench.world, bench.store, Window(), page=1, turns=Turns())
    bench.world.ledger.organisations.set_policy(ORGANISATION, Policy.CIN7)
    keys = KeyPair("a" * 32, "b" * 32)
    made, _ = connect(
        bench.world,
        ORGANISATION,
        keys=keys,
        settings=Setup(order_flow=OrderFlow.IMPORT),
    )
    return made


def polled(bench: Bench, connection: Connection, *listed: ListedShipment) -> list[str]:
    """
    Poll what is listed and return the outcomes in short.
    """
    bench.vendors.ship_station.shipments = list(listed)
    outcomes = run(bench.world, connection, patient=False)
    return [f"{one.subject} {one.kind} {one.reason}" for one in outcomes]


def test_our_shipment_is_written_once(bench: Bench, connection: Connection) -> None:
    """
    What is listed again is no news.
    """
    assert polled(bench, connection, OURS) == ["SO-00001 delivered shipped"]
    assert polled(bench, connection, OURS) == []
    assert len(bench.cin7_core.plans) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"order_key": "other"}, "not_ours"),
        ({"order_key": ""}, "not_ours"),
        ({"is_return": True}, "return_label"),
        ({"is_voided": True}, "voided"),
    ],
)
def test_other_shipments_are_recorded(
    bench: Bench, connection: Connection, change: dict[str, object], reason: str
) -> None:
    """
    Nothing is skipped silently, and nothing is written.
    """
    told = polled(bench, connection, replace(OURS, **change))  # type: ignore[arg-type]

    assert told == [f"SO-00001 unchanged {reason}"]
    assert bench.cin7_core.plans == []


def test_a_later_void_is_told(bench: Bench, connection: Connection) -> None:
    """
    Once.
    """
    polled(bench, connection, OURS)
    voided = replace(OURS, is_voided=True)

    assert polled(bench, connection, voided) == ["SO-00001 unchanged voided_later"]
    assert polled(bench, connection, voided) == []


def test_the_cursor_moves_with_an_overlap(bench: Bench, connection: Connection) -> None:
    """
    A failed poll moves nothing.
    """
    start = bench.clock.now()
    bench.clock.advance(minutes=15)
    polled(bench, connection)
    bench.vendors.ship_station.problem = CannotAnswer("silent")
    with pytest.raises(CannotAnswer):
        polled(bench, connection)
    bench.vendors.ship_station.problem = None
    polled(bench, connection)

    reached = [start, bench.clock.now(), bench.clock.now()]
    assert bench.vendors.ship_station.since == [
        one - timedelta(minutes=10) for one in reached
    ]


def test_refused_keys_break_all_that_share_them(
    bench: Bench, connection: Connection
) -> None:
    """
    No call follows, and with new keys nothing is lost.
    """
    runs = InlineRuns(bench.world, bench.clock, SilentLog(), presence=Alone("here"))
    bench.vendors.ship_station.problem = CredentialsRefused("regenerated")
    (failed,) = runs.run_now(method=Method.SHIPSTATION_STORE)
    broken = bench.world.ledger.connections.get(connection.id)
    assert broken is not None
    assert (broken.state, "a ShipStation store in" in broken.reason) == (
        State.BROKEN,
        True,
    )
    assert failed.error

    assert runs.run_now(method=Method.SHIPSTATION_STORE) == []
    bench.vendors.ship_station.problem = None
    bench.vendors.ship_station.shipments = [OURS]
    replace_keys(bench.world, connection.id, KeyPair("new", "pair"))
    (after,) = runs.run_now(method=Method.SHIPSTATION_STORE)
    assert after.outcomes["delivered"] == 1


def test_runs_follow_the_calendar(bench: Bench, connection: Connection) -> None:
    """
    The first at once, then every 15 minutes; after a failure in a minute.
    """
    runs = InlineRuns(bench.world, bench.clock, SilentLog(), presence=Alone("here"))
    runs.start()
    bench.clock.advance(minutes=16)
    station = bench.vendors.ship_station
    assert len(station.since) == 2
    station.problem = CannotAnswer("silent")
    bench.clock.advance(minutes=14)
    station.problem = None
    bench.clock.advance(minutes=1)

    assert len(station.since) == 4
    recent = bench.world.ledger.runs.recent(limit=100)
    errors = [one.error for one in recent if one.key == connection.id]
    assert errors == ["", "silent", "", ""]
    runs.stop()
    bench.clock.advance(minutes=60)
    assert len(station.since) == 4
