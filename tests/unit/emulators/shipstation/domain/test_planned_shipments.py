"""
What is still to be shipped of an order that was split.
"""

from dataclasses import replace

import pytest

from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.planned_shipments import planned_shipments
from tests.unit.emulators.shipstation.domain.test_order_entry import (
    DRAFT,
    Desk,
    line_draft,
)


def _order() -> Order:
    lines = [line_draft("1", "MUG", quantity=5), line_draft("2", "HAT")]
    return Desk().take(replace(DRAFT, lines=lines))


def _shown(order: Order) -> list[dict[str | None, int]]:
    return [
        {line.draft.sku: quantity for line, quantity in shipment}
        for shipment in planned_shipments(order)
    ]


def test_an_order_that_was_not_split_has_one() -> None:
    """
    With everything in it.
    """
    assert _shown(_order()) == [{"MUG": 5, "HAT": 1}]


@pytest.mark.parametrize(
    ("shipped", "expected"),
    [
        ((0, 0), [{"MUG": 2}, {"MUG": 3}, {"HAT": 1}]),
        ((2, 0), [{"MUG": 3}, {"HAT": 1}]),
        ((0, 1), [{"MUG": 2}, {"MUG": 3}]),
        ((4, 0), [{"MUG": 1}, {"HAT": 1}]),
        ((5, 1), []),
    ],
)
def test_a_split_order_has_what_was_not_split_off_first(
    shipped: tuple[int, int], expected: list[dict[str | None, int]]
) -> None:
    """
    What has a label is planned no longer, whichever label that was.
    """
    order = _order()
    mug, hat = (line.line_id for line in order.lines)
    order.parts = [{mug: 3}, {hat: 1}]

    order.shipped_quantities = {mug: shipped[0], hat: shipped[1]}

    assert _shown(order) == expected
