"""
Method 2 against both fakes: corners that no feature goes into.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.contract.engine.method_two import Shop

PAID = {"invoice_status": "authorised", "payment_account": "1100"}


@pytest.fixture(scope="module")
def running_shop() -> Iterator[Shop]:
    """
    Yield the shop of this module.
    """
    shop = Shop()
    yield shop
    shop.bench.close()


@pytest.fixture
def shop(running_shop: Shop) -> Shop:
    """
    Return the shop, as it begins.
    """
    running_shop.opens()
    return running_shop


def later(shop: Shop) -> None:
    """
    Run once more, a quarter of an hour later.
    """
    shop.clock.advance(900)
    shop.runs()


def a_line(sku: str, quantity: int = 1) -> dict[str, Any]:
    """
    Return a line of an order.
    """
    return {"sku": sku, "quantity": quantity, "unitPrice": 10}


def said(shop: Shop, subject: str) -> list[str]:
    """
    Return the reasons in the log, oldest first.
    """
    return [one["reason"] for one in reversed(shop.cast.engine.log(subject=subject))]


def test_a_setup_that_lets_an_order_in_is_heard(shop: Shop) -> None:
    """
    The order did not change, what is said of it did.
    """
    shop.takes("W-1", status="awaiting_payment")
    shop.runs()
    assert shop.cast.cin7_core.sales() == []

    shop.cast.engine.changes_setup(capture_when="awaiting_payment")
    later(shop)

    assert shop.cast.cin7_core.number_of("W-1")


def test_a_setup_that_keeps_an_order_out_is_heard(shop: Shop) -> None:
    """
    Before a sale was made of it.
    """
    shop.cast.cin7_core.misbehaves("create_sale", "status", status=400)
    shop.takes("W-1")
    shop.runs()
    shop.cast.engine.changes_setup(capture_when="shipped")
    later(shop)

    assert shop.cast.cin7_core.sales() == []
    assert said(shop, "W-1") == ["rejected", "not_shipped"]


def test_a_rejected_order_that_is_edited_is_the_edited_one(shop: Shop) -> None:
    """
    An attempt that failed does not keep what it was made of.
    """
    shop.takes("W-1")
    shop.cast.cin7_core.misbehaves("create_sale", "status", status=400)
    shop.runs()
    assert said(shop, "W-1") == ["rejected"]

    shop.cast.shipstation.edits_order("W-1", items=[a_line("BELL-01", 2)])
    later(shop)

    [line] = shop.cast.cin7_core.sale_of("W-1")["Order"]["Lines"]
    assert line["Quantity"] == 2


def test_a_payment_that_comes_later_is_entered_and_can_be_refunded(
    shop: Shop,
) -> None:
    """
    Once each.
    """
    shop.cast.engine.changes_setup(
        capture_when="awaiting_payment", ignore_restock=True, **PAID
    )
    shop.takes("W-1", status="awaiting_payment")
    shop.runs()
    at = shop.cast.shipstation
    at.edits_order("W-1", amount_paid=30, status="awaiting_shipment")
    later(shop)
    number = shop.cast.cin7_core.number_of("W-1") or ""
    [payment] = shop.cast.cin7_core.payments(number)

    at.refunds("W-1", 30)
    later(shop)

    [note] = shop.cast.cin7_core.credit_notes(number)
    assert (payment["Amount"], note["Total"]) == (30, 30)
    assert said(shop, number) == ["imported", "paid", "refunded"]


def test_a_label_that_is_made_again_is_on_the_sale(shop: Shop) -> None:
    """
    And the goods have left once.
    """
    shop.takes("W-1")
    shop.runs()
    at = shop.cast.shipstation
    at.creates_label("W-1")
    later(shop)
    at.voids_label("W-1")
    again = at.creates_label("W-1")["trackingNumber"]
    later(shop)

    assert again in shop.cast.cin7_core.tracking_of("W-1")
    assert shop.cast.cin7_core.on_hand("BELL-01") == 7


def test_a_part_of_an_order_leaves_the_other_lines(shop: Shop) -> None:
    """
    However the channel spells its SKUs.
    """
    shop.cast.cin7_core.stocks("LAMP-02", quantity=5)
    lines = [a_line("bell-01", 3), a_line("LAMP-02", 2)]
    shop.cast.shipstation.takes_order("W-1", items=lines)
    shop.runs()
    shop.cast.shipstation.creates_label("W-1", items={"bell-01": 2})
    later(shop)

    on_hand = shop.cast.cin7_core.on_hand
    assert on_hand("BELL-01") == 8
    assert on_hand("LAMP-02") == 5


def test_what_was_held_when_it_was_combined_is_its_own_sale(shop: Shop) -> None:
    """
    And both are shipped by the one label.
    """
    shop.cast.engine.changes_setup(missing_product="hold")
    shop.cast.shipstation.takes_order("W-1", items=[a_line("NEW-9")])
    shop.takes("W-2", 2)
    shop.runs()
    shop.cast.shipstation.combines("W-1", "W-2")
    later(shop)
    shop.cast.cin7_core.stocks("NEW-9", quantity=4)
    later(shop)
    label = shop.cast.shipstation.creates_label("W-1")["trackingNumber"]
    later(shop)

    cin7_core = shop.cast.cin7_core
    assert cin7_core.tracking_of("W-1") == cin7_core.tracking_of("W-2") == [label]
    assert cin7_core.on_hand("NEW-9") == 3
    assert cin7_core.on_hand("BELL-01") == 8


def test_what_was_split_off_before_the_import_is_shipped_by_itself(shop: Shop) -> None:
    """
    Its label is none of the other half's.
    """
    shop.cast.shipstation.is_known_for("split_style", "orders")
    shop.takes("W-1", 3)
    shop.cast.shipstation.splits("W-1", {"BELL-01": 1})
    shop.runs()
    [child] = [
        one
        for one in shop.cast.shipstation.orders_of("W-1")
        if one["orderNumber"] != "W-1"
    ]
    shop.cast.shipstation.creates_label(child["orderNumber"])
    later(shop)

    cin7_core = shop.cast.cin7_core
    assert len(cin7_core.tracking_of(child["orderNumber"])) == 1
    assert cin7_core.tracking_of("W-1") == []
    assert cin7_core.on_hand("BELL-01") == 9


def test_another_connection_goes_on_with_what_was_held(shop: Shop) -> None:
    """
    Disconnected and connected again, nothing is forgotten.
    """
    shop.cast.engine.changes_setup(missing_product="hold")
    shop.cast.shipstation.takes_order("W-1", items=[a_line("NEW-9")])
    shop.takes("W-2")
    shop.runs()
    shop.disconnects()
    shop.cast.shipstation.creates_label("W-2")
    shop.clock.advance(7200)
    shop.cast.engine.connects_shipstation_store(*shop.cast.shipstation.api_keys())
    shop.cast.cin7_core.stocks("NEW-9", quantity=4)
    shop.runs()

    assert shop.cast.cin7_core.number_of("W-1")
    assert len(shop.cast.cin7_core.tracking_of("W-2")) == 1


def test_a_sale_that_somebody_voids_takes_no_parcel(shop: Shop) -> None:
    """
    It is told once.
    """
    shop.takes("W-1")
    shop.runs()
    number = shop.cast.cin7_core.number_of("W-1") or ""
    shop.cast.cin7_core.voids(number)
    shop.cast.shipstation.creates_label("W-1")
    later(shop)
    later(shop)

    assert said(shop, number) == ["imported", "voided"]
    assert shop.cast.cin7_core.on_hand("BELL-01") == 10


def test_stock_is_counted_over_all_lines_of_a_sku(shop: Shop) -> None:
    """
    Six and six are more than ten.
    """
    shop.cast.engine.changes_setup(allow_backorder=False)
    lines = [a_line("BELL-01", 6), a_line("bell-01", 6)]
    shop.cast.shipstation.takes_order("W-1", items=lines)
    shop.takes("W-2", 10)
    shop.runs()

    assert said(shop, "W-1") == ["stock"]
    assert shop.cast.cin7_core.number_of("W-2")


def test_a_parcel_that_breaks_its_page_is_passed_over(shop: Shop) -> None:
    """
    The others of the page are applied.
    """
    for order in ("W-1", "W-2", "W-3"):
        shop.takes(order, 1)
    shop.runs()
    for order in ("W-1", "W-2", "W-3"):
        shop.cast.shipstation.creates_label(order)
    shop.cast.shipstation.poisons_parcel("W-2")
    later(shop)

    tracking = [shop.cast.cin7_core.tracking_of(f"W-{n}") for n in (1, 2, 3)]
    assert [len(one) for one in tracking] == [1, 0, 1]
    assert "poison" in [one["reason"] for one in shop.cast.engine.log()]


def test_what_cin7_core_has_shipped_by_itself_stays(shop: Shop) -> None:
    """
    But what it could not, for too little stock, is shipped by its parcel.
    """
    shop.takes("W-1", 5)
    shop.runs()
    shop.cast.engine.changes_setup(
        automatic_pick=True, automatic_pack=True, automatic_ship=True
    )
    shop.takes("W-2", 2)
    shop.takes("W-3", 8)
    later(shop)
    shop.cast.shipstation.cancels("W-1")
    later(shop)
    for order in ("W-2", "W-3"):
        shop.cast.shipstation.creates_label(order)
    later(shop)

    cin7_core = shop.cast.cin7_core
    assert said(shop, cin7_core.number_of("W-2") or "")[-1] == "automatic_ship"
    assert len(cin7_core.tracking_of("W-3")) == 1
    assert cin7_core.on_hand("BELL-01") == 0


def test_refunds_of_one_order_never_pass_what_was_paid(shop: Shop) -> None:
    """
    Cin7 Core has one credit note for a simple sale: the second refund is told.
    """
    shop.cast.engine.changes_setup(ignore_restock=True, **PAID)
    shop.takes("W-1")
    shop.runs()
    for _ in range(2):
        shop.cast.shipstation.refunds("W-1", 5)
        later(shop)

    number = shop.cast.cin7_core.number_of("W-1") or ""
    [note] = shop.cast.cin7_core.credit_notes(number)
    assert Decimal(str(note["Total"])) == 5
    assert said(shop, number) == ["imported", "refunded", "rejected"]


def test_a_page_costs_a_few_questions_to_the_ledger(shop: Shop) -> None:
    """
    Not one for each order or shipment that is known.
    """

    def asked() -> int:
        shop.clock.advance(60)
        with shop.queries() as queries:
            shop.runs()
        return len(queries)

    def ships(first: int, last: int) -> None:
        for number in range(first, last):
            shop.takes(f"W-{number}", 1)
            shop.cast.shipstation.creates_label(f"W-{number}")
        for _ in range(3):
            shop.clock.advance(60)
            shop.runs()

    ships(1, 2)
    few = asked()
    ships(2, 9)

    assert asked() == few
