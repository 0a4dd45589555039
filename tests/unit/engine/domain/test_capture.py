"""
Which orders of ShipStation become sales, and why others do not.
"""

from datetime import UTC, date, datetime

import pytest

from engine.domain.capture import Surroundings, judge
from engine.domain.records import InboundState
from engine.domain.setup import Capture, Setup
from engine.domain.store_order import OrderStatus
from tests.unit.engine.domain.orders import an_order

PAYMENT, SHIPMENT, SHIPPED = (
    Capture.AWAITING_PAYMENT,
    Capture.AWAITING_SHIPMENT,
    Capture.SHIPPED,
)
WAITING, HELD, ENDED = InboundState.WAITING, InboundState.HELD, InboundState.ENDED

TABLE = {
    OrderStatus.AWAITING_PAYMENT: ("", "unpaid", "unpaid"),
    OrderStatus.AWAITING_SHIPMENT: ("", "", "not_shipped"),
    OrderStatus.PENDING_FULFILLMENT: ("", "", "not_shipped"),
    OrderStatus.SHIPPED: ("", "", ""),
    OrderStatus.ON_HOLD: ("on_hold",) * 3,
    OrderStatus.CANCELLED: ("cancelled",) * 3,
    OrderStatus.REJECTED: ("rejected",) * 3,
}
CASES = [
    (status, rule, reason)
    for status, reasons in TABLE.items()
    for rule, reason in zip((PAYMENT, SHIPMENT, SHIPPED), reasons, strict=True)
]


@pytest.mark.parametrize(("status", "rule", "reason"), CASES)
def test_each_status_under_each_rule(
    status: OrderStatus, rule: Capture, reason: str
) -> None:
    """
    What ends does not come back by itself; what is held may.
    """
    verdict = judge(an_order(status=status), Setup(capture_when=rule), Surroundings())

    ends = {"cancelled", "rejected"}
    expected = ENDED if reason in ends else HELD if reason else WAITING
    assert (verdict.state, verdict.reason) == (expected, reason)
    assert ("W-7" in verdict.sentence) == bool(reason)


def test_a_status_that_nobody_knows_is_held() -> None:
    """
    Something that ShipStation adds one day makes no sale.
    """
    verdict = judge(an_order(status="new_word"), Setup(), Surroundings())

    assert (verdict.state, verdict.reason) == (HELD, "not_shipped")


@pytest.mark.parametrize(
    ("around", "setup", "reason"),
    [
        (Surroundings(is_ours=True), Setup(), "ours"),
        (Surroundings(fed_stores={1}), Setup(), "ours"),
        (Surroundings(fed_stores={2}), Setup(), ""),
        (Surroundings(), Setup(stores=(2, 3)), "store"),
        (Surroundings(), Setup(stores=(1,)), ""),
        (Surroundings(is_part=True), Setup(), "part"),
        (Surroundings(), Setup(lock_date=date(2026, 3, 6)), "lock_date"),
        (Surroundings(), Setup(lock_date=date(2026, 3, 5)), ""),
    ],
)
def test_what_is_left_alone(around: Surroundings, setup: Setup, reason: str) -> None:
    """
    Each for its own reason, and it has ended.
    """
    verdict = judge(an_order(), setup, around)

    assert verdict.reason == reason
    assert verdict.state is (ENDED if reason else WAITING)


def test_the_lock_date_is_a_day_in_utc() -> None:
    """
    An evening in California is the next day.
    """
    evening = datetime(2026, 3, 6, 4, 0, tzinfo=UTC)

    verdict = judge(
        an_order(ordered_at=evening), Setup(lock_date=date(2026, 3, 6)), Surroundings()
    )

    assert verdict.state is WAITING
