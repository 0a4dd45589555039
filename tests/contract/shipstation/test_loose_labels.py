"""
Labels for parcels that belong to no order.
"""

import base64
from typing import Any

import pypdfium2
import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import Bench

FERNHILL = {
    "name": "Fernhill Trading",
    "street1": "4704 Arabela Dr",
    "city": "Las Cruces",
    "state": "NM",
    "postalCode": "88012",
    "country": "US",
}
ANN = {
    "name": "Ann Lee",
    "street1": "1 Any Street",
    "city": "Boise",
    "state": "ID",
    "postalCode": "83702",
    "country": "US",
}
LONDON = {**ANN, "city": "London", "postalCode": "EC1A 1BB", "country": "GB"}
WISH: dict[str, Any] = {
    "carrierCode": "stamps_com",
    "serviceCode": "usps_priority_mail",
    "packageCode": "package",
    "confirmation": "delivery",
    "shipDate": "2026-03-02",
    "weight": {"value": 3, "units": "ounces"},
    "dimensions": {"units": "inches", "length": 7, "width": 5, "height": 6},
    "shipFrom": FERNHILL,
    "shipTo": ANN,
    "testLabel": False,
}


def _buy(bench: Bench, **changes: Any) -> Any:
    return bench.post("/shipments/createlabel", {**WISH, **changes})


def _text(pdf: str) -> str:
    document: Any = pypdfium2.PdfDocument(base64.b64decode(pdf))
    text: str = document[0].get_textpage().get_text_bounded()
    return text


def test_a_label_without_an_order(bench: Bench) -> None:
    """
    The answer says little beside the label, and the list has the rest without it.
    """
    answer = _buy(bench)

    label = answer.json()
    [shipment] = bench.get("/shipments").json()["shipments"]
    nothing = {name for name, value in label.items() if value is None}
    assert nothing == {
        "orderId",
        "orderKey",
        "userId",
        "customerEmail",
        "orderNumber",
        "batchNumber",
        "warehouseId",
        "voidDate",
        "notifyErrorMessage",
        "shipTo",
        "weight",
        "dimensions",
        "insuranceOptions",
        "advancedOptions",
        "shipmentItems",
        "formData",
    }
    assert '"shipmentCost":7.30,"insuranceCost":0.0,' in answer.text
    assert (label["confirmation"], label["marketplaceNotified"]) == ("delivery", False)
    assert "Ann Lee" in _text(label["labelData"])
    assert "Fernhill Trading" in _text(label["labelData"])
    assert shipment["shipmentId"] == label["shipmentId"]
    assert (shipment["orderId"], shipment["labelData"]) == (None, None)
    assert shipment["shipTo"]["city"] == "Boise"
    assert shipment["weight"]["value"] == 3
    assert shipment["dimensions"]["length"] == 7
    assert shipment["advancedOptions"]["storeId"] == 179188
    assert bench.get("/carriers").json()[0]["balance"] == 992.7


def test_a_sample_costs_and_changes_nothing(bench: Bench) -> None:
    """
    It is for USPS only, and in no list.
    """
    label = _buy(bench, testLabel="true").json()
    ups = _buy(
        bench, testLabel=True, carrierCode="ups_walleted", serviceCode="ups_ground"
    )

    assert (label["shipmentId"], label["trackingNumber"]) == (-1, "9" * 20)
    assert (label["shipmentCost"], label["formData"]) == (0, None)
    assert "SAMPLE" in _text(label["labelData"])
    assert bench.get("/shipments").json()["total"] == 0
    assert ups.status_code == 500


def test_a_form_goes_abroad_with_the_parcel(bench: Bench) -> None:
    """
    It says what was declared; undelivered parcels come back unless something is said.
    """
    abroad = {
        "contents": "gift",
        "customsItems": [
            {
                "description": "Mugs",
                "quantity": "2",
                "value": "9.50",
                "harmonizedTariffCode": "6912.00",
                "countryOfOrigin": "US",
            }
        ],
    }
    label = _buy(
        bench,
        serviceCode="usps_priority_mail_international",
        shipTo=LONDON,
        internationalOptions=abroad,
    ).json()

    form = _text(label["formData"])
    assert "2 x Mugs USD 9.50 6912.00 origin US" in form
    assert "Contents: gift If undelivered: return_to_sender" in form
    assert label["shipmentCost"] == 36.68


def test_the_address_for_returns_is_printed_as_the_sender(bench: Bench) -> None:
    """
    Where there is one.
    """
    label = _buy(bench, returnTo={**FERNHILL, "name": "Returns Desk"}).json()

    assert "Returns Desk" in _text(label["labelData"])
    assert "Fernhill" not in _text(label["labelData"])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"carrierCode": ""}, "The carrierCode must be provided."),
        ({"packageCode": None}, "The packageCode must be provided."),
        ({"packageCode": "crate"}, "Invalid packageCode"),
        ({"serviceCode": "stamps_com"}, "Object reference not set"),
        ({"weight": None}, "Object reference not set"),
        ({"shipFrom": None}, "Object reference not set"),
        ({"shipTo": None}, "Object reference not set"),
        ({"shipTo": {"name": "A"}}, "Ship To: Postal Code must be provided."),
        (
            {"shipTo": {**ANN, "country": "USA"}},
            "Please use a 2 character country code",
        ),
    ],
)
def test_a_label_that_lacks_something_is_refused(
    bench: Bench, changes: dict[str, Any], sentence: str
) -> None:
    """
    Nothing is paid.
    """
    answer = _buy(bench, **changes)

    assert answer.status_code == 500
    assert answer.json()["ExceptionMessage"].startswith(sentence)
    assert bench.get("/carriers").json()[0]["balance"] == 1000


def test_an_empty_wallet_buys_nothing(bench: Bench) -> None:
    """
    And nothing is in the list.
    """
    bench.control.screen("POST", "/carriers", {"code": "stamps_com", "balance": 7.29})

    refused = _buy(bench)

    assert "Add funds" in refused.json()["ExceptionMessage"]
    assert bench.get("/shipments").json()["total"] == 0


def test_it_is_voided_and_scanned_like_another(bench: Bench) -> None:
    """
    There is no order to open again, and nobody to be told.
    """
    first, second = (_buy(bench).json()["shipmentId"] for _ in range(2))

    voided = bench.post("/shipments/voidlabel", {"shipmentId": first}).json()
    scanned = bench.control.screen(
        "POST", f"/shipments/{second}/scan", {"event": "delivered"}
    )

    assert voided["approved"] is True
    assert scanned["notifying"] is False
    listed = bench.get("/shipments", voidDateStart="2026-03-02").json()["shipments"]
    assert [one["shipmentId"] for one in listed] == [first]
    with pytest.raises(ControlRefused, match="nobody is told"):
        bench.control.screen("POST", f"/shipments/{second}/notify")
