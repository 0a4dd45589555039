"""
Which purchase a lost answer was about, and what labels change in the ship stage.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from engine.domain.label_plan import plan_labels
from engine.domain.labels import Label, LabelState, Purchase, lost_purchase
from engine.domain.sale import Sale, ShipLine
from engine.domain.ship_plan import Impossible
from engine.domain.units import length_cm, length_in, weight_grams, weight_in
from tests.unit.engine.builders import BELL, MUG, NOON, a_fulfilment, a_sale, with_task

DAY = date(2026, 3, 5)
WANTED = Label(
    id="label-1",
    connection="c-1",
    sale_id="sale-SO-00001",
    sale_number="SO-00001",
    task_id="task-so-00001",
    box="Box 1",
    order_id=100,
    carrier="stamps_com",
    service="usps_priority_mail",
    package_code="package",
    confirmation="none",
    weight_grams=Decimal(700),
    size=None,
    shipped_on=DAY,
    wanted_at=NOON,
)
BOUGHT = replace(WANTED, state=LabelState.BOUGHT, tracking_number="94-1")
PURCHASE = Purchase(
    shipment_id=7001,
    created_at=NOON + timedelta(seconds=1),
    carrier="stamps_com",
    service="usps_priority_mail",
    weight_grams=Decimal("700.20"),
    tracking_number="94-1",
    cost=Decimal("7.98"),
    insurance_cost=Decimal(0),
    shipped_on=DAY,
)
CARRIERS = {"stamps_com": "USPS"}


def two_boxes(**stage: object) -> Sale:
    """
    Return a sale that is packed in two boxes.
    """
    task = a_fulfilment("task-so-00001", pack_lines=(MUG, BELL), ship_lines=())
    return with_task(a_sale(fulfilments=(task,)), **stage)


@pytest.mark.parametrize(
    "changes",
    [
        {"is_voided": True},
        {"carrier": "fedex"},
        {"service": "usps_media_mail"},
        {"created_at": NOON - timedelta(minutes=3)},
        {"shipment_id": 9},
    ],
)
def test_what_cannot_be_the_label_is_not_adopted(changes: dict[str, object]) -> None:
    """
    Void, older, by another service, or known already.
    """
    other = replace(PURCHASE, **changes)  # type: ignore[arg-type]

    assert lost_purchase(WANTED, [other], explained=[9]) is None


def test_of_several_the_likeliest_is_adopted() -> None:
    """
    Equal weight comes before age; ShipStation rounds, and may not tell it.
    """
    earlier = replace(PURCHASE, shipment_id=7000, weight_grams=None)
    later = replace(PURCHASE, shipment_id=7002, created_at=NOON + timedelta(hours=1))

    assert lost_purchase(WANTED, [later, earlier], explained=[]) == later
    assert lost_purchase(WANTED, [earlier], explained=[]) == earlier


def test_a_clock_that_is_behind_loses_no_label() -> None:
    """
    ShipStation's may be a little behind ours.
    """
    behind = replace(PURCHASE, created_at=NOON - timedelta(seconds=90))

    assert lost_purchase(WANTED, [behind], explained=[]) == behind


def test_a_label_lets_its_box_leave() -> None:
    """
    The other box stays, with a day, which Cin7 Core wants.
    """
    plan = plan_labels(two_boxes(), WANTED.task_id, [BOUGHT], carriers=CARRIERS)

    assert plan is not None
    assert plan.status == "PARTIALLY AUTHORISED"
    assert not plan.adds_tracking
    assert plan.lines == (
        ShipLine("Box 1", "USPS", "94-1", DAY, is_shipped=True),
        ShipLine("Box 2", "", "", DAY, is_shipped=False),
    )


def test_the_last_label_authorises_the_shipment() -> None:
    """
    What is authorised in part takes tracking numbers only.
    """
    first = ShipLine("Box 1", "USPS", "94-1", DAY, is_shipped=True)
    sale = two_boxes(ship_status="PARTIALLY AUTHORISED", ship_lines=(first,))
    second = replace(BOUGHT, box="Box 2", tracking_number="94-2")

    plan = plan_labels(sale, WANTED.task_id, [BOUGHT, second], carriers=CARRIERS)

    assert plan is not None
    assert (plan.status, plan.adds_tracking) == ("AUTHORISED", True)
    assert [line.tracking_number for line in plan.lines] == ["94-1", "94-2"]


def test_what_stands_there_is_not_written_again() -> None:
    """
    One line of Cin7 Core may be for several boxes.
    """
    line = ShipLine("Box 1, Box 2", "USPS", "94-1", DAY, is_shipped=True)
    sale = two_boxes(ship_status="AUTHORISED", ship_lines=(line,))

    assert plan_labels(sale, WANTED.task_id, [BOUGHT], carriers=CARRIERS) is None


def test_a_void_takes_its_number_alone() -> None:
    """
    Somebody else's stays, and so does the box.
    """
    line = ShipLine("Box 1", "USPS", "1Z9,94-1", DAY, is_shipped=True)
    other = ShipLine("Box 2", "UPS", "1Z8", DAY, is_shipped=True)
    sale = two_boxes(ship_status="AUTHORISED", ship_lines=(line, other))
    void = replace(BOUGHT, state=LabelState.VOIDED)

    plan = plan_labels(sale, WANTED.task_id, [void], carriers=CARRIERS)

    assert plan is not None
    assert plan.lines == (replace(line, tracking_number="1Z9"), other)


@pytest.mark.parametrize(
    "sale",
    [
        two_boxes(pack_status="DRAFT"),
        replace(two_boxes(), status="VOIDED"),
        a_sale(fulfilments=()),
    ],
)
def test_what_is_not_packed_any_more_takes_nothing(sale: Sale) -> None:
    """
    It is told, for there is a label that somebody has to see to.
    """
    with pytest.raises(Impossible, match="not packed any more"):
        plan_labels(sale, WANTED.task_id, [BOUGHT], carriers=CARRIERS)


@pytest.mark.parametrize(
    ("value", "units", "grams"),
    [
        ("1.5", "kg", "1500.00"),
        ("2", "lb", "907.18"),
        ("16", "ounces", "453.59"),
        ("1", "Pounds", "453.59"),
        ("1", "stone", None),
        ("1", "", None),
    ],
)
def test_weights_become_grams(value: str, units: str, grams: str | None) -> None:
    """
    Also by ShipStation's names.
    """
    expected = None if grams is None else Decimal(grams)

    assert weight_grams(Decimal(value), units) == expected


@pytest.mark.parametrize(
    ("value", "units", "centimetres"),
    [
        ("12", "in", "30.48"),
        ("30", "mm", "3.00"),
        ("1", "ft", "30.48"),
        ("1", "el", ""),
    ],
)
def test_lengths_become_centimetres(value: str, units: str, centimetres: str) -> None:
    """
    Unless nobody knows the unit.
    """
    expected = Decimal(centimetres) if centimetres else None

    assert length_cm(Decimal(value), units) == expected


def test_measures_are_told_in_the_units_of_the_account() -> None:
    """
    A pound is large, so it gets four decimals.
    """
    assert weight_in("grams", Decimal(700)) == Decimal("700.00")
    assert weight_in("ounces", Decimal(700)) == Decimal("24.69")
    assert weight_in("pounds", Decimal(700)) == Decimal("1.5432")
    assert length_in("inches", Decimal("30.48")) == Decimal("12.00")
    assert length_in("centimeters", Decimal("30.48")) == Decimal("30.48")
