"""
Method 1, compared with ShipStation.
"""

from dataclasses import replace

import pytest

from engine.custom_store.export import Turns, export
from engine.domain.reconciliation import Comparison, Kind
from engine.domain.records import KeyPair, Organisation
from engine.domain.sale import ShipLine
from engine.domain.ship_notice import Shipment
from engine.domain.windows import Window
from engine.ports.vendors import CredentialsRefused, ListedOrder, ListedShipment
from engine.reconciliation.report import reconcile, repair
from tests.unit.engine.builders import (
    ORGANISATION,
    a_fulfilment,
    a_row,
    a_sale,
    with_task,
)
from tests.unit.engine.fakes import Bench

TASK = "0f6b1c9e-0000-4000-8000-00000000000a"
PAIR = KeyPair("a", "b")
ORDER = ListedOrder("task-so-00001", "SO-00001")


def shipped(number: str, *, is_voided: bool = False) -> ListedShipment:
    """
    Return a shipment of the sale's order.
    """
    shipment = Shipment(number, "ups")
    return ListedShipment(
        number, "", "SO-00001", is_voided, is_return=False, shipment=shipment
    )


@pytest.fixture
def left(bench: Bench) -> Bench:
    """
    Return a bench whose one sale was exported, and has arrived.
    """
    bench.cin7_core.put(a_sale())
    export(bench.world, bench.store, Window(), page=1, turns=Turns())
    bench.vendors.ship_station.orders = [ORDER]
    return bench


def compared(bench: Bench, keys: KeyPair | None = PAIR) -> Comparison:
    """
    Compare with a key pair.
    """
    bench.world.ledger.custom_stores.put(replace(bench.store, keys=keys))
    (comparison,) = reconcile(bench.world, organisation(bench), patient=False)
    return comparison


def organisation(bench: Bench) -> Organisation:
    """
    Return the organisation.
    """
    found = bench.world.ledger.organisations.get(ORGANISATION)
    assert found is not None
    return found


def kinds(bench: Bench) -> list[tuple[str, str, str]]:
    """
    Return what differs.
    """
    found = compared(bench).differences
    return [(one.kind, one.shipstation, one.cin7_core) for one in found]


def wrote(bench: Bench, numbers: str) -> None:
    """
    Let Cin7 Core have these tracking numbers.
    """
    bench.cin7_core.put(a_sale(), a_row(a_sale(), 2, tracking_numbers=numbers))


def test_without_keys_nothing_can_be_compared(left: Bench) -> None:
    """
    The reason says what to give.
    """
    comparison = compared(left, None)

    assert not comparison.is_comparable
    assert comparison.reason.startswith("not comparable:")


def test_refused_keys_are_a_reason(left: Bench) -> None:
    """
    Method 1 itself goes on without any.
    """
    left.vendors.ship_station.problem = CredentialsRefused("no")

    assert compared(left).reason.startswith("not comparable: ShipStation refuses")


def test_equal_sides_have_no_difference(left: Bench) -> None:
    """
    Neither before the label nor after it.
    """
    assert kinds(left) == []
    left.vendors.ship_station.shipments = [shipped("1Z1")]
    wrote(left, "1Z1")

    assert kinds(left) == []


def test_a_dead_number_is_found(left: Bench) -> None:
    """
    Voided and labelled again: ShipStation told nothing, and has another number.
    """
    left.vendors.ship_station.shipments = [
        shipped("1Z1", is_voided=True),
        shipped("1Z2"),
    ]
    wrote(left, "1Z1")

    assert kinds(left) == [("tracking_differs", "1Z2", "1Z1")]


@pytest.mark.parametrize(
    ("shipments", "numbers", "difference"),
    [
        ([shipped("1Z1", is_voided=True)], "1Z1", ("shipment_voided", "", "1Z1")),
        ([shipped("1Z1")], "", ("tracking_missing", "1Z1", "")),
        ([], "1Z1", ("not_shipped_in_shipstation", "", "1Z1")),
        ([shipped("1"), shipped("2")], "1", ("tracking_differs", "1, 2", "1")),
    ],
)
def test_each_difference_has_a_name(
    left: Bench,
    shipments: list[ListedShipment],
    numbers: str,
    difference: tuple[str, str, str],
) -> None:
    """
    Voided, lost on the way, shipped elsewhere, told in part.
    """
    left.vendors.ship_station.shipments = shipments
    wrote(left, numbers)

    assert kinds(left) == [difference]


def test_an_order_that_never_arrived_is_missing(left: Bench) -> None:
    """
    It was offered, and ShipStation does not list it.
    """
    left.vendors.ship_station.orders = []

    assert kinds(left) == [("order_missing", "", "offered")]


def test_it_costs_a_page_of_each_list(left: Bench) -> None:
    """
    No call for an order.
    """
    left.cin7_core.calls.clear()

    compared(left)

    assert len(left.cin7_core.calls) == 1
    assert len(left.vendors.ship_station.since) == 2


def test_repairs_go_through_the_use_cases_once(left: Bench) -> None:
    """
    A new label's number is written as its notice would be, and the dead one goes.
    """
    left.vendors.ship_station.shipments = [
        shipped("1Z1", is_voided=True),
        shipped("1Z2"),
    ]
    line = ShipLine("Box 1", tracking_number="1Z1", is_shipped=True)
    sale = with_task(a_sale(), ship_status="AUTHORISED", ship_lines=(line,))
    left.cin7_core.put(sale, a_row(sale, 2, tracking_numbers="1Z1"))
    (difference,) = compared(left).differences

    done = repair(
        left.world,
        organisation(left),
        [difference.id("custom_store"), "gone"],
        patient=False,
    )

    assert [one.outcome.reason for one in done] == ["number_removed", "shipped", "gone"]
    removed, written = left.cin7_core.plans
    assert removed.lines[0].tracking_number == ""
    assert "1Z2" in written.lines[0].tracking_number
    assert ("SO-00001", "delivered", "number_removed") in left.log()


def test_an_order_that_never_arrived_is_offered_again(left: Bench) -> None:
    """
    It is in the window that begins now.
    """
    left.vendors.ship_station.orders = []
    left.clock.advance(minutes=30)
    (difference,) = compared(left).differences
    window = Window(left.clock.now(), None)
    assert left.world.ledger.mirror.count(ORGANISATION, window) == 0

    repair(
        left.world,
        organisation(left),
        [difference.id("custom_store")],
        patient=False,
    )

    assert left.world.ledger.mirror.count(ORGANISATION, window) == 1


def test_a_lost_export_is_noted_again(bench: Bench) -> None:
    """
    The sale has to have a fulfilment of that id; another id is a stranger's.
    """
    sale = a_sale(fulfilments=(a_fulfilment(TASK),))
    bench.cin7_core.put(sale)
    bench.vendors.ship_station.orders = [ListedOrder(TASK.upper(), "SO-00001")]
    (difference,) = compared(bench).differences
    wanted = [difference.id("custom_store")]
    bench.cin7_core.put(a_sale())

    strange = repair(bench.world, organisation(bench), wanted, patient=False)
    bench.cin7_core.put(sale)
    done = repair(bench.world, organisation(bench), wanted, patient=False)

    assert [one.outcome.reason for one in (*strange, *done)] == ["stranger", "adopted"]
    assert TASK in bench.world.ledger.orders.left(ORGANISATION, [TASK])
    assert compared(bench).differences == ()


def test_what_a_person_typed_is_left_to_a_person(left: Bench) -> None:
    """
    No repair takes a number that ShipStation never had.
    """
    wrote(left, "TYPED")
    (difference,) = compared(left).differences

    (done,) = repair(
        left.world,
        organisation(left),
        [difference.id("custom_store")],
        patient=False,
    )

    assert (difference.kind, done.outcome.reason) == (Kind.NOT_SHIPPED, "no_repair")
    assert left.cin7_core.plans == []
