"""
What a shipment changes on the ship stage.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engine.domain.carriers import CARRIERS
from engine.domain.sale import Sale, ShipLine
from engine.domain.ship_notice import Shipment, ShippedItem
from engine.domain.ship_plan import Impossible, ShipPlan, plan_shipment
from tests.unit.engine.builders import BELL, MUG, a_sale, with_task

DAY = date(2026, 3, 6)
BOTH = with_task(a_sale(), task_id="task-1", pack_lines=(MUG, BELL))
MUGS, BELLS = ShippedItem("MUG-1", 2), ShippedItem("BELL", 3)
LABEL = Shipment("1Z9", "UPS", shipped_on=DAY)


def planned(
    sale: Sale, shipment: Shipment, earlier: tuple[tuple[ShippedItem, ...], ...] = ()
) -> ShipPlan:
    """
    Return the plan, which there is.
    """
    plan = plan_shipment(
        sale, "task-1", shipment, earlier=earlier, carriers=CARRIERS, today=DAY
    )
    assert plan is not None
    return plan


def test_a_shipment_without_items_is_the_whole_order() -> None:
    """
    Each packed box gets the number and has left.
    """
    plan = planned(BOTH, LABEL)

    assert plan.status == "AUTHORISED"
    assert plan.lines == (
        ShipLine("Box 1", "UPS", "1Z9", DAY, is_shipped=True),
        ShipLine("Box 2", "UPS", "1Z9", DAY, is_shipped=True),
    )
    assert not plan.adds_tracking


def test_the_items_tell_the_box() -> None:
    """
    A box that holds just these items has left; the other is listed and waits.
    """
    plan = planned(BOTH, replace(LABEL, items=(BELLS,)))

    assert plan.status == "PARTIALLY AUTHORISED"
    assert [(one.box, one.tracking_number) for one in plan.lines] == [
        ("Box 1", ""),
        ("Box 2", "1Z9"),
    ]
    assert [one.is_shipped for one in plan.lines] == [False, True]


def test_a_part_of_a_box_has_a_number_and_has_not_left() -> None:
    """
    One of two mugs makes no box leave.
    """
    plan = planned(BOTH, replace(LABEL, items=(ShippedItem("MUG-1", 1),)))

    assert plan.status == "PARTIALLY AUTHORISED"
    assert (plan.lines[0].tracking_number, plan.lines[0].is_shipped) == ("1Z9", False)


def test_the_second_shipment_completes_the_stage() -> None:
    """
    Together with what left before, all has left; the first number stays.
    """
    lines = (ShipLine("Box 1", "UPS", "1Z1", DAY), ShipLine("Box 2"))
    sale = with_task(BOTH, ship_status="PARTIALLY AUTHORISED", ship_lines=lines)
    rest = replace(LABEL, items=(ShippedItem("MUG-1", 1), BELLS))

    plan = planned(sale, rest, earlier=((ShippedItem("MUG-1", 1),),))

    assert (plan.status, plan.adds_tracking) == ("AUTHORISED", True)
    assert [one.tracking_number for one in plan.lines] == ["1Z1,1Z9", "1Z9"]


def test_a_known_number_changes_nothing() -> None:
    """
    What stands there already is not written twice.
    """
    sale = with_task(BOTH, ship_lines=(ShipLine("Box 1", "UPS", "1Z1,1Z9"),))

    plan = plan_shipment(sale, "task-1", LABEL, carriers=CARRIERS, today=DAY)

    assert plan is None


def test_an_unknown_carrier_becomes_the_default() -> None:
    """
    The name that ShipStation told is kept in the log.
    """
    plan = planned(BOTH, replace(LABEL, carrier="Pigeon"))

    assert plan.lines[0].carrier == "DEFAULT Carrier"
    assert plan.remarks == ("carrier 'Pigeon' is unknown: DEFAULT Carrier was written",)


def test_notes_to_the_buyer_are_added_once() -> None:
    """
    They follow what stands in the fulfilment's notes.
    """
    sale = with_task(BOTH, shipping_notes="Side door")
    told = replace(LABEL, notes_to_customer="Thank you")

    plan = planned(sale, told)
    again = planned(with_task(BOTH, shipping_notes=plan.shipping_notes), told)

    assert plan.shipping_notes == "Side door\nThank you"
    assert again.shipping_notes == plan.shipping_notes


def test_a_fraction_may_be_told_as_it_was_offered() -> None:
    """
    1.5 were offered as 2, so 2 have left.
    """
    sale = with_task(BOTH, pack_lines=(replace(MUG, quantity=Decimal("1.5")),))

    assert planned(sale, replace(LABEL, items=(MUGS,))).status == "AUTHORISED"


@pytest.mark.parametrize(
    ("sale", "reason"),
    [
        (replace(BOTH, status="VOIDED"), "voided"),
        (with_task(BOTH, ship_status="VOIDED"), "voided"),
        (with_task(BOTH, task_id="task-2"), "voided"),
        (with_task(BOTH, pack_status="DRAFT"), "pack"),
        (
            with_task(BOTH, pack_lines=(replace(MUG, quantity=Decimal(1)),)),
            "quantity",
        ),
    ],
)
def test_the_impossible_is_refused(sale: Sale, reason: str) -> None:
    """
    What contradicts the sale has a reason.
    """
    with pytest.raises(Impossible) as caught:
        planned(sale, replace(LABEL, items=(MUGS,)))

    assert caught.value.reason == reason


def test_items_that_are_not_packed_stop_no_others() -> None:
    """
    They are remarked on; where none is known, the whole fulfilment has left.
    """
    bell_alone = with_task(BOTH, pack_lines=(BELL,))

    both = planned(BOTH, replace(LABEL, items=(MUGS, replace(BELLS, sku="X-1"))))
    bundle = planned(bell_alone, replace(LABEL, items=(MUGS,)))

    assert both.status == "PARTIALLY AUTHORISED"
    assert any("X-1" in remark for remark in both.remarks)
    assert bundle.status == "AUTHORISED"


def test_shipments_are_told_apart_by_number_or_day_and_items() -> None:
    """
    The order in which items are sent makes no difference.
    """
    there = Shipment("", "UPS", shipped_on=DAY, items=(MUGS, BELLS))
    back = replace(there, items=(BELLS, MUGS), carrier="FedEx")

    assert there.identity == back.identity
    assert LABEL.identity == "tracking:1Z9"
