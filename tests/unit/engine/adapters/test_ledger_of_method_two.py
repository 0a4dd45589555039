"""
What the ledger remembers for method 2, on both databases.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.domain.method_policy import Method
from engine.domain.new_sale import BookDefaults
from engine.domain.records import (
    INBOUND,
    OUTBOUND,
    InboundOrder,
    InboundState,
    Intent,
    IntentState,
    MirroredSale,
    Origin,
    OutboundOrder,
    OutboundState,
    SeenShipment,
)
from engine.domain.ship_notice import ShippedItem
from tests.unit.engine.builders import NOON, ORGANISATION, OTHER
from tests.unit.engine.domain.orders import DEFAULTS
from tests.unit.engine.fakes import Bench

LATER = NOON + timedelta(minutes=5)
MUCH_LATER = NOON + timedelta(minutes=10)


def an_order(order_id: int, **changes: Any) -> InboundOrder:
    """
    Return an order that waits.
    """
    facts: dict[str, Any] = {
        "order_key": f"key-{order_id}",
        "order_number": f"W-{order_id}",
        "connection": "c-1",
        "state": InboundState.WAITING,
        "digest": "d",
    }
    return InboundOrder(order_id, **{**facts, **changes})


def a_fulfilment(task_id: str, **changes: Any) -> OutboundOrder:
    """
    Return a fulfilment that waits.
    """
    facts: dict[str, Any] = {
        "sale_id": "s-1",
        "sale_number": f"SO-{task_id}",
        "order_number": "SO-1",
        "state": OutboundState.WAITING,
    }
    return OutboundOrder(task_id, **{**facts, **changes})


def begun(bench: Bench, key: str = "k") -> Intent:
    """
    Begin to buy a label.
    """
    return bench.world.ledger.intents.begin(ORGANISATION, "label", key, at=NOON)


def test_an_intent_is_begun_once(bench: Bench) -> None:
    """
    Who begins it again is told of the first.
    """
    intents = bench.world.ledger.intents
    first = begun(bench)
    again = intents.begin(ORGANISATION, "label", "k", at=LATER)

    assert first == again == Intent("label", "k", IntentState.OPEN, NOON)
    assert intents.get(ORGANISATION, "label", "other") is None
    assert intents.get(OTHER, "label", "k") is None


def test_an_intent_is_leased_to_one(bench: Bench) -> None:
    """
    Until its lease ends, or it is settled.
    """
    intents = bench.world.ledger.intents
    intent = begun(bench)

    assert intents.lease(ORGANISATION, intent, now=NOON, until=LATER)
    assert not intents.lease(ORGANISATION, intent, now=NOON, until=LATER)
    assert intents.lease(ORGANISATION, intent, now=LATER, until=MUCH_LATER)
    intents.settle(ORGANISATION, intent, IntentState.DONE, result="7")
    assert not intents.lease(ORGANISATION, intent, now=MUCH_LATER, until=MUCH_LATER)


def test_what_is_settled_is_open_no_more(bench: Bench) -> None:
    """
    It keeps its result; what is dropped may happen again.
    """
    intents = bench.world.ledger.intents
    one, two = begun(bench, "1"), begun(bench, "2")
    intents.settle(ORGANISATION, one, IntentState.REFUSED, result="no")

    found = intents.get(ORGANISATION, "label", "1")
    assert found is not None
    assert (found.state, found.result) == (IntentState.REFUSED, "no")
    assert intents.open(ORGANISATION, "label") == [two]
    intents.drop(ORGANISATION, "label", "1")
    assert intents.get(ORGANISATION, "label", "1") is None


def test_an_order_comes_back_as_it_was_put(bench: Bench) -> None:
    """
    And is one row, however often it is put.
    """
    inbound = bench.world.ledger.inbound
    order = an_order(
        9_000_000_000,
        content="{}",
        latest="{}",
        paid=Decimal("12.3456"),
        sale_id="s",
        sale_number="SO-1",
        reason="stock",
        attempted_at=NOON,
    )
    inbound.put(ORGANISATION, an_order(9_000_000_000))
    inbound.put(ORGANISATION, order)

    assert inbound.known(ORGANISATION, [9_000_000_000, 8]) == {9_000_000_000: order}
    assert inbound.known(OTHER, [9_000_000_000]) == {}
    assert inbound.known(ORGANISATION, []) == {}


def test_orders_are_found_by_state_and_reason(bench: Bench) -> None:
    """
    Of one connection, oldest first, and from an id on.
    """
    inbound = bench.world.ledger.inbound
    for order in (
        an_order(3),
        an_order(1, state=InboundState.HELD, reason="stock"),
        an_order(2, state=InboundState.HELD, reason="unpaid"),
        an_order(4, state=InboundState.HELD, reason="stock"),
        an_order(5, state=InboundState.HELD, reason="stock", connection="c-2"),
        an_order(6, state=InboundState.SAVED),
    ):
        inbound.put(ORGANISATION, order)

    def ids(*reasons: str, after: int = 0, limit: int = 9) -> list[int]:
        found = inbound.in_state(
            "c-1", InboundState.HELD, reasons=reasons, after=after, limit=limit
        )
        return [one.order_id for one in found]

    assert ids() == [1, 2, 4]
    assert ids("stock") == [1, 4]
    assert ids("stock", after=1) == [4]
    assert ids("stock", "unpaid", limit=2) == [1, 2]
    assert [one.order_id for one in inbound.saved(ORGANISATION)] == [6]


def test_many_orders_are_known_at_once(bench: Bench) -> None:
    """
    More than a statement has room for.
    """
    inbound = bench.world.ledger.inbound
    with bench.world.ledger.transaction():
        for number in range(1, 1202):
            inbound.put(ORGANISATION, an_order(number))

    assert len(inbound.known(ORGANISATION, range(1, 5000))) == 1201


def test_another_connection_goes_on(bench: Bench) -> None:
    """
    With all that the first had.
    """
    inbound = bench.world.ledger.inbound
    inbound.put(ORGANISATION, an_order(1))
    inbound.put(ORGANISATION, an_order(2, connection="c-2"))

    inbound.hand_over("c-1", to="c-3")

    waiting = inbound.in_state("c-3", InboundState.WAITING, limit=9)
    assert [one.order_id for one in waiting] == [1]
    assert len(inbound.in_state("c-2", InboundState.WAITING, limit=9)) == 1


def test_links_are_noted_once(bench: Bench) -> None:
    """
    And asked for together.
    """
    inbound = bench.world.ledger.inbound
    inbound.link(ORGANISATION, 1, [3, 2])
    inbound.link(ORGANISATION, 1, [2])
    inbound.link(ORGANISATION, 4, [5])
    inbound.link(ORGANISATION, 6, [])

    assert inbound.linked(ORGANISATION, [1, 4, 6]) == {1: [2, 3], 4: [5]}
    assert inbound.linked(OTHER, [1]) == {}


def test_books_do_not_know_case(bench: Bench) -> None:
    """
    Names come back as they were asked for.
    """
    books = bench.world.ledger.books
    books.put_products(ORGANISATION, {"Bell-01 ": "p-1", "LAMP": "p-2"})
    books.put_products(ORGANISATION, {"bell-01": "p-3"})
    books.put_customers(ORGANISATION, {"Ann Lee": "c-1"})
    books.put_customers(ORGANISATION, {})

    assert books.products(ORGANISATION, ["BELL-01", "x"]) == {"BELL-01": "p-3"}
    assert books.customers(ORGANISATION, ["ANN LEE"]) == {"ANN LEE": "c-1"}
    assert books.customers(OTHER, ["Ann Lee"]) == {}


def test_defaults_are_read_once_in_a_while(bench: Bench) -> None:
    """
    They tell when they were read.
    """
    books = bench.world.ledger.books
    other = BookDefaults("EUR", "T", "1", "2", "X", "C", "U", "L")
    books.put_defaults(ORGANISATION, other, at=NOON)
    books.put_defaults(ORGANISATION, DEFAULTS, at=LATER)

    assert books.defaults(ORGANISATION) == (DEFAULTS, LATER)
    assert books.defaults(OTHER) is None


def test_a_fulfilment_is_one_row(bench: Bench) -> None:
    """
    It comes back as it was put last, with an id beyond 32 bits.
    """
    outbound = bench.world.ledger.outbound
    sent = a_fulfilment(
        "t-1",
        state=OutboundState.SENT,
        content="a",
        sent_content="a",
        attempted_at=NOON,
        order_id=9_000_000_000,
    )
    outbound.put_orders("c-1", [a_fulfilment("t-1"), a_fulfilment("t-2")])
    outbound.put_orders("c-1", [sent])
    outbound.put_orders("c-1", [])

    assert outbound.orders("c-1", "s-1") == {"t-1": sent, "t-2": a_fulfilment("t-2")}
    waiting = outbound.in_state("c-1", OutboundState.WAITING, limit=9)
    assert [one.task_id for one in waiting] == ["t-2"]
    assert outbound.in_state("c-2", OutboundState.WAITING, limit=9) == []


def test_sales_that_must_be_read(bench: Bench) -> None:
    """
    Earliest ShipBy first; what was read may be wanted again, unless a gate holds it.
    """
    outbound = bench.world.ledger.outbound
    sales = [
        MirroredSale(f"s-{n}", f"SO-{n}", "d", day, is_wanted=True)
        for n, day in ((1, None), (2, LATER.date()), (3, None), (4, NOON.date()))
    ]
    outbound.put_sales("c-1", sales)

    assert outbound.wanted("c-1", 3) == ["s-2", "s-4", "s-1"]
    for sale_id, gate in (("s-1", ""), ("s-2", "pack"), ("s-3", "location")):
        outbound.is_read("c-1", sale_id, held_back=gate)
    assert outbound.wanted("c-1", 9) == ["s-4"]
    outbound.want_again("c-1")
    assert outbound.wanted("c-1", 9) == ["s-4", "s-1", "s-3"]
    assert outbound.sales("c-1", ["s-2"])["s-2"].held_back == "pack"


def test_shipments_wait_until_their_time(bench: Bench) -> None:
    """
    With what is needed to apply them later.
    """
    shipments = bench.world.ledger.shipments
    waiting = SeenShipment(
        source="poll",
        external_id="1",
        order_number="W-1",
        task_id="",
        tracking_number="1Z9",
        carrier="ups",
        service="ground",
        cost=Decimal("7.80"),
        shipped_on=NOON.date(),
        items=(ShippedItem("BELL", 2),),
        is_applied=False,
        order_key="key-1",
        order_id=9_000_000_000,
        is_waiting=True,
    )
    shipments.see(ORGANISATION, waiting, at=NOON)

    def found(source: str = "poll", *, minutes: int = 0) -> list[SeenShipment]:
        now = NOON + timedelta(minutes=minutes)
        return list(shipments.waiting(ORGANISATION, source, now=now, limit=9))

    assert found() == [waiting]
    assert found("label") == []
    shipments.settle(ORGANISATION, replace(waiting, retry_at=LATER))
    assert found() == []
    assert len(found(minutes=5)) == 1
    shipments.settle(ORGANISATION, replace(waiting, is_waiting=False, is_applied=True))
    assert found(minutes=5) == []


@pytest.mark.parametrize("direction", [INBOUND, OUTBOUND])
def test_origins_are_found_by_the_order_of_shipstation(
    bench: Bench, direction: str
) -> None:
    """
    In both directions; one that was created has its id later.
    """
    orders = bench.world.ledger.orders
    origin = Origin(
        direction=direction,
        method=Method.SHIPSTATION_STORE,
        sale_id="s-1",
        task_id="t-1",
        sale_number="SO-1",
        order_number="W-1",
        first_seen_at=NOON,
        shipstation_order_id="7" if direction == INBOUND else "",
    )
    assert orders.add(ORGANISATION, origin)
    assert not orders.add(ORGANISATION, origin)
    orders.is_at(ORGANISATION, "t-1", order_id=7)

    [found] = orders.of_shipstation(ORGANISATION, [7, 8])

    assert (found.direction, found.sale_id) == (direction, "s-1")
    assert orders.of_shipstation(ORGANISATION, []) == []
    assert orders.of_shipstation(OTHER, [7]) == []
    assert set(orders.left(ORGANISATION, ["t-1"])) == (
        {"t-1"} if direction == OUTBOUND else set()
    )
