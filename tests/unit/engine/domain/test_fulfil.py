"""
What is picked and packed before a shipment can stand on an imported sale.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.fulfil import (
    Place,
    Preparation,
    is_all_shipped,
    packed,
    placed,
    prepare,
    spelled,
)
from engine.domain.new_sale import StockLine
from engine.domain.sale import Fulfilment, OrderLine, PackLine, Sale, ShipLine
from engine.domain.ship_notice import Shipment, ShippedItem
from engine.domain.ship_plan import Impossible, without_number
from tests.unit.engine.builders import a_sale

BELL = OrderLine("p-bell", "BELL", Decimal(3), Decimal(10))
LAMP = OrderLine("p-lamp", "LAMP", Decimal(1), Decimal(5))
OPEN = Fulfilment("t-1")


def line(sku: str, quantity: int, **more: Any) -> PackLine:
    """
    Return so many in a pick or a pack.
    """
    return PackLine(f"p-{sku.lower()}", sku, sku, Decimal(quantity), "Main", **more)


def picked(task_id: str = "t-1", *lines: PackLine, **changes: Any) -> Fulfilment:
    """
    Return a fulfilment that is picked.
    """
    told = {"pick_status": "AUTHORISED", "pick_lines": lines, **changes}
    return Fulfilment(task_id, **told)


def shipped(task_id: str, number: str, *lines: PackLine) -> Fulfilment:
    """
    Return a fulfilment that has left under the number.
    """
    return picked(
        task_id,
        *lines,
        pack_status="AUTHORISED",
        pack_lines=lines,
        ship_status="AUTHORISED",
        ship_lines=(ShipLine("Box 1", tracking_number=number, is_shipped=True),),
    )


def sold(*tasks: Fulfilment, lines: tuple[OrderLine, ...] = (BELL, LAMP)) -> Sale:
    """
    Return an imported sale.
    """
    return a_sale(order_lines=lines, location="Main", fulfilments=tasks)


def parcel(number: str = "1Z9", /, **items: int) -> Shipment:
    """
    Return a parcel with these items; with none, of the whole order.
    """
    told = tuple(ShippedItem(sku, quantity) for sku, quantity in items.items())
    return Shipment(number, "ups", items=told)


def counts(preparation: Preparation | None) -> dict[str, int]:
    """
    Return what is to be picked.
    """
    assert preparation is not None
    return {one.sku: int(one.quantity) for one in preparation.to_pick}


def test_what_has_left_is_picked_and_packed() -> None:
    """
    All of it into one box, in the fulfilment that is open.
    """
    preparation = prepare(sold(OPEN), parcel(BELL=3, LAMP=1))

    assert preparation is not None
    assert (preparation.task_id, counts(preparation)) == ("t-1", {"BELL": 3, "LAMP": 1})
    assert {one.box for one in preparation.to_pack} == {"Box 1"}


def test_only_what_has_left_is_picked() -> None:
    """
    The line behind it stays, and so does the rest of its own line.
    """
    assert counts(prepare(sold(OPEN), parcel(BELL=2))) == {"BELL": 2}
    assert counts(prepare(sold(OPEN), parcel(LAMP=1))) == {"LAMP": 1}


@pytest.mark.parametrize("items", [{}, {"PART-1": 2, "PART-2": 4}])
def test_a_parcel_that_names_nothing_known_is_the_whole_order(
    items: dict[str, int],
) -> None:
    """
    Like one that was only marked as shipped, or the components of a bundle.
    """
    shipment = parcel(**items)

    assert counts(prepare(sold(OPEN), shipment)) == {"BELL": 3, "LAMP": 1}


def test_a_second_parcel_takes_what_is_left() -> None:
    """
    A new fulfilment has to be added for it.
    """
    first = shipped("t-1", "1Z1", line("BELL", 2))

    preparation = prepare(sold(first), parcel(BELL=1, LAMP=1))

    assert preparation is not None
    assert (preparation.task_id, counts(preparation)) == ("", {"BELL": 1, "LAMP": 1})
    assert counts(prepare(sold(first), parcel())) == {"BELL": 1, "LAMP": 1}


def test_one_sku_on_two_lines_is_picked_together() -> None:
    """
    Never more than both.
    """
    lines = (BELL, replace(BELL, quantity=Decimal(2)))

    assert counts(prepare(sold(OPEN, lines=lines), parcel(BELL=5))) == {"BELL": 5}
    assert counts(prepare(sold(OPEN, lines=lines), parcel())) == {"BELL": 5}


@pytest.mark.parametrize("items", [{"BELL": 4}, {"LAMP": 2}, {"BELL": 1, "LAMP": 9}])
def test_more_than_is_ordered_is_impossible(items: dict[str, int]) -> None:
    """
    Somebody has packed what was not sold.
    """
    with pytest.raises(Impossible, match="were still to ship") as problem:
        prepare(sold(OPEN), parcel(**items))

    assert problem.value.reason == "quantity"


def test_a_voided_sale_takes_nothing() -> None:
    """
    Whatever has left.
    """
    with pytest.raises(Impossible, match="is voided") as problem:
        prepare(replace(sold(OPEN), status="VOIDED"), parcel())

    assert problem.value.reason == "voided"


def test_a_number_that_stands_there_is_no_news() -> None:
    """
    In whichever fulfilment.
    """
    first = shipped("t-1", "1Z1", line("BELL", 2))

    assert prepare(sold(first, Fulfilment("t-2")), parcel("1Z1", BELL=2)) is None


def test_a_parcel_without_a_number_is_there_when_all_has_left() -> None:
    """
    Before that it may be another one.
    """
    first = shipped("t-1", "", line("BELL", 2))
    second = shipped("t-2", "", line("BELL", 1), line("LAMP", 1))

    assert counts(prepare(sold(first), parcel(""))) == {"BELL": 1, "LAMP": 1}
    assert prepare(sold(first, second), parcel("")) is None


def test_a_label_that_was_made_again_stands_where_the_first_did() -> None:
    """
    Nothing is picked twice: the goods have left, or are where they were.
    """
    part = shipped("t-1", "1Z1", line("BELL", 2))
    rest = shipped("t-2", "1Z2", line("BELL", 1), line("LAMP", 1))

    for items in ({"BELL": 2}, {"BELL": 1, "LAMP": 1}, {}):
        again = prepare(sold(part, rest), parcel("1Z9", **items))
        expected = "t-1" if items == {"BELL": 2} else "t-2"
        assert again == Preparation(expected)
    assert prepare(sold(part), parcel("1Z9", BELL=2)) == Preparation("t-1")


def test_what_a_person_has_begun_goes_on() -> None:
    """
    The pick is packed, and the pack is shipped; the one that has come furthest first.
    """
    is_picked = picked("t-1", line("BELL", 3))
    is_packed = replace(
        is_picked,
        task_id="t-2",
        pack_status="AUTHORISED",
        pack_lines=(line("BELL", 3),),
    )

    to_pack = prepare(sold(is_picked), parcel())
    ready = prepare(sold(is_picked, is_packed), parcel())

    assert to_pack is not None
    assert to_pack.to_pick == ()
    assert [int(one.quantity) for one in to_pack.to_pack] == [3]
    assert ready == Preparation("t-2")


def test_a_voided_fulfilment_is_none() -> None:
    """
    What was picked in it is to be picked anew.
    """
    gone = picked("t-1", line("BELL", 3), ship_status="VOIDED")

    preparation = prepare(sold(gone), parcel())

    assert preparation is not None
    assert (preparation.task_id, counts(preparation)["BELL"]) == ("", 3)


def test_the_sale_is_imagined_as_it_will_be() -> None:
    """
    So that no second look is needed.
    """
    sale = sold(OPEN, Fulfilment("t-2"))
    preparation = prepare(sale, parcel(BELL=3))
    assert preparation is not None

    first, second = packed(sale, preparation).fulfilments

    assert (first.pick_status, first.pack_status) == ("AUTHORISED", "AUTHORISED")
    assert [(one.sku, int(one.quantity), one.box) for one in first.pack_lines] == [
        ("BELL", 3, "Box 1")
    ]
    assert second == Fulfilment("t-2")


def test_skus_are_spelt_as_the_sale_spells_them() -> None:
    """
    ShipStation keeps the channel's case; nothing of something is nothing.
    """
    shipment = parcel(bell=1, Lamp=0, other=2)

    assert spelled(sold(OPEN), shipment).items == (
        ShippedItem("BELL", 1),
        ShippedItem("other", 2),
    )


def test_when_all_has_left() -> None:
    """
    Every fulfilment, and nothing is left of the order.
    """
    part = shipped("t-1", "1Z1", line("BELL", 3))
    rest = shipped("t-2", "1Z2", line("LAMP", 1))

    assert not is_all_shipped(sold())
    assert not is_all_shipped(sold(part))
    assert not is_all_shipped(sold(part, rest, Fulfilment("t-3")))
    assert is_all_shipped(sold(part, rest))


@given(
    ordered=st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(1, 5)), min_size=1, max_size=4
    ),
    parcels=st.lists(
        st.dictionaries(st.sampled_from("ABC"), st.integers(1, 4)), max_size=5
    ),
)
def test_never_more_is_picked_than_is_ordered(
    ordered: list[tuple[str, int]], parcels: list[dict[str, int]]
) -> None:
    """
    Whatever ShipStation says has left, one parcel after another.
    """
    lines = tuple(
        OrderLine(f"p-{sku.lower()}", sku, Decimal(n), Decimal(1)) for sku, n in ordered
    )
    tasks: list[Fulfilment] = []
    for number, items in enumerate(parcels):
        try:
            plan = prepare(sold(*tasks, lines=lines), parcel(f"1Z{number}", **items))
        except Impossible:
            continue
        if plan is not None and plan.to_pick:
            gone = [line(one.sku, int(one.quantity)) for one in plan.to_pick]
            tasks.append(shipped(f"t-{number}", f"1Z{number}", *gone))

    total: dict[str, Decimal] = {}
    for sku, n in ordered:
        total[sku] = total.get(sku, Decimal(0)) + n
    for task in tasks:
        for one in task.pick_lines:
            total[one.sku] -= one.quantity
    assert all(left >= 0 for left in total.values())


def wanted(sku: str, quantity: int) -> StockLine:
    """
    Return a line of a pick, in the main warehouse.
    """
    return StockLine(f"p-{sku.lower()}", sku, Decimal(quantity), "Main")


def test_goods_are_picked_where_they_lie() -> None:
    """
    In the wanted warehouse first, then elsewhere, with their batches.
    """
    places = {
        "BELL": [
            Place("North", Decimal(9), Decimal(9)),
            Place("Main: A-1", Decimal(2), Decimal(0), batch="B1"),
        ]
    }

    lines = placed([wanted("BELL", 3)], places)

    assert lines is not None
    assert [(one.location, int(one.quantity), one.batch) for one in lines] == [
        ("Main: A-1", 2, "B1"),
        ("North", 1, ""),
    ]


def test_two_lines_share_what_lies_there() -> None:
    """
    No piece is picked twice.
    """
    places = {"BELL": [Place("Main", Decimal(3), Decimal(3))]}

    assert placed([wanted("BELL", 2), wanted("BELL", 2)], places) is None
    assert placed([wanted("BELL", 2), wanted("BELL", 1)], places) is not None


def test_too_few_are_no_plan() -> None:
    """
    Nor is a product that lies nowhere, or a place that owes some.
    """
    places = {"BELL": [Place("Main", Decimal(-2), Decimal(0))]}

    assert placed([wanted("BELL", 1)], places) is None
    assert placed([wanted("LAMP", 1)], {}) is None


@pytest.mark.parametrize(
    ("number", "left"), [("1Z1", "1Z2"), ("1Z2", "1Z1"), ("1Z3", "1Z1,1Z2")]
)
def test_a_number_is_taken_from_the_ship_lines(number: str, left: str) -> None:
    """
    All others stay, and so does the stage.
    """
    task = shipped("t-1", "1Z1,1Z2", line("BELL", 3))

    plan = without_number(task, number)

    assert [one.tracking_number for one in plan.lines] == [left]
    assert (plan.status, plan.adds_tracking) == ("AUTHORISED", True)
