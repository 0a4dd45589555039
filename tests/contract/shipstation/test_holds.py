"""
Holds and cancellations live at ShipStation only.
"""

from typing import Any

import pytest

from emulators.kit.control_client import ControlRefused
from tests.contract.shipstation.bench import LABEL, MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop
from tests.unit.emulators.shipstation.pages import order_xml, page_xml

DAY_SECONDS = 24 * 3600


def _import_by_hand_only(bench: Bench, order: dict[str, Any]) -> None:
    path = f"/stores/{order['advancedOptions']['storeId']}/settings"
    bench.control.screen("PUT", path, {"autoRefresh": False})


def _status(bench: Bench, number: str = "SO-00001") -> str:
    return str(bench.orders(number)[0]["orderStatus"])


def test_a_held_order_awaits_shipment_again_when_the_date_comes(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    The day begins at midnight in US Pacific, and the shop hears nothing of it (C08).
    """
    path = f"/orders/{order['orderId']}/hold"
    held = bench.control.screen("POST", path, {"until": "2026-03-03"})
    bench.clock.advance(13 * 3600)  # the shop is asked all the time; it is 23:00:30
    before = _status(bench)

    bench.clock.advance(3600)

    assert (held["orderStatus"], held["holdUntilDate"]) == ("on_hold", "2026-03-03")
    assert (before, _status(bench)) == ("on_hold", "awaiting_shipment")
    assert bench.orders("SO-00001")[0]["holdUntilDate"] is None
    assert shop.notices == []


def test_a_hold_outlasts_imports_until_the_status_changes(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    An order that the store voids meanwhile is cancelled.
    """
    store_id = order["advancedOptions"]["storeId"]
    _import_by_hand_only(bench, order)
    path = f"/orders/{order['orderId']}/hold"
    bench.control.screen("POST", path, {"until": "2026-03-06"})
    bench.run_import(store_id)
    again = _status(bench)

    shop.pages = [page_xml(order_xml(OrderStatus="voided"))]
    bench.run_import(store_id)
    voided = _status(bench)
    bench.clock.advance(7 * DAY_SECONDS)

    assert (again, voided, _status(bench)) == ("on_hold", "cancelled", "cancelled")


def test_a_label_on_hold_ships_and_tells(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    The end of the hold changes nothing any more.
    """
    _import_by_hand_only(bench, order)
    path = f"/orders/{order['orderId']}"
    bench.control.screen("POST", f"{path}/hold", {"until": "2026-03-06"})

    bench.control.screen("POST", f"{path}/label", LABEL)
    bench.clock.advance(7 * DAY_SECONDS)

    assert _status(bench) == "shipped"
    assert len(shop.notices) == 1


def test_a_longer_hold_replaces_the_shorter_one(bench: Bench) -> None:
    """
    And an order that awaited payment awaits it again.
    """
    unpaid = {**MANUAL_ORDER, "orderStatus": "awaiting_payment"}
    order = bench.control.screen("POST", "/orders", unpaid)
    path = f"/orders/{order['orderId']}/hold"
    bench.control.screen("POST", path, {"until": "2026-03-04"})
    bench.control.screen("POST", path, {"until": "2026-03-06"})
    bench.clock.advance(3 * DAY_SECONDS)
    before = _status(bench, "M-1")

    bench.clock.advance(DAY_SECONDS)

    assert (before, _status(bench, "M-1")) == ("on_hold", "awaiting_payment")


def test_holds_by_api(bench: Bench) -> None:
    """
    Restoring says that it did, also of an order that there is not.
    """
    order_id = bench.control.screen("POST", "/orders", MANUAL_ORDER)["orderId"]
    held = bench.post(
        "/orders/holduntil", {"OrderId": str(order_id), "holdUntilDate": "03/06/2026"}
    )
    status = _status(bench, "M-1")
    restored = bench.post("/orders/restorefromhold", {"orderId": order_id})
    nobody = bench.post("/orders/restorefromhold", {"orderId": 1})

    assert held.json() == {"success": True, "message": "Order held successfully."}
    assert (status, _status(bench, "M-1")) == ("on_hold", "awaiting_shipment")
    assert restored.json() == {
        "success": True,
        "message": "The requested order has been restored",
    }
    assert nobody.json() == restored.json()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"orderId": 1, "holdUntilDate": "2026-03-06"}, 404),
        ({"orderId": 470000001}, 400),
        ({"orderId": 470000001, "holdUntilDate": "soon"}, 400),
        ({"orderId": "x", "holdUntilDate": "2026-03-06"}, 400),
    ],
)
def test_holds_that_make_no_sense(
    bench: Bench, body: dict[str, Any], status: int
) -> None:
    """
    Nothing is held by them.
    """
    bench.control.screen("POST", "/orders", MANUAL_ORDER)

    refused = bench.post("/orders/holduntil", body)

    assert refused.status_code == status
    assert _status(bench, "M-1") == "awaiting_shipment"


def test_cancelling_is_not_told_and_a_later_import_revives(
    bench: Bench, shop: Shop, order: dict[str, Any]
) -> None:
    """
    As a shop in production has seen it.
    """
    cancelled = bench.control.screen("POST", f"/orders/{order['orderId']}/cancel")
    bench.clock.settle()
    notices = list(shop.notices)

    bench.run_import(order["advancedOptions"]["storeId"])

    assert (cancelled["orderStatus"], notices) == ("cancelled", [])
    assert _status(bench) == "awaiting_shipment"


def test_screens_offer_only_what_makes_sense(
    bench: Bench, order: dict[str, Any]
) -> None:
    """
    Nothing of this to an order that is shipped.
    """
    path = f"/orders/{order['orderId']}"
    with pytest.raises(ControlRefused, match="is not on hold"):
        bench.control.screen("POST", f"{path}/restore")
    bench.control.screen("POST", f"{path}/label", LABEL)

    with pytest.raises(ControlRefused, match="cannot be held"):
        bench.control.screen("POST", f"{path}/hold", {"until": "2026-03-06"})
    with pytest.raises(ControlRefused, match="cannot be cancelled"):
        bench.control.screen("POST", f"{path}/cancel")
    with pytest.raises(ControlRefused, match="cannot be marked"):
        bench.control.screen(
            "POST",
            f"{path}/mark-as-shipped",
            {"carrierCode": "Courier", "notifySalesChannel": False},
        )


def test_a_person_takes_an_order_off_hold(bench: Bench, order: dict[str, Any]) -> None:
    """
    Before its day.
    """
    path = f"/orders/{order['orderId']}"
    bench.control.screen("POST", f"{path}/hold", {"until": "2026-03-06"})

    restored = bench.control.screen("POST", f"{path}/restore")

    assert (restored["orderStatus"], restored["holdUntilDate"]) == (
        "awaiting_shipment",
        None,
    )
