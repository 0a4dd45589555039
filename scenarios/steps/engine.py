"""
What people do and see at the integration.
"""

from decimal import Decimal

import pytest
from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, Cast
from harness.actors.cin7_core import Item
from harness.actors.engine import EngineRefused
from harness.worlds.empty import empty
from harness.worlds.one_packed_sale import CUSTOMER
from scenarios.phrases import phrase


@given(
    phrase(
        "a ShipStation store is connected in Cin7 Core",
        de="in Cin7 Core ist ein ShipStation-Shop verbunden",
    )
)
def _(cast: Cast) -> None:
    empty(cast)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())


@when(
    phrase(
        "a ShipStation store is connected in Cin7 Core",
        de="in Cin7 Core ein ShipStation-Shop verbunden wird",
    ),
    target_fixture="refusal",
)
def _(engine: AtEngine, shipstation: AtShipStation) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.connects_shipstation_store(*shipstation.api_keys())
    return refused.value


@when(
    phrase(
        "the Custom Store Integration Status is switched to Enabled",
        de="der Custom Store Integration Status auf Enabled gestellt wird",
    ),
    target_fixture="refusal",
)
def _(engine: AtEngine) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.sets_custom_store("Enabled")
    return refused.value


@when(phrase("the integration synchronises", de="die Integration abgleicht"))
def _(engine: AtEngine) -> None:
    engine.synchronises()


@when(
    phrase(
        "the new API keys are entered in Cin7 Core",
        de="die neuen API-Schlüssel in Cin7 Core eingetragen werden",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    engine.enters_keys(*shipstation.api_keys())


@then(
    phrase(
        '{number:Number} is held back by "{gate}"',
        de='wird {number:Number} von "{gate}" zurückgehalten',
    )
)
def _(engine: AtEngine, number: str, gate: str) -> None:
    assert engine.why_held_back(number) == gate


@then(
    phrase(
        "it is refused because the same order might be fulfilled twice",
        de="wird es abgelehnt, weil dieselbe Bestellung zweimal ausgeführt "
        "werden könnte",
    )
)
def _(refusal: EngineRefused) -> None:
    assert refusal.code == "method_refused"
    assert "twice" in refusal.sentence


@then(
    phrase(
        "the refusal says to disable the custom store first",
        de="sagt die Ablehnung, dass zuerst der Custom Store abzuschalten ist",
    )
)
def _(refusal: EngineRefused) -> None:
    assert "Disabled" in refusal.sentence or "disable" in refusal.sentence


@then(
    phrase(
        "the refusal says to disconnect the ShipStation store first",
        de="sagt die Ablehnung, dass zuerst der ShipStation-Shop zu trennen ist",
    )
)
def _(refusal: EngineRefused) -> None:
    assert "isconnect" in refusal.sentence


@then(
    phrase(
        "no ShipStation store is connected", de="ist kein ShipStation-Shop verbunden"
    )
)
def _(engine: AtEngine) -> None:
    assert engine.connections() == []


@then(
    phrase(
        "the Custom Store Integration Status is {status}",
        de="steht der Custom Store Integration Status auf {status}",
    )
)
def _(engine: AtEngine, status: str) -> None:
    assert engine.custom_store_status() == status


@then(
    phrase(
        "the ShipStation store in Cin7 Core is {state}",
        de="ist der ShipStation-Shop in Cin7 Core {state}",
    )
)
def _(engine: AtEngine, state: str) -> None:
    assert engine.connection()["state"] == state


@then(
    phrase(
        'the engine has carrier "{carrier}" and service "{service}" for '
        "{number:Number}",
        de="hat die Integration für {number:Number} den Versanddienst "
        '"{carrier}" und den Service "{service}"',
    )
)
def _(engine: AtEngine, carrier: str, service: str, number: str) -> None:
    [shipment] = engine.shipments()
    assert shipment["order_number"] == number
    assert (shipment["carrier"], shipment["service"]) == (carrier, service)


@then(
    phrase(
        "the engine has the items {items:Items} for {number:Number}",
        de="hat die Integration für {number:Number} die Artikel {items:Items}",
    )
)
def _(engine: AtEngine, items: list[Item], number: str) -> None:
    [shipment] = engine.shipments()
    assert shipment["order_number"] == number
    assert {one["sku"]: Decimal(one["quantity"]) for one in shipment["items"]} == {
        item.sku: item.quantity for item in items
    }


@then(
    phrase(
        "the engine knows the shipment, once",
        de="kennt die Integration die Sendung, einmal",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    [shipment] = engine.shipments()
    made = shipstation.shipment("M-1")["trackingNumber"]
    assert shipment["tracking_number"] == made


@given(
    phrase(
        "the Custom Store Integration Status is {status}",
        de="der Custom Store Integration Status ist {status}",
    )
)
def _(cast: Cast, status: str) -> None:
    if not cast.engine.organisation:
        empty(cast)
        cast.cin7_core.knows_customer(
            CUSTOMER, email="orders@kestrel.example", phone="01353 555 010"
        )
    cast.engine.sets_custom_store(status)


@given(
    phrase(
        'only sales of "{location}" are exported',
        de='nur Verkäufe von "{location}" werden exportiert',
    )
)
def _(cin7_core: AtCin7Core, engine: AtEngine, location: str) -> None:
    cin7_core.opens_location(location)
    engine.sets_custom_store("Enabled", locations=[location])


@given(
    phrase("colour is exported as an option", de="die Farbe wird als Option exportiert")
)
def _(engine: AtEngine) -> None:
    engine.sets_custom_store(
        "Enabled", option_attributes={"ProductCustomField1": "Colour"}
    )


@given(
    phrase(
        "orders are exported without their currency",
        de="Bestellungen werden ohne ihre Währung exportiert",
    )
)
def _(engine: AtEngine) -> None:
    engine.sets_custom_store("Enabled", currency_code=False)


@given(
    phrase(
        "attribute 1 of a sale marks a gift",
        de="Attribut 1 eines Verkaufs kennzeichnet ein Geschenk",
    )
)
def _(engine: AtEngine) -> None:
    engine.sets_custom_store("Enabled", gift_attribute="AdditionalAttribute1")


@given(
    phrase(
        "notices are acknowledged when they are applied",
        de="Versandbenachrichtigungen werden bestätigt, wenn sie übernommen sind",
    )
)
def _(engine: AtEngine) -> None:
    engine.sets_custom_store("Enabled", acknowledge="applied")


@given(
    phrase(
        "the engine may compare by the API keys",
        de="die Integration darf mit den API-Schlüsseln vergleichen",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    key, secret = shipstation.api_keys()
    engine.sets_custom_store("Enabled", api_key=key, api_secret=secret)


@given(
    phrase("the method policy is {policy}", de="die Methodenrichtlinie ist {policy}")
)
def _(engine: AtEngine, policy: str) -> None:
    engine.sets_method_policy(policy)


@given(
    phrase(
        "Resend to ShipStation is pressed for {number:Number}",
        de="für {number:Number} wurde Resend to ShipStation gedrückt",
    )
)
@when(
    phrase(
        "Resend to ShipStation is pressed for {number:Number}",
        de="für {number:Number} Resend to ShipStation gedrückt wird",
    )
)
def _(engine: AtEngine, number: str) -> None:
    engine.synchronises()
    engine.resends(number)


@when(
    phrase(
        "the custom store is Enabled beside it",
        de="der Custom Store daneben auf Enabled gestellt wird",
    ),
    target_fixture="warnings",
)
def _(engine: AtEngine) -> list[str]:
    return engine.sets_custom_store("Enabled")


@when(
    phrase(
        "a key of API V2 is entered in Cin7 Core",
        de="ein Schlüssel der API V2 in Cin7 Core eingetragen wird",
    ),
    target_fixture="refusal",
)
def _(engine: AtEngine) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.connects_shipstation_store("TEST_v2_0123456789", "none")
    return refused.value


@then(
    phrase(
        "a warning says that the same order might be fulfilled twice",
        de="warnt ein Hinweis, dass dieselbe Bestellung zweimal ausgeführt "
        "werden könnte",
    )
)
def _(warnings: list[str]) -> None:
    assert any("twice" in warning for warning in warnings)


@then(
    phrase(
        "it is refused as wrong credentials",
        de="wird es als falsche Zugangsdaten abgelehnt",
    )
)
def _(refusal: EngineRefused) -> None:
    assert refusal.code == "credentials_refused"


@then(
    phrase('the refusal shows "{text}"', de='zeigt die Ablehnung "{text}"'),
)
def _(refusal: EngineRefused, text: str) -> None:
    assert text in refusal.sentence


@then(
    phrase(
        "the refusal says that a key of API V2 does not work here",
        de="sagt die Ablehnung, dass ein Schlüssel der API V2 hier nicht geht",
    )
)
def _(refusal: EngineRefused) -> None:
    assert "V2" in refusal.sentence


@then(phrase('the reason names "{text}"', de='nennt der Grund "{text}"'))
def _(engine: AtEngine, text: str) -> None:
    assert text in engine.log(subject="SO-00001")[0]["detail"]


@then(
    phrase(
        "{number:Number} has a button Resend to ShipStation",
        de="hat {number:Number} eine Schaltfläche Resend to ShipStation",
    )
)
def _(engine: AtEngine, number: str) -> None:
    assert engine.shows_resend(number)


@then(
    phrase(
        "{number:Number} has no button Resend to ShipStation",
        de="hat {number:Number} keine Schaltfläche Resend to ShipStation",
    )
)
def _(engine: AtEngine, number: str) -> None:
    assert not engine.shows_resend(number)


@then(
    phrase(
        "the log says that a text of {number:Number} was cut",
        de="sagt das Protokoll, dass ein Text von {number:Number} gekürzt wurde",
    )
)
def _(engine: AtEngine, number: str) -> None:
    assert any("cut" in entry["detail"] for entry in engine.log(subject=number))


@then(
    phrase(
        'the log says that {number:Number} failed because of "{reason}"',
        de='sagt das Protokoll, dass {number:Number} wegen "{reason}" gescheitert ist',
    )
)
def _(engine: AtEngine, number: str, reason: str) -> None:
    entries = engine.log(subject=number, outcome="failed")
    assert reason in [entry["reason"] for entry in entries]


@then(
    phrase(
        'the log of {number:Number} names "{text}"',
        de='nennt das Protokoll von {number:Number} "{text}"',
    )
)
def _(engine: AtEngine, number: str, text: str) -> None:
    assert any(text in entry["detail"] for entry in engine.log(subject=number))


@then(
    phrase(
        "the engine has shipped {items:Items} of {number:Number}",
        de="hat die Integration {items:Items} von {number:Number} versandt",
    )
)
def _(engine: AtEngine, items: list[Item], number: str) -> None:
    shipped: dict[str, Decimal] = {}
    for shipment in engine.shipments():
        assert shipment["order_number"] == number
        for one in shipment["items"]:
            shipped[one["sku"]] = shipped.get(one["sku"], Decimal(0)) + Decimal(
                one["quantity"]
            )
    assert shipped == {item.sku: item.quantity for item in items}


@then(
    phrase(
        "reconciliation reports that the tracking of {number:Number} differs",
        de="meldet der Vergleich, dass die Sendungsnummer von {number:Number} abweicht",
    )
)
def _(engine: AtEngine, number: str) -> None:
    [difference] = engine.reconciliation()["differences"]
    assert difference["kind"] == "tracking_differs"
    assert difference["order_number"] == number


@then(
    phrase(
        "reconciliation says that it cannot compare",
        de="sagt der Vergleich, dass er nichts vergleichen kann",
    )
)
def _(engine: AtEngine) -> None:
    report = engine.reconciliation()
    assert report["comparable"] is False
    assert "not comparable" in report["reason"]
