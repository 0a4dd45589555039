"""
The words of a sale, step by step.
"""

from collections.abc import Callable

from emulators.cin7_core.domain.ordering import create_sale
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.status import words_of
from emulators.cin7_core.domain.words import Words
from emulators.cin7_core.profile import Profile
from tests.unit.emulators.cin7_core.domain.trade import (
    account_with_stock,
    ordered,
    pack,
    pick,
    ship,
)


def test_nothing_is_available_before_the_order() -> None:
    """
    Only the sale itself has a word.
    """
    sale = create_sale(account_with_stock(), {"Customer": "Kestrel"})

    assert Words(status="ESTIMATED") == sale.words


def test_an_untouched_order_is_not_anything_yet() -> None:
    """
    NOT PICKED, NOT PACKED, NOT SHIPPED, NOT INVOICED.
    """
    sale = ordered(account_with_stock(), 3)

    assert (
        Words(
            status="ORDERED",
            order="AUTHORISED",
            picking="NOT PICKED",
            packing="NOT PACKED",
            shipping="NOT SHIPPED",
            fulfilment="NOT FULFILLED",
            invoice="NOT INVOICED",
        )
        == sale.words
    )


def test_a_part_of_it_is_a_part() -> None:
    """
    Two of three picked, packed and shipped.
    """
    account = account_with_stock()
    sale = ordered(account, 3)
    [task] = sale.fulfilments
    seen = []
    steps: tuple[Callable[[], None], ...] = (
        lambda: pick(account, sale, task, 2),
        lambda: pack(account, sale, task, 2),
        lambda: ship(account, sale, task),
    )
    for step in steps:
        step()
        words = sale.words
        seen.append((words.picking, words.packing, words.shipping))

    assert [
        ("PARTIALLY PICKED", "NOT PACKED", "NOT SHIPPED"),
        ("PARTIALLY PICKED", "PARTIALLY PACKED", "NOT SHIPPED"),
        ("PARTIALLY PICKED", "PARTIALLY PACKED", "PARTIALLY SHIPPED"),
    ] == seen
    assert ("AUTHORISED", "PARTIALLY FULFILLED") == (
        sale.words.order,
        sale.words.fulfilment,
    )


def test_a_draft_is_under_way() -> None:
    """
    Of a pick, a pack and a shipment.
    """
    account = account_with_stock()
    sale = ordered(account, 3)
    [task] = sale.fulfilments
    pick(account, sale, task, 3)
    task.pack = Stage.DRAFT
    packing = words_of(sale, Profile())
    pack(account, sale, task, 3)
    task.ship = Stage.DRAFT
    shipping = words_of(sale, Profile())

    assert ("PACKING", "PACKING") == (packing.status, packing.packing)
    assert ("SHIPPING", "SHIPPING") == (shipping.status, shipping.shipping)
    assert (False, True) == (packing.is_ready, shipping.is_ready)


def test_an_advanced_sale_stays_ordered() -> None:
    """
    However far its fulfilments are.
    """
    account = account_with_stock()
    sale = ordered(account, 3, SaleType="Advanced")
    [task] = sale.fulfilments
    pick(account, sale, task, 3)
    pack(account, sale, task, 3)
    packed = sale.words.status
    ship(account, sale, task)

    assert ("ORDERED", "ORDERED", "SHIPPED") == (
        packed,
        sale.words.status,
        sale.words.shipping,
    )
