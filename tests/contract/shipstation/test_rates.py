"""
What a carrier takes, before a label is bought.
"""

from decimal import Decimal
from typing import Any

import pytest

from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench

QUESTION: dict[str, Any] = {
    "carrierCode": "stamps_com",
    "serviceCode": None,
    "packageCode": None,
    "fromPostalCode": "88001",
    "toState": "ID",
    "toCountry": "US",
    "toPostalCode": "83702",
    "weight": {"value": 24, "units": "ounces"},
    "confirmation": "delivery",
    "residential": False,
}


@pytest.fixture
def warehouse(bench: Bench) -> int:
    """
    Return a place to ship from.
    """
    place = bench.control.screen(
        "POST",
        "/warehouses",
        {"originAddress": {"name": "Main", "postalCode": "88001", "country": "US"}},
    )
    return int(place["warehouseId"])


def _ask(bench: Bench, **changes: Any) -> Any:
    return bench.post("/shipments/getrates", {**QUESTION, **changes})


def _rates(bench: Bench, **changes: Any) -> dict[str, Decimal]:
    answer = _ask(bench, **changes)
    assert answer.status_code == 200, answer.text
    return {
        one["serviceName"]: Decimal(str(one["shipmentCost"]))
        + Decimal(str(one["otherCost"]))
        for one in answer.json()
    }


def test_usps_has_a_row_for_each_service_and_package(bench: Bench) -> None:
    """
    The package stands in the name only; amounts have four decimals, and none.
    """
    answer = _ask(bench)

    assert answer.text.startswith(
        '[{"serviceName":"USPS First Class Mail - Package",'
        '"serviceCode":"usps_first_class_mail","shipmentCost":4.0300,"otherCost":0.0}'
    )
    names = [one["serviceName"] for one in answer.json()]
    assert "USPS Priority Mail - Medium Flat Rate Box" in names
    assert "USPS Media Mail - Medium Flat Rate Box" not in names
    assert not any("Intl" in name for name in names)
    assert len(names) == 18


def test_others_have_a_row_for_each_service_and_a_surcharge(bench: Bench) -> None:
    """
    The price is the sum of both.
    """
    rates = {one["serviceCode"]: one for one in _ask(bench, carrierCode="fedex").json()}

    assert rates["fedex_2day"] == {
        "serviceName": "FedEx 2Day®",
        "serviceCode": "fedex_2day",
        "shipmentCost": 19.75,
        "otherCost": 0.2,
    }
    assert "fedex_international_economy" not in rates


@pytest.mark.parametrize(
    ("carrier", "service", "changes"),
    [
        ("stamps_com", "usps_priority_mail", {}),
        ("stamps_com", "usps_priority_mail", {"packageCode": "small_flat_rate_box"}),
        ("stamps_com", "usps_ground_advantage", {"packageCode": "large_package"}),
        ("ups_walleted", "ups_ground", {"confirmation": "signature"}),
        ("fedex", "fedex_home_delivery", {"weight": {"value": "9", "units": "pounds"}}),
        ("fedex", "fedex_2day", {"weight": {"value": 1500, "units": "grams"}}),
    ],
)
def test_a_label_costs_what_was_said(
    bench: Bench, warehouse: int, carrier: str, service: str, changes: dict[str, Any]
) -> None:
    """
    Whatever carrier, package, weight and confirmation.
    """
    del warehouse
    asked = {"packageCode": "package", **changes}
    order = bench.control.screen("POST", "/orders", MANUAL_ORDER)
    [price] = _rates(bench, carrierCode=carrier, serviceCode=service, **asked).values()

    label = bench.post(
        "/orders/createlabelfororder",
        {
            **LABEL,
            "orderId": order["orderId"],
            "carrierCode": carrier,
            "serviceCode": service,
            "weight": QUESTION["weight"],
            **asked,
        },
    ).json()

    assert Decimal(str(label["shipmentCost"])) == price


def test_weight_distance_and_confirmation_make_it_dearer(bench: Bench) -> None:
    """
    Asked twice, the answer is the same.
    """
    service = {"serviceCode": "usps_priority_mail", "packageCode": "package"}
    name = "USPS Priority Mail - Package"
    near = _rates(bench, **service)[name]

    assert _rates(bench, **service)[name] == near
    heavy = _rates(bench, **service, weight={"value": 3, "units": "pounds"})[name]
    far = _rates(bench, **service, toPostalCode="10001")[name]
    signed = _rates(bench, **service, confirmation="signature")[name]
    assert near < min(heavy, far, signed)


def test_a_parcel_abroad_has_services_for_abroad(bench: Bench, warehouse: int) -> None:
    """
    A flat rate box is for home only here.
    """
    abroad = {"toCountry": "GB", "toPostalCode": "EC1A 1BB"}

    names = list(_rates(bench, fromWarehouseId=warehouse, **abroad))

    assert names == [
        "USPS First Class Mail Intl - Package",
        "USPS Priority Mail Intl - Package",
        "USPS Priority Mail Express Intl - Package",
    ]


def test_the_warehouse_says_in_which_country_it_stands(bench: Bench) -> None:
    """
    The one that was named, that has the postal code, or the default one.
    """
    place = bench.control.screen(
        "POST",
        "/warehouses",
        {"originAddress": {"name": "Hull", "postalCode": "HU1 1AA", "country": "GB"}},
    )
    inland = {"carrierCode": "fedex", "toCountry": "GB", "toPostalCode": "EC1A 1BB"}

    named = _rates(
        bench, **inland, fromWarehouseId=place["warehouseId"], fromPostalCode=None
    )
    found = _rates(bench, **inland, fromPostalCode="hu1 1aa")
    default = _rates(bench, **inland, fromPostalCode="HU2 2BB")

    assert named == found == default
    assert "FedEx Home Delivery®" in named


@pytest.mark.parametrize(
    "changes",
    [
        {"serviceCode": "usps_priority_mail_international"},
        {"serviceCode": "ups_ground"},
        {"packageCode": "crate"},
        {"serviceCode": "usps_media_mail", "packageCode": "small_flat_rate_box"},
        {"toCountry": "GB", "packageCode": "regional_rate_box_a"},
    ],
)
def test_where_nothing_fits_the_list_is_empty(
    bench: Bench, changes: dict[str, Any]
) -> None:
    """
    A service or a package that is not offered is no error.
    """
    assert _rates(bench, **changes) == {}


@pytest.mark.parametrize(
    ("changes", "sentence", "recorded"),
    [
        (
            {"carrierCode": "dhl_express_worldwide"},
            "No applicable services were available for the configured shipment",
            True,
        ),
        ({"carrierCode": None}, "The carrierCode must be provided.", False),
        (
            {"carrierCode": "endicia"},
            "The carrier endicia is not connected to this account.",
            False,
        ),
        ({"toPostalCode": ""}, "Ship To: Postal Code must be provided.", True),
        ({"toCountry": None}, "Ship To: Country must be provided.", False),
        ({"toCountry": "USA"}, "Please use a 2 character country code", True),
        (
            {"weight": None},
            "Object reference not set to an instance of an object.",
            True,
        ),
        ({"fromPostalCode": None}, "The fromPostalCode must be provided.", False),
        ({"fromWarehouseId": 5}, "There is no warehouse 5 in this account.", False),
    ],
)
def test_what_cannot_be_answered_is_refused(
    bench: Bench, *, changes: dict[str, Any], sentence: str, recorded: bool
) -> None:
    """
    A carrier that does not go there says so in recorded words.
    """
    answer = _ask(bench, **changes)

    assert answer.status_code == 500
    assert answer.json()["ExceptionMessage"] == sentence
    assert ("X-Emulator-Hint" in answer.headers) is not recorded


def test_numbers_may_be_texts_and_names_in_any_case(bench: Bench) -> None:
    """
    An empty package is like none; several parcels are a bad request.
    """
    body = {
        "CARRIERCODE": "stamps_com",
        "packagecode": "",
        "fromPostalCode": 88001,
        "tocountry": "US",
        "toPostalCode": 83702,
        "weight": {"Value": "24", "Units": "Ounces"},
    }

    answer = bench.post("/shipments/getrates", body)

    assert answer.json() == _ask(bench).json()
    assert bench.post("/shipments/getrates", [body]).status_code == 400
    assert _ask(bench, weight={"value": "much"}).status_code == 400
