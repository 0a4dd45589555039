"""
The mirror: what it reads, what it holds, and what it spares.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.custom_store.export import Turns, export
from engine.custom_store.mirror import is_complete, refresh
from engine.domain.outcome import Outcome
from engine.domain.sale import ShipLine
from engine.domain.windows import Window
from engine.flows.budget import catch_up_budget, slice_budget
from engine.ports.vendors import CannotAnswer
from tests.unit.engine.builders import AUSTIN, ORGANISATION, a_row, a_sale, with_task
from tests.unit.engine.fakes import Bench

ALWAYS = Window()


def refreshed(bench: Bench) -> list[Outcome]:
    """
    Refresh the mirror by one slice.
    """
    budget = slice_budget(bench.clock)
    return refresh(bench.world, bench.store, bench.cin7_core, budget=budget)


def offered(bench: Bench) -> list[tuple[str, str]]:
    """
    Return what the store offers: order number and word.
    """
    orders = bench.world.ledger.mirror.page(ORGANISATION, ALWAYS, offset=0, limit=100)
    return [(one.order_number, one.status_word) for one in orders]


def exported(bench: Bench) -> str:
    """
    Return an export of all times.
    """
    return export(bench.world, bench.store, ALWAYS, page=1, turns=Turns())


def changed(bench: Bench, number: str = "SO-00001", **changes: Any) -> None:
    """
    Change the one fulfilment of a sale, as somebody at Cin7 Core does.
    """
    before = bench.cin7_core.documents[f"sale-{number}"]
    sale = with_task(before, **changes)
    count = len(bench.cin7_core.calls)
    bench.cin7_core.put(sale, a_row(sale, version=count + 2))


def test_a_sale_that_passes_is_offered(bench: Bench) -> None:
    """
    One call for each list, of sales and of products, one for the sale.
    """
    bench.cin7_core.put(a_sale())

    refreshed(bench)

    assert offered(bench) == [("SO-00001", "authorised")]
    assert bench.cin7_core.calls == [
        "ready 1",
        "updated 12:00 1",
        "products 1",
        "sale sale-SO-00001",
    ]


def test_an_unchanged_sale_costs_no_call(bench: Bench) -> None:
    """
    The second listing reaches back a little and reads nothing again.
    """
    bench.cin7_core.put(a_sale())
    refreshed(bench)
    bench.clock.advance(minutes=15)

    assert refreshed(bench) == []
    assert bench.cin7_core.calls[4:] == ["updated 11:55 1", "products 11:55 1"]


@pytest.mark.parametrize(
    ("change", "gate"),
    [
        ({"order_status": "DRAFT"}, "order"),
        ({"packing_status": "NOT PACKED"}, "pack"),
        ({"tracking_numbers": "1Z9"}, "tracking"),
        ({"type": "Service Sale"}, "service_sale"),
        ({"status": "VOIDED"}, "voided"),
    ],
)
def test_a_row_that_cannot_pass_costs_no_call(
    bench: Bench, change: dict[str, Any], gate: str
) -> None:
    """
    The row decides, and the log says which gate held it.
    """
    sale = a_sale()
    bench.cin7_core.put(sale, a_row(sale, **change))

    refreshed(bench)

    assert offered(bench) == []
    assert bench.log() == [("SO-00001", "held_back", gate)]
    assert not any(call.startswith("sale ") for call in bench.cin7_core.calls)


def test_a_hold_back_is_logged_once(bench: Bench) -> None:
    """
    The same gate is not told at each refresh; another one is.
    """
    sale = a_sale(shipping=replace(AUSTIN, city=""))
    bench.cin7_core.put(sale)
    refreshed(bench)
    bench.cin7_core.put(sale, a_row(sale, 2))
    refreshed(bench)
    bench.cin7_core.put(replace(sale, shipping=replace(AUSTIN, country="Atlantis")))
    bench.cin7_core.rows[sale.sale_id] = a_row(sale, 3)
    refreshed(bench)

    reasons = [reason for _, _, reason in bench.log()]
    assert reasons == ["address", "country"]


def test_one_bad_order_leaves_the_others_alone(bench: Bench) -> None:
    """
    What cannot be told is held back; the rest is offered.
    """
    bench.cin7_core.put(a_sale("SO-1", shipping=replace(AUSTIN, country="Atlantis")))
    bench.cin7_core.put(a_sale("SO-2"))

    refreshed(bench)

    assert offered(bench) == [("SO-2", "authorised")]


def test_the_moment_moves_only_with_the_content(bench: Bench) -> None:
    """
    A change that ShipStation cannot see brings no order into a new window.
    """
    bench.cin7_core.put(a_sale())
    refreshed(bench)
    before = bench.world.ledger.mirror.orders(ORGANISATION, "sale-SO-00001")
    bench.clock.advance(minutes=5)
    changed(bench)
    refreshed(bench)
    same = bench.world.ledger.mirror.orders(ORGANISATION, "sale-SO-00001")
    bench.cin7_core.put(a_sale(note="Very fragile"), a_row(a_sale(), 99))
    refreshed(bench)
    moved = bench.world.ledger.mirror.orders(ORGANISATION, "sale-SO-00001")

    assert before == same
    assert moved["task-so-00001"].changed_at == bench.clock.now()


def test_tracking_typed_by_hand_takes_the_order_back(bench: Bench) -> None:
    """
    The catch-up before an export sees it.
    """
    bench.cin7_core.put(a_sale())
    refreshed(bench)
    changed(bench, ship_lines=(ShipLine("Box 1", "UPS", "1Z9"),))

    assert "SO-00001" not in exported(bench)


def test_a_voided_sale_is_told_once_it_was_offered(bench: Bench) -> None:
    """
    What ShipStation has is cancelled there; what it has not is only held.
    """
    bench.cin7_core.put(a_sale("SO-1"))
    exported(bench)
    bench.cin7_core.put(a_sale("SO-2"))
    for number in ("SO-1", "SO-2"):
        sale = a_sale(number, status="VOIDED")
        bench.cin7_core.put(sale, a_row(sale, 2))

    document = exported(bench)

    assert offered(bench) == [("SO-1", "voided")]
    assert "<OrderStatus><![CDATA[voided]]></OrderStatus>" in document


def test_a_voided_fulfilment_is_told_with_its_last_content(bench: Bench) -> None:
    """
    A voided fulfilment has no lines any more; ShipStation is told those it knows.
    """
    bench.cin7_core.put(a_sale())
    exported(bench)
    changed(bench, pack_status="VOIDED", pack_lines=(), ship_lines=())

    assert "MUG-1" in exported(bench)
    assert offered(bench) == [("SO-00001", "voided")]


def test_shipped_without_tracking_is_told_after_the_offer(bench: Bench) -> None:
    """
    Staff has sent it in another way.
    """
    bench.cin7_core.put(a_sale())
    exported(bench)
    left = (ShipLine("Box 1", is_shipped=True),)
    changed(bench, ship_status="AUTHORISED", ship_lines=left)
    exported(bench)

    assert offered(bench) == [("SO-00001", "shipped")]


def test_what_came_from_shipstation_does_not_go_back(bench: Bench) -> None:
    """
    The sale's external id tells it even if the ledger was lost.
    """
    bench.cin7_core.put(a_sale(external_id="shipstation:12"))

    refreshed(bench)

    assert bench.log() == [("SO-00001", "held_back", "imported")]


def test_a_catch_up_makes_five_calls(bench: Bench) -> None:
    """
    Two lists and three sales; the run does the rest.
    """
    for number in range(9):
        bench.cin7_core.put(a_sale(f"SO-{number}"))

    document = exported(bench)

    assert len(bench.cin7_core.calls) == 5
    assert document.count("<Order>") == 3
    assert not is_complete(bench.world, ORGANISATION)
    refreshed(bench)
    assert exported(bench).count("<Order>") == 9


def test_the_earliest_ship_by_is_read_first(bench: Bench) -> None:
    """
    What must leave soon is offered soon.
    """
    days = {"SO-1": None, "SO-2": 9, "SO-3": 4}
    for number, day in days.items():
        sale = a_sale(number)
        ship_by = bench.clock.now().date() + timedelta(days=day) if day else None
        bench.cin7_core.put(sale, a_row(sale, ship_by=ship_by))

    refreshed(bench)

    read = [call for call in bench.cin7_core.calls if call.startswith("sale ")]
    assert read == ["sale sale-SO-3", "sale sale-SO-2", "sale sale-SO-1"]


def test_a_budget_ends_by_time_too(bench: Bench) -> None:
    """
    After five seconds no call begins.
    """
    budget = catch_up_budget(bench.clock)

    assert budget.spend()
    bench.clock.advance(seconds=6)
    assert not budget.spend()


def test_an_export_fails_while_cin7_core_is_silent(bench: Bench) -> None:
    """
    Nothing older is told in its place, and the next attempt tells everything.
    """
    bench.cin7_core.put(a_sale())
    bench.cin7_core.problem = CannotAnswer("Cin7 Core did not answer in time")

    with pytest.raises(CannotAnswer):
        exported(bench)

    bench.cin7_core.problem = None
    assert "SO-00001" in exported(bench)


def test_the_same_window_answers_the_same(bench: Bench) -> None:
    """
    An export changes nothing that ShipStation sees.
    """
    bench.cin7_core.put(a_sale())

    first = exported(bench)
    bench.clock.advance(minutes=5)

    assert first == exported(bench)
    assert [o.task_id for o in bench.world.ledger.orders.all()] == ["task-so-00001"]


def test_a_sale_that_cannot_be_read_stops_no_other(bench: Bench) -> None:
    """
    It is put aside with the reason, and asked for again when its row changes.
    """
    bench.cin7_core.put(a_sale("SO-00001"))
    bench.cin7_core.put(a_sale("SO-00002"))
    bench.cin7_core.unreadable.add("sale-SO-00001")

    refreshed(bench)

    assert offered(bench) == [("SO-00002", "authorised")]
    assert bench.log() == [("SO-00001", "failed", "unreadable")]
    assert is_complete(bench.world, ORGANISATION)
    bench.cin7_core.unreadable.clear()
    bench.cin7_core.put(a_sale("SO-00001"), a_row(a_sale("SO-00001"), 2))
    refreshed(bench)
    assert len(offered(bench)) == 2
