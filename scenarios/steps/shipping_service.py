"""
What people do and see at a shipping service in Cin7 Core.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, Cast
from harness.actors.cin7_core import WAREHOUSE, Item
from harness.actors.engine import EngineRefused
from harness.worlds.shipping_service import (
    AUSTIN,
    packed,
    shop_in_the_states,
    with_service,
)
from scenarios.phrases import phrase

_BOX = "Box 1"


def _try(call: Callable[[], Any]) -> Any:
    """
    Return what the call does, or the refusal.
    """
    try:
        return call()
    except EngineRefused as refusal:
        return refusal


def _boxes(count: int) -> tuple[str, ...]:
    return tuple(f"Box {number}" for number in range(1, count + 1))


def _package(box: str, weight: str, **sides: Any) -> dict[str, Any]:
    return {"box": box, "weight": Decimal(weight), "weight_units": "kg", **sides}


def _sides(text: str, units: str) -> dict[str, Any]:
    names = ("length", "width", "height")
    told = (Decimal(one) for one in text.split(" x "))
    return {**dict(zip(names, told, strict=True)), "dimension_units": units}


# Connecting


@given(
    phrase(
        "a shop whose parcels leave in the United States",
        de="das Geschäft versendet aus den Vereinigten Staaten",
    )
)
def _(cast: Cast) -> None:
    shop_in_the_states(cast)


@given(
    phrase(
        "ShipStation is connected as a shipping service",
        de="ShipStation ist als Versandservice verbunden",
    )
)
def _(cast: Cast) -> None:
    with_service(cast)


@given(
    phrase(
        "ShipStation is connected as a shipping service, counting in {currency}",
        de="ShipStation ist als Versandservice verbunden und rechnet in {currency}",
    ),
    target_fixture="warnings",
)
def _(cast: Cast, currency: str) -> list[str]:
    shop_in_the_states(cast)
    keys = cast.shipstation.api_keys()
    made = cast.engine.connects_shipping_service(*keys, currency=currency)
    return list(made["warnings"])


@given(
    phrase(
        "ShipStation is connected as a shipping service, weighing in {units}",
        de="ShipStation ist als Versandservice verbunden und wiegt in {units}",
    )
)
def _(cast: Cast, units: str) -> None:
    with_service(cast, weight_units=units)


@given(
    phrase(
        "ShipStation is connected as a shipping service that exports",
        de="ShipStation ist als Versandservice verbunden, der exportiert",
    )
)
def _(cast: Cast) -> None:
    with_service(cast, mode="export")


@given(
    phrase(
        "ShipStation is connected as a shipping service for both",
        de="ShipStation ist als Versandservice für beides verbunden",
    )
)
def _(cast: Cast) -> None:
    with_service(cast, mode="both")


@given(
    phrase(
        "ShipStation is connected as a shipping service that exports carrier"
        ' "{carrier}"',
        de="ShipStation ist als Versandservice verbunden, der den Versanddienst "
        '"{carrier}" exportiert',
    )
)
def _(cast: Cast, carrier: str) -> None:
    with_service(cast, mode="export", carriers=[carrier])


@given(
    phrase(
        'ShipStation is connected as a shipping service that exports location "{name}"',
        de='ShipStation ist als Versandservice verbunden, der den Standort "{name}" '
        "exportiert",
    )
)
def _(cast: Cast, name: str) -> None:
    cast.cin7_core.opens_location(name)
    with_service(cast, mode="export", locations=[name])


@given(
    phrase(
        'ShipStation is connected as a shipping service that exports tag "{tag}"',
        de='ShipStation ist als Versandservice verbunden, der das Tag "{tag}" '
        "exportiert",
    )
)
def _(cast: Cast, tag: str) -> None:
    with_service(cast, mode="export", customer_tags=[tag])


@given(
    phrase(
        "a second ShipStation account is connected as a shipping service",
        de="ein zweites ShipStation-Konto ist als Versandservice verbunden",
    )
)
def _(cast: Cast) -> None:
    keys = cast.shipstation.opens_account("second")
    cast.engine.connects_shipping_service(*keys)


@when(
    phrase(
        "the API key and secret are entered to connect as a shipping service",
        de="API-Schlüssel und Geheimnis eingetragen werden, um als "
        "Versandservice zu verbinden",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    engine.connects_shipping_service(*shipstation.api_keys())


@when(
    phrase(
        "ShipStation is connected as a shipping service without a unit of weight",
        de="ShipStation ohne Gewichtseinheit als Versandservice verbunden wird",
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, shipstation: AtShipStation) -> Any:
    keys = shipstation.api_keys()
    return _try(lambda: engine.connects_shipping_service(*keys, weight_units=None))


@when(
    phrase(
        "Set Default is pressed for the first shipping service",
        de="für den ersten Versandservice Set Default gedrückt wird",
    )
)
def _(engine: AtEngine) -> None:
    engine.saves_service(engine.services()[0]["id"], is_default=True)


@when(
    phrase(
        "a setting is edited to weigh in stones, and cannot be saved",
        de="eine Einstellung auf Gewichte in Stone geändert wird und sich nicht "
        "speichern lässt",
    )
)
def _(engine: AtEngine) -> None:
    with pytest.raises(EngineRefused):
        engine.saves_service(weight_units="stones")


@then(phrase("the shipping service is active", de="ist der Versandservice aktiv"))
def _(engine: AtEngine) -> None:
    assert [one["state"] for one in engine.services()] == ["active"]


@then(
    phrase("its settings can be changed", de="lassen sich seine Einstellungen ändern")
)
def _(engine: AtEngine) -> None:
    engine.saves_service(document_number="invoice")
    assert engine.services()[0]["settings"]["document_number"] == "invoice"


@then(
    phrase("no shipping service is connected", de="ist kein Versandservice verbunden")
)
def _(engine: AtEngine) -> None:
    assert engine.services() == []


@then(
    phrase(
        'the settings are refused, naming "{text}"',
        de='werden die Einstellungen abgelehnt, und die Ablehnung nennt "{text}"',
    )
)
def _(answer: Any, text: str) -> None:
    assert answer.code == "settings_refused"
    assert text in answer.sentence


@then(
    phrase(
        "a warning says that the currencies differ",
        de="warnt ein Hinweis, dass die Währungen verschieden sind",
    )
)
def _(warnings: list[str]) -> None:
    assert any("USD" in warning and "GBP" in warning for warning in warnings)


# Goods and people


@given(
    phrase(
        "sale {number:Number} is packed for Austin",
        de="der Verkauf {number:Number} ist für Austin verpackt",
    )
)
def _(cast: Cast, number: str) -> None:
    packed(cast, number, _boxes(1))


@given(
    phrase(
        "sale {number:Number} is packed in {count:d} boxes for Austin",
        de="der Verkauf {number:Number} ist in {count:d} Kartons für Austin verpackt",
    )
)
def _(cast: Cast, number: str, count: int) -> None:
    packed(cast, number, _boxes(count), Item("BELL-01", Decimal(3)))


@given(
    phrase(
        "sale {number:Number} of {items:Items} is packed for Austin",
        de="der Verkauf {number:Number} über {items:Items} ist für Austin verpackt",
    )
)
def _(cast: Cast, number: str, items: list[Item]) -> None:
    packed(cast, number, _boxes(1), *items)


@given(
    phrase(
        'sale {number:Number} is packed at "{place}" for Austin',
        de='der Verkauf {number:Number} ist am Standort "{place}" für Austin verpackt',
    )
)
def _(cast: Cast, number: str, place: str) -> None:
    at = cast.cin7_core
    at.opens_location(place)
    at.stocks("BELL-02", place=place)
    at.sells(number, Item("BELL-02", Decimal(1)), address=AUSTIN, Location=place)
    at.picks(number, place=place)
    at.packs(number, place=place)


@given(
    phrase(
        "sale {number:Number} is packed for Austin, and its shipment drafted",
        de="der Verkauf {number:Number} ist für Austin verpackt und seine "
        "Sendung entworfen",
    )
)
def _(cast: Cast, number: str) -> None:
    packed(cast, number, _boxes(1))
    cast.cin7_core.drafts_shipment(number)


@given(
    phrase(
        'sale {number:Number} by "{carrier}" is packed for Austin, and its shipment'
        " drafted",
        de='der Verkauf {number:Number} mit dem Versanddienst "{carrier}" ist für '
        "Austin verpackt und seine Sendung entworfen",
    )
)
def _(cast: Cast, number: str, carrier: str) -> None:
    packed(cast, number, _boxes(1), Carrier=carrier)
    cast.cin7_core.drafts_shipment(number)


@given(
    phrase(
        "sales {first:Number} to {last:Number} are packed for Austin, and their"
        " shipments drafted",
        de="die Verkäufe {first:Number} bis {last:Number} sind für Austin verpackt "
        "und ihre Sendungen entworfen",
    )
)
def _(cast: Cast, first: str, last: str) -> None:
    for count in range(int(first[3:]), int(last[3:]) + 1):
        packed(cast, f"SO-{count:05d}", _boxes(1))
        cast.cin7_core.drafts_shipment(f"SO-{count:05d}")


@given(
    phrase("a product {sku} without a weight", de="das Produkt {sku} hat kein Gewicht")
)
def _(cin7_core: AtCin7Core, sku: str) -> None:
    cin7_core.stocks(sku, Weight=0)


@given(
    phrase('user "{name}" may only ship', de='der Benutzer "{name}" darf nur versenden')
)
def _(cin7_core: AtCin7Core, name: str) -> None:
    cin7_core.invites(
        name, cin7_core.password_for(name), "main", permissions=["sale_ship"]
    )


@given(
    phrase('user "{name}" may only pack', de='der Benutzer "{name}" darf nur verpacken')
)
def _(cin7_core: AtCin7Core, name: str) -> None:
    cin7_core.invites(
        name, cin7_core.password_for(name), "main", permissions=["sale_pack"]
    )


@given(
    phrase(
        "the warehouse stands at postcode {postcode}",
        de="das Lager hat die Postleitzahl {postcode}",
    )
)
def _(cin7_core: AtCin7Core, postcode: str) -> None:
    cin7_core.opens_location(WAREHOUSE, address={**AUSTIN, "Postcode": postcode})


@given(
    phrase(
        "parcels leave from the default location, at postcode {postcode}",
        de="Pakete gehen vom voreingestellten Standort ab, mit der Postleitzahl "
        "{postcode}",
    )
)
def _(cin7_core: AtCin7Core, engine: AtEngine, postcode: str) -> None:
    cin7_core.opens_location(WAREHOUSE, address={**AUSTIN, "Postcode": postcode})
    engine.saves_service(default_ship_from="default_location")


# Packages and rates


@given(
    phrase(
        "it is entered that {box} of {number:Number} weighs {weight} kg and measures"
        " {sides} {units:w}",
        de="es ist eingetragen, dass {box} von {number:Number} {weight} kg wiegt und "
        "{sides} {units:w} misst",
    )
)
def _(
    engine: AtEngine, box: str, number: str, weight: str, sides: str, units: str
) -> None:
    engine.enters_packages(number, _package(box, weight, **_sides(sides, units)))


@given(
    phrase(
        'the shipping instructions of {number:Number} are "{text}"',
        de='die Versandanweisungen von {number:Number} sind "{text}"',
    )
)
def _(engine: AtEngine, number: str, text: str) -> None:
    engine.enters_packages(number, instructions=text)


@when(
    phrase(
        'user "{name}" enters packages for {number:Number}',
        de='der Benutzer "{name}" Packstücke für {number:Number} einträgt',
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, cin7_core: AtCin7Core, name: str, number: str) -> Any:
    user = engine.signs_in(name, cin7_core.password_for(name))
    return _try(lambda: user.enters_packages(number, _package(_BOX, "1")))


@when(
    phrase(
        'user "{name}" enters that {box} of {number:Number} weighs {weight} kg',
        de='der Benutzer "{name}" einträgt, dass {box} von {number:Number} {weight} '
        "kg wiegt",
    )
)
def _(
    engine: AtEngine,
    cin7_core: AtCin7Core,
    name: str,
    box: str,
    number: str,
    weight: str,
) -> None:
    user = engine.signs_in(name, cin7_core.password_for(name))
    user.enters_packages(number, _package(box, weight))


@when(
    phrase(
        "it is entered that {box} of {number:Number} weighs {weight:d} stone",
        de="eingetragen wird, dass {box} von {number:Number} {weight:d} Stone wiegt",
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, box: str, number: str, weight: int) -> Any:
    package = {"box": box, "weight": weight, "weight_units": "stone"}
    return _try(lambda: engine.enters_packages(number, package))


@when(
    phrase(
        "rates are asked for {number:Number}",
        de="nach Versandtarifen für {number:Number} gefragt wird",
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, number: str) -> Any:
    return _try(lambda: engine.asks_rates(number))


@when(
    phrase(
        'rates of "{carrier}" are asked for {number:Number}',
        de='nach Versandtarifen von "{carrier}" für {number:Number} gefragt wird',
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, carrier: str, number: str) -> Any:
    return _try(lambda: engine.asks_rates(number, carrier))


@then(
    phrase(
        "{box} of {number:Number} weighs {grams:d} grams",
        de="wiegt {box} von {number:Number} {grams:d} Gramm",
    )
)
def _(engine: AtEngine, box: str, number: str, grams: int) -> None:
    told = {one["box"]: one for one in engine.packages(number)["packages"]}
    assert told[box]["weight_grams"] == grams


@then(
    phrase(
        'rates of "{one}", "{two}" and "{three}" are listed, cheapest first',
        de='werden Versandtarife von "{one}", "{two}" und "{three}" aufgeführt, der '
        "günstigste zuerst",
    )
)
def _(answer: Mapping[str, Any], one: str, two: str, three: str) -> None:
    totals = [rate["total"] for rate in answer["rates"]]
    assert {rate["carrier"] for rate in answer["rates"]} == {one, two, three}
    assert totals == sorted(totals)
    assert min(totals) > 0


@then(
    phrase(
        "each rate is the sum of {count:d} packages",
        de="ist jeder Versandtarif die Summe von {count:d} Packstücken",
    )
)
def _(answer: Mapping[str, Any], count: int) -> None:
    for rate in answer["rates"]:
        prices = [Decimal(str(one["price"])) for one in rate["packages"]]
        assert len(prices) == count
        assert Decimal(str(rate["total"])) == sum(prices)


@then(
    phrase(
        "there are no rates, and a message says that no service takes {number}",
        de="gibt es keine Versandtarife, und eine Meldung sagt, dass kein Service "
        "{number} nimmt",
    )
)
def _(answer: Mapping[str, Any], number: str) -> None:
    assert answer["rates"] == []
    assert any(number in message for message in answer["messages"])


@then(
    phrase(
        "ShipStation was not asked for rates",
        de="wurde ShipStation nicht nach Versandtarifen gefragt",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert shipstation.asked("get_rates") == []


@then(
    phrase(
        "ShipStation was asked for rates once",
        de="wurde ShipStation einmal nach Versandtarifen gefragt",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert len(shipstation.asked("get_rates")) == 1


@then(
    phrase(
        "ShipStation was asked from postcode {postcode}",
        de="wurde ShipStation nach Versandtarifen ab Postleitzahl {postcode} gefragt",
    )
)
def _(shipstation: AtShipStation, postcode: str) -> None:
    asked = shipstation.asked("get_rates")
    assert {one["fromPostalCode"] for one in asked} == {postcode}


@then(
    phrase(
        "ShipStation was asked about {value:f} ounces",
        de="wurde ShipStation nach {value:f} Unzen gefragt",
    )
)
def _(shipstation: AtShipStation, value: float) -> None:
    weight = shipstation.asked("get_rates")[-1]["weight"]
    assert weight == {"value": value, "units": "ounces"}


@then(
    phrase(
        "ShipStation was asked about {grams:d} grams",
        de="wurde ShipStation nach {grams:d} Gramm gefragt",
    )
)
def _(shipstation: AtShipStation, grams: int) -> None:
    weights = [one["weight"] for one in shipstation.asked("get_rates")]
    assert {(one["value"], one["units"]) for one in weights} == {(grams, "grams")}


@then(
    phrase(
        "ShipStation was asked about {grams:d} grams in {sides}",
        de="wurde ShipStation nach {grams:d} Gramm in {sides} gefragt",
    )
)
def _(shipstation: AtShipStation, grams: int, sides: str) -> None:
    _check_parcels(shipstation, [(grams, sides)])


@then(
    phrase(
        "ShipStation was asked about {light:d} grams, and about {heavy:d} grams in"
        " {sides}",
        de="wurde ShipStation nach {light:d} Gramm und nach {heavy:d} Gramm in "
        "{sides} gefragt",
    )
)
def _(shipstation: AtShipStation, light: int, heavy: int, sides: str) -> None:
    _check_parcels(shipstation, [(light, ""), (heavy, sides)])


def _check_parcels(shipstation: AtShipStation, expected: list[tuple[int, str]]) -> None:
    told = []
    for one in shipstation.asked("get_rates"):
        size = one.get("dimensions")
        sides = (size[name] for name in ("length", "width", "height")) if size else ()
        text = " x ".join(f"{Decimal(str(side)):.0f}" for side in sides)
        told.append((one["weight"]["value"], text))
    assert told == expected


# Labels


@given(
    phrase(
        "labels were created for {number:Number}",
        de="für {number:Number} wurden Versandetiketten erstellt",
    )
)
def _(engine: AtEngine, number: str) -> None:
    engine.buys_labels(number)


@given(
    phrase(
        'labels by "{carrier}" "{service}" were created for {number:Number}',
        de='für {number:Number} wurden Versandetiketten mit "{carrier}" "{service}" '
        "erstellt",
    )
)
def _(engine: AtEngine, carrier: str, service: str, number: str) -> None:
    engine.buys_labels(number, carrier=carrier, service=service)


@given(
    phrase(
        "ShipStation will refuse the second label",
        de="ShipStation wird das zweite Versandetikett ablehnen",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.misbehaves(
        "create_label_for_order",
        "status",
        status=500,
        body={"ExceptionMessage": "The carrier is out of numbers."},
        after=1,
    )


@given(
    phrase(
        'the carrier "{code}" does not void labels',
        de='der Versanddienst "{code}" storniert keine Versandetiketten',
    )
)
def _(shipstation: AtShipStation, code: str) -> None:
    shipstation.is_known_for("void_refusal", code)


@given(
    phrase(
        "the answer to the next label will be lost",
        de="die Antwort auf das nächste Versandetikett wird verloren gehen",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.misbehaves("create_label_for_order", "lost-reply")


@when(
    phrase(
        "labels are created for {number:Number}",
        de="Versandetiketten für {number:Number} erstellt werden",
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, number: str) -> Any:
    return _try(lambda: engine.buys_labels(number))


@when(
    phrase(
        "labels are created for {number:Number}, and once more",
        de="Versandetiketten für {number:Number} erstellt werden, und das noch einmal",
    )
)
def _(engine: AtEngine, number: str) -> None:
    for _ in range(2):
        _try(lambda: engine.buys_labels(number))


@when(
    phrase(
        'labels by "{carrier}" "{service}" are created for {number:Number}',
        de='Versandetiketten mit "{carrier}" "{service}" für {number:Number} erstellt '
        "werden",
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, carrier: str, service: str, number: str) -> Any:
    choices = {"carrier": carrier, "service": service}
    return _try(lambda: engine.buys_labels(number, **choices))


@when(
    phrase(
        "labels without carrier and confirmation are created for {number:Number}",
        de="Versandetiketten ohne Versanddienst und Zustellbestätigung für "
        "{number:Number} erstellt werden",
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, number: str) -> Any:
    return _try(lambda: engine.buys_labels(number, carrier="", confirmation=""))


@when(
    phrase(
        'user "{name}" creates labels for {number:Number}',
        de='der Benutzer "{name}" Versandetiketten für {number:Number} erstellt',
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, cin7_core: AtCin7Core, name: str, number: str) -> Any:
    user = engine.signs_in(name, cin7_core.password_for(name))
    return _try(lambda: user.buys_labels(number))


@when(
    phrase(
        "a test label is created for {number:Number}",
        de="für {number:Number} ein Testetikett erstellt wird",
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, number: str) -> Any:
    return engine.buys_labels(number, test=True)


@when(
    phrase(
        "the label of {number:Number} is voided in Cin7 Core",
        de="das Versandetikett von {number:Number} in Cin7 Core storniert wird",
    ),
    target_fixture="answer",
)
def _(engine: AtEngine, number: str) -> Any:
    return engine.voids_label(engine.labels(number)[-1]["id"])


@when(
    phrase(
        '{number:Number} goes to "{city}" instead, and labels are created',
        de='{number:Number} stattdessen nach "{city}" geht und Versandetiketten '
        "erstellt werden",
    )
)
def _(cin7_core: AtCin7Core, engine: AtEngine, number: str, city: str) -> None:
    cin7_core.sends_to(number, {**AUSTIN, "City": city})
    engine.buys_labels(number)


@then(phrase("a sample was made", de="wurde ein Muster erstellt"))
def _(answer: Mapping[str, Any]) -> None:
    [sample] = answer["samples"]
    assert sample["pdf"]


@then(phrase("no label was bought", de="wurde kein Versandetikett gekauft"))
def _(shipstation: AtShipStation) -> None:
    assert shipstation.parcels("SO-00001") == []


@then(phrase("{count:d} label was bought", de="wurde {count:d} Versandetikett gekauft"))
def _(shipstation: AtShipStation, count: int) -> None:
    assert len(shipstation.parcels("SO-00001")) == count


@then(
    phrase(
        "{count:d} label was bought, and the answer names {box}",
        de="wurde {count:d} Versandetikett gekauft, und die Antwort nennt {box}",
    )
)
def _(
    shipstation: AtShipStation, answer: Mapping[str, Any], count: int, box: str
) -> None:
    assert len(shipstation.parcels("SO-00001")) == count
    assert len(answer["labels"]) == count
    assert answer["missing"]["box"] == box


@then(
    phrase(
        "{number:Number} has {count:d} label and the same number in Cin7 Core",
        de="hat {number:Number} {count:d} Versandetikett und in Cin7 Core "
        "dieselbe Nummer",
    )
)
@then(
    phrase(
        "{number:Number} has {count:d} labels and the same numbers in Cin7 Core",
        de="hat {number:Number} {count:d} Versandetiketten und in Cin7 Core dieselben "
        "Nummern",
    )
)
def _(engine: AtEngine, cin7_core: AtCin7Core, number: str, count: int) -> None:
    _check_labels(engine, cin7_core, number, count)


@then(
    phrase(
        "{number:Number} has {count:d} label, paid once, and the same number in Cin7"
        " Core",
        de="hat {number:Number} {count:d} Versandetikett, einmal bezahlt, und in Cin7 "
        "Core dieselbe Nummer",
    )
)
def _(cast: Cast, number: str, count: int) -> None:
    _check_labels(cast.engine, cast.cin7_core, number, count)
    assert len(cast.shipstation.parcels(number)) == count


def _check_labels(
    engine: AtEngine, cin7_core: AtCin7Core, number: str, count: int
) -> None:
    bought = [one for one in engine.labels(number) if one["state"] == "bought"]
    by_box = {one["box"]: one["tracking_number"] for one in bought}
    lines = cin7_core.ship_lines(number)
    assert len(bought) == count
    assert by_box == {line["Boxes"]: line["TrackingNumber"] for line in lines}


@then(
    phrase(
        "ShipStation has {orders:d} order and {shipments:d} shipments of "
        "{number:Number}",
        de="hat ShipStation {orders:d} Bestellung und {shipments:d} Sendungen "
        "von {number:Number}",
    )
)
@then(
    phrase(
        "ShipStation has {orders:d} order and {shipments:d} shipment of "
        "{number:Number}",
        de="hat ShipStation {orders:d} Bestellung und {shipments:d} Sendung "
        "von {number:Number}",
    )
)
def _(shipstation: AtShipStation, orders: int, shipments: int, number: str) -> None:
    assert len(shipstation.orders_of(number)) == orders
    assert len(shipstation.parcels(number)) == shipments


@then(
    phrase(
        "the label of {number:Number} prints twice the same",
        de="wird das Versandetikett von {number:Number} zweimal gleich gedruckt",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation, number: str) -> None:
    [label] = engine.labels(number)
    page = engine.prints_label(label["id"])
    assert page == engine.prints_label(label["id"])
    assert page.startswith(b"%PDF-")
    parcel = shipstation.label_of(number) or {}
    assert parcel["trackingNumber"] == label["tracking_number"]


@then(
    phrase(
        "the label of {number:Number} has no PDF, and says so",
        de="hat das Versandetikett von {number:Number} kein PDF und sagt das auch",
    )
)
def _(engine: AtEngine, number: str) -> None:
    [label] = engine.labels(number)
    assert label["pdf"] is None
    assert "PDF" in label["remark"]


@then(phrase("the void is approved", de="wird die Stornierung genehmigt"))
def _(answer: Mapping[str, Any]) -> None:
    assert answer["approved"] is True


@then(
    phrase(
        "the void is not approved, and a reason is shown",
        de="wird die Stornierung nicht genehmigt und ein Grund gezeigt",
    )
)
def _(answer: Mapping[str, Any]) -> None:
    assert answer["approved"] is False
    assert answer["message"]


@then(
    phrase(
        'the last parcel of {number:Number} goes to "{city}"',
        de='geht das letzte Paket von {number:Number} nach "{city}"',
    )
)
def _(shipstation: AtShipStation, number: str, city: str) -> None:
    assert shipstation.parcels(number)[-1]["shipTo"]["city"] == city


# Export


@given(
    phrase(
        "ShipStation is connected as a shipping service, and has got {number:Number}",
        de="ShipStation ist als Versandservice verbunden und hat {number:Number} "
        "bekommen",
    )
)
def _(cast: Cast, number: str) -> None:
    with_service(cast, mode="export")
    packed(cast, number, _boxes(1))
    cast.cin7_core.drafts_shipment(number)
    cast.engine.synchronises()
    assert cast.shipstation.status(number) == "Awaiting Shipment"


@given(
    phrase(
        "order {number:Number} is cancelled there",
        de="die Bestellung {number:Number} ist dort storniert",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    shipstation.cancels(number)


@given(
    phrase(
        "the order {number:Number} has left ShipStation",
        de="die Bestellung {number:Number} hat ShipStation verlassen",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    shipstation.creates_label(number)


@when(
    phrase(
        'the note of {number:Number} is changed to "{note}"',
        de='die Notiz von {number:Number} auf "{note}" geändert wird',
    )
)
def _(cin7_core: AtCin7Core, number: str, note: str) -> None:
    cin7_core.notes(number, note)


@then(
    phrase(
        "{number:Number} is exported {count:d} times",
        de="ist {number:Number} {count:d} Mal exportiert",
    )
)
def _(engine: AtEngine, number: str, count: int) -> None:
    told = [one["reason"] for one in engine.log(subject=number)]
    assert told.count("created") == count


@then(
    phrase(
        'order {number:Number} has the internal note "{note}"',
        de='hat die Bestellung {number:Number} die interne Notiz "{note}"',
    )
)
def _(shipstation: AtShipStation, number: str, note: str) -> None:
    assert shipstation.wanted(number)["internalNotes"] == note


@then(
    phrase(
        "the last export of {number:Number} has its address and its items",
        de="hat der letzte Export von {number:Number} seine Adresse und seine Artikel",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    [order] = shipstation.asked("create_orders")[-1]
    assert order["orderNumber"] == number
    assert order["shipTo"]["city"] == "Austin"
    assert order["items"]


@then(phrase("one call has created them", de="hat ein einziger Aufruf sie angelegt"))
def _(shipstation: AtShipStation) -> None:
    assert len(shipstation.asked("create_orders")) == 1


# Refusals


@then(
    phrase('it is refused because of "{code}"', de='wird es wegen "{code}" abgelehnt')
)
def _(answer: Any, code: str) -> None:
    assert isinstance(answer, EngineRefused)
    assert answer.code == code


@then(
    phrase(
        'the refusal names "{one}" and "{other}"',
        de='nennt die Ablehnung "{one}" und "{other}"',
    )
)
def _(answer: Any, one: str, other: str) -> None:
    assert one in answer.sentence
    assert other in answer.sentence


# Beside other methods


@given(
    phrase(
        "a shipping service is connected beside it",
        de="daneben ist ein Versandservice verbunden",
    )
)
def _(cast: Cast) -> None:
    cast.engine.connects_shipping_service(*cast.shipstation.api_keys())


@given(
    phrase(
        "a shipping service that exports is connected beside it",
        de="daneben ist ein Versandservice verbunden, der exportiert",
    )
)
def _(cast: Cast) -> None:
    keys = cast.shipstation.api_keys()
    cast.engine.connects_shipping_service(*keys, mode="export")


@given(
    phrase(
        "sale {number:Number} is packed for Austin, and ShipStation has imported it",
        de="der Verkauf {number:Number} ist für Austin verpackt, und "
        "ShipStation hat ihn importiert",
    )
)
def _(cast: Cast, number: str) -> None:
    packed(cast, number, _boxes(1))
    cast.cin7_core.drafts_shipment(number)
    cast.shipstation.imports()
    cast.clock.settle()
    cast.clock.advance(60)
    assert cast.shipstation.status(number) == "Awaiting Shipment"


@given(
    phrase(
        "the integration has exported {number:Number}",
        de="die Integration hat {number:Number} exportiert",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation, number: str) -> None:
    engine.synchronises()
    assert shipstation.status(number) == "Awaiting Shipment"


@given(
    phrase(
        "the custom store has offered {number:Number}, and ShipStation lost it",
        de="der Custom Store hat {number:Number} angeboten, und ShipStation "
        "hat es verloren",
    )
)
def _(cast: Cast, number: str) -> None:
    cast.shipstation.imports()
    cast.clock.settle()
    cast.shipstation.deletes(number)


@given(
    phrase(
        "order {order} of ShipStation was imported as {number:Number}, and is packed",
        de="die Bestellung {order} aus ShipStation wurde als {number:Number} "
        "importiert und ist verpackt",
    )
)
def _(cast: Cast, order: str, number: str) -> None:
    cast.cin7_core.stocks("MUG")
    cast.shipstation.types_in_order(order)
    cast.engine.synchronises()
    cast.cin7_core.picks(number)
    cast.cin7_core.packs(number)


@given(
    phrase(
        "the API keys are regenerated, and labels were refused",
        de="die API-Schlüssel sind neu erzeugt, und Versandetiketten wurden abgelehnt",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    shipstation.regenerates_keys()
    with pytest.raises(EngineRefused):
        engine.buys_labels("SO-00001")


@when(
    phrase(
        "ShipStation is connected as a shipping service beside it",
        de="ShipStation daneben als Versandservice verbunden wird",
    ),
    target_fixture="warnings",
)
def _(engine: AtEngine, shipstation: AtShipStation) -> list[str]:
    made = engine.connects_shipping_service(*shipstation.api_keys())
    return list(made["warnings"])


@when(
    phrase(
        "the change of type to a shipping service is confirmed",
        de="der Wechsel des Typs zum Versandservice bestätigt wird",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    keys = shipstation.api_keys()
    engine.connects_shipping_service(*keys, change_integration_type=True)


@when(
    phrase(
        "the change of type to a shipping service is declined",
        de="der Wechsel des Typs zum Versandservice abgelehnt wird",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    with pytest.raises(EngineRefused) as refused:
        engine.connects_shipping_service(*shipstation.api_keys())
    assert refused.value.code == "confirmation_needed"


@when(
    phrase(
        "the new API keys are entered for every connection",
        de="die neuen API-Schlüssel für jede Verbindung eingetragen werden",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    for one in engine.connections():
        engine.enters_keys(*shipstation.api_keys(), connection=one["id"])


@then(phrase("a warning of duplicates is shown", de="wird vor Dubletten gewarnt"))
def _(warnings: list[str]) -> None:
    assert any("duplicates" in warning for warning in warnings)


@then(
    phrase(
        "one ShipStation store is connected beside it",
        de="ist daneben ein ShipStation-Shop verbunden",
    )
)
def _(engine: AtEngine) -> None:
    methods = [one["method"] for one in engine.connections()]
    assert methods.count("shipstation_store") == 1


@then(phrase("every connection is {state}", de="ist jede Verbindung {state}"))
def _(engine: AtEngine, state: str) -> None:
    assert {one["state"] for one in engine.connections()} == {state}


@then(
    phrase(
        "the order {order} has the one label of {number:Number}, and there is no "
        "other order",
        de="hat die Bestellung {order} das eine Versandetikett von "
        "{number:Number}, und es gibt keine andere Bestellung",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation, order: str, number: str) -> None:
    [label] = engine.labels(number)
    [parcel] = shipstation.parcels(order)
    assert parcel["trackingNumber"] == label["tracking_number"]
    assert len(shipstation.orders()) == 1
