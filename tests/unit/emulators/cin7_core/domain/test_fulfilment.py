"""
One task: its guards, and how a shipment comes to its status.
"""

from decimal import Decimal

import pytest

from emulators.cin7_core.domain.fulfilment import (
    BoxMissing,
    Fulfilment,
    NotShipped,
    StageClosed,
    StageNotReached,
    UnknownBox,
)
from emulators.cin7_core.domain.fulfilment_lines import (
    NothingInside,
    ShipLine,
    StockLine,
    TooMany,
)
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.status import task_word
from emulators.cin7_core.domain.stock import Spot
from tests.unit.emulators.cin7_core.domain.trade import account_with_stock

BELL = next(iter(account_with_stock().products))


def _line(quantity: int, box: str = "") -> StockLine:
    return StockLine(BELL, "Bell", Spot("bell", "main"), "Main", Decimal(quantity), box)


def _parcel(boxes: str, *, is_shipped: bool = True, number: str = "") -> ShipLine:
    return ShipLine(f"id-{boxes}", None, "DHL", boxes, number, is_shipped)


def _packed(*boxes: str) -> Fulfilment:
    lines = tuple(_line(1, box) for box in boxes)
    return Fulfilment(
        "task",
        1,
        pick=Stage.AUTHORISED,
        pick_lines=lines,
        pack=Stage.AUTHORISED,
        pack_lines=lines,
    )


@pytest.mark.parametrize("stage", [Stage.AUTHORISED, Stage.VOIDED])
def test_a_closed_stage_says_what_it_is(stage: Stage) -> None:
    """
    Integrations look for this part of the sentence.
    """
    with pytest.raises(StageClosed, match=f"Status is {stage.value}"):
        Fulfilment("task", 1, pick=stage).check_pick()


def test_a_stage_waits_for_the_one_before() -> None:
    """
    The pack for the pick, the shipment for the pack.
    """
    task = Fulfilment("task", 1)
    with pytest.raises(StageNotReached):
        task.check_pack()
    with pytest.raises(StageNotReached):
        task.check_ship()


def test_a_post_adds_and_a_put_replaces() -> None:
    """
    In the pack, as long as it is a draft.
    """
    task = Fulfilment("task", 1, pick=Stage.AUTHORISED, pick_lines=(_line(3),))
    task.write_pack((_line(1, "A"),), Stage.DRAFT, adds=True)
    task.write_pack((_line(2, "B"),), Stage.DRAFT, adds=True)
    added = task.boxes
    task.write_pack((_line(3, "C"),), Stage.DRAFT, adds=False)

    assert frozenset({"A", "B"}) == added
    assert frozenset({"C"}) == task.boxes
    with pytest.raises(TooMany):
        task.write_pack((_line(1, "D"),), Stage.DRAFT, adds=True)


@pytest.mark.parametrize("status", [Stage.AUTHORISED, Stage.PARTIALLY_AUTHORISED])
def test_a_shipment_is_authorised_when_all_boxes_have_left(status: Stage) -> None:
    """
    Whatever was asked for.
    """
    task = _packed("A", "B")
    task.write_ship((_parcel("A"),), status, adds=True)
    first = task.ship
    task.add_tracking((_parcel("B"),))

    assert Stage.PARTIALLY_AUTHORISED is first
    assert Stage.AUTHORISED is task.ship


def test_one_line_may_carry_several_boxes() -> None:
    """
    Their names are separated by commas.
    """
    task = _packed("A", "B")
    task.write_ship((_parcel("A, B"),), Stage.AUTHORISED, adds=False)

    assert Stage.AUTHORISED is task.ship
    assert {"A", "B"} == task.shipped_boxes


def test_a_draft_ships_nothing() -> None:
    """
    Even where its lines say so.
    """
    task = _packed("A")
    task.write_ship((_parcel("A"),), Stage.DRAFT, adds=True)

    assert frozenset() == task.shipped_boxes
    assert [] == list(task.shipped_lines())


def test_the_boxes_of_a_shipment_are_those_that_were_packed() -> None:
    """
    No other, and in a PUT all of them.
    """
    task = _packed("A", "B")
    with pytest.raises(UnknownBox, match="'C'"):
        task.write_ship((_parcel("C"),), Stage.DRAFT, adds=True)
    with pytest.raises(BoxMissing, match="'B'"):
        task.write_ship((_parcel("A"),), Stage.DRAFT, adds=False)
    with pytest.raises(NothingInside):
        task.write_ship((), Stage.AUTHORISED, adds=True)
    with pytest.raises(NotShipped):
        task.add_tracking((_parcel("A"),))


def test_a_box_that_left_does_not_come_back() -> None:
    """
    New tracking changes the number alone.
    """
    task = _packed("A")
    task.write_ship((_parcel("A"),), Stage.AUTHORISED, adds=True)
    task.add_tracking((_parcel("A", is_shipped=False, number="QX1"),))

    [line] = task.ship_lines
    assert (True, "QX1") == (line.is_shipped, line.tracking_number)


@pytest.mark.parametrize(
    ("ship", "is_ordered", "word"),
    [
        (Stage.NOT_AVAILABLE, False, "NOT AVAILABLE"),
        (Stage.NOT_AVAILABLE, True, "NOT FULFILLED"),
        (Stage.DRAFT, True, "NOT FULFILLED"),
        (Stage.PARTIALLY_AUTHORISED, True, "PARTIALLY FULFILLED"),
        (Stage.AUTHORISED, True, "FULFILLED"),
        (Stage.VOIDED, True, "VOIDED"),
    ],
)
def test_the_word_for_a_task_follows_its_shipment(
    ship: Stage, *, is_ordered: bool, word: str
) -> None:
    """
    Picked and packed is still not fulfilled.
    """
    task = _packed("A")
    task.ship = ship

    assert word == task_word(task, is_ordered=is_ordered)
