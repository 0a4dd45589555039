"""
What differs between both sides, and how it could be mended.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.domain.reconciliation import (
    Difference,
    Kind,
    Listed,
    Numbers,
    Parcel,
    Repair,
    lost_exports,
    lost_imports,
    number_differences,
    order_difference,
)
from engine.domain.records import InboundOrder, InboundState
from engine.domain.sale import VOIDED
from engine.domain.store_order import StoreOrder
from tests.unit.engine.builders import a_row, a_sale

ORDER = StoreOrder(
    order_id=7,
    order_key="k",
    order_number="W-1",
    status="awaiting_shipment",
    ordered_at=datetime(2026, 3, 1, tzinfo=UTC),
)
SAVED = InboundOrder(
    7, "k", "W-1", "c", InboundState.SAVED, "", sale_id="s", sale_number="SO-00001"
)
WAITING = replace(SAVED, state=InboundState.WAITING, sale_id="", sale_number="")
HELD = replace(WAITING, state=InboundState.HELD, reason="product")
TASK = "0f6b1c9e-0000-4000-8000-00000000000a"


def told(numbers: Numbers) -> list[tuple[str, str, str]]:
    """
    Return what differs of one sale.
    """
    found = number_differences({"SO-00001": numbers}, {"SO-00001": "sale-1"})
    return [(one.kind.value, one.shipstation, one.cin7_core) for one in found]


def numbers(live: str = "", voided: str = "", written: str = "") -> Numbers:
    """
    Return numbers, each a letter.
    """
    return Numbers(frozenset(live), frozenset(voided), frozenset(written))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (numbers("a", "", "a"), []),
        (numbers("a"), [("tracking_missing", "a", "")]),
        (numbers("ab", "", "a"), [("tracking_differs", "a, b", "a")]),
        (numbers("b", "a", "a"), [("tracking_differs", "b", "a")]),
        (numbers("", "a", "a"), [("shipment_voided", "", "a")]),
        (numbers("b", "a", "ab"), [("shipment_voided", "b", "a, b")]),
        (numbers("", "", "a"), [("not_shipped_in_shipstation", "", "a")]),
    ],
)
def test_numbers_differ_in_so_many_ways(
    one: Numbers, expected: list[tuple[str, str, str]]
) -> None:
    """
    Lost, told in part, labelled again, voided, shipped elsewhere.
    """
    assert expected == told(one)


def test_a_parcel_that_nobody_applied_is_told_by_itself() -> None:
    """
    Beside it the numbers say nothing new; one without a number is told too.
    """
    late = (Parcel("1", "b", "waiting"), Parcel("2", "", "never seen"))

    found = told(replace(numbers("ab", "", "a"), unapplied=late))

    assert found == [
        ("shipment_not_applied", "b", "waiting"),
        ("shipment_not_applied", "shipped without a number", "never seen"),
    ]


@pytest.mark.parametrize(
    ("known", "status", "is_captured", "expected"),
    [
        (None, "", True, Kind.ORDER_NOT_IMPORTED),
        (None, "", False, None),
        (WAITING, "", True, None),
        (HELD, "", True, Kind.ORDER_NOT_IMPORTED),
        (SAVED, "", True, None),
        (SAVED, VOIDED, True, Kind.SALE_VOIDED),
        (replace(SAVED, state=InboundState.ENDED), VOIDED, True, None),
    ],
)
def test_an_order_without_a_good_sale_is_told(
    known: InboundOrder | None, status: str, *, is_captured: bool, expected: Kind | None
) -> None:
    """
    Unless Setup leaves it alone, or it waits its turn, or is over.
    """
    row = a_row(a_sale(), status=status)

    found = order_difference(ORDER, known, row, is_captured=is_captured, is_recent=True)

    assert expected == (found.kind if found else None)


def test_a_sale_that_is_gone_is_told_while_it_would_be_listed() -> None:
    """
    An older one may be there and not be listed.
    """

    def kind(*, is_recent: bool) -> Kind | None:
        found = order_difference(
            ORDER, SAVED, None, is_captured=True, is_recent=is_recent
        )
        return found.kind if found else None

    assert kind(is_recent=True) is Kind.SALE_MISSING
    assert kind(is_recent=False) is None


def test_marks_bring_back_what_the_ledger_lost() -> None:
    """
    An import by its mark, an export by its key; what is known is no news.
    """
    row = a_row(a_sale(), external_id="shipstation:7")
    voided = replace(row, status=VOIDED)
    sold = {"SO-00001": a_row(a_sale())}

    (imported,) = lost_imports([ORDER], [row, voided], [])
    exported = [*lost_exports([(TASK, "SO-00001-2"), ("typed", "SO-00001")], sold)]

    assert list(lost_imports([ORDER], [row], [7])) == []
    assert imported.repair is Repair.ADOPT
    assert [one.key for one in exported] == [f"sale-SO-00001 {TASK}"]
    assert list(lost_exports([(TASK, "SO-00001")], {"SO-00001": row})) == []


def test_an_order_that_went_up_in_another_is_there() -> None:
    """
    By its key, its number, or its id among those that were combined.
    """
    listed = Listed(frozenset({"key", "SO-1"}), frozenset({9}))

    assert listed.has("key", "", None)
    assert listed.has("", "SO-1", None)
    assert listed.has("other", "SO-2", 9)
    assert not listed.has("other", "SO-2", 8)


def test_an_id_lasts_as_long_as_the_difference() -> None:
    """
    Another fact, or another connection, is another difference.
    """
    one = Difference(Kind.TRACKING_DIFFERS, "SO-1", "a", "b")

    assert one.id("x") == replace(one).id("x")
    assert len({one.id("x"), one.id("y"), replace(one, cin7_core="c").id("x")}) == 3
    assert replace(one, kind=Kind.NOT_SHIPPED).repair is None
    assert all(repair.sentence for repair in Repair)
