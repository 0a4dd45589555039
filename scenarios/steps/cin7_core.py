"""
What people do and see at Cin7 Core.
"""

from dataclasses import replace
from decimal import Decimal

from pytest_bdd import given, then

from harness.actors import AtCin7Core, AtShipStation, BenchClock, Cast
from harness.actors.cin7_core import ADDRESS, BELL, TAX_RULE, Item
from harness.worlds.one_packed_sale import connected, connected_beside
from scenarios.phrases import phrase

PICTURE = "https://images.invalid/bike.png"


@given(
    phrase(
        "Cin7 Core is connected as a store in ShipStation",
        de="Cin7 Core ist in ShipStation als Shop verbunden",
    )
)
def _(cast: Cast) -> None:
    connected(cast)


@given(
    phrase(
        "sale {number:Number} is packed, and its shipment drafted",
        de="der Verkauf {number:Number} ist verpackt und seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.readies(number)


@given(
    phrase(
        "sale {number:Number} of {items:Items} is packed, and its shipment drafted",
        de="der Verkauf {number:Number} über {items:Items} ist verpackt und "
        "seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, items: list[Item]) -> None:
    cin7_core.readies(number, *items)


@given(
    phrase(
        "sale {number:Number} is packed, and its shipment drafted, "
        "without a shipping address",
        de="der Verkauf {number:Number} ohne Lieferadresse ist verpackt und seine "
        "Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.readies(number, address=None)


@given(
    phrase(
        "sale {number:Number} is packed, and its shipment drafted "
        "with tracking number {tracking}",
        de="der Verkauf {number:Number} ist verpackt und seine Sendung mit der "
        "Sendungsnummer {tracking} entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, tracking: str) -> None:
    cin7_core.sells(number)
    cin7_core.picks(number)
    cin7_core.packs(number)
    cin7_core.drafts_shipment(number, tracking_number=tracking)


@given(
    phrase(
        "sale {number:Number} is ordered", de="der Verkauf {number:Number} ist bestellt"
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number)


@given(
    phrase(
        "sale {number:Number} is picked",
        de="der Verkauf {number:Number} ist kommissioniert",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number)
    cin7_core.picks(number)


@given(
    phrase(
        "sale {number:Number} is packed", de="der Verkauf {number:Number} ist verpackt"
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number)
    cin7_core.picks(number)
    cin7_core.packs(number)


@given(
    phrase(
        "the invoice of {number:Number} is drafted",
        de="die Rechnung von {number:Number} ist entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.invoices(number, "DRAFT")


@given(
    phrase(
        "the invoice of {number:Number} is authorised",
        de="die Rechnung von {number:Number} ist autorisiert",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.invoices(number, "AUTHORISED")


@given(
    phrase(
        "the invoice of {number:Number} is paid",
        de="die Rechnung von {number:Number} ist bezahlt",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.is_paid(number)


@given(
    phrase(
        "the shipment of {number:Number} is authorised without a tracking number",
        de="die Sendung von {number:Number} ist ohne Sendungsnummer autorisiert",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.authorises_shipment(number)


@given(
    phrase(
        "sale {number:Number} is voided", de="der Verkauf {number:Number} ist storniert"
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.voids(number)


@given(
    phrase(
        "the user of the connection belongs to a second organisation",
        de="der Benutzer der Verbindung gehört zu einer zweiten Organisation",
    )
)
def _(cin7_core: AtCin7Core) -> None:
    cin7_core.opens_organisation("Second Shop")
    cin7_core.adds_to_organisation(cin7_core.login.username, "Second Shop")


@then(
    phrase(
        "sale {number:Number} is shipped in Cin7 Core",
        de="ist der Verkauf {number:Number} in Cin7 Core versandt",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert cin7_core.sale(number)["CombinedShippingStatus"] == "SHIPPED"
    assert cin7_core.shipment(number)["Status"] == "AUTHORISED"
    assert cin7_core.tracking_numbers(number)


@then(
    phrase(
        "sale {number:Number} is partly shipped in Cin7 Core",
        de="ist der Verkauf {number:Number} in Cin7 Core teilweise versandt",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert cin7_core.shipment(number)["Status"] == "PARTIALLY AUTHORISED"


@then(
    phrase(
        'the ship line of {number:Number} in Cin7 Core names carrier "{carrier}"',
        de="nennt die Versandzeile von {number:Number} in Cin7 Core den "
        'Versanddienst "{carrier}"',
    )
)
def _(cin7_core: AtCin7Core, number: str, carrier: str) -> None:
    [line] = cin7_core.shipment(number)["Lines"]
    assert line["Carrier"] == carrier


@then(
    phrase(
        'the shipment of {number:Number} in Cin7 Core has the note "{note}"',
        de='hat die Sendung von {number:Number} in Cin7 Core die Notiz "{note}"',
    )
)
def _(cin7_core: AtCin7Core, number: str, note: str) -> None:
    assert note in cin7_core.shipment(number)["ShippingNotes"]


@then(
    phrase(
        "the tracking number is the same in ShipStation, on the wire and in Cin7 Core",
        de="ist die Sendungsnummer in ShipStation, auf der Leitung und in "
        "Cin7 Core dieselbe",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation) -> None:
    shipped = shipstation.shipment("SO-00001")["trackingNumber"]

    assert shipstation.notice()["TrackingNumber"] == shipped
    assert cin7_core.tracking_numbers("SO-00001") == [shipped]


@given(
    phrase(
        "the Cin7 Core account is not active",
        de="das Konto bei Cin7 Core ist nicht aktiv",
    )
)
def _(cin7_core: AtCin7Core) -> None:
    cin7_core.closes_account()


@given(
    phrase(
        'the Cin7 Core password is changed to "{password}"',
        de='das Passwort für Cin7 Core wird auf "{password}" geändert',
    )
)
def _(cin7_core: AtCin7Core, password: str) -> None:
    cin7_core.changes_password(cin7_core.login.username, password)


@given(
    phrase(
        "tracking number {tracking} is typed into the shipment of {number:Number}",
        de="die Sendungsnummer {tracking} wird in die Sendung von {number:Number} "
        "eingetippt",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock, tracking: str, number: str) -> None:
    cin7_core.types_tracking(number, tracking)
    clock.advance(60)


@given(
    phrase(
        "sale {number:Number} is packed, and its shipment drafted, "
        "with city and postcode in Line 2",
        de="der Verkauf {number:Number} mit Ort und Postleitzahl in Zeile 2 ist "
        "verpackt und seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    squeezed = {
        "Line1": "4 Mill Lane",
        "Line2": "Ely CB7 4AA",
        "Country": "United Kingdom",
    }
    cin7_core.readies(number, address=squeezed)


@given(
    phrase(
        '{number:Number} came from the channel "{channel}"',
        de='{number:Number} kam aus dem Kanal "{channel}"',
    )
)
def _(cin7_core: AtCin7Core, number: str, channel: str) -> None:
    cin7_core.came_from_channel(number, channel)


@given(
    phrase(
        "sale {number:Number} is packed, and its shipment drafted, "
        "as imported from ShipStation",
        de="der Verkauf {number:Number} ist verpackt und seine Sendung entworfen, als "
        "käme er aus ShipStation",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.readies(number, ExternalID="shipstation:470000001")


@given(
    phrase(
        "sale {number:Number} is a service sale",
        de="der Verkauf {number:Number} ist ein Verkauf von Dienstleistungen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.begins_sale(number, ServiceOnly=True)


@given(
    phrase(
        "sale {number:Number} has two fulfilments, both packed and drafted to ship",
        de="der Verkauf {number:Number} hat zwei Lieferungen, beide verpackt und ihre "
        "Sendungen entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number, BELL, SaleType="Advanced")
    cin7_core.fulfils_next(number, Item(BELL.sku, Decimal(2)))
    cin7_core.begins_second_fulfilment(number)
    cin7_core.fulfils_next(number, Item(BELL.sku, Decimal(1)))


@given(
    phrase(
        "sale {number:Number} has two fulfilments, "
        "and only the first is packed and drafted to ship",
        de="der Verkauf {number:Number} hat zwei Lieferungen, und nur die erste ist "
        "verpackt und ihre Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number, BELL, SaleType="Advanced")
    cin7_core.fulfils_next(number, Item(BELL.sku, Decimal(2)))
    cin7_core.begins_second_fulfilment(number)


@given(
    phrase(
        "the second fulfilment of {number:Number} is packed and drafted to ship",
        de="die zweite Lieferung von {number:Number} ist verpackt und ihre Sendung "
        "entworfen",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock, number: str) -> None:
    cin7_core.fulfils_next(number, Item(BELL.sku, Decimal(1)))
    clock.advance(60)


@given(
    phrase(
        "sale {number:Number} of {items:Items} with {stock:d} in stock is packed, "
        "and its shipment drafted",
        de="der Verkauf {number:Number} über {items:Items} ist bei einem Bestand von "
        "{stock:d} verpackt und seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, items: list[Item], stock: int) -> None:
    [item] = items
    cin7_core.stocks(item.sku, quantity=stock)
    cin7_core.sells(number, item)
    cin7_core.fulfils_next(number, Item(item.sku, Decimal(stock)))


@given(
    phrase(
        "sale {number:Number} is packed, "
        "and its shipment authorised without a tracking number",
        de="der Verkauf {number:Number} ist verpackt und seine Sendung ohne "
        "Sendungsnummer autorisiert",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number)
    cin7_core.picks(number)
    cin7_core.packs(number)
    cin7_core.authorises_shipment(number)


@given(
    phrase(
        "sale {number:Number} is packed, and its shipment drafted, and its invoice "
        "is {state}",
        de="der Verkauf {number:Number} ist verpackt, seine Sendung entworfen "
        "und seine Rechnung {state}",
    )
)
def _(cin7_core: AtCin7Core, number: str, state: str) -> None:
    cin7_core.readies(number)
    if state == "paid":
        cin7_core.is_paid(number)
    else:
        cin7_core.invoices(number, state.upper())


@given(
    phrase(
        'sale {number:Number} with the note "{note}" is packed, '
        "and its shipment drafted",
        de='der Verkauf {number:Number} mit der Notiz "{note}" ist verpackt und seine '
        "Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, note: str) -> None:
    cin7_core.readies(number, Note=note)


@given(
    phrase(
        "sale {number:Number} with a control character in its note is packed, "
        "and its shipment drafted",
        de="der Verkauf {number:Number} mit einem Steuerzeichen in der Notiz ist "
        "verpackt und seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.readies(number, Note="Ring\x0b twice\x00")


@given(
    phrase(
        "sale {number:Number} to a company of {characters:d} characters is packed, "
        "and its shipment drafted",
        de="der Verkauf {number:Number} an eine Firma mit einem Namen von "
        "{characters:d} Zeichen ist verpackt und seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, characters: int) -> None:
    name = "Kestrel Cycles ".ljust(characters, "x")
    cin7_core.knows_customer(name, email="a@b.example", phone="1")
    cin7_core.readies(number, customer=name)


@given(
    phrase(
        'sale {number:Number} to the company "{name}" is packed, and its shipment'
        " drafted",
        de='der Verkauf {number:Number} an die Firma "{name}" ist verpackt und seine '
        "Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, name: str) -> None:
    cin7_core.knows_customer(name, email="a@b.example", phone="1")
    cin7_core.readies(number, customer=name)


@given(
    phrase(
        "the second fulfilment of {number:Number} is voided",
        de="die zweite Lieferung von {number:Number} ist storniert",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock, number: str) -> None:
    cin7_core.voids_last_fulfilment(number)
    clock.advance(60)


@then(
    phrase(
        "Cin7 Core was told of the shipment, and of nothing else",
        de="hat Cin7 Core von der Sendung erfahren und von nichts anderem",
    )
)
def _(cin7_core: AtCin7Core) -> None:
    written = {
        one["operation"]
        for one in cin7_core.journal()
        if one["by"] == "api" and one["method"] != "GET"
    }
    assert written - {"cin7_core.create_webhook"} == {"cin7_core.replace_ship"}


@given(
    phrase(
        "the product {sku} is a service that is not kept in stock",
        de="das Produkt {sku} ist eine Dienstleistung ohne Bestand",
    )
)
def _(cin7_core: AtCin7Core, sku: str) -> None:
    cin7_core.stocks(sku, kind="Service")


@given(
    phrase(
        "sale {number:Number} of {items:Items} is packed in a fulfilment for each, "
        "all drafted to ship",
        de="der Verkauf {number:Number} über {items:Items} ist in je einer Lieferung "
        "verpackt, und alle Sendungen sind entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, items: list[Item]) -> None:
    cin7_core.sells(number, *items, SaleType="Advanced")
    for position, item in enumerate(items):
        if position:
            cin7_core.begins_second_fulfilment(number)
        cin7_core.fulfils_next(number, item)


@given(
    phrase(
        "the product {sku} weighs {weight} kg", de="das Produkt {sku} wiegt {weight} kg"
    )
)
def _(cin7_core: AtCin7Core, sku: str, weight: str) -> None:
    cin7_core.stocks(sku, Weight=Decimal(weight))


@given(
    phrase(
        'sale {number:Number} to "{country}" is packed, and its shipment drafted',
        de='der Verkauf {number:Number} nach "{country}" ist verpackt und seine '
        "Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, country: str) -> None:
    cin7_core.readies(number, address={**ADDRESS, "Country": country})


@given(
    phrase(
        "the product {sku} has a picture, "
        'the colour "{colour}" and lies in bin "{storage_bin}"',
        de='das Produkt {sku} hat ein Bild, die Farbe "{colour}" und liegt im '
        'Lagerplatz "{storage_bin}"',
    )
)
def _(cin7_core: AtCin7Core, sku: str, colour: str, storage_bin: str) -> None:
    cin7_core.opens_location("Main Warehouse", storage_bin)
    cin7_core.stocks(sku, storage_bin=storage_bin, AdditionalAttribute1=colour)
    cin7_core.shows_picture(sku, PICTURE)


@given(
    phrase(
        "sale {number:Number} of {items:Items} is packed from its bin, "
        "and its shipment drafted",
        de="der Verkauf {number:Number} über {items:Items} ist von seinem Lagerplatz "
        "verpackt und seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, items: list[Item]) -> None:
    place = "Main Warehouse: A-07"
    cin7_core.sells(number, *items)
    cin7_core.picks(number, place=place)
    cin7_core.packs(number, place=place)
    cin7_core.drafts_shipment(number)


@given(
    phrase(
        "sale {number:Number} is a gift with notes and a discount of {percent:d} %, "
        "packed, and its shipment drafted",
        de="der Verkauf {number:Number} ist ein Geschenk mit Notizen und {percent:d} "
        "% Rabatt, verpackt und seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, percent: int) -> None:
    cin7_core.readies(
        number,
        replace(BELL, discount=Decimal(percent)),
        Note="Regular customer",
        ShippingNotes="Leave it at the lock",
        AdditionalAttributes={"AdditionalAttribute1": "true"},
    )


@given(
    phrase(
        "sale {number:Number} with freight of {amount} is packed, "
        "and its shipment drafted",
        de="der Verkauf {number:Number} mit Versandkosten von {amount} ist verpackt "
        "und seine Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, amount: str) -> None:
    price = Decimal(amount)
    freight = {
        "Description": "Shipping",
        "Price": price,
        "Quantity": 1,
        "Discount": 0,
        "Tax": price * Decimal("0.2"),
        "Total": price,
        "TaxRule": TAX_RULE,
    }
    cin7_core.readies(number, charges=[freight])


@given(
    phrase(
        "a customer who pays in {currency} at {rate}",
        de="ein Kunde zahlt in {currency} zum Kurs {rate}",
    ),
    target_fixture="foreign_customer",
)
def _(cin7_core: AtCin7Core, currency: str, rate: str) -> dict[str, object]:
    name = "Radhaus Berlin"
    cin7_core.knows_customer(name, email="r@b.example", phone="1", currency=currency)
    return {"customer": name, "CurrencyRate": Decimal(rate)}


@given(
    phrase(
        "sale {number:Number} to that customer is packed, and its shipment drafted",
        de="der Verkauf {number:Number} an diesen Kunden ist verpackt und seine "
        "Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, foreign_customer: dict[str, object]) -> None:
    cin7_core.readies(number, **foreign_customer)


@given(
    phrase(
        "{count:d} sales are packed, and their shipments drafted, "
        "and the integration has read them",
        de="{count:d} Verkäufe sind verpackt und ihre Sendungen entworfen, und die "
        "Integration hat sie gelesen",
    )
)
def _(cast: Cast, count: int) -> None:
    for position in range(1, count + 1):
        cast.cin7_core.readies(f"SO-{position:05d}")
    cast.clock.advance(300)


@given(
    phrase(
        "the time of change of {number:Number} is noted",
        de="der Zeitpunkt der letzten Änderung von {number:Number} ist notiert",
    ),
    target_fixture="noted",
)
def _(cin7_core: AtCin7Core, number: str) -> str:
    return cin7_core.changed_at(number)


@given(
    phrase(
        "Cin7 Core fails at the next list of sales",
        de="Cin7 Core scheitert an der nächsten Liste der Verkäufe",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    clock.settle()
    cin7_core.misbehaves("list_sales", "status", status=503)


@given(
    phrase(
        "Cin7 Core answers the next list of sales with a page of HTML",
        de="Cin7 Core beantwortet die nächste Liste der Verkäufe mit einer HTML-Seite",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    clock.settle()
    cin7_core.misbehaves(
        "list_sales",
        "status",
        status=200,
        body="<!doctype html><html><body>Maintenance</body></html>",
        headers={"Content-Type": "text/html"},
    )


@given(
    phrase(
        "Cin7 Core fails at the next {times:d} shipments",
        de="Cin7 Core scheitert an den nächsten {times:d} Sendungen",
    )
)
def _(cin7_core: AtCin7Core, times: int) -> None:
    cin7_core.misbehaves("replace_ship", "status", status=503, times=times)


@given(
    phrase(
        "sale {number:Number} is packed into {count:d} boxes, and its shipment drafted",
        de="der Verkauf {number:Number} ist in {count:d} Kartons verpackt und seine "
        "Sendung entworfen",
    )
)
def _(cin7_core: AtCin7Core, number: str, count: int) -> None:
    boxes = [f"Box {position}" for position in range(1, count + 1)]
    items = [Item(f"PART-{position}") for position in range(1, count + 1)]
    cin7_core.sells(number, *items)
    cin7_core.picks(number)
    cin7_core.packs_apart(number, dict(zip(boxes, items, strict=True)))
    cin7_core.drafts_shipment(number, boxes=boxes)


@given(
    phrase(
        "{quantity:d} {sku} are on hand in Cin7 Core",
        de="in Cin7 Core sind {quantity:d} {sku} vorhanden",
    )
)
@then(
    phrase(
        "{quantity:d} {sku} are on hand in Cin7 Core",
        de="sind in Cin7 Core {quantity:d} {sku} vorhanden",
    )
)
def _(cin7_core: AtCin7Core, quantity: int, sku: str) -> None:
    assert cin7_core.on_hand(sku) == quantity


@then(
    phrase(
        "the ship stage of {number:Number} is {status}",
        de="steht die Versandstufe von {number:Number} auf {status}",
    )
)
def _(cin7_core: AtCin7Core, number: str, status: str) -> None:
    assert cin7_core.shipment(number)["Status"] == status


@then(
    phrase(
        "the invoice of {number:Number} is {status}",
        de="steht die Rechnung von {number:Number} auf {status}",
    )
)
def _(cin7_core: AtCin7Core, number: str, status: str) -> None:
    assert cin7_core.sale(number)["Invoices"][0]["Status"] == status


@then(
    phrase(
        "sale {number:Number} is not voided",
        de="ist der Verkauf {number:Number} nicht storniert",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert cin7_core.sale(number)["Status"] != "VOIDED"


@then(
    phrase(
        "sale {number:Number} has no tracking number",
        de="hat der Verkauf {number:Number} keine Sendungsnummer",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert cin7_core.tracking_numbers(number) == []


@then(
    phrase(
        "sale {number:Number} has the tracking numbers {tracking}",
        de="hat der Verkauf {number:Number} die Sendungsnummern {tracking}",
    )
)
def _(cin7_core: AtCin7Core, number: str, tracking: str) -> None:
    assert cin7_core.tracking_numbers(number) == tracking.split(", ")


@then(
    phrase(
        "sale {number:Number} has two tracking numbers",
        de="hat der Verkauf {number:Number} zwei Sendungsnummern",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert len(set(cin7_core.tracking_numbers(number))) == 2  # noqa: PLR2004


@then(
    phrase(
        "sale {number:Number} has one ship line and one tracking number",
        de="hat der Verkauf {number:Number} eine Versandzeile und eine Sendungsnummer",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert len(cin7_core.shipment(number)["Lines"]) == 1
    assert len(cin7_core.tracking_numbers(number)) == 1


@then(
    phrase(
        "sale {one:Number} and sale {other:Number} have the same tracking number",
        de="haben der Verkauf {one:Number} und der Verkauf {other:Number} dieselbe "
        "Sendungsnummer",
    )
)
def _(cin7_core: AtCin7Core, one: str, other: str) -> None:
    [tracking] = cin7_core.tracking_numbers(one)
    assert cin7_core.tracking_numbers(other) == [tracking]


@then(
    phrase(
        "sale {number:Number} has a stock movement",
        de="hat der Verkauf {number:Number} eine Lagerbewegung",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert cin7_core.sale(number)["InventoryMovements"]


@then(
    phrase(
        "the tracking number was added to the authorised shipment of {number:Number}",
        de="wurde die Sendungsnummer in der autorisierten Sendung von "
        "{number:Number} ergänzt",
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert cin7_core.last_shipment_call()["AddTrackingNumbers"] is True
    assert cin7_core.tracking_numbers(number)


@then(
    phrase(
        'the ship line of {number:Number} in Cin7 Core names "{carrier}"',
        de='nennt die Versandzeile von {number:Number} in Cin7 Core "{carrier}"',
    )
)
def _(cin7_core: AtCin7Core, number: str, carrier: str) -> None:
    [line] = cin7_core.shipment(number)["Lines"]
    assert line["Carrier"] == carrier


@then(
    phrase(
        "the time of change of {number:Number} is as noted",
        de="ist der Zeitpunkt der letzten Änderung von {number:Number} wie notiert",
    )
)
def _(cin7_core: AtCin7Core, number: str, noted: str) -> None:
    assert cin7_core.changed_at(number) == noted


@then(
    phrase(
        "Cin7 Core has the {which} tracking number of {number:Number} alone",
        de="hat Cin7 Core allein die {which} Sendungsnummer von {number:Number}",
    )
)
def _(
    cin7_core: AtCin7Core, shipstation: AtShipStation, which: str, number: str
) -> None:
    shipments = shipstation.shipments(number)
    expected = shipments[0 if which == "first" else -1]["trackingNumber"]

    assert cin7_core.tracking_numbers(number) == [expected]


@given(
    phrase(
        "a second organisation with a user and a store of its own",
        de="eine zweite Organisation hat einen eigenen Benutzer und einen eigenen Shop",
    ),
    target_fixture="second",
)
def _(cast: Cast) -> AtCin7Core:
    return connected_beside(cast)


@given(
    phrase(
        "the second organisation has sold {number:Number}, and drafted its shipment",
        de="die zweite Organisation hat {number:Number} verkauft und die "
        "Sendung entworfen",
    )
)
def _(second: AtCin7Core, number: str) -> None:
    second.readies(number, customer="Heron Boats")


@given(
    phrase(
        "an hour later, sale {number:Number} is packed, and its shipment drafted",
        de="eine Stunde später ist der Verkauf {number:Number} verpackt und seine "
        "Sendung entworfen",
    )
)
def _(cast: Cast, number: str) -> None:
    cast.engine.synchronises()
    cast.clock.advance(3600)
    cast.cin7_core.readies(number)
    cast.engine.synchronises()
