"""
What people do when both sides of the integration are compared.
"""

from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, BenchClock, Cast
from harness.bench import Bench
from harness.worlds.empty import empty
from scenarios.phrases import phrase


@given(
    phrase(
        "the order {number:Number} is deleted in ShipStation",
        de="die Bestellung {number:Number} ist in ShipStation gelöscht",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    shipstation.deletes(number)


@given(
    phrase(
        "the sale of {order:Order} was voided in Cin7 Core",
        de="der Verkauf zu {order:Order} wurde in Cin7 Core storniert",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    cin7_core.voids(cin7_core.sale_of(order)["Order"]["SaleOrderNumber"])


@given(
    phrase(
        "only another store's orders are captured",
        de="nur die Bestellungen eines anderen Shops werden erfasst",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    engine.changes_setup(stores=[shipstation.opens_manual_store("Another")])


@when(
    phrase(
        "the orders of all stores are captured",
        de="die Bestellungen aller Shops erfasst werden",
    )
)
def _(engine: AtEngine) -> None:
    engine.changes_setup(stores=[])


@given(
    phrase(
        "a label was just created for {order:Order}",
        de="für {order:Order} wurde soeben ein Versandetikett erstellt",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.creates_label(order)


@when(
    phrase(
        "{order:Order} is labelled, and the integration synchronises",
        de="{order:Order} etikettiert wird und die Integration abgleicht",
    )
)
@when(
    phrase(
        "{order:Number} is labelled, and the integration synchronises",
        de="{order:Number} etikettiert wird und die Integration abgleicht",
    )
)
def _(shipstation: AtShipStation, engine: AtEngine, order: str) -> None:
    shipstation.creates_label(order)
    engine.synchronises()


@given(
    phrase(
        "the tracking number of the sale of {order:Order} is wiped out",
        de="die Sendungsnummer des Verkaufs zu {order:Order} ist gelöscht",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    cin7_core.wipes_tracking(cin7_core.number_of(order) or "")


@given(
    phrase(
        "the integration has lost its ledger",
        de="die Integration hat ihre Aufzeichnungen verloren",
    )
)
def _(bench: Bench, shipstation: AtShipStation) -> None:
    bench.clock.advance(3600)
    bench.system.reset()
    empty(bench.cast)
    bench.cast.engine.connects_shipstation_store(*shipstation.api_keys())


@given(
    phrase(
        "Cin7 Core is connected as a store in ShipStation instead, and may compare",
        de="Cin7 Core ist stattdessen in ShipStation als Shop verbunden, und die "
        "Integration darf vergleichen",
    )
)
def _(cast: Cast) -> None:
    key, secret = cast.shipstation.api_keys()
    cast.engine.disconnects()
    cast.engine.sets_custom_store("Enabled", api_key=key, api_secret=secret)
    cast.shipstation.connects_store(
        cast.cin7_core.login.username, cast.cin7_core.login.password
    )


@given(
    phrase(
        "the label of {order:Order} was voided, and another created",
        de="das Versandetikett von {order:Order} wurde storniert und ein anderes "
        "erstellt",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.voids_label(order)
    shipstation.creates_label(order)


@then(
    phrase(
        "the sale of {order:Order} has the number of its last label alone",
        de="hat der Verkauf zu {order:Order} allein die Nummer seines letzten "
        "Versandetiketts",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, order: str) -> None:
    label = shipstation.shipments(order)[-1]
    assert cin7_core.tracking_of(order) == [label["trackingNumber"]]


@given(
    phrase(
        "a label of {number:Number} was voided, and another created",
        de="ein Versandetikett von {number:Number} wurde storniert und ein anderes "
        "erstellt",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(number)
    clock.settle()
    shipstation.voids_label(number)
    shipstation.creates_label(number)
    clock.settle()


@when(
    phrase(
        '"{kind}" of {number:Number} is mended by "{repair}"',
        de='"{kind}" von {number:Number} mit "{repair}" behoben wird',
    )
)
@when(
    phrase(
        '"{kind}" of {number:Order} is mended by "{repair}"',
        de='"{kind}" von {number:Order} mit "{repair}" behoben wird',
    )
)
def _(engine: AtEngine, kind: str, number: str, repair: str) -> None:
    engine.mends(number, kind=kind, repair=repair)


@when(
    phrase(
        '"{kind}" of the sale of {order:Order} is mended by "{repair}"',
        de='"{kind}" des Verkaufs zu {order:Order} mit "{repair}" behoben wird',
    )
)
def _(
    engine: AtEngine, cin7_core: AtCin7Core, kind: str, order: str, repair: str
) -> None:
    engine.mends(cin7_core.number_of(order) or "", kind=kind, repair=repair)


@when(
    phrase(
        '"{kind}" of {number:Order} is mended by "{repair}", and the integration'
        " synchronises",
        de='"{kind}" von {number:Order} mit "{repair}" behoben wird und die '
        "Integration abgleicht",
    )
)
def _(engine: AtEngine, kind: str, number: str, repair: str) -> None:
    engine.mends(number, kind=kind, repair=repair)
    engine.synchronises()


@then(phrase("reconciliation reports nothing", de="meldet der Vergleich nichts"))
def _(engine: AtEngine) -> None:
    report = engine.reconciliation()
    assert (report["reason"], report["differences"]) == (None, [])


@then(
    phrase(
        "one sale of {order:Order} is good in Cin7 Core",
        de="gilt in Cin7 Core ein einziger Verkauf zu {order:Order}",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    good = [
        number
        for number in cin7_core.sales()
        if cin7_core.refers_to(number) == order
        and cin7_core.sale(number)["Status"] != "VOIDED"
    ]
    assert len(good) == 1
