"""
What refunds put onto credit notes.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.domain.new_sale import NewCreditNote
from engine.domain.refund import (
    Credited,
    Refund,
    credit_note,
    credited,
    notes_of,
    refund_mark,
    refund_of,
)
from engine.domain.sale import CreditNote, Invoice, OrderLine, PackLine, Sale, ShipLine
from engine.domain.store_order import StoreItem, StoreOrder
from tests.unit.engine.builders import a_fulfilment, a_sale
from tests.unit.engine.domain.orders import an_item, an_order

BELL = OrderLine("p-bell", "BELL", Decimal(3), Decimal(10), tax=Decimal(6))
LAMP = OrderLine("p-lamp", "LAMP", Decimal(1), Decimal(5))


def sold(*, is_shipped: bool = True, notes: tuple[CreditNote, ...] = ()) -> Sale:
    """
    Return a sale of three bells and a lamp, for 41.
    """
    picked = (
        PackLine("p-bell", "BELL", "", Decimal(2), location="Main: A", batch="B1"),
        PackLine("p-bell", "BELL", "", Decimal(1), location="North"),
        PackLine("p-lamp", "LAMP", "", Decimal(1), location="Main"),
    )
    task = a_fulfilment(
        pick_lines=picked, ship_lines=(ShipLine("Box 1", is_shipped=is_shipped),)
    )
    return a_sale(
        order_lines=(BELL, LAMP),
        total=Decimal(41),
        location="Main",
        fulfilments=(task,),
        invoices=(Invoice("VOIDED", number="I-0"), Invoice("PAID", number="I-1")),
        credit_notes=notes,
    )


def bought(bells: int = 3, lamps: int = 1, paid: str = "41") -> StoreOrder:
    """
    Return the order as it is listed.
    """
    return an_order(
        an_item("bell", bells), an_item("LAMP", lamps, "5"), paid=Decimal(paid)
    )


def refund(latest: StoreOrder, *, paid: str = "41", most: str = "41") -> Refund:
    """
    Return what was given back since.
    """
    done = Credited(Decimal(paid))
    return refund_of(bought(), latest, done=done, most=Decimal(most))


def note_of(sale: Sale, back: Refund, *, ignores: bool = False) -> NewCreditNote:
    """
    Return the credit note.
    """
    return credit_note(
        sale,
        back,
        memo="m",
        today=date(2026, 3, 9),
        tax_rule="T",
        ignores_unshipped=ignores,
    )


def comes_to(note: NewCreditNote) -> Decimal:
    """
    Return what is credited.
    """
    lines = sum((one.total + one.tax for one in note.lines), Decimal(0))
    return lines + sum((one.amount for one in note.charges), Decimal(0))


def test_all_paid_back_is_all_items() -> None:
    """
    Whatever the lines say: the order is off.
    """
    back = refund(bought(paid="0"))

    assert back == Refund(Decimal(41), (("bell", 3), ("lamp", 1)))


def test_fewer_items_are_those_that_it_was_paid_for() -> None:
    """
    The rest of the amount is a charge, which may be below zero.
    """
    back = refund(bought(bells=2, paid="30"))
    note = note_of(sold(), back)

    assert back.items == (("bell", 1),)
    assert [(one.sku, int(one.quantity), one.tax) for one in note.lines] == [
        ("BELL", 1, Decimal(2))
    ]
    assert [one.amount for one in note.charges] == [Decimal(-1)]
    assert (comes_to(note), note.invoice_number) == (Decimal(11), "I-1")


def test_a_goodwill_is_a_charge() -> None:
    """
    No goods come back for it.
    """
    note = note_of(sold(), refund(bought(paid="36")))

    assert (note.lines, note.restock, comes_to(note)) == ((), (), Decimal(5))


def test_what_was_paid_beyond_the_sale_is_not_credited() -> None:
    """
    Only what the sale comes to.
    """
    assert refund(bought(paid="45"), paid="50").amount == 0
    assert refund(bought(paid="40"), paid="50").amount == 1


def test_a_second_refund_goes_on_where_the_first_ended() -> None:
    """
    The memo tells how far the first has come, and its lines what it took back.
    """
    order = bought()
    first = CreditNote(
        "n-1", "AUTHORISED", refund_mark(7, Decimal("29.00")), items=(("BELL", 1),)
    )
    others = (
        CreditNote("n-2", "AUTHORISED", "by hand"),
        CreditNote("n-3", "VOIDED", refund_mark(7, Decimal(1))),
        CreditNote("n-4", "AUTHORISED", refund_mark(77, Decimal(1))),
        CreditNote("n-5", "AUTHORISED", refund_mark(7, Decimal(41))),
        CreditNote("n-6", "AUTHORISED", "ShipStation order 7: refunded down to x"),
    )

    found = notes_of(7, (first, *others), paid=Decimal(41))
    done = credited(7, found, paid=Decimal(41))
    back = refund_of(order, bought(1, 1, "17"), done=done, most=Decimal(41))

    assert found == [first]
    assert done == Credited(Decimal(29), Counter(bell=1))
    assert back == Refund(Decimal(12), (("bell", 1),))


@given(
    bells=st.integers(0, 3),
    lamps=st.integers(0, 1),
    levels=st.lists(st.integers(0, 4100), min_size=1, max_size=4),
)
def test_refunds_never_credit_more_than_was_paid(
    bells: int, lamps: int, levels: list[int]
) -> None:
    """
    However many there are, together they are what was paid back.
    """
    notes: list[CreditNote] = []
    total = Decimal(0)
    for level in sorted({Decimal(one) / 100 for one in levels}, reverse=True):
        latest = replace(bought(bells, lamps), paid=level)
        done = credited(7, notes, paid=Decimal(41))
        back = refund_of(bought(), latest, done=done, most=Decimal(41))
        made = note_of(sold(notes=tuple(notes)), back)
        total += comes_to(made)
        counted = tuple((one.sku, int(one.quantity)) for one in made.lines)
        memo = refund_mark(7, level)
        notes.append(CreditNote(f"n-{level}", "AUTHORISED", memo, items=counted))

    assert total == 41 - min(Decimal(one) / 100 for one in levels)
    back_in_all = Counter[str]()
    for note in notes:
        back_in_all.update(dict(note.items))
    assert back_in_all["BELL"] <= 3
    assert back_in_all["LAMP"] <= 1


def test_goods_come_back_to_where_they_were_picked() -> None:
    """
    By place and batch; what came back before is not counted again.
    """
    before = CreditNote("n-1", "AUTHORISED", "by hand", restocked=(("BELL", 1),))
    back = Refund(Decimal(20), (("bell", 2),))

    note = note_of(sold(notes=(before,)), back)

    assert [(int(one.quantity), one.location, one.batch) for one in note.restock] == [
        (1, "Main: A", "B1"),
        (1, "North", ""),
    ]


def test_goods_that_never_left() -> None:
    """
    They are asked for, so that Cin7 Core refuses; with the setting they are not.
    """
    back = Refund(Decimal(10), (("BELL", 1),))

    asked = note_of(sold(is_shipped=False), back)

    assert [(int(one.quantity), one.location) for one in asked.restock] == [(1, "Main")]
    assert note_of(sold(is_shipped=False), back, ignores=True).restock == ()


def test_an_adjustment_is_no_item_to_give_back() -> None:
    """
    Nor is a line without a SKU.
    """
    extra = (StoreItem("", "Gift card", 2), an_item("OFF", is_adjustment=True))
    order = an_order(an_item(), *extra, paid=Decimal(10))

    back = refund_of(
        order,
        replace(order, paid=Decimal(0)),
        done=Credited(Decimal(10)),
        most=Decimal(10),
    )

    assert back.items == (("bell", 1),)
