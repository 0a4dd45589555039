"""
What people do and see at the integration.
"""

from decimal import Decimal

import pytest
from pytest_bdd import given, then, when

from harness.actors import AtEngine, AtShipStation, Cast
from harness.actors.cin7_core import Item
from harness.actors.engine import EngineRefused
from harness.worlds.empty import empty
from scenarios.phrases import phrase


@given("a ShipStation store is connected in Cin7 Core")
def _(cast: Cast) -> None:
    empty(cast)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())


@when("a ShipStation store is connected in Cin7 Core", target_fixture="refusal")
def _(engine: AtEngine, shipstation: AtShipStation) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.connects_shipstation_store(*shipstation.api_keys())
    return refused.value


@when(
    "the Custom Store Integration Status is switched to Enabled",
    target_fixture="refusal",
)
def _(engine: AtEngine) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.sets_custom_store("Enabled")
    return refused.value


@when("the integration synchronises")
def _(engine: AtEngine) -> None:
    engine.synchronises()


@when("the new API keys are entered in Cin7 Core")
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    engine.enters_keys(*shipstation.api_keys())


@then(phrase('{number:Number} is held back by "{gate}"'))
def _(engine: AtEngine, number: str, gate: str) -> None:
    assert engine.why_held_back(number) == gate


@then("it is refused because the same order might be fulfilled twice")
def _(refusal: EngineRefused) -> None:
    assert refusal.code == "method_refused"
    assert "twice" in refusal.sentence


@then("the refusal says to disable the custom store first")
def _(refusal: EngineRefused) -> None:
    assert "Disabled" in refusal.sentence or "disable" in refusal.sentence


@then("the refusal says to disconnect the ShipStation store first")
def _(refusal: EngineRefused) -> None:
    assert "isconnect" in refusal.sentence


@then("no ShipStation store is connected")
def _(engine: AtEngine) -> None:
    assert engine.connections() == []


@then(phrase("the Custom Store Integration Status is {status}"))
def _(engine: AtEngine, status: str) -> None:
    assert engine.custom_store_status() == status


@then(phrase("the ShipStation store in Cin7 Core is {state}"))
def _(engine: AtEngine, state: str) -> None:
    assert engine.connection()["state"] == state


@then(
    phrase(
        'the engine has carrier "{carrier}" and service "{service}" for {number:Number}'
    )
)
def _(engine: AtEngine, carrier: str, service: str, number: str) -> None:
    [shipment] = engine.shipments()
    assert shipment["order_number"] == number
    assert (shipment["carrier"], shipment["service"]) == (carrier, service)


@then(phrase("the engine has the items {items:Items} for {number:Number}"))
def _(engine: AtEngine, items: list[Item], number: str) -> None:
    [shipment] = engine.shipments()
    assert shipment["order_number"] == number
    assert {one["sku"]: Decimal(one["quantity"]) for one in shipment["items"]} == {
        item.sku: item.quantity for item in items
    }


@then("the engine knows the shipment, once")
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    [shipment] = engine.shipments()
    made = shipstation.shipment("M-1")["trackingNumber"]
    assert shipment["tracking_number"] == made
