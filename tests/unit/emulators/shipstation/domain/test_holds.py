"""
Holds, and what ends them.
"""

from dataclasses import replace
from datetime import date

import pytest

from emulators.shipstation.domain.holds import hold, restore
from tests.unit.emulators.shipstation.domain.test_order_entry import DRAFT, Desk

DAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("before", "sent", "after"),
    [
        ("awaiting_shipment", "awaiting_shipment", "on_hold"),
        ("awaiting_payment", "awaiting_payment", "on_hold"),
        ("awaiting_payment", "awaiting_shipment", "awaiting_shipment"),
        ("awaiting_shipment", "awaiting_payment", "awaiting_payment"),
        ("awaiting_shipment", "cancelled", "cancelled"),
        ("awaiting_shipment", "shipped", "shipped"),
    ],
)
def test_a_store_ends_a_hold_with_another_status(
    before: str, sent: str, after: str
) -> None:
    """
    The same status again leaves the order as it is held.
    """
    desk = Desk()
    order = desk.take(replace(DRAFT, status=before))
    hold(desk.account, order, until=DAY)

    desk.take(replace(DRAFT, status=sent))

    assert (order.status, order.held_from is None) == (after, after != "on_hold")
    assert (order.document["holdUntilDate"] is None) == (after != "on_hold")


def test_an_order_that_came_on_hold_awaits_its_shipment_when_restored() -> None:
    """
    Nobody knows where it was before.
    """
    desk = Desk()
    order = desk.take(replace(DRAFT, status="on_hold"))

    restored = restore(desk.account, order)

    assert (restored, order.status) == (True, "awaiting_shipment")
    assert restore(desk.account, order) is False
