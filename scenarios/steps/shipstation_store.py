"""
What people do and see around ShipStation as a store in Cin7 Core.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, BenchClock, Cast
from harness.actors.cin7_core import Item
from harness.actors.engine import EngineRefused
from harness.worlds.empty import empty
from harness.worlds.one_packed_sale import CUSTOMER
from scenarios.phrases import phrase

PRICE = Decimal("10.00")


def _lines(items: list[Item]) -> list[dict[str, Any]]:
    return [
        {
            "sku": item.sku,
            "name": item.sku.title(),
            "quantity": int(item.quantity),
            "unitPrice": PRICE,
        }
        for item in items
    ]


def _settle(clock: BenchClock, engine: AtEngine) -> None:
    engine.synchronises()
    clock.settle()


# Connecting


@given(
    phrase(
        "the organisation is known to the integration",
        de="die Integration kennt die Organisation",
    )
)
def _(cast: Cast) -> None:
    empty(cast)


@given(
    phrase(
        "ShipStation says that no API keys are generated",
        de="ShipStation sagt, dass keine API-Schlüssel generiert sind",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert "no API keys" in shipstation.deletes_keys()


@when(
    phrase(
        "API keys are generated in ShipStation",
        de="in ShipStation API-Schlüssel generiert werden",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.generates_keys()


@when(
    phrase(
        "the API key and secret are entered to connect as a store",
        de="API-Schlüssel und Geheimnis eingetragen werden, um als Shop zu verbinden",
    )
)
def _(engine: AtEngine, shipstation: AtShipStation) -> None:
    engine.connects_shipstation_store(*shipstation.api_keys())


@when(
    phrase(
        "the API key and secret are entered to connect as a store again",
        de="API-Schlüssel und Geheimnis noch einmal eingetragen werden, um als Shop "
        "zu verbinden",
    ),
    target_fixture="refusal",
)
def _(engine: AtEngine, shipstation: AtShipStation) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.connects_shipstation_store(*shipstation.api_keys())
    return refused.value


@when(
    phrase(
        "a wrong API secret is entered to connect as a store",
        de="ein falsches API-Geheimnis eingetragen wird, um als Shop zu verbinden",
    ),
    target_fixture="refusal",
)
def _(engine: AtEngine, shipstation: AtShipStation) -> EngineRefused:
    key, _ = shipstation.api_keys()
    with pytest.raises(EngineRefused) as refused:
        engine.connects_shipstation_store(key, "0" * 32)
    return refused.value


@then(
    phrase(
        "it is refused as already connected", de="wird es als schon verbunden abgelehnt"
    )
)
def _(refusal: EngineRefused) -> None:
    assert refusal.code == "already_connected"


# Setup


@then(phrase("its Setup can be changed", de="lässt sich seine Einrichtung ändern"))
def _(engine: AtEngine) -> None:
    engine.changes_setup(company_as_customer=True)
    assert engine.connection()["settings"]["company_as_customer"] is True


@when(
    phrase(
        'Setup is changed to pick imported sales at "{location}"',
        de="die Einrichtung geändert wird, um importierte Verkäufe am Standort "
        '"{location}" zu kommissionieren',
    ),
    target_fixture="refusal",
)
def _(engine: AtEngine, location: str) -> EngineRefused:
    with pytest.raises(EngineRefused) as refused:
        engine.changes_setup(location=location)
    return refused.value


@then(
    phrase(
        'Setup is refused, naming "{name}" as a choice',
        de='wird die Einrichtung abgelehnt, und zur Wahl steht "{name}"',
    )
)
def _(refusal: EngineRefused, name: str) -> None:
    assert refusal.code == "settings_refused"
    assert name in refusal.sentence


@then(phrase("Setup has no location", de="hat die Einrichtung keinen Standort"))
def _(engine: AtEngine) -> None:
    assert engine.connection()["settings"]["location"] is None


@when(
    phrase("Setup is opened", de="die Einrichtung geöffnet wird"),
    target_fixture="setup",
)
def _(engine: AtEngine) -> dict[str, Any]:
    engine.synchronises()
    settings: dict[str, Any] = engine.connection()["settings"]
    return settings


@then(
    phrase(
        "restock is not ignored for non-fulfilled sales",
        de="wird die Wiedereinlagerung nicht versandter Verkäufe nicht ignoriert",
    )
)
def _(setup: dict[str, Any]) -> None:
    assert setup["ignore_restock"] is False


@given(
    phrase(
        "restock is ignored for non-fulfilled sales",
        de="die Wiedereinlagerung nicht versandter Verkäufe wird ignoriert",
    )
)
def _(engine: AtEngine) -> None:
    engine.changes_setup(ignore_restock=True)


@given(
    phrase(
        "orders are captured when they are shipped",
        de="Bestellungen werden erfasst, wenn sie versandt sind",
    )
)
def _(engine: AtEngine) -> None:
    engine.changes_setup(capture_when="shipped")


@given(
    phrase(
        "orders before today are locked",
        de="Bestellungen vor dem heutigen Tag sind gesperrt",
    )
)
def _(engine: AtEngine, clock: BenchClock) -> None:
    engine.changes_setup(lock_date=clock.now().date().isoformat())


@given(
    phrase(
        "orders with missing products are held",
        de="Bestellungen mit fehlenden Produkten werden zurückgehalten",
    )
)
def _(engine: AtEngine) -> None:
    engine.changes_setup(missing_product="hold")


@given(
    phrase(
        "imported sales are picked, packed and shipped automatically",
        de="importierte Verkäufe werden automatisch kommissioniert, verpackt und "
        "versandt",
    )
)
def _(engine: AtEngine) -> None:
    engine.changes_setup(automatic_pick=True, automatic_pack=True, automatic_ship=True)


@given(
    phrase(
        "imported sales are invoiced and paid",
        de="importierte Verkäufe werden in Rechnung gestellt und bezahlt",
    )
)
def _(engine: AtEngine) -> None:
    engine.changes_setup(invoice_status="authorised", payment_account="1100")


@given(phrase("the company is the customer", de="die Firma ist der Kunde"))
def _(engine: AtEngine) -> None:
    engine.changes_setup(company_as_customer=True)


@given(
    phrase(
        "voided shipments are taken back",
        de="stornierte Sendungen werden zurückgenommen",
    )
)
def _(engine: AtEngine) -> None:
    engine.changes_setup(voided_shipment="reverse")


@given(phrase("orders are only imported", de="Bestellungen werden nur importiert"))
def _(engine: AtEngine) -> None:
    engine.changes_setup(order_flow="import")


@given(phrase("orders are only created", de="Bestellungen werden nur angelegt"))
def _(engine: AtEngine) -> None:
    engine.changes_setup(order_flow="create")


@given(
    phrase(
        'ShipStation has the stores "{chosen}" and "{other}", and only "{only}" is'
        " chosen",
        de='ShipStation hat die Shops "{chosen}" und "{other}", und nur "{only}" ist '
        "ausgewählt",
    )
)
def _(
    engine: AtEngine, shipstation: AtShipStation, chosen: str, other: str, only: str
) -> None:
    stores = {name: shipstation.opens_manual_store(name) for name in (chosen, other)}
    engine.changes_setup(stores=[stores[only]])


# Orders that come into ShipStation


@given(
    phrase(
        "order {order:Order} of {items:Items} came into ShipStation",
        de="die Bestellung {order:Order} über {items:Items} kam in ShipStation an",
    )
)
def _(shipstation: AtShipStation, order: str, items: list[Item]) -> None:
    shipstation.takes_order(order, items=_lines(items))


@given(
    phrase(
        "order {order:Order} of {items:Items} came into ShipStation, with freight"
        " {freight} and tax {tax}",
        de="die Bestellung {order:Order} über {items:Items} kam in ShipStation an, "
        "mit {freight} Versandkosten und {tax} Steuer",
    )
)
def _(
    shipstation: AtShipStation, order: str, items: list[Item], freight: str, tax: str
) -> None:
    shipstation.takes_order(order, items=_lines(items), shipping=freight, tax=tax)


@given(
    phrase(
        "order {order:Order} of {items:Items} came into ShipStation, with a discount of"
        " {amount}",
        de="die Bestellung {order:Order} über {items:Items} kam in ShipStation an, "
        "mit einem Rabatt von {amount}",
    )
)
def _(shipstation: AtShipStation, order: str, items: list[Item], amount: str) -> None:
    discount = {
        "name": "Ten percent off",
        "unitPrice": -Decimal(amount),
        "adjustment": True,
    }
    shipstation.takes_order(order, items=[*_lines(items), discount])


@given(
    phrase(
        "order {order:Order} of {items:Items} came into ShipStation, paid {amount}"
        " short",
        de="die Bestellung {order:Order} über {items:Items} kam in ShipStation an, um "
        "{amount} zu wenig bezahlt",
    )
)
def _(shipstation: AtShipStation, order: str, items: list[Item], amount: str) -> None:
    whole = sum((item.quantity * PRICE for item in items), Decimal(0))
    paid = whole - Decimal(amount)
    shipstation.takes_order(order, items=_lines(items), amount_paid=paid)


@given(
    phrase(
        "order {order:Order} of {items:Items} came into ShipStation, unpaid",
        de="die Bestellung {order:Order} über {items:Items} kam in ShipStation an, "
        "unbezahlt",
    )
)
def _(shipstation: AtShipStation, order: str, items: list[Item]) -> None:
    shipstation.takes_order(order, items=_lines(items), status="awaiting_payment")


@given(
    phrase(
        "order {order:Order} of {items:Items} came into ShipStation, dated yesterday",
        de="die Bestellung {order:Order} über {items:Items} kam in ShipStation an, "
        "mit dem Datum von gestern",
    )
)
def _(
    shipstation: AtShipStation, clock: BenchClock, order: str, items: list[Item]
) -> None:
    day = (clock.now() - timedelta(days=1)).date()
    shipstation.takes_order(order, items=_lines(items), order_date=f"{day}T12:00:00")


@given(
    phrase(
        "order {order:Order} of {items:Items} came into ShipStation, dated {moment}"
        " Pacific",
        de="die Bestellung {order:Order} über {items:Items} kam in ShipStation an, "
        "datiert auf {moment} pazifischer Zeit",
    )
)
def _(shipstation: AtShipStation, order: str, items: list[Item], moment: str) -> None:
    shipstation.takes_order(
        order, items=_lines(items), order_date=moment.replace(" ", "T")
    )


@given(
    phrase(
        'order {order:Order} of {items:Items} came into ShipStation from "{buyer}" of'
        ' "{company}"',
        de='die Bestellung {order:Order} über {items:Items} kam von "{buyer}" von '
        '"{company}" in ShipStation an',
    )
)
def _(
    shipstation: AtShipStation,
    order: str,
    items: list[Item],
    buyer: str,
    company: str,
) -> None:
    shipstation.takes_order(order, items=_lines(items), customer=buyer, company=company)


@given(
    phrase(
        'order {order:Order} of {items:Items} came into the store "{store}"',
        de='die Bestellung {order:Order} über {items:Items} kam im Shop "{store}" an',
    )
)
def _(shipstation: AtShipStation, order: str, items: list[Item], store: str) -> None:
    shipstation.takes_order(order, items=_lines(items), store=store)


@given(
    phrase(
        "the orders {one:Order} and {other:Order} of {items:Items} came into"
        " ShipStation",
        de="die Bestellungen {one:Order} und {other:Order} über {items:Items} kamen "
        "in ShipStation an",
    )
)
def _(shipstation: AtShipStation, one: str, other: str, items: list[Item]) -> None:
    for order in (one, other):
        shipstation.takes_order(order, items=_lines(items))


@given(phrase('its customer wrote "{text}"', de='ihr Kunde schrieb "{text}"'))
def _(shipstation: AtShipStation, text: str) -> None:
    [order] = shipstation.orders()
    shipstation.edits_order(order["orderNumber"], customerNotes=text)


@given(
    phrase(
        'it is a gift "{message}", wants "{service}", and is noted "{note}"',
        de='sie ist ein Geschenk "{message}", wünscht "{service}" und trägt die Notiz '
        '"{note}"',
    )
)
def _(shipstation: AtShipStation, message: str, service: str, note: str) -> None:
    [order] = shipstation.orders()
    shipstation.edits_order(
        order["orderNumber"],
        gift=True,
        giftMessage=message,
        requestedShippingService=service,
        internalNotes=note,
    )


@given(
    phrase(
        "{order:Order} was rejected by a fulfilment provider",
        de="{order:Order} wurde von einem Fulfillment-Dienstleister abgelehnt",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.sends_to_provider(order)
    shipstation.provider_rejects(order)


@given(
    phrase(
        "every list with {order:Order} breaks ShipStation",
        de="jede Liste mit {order:Order} bringt ShipStation zum Scheitern",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.poisons(order)


@given(
    phrase(
        "{order:Order} is put on hold in ShipStation",
        de="{order:Order} wird in ShipStation angehalten",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.holds(order, days=10)


@when(
    phrase(
        "{order:Order} is restored from hold",
        de="{order:Order} wieder freigegeben wird",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.restores(order)


@when(
    phrase(
        "the notes of {order:Order} are changed in ShipStation",
        de="die Notizen von {order:Order} in ShipStation geändert werden",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.edits_order(order, internalNotes="Called twice")


@when(phrase("{order:Order} is paid", de="{order:Order} bezahlt wird"))
def _(shipstation: AtShipStation, order: str) -> None:
    total = shipstation.wanted(order)["orderTotal"]
    shipstation.edits_order(order, amount_paid=total, status="awaiting_shipment")


@when(
    phrase(
        "{order:Order} is cancelled in ShipStation",
        de="{order:Order} in ShipStation storniert wird",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.cancels(order)


@when(
    phrase(
        "{order:Order} is cancelled in ShipStation after all",
        de="{order:Order} in ShipStation doch noch storniert wird",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.voids_label(order)
    shipstation.cancels(order)


@given(
    phrase(
        "{order:Order} is refunded in ShipStation",
        de="{order:Order} wird in ShipStation erstattet",
    )
)
@when(
    phrase(
        "{order:Order} is refunded in ShipStation",
        de="{order:Order} in ShipStation erstattet wird",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.refunds(order, shipstation.wanted(order)["amountPaid"])


@when(
    phrase(
        "{one:Order} and {other:Order} are combined in ShipStation and shipped",
        de="{one:Order} und {other:Order} in ShipStation zusammengefasst und versandt "
        "werden",
    )
)
def _(shipstation: AtShipStation, one: str, other: str) -> None:
    shipstation.combines(one, other)
    shipstation.creates_label(one)


@when(
    phrase(
        "{order:Order} is split into two orders in ShipStation, and both are shipped",
        de="{order:Order} in ShipStation in zwei Bestellungen geteilt wird und beide "
        "versandt werden",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.is_known_for("split_style", "orders")
    shipstation.splits(order, {"BELL-01": 1})
    one, other = shipstation.orders_of(order)
    shipstation.creates_label(one["orderNumber"])
    shipstation.creates_label(other["orderNumber"])


# The integration at work


@given(phrase("the integration has synchronised", de="die Integration hat abgeglichen"))
def _(clock: BenchClock, engine: AtEngine) -> None:
    _settle(clock, engine)


@given(
    phrase(
        "the integration has synchronised without a sale of {order:Order}",
        de="die Integration hat ohne einen Verkauf zu {order:Order} abgeglichen",
    )
)
def _(clock: BenchClock, engine: AtEngine, cin7_core: AtCin7Core, order: str) -> None:
    _settle(clock, engine)
    assert cin7_core.number_of(order) is None


@given(
    phrase(
        "the answer to the next {operation} of Cin7 Core is lost",
        de="die Antwort von Cin7 Core auf das nächste {operation} geht verloren",
    )
)
def _(cin7_core: AtCin7Core, operation: str) -> None:
    cin7_core.misbehaves(operation, "lost-reply", times=1)


@given(
    phrase(
        "the answer to the next {operation} of ShipStation is lost",
        de="die Antwort von ShipStation auf das nächste {operation} geht verloren",
    )
)
def _(shipstation: AtShipStation, operation: str) -> None:
    shipstation.misbehaves(operation, "lost-reply", times=1)


@given(
    phrase(
        "the custom store has sent {number:Number} to ShipStation",
        de="der Custom Store hat {number:Number} an ShipStation gesendet",
    )
)
def _(cast: Cast, number: str) -> None:
    login = cast.cin7_core.login
    cast.cin7_core.knows_customer(CUSTOMER, email="a@kestrel.example", phone="1")
    cast.cin7_core.readies(number)
    cast.engine.sets_custom_store("Enabled")
    cast.shipstation.connects_store(login.username, login.password)
    cast.shipstation.imports()
    cast.clock.settle()
    assert cast.shipstation.order(number)


# Labels


@when(
    phrase(
        "a label is created for {items:Items} of {order:Order}",
        de="für {items:Items} von {order:Order} ein Versandetikett erstellt wird",
    )
)
def _(
    shipstation: AtShipStation, clock: BenchClock, items: list[Item], order: str
) -> None:
    parcel = {item.sku: int(item.quantity) for item in items}
    shipstation.creates_label(order, items=parcel)
    clock.settle()


@given(
    phrase(
        "a label was created for {order:Order}, and the integration has synchronised",
        de="für {order:Order} wurde ein Versandetikett erstellt, und die Integration "
        "hat abgeglichen",
    )
)
def _(
    shipstation: AtShipStation, clock: BenchClock, engine: AtEngine, order: str
) -> None:
    shipstation.creates_label(order)
    _settle(clock, engine)


@given(
    phrase(
        "labels are created for {one:Order} and {other:Order}, and that of"
        " {blank:Order} is listed as null",
        de="für {one:Order} und {other:Order} werden Versandetiketten erstellt, und "
        "das von {blank:Order} wird als null aufgeführt",
    )
)
def _(shipstation: AtShipStation, one: str, other: str, blank: str) -> None:
    for order in (one, other):
        shipstation.creates_label(order)
    shipstation.blanks_parcel(blank)


@when(
    phrase(
        "a return label is created for the order {order:Order}",
        de="für die Bestellung {order:Order} ein Rücksendeetikett erstellt wird",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.creates_return_label(order)


@when(
    phrase(
        "the label of {order:Order} is voided",
        de="das Versandetikett von {order:Order} storniert wird",
    ),
    target_fixture="voided_number",
)
def _(shipstation: AtShipStation, order: str) -> str:
    number = str(shipstation.shipment(order)["trackingNumber"])
    shipstation.voids_label(order)
    return number


@when(
    phrase(
        "{order:Order} is marked as shipped with tracking number {tracking}",
        de="{order:Order} als mit der Sendungsnummer {tracking} versandt markiert wird",
    )
)
def _(shipstation: AtShipStation, order: str, tracking: str) -> None:
    shipstation.marks_shipped(order, tracking_number=tracking)


@given(
    phrase(
        "{order:Order} is shipped from another warehouse of ShipStation",
        de="{order:Order} wird aus einem anderen Lager von ShipStation versandt",
    )
)
def _(shipstation: AtShipStation, order: str) -> None:
    shipstation.has(
        "warehouses",
        warehouseName="North",
        originAddress={"name": "North", "postalCode": "98101", "country": "US"},
    )
    [*_, north] = shipstation.warehouses()
    shipstation.edits_order(order, warehouse=north["warehouseId"])
    shipstation.creates_label(order)


# What Cin7 Core has then


@then(
    phrase(
        "order {order:Order} is no sale in Cin7 Core",
        de="ist die Bestellung {order:Order} kein Verkauf in Cin7 Core",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    assert cin7_core.number_of(order) is None


@then(
    phrase(
        "order {order:Order} is a sale in Cin7 Core",
        de="ist die Bestellung {order:Order} ein Verkauf in Cin7 Core",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    assert cin7_core.sale_of(order)["Order"]["Status"] != "DRAFT"


@then(
    phrase(
        "order {order:Order} is a shipped sale in Cin7 Core",
        de="ist die Bestellung {order:Order} ein versandter Verkauf in Cin7 Core",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    assert cin7_core.sale_of(order)["CombinedShippingStatus"] == "SHIPPED"


@then(
    phrase(
        "nothing of {order:Order} is picked, packed or shipped",
        de="ist von {order:Order} nichts kommissioniert, verpackt oder versandt",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    [task] = cin7_core.sale_of(order)["Fulfilments"]
    statuses = {task[stage]["Status"] for stage in ("Pick", "Pack", "Ship")}
    assert statuses <= {"DRAFT", "NOT AVAILABLE"}


@then(phrase("Cin7 Core has {count:d} sale", de="hat Cin7 Core {count:d} Verkauf"))
@then(phrase("Cin7 Core has {count:d} sales", de="hat Cin7 Core {count:d} Verkäufe"))
def _(cin7_core: AtCin7Core, count: int) -> None:
    assert len(cin7_core.sales()) == count


@then(
    phrase(
        "{quantity:d} {sku} are promised in Cin7 Core",
        de="sind in Cin7 Core {quantity:d} {sku} reserviert",
    )
)
def _(cin7_core: AtCin7Core, quantity: int, sku: str) -> None:
    assert cin7_core.stock_of(sku).allocated == quantity


@then(phrase("Cin7 Core has a product {sku}", de="hat Cin7 Core ein Produkt {sku}"))
def _(cin7_core: AtCin7Core, sku: str) -> None:
    assert cin7_core.product(sku)["SKU"] == sku


@given(
    phrase(
        "{quantity:d} {sku} are put on the shelf in Cin7 Core",
        de="in Cin7 Core werden {quantity:d} {sku} ins Regal gelegt",
    )
)
@when(
    phrase(
        "{quantity:d} {sku} are put on the shelf in Cin7 Core",
        de="in Cin7 Core {quantity:d} {sku} ins Regal gelegt werden",
    )
)
def _(cin7_core: AtCin7Core, quantity: int, sku: str) -> None:
    cin7_core.stocks(sku, quantity=quantity)


@then(
    phrase(
        "the sale of {order:Order} has the order's customer, e-mail, phone, address and"
        " notes",
        de="hat der Verkauf zu {order:Order} Kunde, E-Mail-Adresse, Telefonnummer, "
        "Adresse und Notizen der Bestellung",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, order: str) -> None:
    sale, sent = cin7_core.sale_of(order), shipstation.wanted(order)
    address = sale["ShippingAddress"]

    assert sale["Customer"] == sent["billTo"]["name"]
    assert sale["Email"] == sent["customerEmail"]
    assert sale["Phone"] == sent["shipTo"]["phone"]
    assert (address["Line1"], address["City"], address["Postcode"]) == (
        sent["shipTo"]["street1"],
        sent["shipTo"]["city"],
        sent["shipTo"]["postalCode"],
    )
    assert address["Country"] == "United States"
    assert sale["ShippingNotes"] == sent["customerNotes"]


@then(
    phrase(
        'the note of the sale of {order:Order} has "{a}", "{b}" and "{c}"',
        de='hat die Notiz des Verkaufs zu {order:Order} "{a}", "{b}" und "{c}"',
    )
)
def _(cin7_core: AtCin7Core, order: str, a: str, b: str, c: str) -> None:
    assert cin7_core.sale_of(order)["Note"].splitlines() == [a, b, c]


@then(
    phrase(
        "the sale of {order:Order} has the lines {items:Items}",
        de="hat der Verkauf zu {order:Order} die Zeilen {items:Items}",
    )
)
def _(cin7_core: AtCin7Core, order: str, items: list[Item]) -> None:
    lines = cin7_core.sale_of(order)["Order"]["Lines"]
    assert {line["SKU"]: Decimal(str(line["Quantity"])) for line in lines} == {
        item.sku: item.quantity for item in items
    }


@then(
    phrase(
        "the sale of {order:Order} comes to what the order comes to, with freight and"
        " tax",
        de="ergibt der Verkauf zu {order:Order} mit Versandkosten und Steuer dieselbe "
        "Summe wie die Bestellung",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, order: str) -> None:
    sold, sent = cin7_core.sale_of(order)["Order"], shipstation.wanted(order)
    [freight] = sold["AdditionalCharges"]

    assert Decimal(str(sold["Total"])) == Decimal(str(sent["orderTotal"]))
    assert Decimal(str(sold["Tax"])) == Decimal(str(sent["taxAmount"]))
    assert Decimal(str(freight["Total"])) == Decimal(str(sent["shippingAmount"]))


@then(
    phrase(
        "the sale of {order:Order} has a charge of {amount}",
        de="hat der Verkauf zu {order:Order} eine Gebühr von {amount}",
    )
)
def _(cin7_core: AtCin7Core, order: str, amount: str) -> None:
    [charge] = cin7_core.sale_of(order)["Order"]["AdditionalCharges"]
    assert Decimal(str(charge["Total"])) == Decimal(amount)


@then(
    phrase(
        'the sale of {order:Order} is of the customer "{customer}"',
        de='ist der Verkauf zu {order:Order} einer des Kunden "{customer}"',
    )
)
def _(cin7_core: AtCin7Core, order: str, customer: str) -> None:
    assert cin7_core.sale_of(order)["Customer"] == customer


@then(
    phrase(
        "the sale of {order:Order} is dated {day}",
        de="trägt der Verkauf zu {order:Order} das Datum {day}",
    )
)
def _(cin7_core: AtCin7Core, order: str, day: str) -> None:
    found = datetime.fromisoformat(cin7_core.sale_of(order)["SaleOrderDate"])
    assert found.replace(tzinfo=UTC).date() == date.fromisoformat(day)


@then(
    phrase(
        "the sale of {order:Order} is voided",
        de="ist der Verkauf zu {order:Order} storniert",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    assert cin7_core.sale_of(order)["Status"] == "VOIDED"


@then(
    phrase(
        "the sale of {order:Order} is not voided",
        de="ist der Verkauf zu {order:Order} nicht storniert",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    assert cin7_core.sale_of(order)["Status"] != "VOIDED"


@then(
    phrase(
        "the sale of {order:Order} carries the number of its label",
        de="trägt der Verkauf zu {order:Order} die Nummer seines Versandetiketts",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, order: str) -> None:
    label = shipstation.shipments(order)[0]
    assert cin7_core.tracking_of(order) == [label["trackingNumber"]]


@then(
    phrase(
        "the sale of {order:Order} carries the number of its label, "
        'and carrier "{carrier}"',
        de="trägt der Verkauf zu {order:Order} die Nummer seines Versandetiketts und "
        'den Versanddienst "{carrier}"',
    )
)
def _(
    cin7_core: AtCin7Core, shipstation: AtShipStation, order: str, carrier: str
) -> None:
    label = shipstation.shipments(order)[0]
    [task] = cin7_core.sale_of(order)["Fulfilments"]
    [line] = task["Ship"]["Lines"]
    assert (line["TrackingNumber"], line["Carrier"]) == (
        label["trackingNumber"],
        carrier,
    )


@then(
    phrase(
        "sale {number:Number} carries the number of its label",
        de="trägt der Verkauf {number:Number} die Nummer seines Versandetiketts",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, number: str) -> None:
    label = shipstation.shipment(number)
    assert cin7_core.tracking_numbers(number) == [label["trackingNumber"]]


@then(
    phrase(
        "the sale of {order:Order} has the tracking number {tracking}",
        de="hat der Verkauf zu {order:Order} die Sendungsnummer {tracking}",
    )
)
def _(cin7_core: AtCin7Core, order: str, tracking: str) -> None:
    assert cin7_core.tracking_of(order) == [tracking]


@then(
    phrase(
        "the sale of {order:Order} has two tracking numbers",
        de="hat der Verkauf zu {order:Order} zwei Sendungsnummern",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    first, second = cin7_core.tracking_of(order)
    assert first != second


@then(
    phrase(
        "the sale of {order:Order} has no tracking number",
        de="hat der Verkauf zu {order:Order} keine Sendungsnummer",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    assert cin7_core.tracking_of(order) == []


@then(
    phrase(
        "the sale of {order:Order} still has the number of the voided label",
        de="hat der Verkauf zu {order:Order} noch die Nummer des stornierten "
        "Versandetiketts",
    )
)
def _(cin7_core: AtCin7Core, order: str, voided_number: str) -> None:
    assert cin7_core.tracking_of(order) == [voided_number]


@then(
    phrase(
        "the sales of {one:Order} and {other:Order} are shipped under one tracking"
        " number",
        de="sind die Verkäufe zu {one:Order} und {other:Order} unter einer "
        "Sendungsnummer versandt",
    )
)
def _(cin7_core: AtCin7Core, one: str, other: str) -> None:
    numbers = cin7_core.tracking_of(one)

    assert len(numbers) == 1
    assert cin7_core.tracking_of(other) == numbers


@then(
    phrase(
        "the sale of {order:Order} has no credit note",
        de="hat der Verkauf zu {order:Order} keine Gutschrift",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    assert cin7_core.credited_of(order) == []


@then(
    phrase(
        "the sale of {order:Order} has a credit note without restock",
        de="hat der Verkauf zu {order:Order} eine Gutschrift ohne Wiedereinlagerung",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    [note] = cin7_core.credited_of(order)
    assert note["Restock"] == []


@then(
    phrase(
        "the sale of {order:Order} has a credit note with {items:Items} restocked",
        de="hat der Verkauf zu {order:Order} eine Gutschrift, mit der {items:Items} "
        "wieder eingelagert sind",
    )
)
def _(cin7_core: AtCin7Core, order: str, items: list[Item]) -> None:
    [note] = cin7_core.credited_of(order)
    assert {one["SKU"]: Decimal(str(one["Quantity"])) for one in note["Restock"]} == {
        item.sku: item.quantity for item in items
    }


# Orders that Cin7 Core creates


@given(
    phrase(
        "the shop sells to Kestrel Cycles", de="das Geschäft verkauft an Kestrel Cycles"
    )
)
def _(cin7_core: AtCin7Core) -> None:
    cin7_core.knows_customer(
        CUSTOMER, email="orders@kestrel.example", phone="01353 555 010"
    )


@when(
    phrase(
        "the sale of {order:Order} is packed, and its shipment drafted",
        de="der Verkauf zu {order:Order} verpackt und seine Sendung entworfen wird",
    )
)
def _(cin7_core: AtCin7Core, order: str) -> None:
    cin7_core.fulfils_next(cin7_core.number_of(order) or "")


@when(
    phrase(
        "sale {number:Number} is voided in Cin7 Core",
        de="der Verkauf {number:Number} in Cin7 Core storniert wird",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.voids(number)


@then(
    phrase(
        "the order {number:Number} has the key of its fulfilment",
        de="hat die Bestellung {number:Number} den Schlüssel ihrer Lieferung",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, number: str) -> None:
    [task] = cin7_core.sale(number)["Fulfilments"]
    assert shipstation.wanted(number)["orderKey"] == task["TaskID"].lower()


@then(
    phrase(
        "ShipStation has no order {number:Number} by API",
        de="hat ShipStation über die API keine Bestellung {number:Number}",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    assert shipstation.order(number) is None


@then(phrase("ShipStation has one order", de="hat ShipStation eine Bestellung"))
def _(shipstation: AtShipStation) -> None:
    assert len(shipstation.orders()) == 1


@then(
    phrase(
        'the order {number:Number} in ShipStation has the internal note "{note}"',
        de="hat die Bestellung {number:Number} in ShipStation die interne Notiz "
        '"{note}"',
    )
)
def _(shipstation: AtShipStation, number: str, note: str) -> None:
    assert shipstation.wanted(number)["internalNotes"] == note


# The log


@then(
    phrase(
        'the log of {order:Order} says "{reason}"',
        de='sagt das Protokoll von {order:Order} "{reason}"',
    )
)
def _(engine: AtEngine, order: str, reason: str) -> None:
    assert reason in [entry["reason"] for entry in engine.log(subject=order)]


@then(
    phrase(
        'the log of {number:Number} says "{reason}"',
        de='sagt das Protokoll von {number:Number} "{reason}"',
    )
)
def _(engine: AtEngine, number: str, reason: str) -> None:
    assert reason in [entry["reason"] for entry in engine.log(subject=number)]


@then(
    phrase(
        "the log of {number:Number} says nothing failed",
        de="sagt das Protokoll von {number:Number}, dass nichts gescheitert ist",
    )
)
def _(engine: AtEngine, number: str) -> None:
    assert engine.log(subject=number, outcome="failed") == []


@then(
    phrase(
        'the log of the sale of {order:Order} says "{reason}"',
        de='sagt das Protokoll des Verkaufs zu {order:Order} "{reason}"',
    )
)
def _(engine: AtEngine, cin7_core: AtCin7Core, order: str, reason: str) -> None:
    entries = engine.log(subject=cin7_core.number_of(order) or "")
    assert reason in [entry["reason"] for entry in entries]


@then(
    phrase(
        'the log of the sale of {order:Order} names "{text}"',
        de='nennt das Protokoll des Verkaufs zu {order:Order} "{text}"',
    )
)
def _(engine: AtEngine, cin7_core: AtCin7Core, order: str, text: str) -> None:
    entries = engine.log(subject=cin7_core.number_of(order) or "")
    assert any(text in entry["detail"] for entry in entries)


@then(phrase('the log says "{reason}"', de='sagt das Protokoll "{reason}"'))
def _(engine: AtEngine, reason: str) -> None:
    assert reason in [entry["reason"] for entry in engine.log()]


@then(
    phrase(
        "the sale of {order:Order} is shipped under {count:d} tracking numbers",
        de="ist der Verkauf zu {order:Order} unter {count:d} Sendungsnummern versandt",
    )
)
def _(cin7_core: AtCin7Core, order: str, count: int) -> None:
    numbers = cin7_core.tracking_of(order)

    assert len(numbers) == len(set(numbers)) == count
