"""
What people do and see at Cin7 Core.
"""

from pytest_bdd import given, then

from harness.actors import AtCin7Core, AtShipStation, Cast
from harness.actors.cin7_core import Item
from harness.worlds.one_packed_sale import connected
from scenarios.phrases import phrase


@given("Cin7 Core is connected as a store in ShipStation")
def _(cast: Cast) -> None:
    connected(cast)


@given(phrase("sale {number:Number} is packed, and its shipment drafted"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.readies(number)


@given(
    phrase(
        "sale {number:Number} of {items:Items} is packed, and its shipment drafted",
    )
)
def _(cin7_core: AtCin7Core, number: str, items: list[Item]) -> None:
    cin7_core.readies(number, *items)


@given(
    phrase(
        "sale {number:Number} is packed, and its shipment drafted, "
        "without a shipping address"
    )
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.readies(number, address=None)


@given(
    phrase(
        "sale {number:Number} is packed, and its shipment drafted "
        "with tracking number {tracking}"
    )
)
def _(cin7_core: AtCin7Core, number: str, tracking: str) -> None:
    cin7_core.sells(number)
    cin7_core.picks(number)
    cin7_core.packs(number)
    cin7_core.drafts_shipment(number, tracking_number=tracking)


@given(phrase("sale {number:Number} is ordered"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number)


@given(phrase("sale {number:Number} is picked"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number)
    cin7_core.picks(number)


@given(phrase("sale {number:Number} is packed"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.sells(number)
    cin7_core.picks(number)
    cin7_core.packs(number)


@given(phrase("the invoice of {number:Number} is drafted"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.invoices(number, "DRAFT")


@given(phrase("the invoice of {number:Number} is authorised"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.invoices(number, "AUTHORISED")


@given(phrase("the invoice of {number:Number} is paid"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.is_paid(number)


@given(
    phrase("the shipment of {number:Number} is authorised without a tracking number")
)
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.authorises_shipment(number)


@given(phrase("sale {number:Number} is voided"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    cin7_core.voids(number)


@given("the user of the connection belongs to a second organisation")
def _(cin7_core: AtCin7Core) -> None:
    cin7_core.opens_organisation("Second Shop")
    cin7_core.adds_to_organisation("shop", "Second Shop")


@then(phrase("sale {number:Number} is shipped in Cin7 Core"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert cin7_core.sale(number)["CombinedShippingStatus"] == "SHIPPED"
    assert cin7_core.shipment(number)["Status"] == "AUTHORISED"
    assert cin7_core.tracking_numbers(number)


@then(phrase("sale {number:Number} is partly shipped in Cin7 Core"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    assert cin7_core.shipment(number)["Status"] == "PARTIALLY AUTHORISED"


@then(phrase("the ship line of {number:Number} in Cin7 Core names a carrier"))
def _(cin7_core: AtCin7Core, number: str) -> None:
    [line] = cin7_core.shipment(number)["Lines"]
    assert line["Carrier"]


@then(phrase('the shipment of {number:Number} in Cin7 Core has the note "{note}"'))
def _(cin7_core: AtCin7Core, number: str, note: str) -> None:
    assert note in cin7_core.shipment(number)["ShippingNotes"]


@then("the tracking number is the same in ShipStation, on the wire and in Cin7 Core")
def _(cin7_core: AtCin7Core, shipstation: AtShipStation) -> None:
    shipped = shipstation.shipment("SO-00001")["trackingNumber"]

    assert shipstation.notice()["TrackingNumber"] == shipped
    assert cin7_core.tracking_numbers("SO-00001") == [shipped]
