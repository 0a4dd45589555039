"""
*Resend to ShipStation*, and what a person sees of a sale.
"""

from dataclasses import replace

import pytest

from engine.custom_store.export import Turns, export
from engine.custom_store.resend import ResendHidden, UnknownSale, resend, view
from engine.domain.sale import Sale, ShipLine
from engine.domain.windows import Window
from tests.unit.engine.builders import ORGANISATION, a_fulfilment, a_sale, with_task
from tests.unit.engine.fakes import Bench, at


def authorised(number: str = "SO-00001") -> Sale:
    """
    Return a sale whose shipment is authorised, without a tracking number.
    """
    return with_task(a_sale(number), ship_status="AUTHORISED")


def exported_since(bench: Bench, minute: int) -> str:
    """
    Return an export from the minute on.
    """
    return export(bench.world, bench.store, Window(at(minute)), page=1, turns=Turns())


def test_a_sale_is_in_the_next_window_again(bench: Bench) -> None:
    """
    It left before; touched, it is in a window that begins later.
    """
    bench.cin7_core.put(authorised())
    exported_since(bench, 0)
    bench.clock.advance(minutes=30)
    assert "SO-00001" not in exported_since(bench, 20)

    marked = resend(bench.world, bench.store, "SO-00001")

    assert [(one.order_number, one.is_offered) for one in marked] == [
        ("SO-00001", True)
    ]
    assert "SO-00001" in exported_since(bench, 20)
    assert bench.log()[-1] == ("SO-00001", "delivered", "resend")


def test_a_sale_older_than_the_window_is_looked_for(bench: Bench) -> None:
    """
    The mirror never listed it: one search, one look.
    """
    bench.cin7_core.put(authorised())

    resend(bench.world, bench.store, "SO-00001")

    assert bench.cin7_core.calls == ["find SO-00001", "sale sale-SO-00001"]
    assert bench.world.ledger.mirror.count(ORGANISATION, Window()) == 1


def test_it_does_not_pass_the_tracking_gate(bench: Bench) -> None:
    """
    Nothing is marked, and the gate is told.
    """
    lines = (ShipLine("Box 1", "UPS", "1Z9"),)
    bench.cin7_core.put(with_task(authorised(), ship_lines=lines))

    (order,) = resend(bench.world, bench.store, "SO-00001")

    assert (order.is_offered, order.held_back) == (False, "tracking")


def test_it_is_hidden_until_a_shipment_is_authorised(bench: Bench) -> None:
    """
    A draft is offered by itself and cannot be resent.
    """
    bench.cin7_core.put(a_sale())

    with pytest.raises(ResendHidden, match="authorise its shipment"):
        resend(bench.world, bench.store, "SO-00001")

    assert not view(bench.world, bench.store, "SO-00001").resend_visible


def test_an_unknown_sale_is_a_sentence(bench: Bench) -> None:
    """
    The number is looked for exactly.
    """
    with pytest.raises(UnknownSale, match="SO-9"):
        view(bench.world, bench.store, "SO-9")


def test_looking_changes_nothing(bench: Bench) -> None:
    """
    A sale that was looked at is offered no sooner.
    """
    bench.cin7_core.put(authorised())

    seen = view(bench.world, bench.store, "SO-00001")

    assert seen.resend_visible
    assert [one.status_word for one in seen.orders] == ["authorised"]
    assert seen.offered == frozenset()
    assert bench.world.ledger.mirror.count(ORGANISATION, Window()) == 0


def test_each_fulfilment_has_its_own_gate(bench: Bench) -> None:
    """
    The first is offered, the second is not packed.
    """
    tasks = (
        a_fulfilment("task-1", ship_status="AUTHORISED"),
        a_fulfilment("task-2", number=2, pack_status="DRAFT"),
    )
    bench.cin7_core.put(replace(a_sale(), type="Advanced Sale", fulfilments=tasks))
    exported_since(bench, 0)

    seen = view(bench.world, bench.store, "SO-00001")

    assert [one.held_back for one in seen.orders] == ["", "pack"]
    assert seen.offered == {"task-1"}
