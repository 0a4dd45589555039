"""
Methods side by side, one after the other, and at the same moment.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, BenchClock, Cast
from harness.actors.engine import EngineRefused
from harness.applicability import NotApplicable
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


@given(
    phrase(
        "both methods are active under the policy {policy}",
        de="beide Methoden sind unter der Richtlinie {policy} aktiv",
    )
)
def _(cast: Cast, policy: str) -> None:
    connected(cast)
    cast.engine.sets_method_policy(policy)
    _connects(cast)
    cast.clock.settle()


@given(
    phrase(
        "Cin7 Core is connected as a store in ShipStation beside it",
        de="Cin7 Core ist daneben in ShipStation als Shop verbunden",
    )
)
def _(cast: Cast) -> None:
    cast.engine.sets_method_policy("cin7")
    connected(cast)


@given(
    phrase(
        "{number:Number} has left by the custom store beside a ShipStation store",
        de="{number:Number} ging neben einem ShipStation-Shop über den Custom "
        "Store hinaus",
    )
)
def _(cast: Cast, number: str) -> None:
    connected(cast)
    cast.engine.sets_method_policy("cin7")
    _connects(cast)
    cast.engine.changes_setup(order_flow="import")
    cast.cin7_core.readies(number)
    _imports(cast)
    assert cast.shipstation.exported(number)


@given(
    phrase(
        "a ShipStation store is connected under the policy {policy}",
        de="unter der Richtlinie {policy} ist ein ShipStation-Shop verbunden",
    )
)
def _(cast: Cast, policy: str) -> None:
    empty(cast)
    cast.engine.sets_method_policy(policy)
    _connects(cast)
    cast.clock.settle()


@given(
    phrase(
        "the integration has synchronised, and the sale of {order:Order} is packed",
        de="die Integration hat abgeglichen, und der Verkauf zu {order:Order} "
        "ist verpackt",
    )
)
def _(cast: Cast, order: str) -> None:
    _synchronises(cast)
    cast.cin7_core.fulfils_next(cast.cin7_core.number_of(order) or "")


@when(
    phrase(
        "{method} asks first, and then the other",
        de="zuerst {method} fragt und dann der andere",
    )
)
def _(cast: Cast, method: str) -> None:
    for asks in FIRST[method]:
        asks(cast)
    cast.clock.advance(_HOUR)
    _imports(cast)


@when(
    phrase(
        "the method policy is changed to strict",
        de="die Methodenrichtlinie auf strict gestellt wird",
    ),
    target_fixture="refusal",
)
def _(engine: AtEngine) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.sets_method_policy("strict")
    return refused.value


@then(
    phrase(
        "the refusal says to disable the one or to disconnect the other",
        de="sagt die Ablehnung, dass der eine abzuschalten oder der andere zu "
        "trennen ist",
    )
)
def _(refusal: EngineRefused) -> None:
    assert "disable the custom store" in refusal.sentence
    assert "disconnect the ShipStation store" in refusal.sentence


@when(
    phrase(
        "the custom store is Disabled, and the method policy is changed to strict",
        de="der Custom Store auf Disabled und die Methodenrichtlinie auf "
        "strict gestellt wird",
    )
)
def _(engine: AtEngine) -> None:
    engine.sets_custom_store("Disabled")
    engine.sets_method_policy("strict")


@when(
    phrase(
        "the custom store is Enabled and a ShipStation store connected at the same "
        "moment",
        de="im selben Augenblick der Custom Store auf Enabled gestellt und "
        "ein ShipStation-Shop verbunden wird",
    ),
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


@then(
    phrase(
        "one of the two is refused because the same order might be fulfilled twice",
        de="wird eines der beiden abgelehnt, weil dieselbe Bestellung zweimal "
        "ausgeführt werden könnte",
    )
)
def _(refusals: list[EngineRefused]) -> None:
    [refusal] = refusals
    assert refusal.code == "method_refused"
    assert "twice" in refusal.sentence


@then(phrase("one of the two is active", de="ist eines der beiden aktiv"))
def _(engine: AtEngine) -> None:
    is_enabled = engine.custom_store_status() == "Enabled"
    assert len(engine.connections()) == (0 if is_enabled else 1)


@when(
    phrase(
        "the integration is told twice at the same moment to synchronise",
        de="die Integration im selben Augenblick zweimal abgleichen soll",
    )
)
def _(cast: Cast) -> None:
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(cast.engine.synchronises) for _ in range(2)]:
            done.result()
    cast.clock.settle()


# One after the other


@given(
    phrase(
        "{number:Number} has left by the custom store under the policy {policy}",
        de="{number:Number} ging unter der Richtlinie {policy} über den "
        "Custom Store hinaus",
    )
)
def _(cast: Cast, number: str, policy: str) -> None:
    connected(cast)
    cast.engine.sets_method_policy(policy)
    cast.cin7_core.readies(number)
    _imports(cast)
    assert cast.shipstation.status(number) == "Awaiting Shipment"


@given(
    phrase(
        "{order:Order} came and {number:Number} left by a ShipStation store under "
        "the policy {policy}",
        de="über einen ShipStation-Shop kam {order:Order} und ging "
        "{number:Number}, unter der Richtlinie {policy}",
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


@given(
    phrase(
        "the custom store is Disabled, and a ShipStation store is connected instead",
        de="der Custom Store steht auf Disabled, und stattdessen ist ein "
        "ShipStation-Shop verbunden",
    )
)
@when(
    phrase(
        "the custom store is Disabled, and a ShipStation store is connected instead",
        de="der Custom Store auf Disabled gestellt und stattdessen ein "
        "ShipStation-Shop verbunden wird",
    )
)
def _(cast: Cast) -> None:
    cast.engine.sets_custom_store("Disabled")
    _connects(cast)
    cast.clock.settle()


@given(phrase("the custom store is Disabled", de="der Custom Store steht auf Disabled"))
def _(engine: AtEngine) -> None:
    engine.sets_custom_store("Disabled")


@when(
    phrase(
        "a ShipStation store is connected, and 15 minutes pass",
        de="ein ShipStation-Shop verbunden wird und 15 Minuten vergehen",
    )
)
def _(cast: Cast) -> None:
    _connects(cast)
    cast.clock.settle()
    cast.clock.advance(15 * 60)


@given(
    phrase(
        "the ShipStation store is disconnected, and the custom store Enabled instead",
        de="der ShipStation-Shop ist getrennt, und stattdessen steht der "
        "Custom Store auf Enabled",
    )
)
@when(
    phrase(
        "the ShipStation store is disconnected, and the custom store Enabled instead",
        de="der ShipStation-Shop getrennt und stattdessen der Custom Store "
        "auf Enabled gestellt wird",
    )
)
def _(cast: Cast) -> None:
    cast.engine.disconnects()
    cast.engine.sets_custom_store("Enabled")
    login = cast.cin7_core.login
    cast.shipstation.connects_store(login.username, login.password)
    cast.clock.settle()


@given(
    phrase(
        "the ShipStation store is disconnected", de="der ShipStation-Shop ist getrennt"
    )
)
def _(engine: AtEngine) -> None:
    engine.disconnects()


@when(
    phrase(
        "a ShipStation store is connected again, and 15 minutes pass",
        de="wieder ein ShipStation-Shop verbunden wird und 15 Minuten vergehen",
    )
)
def _(cast: Cast) -> None:
    _connects(cast)
    cast.clock.settle()
    cast.clock.advance(15 * 60)


@given(
    phrase(
        "a page with {number:Number} was lost on its way to ShipStation",
        de="eine Seite mit {number:Number} ging auf dem Weg zu ShipStation verloren",
    )
)
def _(cast: Cast, number: str) -> None:
    cast.engine.synchronises()
    assert known(cast).exports() == [number]
    assert cast.shipstation.order(number) is None


@when(
    phrase(
        "labels are created for {number:Number} and for {order:Order}",
        de="Versandetiketten für {number:Number} und für {order:Order} erstellt werden",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str, order: str) -> None:
    for one in (number, order):
        shipstation.creates_label(one)
    clock.settle()


@given(
    phrase(
        "a label was created for {number:Number}, and nobody was told",
        de="ein Versandetikett wurde für {number:Number} erstellt, und "
        "niemand erfuhr davon",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(number)
    clock.settle()
    assert shipstation.shipment(number)["notifyErrorMessage"]
    clock.advance(_HOUR)


@when(
    phrase(
        "{number:Number} is split into two orders in ShipStation",
        de="{number:Number} in ShipStation in zwei Bestellungen geteilt wird",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    shipstation.is_known_for("split_style", "orders")
    shipstation.splits(number, {"BELL-01": 1})
    assert len(shipstation.orders_of(number)) == 2  # noqa: PLR2004


@then(
    phrase(
        "{number:Number} is there once on either side",
        de="ist {number:Number} auf jeder Seite einmal da",
    )
)
@then(
    phrase(
        "{number:Order} is there once on either side",
        de="ist {number:Order} auf jeder Seite einmal da",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, number: str) -> None:
    assert [one["orderNumber"] for one in shipstation.orders()] == [number]
    assert len(cin7_core.sales()) == 1


@then(phrase("the engine knows one shipment", de="kennt die Integration eine Sendung"))
def _(engine: AtEngine) -> None:
    assert len(engine.shipments()) == 1


# The end of a process


@given(
    phrase(
        "the engine ends when ShipStation has the next orders, and before it knows "
        "that",
        de="die Integration endet, wenn ShipStation die nächsten Bestellungen "
        "hat und bevor sie das weiß",
    )
)
def _(bench: Bench) -> None:
    bench.cast.shipstation.misbehaves("create_orders", "lost-reply", times=1)
    bench.cast.engine.synchronises()
    _restarts(bench)


@given(
    phrase(
        "the engine ends when Cin7 Core has the next sale, and before it knows that",
        de="die Integration endet, wenn Cin7 Core den nächsten Verkauf hat "
        "und bevor sie das weiß",
    )
)
def _(bench: Bench) -> None:
    bench.cast.cin7_core.misbehaves("create_sale", "lost-reply", times=1)
    bench.cast.engine.synchronises()
    _restarts(bench)


@when(
    phrase(
        "it is started again, and 15 minutes pass",
        de="sie wieder gestartet wird und 15 Minuten vergehen",
    )
)
def _(clock: BenchClock) -> None:
    clock.advance(15 * 60)
    clock.settle()


def _restarts(bench: Bench) -> None:
    if not isinstance(bench.system, Restartable):
        raise NotApplicable("nobody here can end the system under test and start it")
    bench.system.restart()
    bench.clock.settle()


@given(
    phrase(
        "the shop has sold {number:Number}, and drafted its shipment",
        de="das Geschäft hat {number:Number} verkauft und die Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    _sells(cin7_core, number)


def _sells(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.knows_customer(
        CUSTOMER, email="orders@kestrel.example", phone="01353 555 010"
    )
    cin7_core.readies(number)


@given(
    phrase(
        "the next orders never reach ShipStation, and the run has ended",
        de="die nächsten Bestellungen erreichen ShipStation nie, und der Lauf "
        "ist zu Ende",
    )
)
def _(cast: Cast) -> None:
    cast.shipstation.misbehaves("create_orders", "status", status=503, times=1)
    cast.engine.synchronises()
    assert cast.shipstation.orders() == []
