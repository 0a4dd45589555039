"""
Methods side by side, one after the other, and at the same moment.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, BenchClock, Cast
from harness.actors.engine import EngineRefused
from harness.bench import Bench, Restartable
from harness.worlds.empty import empty
from harness.worlds.one_packed_sale import CUSTOMER, connected
from scenarios.phrases import phrase
from scenarios.steps.stranger import known

_HOUR = 3600
_CHIME = {"sku": "CHIME-07", "name": "Chime", "quantity": 3, "unitPrice": 10}


def _connects(cast: Cast) -> None:
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())


def _imports(cast: Cast) -> None:
    cast.shipstation.imports()
    cast.clock.settle()


def _synchronises(cast: Cast) -> None:
    cast.engine.synchronises()
    cast.clock.settle()


FIRST: dict[str, tuple[Callable[[Cast], None], ...]] = {
    "the custom store": (_imports, _synchronises),
    "the ShipStation store": (_synchronises, _imports),
}


# Both at once


@given(phrase("both methods are active under the policy {policy}"))
def _(cast: Cast, policy: str) -> None:
    connected(cast)
    cast.engine.sets_method_policy(policy)
    _connects(cast)
    cast.clock.settle()


@given("Cin7 Core is connected as a store in ShipStation beside it")
def _(cast: Cast) -> None:
    cast.engine.sets_method_policy("cin7")
    connected(cast)


@given(
    phrase("{number:Number} has left by the custom store beside a ShipStation store")
)
def _(cast: Cast, number: str) -> None:
    connected(cast)
    cast.engine.sets_method_policy("cin7")
    _connects(cast)
    cast.engine.changes_setup(order_flow="import")
    cast.cin7_core.readies(number)
    _imports(cast)
    assert cast.shipstation.exported(number)


@given(phrase("a ShipStation store is connected under the policy {policy}"))
def _(cast: Cast, policy: str) -> None:
    empty(cast)
    cast.engine.sets_method_policy(policy)
    _connects(cast)
    cast.clock.settle()


@given(
    phrase("the integration has synchronised, and the sale of {order:Order} is packed")
)
def _(cast: Cast, order: str) -> None:
    _synchronises(cast)
    cast.cin7_core.fulfils_next(cast.cin7_core.number_of(order) or "")


@when(phrase("{method} asks first, and then the other"))
def _(cast: Cast, method: str) -> None:
    for asks in FIRST[method]:
        asks(cast)
    cast.clock.advance(_HOUR)
    _imports(cast)


@when("the method policy is changed to strict", target_fixture="refusal")
def _(engine: AtEngine) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.sets_method_policy("strict")
    return refused.value


@then("the refusal says to disable the one or to disconnect the other")
def _(refusal: EngineRefused) -> None:
    assert "disable the custom store" in refusal.sentence
    assert "disconnect the ShipStation store" in refusal.sentence


@when("the custom store is Disabled, and the method policy is changed to strict")
def _(engine: AtEngine) -> None:
    engine.sets_custom_store("Disabled")
    engine.sets_method_policy("strict")


@when(
    "the custom store is Enabled and a ShipStation store connected at the same moment",
    target_fixture="refusals",
)
def _(cast: Cast) -> list[EngineRefused]:
    def enables() -> None:
        cast.engine.sets_custom_store("Enabled")

    def connects() -> None:
        _connects(cast)

    refusals = []
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(enables), both.submit(connects)]:
            problem = done.exception()
            if isinstance(problem, EngineRefused):
                refusals.append(problem)
            elif problem is not None:
                raise problem
    return refusals


@then("one of the two is refused because the same order might be fulfilled twice")
def _(refusals: list[EngineRefused]) -> None:
    [refusal] = refusals
    assert refusal.code == "method_refused"
    assert "twice" in refusal.sentence


@then("one of the two is active")
def _(engine: AtEngine) -> None:
    is_enabled = engine.custom_store_status() == "Enabled"
    assert len(engine.connections()) == (0 if is_enabled else 1)


@when("the integration is told twice at the same moment to synchronise")
def _(cast: Cast) -> None:
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(cast.engine.synchronises) for _ in range(2)]:
            done.result()
    cast.clock.settle()


# One after the other


@given(phrase("{number:Number} has left by the custom store under the policy {policy}"))
def _(cast: Cast, number: str, policy: str) -> None:
    connected(cast)
    cast.engine.sets_method_policy(policy)
    cast.cin7_core.readies(number)
    _imports(cast)
    assert cast.shipstation.status(number) == "Awaiting Shipment"


@given(
    phrase(
        "{order:Order} came and {number:Number} left by a ShipStation store under the"
        " policy {policy}"
    )
)
def _(cast: Cast, order: str, number: str, policy: str) -> None:
    empty(cast)
    cast.engine.sets_method_policy(policy)
    _connects(cast)
    cast.cin7_core.stocks("CHIME-07", quantity=3)
    cast.shipstation.takes_order(order, items=[_CHIME])
    _synchronises(cast)
    _sells(cast.cin7_core, number)
    _synchronises(cast)
    assert len(cast.shipstation.orders()) == len(cast.cin7_core.sales())


@given("the custom store is Disabled, and a ShipStation store is connected instead")
@when("the custom store is Disabled, and a ShipStation store is connected instead")
def _(cast: Cast) -> None:
    cast.engine.sets_custom_store("Disabled")
    _connects(cast)
    cast.clock.settle()


@given("the custom store is Disabled")
def _(engine: AtEngine) -> None:
    engine.sets_custom_store("Disabled")


@when("a ShipStation store is connected, and 15 minutes pass")
def _(cast: Cast) -> None:
    _connects(cast)
    cast.clock.settle()
    cast.clock.advance(15 * 60)


@given("the ShipStation store is disconnected, and the custom store Enabled instead")
@when("the ShipStation store is disconnected, and the custom store Enabled instead")
def _(cast: Cast) -> None:
    cast.engine.disconnects()
    cast.engine.sets_custom_store("Enabled")
    login = cast.cin7_core.login
    cast.shipstation.connects_store(login.username, login.password)
    cast.clock.settle()


@given("the ShipStation store is disconnected")
def _(engine: AtEngine) -> None:
    engine.disconnects()


@when("a ShipStation store is connected again, and 15 minutes pass")
def _(cast: Cast) -> None:
    _connects(cast)
    cast.clock.settle()
    cast.clock.advance(15 * 60)


@given(phrase("a page with {number:Number} was lost on its way to ShipStation"))
def _(cast: Cast, number: str) -> None:
    cast.engine.synchronises()
    assert known(cast).exports() == [number]
    assert cast.shipstation.order(number) is None


@when(phrase("labels are created for {number:Number} and for {order:Order}"))
def _(shipstation: AtShipStation, clock: BenchClock, number: str, order: str) -> None:
    for one in (number, order):
        shipstation.creates_label(one)
    clock.settle()


@given(phrase("a label was created for {number:Number}, and nobody was told"))
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(number)
    clock.settle()
    assert shipstation.shipment(number)["notifyErrorMessage"]
    clock.advance(_HOUR)


@when(phrase("{number:Number} is split into two orders in ShipStation"))
def _(shipstation: AtShipStation, number: str) -> None:
    shipstation.is_known_for("split_style", "orders")
    shipstation.splits(number, {"BELL-01": 1})
    assert len(shipstation.orders_of(number)) == 2  # noqa: PLR2004


@then(phrase("{number:Number} is there once on either side"))
@then(phrase("{number:Order} is there once on either side"))
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, number: str) -> None:
    assert [one["orderNumber"] for one in shipstation.orders()] == [number]
    assert len(cin7_core.sales()) == 1


@then("the engine knows one shipment")
def _(engine: AtEngine) -> None:
    assert len(engine.shipments()) == 1


# The end of a process


@given(
    phrase(
        "the engine ends when ShipStation has the next orders, and before it knows that"
    )
)
def _(bench: Bench) -> None:
    bench.cast.shipstation.misbehaves("create_orders", "lost-reply", times=1)
    bench.cast.engine.synchronises()
    _restarts(bench)


@given("the engine ends when Cin7 Core has the next sale, and before it knows that")
def _(bench: Bench) -> None:
    bench.cast.cin7_core.misbehaves("create_sale", "lost-reply", times=1)
    bench.cast.engine.synchronises()
    _restarts(bench)


@when("it is started again, and 15 minutes pass")
def _(clock: BenchClock) -> None:
    clock.advance(15 * 60)
    clock.settle()


def _restarts(bench: Bench) -> None:
    assert isinstance(bench.system, Restartable)
    bench.system.restart()
    bench.clock.settle()


@given(phrase("the shop has sold {number:Number}, and drafted its shipment"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    _sells(cin7_core, number)


def _sells(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.knows_customer(
        CUSTOMER, email="orders@kestrel.example", phone="01353 555 010"
    )
    cin7_core.readies(number)


@given("the next orders never reach ShipStation, and the run has ended")
def _(cast: Cast) -> None:
    cast.shipstation.misbehaves("create_orders", "status", status=503, times=1)
    cast.engine.synchronises()
    assert cast.shipstation.orders() == []
