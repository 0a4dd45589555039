"""
The list of orders finds by index what it would find by looking at each.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.shipstation.domain.errors import NotFound
from emulators.shipstation.domain.listing import matching
from emulators.shipstation.domain.order import STATUSES
from emulators.shipstation.domain.order_entry import add_order
from emulators.shipstation.domain.orders import _TESTS, Orders
from tests.unit.emulators.shipstation.accounts import START, new_account
from tests.unit.emulators.shipstation.domain.test_order_entry import DRAFT


def _local(minutes: int) -> datetime:
    return datetime(2026, 3, 2, 10, 0, 30) + timedelta(minutes=minutes)  # noqa: DTZ001  # Pacific time


@pytest.fixture(scope="module")
def orders() -> Orders:
    """
    Return forty orders, of which every third one changed again.
    """
    clock = VirtualClock(START)
    account = new_account(clock)
    other = account.stores.add_manual("Other", now=account.now())
    for number in range(40):
        clock.advance(60)
        store = account.stores.first_manual() if number % 3 else other
        draft = replace(
            DRAFT,
            key=str(number),
            number=f"so-{number}",
            status=STATUSES[number % 4],
            ordered_on=_local(-number),
            paid_on=_local(number) if number % 2 else None,
        )
        add_order(account, store, draft, batch=f"{number % 5}")
    for order in account.orders.search({})[::3]:
        clock.advance(60)
        order.status, order.modified_at = "cancelled", account.now()
        account.orders.put(order)
    return account.orders


@pytest.mark.parametrize(
    "query",
    [
        {"orderStatus": "cancelled"},
        {"orderStatus": "on_hold", "storeId": 179188},
        {"storeId": 179189},
        {"storeId": 1},
        {"orderNumber": "SO-1"},
        {"orderNumber": "so-39", "orderStatus": "shipped"},
        {"modifyDateStart": _local(10)},
        {"modifyDateStart": _local(10), "modifyDateEnd": _local(30)},
        {"modifyDateEnd": _local(45), "orderNumber": "so-2"},
        {"createDateStart": _local(5), "createDateEnd": _local(9)},
        {"orderDateStart": _local(-9), "orderDateEnd": _local(-3)},
        {"paymentDateStart": _local(7), "paymentDateEnd": _local(20)},
        {"customerName": "ADA", "importBatch": "3"},
        {"itemKeyword": "mug-", "orderNumber": "so-4"},
        {"itemKeyword": "nothing"},
        {"customerName": "Bob"},
    ],
)
def test_indexes_find_what_the_filters_find(
    orders: Orders, query: dict[str, Any]
) -> None:
    """
    In the order of ids, and the same with all filters on all orders.
    """
    expected = matching(orders.search({}), query, _TESTS)

    assert orders.search(query) == expected


def test_start_of_an_order_date_is_left_out_and_its_end_is_in(orders: Orders) -> None:
    """
    The documentation says "greater than" and "less than or equal".
    """
    found = orders.search({"orderDateStart": _local(-5), "orderDateEnd": _local(-3)})

    assert [order.order_number for order in found] == ["so-3", "so-4"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"sortBy": "OrderDate"}, "so-39"),
        ({"sortBy": "OrderDate", "sortDir": "DESC"}, "so-0"),
        ({"sortBy": "CreateDate"}, "so-0"),
        ({"sortBy": "ModifyDate"}, "so-1"),
        ({"sortDir": "DESC"}, "so-39"),
        ({}, "so-0"),
    ],
)
def test_lists_are_sorted(orders: Orders, query: dict[str, str], first: str) -> None:
    """
    By id, where nothing is asked.
    """
    assert orders.search(query)[0].order_number == first


def test_an_unknown_id_is_not_found(orders: Orders) -> None:
    """
    And nothing else is found instead.
    """
    with pytest.raises(NotFound):
        orders.get(1)
    assert orders.find(1, "0") is None


def test_a_hidden_order_is_found_by_its_key_only() -> None:
    """
    No list and no index has it any more.
    """
    account = new_account()
    store = account.stores.first_manual()
    hidden, other = (
        add_order(account, store, replace(DRAFT, key=key)) for key in ("1", "2")
    )

    account.orders.hide(hidden)

    for query in (
        {},
        {"orderStatus": DRAFT.status},
        {"storeId": store.store_id},
        {"orderNumber": DRAFT.number},
        {"modifyDateStart": _local(-9)},
    ):
        assert account.orders.search(query) == [other]
    assert account.orders.lookup(hidden.order_id) is None
    assert account.orders.find(store.store_id, "1") is hidden


def test_a_deleted_order_leaves_its_key_to_another() -> None:
    """
    It does not come back when it is put back, and its parcels still know it.
    """
    account = new_account()
    store = account.stores.first_manual()
    deleted = add_order(account, store, replace(DRAFT, key="1"))

    account.orders.delete(deleted)
    account.orders.put(deleted)
    other = add_order(account, store, replace(DRAFT, key="1"))

    assert account.orders.search({}) == [other]
    assert account.orders.keyed("1") is other
    assert account.orders.ever(deleted.order_id) is deleted
    assert account.orders.ever(None) is None


def test_a_key_is_found_in_any_store() -> None:
    """
    The first order that has it, where there are two.
    """
    account = new_account()
    other = account.stores.add_manual("Other", now=account.now())
    there = add_order(account, other, replace(DRAFT, key="1"))
    here = add_order(account, account.stores.first_manual(), replace(DRAFT, key="1"))

    assert account.orders.keyed("1") is there
    assert account.orders.find(here.store_id, "1") is here
    assert account.orders.keyed("2") is None
