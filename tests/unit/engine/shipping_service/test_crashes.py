"""
A process that dies while it buys labels spends no money twice.
"""

import pytest

from engine.domain.labels import LabelState
from engine.ports.world import World
from engine.shipping_service.labels import buy_labels
from engine.shipping_service.run import run
from engine.shipping_service.voids import void_label
from tests.unit.engine.builders import MUG, OTHER
from tests.unit.engine.fakes import Bench
from tests.unit.engine.mortal import Died, mortal
from tests.unit.engine.shipping_service.desks import (
    GOODS,
    HEAVY_BELL,
    TASK,
    WISH,
    a_shop,
    desk_of,
    numbers,
    parcels_of,
)

MOST_STEPS = 500

pytestmark = pytest.mark.timeout(300)


def two_boxes() -> Bench:
    """
    Return a bench with a sale in two boxes.
    """
    return a_shop(MUG, HEAVY_BELL)


def with_labels() -> Bench:
    """
    Return a bench whose sale has both labels.
    """
    bench = two_boxes()
    buys(bench.world)
    return bench


def buys(world: World) -> None:
    """
    Press Create label.
    """
    buy_labels(desk_of(world), GOODS, WISH)


def voids(world: World) -> None:
    """
    Void the first label.
    """
    label = world.ledger.labels.of_task(OTHER, TASK)[0]
    void_label(desk_of(world), label)


def cut(make: object, work: object) -> list[tuple[str, Bench]]:
    """
    Return a bench for each step at which the work can be cut, with the step's name.
    """
    found = []
    for dies_at in range(MOST_STEPS):
        bench = make()  # type: ignore[operator]
        world, reaper = mortal(bench, dies_at)
        try:
            work(world)  # type: ignore[operator]
        except Died:
            found.append((reaper.steps[-1], bench))
        else:
            return found
    raise AssertionError("the work has no end")


def goes_on(bench: Bench) -> None:
    """
    Let the regular work see to what was left.
    """
    (connection,) = bench.world.ledger.connections.all(OTHER)
    bench.clock.advance(minutes=15)
    run(bench.world, connection, patient=True)


def check_paid_once(bench: Bench, step: str) -> None:
    """
    Check that each box has one label, with its number in Cin7 Core.
    """
    bought = parcels_of(bench).purchases_made
    labels = bench.world.ledger.labels.of_task(OTHER, TASK)
    assert len(bought) == 2, step
    assert [one.state for one in labels] == [LabelState.BOUGHT] * 2, step
    assert [one.is_written for one in labels] == [True] * 2, step
    assert numbers(bench) == [one.tracking_number for one in labels], step
    assert bench.world.ledger.intents.open(OTHER, "label") == [], step


def test_a_press_that_is_cut_is_pressed_again() -> None:
    """
    The second press finds out what was bought, and buys the rest.
    """
    found = cut(two_boxes, buys)

    for step, bench in found:
        bench.clock.advance(minutes=3)
        buys(bench.world)
        check_paid_once(bench, step)
    assert len(found) > 50


def test_a_press_that_is_cut_is_seen_to_by_the_run() -> None:
    """
    What was bought is adopted and written; what was not is forgotten, and can be.
    """
    for step, bench in cut(two_boxes, buys):
        goes_on(bench)
        bought = parcels_of(bench).purchases_made
        labels = bench.world.ledger.labels.of_task(OTHER, TASK)
        assert [one.shipment_id for one in labels] == [
            one.shipment_id for _, one in bought
        ], step
        told = [one for one in numbers(bench) if one]
        assert told == [one.tracking_number for _, one in bought], step
        buys(bench.world)
        check_paid_once(bench, step)


def test_a_void_that_is_cut_ends_well() -> None:
    """
    The label is void, its number is gone, and a new one can be had.
    """
    for step, bench in cut(with_labels, voids):
        voids(bench.world)
        goes_on(bench)
        (first, second) = bench.world.ledger.labels.of_task(OTHER, TASK)
        assert first.state is LabelState.VOIDED, step
        assert numbers(bench) == ["", second.tracking_number], step
        buys(bench.world)
        assert len(parcels_of(bench).purchases_made) == 3, step
        assert all(numbers(bench)), step
