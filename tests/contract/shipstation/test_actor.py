"""
What a person and a sales channel do at ShipStation, as the harness has them do it.
"""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from emulators.kit.control_client import ControlRefused
from harness.actors.shipstation import AtShipStation, NoStore
from tests.contract.shipstation.bench import Bench


@pytest.fixture
def at(bench: Bench) -> Iterator[AtShipStation]:
    """
    Return somebody at an account that has a place to ship from.
    """
    actor = AtShipStation(bench.server.origin)
    actor.has("warehouses", warehouseName="Main", originAddress={"name": "Main"})
    yield actor
    actor.close()


def test_an_order_comes_in_from_a_channel(at: AtShipStation) -> None:
    """
    Paid, with a key of its own, in the first manual store.
    """
    order = at.takes_order("W-1", shipping=4, tax="1.90", customerNotes="Ring")

    assert at.status("W-1") == "Awaiting Shipment"
    assert order["orderKey"] == "channel-W-1"
    assert (order["orderTotal"], order["amountPaid"]) == (15.4, 15.4)
    assert order["orderDate"] == order["paymentDate"] == "2026-03-02T10:00:30.0000000"
    assert order["shipTo"]["name"] == order["billTo"]["name"] == "Ann Lee"
    assert order["customerNotes"] == "Ring"
    assert order["advancedOptions"]["storeId"] == 179188


def test_a_channel_says_all_of_it(at: AtShipStation) -> None:
    """
    Store by name, a buyer in another country, and no payment yet.
    """
    store_id = at.opens_manual_store("Telephone")

    order = at.takes_order(
        "W-2",
        store="Telephone",
        items=[{"sku": "A", "quantity": 3, "unitPrice": "2.50"}, {"sku": "B"}],
        customer="Bo Buyer",
        email=None,
        company="Bo & Sons",
        ship_to={"city": "Hull", "state": None, "postalCode": "HU1", "country": "GB"},
        order_date="2026-02-28",
        status="awaiting_payment",
    )

    assert order["advancedOptions"]["storeId"] == store_id
    assert (order["amountPaid"], order["paymentDate"]) == (0, None)
    assert [item["name"] for item in order["items"]] == ["A", "B"]
    assert (order["customerId"], order["shipTo"]["company"]) == (None, "Bo & Sons")
    assert order["shipTo"]["country"] == "GB"
    with pytest.raises(NoStore, match="no store Bazaar"):
        at.takes_order("W-3", store="Bazaar")


def test_an_open_order_is_edited(at: AtShipStation) -> None:
    """
    What is not named stays as it was.
    """
    [place] = at.warehouses()
    store_id = at.opens_manual_store("Telephone")
    before = at.takes_order("W-1", customerNotes="Ring")

    after = at.edits_order(
        "W-1",
        items=[{"sku": "MUG", "name": "Mug", "quantity": 4, "unitPrice": 9.5}],
        amount_paid=Decimal(38),
        status="on_hold",
        ship_to={"city": "Dallas"},
        warehouse=place["warehouseId"],
        store=store_id,
    )

    assert after["orderId"] == before["orderId"]
    assert after["items"][0]["orderItemId"] == before["items"][0]["orderItemId"]
    assert (after["items"][0]["quantity"], after["amountPaid"]) == (4, 38)
    assert after["customerNotes"] == "Ring"
    assert after["shipTo"] == {**before["shipTo"], "city": "DALLAS"}
    assert at.status("W-1") == "On Hold"
    assert after["advancedOptions"]["warehouseId"] == place["warehouseId"]
    assert after["advancedOptions"]["storeId"] == store_id


def test_what_has_left_is_refunded_and_not_edited(at: AtShipStation) -> None:
    """
    The parcels of an order are those with a label, and those without.
    """
    at.takes_order("W-1")
    at.creates_label("W-1")
    at.takes_order("W-2")
    at.marks_shipped("W-2", tracking_number="T-1")

    at.refunds("W-1", "2.50")

    assert at.wanted("W-1")["amountPaid"] == 7
    label = at.label_of("W-1")
    assert label is not None
    assert at.parcels("W-1") == [label]
    assert [one["trackingNumber"] for one in at.parcels("W-2")] == ["T-1"]
    assert at.label_of("W-2") is None
    at.voids_label("W-1")
    assert at.label_of("W-1") is None
    with pytest.raises(ControlRefused, match="is shipped"):
        at.edits_order("W-2", amount_paid=1)


def test_orders_and_parcels_are_poisoned_and_healed(
    bench: Bench, at: AtShipStation
) -> None:
    """
    At once or one after the other.
    """
    at.takes_order("W-1")
    at.takes_order("W-2")
    at.creates_label("W-1")
    at.creates_label("W-2")

    at.blanks("W-2")
    at.blanks_parcel("W-2")
    blank = bench.get("/orders").json()["orders"][1]
    at.poisons_parcel("W-1")
    at.poisons("W-1")
    failed = [bench.get(path).status_code for path in ("/orders", "/shipments")]
    at.heals("W-1")
    nulls = bench.get("/shipments").json()["shipments"].count(None)
    at.heals("W-2")

    assert (blank, failed, nulls) == (None, [500, 500], 1)
    assert None not in bench.get("/orders").json()["orders"]
    assert None not in bench.get("/shipments").json()["shipments"]


def test_a_provider_rejects_and_a_person_deletes(at: AtShipStation) -> None:
    """
    The order stands under its tab until it is gone.
    """
    at.takes_order("W-1")

    at.sends_to_provider("W-1")
    sent = at.status("W-1")
    at.provider_rejects("W-1")
    rejected = at.status("W-1")
    at.deletes("W-1")

    assert (sent, rejected) == ("Pending Fulfillment", "Rejected Fulfillment")
    assert at.status("W-1") is None
