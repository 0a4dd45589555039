"""
Ship notices: stored first, applied once.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.custom_store.export import Turns, export
from engine.custom_store.notices import UnknownOrder, apply_pending, receive
from engine.custom_store.run import is_unfinished, run
from engine.domain.outcome import Outcome
from engine.domain.records import Acknowledge, CustomStore
from engine.domain.sale import Invoice, ShipLine
from engine.domain.ship_plan import Impossible, ShipPlan
from engine.domain.windows import Window
from engine.ports.vendors import CannotAnswer, Rejected
from tests.unit.engine.builders import ORGANISATION, OTHER, a_sale, with_task
from tests.unit.engine.fakes import Bench

QUERY = {"order_number": "SO-00001", "carrier": "UPS", "tracking_number": "1Z9"}


@pytest.fixture
def offered(bench: Bench) -> Bench:
    """
    Return a bench whose one sale was offered.
    """
    bench.cin7_core.put(a_sale())
    export(bench.world, bench.store, Window(), page=1, turns=Turns())
    bench.cin7_core.calls.clear()
    return bench


def received(bench: Bench, **changes: str) -> Outcome:
    """
    Receive a notice without body.
    """
    return receive(bench.world, bench.store, b"", {**QUERY, **changes})


def written(bench: Bench) -> None:
    """
    Let the fake's sale be as the last plan says.
    """
    plan: ShipPlan = bench.cin7_core.plans[-1]
    sale = bench.cin7_core.documents["sale-SO-00001"]
    changed = with_task(sale, ship_status=plan.status, ship_lines=plan.lines)
    bench.cin7_core.documents[sale.sale_id] = changed


def test_a_notice_is_written_into_the_sale(offered: Bench) -> None:
    """
    One look at the sale, one write; the shipment is kept and logged.
    """
    outcome = received(offered)

    assert (outcome.kind, outcome.subject) == ("delivered", "SO-00001")
    assert offered.cin7_core.calls == ["sale sale-SO-00001", "ship task-so-00001"]
    (shipment,) = offered.world.ledger.shipments.all(ORGANISATION)
    assert (shipment.tracking_number, shipment.is_applied) == ("1Z9", True)


def test_the_same_notice_again_changes_nothing(offered: Bench) -> None:
    """
    A repeated notice costs no call.
    """
    received(offered)
    offered.cin7_core.calls.clear()

    assert received(offered).kind == "unchanged"
    assert offered.cin7_core.calls == []


def test_a_number_that_stands_there_is_not_written(offered: Bench) -> None:
    """
    After a lost reply the engine looks before it writes again.
    """
    lines = (ShipLine("Box 1", "UPS", "1Z9", is_shipped=True),)
    sale = with_task(a_sale(), ship_status="AUTHORISED", ship_lines=lines)
    offered.cin7_core.documents[sale.sale_id] = sale

    assert received(offered).reason == "known"
    assert offered.cin7_core.plans == []


def test_the_order_is_offered_no_more(offered: Bench) -> None:
    """
    At once, before the mirror hears of the tracking number.
    """
    received(offered)

    assert offered.world.ledger.mirror.count(ORGANISATION, Window()) == 0


def test_stored_means_success_while_cin7_core_is_silent(offered: Bench) -> None:
    """
    The notice waits and is applied by the next run.
    """
    offered.cin7_core.problem = CannotAnswer("silent")

    assert received(offered).reason == "waiting"
    assert is_unfinished(offered.world, ORGANISATION)
    offered.cin7_core.problem = None
    (outcome, *_) = run(offered.world, offered.store, patient=True)
    assert outcome.kind == "delivered"
    assert not offered.waiting()


def test_applied_means_failure_while_cin7_core_is_silent(offered: Bench) -> None:
    """
    ShipStation is told, and what it sends again finds the notice in the inbox.
    """
    store = replace(offered.store, acknowledge=Acknowledge.APPLIED)
    offered.world.ledger.custom_stores.put(store)
    offered.cin7_core.problem = CannotAnswer("silent")

    with pytest.raises(CannotAnswer):
        received(offered)

    offered.cin7_core.problem = None
    assert received(offered).kind == "delivered"
    assert len(offered.cin7_core.plans) == 1


def test_unknown_orders_are_refused(offered: Bench) -> None:
    """
    So are those of another organisation.
    """
    with pytest.raises(UnknownOrder, match="SO-9"):
        received(offered, order_number="SO-9")
    with pytest.raises(UnknownOrder):
        receive(offered.world, CustomStore(OTHER, is_enabled=True), b"", QUERY)


def test_a_voided_sale_refuses_and_says_why(offered: Bench) -> None:
    """
    The refusal stands in the log; a later attempt is judged anew.
    """
    offered.cin7_core.documents["sale-SO-00001"] = a_sale(status="VOIDED")

    with pytest.raises(Impossible, match="voided"):
        received(offered)

    assert offered.log()[-1] == ("SO-00001", "failed", "voided")
    assert apply_pending(offered.world, offered.store, patient=False) == []
    offered.cin7_core.documents["sale-SO-00001"] = a_sale()
    assert received(offered).kind == "delivered"


def test_two_notices_of_two_parcels_complete_the_order(offered: Bench) -> None:
    """
    The first is a part, the second the rest.
    """
    part = (
        b"<ShipNotice><OrderNumber>SO-00001</OrderNumber><Items><Item><SKU>MUG-1</SKU>"
    )
    part += b"<Quantity>1</Quantity></Item></Items></ShipNotice>"
    for number in ("1Z1", "1Z2"):
        query = {**QUERY, "tracking_number": number}
        receive(offered.world, offered.store, part, query)
        written(offered)

    assert [plan.status for plan in offered.cin7_core.plans] == [
        "PARTIALLY AUTHORISED",
        "AUTHORISED",
    ]
    assert offered.cin7_core.plans[-1].adds_tracking
    assert offered.cin7_core.plans[-1].lines[0].tracking_number == "1Z1,1Z2"


def test_one_worker_at_a_time_has_a_notice(offered: Bench) -> None:
    """
    A lease keeps the second away, and ends by itself.
    """
    offered.cin7_core.problem = CannotAnswer("silent")
    received(offered)
    (notice,) = offered.waiting()
    inbox, now = offered.world.ledger.inbox, offered.clock.now()
    offered.clock.advance(minutes=1)
    later = offered.clock.now()

    assert inbox.lease(notice, now=now, until=later)
    assert not inbox.lease(notice, now=now, until=later)
    assert inbox.lease(notice, now=later, until=later)


def test_the_cost_goes_to_the_invoice_if_the_setting_says_so(offered: Bench) -> None:
    """
    Without the setting the invoice is not touched.
    """
    draft = Invoice("DRAFT", task_id="bill-1")
    offered.cin7_core.documents["sale-SO-00001"] = a_sale(invoices=(draft,))
    body = b"<ShipNotice><ShippingCost>8.95</ShippingCost></ShipNotice>"
    receive(offered.world, offered.store, body, {**QUERY, "tracking_number": "1Z1"})
    assert offered.cin7_core.costs == []
    store = replace(offered.store, cost_to_invoice=True)

    outcome = receive(offered.world, store, body, QUERY)

    (cost,) = offered.cin7_core.costs
    assert (cost.task_id, str(cost.charges[0].price)) == ("bill-1", "8.95")
    assert "8.95 was added to the invoice" in outcome.detail


def test_the_store_has_names_of_carriers_of_its_own(offered: Bench) -> None:
    """
    Before those that all stores share.
    """
    store = replace(offered.store, carriers={"UPS": "Brown Vans"})

    receive(offered.world, store, b"", QUERY)

    assert offered.cin7_core.plans[0].lines[0].carrier == "Brown Vans"


def test_what_cin7_core_rejects_is_tried_again_later(offered: Bench) -> None:
    """
    Not each minute: a quarter of an hour later, or when ShipStation sends it again.
    """
    offered.cin7_core.problem = Rejected("no such carrier")
    received(offered)
    offered.cin7_core.problem = None

    assert offered.waiting() == []
    assert not is_unfinished(offered.world, ORGANISATION)
    offered.clock.advance(minutes=15)
    assert len(offered.waiting()) == 1
    assert received(offered).kind == "delivered"


def test_applied_is_not_said_while_another_is_at_it(offered: Bench) -> None:
    """
    Under *applied* a success means that Cin7 Core has it.
    """
    offered.cin7_core.problem = CannotAnswer("silent")
    received(offered)
    offered.cin7_core.problem = None
    (notice,) = offered.waiting()
    now = offered.clock.now()
    offered.world.ledger.inbox.lease(notice, now=now, until=now + timedelta(minutes=2))
    store = replace(offered.store, acknowledge=Acknowledge.APPLIED)

    assert received(offered).reason == "in_hand"
    with pytest.raises(CannotAnswer, match="not done yet"):
        receive(offered.world, store, b"", QUERY)
