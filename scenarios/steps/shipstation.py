"""
What people do and see at ShipStation.
"""

from decimal import Decimal

from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, BenchClock, Cast
from harness.actors.cin7_core import Item
from harness.actors.shipstation import AnotherService
from scenarios.phrases import phrase


@given("another service uses the same API keys", target_fixture="other_service")
def _(shipstation: AtShipStation) -> AnotherService:
    return shipstation.another_service(*shipstation.api_keys())


@given(phrase("ShipStation has imported {number:Number}"))
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.imports()
    clock.settle()
    assert shipstation.status(number) is not None
    clock.advance(60)


@given("the import has failed because the user belongs to a second organisation")
def _(cast: Cast) -> None:
    cast.cin7_core.opens_organisation("Second Shop")
    cast.cin7_core.adds_to_organisation("shop", "Second Shop")
    cast.shipstation.imports()
    cast.clock.settle()
    assert cast.shipstation.store_error()


@given(phrase('the note to the buyer of {number:Number} is "{note}"'))
def _(shipstation: AtShipStation, number: str, note: str) -> None:
    shipstation.notes_to_buyer(number, note)


@given("the API keys have been regenerated and the integration has noticed")
def _(cast: Cast) -> None:
    cast.shipstation.regenerates_keys()
    cast.engine.synchronises()
    assert cast.engine.connection()["state"] == "broken"


@given("a label has been created in ShipStation meanwhile")
def _(shipstation: AtShipStation) -> None:
    shipstation.types_in_order("M-1")
    shipstation.creates_label("M-1")


@when("ShipStation imports the store's orders")
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    shipstation.imports()
    clock.settle()


@when(phrase("a label is created for {number:Number}"))
def _(shipstation: AtShipStation, clock: BenchClock, number: str) -> None:
    shipstation.creates_label(number)
    clock.settle()


@when(
    phrase(
        "a label is created for {number:Number} with only {items:Items} in the parcel"
    )
)
def _(
    shipstation: AtShipStation, clock: BenchClock, number: str, items: list[Item]
) -> None:
    parcel = {item.sku: int(item.quantity) for item in items}
    shipstation.creates_label(number, items=parcel)
    clock.settle()


@when("a new user of one organisation is entered for the store")
def _(cin7_core: AtCin7Core, shipstation: AtShipStation) -> None:
    cin7_core.invites("warehouse", "ahoy-warehouse-1", "main")
    shipstation.reconfigures_store("warehouse", "ahoy-warehouse-1")


@when("the API keys are regenerated in ShipStation")
def _(shipstation: AtShipStation) -> None:
    shipstation.regenerates_keys()


@then(phrase("order {number:Number} is in {status}"))
def _(shipstation: AtShipStation, number: str, status: str) -> None:
    assert shipstation.status(number) == status


@then(phrase("ShipStation has no order {number:Number}"))
def _(shipstation: AtShipStation, number: str) -> None:
    assert shipstation.sent("export")
    assert shipstation.order(number) is None


@then(phrase("ShipStation has the orders {numbers:Numbers}"))
def _(shipstation: AtShipStation, numbers: list[str]) -> None:
    assert [order["orderNumber"] for order in shipstation.orders()] == numbers


@then(phrase('Cin7 Core sent the word "{word}" for {number:Number}'))
def _(shipstation: AtShipStation, word: str, number: str) -> None:
    assert shipstation.exported(number)["OrderStatus"] == word


@then(phrase('the store shows "{error}"'))
def _(shipstation: AtShipStation, error: str) -> None:
    assert shipstation.store_error() == error


@then("the store shows no error")
def _(shipstation: AtShipStation) -> None:
    assert shipstation.store_error() is None


@then(phrase('the notification names carrier "{carrier}" and service "{service}"'))
def _(shipstation: AtShipStation, carrier: str, service: str) -> None:
    notice = shipstation.notice()
    assert (notice["Carrier"], notice["Service"]) == (carrier, service)


@then("the cost is the same in ShipStation, on the wire and in the engine")
def _(shipstation: AtShipStation, engine: AtEngine) -> None:
    [known] = engine.shipments()
    cost = Decimal(str(shipstation.shipment("SO-00001")["shipmentCost"]))

    assert cost > 0
    assert Decimal(shipstation.notice()["ShippingCost"]) == cost
    assert Decimal(str(known["cost"])) == cost


@then(phrase('the notification has the note "{note}"'))
def _(shipstation: AtShipStation, note: str) -> None:
    assert shipstation.notice()["NotesToCustomer"] == note


@then("the notification has no note")
def _(shipstation: AtShipStation) -> None:
    assert shipstation.notice()["NotesToCustomer"] == ""


@then(phrase("the notification has the items {items:Items}"))
def _(shipstation: AtShipStation, items: list[Item]) -> None:
    assert shipstation.noticed_items() == {item.sku: item.quantity for item in items}


@then("the other service is not served any more")
def _(other_service: AnotherService) -> None:
    assert not other_service.is_served()


@then("the other service is served")
def _(other_service: AnotherService) -> None:
    assert other_service.is_served()
