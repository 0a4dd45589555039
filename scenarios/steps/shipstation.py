"""
What people do and see at ShipStation.
"""

from decimal import Decimal

from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, BenchClock, Cast
from harness.actors.cin7_core import Item
from harness.actors.shipstation import AnotherService
from harness.actors.silent_store import SilentStore
from scenarios.phrases import phrase


@given(
    phrase(
        "another service uses the same API keys",
        de="ein anderer Dienst benutzt dieselben API-Schlüssel",
    ),
    target_fixture="other_service",
)
def _(shipstation: AtShipStation) -> AnotherService:
    return shipstation.another_service(*shipstation.api_keys())


@given(
    phrase(
        "ShipStation has imported {number:Number}",
        de="ShipStation hat {number:Number} importiert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.imports()
    clock.settle()
    assert shipstation.status(number) is not None
    clock.advance(60)


@given(
    phrase(
        "the import has failed because the user belongs to a second organisation",
        de="der Import ist gescheitert, weil der Benutzer zu einer zweiten "
        "Organisation gehört",
    )
)
def _(cast: Cast) -> None:
    cast.cin7_core.opens_organisation("Second Shop")
    cast.cin7_core.adds_to_organisation(cast.cin7_core.login.username, "Second Shop")
    cast.shipstation.imports()
    cast.clock.settle()
    assert cast.shipstation.store_error()


@given(
    phrase(
        'the note to the buyer of {number:Number} is "{note}"',
        de='die Notiz an den Käufer von {number:Number} ist "{note}"',
    )
)
def _(shipstation: AtShipStation, number: str, note: str) -> None:
    shipstation.notes_to_buyer(number, note)


@given(
    phrase(
        "a label has been created in ShipStation meanwhile",
        de="in ShipStation wurde inzwischen ein Versandetikett erstellt",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.types_in_order("M-1")
    shipstation.creates_label("M-1")


@when(
    phrase(
        "ShipStation imports the store's orders",
        de="ShipStation die Bestellungen des Shops importiert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    shipstation.imports()
    clock.settle()


@when(
    phrase(
        "a label is created for {number:Number}",
        de="für {number:Number} ein Versandetikett erstellt wird",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(number)
    clock.settle()


@when(
    phrase(
        "a label is created for {number:Number} with only {items:Items} in the parcel",
        de="für {number:Number} ein Versandetikett mit nur {items:Items} im "
        "Paket erstellt wird",
    )
)
def _(
    shipstation: AtShipStation, clock: BenchClock, number: str, items: list[Item]
) -> None:
    parcel = {item.sku: int(item.quantity) for item in items}
    shipstation.creates_label(number, items=parcel)
    clock.settle()


@when(
    phrase(
        "a new user of one organisation is entered for the store",
        de="für den Shop ein neuer Benutzer einer einzigen Organisation "
        "eingetragen wird",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation) -> None:
    password = cin7_core.password_for("warehouse")
    cin7_core.invites("warehouse", password, "main")
    shipstation.reconfigures_store("warehouse", password)


@when(
    phrase(
        "the API keys are regenerated in ShipStation",
        de="die API-Schlüssel in ShipStation neu erzeugt werden",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.regenerates_keys()


@then(
    phrase(
        "order {number:Number} is in {status}",
        de="ist die Bestellung {number:Number} in {status}",
    )
)
def _(shipstation: AtShipStation, number: str, status: str) -> None:
    assert shipstation.status(number) == status


@then(
    phrase(
        "ShipStation has no order {number:Number}",
        de="hat ShipStation keine Bestellung {number:Number}",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    assert shipstation.sent("export")
    assert shipstation.order(number) is None


@then(
    phrase(
        "ShipStation has the orders {numbers:Numbers}",
        de="hat ShipStation die Bestellungen {numbers:Numbers}",
    )
)
def _(shipstation: AtShipStation, numbers: list[str]) -> None:
    assert sorted(order["orderNumber"] for order in shipstation.orders()) == numbers


@then(
    phrase(
        'Cin7 Core sent the word "{word}" for {number:Number}',
        de='hat Cin7 Core für {number:Number} das Wort "{word}" gesendet',
    )
)
def _(shipstation: AtShipStation, word: str, number: str) -> None:
    assert shipstation.exported(number)["OrderStatus"] == word


@then(phrase('the store shows "{error}"', de='zeigt der Shop "{error}"'))
def _(shipstation: AtShipStation, error: str) -> None:
    assert shipstation.store_error() == error


@then(phrase("the store shows no error", de="zeigt der Shop keinen Fehler"))
def _(shipstation: AtShipStation) -> None:
    assert shipstation.store_error() is None


@then(
    phrase(
        'the notification names carrier "{carrier}" and service "{service}"',
        de='nennt die Versandbenachrichtigung den Versanddienst "{carrier}" '
        'und den Service "{service}"',
    )
)
def _(shipstation: AtShipStation, carrier: str, service: str) -> None:
    notice = shipstation.notice()
    assert (notice["Carrier"], notice["Service"]) == (carrier, service)


@then(
    phrase(
        "the cost is the same in ShipStation, on the wire and in the engine",
        de="sind die Kosten in ShipStation, auf der Leitung und in der "
        "Integration dieselben",
    )
)
def _(shipstation: AtShipStation, engine: AtEngine) -> None:
    [known] = engine.shipments()
    cost = Decimal(str(shipstation.shipment("SO-00001")["shipmentCost"]))

    assert cost > 0
    assert Decimal(shipstation.notice()["ShippingCost"]) == cost
    assert Decimal(str(known["cost"])) == cost


@then(
    phrase(
        'the notification has the note "{note}"',
        de='hat die Versandbenachrichtigung die Notiz "{note}"',
    )
)
def _(shipstation: AtShipStation, note: str) -> None:
    assert shipstation.notice()["NotesToCustomer"] == note


@then(
    phrase(
        "the notification has no note", de="hat die Versandbenachrichtigung keine Notiz"
    )
)
def _(shipstation: AtShipStation) -> None:
    assert shipstation.notice()["NotesToCustomer"] == ""


@then(
    phrase(
        "the notification has the items {items:Items}",
        de="hat die Versandbenachrichtigung die Artikel {items:Items}",
    )
)
def _(shipstation: AtShipStation, items: list[Item]) -> None:
    assert shipstation.noticed_items() == {item.sku: item.quantity for item in items}


@then(
    phrase(
        "the other service is not served any more",
        de="wird der andere Dienst nicht mehr bedient",
    )
)
def _(other_service: AnotherService) -> None:
    assert not other_service.is_served()


@then(phrase("the other service is served", de="wird der andere Dienst bedient"))
def _(other_service: AnotherService) -> None:
    assert other_service.is_served()


@given(
    phrase(
        "the settings of the store are saved unchanged",
        de="die Einstellungen des Shops werden unverändert gespeichert",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.changes_settings()


@given(
    phrase(
        "ShipStation has imported {number:Number}, two hours ago",
        de="ShipStation hat {number:Number} importiert, vor zwei Stunden",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.imports()
    clock.settle()
    assert shipstation.status(number) is not None
    clock.advance(2 * 3600)


@given(
    phrase(
        "ShipStation has imported the first fulfilment of {number:Number}",
        de="ShipStation hat die erste Lieferung von {number:Number} importiert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.imports()
    clock.settle()
    assert len(shipstation.orders_of(number)) == 1
    clock.advance(60)


@given(
    phrase(
        "ShipStation has imported both, and the first is labelled",
        de="ShipStation hat beide importiert, und die erste ist etikettiert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    shipstation.imports()
    clock.settle()
    shipstation.creates_label("SO-00001")
    clock.advance(60)


@given(
    phrase(
        "ShipStation mails customers when their parcels leave",
        de="ShipStation schreibt Kunden, wenn ihre Pakete abgehen",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.changes_settings(mailCustomer=True)


@then(
    phrase(
        "the order of the second fulfilment of {number:Number} is in {status}",
        de="ist die Bestellung der zweiten Lieferung von {number:Number} in {status}",
    )
)
def _(shipstation: AtShipStation, number: str, status: str) -> None:
    assert shipstation.status(f"{number}-2") == status


@then(
    phrase(
        "the notification says that the customer knows",
        de="sagt die Versandbenachrichtigung, dass der Kunde es weiß",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert shipstation.notice()["NotifyCustomer"] == "false"


@given(
    phrase(
        "ShipStation mails no customers",
        de="ShipStation schreibt keinen Kunden",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.changes_settings(mailCustomer=False)


@then(
    phrase(
        '"{address}" has one mail from ShipStation',
        de='hat "{address}" eine E-Mail von ShipStation',
    )
)
def _(shipstation: AtShipStation, address: str) -> None:
    assert [mail["to"] for mail in shipstation.customer_mails()] == [address]


@then(
    phrase(
        "no customer has a mail from ShipStation",
        de="hat kein Kunde eine E-Mail von ShipStation",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert shipstation.customer_mails() == []


@then(
    phrase(
        "the customer has one mail, and it is from ShipStation",
        de="hat der Kunde eine E-Mail, und sie ist von ShipStation",
    )
)
def _(shipstation: AtShipStation) -> None:
    [mail] = shipstation.customer_mails()
    assert mail["trackingNumber"] == shipstation.notice()["TrackingNumber"]


@then(
    phrase(
        'order {number:Number} goes to the company "{name}"',
        de='geht die Bestellung {number:Number} an die Firma "{name}"',
    )
)
def _(shipstation: AtShipStation, number: str, name: str) -> None:
    assert shipstation.wanted(number)["shipTo"]["company"] == name


@given(
    phrase(
        "ShipStation has imported nothing until noon",
        de="ShipStation hat bis zum Mittag nichts importiert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    shipstation.imports()
    clock.settle()
    clock.advance(3 * 3600)
    assert shipstation.orders() == []


@given(
    phrase(
        "ShipStation has tried to import, and failed",
        de="ShipStation hat zu importieren versucht und ist gescheitert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    shipstation.imports()
    clock.settle()
    assert shipstation.store_error()
    clock.advance(120)


@given(
    phrase(
        "order {number:Number} is held for a week",
        de="die Bestellung {number:Number} ist für eine Woche angehalten",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    shipstation.holds(number, days=7)
    assert shipstation.status(number) == "On Hold"


@given(
    phrase(
        "a label was created for {number:Number} with the notification suppressed",
        de="für {number:Number} wurde ein Versandetikett ohne "
        "Versandbenachrichtigung erstellt",
    )
)
@when(
    phrase(
        "a label is created for {number:Number} with the notification suppressed",
        de="für {number:Number} ein Versandetikett ohne "
        "Versandbenachrichtigung erstellt wird",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(number, notify=False)
    clock.settle()


@given(
    phrase(
        "the store notifies at the first scan",
        de="der Shop benachrichtigt beim ersten Scan",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.changes_settings(notify="mail_stream")


@given(
    phrase(
        "the orders {numbers:Numbers} are combined",
        de="die Bestellungen {numbers:Numbers} sind zusammengefasst",
    )
)
def _(shipstation: AtShipStation, numbers: list[str]) -> None:
    shipstation.combines(*numbers)


@given(
    phrase(
        "the orders {numbers:Numbers} are imported and combined",
        de="die Bestellungen {numbers:Numbers} sind importiert und zusammengefasst",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, numbers: list[str]) -> None:
    shipstation.imports()
    clock.settle()
    shipstation.combines(*numbers)
    clock.advance(60)


@when(
    phrase(
        "the Cin7 Core tile is given the user name and the password",
        de="in die Kachel Cin7 Core der Benutzername und das Passwort eingegeben "
        "werden",
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation) -> None:
    shipstation.connects_store(cin7_core.login.username, cin7_core.login.password)


@when(
    phrase(
        'the store is configured again with password "{password}"',
        de='der Shop mit dem Passwort "{password}" neu eingerichtet wird',
    )
)
def _(cin7_core: AtCin7Core, shipstation: AtShipStation, password: str) -> None:
    shipstation.reconfigures_store(cin7_core.login.username, password)


@when(
    phrase(
        'the connection is tested with password "{password}"',
        de='die Verbindung mit dem Passwort "{password}" getestet wird',
    ),
    target_fixture="tested",
)
def _(cast: Cast, password: str) -> str:
    url, username = cast.engine.custom_store_url, cast.cin7_core.login.username
    return cast.shipstation.tests_connection(url, username, password)


@when(
    phrase(
        "the connection is tested with the right password",
        de="die Verbindung mit dem richtigen Passwort getestet wird",
    ),
    target_fixture="tested",
)
def _(cast: Cast) -> str:
    url, login = cast.engine.custom_store_url, cast.cin7_core.login
    return cast.shipstation.tests_connection(url, login.username, login.password)


@given(
    phrase(
        'a custom store is connected where "{word}" means {status}',
        de='ein Custom Store ist verbunden, in dem "{word}" {status} bedeutet',
    )
)
def _(cast: Cast, word: str, status: str) -> None:
    url, login = cast.engine.custom_store_url, cast.cin7_core.login
    key = status.lower().replace(" ", "_")
    cast.shipstation.connects_custom_store(
        url, login.username, login.password, **{key: [word]}
    )


@when(
    phrase(
        "the connection is tested with the user's e-mail address",
        de="die Verbindung mit der E-Mail-Adresse des Benutzers getestet wird",
    ),
    target_fixture="tested",
)
def _(cast: Cast) -> str:
    url, login = cast.engine.custom_store_url, cast.cin7_core.login
    return cast.shipstation.tests_connection(
        url, "shop@fernhill.example", login.password
    )


@when(
    phrase(
        "ShipStation imports the store's orders, two minutes later",
        de="ShipStation zwei Minuten später die Bestellungen des Shops importiert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    clock.advance(120)
    shipstation.imports()
    clock.settle()


@when(
    phrase(
        "ShipStation imports the orders of both stores",
        de="ShipStation die Bestellungen beider Shops importiert",
    )
)
@when(
    phrase(
        "ShipStation imports the orders of all stores",
        de="ShipStation die Bestellungen aller Shops importiert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    shipstation.imports_everything()
    clock.settle()


@when(
    phrase(
        "order {number:Number} is cancelled in ShipStation",
        de="die Bestellung {number:Number} in ShipStation storniert wird",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    shipstation.cancels(number)


@when(
    phrase(
        "order {number:Number} is marked as shipped with tracking number {tracking}",
        de="die Bestellung {number:Number} als mit der Sendungsnummer "
        "{tracking} versandt markiert wird",
    )
)
def _(
    shipstation: AtShipStation, clock: BenchClock, number: str, tracking: str
) -> None:
    shipstation.marks_shipped(number, tracking_number=tracking)
    clock.settle()


@when(
    phrase(
        'order {number:Number} is marked as shipped by the carrier "{carrier}" '
        "with tracking number {tracking}",
        de='die Bestellung {number:Number} als vom Versanddienst "{carrier}" '
        "mit der Sendungsnummer {tracking} versandt markiert wird",
    )
)
def _(
    shipstation: AtShipStation,
    clock: BenchClock,
    number: str,
    carrier: str,
    tracking: str,
) -> None:
    shipstation.marks_shipped(number, carrier=carrier, tracking_number=tracking)
    clock.settle()


@when(
    phrase(
        "order {number:Number} is marked as shipped by the API",
        de="die Bestellung {number:Number} über die API als versandt markiert wird",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.is_marked_by_api(number)
    clock.settle()


@when(
    phrase(
        "the label of {number:Number} is voided",
        de="das Versandetikett von {number:Number} storniert wird",
    ),
    target_fixture="verdict",
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> str:
    verdict = shipstation.voids_label(number)
    clock.settle()
    return verdict


@when(
    phrase(
        "the carrier scans the parcel of {number:Number}",
        de="der Versanddienst das Paket von {number:Number} scannt",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.carrier_scans(number)
    clock.settle()


@when(
    phrase(
        "the notification for {number:Number} is sent again",
        de="die Versandbenachrichtigung für {number:Number} noch einmal gesendet wird",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.sends_notification_again(number)
    clock.settle()


@when(
    phrase(
        "two boxes of {number:Number} are labelled",
        de="zwei Kartons von {number:Number} etikettiert werden",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    for sku in ("PART-1", "PART-2"):
        shipstation.creates_label(number, items={sku: 1})
        clock.settle()


@when(
    phrase(
        "the last box of {number:Number} is labelled",
        de="der letzte Karton von {number:Number} etikettiert wird",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(number, items={"PART-3": 1})
    clock.settle()


@then(
    phrase(
        "ShipStation has a Cin7 Core store", de="hat ShipStation einen Shop Cin7 Core"
    )
)
def _(shipstation: AtShipStation) -> None:
    assert shipstation.store()["marketplaceName"] == "Cin7 Core"


@then(
    phrase(
        'the store shows an error with "{text}"',
        de='zeigt der Shop einen Fehler mit "{text}"',
    )
)
def _(shipstation: AtShipStation, text: str) -> None:
    assert text in (shipstation.store_error() or "")


@then(phrase('the test reports "{text}"', de='meldet der Test "{text}"'))
def _(tested: str, text: str) -> None:
    assert text in tested


@then(phrase("the test reports success", de="meldet der Test Erfolg"))
def _(tested: str) -> None:
    assert tested == "success"


@then(
    phrase(
        "ShipStation has no order {number:Number} yet",
        de="hat ShipStation noch keine Bestellung {number:Number}",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    assert shipstation.order(number) is None


@then(
    phrase(
        "nobody has asked the store for orders",
        de="hat niemand den Shop nach Bestellungen gefragt",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert shipstation.sent("export") == []


@then(
    phrase(
        "the store did not deliver {number:Number} again",
        de="hat der Shop {number:Number} nicht noch einmal geliefert",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    assert number not in shipstation.last_exported()


@then(
    phrase(
        "the store delivered {number:Number} again",
        de="hat der Shop {number:Number} noch einmal geliefert",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    assert number in shipstation.last_exported()


@then(
    phrase(
        "ShipStation has two orders of {number:Number}, with keys of their own",
        de="hat ShipStation zwei Bestellungen von {number:Number} mit eigenen "
        "Schlüsseln",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    orders = shipstation.orders_of(number)
    assert len(orders) == len({order["orderKey"] for order in orders}) == 2  # noqa: PLR2004


@then(
    phrase(
        "ShipStation has one order of {number:Number}",
        de="hat ShipStation eine Bestellung von {number:Number}",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    assert len(shipstation.orders_of(number)) == 1


@then(
    phrase(
        "ShipStation has {count:d} orders, each once",
        de="hat ShipStation {count:d} Bestellungen, jede einmal",
    )
)
def _(shipstation: AtShipStation, count: int) -> None:
    numbers = [order["orderNumber"] for order in shipstation.orders()]
    assert len(numbers) == len(set(numbers)) == count


@then(
    phrase(
        "ShipStation asked for {count:d} pages",
        de="hat ShipStation nach {count:d} Seiten gefragt",
    )
)
def _(shipstation: AtShipStation, count: int) -> None:
    assert len(shipstation.sent("export")) == count


@then(phrase("no order is in {status}", de="ist keine Bestellung in {status}"))
def _(shipstation: AtShipStation, status: str) -> None:
    assert status not in shipstation.all_statuses()


@then(
    phrase(
        "the items of order {number:Number} are {items:Items}",
        de="sind die Artikel der Bestellung {number:Number} {items:Items}",
    )
)
def _(shipstation: AtShipStation, number: str, items: list[Item]) -> None:
    assert {
        one["sku"]: one["quantity"] for one in shipstation.wanted(number)["items"]
    } == {item.sku: item.quantity for item in items}


@then(
    phrase(
        "the exported order {number:Number} has every required element",
        de="hat die exportierte Bestellung {number:Number} jedes erforderliche Element",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    order = shipstation.exported(number)
    for name in (
        "OrderID",
        "OrderNumber",
        "OrderDate",
        "OrderStatus",
        "LastModified",
        "OrderTotal",
        "ShippingAmount",
        "Customer",
        "Items",
    ):
        assert name in order, f"{name} is missing"


@then(
    phrase(
        "order {number:Number} goes to the shipping address of the sale",
        de="geht die Bestellung {number:Number} an die Lieferadresse des Verkaufs",
    )
)
def _(shipstation: AtShipStation, cin7_core: AtCin7Core, number: str) -> None:
    address = cin7_core.sale(number)["ShippingAddress"]
    goal = shipstation.wanted(number)["shipTo"]
    assert [goal[name] for name in ("street1", "city", "postalCode", "country")] == [
        *(address[name] for name in ("Line1", "City", "Postcode")),
        "GB",
    ]


@then(
    phrase(
        "the item {sku} of order {number:Number} costs what the sale says",
        de="kostet der Artikel {sku} der Bestellung {number:Number}, was der Verkauf "
        "sagt",
    )
)
def _(shipstation: AtShipStation, cin7_core: AtCin7Core, sku: str, number: str) -> None:
    lines = cin7_core.sale(number)["Order"]["Lines"]
    [price] = [line["Price"] for line in lines if line["SKU"] == sku]
    assert shipstation.item(number, sku)["unitPrice"] == price > 0


@then(
    phrase(
        'the exported order {number:Number} was last modified at "{moment}"',
        de='wurde die exportierte Bestellung {number:Number} zuletzt am "{moment}" '
        "geändert",
    )
)
def _(shipstation: AtShipStation, number: str, moment: str) -> None:
    assert shipstation.exported(number)["LastModified"] == moment


@then(
    phrase(
        "the exported order {number:Number} is in {currency}",
        de="ist die exportierte Bestellung {number:Number} in {currency}",
    )
)
def _(shipstation: AtShipStation, number: str, currency: str) -> None:
    assert shipstation.exported(number)["CurrencyCode"] == currency


@then(
    phrase(
        'the internal notes of order {number:Number} are "{notes}"',
        de='sind die internen Notizen der Bestellung {number:Number} "{notes}"',
    )
)
def _(shipstation: AtShipStation, number: str, notes: str) -> None:
    assert shipstation.wanted(number)["internalNotes"] == notes


@then(
    phrase(
        'the customer\'s notes of order {number:Number} are "{notes}"',
        de='sind die Notizen des Kunden zur Bestellung {number:Number} "{notes}"',
    )
)
def _(shipstation: AtShipStation, number: str, notes: str) -> None:
    assert shipstation.wanted(number)["customerNotes"] == notes


@then(
    phrase(
        "the company of order {number:Number} has {count:d} characters",
        de="hat die Firma der Bestellung {number:Number} {count:d} Zeichen",
    )
)
def _(shipstation: AtShipStation, number: str, count: int) -> None:
    assert len(shipstation.wanted(number)["shipTo"]["company"]) == count


@then(
    phrase(
        'the name of the item {sku} of order {number:Number} contains "{text}"',
        de="enthält der Name des Artikels {sku} der Bestellung {number:Number} "
        '"{text}"',
    )
)
def _(shipstation: AtShipStation, sku: str, number: str, text: str) -> None:
    assert text in shipstation.item(number, sku)["name"]


@then(
    phrase(
        "the item {sku} of order {number:Number} weighs {grams:d} grams",
        de="wiegt der Artikel {sku} der Bestellung {number:Number} {grams:d} Gramm",
    )
)
def _(shipstation: AtShipStation, sku: str, number: str, grams: int) -> None:
    weight = shipstation.item(number, sku)["weight"]
    assert (weight["value"], weight["units"]) == (grams, "grams")


@then(
    phrase(
        'order {number:Number} goes to "{country}"',
        de='geht die Bestellung {number:Number} nach "{country}"',
    )
)
def _(shipstation: AtShipStation, number: str, country: str) -> None:
    assert shipstation.wanted(number)["shipTo"]["country"] == country


@then(
    phrase(
        'order {number:Number} has e-mail "{email}" and phone "{phone}"',
        de='hat die Bestellung {number:Number} die E-Mail-Adresse "{email}" und die '
        'Telefonnummer "{phone}"',
    )
)
def _(shipstation: AtShipStation, number: str, email: str, phone: str) -> None:
    order = shipstation.wanted(number)
    assert order["customerEmail"] == email
    assert order["shipTo"]["phone"] == phone


@then(
    phrase(
        'order {number:Number} asks for the service "{service}"',
        de='verlangt die Bestellung {number:Number} den Service "{service}"',
    )
)
def _(shipstation: AtShipStation, number: str, service: str) -> None:
    assert shipstation.wanted(number)["requestedShippingService"] == service


@then(
    phrase(
        'order {number:Number} is paid by "{method}"',
        de='ist die Bestellung {number:Number} mit "{method}" bezahlt',
    )
)
def _(shipstation: AtShipStation, number: str, method: str) -> None:
    assert shipstation.wanted(number)["paymentMethod"] == method


@then(
    phrase(
        "the item {sku} of order {number:Number} has the picture, "
        'the option "{value}" and the location "{place}"',
        de="hat der Artikel {sku} der Bestellung {number:Number} das Bild, die Option "
        '"{value}" und den Lagerplatz "{place}"',
    )
)
def _(
    shipstation: AtShipStation, sku: str, number: str, value: str, place: str
) -> None:
    item = shipstation.item(number, sku)
    assert item["imageUrl"]
    assert value in [option["value"] for option in item["options"]]
    assert place in item["warehouseLocation"]


@then(
    phrase(
        "order {number:Number} weighs twice as much as {sku}",
        de="wiegt die Bestellung {number:Number} doppelt so viel wie {sku}",
    )
)
def _(shipstation: AtShipStation, number: str, sku: str) -> None:
    order = shipstation.wanted(number)["weight"]
    item = shipstation.item(number, sku)["weight"]
    assert (order["value"], order["units"]) == (2 * item["value"], item["units"])


@then(
    phrase(
        "order {number:Number} is a gift with a discount of {amount}",
        de="ist die Bestellung {number:Number} ein Geschenk mit einem Rabatt von "
        "{amount}",
    )
)
def _(shipstation: AtShipStation, number: str, amount: str) -> None:
    order = shipstation.wanted(number)
    discounts = [item["unitPrice"] for item in order["items"] if item["adjustment"]]
    assert order["gift"] is True
    assert [Decimal(str(one)) for one in discounts] == [-Decimal(amount)]


@then(
    phrase(
        "order {number:Number} has a shipping amount of {amount}",
        de="hat die Bestellung {number:Number} Versandkosten von {amount}",
    )
)
def _(shipstation: AtShipStation, number: str, amount: str) -> None:
    shipping = shipstation.wanted(number)["shippingAmount"]
    assert Decimal(str(shipping)) == Decimal(amount)


@then(
    phrase(
        "no notification was sent", de="wurde keine Versandbenachrichtigung gesendet"
    )
)
def _(shipstation: AtShipStation) -> None:
    assert shipstation.sent("shipnotify") == []


@then(
    phrase(
        "both notifications were accepted",
        de="wurden beide Versandbenachrichtigungen angenommen",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert [one["status"] for one in shipstation.sent("shipnotify")] == [200, 200]


@then(
    phrase(
        "ShipStation shows that the notification failed",
        de="zeigt ShipStation, dass die Versandbenachrichtigung gescheitert ist",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipment = shipstation.shipment("SO-00001")
    assert shipment["marketplaceNotified"] is False
    assert shipment["notifyErrorMessage"]


@then(
    phrase(
        "the shipment of {number:Number} is shown as voided",
        de="wird die Sendung von {number:Number} als storniert gezeigt",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    assert shipstation.shipment(number)["voided"] is True


@then(
    phrase(
        "each store has its own order SO-00001",
        de="hat jeder Shop seine eigene Bestellung SO-00001",
    )
)
def _(shipstation: AtShipStation) -> None:
    orders = [one for one in shipstation.orders() if one["orderNumber"] == "SO-00001"]
    stores = [order["advancedOptions"]["storeId"] for order in orders]
    names = {order["shipTo"]["company"] for order in orders}
    assert len(set(stores)) == len(stores) == 2  # noqa: PLR2004
    assert names == {"Kestrel Cycles", "Heron Boats"}


@given(
    phrase(
        "an order that is split becomes two orders",
        de="aus einer geteilten Bestellung werden zwei Bestellungen",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.is_known_for("split_style", "orders")


@given(
    phrase(
        "{items:Items} are split off order {number:Number}",
        de="von der Bestellung {number:Number} werden {items:Items} abgetrennt",
    )
)
def _(shipstation: AtShipStation, items: list[Item], number: str) -> None:
    shipstation.splits(number, {item.sku: int(item.quantity) for item in items})


@given(
    phrase(
        "the order {number:Number} is shipped by a carrier that does not void labels",
        de="die Bestellung {number:Number} ist mit einem Versanddienst versandt, der "
        "keine Versandetiketten storniert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.is_known_for("void_refusal", "fedex")
    shipstation.creates_label(
        number, carrierCode="fedex", serviceCode="fedex_ground", packageCode="package"
    )
    clock.settle()


@when(
    phrase(
        "a label is created for the second half of {number:Number}",
        de="für die zweite Hälfte von {number:Number} ein Versandetikett erstellt wird",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(f"{number}-1")
    clock.settle()


@then(
    phrase(
        "ShipStation shows that the notification of the second half "
        "of {number:Number} failed",
        de="zeigt ShipStation, dass die Versandbenachrichtigung der zweiten Hälfte "
        "von {number:Number} gescheitert ist",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    shipment = shipstation.shipment(f"{number}-1")
    assert shipment["marketplaceNotified"] is False
    assert shipment["notifyErrorMessage"]


@then(
    phrase(
        "order {number:Number} names one order that was merged into it",
        de="nennt die Bestellung {number:Number} eine Bestellung, die mit ihr "
        "zusammengefasst wurde",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    assert len(shipstation.wanted(number)["advancedOptions"]["mergedIds"]) == 1


@then(
    phrase(
        "the carrier says that it does not void labels",
        de="sagt der Versanddienst, dass er keine Versandetiketten storniert",
    )
)
def _(verdict: str) -> None:
    assert "does not void" in verdict


@given(
    phrase(
        "a failed import switches the automatic import off",
        de="ein gescheiterter Import schaltet den automatischen Import ab",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.is_known_for("after_failed_import", "switches_off")


@when(
    phrase(
        "sale {number:Number} gets ready, and {minutes:d} minutes pass",
        de="der Verkauf {number:Number} bereit wird und {minutes:d} Minuten vergehen",
    )
)
def _(cast: Cast, number: str, minutes: int) -> None:
    cast.cin7_core.readies(number)
    cast.clock.advance(minutes * 60)


@when(
    phrase(
        "the connection is tested with a store that answers nothing",
        de="die Verbindung mit einem Shop getestet wird, der nichts antwortet",
    ),
    target_fixture="tested",
)
def _(shipstation: AtShipStation, silent_store: SilentStore) -> str:
    return shipstation.tests_connection(silent_store.url, "anybody", "anything")


@given(
    phrase(
        "order {number} was typed in at ShipStation",
        de="die Bestellung {number} wurde in ShipStation eingetippt",
    )
)
def _(shipstation: AtShipStation, number: str) -> None:
    shipstation.types_in_order(number)


@when(
    phrase(
        "a label is created for the order {number}",
        de="für die Bestellung {number} ein Versandetikett erstellt wird",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(number)
    clock.settle()


@given(
    phrase(
        "the next notification is sent twice",
        de="die nächste Versandbenachrichtigung wird zweimal gesendet",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.treats_notifications(double=1)


@given(
    phrase(
        "the next notification is lost on the way",
        de="die nächste Versandbenachrichtigung geht unterwegs verloren",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.treats_notifications(lose=1)
