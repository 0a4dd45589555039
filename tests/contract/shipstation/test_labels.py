"""
Labels: what they cost, what they change, and when there is none.
"""

import base64
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench

SHIP_TO: Any = MANUAL_ORDER["shipTo"]
ITEM: Any = MANUAL_ORDER["items"][0]


@pytest.fixture
def order_id(bench: Bench) -> int:
    """
    Return an order that awaits its shipment.
    """
    bench.control.screen(
        "POST",
        "/warehouses",
        {"originAddress": {"name": "Main", "postalCode": "88001", "country": "US"}},
    )
    order = bench.control.screen("POST", "/orders", MANUAL_ORDER)
    return int(order["orderId"])


def _label(bench: Bench, order_id: int, **changes: Any) -> Any:
    return bench.post(
        "/orders/createlabelfororder", {"orderId": order_id, **LABEL, **changes}
    )


def test_a_label_is_a_page_with_a_barcode(bench: Bench, order_id: int) -> None:
    """
    The scanner reads the tracking number that the answer has.
    """
    label = _label(bench, order_id).json()

    document: Any = pypdfium2.PdfDocument(base64.b64decode(label["labelData"]))
    [barcode] = zxingcpp.read_barcodes(document[0].render(scale=4).to_pil())
    assert barcode.text == label["trackingNumber"]
    assert len(label["trackingNumber"]) == 22


def test_a_label_ships_the_order_and_is_paid_from_the_wallet(
    bench: Bench, order_id: int
) -> None:
    """
    The shipment stands in its list, without the label itself.
    """
    label = _label(bench, order_id).json()

    order = bench.get(f"/orders/{order_id}").json()
    answer = bench.get("/shipments", includeShipmentItems="true")
    [shipment] = answer.json()["shipments"]
    assert order["orderStatus"] == "shipped"
    assert order["serviceCode"] == "usps_priority_mail"
    assert label["shipmentCost"] == 8.25
    assert bench.get("/carriers").json()[1]["balance"] == 991.75
    assert '"shipmentCost":8.25,"insuranceCost":0.0,' in answer.text
    assert (shipment["labelData"], shipment["marketplaceNotified"]) == (None, False)
    assert [item["quantity"] for item in shipment["shipmentItems"]] == [2, 1]
    assert {item["weight"] for item in shipment["shipmentItems"]} == {None}
    assert shipment["shipTo"]["addressVerified"] is None
    bench.clock.settle()
    assert bench.get("/shipments").json()["shipments"][0]["shipmentItems"] is None


def test_a_repeated_call_buys_a_second_label_with_nothing_in_it(
    bench: Bench, order_id: int
) -> None:
    """
    There is no key that would make it the same.
    """
    first, second = (_label(bench, order_id).json() for _ in range(2))

    found = bench.get("/shipments", orderId=order_id, includeShipmentItems=True).json()
    assert first["shipmentId"] != second["shipmentId"]
    assert [len(one["shipmentItems"]) for one in found["shipments"]] == [2, 0]


def test_a_test_label_costs_and_changes_nothing(bench: Bench, order_id: int) -> None:
    """
    It is for USPS only.
    """
    answer = _label(bench, order_id, testLabel=True)
    ups = _label(
        bench,
        order_id,
        testLabel="true",
        carrierCode="ups_walleted",
        serviceCode="ups_ground",
    )

    label = answer.json()
    assert (label["shipmentId"], label["trackingNumber"]) == (-1, "9" * 20)
    assert '"shipmentCost":0.0,' in answer.text
    assert bench.get("/shipments").json()["total"] == 0
    assert bench.orders("M-1")[0]["orderStatus"] == "awaiting_shipment"
    assert ups.status_code == 500


@pytest.mark.parametrize(
    ("changes", "kind", "sentence"),
    [
        ({"serviceCode": "stamps_com"}, "NullReferenceException", "Object reference"),
        ({"carrierCode": "endicia"}, "NullReferenceException", "Object reference"),
        ({"serviceCode": None}, "NullReferenceException", "Object reference"),
        ({"packageCode": "crate"}, "Exception", "Invalid packageCode"),
    ],
)
def test_what_the_carrier_does_not_know_is_an_exception(
    bench: Bench, order_id: int, *, changes: dict[str, Any], kind: str, sentence: str
) -> None:
    """
    The failed attempt has written weight and date on the order all the same.
    """
    bench.clock.advance(60)
    failed = _label(bench, order_id, weight={"value": 2, "units": "pounds"}, **changes)

    order = bench.get(f"/orders/{order_id}").json()
    assert failed.status_code == 500
    assert failed.json()["ExceptionType"] == f"System.{kind}"
    assert failed.json()["ExceptionMessage"].startswith(sentence)
    assert (order["weight"]["value"], order["shipDate"]) == (32.0, "2026-03-02")
    assert order["modifyDate"] == order["createDate"]


@pytest.mark.parametrize("status", ["awaiting_payment", "cancelled"])
def test_some_orders_get_no_label(bench: Bench, status: str) -> None:
    """
    The text is not recorded, and says so.
    """
    order = bench.control.screen(
        "POST", "/orders", {**MANUAL_ORDER, "orderStatus": status}
    )

    refused = _label(bench, order["orderId"])

    assert refused.status_code == 500
    assert refused.headers["X-Emulator-Hint"] == "text not recorded"


def test_an_empty_wallet_buys_nothing(bench: Bench, order_id: int) -> None:
    """
    A carrier with an account of its own is not paid from it.
    """
    bench.control.screen("POST", "/carriers", {"code": "stamps_com", "balance": 8.2})

    usps = _label(bench, order_id)
    fedex = _label(
        bench, order_id, carrierCode="fedex", serviceCode="fedex_home_delivery"
    )

    assert "Add funds" in usps.json()["ExceptionMessage"]
    assert fedex.status_code == 200
    assert len(fedex.json()["trackingNumber"]) == 12


def test_numbers_may_be_texts_and_names_in_any_case(
    bench: Bench, order_id: int
) -> None:
    """
    As the framework behind V1 reads them.
    """
    body = {
        "ORDERID": str(order_id),
        "CarrierCode": "ups_walleted",
        "serviceCode": "ups_ground",
        "weight": {"Value": "3", "Units": "pounds"},
        "dimensions": {"units": "inches", "length": "9", "width": 6, "height": 3},
        "insuranceOptions": {
            "provider": "shipsurance",
            "insureShipment": True,
            "insuredValue": "250",
        },
        "internationalOptions": {"contents": "gift"},
    }

    label = bench.post("/orders/createlabelfororder", body).json()

    [shipment] = bench.get("/shipments", orderNumber="M-1").json()["shipments"]
    assert label["insuranceCost"] == 2.5
    assert shipment["weight"]["value"] == 48.0
    assert shipment["dimensions"]["length"] == 9.0
    assert shipment["trackingNumber"].startswith("1Z")


def test_a_person_ships_an_order_in_parts(bench: Bench, order_id: int) -> None:
    """
    It is shipped with the last of them.
    """
    path = f"/orders/{order_id}/label"
    some = {**LABEL, "items": [{"sku": "MUG-1", "quantity": 1}]}
    bench.control.screen("POST", path, some)
    before = bench.orders("M-1")[0]["orderStatus"]
    with pytest.raises(ControlRefused, match="has not 2 x MUG-1 left"):
        bench.control.screen(
            "POST", path, {**LABEL, "items": [{"sku": "MUG-1", "quantity": 2}]}
        )

    bench.control.screen("POST", path, LABEL)

    found = bench.get("/shipments", includeShipmentItems=True).json()["shipments"]
    parts = [
        {item["sku"]: item["quantity"] for item in one["shipmentItems"]}
        for one in found
    ]
    assert before == "awaiting_shipment"
    assert bench.orders("M-1")[0]["orderStatus"] == "shipped"
    assert parts == [{"MUG-1": 1}, {"MUG-1": 1, "HAT-1": 1}]


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({"recipientName": "ann"}, 1),
        ({"recipientCountryCode": "us", "carrierCode": "stamps_com"}, 1),
        ({"serviceCode": "usps_media_mail"}, 0),
        ({"orderNumber": "M-"}, 0),
        ({"createDateStart": "2026-03-02 10:00:30"}, 1),
        ({"createDateStart": "2026-03-02 10:00:31"}, 0),
        ({"createDateEnd": "2026-03-02 10:00:30"}, 1),
        ({"shipDateStart": "2026-03-02", "shipDateEnd": "2026-03-02"}, 1),
        ({"shipDateStart": "2026-03-03"}, 0),
        ({"voidDateStart": "2026-01-01"}, 0),
        ({"storeId": 179188, "sortBy": "ShipDate", "sortDir": "DESC"}, 1),
        ({"batchId": 1}, 0),
        ({"customsCountryCode": "CN"}, 0),
    ],
)
def test_shipments_are_found(
    bench: Bench, order_id: int, query: dict[str, Any], total: int
) -> None:
    """
    Bounds are inclusive.
    """
    _label(bench, order_id)

    found = bench.get("/shipments", **query).json()

    assert (found["total"], found["pages"]) == (total, 0)


def test_a_label_of_an_order_from_the_api_says_what_is_in_it(bench: Bench) -> None:
    """
    Its items have their ids and prices, and neither weight nor options.
    """
    item = {**ITEM, "options": [{"name": "Colour", "value": "red"}], "taxAmount": 1.9}
    order = bench.post(
        "/orders/createorder", {**MANUAL_ORDER, "orderKey": "k", "items": [item]}
    ).json()

    _label(bench, order["orderId"])

    query = {"orderId": order["orderId"], "includeShipmentItems": True}
    [shipment] = bench.get("/shipments", **query).json()["shipments"]
    [line] = order["items"]
    assert shipment["orderKey"] == "k"
    assert shipment["shipmentItems"] == [{**line, "weight": None, "options": None}]


def test_the_options_of_an_order_stand_for_those_that_a_label_lacks(
    bench: Bench, order_id: int
) -> None:
    """
    Dimensions, insurance, weight and place; who is billed is the order's affair.
    """
    other = bench.control.screen(
        "POST", "/warehouses", {"originAddress": {"name": "Hull", "country": "US"}}
    )
    order = bench.post(
        "/orders/createorder",
        {
            **MANUAL_ORDER,
            "orderId": order_id,
            "dimensions": {"units": "inches", "length": 9, "width": 6, "height": 3},
            "insuranceOptions": {
                "provider": "carrier",
                "insureShipment": True,
                "insuredValue": 100,
            },
            "advancedOptions": {"billToParty": "third_party", "billToAccount": "9"},
        },
    ).json()

    kept = _label(bench, order_id).json()
    own = _label(
        bench,
        order_id,
        weight={"value": 2, "units": "pounds"},
        dimensions={"units": "centimeters", "length": "20", "width": 10, "height": 5},
        insuranceOptions={"insureShipment": "false"},
        advancedOptions={
            "warehouseId": str(other["warehouseId"]),
            "billToParty": "recipient",
            "storeId": 5,
        },
    ).json()

    first, second = bench.get("/shipments", orderId=order_id).json()["shipments"]
    assert (kept["insuranceCost"], own["insuranceCost"]) == (1, 0)
    assert first["dimensions"] == order["dimensions"]
    assert first["weight"] == order["weight"]
    assert second["dimensions"]["units"] == "centimeters"
    assert second["weight"]["value"] == 32
    assert second["warehouseId"] == other["warehouseId"] != first["warehouseId"]
    for one in (first, second):
        assert one["advancedOptions"]["billToParty"] == "third_party"
        assert one["advancedOptions"]["storeId"] == 179188


def test_a_form_goes_abroad_with_an_order(bench: Bench, order_id: int) -> None:
    """
    It says what is in the parcel where nothing was declared.
    """
    abroad = {**SHIP_TO, "postalCode": "EC1A 1BB", "country": "GB"}
    bench.post(
        "/orders/createorder",
        {**MANUAL_ORDER, "orderId": order_id, "shipTo": abroad},
    )

    label = _label(
        bench, order_id, serviceCode="usps_priority_mail_international"
    ).json()

    document: Any = pypdfium2.PdfDocument(base64.b64decode(label["formData"]))
    text = document[0].get_textpage().get_text_bounded()
    assert "2 x Mug USD 9.50" in text
    assert "1 x Hat USD 0.00" in text
    assert [one["formData"] for one in bench.get("/shipments").json()["shipments"]] == [
        None
    ]


def test_a_return_label_brings_goods_back_and_leaves_the_order(
    bench: Bench, order_id: int
) -> None:
    """
    It stands in the list with its mark, needs a label before it, and goes away alone.
    """
    path = f"/orders/{order_id}/return-label"
    with pytest.raises(ControlRefused, match="nothing can return"):
        bench.control.screen("POST", path)
    _label(bench, order_id)

    made = bench.control.screen("POST", path)
    bench.control.screen("POST", f"/shipments/{made['shipmentId']}/void")

    listed = bench.get("/shipments", orderId=order_id).json()["shipments"]
    assert [one["isReturnLabel"] for one in listed] == [False, True]
    assert [one["voided"] for one in listed] == [False, True]
    assert bench.get(f"/orders/{order_id}").json()["orderStatus"] == "shipped"
