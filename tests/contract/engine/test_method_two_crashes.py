"""
Method 2 against both fakes: a run that dies anywhere loses and doubles nothing.

Each scenario dies once after each effect, be it a call that writes or a commit.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.contract.engine.method_two import Shop
from tests.unit.engine.mortal import Died, Reaper, mortal

MOST_EFFECTS = 60
_VENDORS = ("cin7_core", "shipstation")
_READS = (
    "since",
    "modified",
    "find_",
    "places",
    "sales_marked",
    "book_defaults",
    "stores",
    "identity",
    "ready",
)
_WRITES = ("put", "add", "see", "settle", "offer", "is_at", "is_read", "link")


class EffectReaper(Reaper):
    """
    Counts what leaves something behind: calls that write, and what is committed.
    """

    def step(self, name: str) -> None:
        """
        Count an effect, after it took place.
        """
        if self.is_dead or is_effect(name):
            super().step(name)


def is_effect(name: str) -> bool:
    """
    Tell whether the step has left something behind.
    """
    moment, _, call = name.partition(" ")
    owner, _, method = call.partition(".")
    if moment != "after":
        return False
    if owner in _VENDORS:
        is_read = method == "sale" or any(one in method for one in _READS)
        return not is_read
    return call == "commit" or method.rpartition(".")[2].startswith(_WRITES)


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    """
    Yield a shop with method 2.
    """
    shop = Shop()
    yield shop
    shop.bench.close()


def dying_everywhere(shop: Shop, prepare: Callable[[], object]) -> Iterator[str]:
    """
    Yield after each effect that the work was cut at, when other runs have gone on.
    """
    for dies_at in range(MOST_EFFECTS):
        prepare()
        world, reaper = mortal(shop, dies_at, kind=EffectReaper)
        try:
            shop.runs(world)
        except Died:
            shop.goes_on()
            assert shop.left_over() == [], reaper.steps[-1]
            yield reaper.steps[-1]
        else:
            assert dies_at > 3
            return
    raise AssertionError("the work has no end")


def only_sale(shop: Shop) -> dict[str, Any]:
    """
    Return the one sale that there is.
    """
    [number] = shop.cast.cin7_core.sales()
    return shop.cast.cin7_core.sale(number)


def tracking(sale: dict[str, Any]) -> list[str]:
    """
    Return the numbers on the sale.
    """
    return [
        line["TrackingNumber"]
        for task in sale["Fulfilments"]
        for line in task["Ship"]["Lines"]
        if line["TrackingNumber"]
    ]


INVOICED = {"invoice_status": "authorised", "payment_account": "1100"}


def test_an_import_that_is_cut_makes_one_sale(shop: Shop) -> None:
    """
    One customer, one product, one sale, one invoice, one payment.
    """

    def prepare() -> None:
        shop.opens(**INVOICED)
        lines = [
            {"sku": "BELL-01", "quantity": 3, "unitPrice": 10},
            {"sku": "NEW-9", "quantity": 1, "unitPrice": 5},
        ]
        shop.cast.shipstation.takes_order("W-1", items=lines)

    for step in dying_everywhere(shop, prepare):
        sale = only_sale(shop)
        cin7_core = shop.cast.cin7_core
        assert cin7_core.customer("Ann Lee")["Name"] == "Ann Lee", step
        assert cin7_core.product("NEW-9")["SKU"] == "NEW-9", step
        assert cin7_core.stock_of("BELL-01").allocated == 3, step
        invoices = [one for one in sale["Invoices"] if one["Status"] != "VOIDED"]
        assert [one["Status"] for one in invoices] == ["PAID"], step
        assert len(cin7_core.payments(sale["Order"]["SaleOrderNumber"])) == 1, step


def test_a_creation_that_is_cut_makes_one_order(shop: Shop) -> None:
    """
    One order with the key of the fulfilment, and no sale comes back.
    """

    def prepare() -> None:
        shop.opens()
        shop.cast.cin7_core.readies("SO-00001")

    for step in dying_everywhere(shop, prepare):
        [order] = shop.cast.shipstation.orders()
        [task] = only_sale(shop)["Fulfilments"]
        assert order["orderKey"] == task["TaskID"].lower(), step


def test_a_shipment_that_is_cut_is_written_once(shop: Shop) -> None:
    """
    One tracking number, and the goods leave once.
    """

    def prepare() -> None:
        shop.opens()
        shop.takes("W-1")
        shop.runs()
        shop.cast.shipstation.creates_label("W-1")

    for step in dying_everywhere(shop, prepare):
        sale = only_sale(shop)
        label = shop.cast.shipstation.shipment("W-1")
        assert tracking(sale) == [label["trackingNumber"]], step
        assert sale["CombinedShippingStatus"] == "SHIPPED", step
        assert shop.cast.cin7_core.on_hand("BELL-01") == 7, step


def test_a_cancellation_that_is_cut_voids_the_sale(shop: Shop) -> None:
    """
    Nothing stays promised.
    """

    def prepare() -> None:
        shop.opens()
        shop.takes("W-1")
        shop.runs()
        shop.cast.shipstation.cancels("W-1")

    for step in dying_everywhere(shop, prepare):
        assert only_sale(shop)["Status"] == "VOIDED", step
        assert shop.cast.cin7_core.stock_of("BELL-01").allocated == 0, step


def test_a_refund_that_is_cut_is_credited_and_paid_once(shop: Shop) -> None:
    """
    One credit note, one refund, and the goods come back once.
    """

    def prepare() -> None:
        shop.opens(**INVOICED)
        shop.takes("W-1")
        shop.runs()
        shop.cast.shipstation.creates_label("W-1")
        shop.runs()
        shop.cast.shipstation.refunds("W-1", 30)

    for step in dying_everywhere(shop, prepare):
        number = only_sale(shop)["Order"]["SaleOrderNumber"]
        [note] = shop.cast.cin7_core.credit_notes(number)
        refunds = [Decimal(str(one["Amount"])) for one in note["Refunds"]]
        assert refunds == [Decimal(30)], step
        assert shop.cast.cin7_core.on_hand("BELL-01") == 10, step


def test_a_refund_that_grows_while_it_is_cut(shop: Shop) -> None:
    """
    What the first note has credited is not credited again with the second.
    """

    def prepare() -> None:
        shop.opens(**INVOICED)
        shop.takes("W-1")
        shop.runs()
        shop.cast.shipstation.refunds("W-1", 5)
        shop.cast.engine.changes_setup(ignore_restock=True)

    for dies_at in range(MOST_EFFECTS):
        prepare()
        world, reaper = mortal(shop, dies_at, kind=EffectReaper)
        try:
            shop.runs(world)
        except Died:
            shop.cast.shipstation.refunds("W-1", 5)
            shop.goes_on()
        else:
            return
        number = only_sale(shop)["Order"]["SaleOrderNumber"]
        notes = shop.cast.cin7_core.credit_notes(number)
        credited = sum(Decimal(str(one["Total"])) for one in notes)
        assert credited <= 10, reaper.steps[-1]


def test_a_poll_without_news_costs_four_calls(shop: Shop) -> None:
    """
    A page of each list, and no call for an order, a sale or a shipment that is known.
    """
    shop.opens()
    shop.takes("W-1")
    shop.takes("W-2", 1)
    shop.cast.cin7_core.readies("SO-00001")
    shop.runs()
    shop.cast.shipstation.creates_label("W-1")
    shop.clock.advance(60)
    shop.runs()
    shop.clock.advance(60)
    shop.runs()

    assert shop.asked(shop.runs) == [
        "cin7_core.list_sales",
        "shipstation.list_fulfillments",
        "shipstation.list_orders",
        "shipstation.list_shipments",
    ]
