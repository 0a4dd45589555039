"""
Voided labels, and what shops hear of them: nothing.
"""

from typing import Any

import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop
from tests.contract.shipstation.test_loose_labels import WISH
from tests.unit.emulators.shipstation.pages import order_xml, page_xml

_DHL_SERVICE = "express_worldwide"


@pytest.fixture
def path(bench: Bench, shop: Shop) -> str:
    """
    Return where the screens of an order begin that was imported from the shop.
    """
    shop.pages = [page_xml(order_xml())]
    bench.run_import(bench.connect(shop))
    return f"/orders/{bench.orders('SO-00001')[0]['orderId']}"


def _label(bench: Bench, path: str, **changes: Any) -> dict[str, Any]:
    label: dict[str, Any] = bench.control.screen(
        "POST", f"{path}/label", {**LABEL, **changes}
    )
    return label


def _void(bench: Bench, label: dict[str, Any]) -> dict[str, Any]:
    verdict: dict[str, Any] = bench.control.screen(
        "POST", f"/shipments/{label['shipmentId']}/void"
    )
    return verdict


def _order(bench: Bench) -> dict[str, Any]:
    return bench.orders("SO-00001")[0]


def test_a_void_opens_the_order_and_sends_nothing(
    bench: Bench, shop: Shop, path: str
) -> None:
    """
    The shipment stays listed, as voided, and the order's date of change moves.
    """
    label = _label(bench, path)
    bench.clock.settle()
    bench.clock.advance(60)

    verdict = _void(bench, label)
    bench.clock.settle()

    [shipment] = bench.get("/shipments").json()["shipments"]
    assert verdict == {"approved": True, "message": "Label voided successfully"}
    assert _order(bench)["orderStatus"] == "awaiting_shipment"
    assert _order(bench)["modifyDate"] == "2026-03-02T10:01:30.0000000"
    assert shipment["voided"] is True
    assert shipment["voidDate"] == "2026-03-02T10:01:30.0000000"
    assert shipment["marketplaceNotified"] is True
    assert len(shop.notices) == 1


def test_a_new_label_after_a_void_is_not_told(
    bench: Bench, shop: Shop, path: str
) -> None:
    """
    However often: the shop keeps the first number. A person may send it by hand.
    """
    labels = [_label(bench, path)]
    bench.clock.settle()
    for _ in range(2):
        _void(bench, labels[-1])
        labels.append(_label(bench, path))
        bench.clock.settle()
    silent = len(shop.notices)
    last = labels[-1]
    [*_, shipment] = bench.get("/shipments").json()["shipments"]

    bench.control.screen("POST", f"/shipments/{last['shipmentId']}/notify")
    bench.clock.settle()

    assert silent == 1
    assert shipment["marketplaceNotified"] is False
    assert shop.notices[-1].query["tracking_number"] == last["trackingNumber"]


def test_only_what_the_shop_knows_is_kept_from_it(
    bench: Bench, shop: Shop, path: str
) -> None:
    """
    The other part of the order is told of as ever.
    """
    one = {"items": [{"sku": "MUG-1", "quantity": 1}]}
    first = _label(bench, path, **one)
    bench.clock.settle()
    _void(bench, first)

    _label(bench, path, **one)
    bench.clock.settle()
    silent = len(shop.notices)
    other = _label(bench, path, **one)
    bench.clock.settle()

    assert (silent, len(shop.notices)) == (1, 2)
    assert shop.notices[-1].query["tracking_number"] == other["trackingNumber"]


def test_who_marks_as_shipped_after_a_void_says_whether_to_tell(
    bench: Bench, shop: Shop, path: str
) -> None:
    """
    It is asked for, so it is sent.
    """
    label = _label(bench, path)
    bench.clock.settle()
    _void(bench, label)

    bench.control.screen(
        "POST",
        f"{path}/mark-as-shipped",
        {"carrierCode": "Courier", "notifySalesChannel": True},
    )
    bench.clock.settle()

    assert [one.query["carrier"] for one in shop.notices] == ["USPS", "Courier"]


def test_a_void_takes_a_notice_with_it_that_was_not_sent(
    bench: Bench, shop: Shop, path: str
) -> None:
    """
    Then the new label is told of, and nothing but the new label.
    """
    _void(bench, _label(bench, path))
    again = _label(bench, path)
    bench.clock.settle()

    assert [one.query["tracking_number"] for one in shop.notices] == [
        again["trackingNumber"]
    ]


def test_a_label_before_the_void_leaves_the_goods_unshipped(
    bench: Bench, path: str
) -> None:
    """
    The second label has nothing in it, so voiding the first opens the order (G04).
    """
    first = _label(bench, path)
    second = _label(bench, path)

    _void(bench, first)

    shipments = bench.get("/shipments", includeShipmentItems=True).json()["shipments"]
    assert [len(one["shipmentItems"]) for one in shipments] == [1, 0]
    assert shipments[1]["shipmentId"] == second["shipmentId"]
    assert _order(bench)["orderStatus"] == "awaiting_shipment"


def test_the_record_of_a_voided_label_says_nothing_of_a_refund(
    bench: Bench, path: str
) -> None:
    """
    Its cost stands as it was, and the wallet is not filled by it (G06).
    """
    label = _label(bench, path)
    before = bench.get("/shipments").json()["shipments"][0]
    balance = bench.get("/carriers").json()[0]["balance"]

    _void(bench, label)

    after = bench.get("/shipments").json()["shipments"][0]
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {"voided", "voidDate"}
    assert after["shipmentCost"] == label["shipmentCost"]
    assert bench.get("/carriers").json()[0]["balance"] == balance


@pytest.mark.parametrize(
    ("profile", "carrier", "approved"),
    [
        ({}, ("dhl_express_worldwide", _DHL_SERVICE), False),
        ({}, ("fedex", "fedex_ground"), True),
        ({"void_refusal": "fedex"}, ("fedex", "fedex_ground"), False),
        (
            {"void_refusal": "none"},
            ("dhl_express_worldwide", "express_worldwide"),
            True,
        ),
    ],
)
def test_a_carrier_may_refuse(
    bench: Bench,
    path: str,
    *,
    profile: dict[str, str],
    carrier: tuple[str, str],
    approved: bool,
) -> None:
    """
    Then the label stays good, and the sentence says who refused.
    """
    bench.control.do("change_profile", profile)
    label = _label(bench, path, carrierCode=carrier[0], serviceCode=carrier[1])

    verdict = bench.post("/shipments/voidlabel", {"shipmentId": label["shipmentId"]})

    shipment = bench.get("/shipments").json()["shipments"][0]
    assert verdict.status_code == 200
    assert verdict.json()["approved"] is approved
    assert shipment["voided"] is approved
    assert (_order(bench)["orderStatus"] == "shipped") is not approved


def test_a_label_is_voided_once(bench: Bench, path: str) -> None:
    """
    What cannot be voided is no error, and what there is not is not found.
    """
    label = _label(bench, path)
    _void(bench, label)

    again = _void(bench, label)
    nobody = bench.post("/shipments/voidlabel", {"shipmentId": 1})

    assert again == {"approved": False, "message": "Label has already been voided"}
    assert nobody.status_code == 404
    for what in ("scan", "notify"):
        with pytest.raises(ControlRefused, match="is void"):
            bench.control.screen("POST", f"/shipments/{label['shipmentId']}/{what}")


def test_voids_are_found_by_their_date(bench: Bench) -> None:
    """
    Bounds are inclusive; what is not voided has none.
    """
    order_id = bench.control.screen("POST", "/orders", MANUAL_ORDER)["orderId"]
    label = bench.post(
        "/orders/createlabelfororder", {"orderId": order_id, **LABEL}
    ).json()
    bench.post("/orders/createlabelfororder", {"orderId": order_id, **LABEL})
    bench.post("/shipments/voidlabel", {"shipmentId": label["shipmentId"]})

    for query, total in (
        ({"voidDateStart": "2026-03-02 10:00:30"}, 1),
        ({"voidDateStart": "2026-03-02 10:00:31"}, 0),
        ({"voidDateEnd": "2026-03-02 10:00:30"}, 1),
        ({"voidDateEnd": "2026-03-02 10:00:29"}, 0),
    ):
        assert bench.get("/shipments", **query).json()["total"] == total


def test_the_postal_service_voids_no_parcel_that_it_has(bench: Bench) -> None:
    """
    It has scanned it; others bill what they scan, and void it.
    """
    verdicts = []
    for carrier, service in (
        ("stamps_com", "usps_priority_mail"),
        ("ups_walleted", "ups_ground"),
    ):
        wish = {**WISH, "carrierCode": carrier, "serviceCode": service}
        label = bench.post("/shipments/createlabel", wish).json()
        number = label["shipmentId"]
        bench.control.screen("POST", f"/shipments/{number}/scan")
        verdicts.append(bench.post("/shipments/voidlabel", {"shipmentId": number}))

    refused, approved = verdicts
    assert (refused.status_code, refused.json()["approved"]) == (200, False)
    assert "has scanned" in refused.json()["message"]
    assert refused.headers["X-Emulator-Hint"] == "text not recorded"
    assert approved.json()["approved"] is True
    assert "X-Emulator-Hint" not in approved.headers


def test_the_wallet_gets_back_what_was_voided_three_weeks_later(bench: Bench) -> None:
    """
    With the insurance, and once; what was on an account of one's own costs nothing.
    """
    insured = {"provider": "shipsurance", "insureShipment": True, "insuredValue": 50}
    wishes = (
        {**WISH, "insuranceOptions": insured},
        {**WISH, "carrierCode": "fedex", "serviceCode": "fedex_ground"},
    )
    for wish in wishes:
        label = bench.post("/shipments/createlabel", wish).json()
        _void(bench, label)
        _void(bench, label)
    after_labels = bench.get("/carriers").json()[0]["balance"]
    bench.clock.advance(21 * 86_400 - 1)
    too_early = bench.get("/carriers").json()[0]["balance"]
    bench.clock.advance(1)

    assert after_labels == too_early < 1000
    assert bench.get("/carriers").json()[0]["balance"] == 1000
