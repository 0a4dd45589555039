"""
Promises to orders, over picks, shipments, undo and void.
"""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.availability import count_stock
from emulators.cin7_core.domain.defaults import WAREHOUSE
from emulators.cin7_core.domain.ending import undo_sale, void_sale
from emulators.cin7_core.domain.fulfilling import add_fulfilment, end_fulfilment
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale
from tests.unit.emulators.cin7_core.domain.trade import (
    account_with_stock,
    ordered,
    pack,
    pick,
    ship,
)


def _level(account: Account) -> tuple[Decimal, Decimal]:
    [level] = account.stock.levels()
    return level.on_hand, level.allocated


def _backorder(sale: Sale) -> Decimal:
    return sum((line.backorder for line in sale.order.lines), Decimal(0))


def test_the_oldest_sale_is_served_first() -> None:
    """
    New stock goes to the sale that has waited longest.
    """
    account = account_with_stock(0)
    first, second = ordered(account, 4), ordered(account, 4)

    count_stock(account, {"sku": "BELL", "location": WAREHOUSE, "quantity": 5})

    assert (Decimal(0), Decimal(3)) == (_backorder(first), _backorder(second))
    assert ("ORDERED", "BACKORDERED") == (first.words.status, second.words.status)


def test_a_void_serves_nobody_by_itself_but_frees_the_stock() -> None:
    """
    What it gives back is free for the next order.
    """
    account = account_with_stock(5)
    first = ordered(account, 5)
    void_sale(account, first)

    assert 0 == _backorder(ordered(account, 5))
    assert (Decimal(5), Decimal(5)) == _level(account)


def test_what_is_picked_is_not_promised_a_second_time() -> None:
    """
    The rest of the order stays on backorder until there is more.
    """
    account = account_with_stock(2)
    sale = ordered(account, 5)
    pick(account, sale, sale.fulfilments[0], 2)

    assert 3 == _backorder(sale)
    assert (Decimal(2), Decimal(2)) == _level(account)


def test_an_undone_shipment_is_promised_again() -> None:
    """
    The goods are back, and still this sale's.
    """
    account = account_with_stock(5)
    sale = ordered(account, 3, SaleType="Advanced")
    [task] = sale.fulfilments
    pick(account, sale, task, 3)
    pack(account, sale, task, 3)
    ship(account, sale, task)
    gone = _level(account)

    end_fulfilment(account, sale, task, void=False)

    assert (Decimal(2), Decimal(0)) == gone
    assert (Decimal(5), Decimal(3)) == _level(account)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("opksunvc"), st.integers(0, 2), st.integers(1, 6)),
        max_size=25,
    )
)
def test_the_ledger_is_balanced_whatever_happens(
    steps: list[tuple[str, int, int]],
) -> None:
    """
    Allocated is what live sales hold; on hand is what was counted and has not left.
    """
    account = account_with_stock(8)
    counted = Decimal(8)
    sales: list[Sale] = []
    for step, which, quantity in steps:
        if step == "o":
            sales.append(ordered(account, quantity, SaleType="Advanced"))
        elif step == "c":
            left = sum((m.quantity for s in sales for m in s.movements), Decimal(0))
            promised = _level(account)[1]
            counted = promised + quantity + left
            body = {"sku": "BELL", "location": WAREHOUSE}
            count_stock(account, {**body, "quantity": promised + quantity})
        elif sales:
            _take(account, sales[which % len(sales)], step, quantity)

    on_hand, allocated = _level(account)
    left = sum((m.quantity for s in sales for m in s.movements), Decimal(0))
    held = sum((q for s in sales for q in s.reserved.values()), Decimal(0))
    picked = sum((_picked(sale) for sale in sales), Decimal(0))
    assert (counted - left, held + picked - left) == (on_hand, allocated)
    for sale in sales:
        outstanding = _outstanding(sale)
        assert outstanding == sum(sale.reserved.values()) + _backorder(sale)


def _take(account: Account, sale: Sale, step: str, quantity: int) -> None:
    """
    Take a step with the last fulfilment; what is refused changes nothing.
    """
    task = sale.fulfilments[-1]
    try:
        match step:
            case "p":
                pick(account, sale, task, quantity)
            case "k":
                pack(account, sale, task, quantity)
            case "s":
                ship(account, sale, task)
            case "n":
                add_fulfilment(account, sale)
            case "u":
                end_fulfilment(account, sale, task, void=bool(quantity % 2))
            case "v":
                void_sale(account, sale) if quantity > 3 else undo_sale(account, sale)
    except Refused:
        pass


def _picked(sale: Sale) -> Decimal:
    return sum(
        (
            line.quantity
            for task in sale.fulfilments
            if task.pick.value == "AUTHORISED"
            for line in task.pick_lines
        ),
        Decimal(0),
    )


def _outstanding(sale: Sale) -> Decimal:
    wanted = sum((line.quantity for line in sale.order.lines), Decimal(0))
    return wanted - _picked(sale) if sale.is_ordered else Decimal(0)
