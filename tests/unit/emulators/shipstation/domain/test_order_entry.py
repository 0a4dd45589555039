"""
What the import does to orders that are there already.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.addresses import plain_address
from emulators.shipstation.domain.labels import LabelWish, buy_label
from emulators.shipstation.domain.order import LineDraft, Order
from emulators.shipstation.domain.order_entry import OrderDraft, take_from_store
from emulators.shipstation.domain.stores import Store
from tests.unit.emulators.shipstation.accounts import START, custom_store, new_account


def line_draft(
    key: str | None, sku: str, *, quantity: int = 1, adjustment: bool = False
) -> LineDraft:
    """
    Return a line whose name is its SKU.
    """
    return LineDraft(
        key=key,
        sku=sku,
        name=sku,
        quantity=quantity,
        unit_price=None,
        weight=None,
        adjustment=adjustment,
        document={},
    )


MUG = line_draft("1", "MUG-1", quantity=2)
HAT = line_draft(None, "HAT-1")
DRAFT = OrderDraft(
    key="sale-1",
    number="SO-00001",
    status="awaiting_shipment",
    ordered_on=datetime(2026, 3, 2, 9, 15),  # noqa: DTZ001  # Pacific time is naive
    paid_on=None,
    lines=[MUG, HAT],
    fields={
        "billTo": plain_address({"name": "Ada"}),
        "shipTo": plain_address({"name": "Ada", "country": "US"}),
        "customerUsername": "ada@example.org",
        "internalNotes": "first",
    },
    advanced={},
)


class Desk:
    """
    An account with one shop, where orders arrive.
    """

    def __init__(self) -> None:
        self.clock = VirtualClock(START)
        self.account: Account = new_account(self.clock)
        self.store: Store = custom_store(self.account)

    def take(self, draft: OrderDraft = DRAFT) -> Order:
        """
        Let an order arrive, a minute after the last one.
        """
        self.clock.advance(60)
        return take_from_store(self.account, self.store, draft, batch="batch")


@pytest.fixture
def desk() -> Desk:
    """
    Return a new one.
    """
    return Desk()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("awaiting_shipment", "awaiting_payment"),
        ("awaiting_payment", "awaiting_shipment"),
        ("awaiting_shipment", "cancelled"),
        ("cancelled", "awaiting_shipment"),
        ("on_hold", "awaiting_shipment"),
        ("awaiting_shipment", "shipped"),
    ],
)
def test_the_stores_status_counts_in_both_directions(
    desk: Desk, before: str, after: str
) -> None:
    """
    Also an order that was cancelled comes back.
    """
    first = desk.take(replace(DRAFT, status=before))

    again = desk.take(replace(DRAFT, status=after))

    assert again is first
    assert again.status == after
    assert len(desk.account.orders) == 1


@pytest.mark.parametrize("status", ["awaiting_shipment", "cancelled", "on_hold"])
def test_what_is_shipped_stays_shipped(desk: Desk, status: str) -> None:
    """
    Whatever the store says afterwards.
    """
    order = desk.take()
    buy_label(
        desk.account,
        LabelWish(
            order_id=order.order_id,
            carrier_code="stamps_com",
            service_code="usps_priority_mail",
            options={},
        ),
    )

    again = desk.take(replace(DRAFT, status=status))

    assert again.status == "shipped"
    assert again.document["carrierCode"] == "stamps_com"


def test_an_order_that_comes_unchanged_keeps_its_dates(desk: Desk) -> None:
    """
    Windows overlap, so that happens all the time.
    """
    modified_at = desk.take().modified_at

    again = desk.take()

    assert again.modified_at == modified_at == START.replace() + timedelta(seconds=60)


def test_the_fields_of_the_store_are_written_again_and_ours_stay(desk: Desk) -> None:
    """
    Notes are the store's; notes to the buyer, tags and carrier are ours.
    """
    order = desk.take()
    order.notes_to_buyer = "Thank you"
    order.document["tagIds"] = [1]
    order.document["internalNotes"] = "edited here"

    again = desk.take(replace(DRAFT, fields={**DRAFT.fields, "internalNotes": "new"}))

    assert again.document["internalNotes"] == "new"
    assert again.notes_to_buyer == "Thank you"
    assert again.document["tagIds"] == [1]
    assert again.modified_at > again.created_at


def test_a_line_keeps_its_id_by_key_or_by_what_it_is(desk: Desk) -> None:
    """
    Unchanged, it keeps its dates as well; a new one has a new id.
    """
    mug, hat = desk.take().lines
    more = replace(MUG, quantity=3)
    cap = replace(HAT, sku="CAP-1", name="Cap")

    again = desk.take(replace(DRAFT, lines=[HAT, more, cap]))

    assert [line.line_id for line in again.lines[:2]] == [hat.line_id, mug.line_id]
    assert again.lines[0] == hat
    assert again.lines[1].modified_at > mug.modified_at
    assert again.lines[1].created_at == mug.created_at
    assert again.lines[2].line_id not in {mug.line_id, hat.line_id}


def test_the_same_number_under_another_key_is_another_order(desk: Desk) -> None:
    """
    And the same key in another store as well.
    """
    first = desk.take()
    second = desk.take(replace(DRAFT, key="sale-2"))
    desk.store = custom_store(desk.account)
    third = desk.take()

    assert len({first.order_id, second.order_id, third.order_id}) == 3
    assert len(desk.account.orders.numbered("SO-00001")) == 3


def test_skus_become_products_and_codes_become_customers(desk: Desk) -> None:
    """
    Once each, however often the order comes.
    """
    desk.take()
    order = desk.take()

    products = desk.account.products.search({})
    assert [product.sku for product in products] == ["MUG-1", "HAT-1"]
    assert order.lines[0].product_id == products[0].product_id
    customer = desk.account.customers.get(order.document["customerId"])
    assert (customer.username, customer.marketplace) == (
        "ada@example.org",
        "Custom Store",
    )
