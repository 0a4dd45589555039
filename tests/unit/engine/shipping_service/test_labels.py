"""
Labels: one for each package, never a second one, and what goes wrong on the way.
"""

from dataclasses import replace
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest

from engine.connections.maintain import disconnect
from engine.domain.labels import LabelState
from engine.domain.method_policy import Method
from engine.domain.records import INBOUND, OUTBOUND, Origin
from engine.domain.sale import ShipLine
from engine.domain.service import DocumentNumber, Mode, ShippingService
from engine.domain.store_order import StoreOrder
from engine.ports.vendors import (
    CannotAnswer,
    CreatedOrder,
    CredentialsRefused,
    PageBroken,
    Rejected,
    Throttled,
    Verdict,
)
from engine.shipping_service.desk import open_desk
from engine.shipping_service.freight import open_counter
from engine.shipping_service.labels import buy_labels
from engine.shipping_service.problems import InTheWay, NotHere, Unusable
from engine.shipping_service.run import run
from engine.shipping_service.voids import void_label
from tests.unit.engine.builders import MUG, NOON, OTHER, with_task
from tests.unit.engine.fakes import Bench
from tests.unit.engine.shipping_service.desks import (
    GOODS,
    HEAVY_BELL,
    SERVICE,
    TASK,
    WISH,
    a_shop,
    connects,
    desk_of,
    in_boxes,
    numbers,
    parcels_of,
    shop_of,
)

THREE = (MUG, HEAVY_BELL, replace(MUG, box="Box 3"))


def buys(bench: Bench, **changes: object) -> list[str]:
    """
    Press Create label, and return the boxes that have one.
    """
    made = buy_labels(desk_of(bench.world), GOODS, replace(WISH, **changes))  # type: ignore[arg-type]
    return [one.box for one in made.labels]


def calls(bench: Bench) -> list[str]:
    """
    Return what ShipStation was asked since the last look.
    """
    asked = parcels_of(bench).calls[:]
    parcels_of(bench).calls.clear()
    return asked


def origin(direction: str, method: Method, **more: Any) -> Origin:
    """
    Return where the sale came from, or went.
    """
    told: dict[str, Any] = {"task_id": TASK, "order_number": "SO-00001", **more}
    return Origin(
        direction=direction,
        method=method,
        sale_id="sale-SO-00001",
        sale_number="SO-00001",
        first_seen_at=NOON,
        **told,
    )


def a_store_order(order_id: int, key: str, number: str = "SO-00001") -> StoreOrder:
    """
    Return an order that ShipStation has.
    """
    return StoreOrder(order_id, key, number, "awaiting_shipment", NOON)


def test_a_label_costs_one_purchase_and_an_order_one_call() -> None:
    """
    Three boxes: one order, three purchases, one write to Cin7 Core.
    """
    bench = a_shop(*THREE)
    bench.cin7_core.calls.clear()

    assert buys(bench) == ["Box 1", "Box 2", "Box 3"]
    assert calls(bench) == ["create 1", "buy Box 1", "buy Box 2", "buy Box 3"]
    assert bench.cin7_core.calls == [
        "me",
        "find SO-00001",
        "sale sale-SO-00001",
        f"ship {TASK}",
    ]
    assert numbers(bench) == ["94-1", "94-2", "94-3"]


def test_a_second_press_buys_nothing() -> None:
    """
    Not even a call goes to ShipStation.
    """
    bench = a_shop(*THREE)
    buys(bench)
    calls(bench)

    assert buys(bench) == ["Box 1", "Box 2", "Box 3"]
    assert calls(bench) == []


def test_of_two_presses_at_once_one_buys() -> None:
    """
    The other is told to ask again.
    """
    bench = a_shop()
    parcels = parcels_of(bench)
    told: list[str] = []
    sell = parcels.buy_label

    def press() -> None:
        try:
            buys(bench)
        except InTheWay as problem:
            told.append(problem.code)

    def slowly(*args: object, **named: object) -> object:
        other = Thread(target=press)
        other.start()
        other.join()
        return sell(*args, **named)  # type: ignore[arg-type]

    parcels.buy_label = slowly  # type: ignore[assignment]
    buys(bench)

    assert told == ["in_hand"]
    assert len(parcels.purchases_made) == 1


def test_a_failure_keeps_what_was_bought() -> None:
    """
    The third is not tried, and the next press buys the last two.
    """
    bench = a_shop(*THREE)
    parcels_of(bench).refusals = [None, PageBroken("the wallet is empty")]

    made = buy_labels(desk_of(bench.world), GOODS, WISH)
    first = calls(bench)

    assert [one.box for one in made.labels] == ["Box 1"]
    assert (made.box, "wallet is empty" in made.problem) == ("Box 2", True)
    assert first == ["create 1", "buy Box 1", "buy Box 2", "purchases 100"]
    assert numbers(bench) == ["94-1", "", ""]
    assert buys(bench) == ["Box 1", "Box 2", "Box 3"]
    assert calls(bench) == ["buy Box 2", "buy Box 3"]
    assert numbers(bench) == ["94-1", "94-2", "94-3"]


@pytest.mark.parametrize(
    ("problem", "kind", "code"),
    [
        (PageBroken("no such service"), Unusable, "label_refused"),
        (Rejected("no such order"), Unusable, "label_refused"),
        (CredentialsRefused("wrong keys"), InTheWay, "connection_broken"),
    ],
)
def test_a_refusal_of_the_first_is_told(
    problem: Exception, kind: type[InTheWay | Unusable], code: str
) -> None:
    """
    Nothing was bought, so there is nothing else to tell.
    """
    bench = a_shop()
    parcels_of(bench).refusals = [problem]

    with pytest.raises(kind) as told:
        buys(bench)

    assert told.value.code == code


@pytest.mark.parametrize(
    "problem", [CannotAnswer("it hung up"), Throttled("too many", wait_seconds=60)]
)
def test_a_lost_answer_is_looked_for_before_anything_is_bought(
    problem: Exception,
) -> None:
    """
    What was bought is adopted. It has no PDF, and says so.
    """
    bench = a_shop()
    parcels_of(bench).losses = [problem]
    with pytest.raises(CannotAnswer):
        buys(bench)
    calls(bench)

    assert buys(bench) == ["Box 1"]
    (label,) = bench.world.ledger.labels.of_task(OTHER, TASK)
    assert calls(bench) == ["purchases 100"]
    assert (label.tracking_number, label.is_printable) == ("94-1", False)
    assert "PDF" in label.remark
    assert numbers(bench) == ["94-1"]


def test_an_answer_that_was_lost_on_the_way_there_is_bought_once() -> None:
    """
    Where ShipStation has nothing, the label is bought.
    """
    bench = a_shop()
    parcels_of(bench).refusals = [CannotAnswer("it never came")]
    with pytest.raises(CannotAnswer):
        buys(bench)

    assert buys(bench) == ["Box 1"]
    assert len(parcels_of(bench).purchases_made) == 1


def test_a_lost_label_by_another_service_is_told_of() -> None:
    """
    The person has chosen anew meanwhile: it has to be voided first.
    """
    bench = a_shop()
    parcels_of(bench).losses = [CannotAnswer("it hung up")]
    with pytest.raises(CannotAnswer):
        buys(bench)

    with pytest.raises(InTheWay, match="void it before") as told:
        buys(bench, service="usps_media_mail")

    assert told.value.code == "labelled"
    assert len(parcels_of(bench).purchases_made) == 1


def test_what_cin7_core_does_not_take_is_written_by_the_run() -> None:
    """
    The label stands, and the answer says that its number is still to come.
    """
    bench = a_shop()
    shop_of(bench).locked = Rejected("the period is locked")

    made = buy_labels(desk_of(bench.world), GOODS, WISH)
    shop_of(bench).locked = None
    (connection,) = bench.world.ledger.connections.all(OTHER)
    run(bench.world, connection, patient=True)

    assert "next run" in made.remarks[0]
    assert numbers(bench) == ["94-1"]
    assert bench.world.ledger.labels.unwritten(connection.id) == []


def test_a_label_of_a_sale_that_was_voided_meanwhile_waits_for_nothing() -> None:
    """
    It is logged, and the label is there to be voided.
    """
    bench = a_shop()
    shop_of(bench).locked = CannotAnswer("away")
    buys(bench)
    shop_of(bench).locked = None
    sale = bench.cin7_core.documents["sale-SO-00001"]
    bench.cin7_core.put(replace(sale, status="VOIDED"))
    (connection,) = bench.world.ledger.connections.all(OTHER)

    run(bench.world, connection, patient=True)

    (label,) = bench.world.ledger.labels.of_task(OTHER, TASK)
    assert (label.is_written, "voided" in label.remark) == (True, True)


def test_a_box_that_went_another_way_has_no_label() -> None:
    """
    Its number is nobody's here.
    """
    bench = a_shop()
    sale = in_boxes(MUG)
    line = ShipLine("Box 1", "UPS", "1Z9", is_shipped=True)
    bench.cin7_core.put(with_task(sale, ship_status="AUTHORISED", ship_lines=(line,)))

    with pytest.raises(InTheWay, match="1Z9") as told:
        buys(bench)

    assert told.value.code == "tracking"


def test_the_order_carries_instructions_store_and_number() -> None:
    """
    The invoice's number, where the setting wants it and there is one.
    """
    bench = a_shop()
    sale = bench.cin7_core.documents["sale-SO-00001"]
    invoice = replace(sale.invoices[0], number="INV-7")
    bench.cin7_core.put(replace(sale, invoices=(invoice,)))
    (connection,) = bench.world.ledger.connections.all(OTHER)
    settings = replace(SERVICE, document_number=DocumentNumber.INVOICE, target_store=1)
    bench.world.ledger.connections.set_settings(connection.id, settings)
    bench.world.ledger.packages.instruct(OTHER, TASK, "Keep upright")

    buys(bench)

    (form,) = parcels_of(bench).forms
    assert (form.order.order_id, form.order.order_number) == (TASK, "INV-7")
    assert form.order.internal_notes == "Fragile\nKeep upright"
    assert form.store_id == 1


@pytest.mark.parametrize("method", [Method.CUSTOM_STORE, Method.SHIPSTATION_STORE])
def test_what_left_by_another_method_is_labelled_on_its_order(method: Method) -> None:
    """
    It is found by number and key, and the next time it is known.
    """
    bench = a_shop()
    bench.world.ledger.orders.offer(OTHER, [origin(OUTBOUND, method)])
    parcels_of(bench).listed = [
        a_store_order(5, "another"),
        a_store_order(6, TASK.upper()),
    ]

    buys(bench)

    assert calls(bench) == ["orders SO-00001", "buy Box 1"]
    assert [order for order, _ in parcels_of(bench).purchases_made] == [6]
    assert bench.world.ledger.orders.claim(OTHER, TASK) is method


def test_what_shipstation_has_not_imported_is_refused() -> None:
    """
    And no second order is made of it.
    """
    bench = a_shop()
    claim = origin(OUTBOUND, Method.CUSTOM_STORE)
    bench.world.ledger.orders.offer(OTHER, [claim])

    with pytest.raises(InTheWay, match="custom_store") as told:
        buys(bench)

    assert told.value.code == "order_missing"
    assert parcels_of(bench).forms == []


def test_what_came_from_shipstation_is_labelled_on_its_own_order() -> None:
    """
    If this account has it.
    """
    bench = a_shop()
    came = origin(
        INBOUND,
        Method.SHIPSTATION_STORE,
        task_id="",
        order_number="M-1",
        shipstation_order_id="9",
    )
    bench.world.ledger.orders.add(OTHER, came)

    with pytest.raises(InTheWay, match="M-1"):
        buys(bench)
    parcels_of(bench).listed = [a_store_order(9, "manual-1", "M-1")]

    assert buys(bench) == ["Box 1"]
    assert [order for order, _ in parcels_of(bench).purchases_made] == [9]
    assert parcels_of(bench).forms == []


def test_an_order_that_is_refused_lets_the_fulfilment_go() -> None:
    """
    Another method may have it then.
    """
    bench = a_shop()
    refused = [CreatedOrder(TASK, None, "no manual store")]
    parcels_of(bench).answers = refused

    with pytest.raises(Unusable, match="no manual store"):
        buys(bench)

    assert bench.world.ledger.orders.claim(OTHER, TASK) is None


def test_a_void_frees_the_package() -> None:
    """
    The order is written anew, since the address may be another one, and so on.
    """
    bench = a_shop()
    buys(bench)
    (label,) = bench.world.ledger.labels.of_task(OTHER, TASK)
    result = void_label(desk_of(bench.world), label)
    after_void = numbers(bench)
    calls(bench)

    buys(bench)

    assert (result.is_approved, result.label.is_written) == (True, True)
    assert after_void == [""]
    assert calls(bench) == ["create 1", "buy Box 1"]
    assert numbers(bench) == ["94-2"]


def test_a_void_that_is_not_approved_changes_nothing() -> None:
    """
    The carrier's reason is told.
    """
    bench = a_shop()
    buys(bench)
    parcels_of(bench).verdict = Verdict(is_approved=False, message="It was used")
    (label,) = bench.world.ledger.labels.of_task(OTHER, TASK)

    result = void_label(desk_of(bench.world), label)

    assert (result.is_approved, result.message) == (False, "It was used")
    assert result.label.state is LabelState.BOUGHT
    assert numbers(bench) == ["94-1"]


def test_a_label_that_is_void_at_shipstation_already_is_void_here() -> None:
    """
    Somebody did it there, or an answer was lost.
    """
    bench = a_shop()
    buys(bench)
    parcels = parcels_of(bench)
    parcels.void_label(7001)
    parcels.verdict = Verdict(is_approved=False, message="Label has been voided")
    (label,) = bench.world.ledger.labels.of_task(OTHER, TASK)

    result = void_label(desk_of(bench.world), label)

    assert result.is_approved
    assert numbers(bench) == [""]
    assert void_label(desk_of(bench.world), result.label).is_approved


@pytest.mark.parametrize(
    ("service", "code"),
    [
        (replace(SERVICE, currency="GBP"), "currency_differs"),
        (replace(SERVICE, mode=Mode.EXPORT), "mode"),
    ],
)
def test_a_service_that_cannot_is_refused_at_once(
    service: ShippingService, code: str
) -> None:
    """
    Before ShipStation is asked anything.
    """
    bench = a_shop()
    (connection,) = bench.world.ledger.connections.all(OTHER)
    bench.world.ledger.connections.set_settings(connection.id, service)

    with pytest.raises(InTheWay) as told:
        buys(bench)

    assert told.value.code == code
    assert calls(bench) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"carrier": ""}, "stamps_com, fedex"),
        ({"service": ""}, "ask for rates"),
        ({"confirmation": ""}, "adult_signature"),
        ({"carrier": "pigeon"}, "'pigeon' is not connected"),
    ],
)
def test_what_is_not_chosen_is_asked_back(
    changes: dict[str, object], sentence: str
) -> None:
    """
    With what there is to choose from.
    """
    bench = a_shop()

    with pytest.raises(Unusable, match=sentence):
        buys(bench, **changes)

    assert calls(bench) == []


def test_the_right_service_is_found() -> None:
    """
    The named one, else the default, else the only one; a second default ends the first.
    """
    bench = a_shop()
    parcels_of(bench).account = "account-2"
    second = connects(bench, replace(SERVICE, is_default=True))
    parcels_of(bench).account = "account-3"
    third = connects(bench, replace(SERVICE, is_default=True))

    assert desk_of(bench.world).connection.id == third.id
    stored = bench.world.ledger.connections.get(second.id)
    assert stored is not None
    assert not stored.service.is_default


def test_what_is_not_there_is_told() -> None:
    """
    No such sale, no such service, and no service at all.
    """
    bench = a_shop()
    unknown = replace(GOODS, sale_number="SO-00009")
    with pytest.raises(NotHere, match="SO-00009"):
        buy_labels(desk_of(bench.world), unknown, WISH)
    with pytest.raises(NotHere, match="no shipping service x"):
        open_desk(open_counter(bench.world, OTHER), "x")

    (connection,) = bench.world.ledger.connections.all(OTHER)
    disconnect(bench.world, connection.id)

    with pytest.raises(NotHere, match="connect one"):
        desk_of(bench.world)


def test_insurance_and_cost_are_kept() -> None:
    """
    What the carrier takes stands on the label.
    """
    bench = a_shop()

    buys(bench, insured=Decimal(100), insurer="carrier")

    (label,) = bench.world.ledger.labels.of_task(OTHER, TASK)
    assert (label.cost, label.insurance_cost) == (Decimal("7.98"), Decimal(0))
    (shipment,) = bench.world.ledger.shipments.all(OTHER)
    assert (shipment.cost, shipment.is_applied) == (Decimal("7.98"), True)
