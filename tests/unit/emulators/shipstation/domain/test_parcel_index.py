"""
The list of shipments finds by index what it would find by looking at each.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.shipstation.domain.labels import LabelWish, buy_label
from emulators.shipstation.domain.listing import matching
from emulators.shipstation.domain.order_entry import add_order
from emulators.shipstation.domain.shipments import _TESTS, Shipments
from emulators.shipstation.domain.voiding import void_label
from tests.unit.emulators.shipstation.accounts import START, new_account
from tests.unit.emulators.shipstation.domain.test_order_entry import DRAFT

FIRST_ORDER = 470000001


def _local(minutes: int) -> datetime:
    return datetime(2026, 3, 2, 10, 0, 30) + timedelta(minutes=minutes)  # noqa: DTZ001  # Pacific time


@pytest.fixture(scope="module")
def shipments() -> Shipments:
    """
    Return forty shipments of twenty orders, of which every fourth one is void.
    """
    clock = VirtualClock(START)
    account = new_account(clock)
    other = account.stores.add_manual("Other", now=account.now())
    for number in range(20):
        store = account.stores.first_manual() if number % 3 else other
        draft = replace(DRAFT, key=str(number), number=f"so-{number}")
        order = add_order(account, store, draft)
        for days in (number % 5, 7):
            clock.advance(60)
            wish = LabelWish(
                order_id=order.order_id,
                carrier_code="stamps_com",
                service_code="usps_media_mail",
                ship_date=date(2026, 3, 2) + timedelta(days=days),
                options={},
            )
            shipment = buy_label(account, wish).shipment
            if shipment.shipment_id % 4 == 0:
                void_label(account, shipment)
    return account.shipments


@pytest.mark.parametrize(
    "query",
    [
        {"orderId": FIRST_ORDER + 3},
        {"orderId": 1},
        {"orderNumber": "so-7"},
        {"orderNumber": "so-7", "storeId": 179188},
        {"storeId": 179189},
        {"trackingNumber": "nothing"},
        {"createDateStart": _local(10)},
        {"createDateStart": _local(10), "createDateEnd": _local(30)},
        {"createDateEnd": _local(5), "carrierCode": "stamps_com"},
        {"shipDateStart": _local(2 * 1440), "shipDateEnd": _local(3 * 1440)},
        {"voidDateStart": _local(8), "voidDateEnd": _local(20)},
        {"voidDateStart": _local(8), "orderNumber": "so-5"},
        {},
    ],
)
def test_indexes_find_what_the_filters_find(
    shipments: Shipments, query: dict[str, Any]
) -> None:
    """
    In the order of their making, and the same with all filters on all shipments.
    """
    expected = matching(shipments.search({}), query, _TESTS)

    assert shipments.search(query) == expected


def test_a_shipment_is_found_by_its_tracking_number(shipments: Shipments) -> None:
    """
    And it alone.
    """
    wanted = shipments.search({})[17]

    assert shipments.search({"trackingNumber": wanted.tracking_number}) == [wanted]
