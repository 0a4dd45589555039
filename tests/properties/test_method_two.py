"""
Whatever happens, an order is one sale, a fulfilment is one order, and stock adds up.

What is not done in the end has its reason in the log.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from emulators.kit.control_client import ControlRefused
from engine.domain.records import InboundState, OutboundState
from harness.actors.cin7_core import Item
from tests.contract.engine.method_two import Shop

CIN7_FAULTS = (
    "create_customer",
    "create_product",
    "create_sale",
    "write_order",
    "create_invoice",
    "create_payment",
    "write_pick",
    "write_pack",
    "replace_ship",
    "write_credit_note",
    "delete_sale",
    "get_sale",
    "list_sales",
)
SHIPSTATION_FAULTS = (
    "create_orders",
    "list_orders",
    "list_shipments",
    "list_fulfillments",
)
KINDS: tuple[tuple[str, dict[str, int]], ...] = (
    ("lost-reply", {}),
    ("cut-reply", {}),
    ("status", {"status": 500}),
    ("status", {"status": 429}),
)
SETUPS: tuple[dict[str, Any], ...] = (
    {"order_flow": "import"},
    {"order_flow": "create"},
    {"order_flow": "both"},
    {"capture_when": "awaiting_payment"},
    {"capture_when": "awaiting_shipment"},
    {"capture_when": "shipped"},
    {"ignore_restock": True},
    {"ignore_restock": False},
    {"invoice_status": "authorised", "payment_account": "1100"},
)
STOCK = 100
QUIET_HOURS = 6
SKUS = ("BELL-01", "bell-01", "LAMP-02")


class MethodTwo(RuleBasedStateMachine):
    """
    Orders both ways, labels, refunds, hours, while both vendors misbehave.
    """

    shop: Shop
    how_sales_leave: ClassVar[Mapping[str, Any]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.shop.opens()
        self.cast = self.shop.cast
        self.cast.cin7_core.stocks("LAMP-02", quantity=STOCK)
        self.cast.cin7_core.stocks("HORN-03", quantity=STOCK)
        self.put_in = {"BELL-01": 10, "LAMP-02": STOCK, "HORN-03": STOCK}
        self.orders: list[str] = []
        self.sales: list[str] = []
        self.made_by_hand: set[str] = set()

    @rule(
        lines=st.dictionaries(
            st.sampled_from(SKUS), st.integers(1, 3), min_size=1, max_size=2
        ),
        is_paid=st.booleans(),
    )
    def an_order_comes_in(self, lines: dict[str, int], *, is_paid: bool) -> None:
        """
        Take an order from a channel.
        """
        number = f"W-{len(self.orders) + 1}"
        items = [
            {"sku": sku, "quantity": quantity, "unitPrice": 10}
            for sku, quantity in lines.items()
        ]
        status = "awaiting_shipment" if is_paid else "awaiting_payment"
        self.cast.shipstation.takes_order(number, items=items, status=status)
        self.orders.append(number)

    @precondition(lambda self: self.orders)
    @rule(
        data=st.data(),
        change=st.sampled_from(
            ("edit", "pay", "hold", "restore", "cancel", "refund", "refund-all")
        ),
    )
    def an_order_changes(self, data: st.DataObject, change: str) -> None:
        """
        Do something to an order, if ShipStation lets it happen.
        """
        number = data.draw(st.sampled_from(self.orders))
        at = self.cast.shipstation
        with _if_possible():
            if change == "edit":
                line = {"sku": "LAMP-02", "quantity": 2, "unitPrice": 10}
                at.edits_order(number, items=[line])
            elif change == "pay":
                total = at.wanted(number)["orderTotal"]
                at.edits_order(number, amount_paid=total, status="awaiting_shipment")
            elif change == "hold":
                at.holds(number, days=30)
            elif change == "restore":
                at.restores(number)
            elif change == "cancel":
                at.cancels(number)
            else:
                paid = Decimal(str(at.wanted(number)["amountPaid"]))
                at.refunds(
                    number, paid if change == "refund-all" else min(paid, Decimal(5))
                )

    @precondition(lambda self: self.orders or self.sales)
    @rule(
        data=st.data(),
        change=st.sampled_from(("label", "part", "void", "mark", "return")),
    )
    def a_parcel_leaves(self, data: st.DataObject, change: str) -> None:
        """
        Make or void a label, or mark an order as shipped, if that can be done.
        """
        number = data.draw(st.sampled_from([*self.orders, *self.sales]))
        at = self.cast.shipstation
        order = at.order(number)
        if order is None:
            return
        with _if_possible():
            if change in ("label", "part"):
                part = {order["items"][0]["sku"]: 1} if change == "part" else None
                label = at.creates_label(number, items=part)
                self.made_by_hand.add(label["trackingNumber"])
            elif change == "void" and at.label_of(number):
                at.voids_label(number)
            elif change == "mark":
                at.marks_shipped(number, tracking_number=f"M-{number}")
            elif change == "return" and at.shipments(number):
                at.creates_return_label(number)
        self.shop.clock.settle()

    @rule()
    def a_sale_gets_ready(self) -> None:
        """
        Pack a sale of the shop's own, and draft its shipment.
        """
        before = self.cast.cin7_core.sales()
        number = f"SO-{len(before) + 1:05d}"
        self.cast.cin7_core.readies(
            number, Item("HORN-03", Decimal(2)), **self.how_sales_leave
        )
        self.sales.append(number)

    @precondition(lambda self: self.sales)
    @rule(data=st.data())
    def a_sale_is_voided(self, data: st.DataObject) -> None:
        """
        Void a sale of the shop's own, if Cin7 Core lets it happen.
        """
        with _if_possible():
            self.cast.cin7_core.voids(data.draw(st.sampled_from(self.sales)))

    @rule(
        fault=st.one_of(
            st.tuples(st.just("cin7_core"), st.sampled_from(CIN7_FAULTS)),
            st.tuples(st.just("shipstation"), st.sampled_from(SHIPSTATION_FAULTS)),
        ),
        kind=st.sampled_from(KINDS),
    )
    def a_vendor_misbehaves(
        self, fault: tuple[str, str], kind: tuple[str, dict[str, int]]
    ) -> None:
        """
        Plan a fault.
        """
        vendor, operation = fault
        name, facts = kind
        getattr(self.cast, vendor).misbehaves(operation, name, **facts)

    @rule(minutes=st.sampled_from([1, 16, 61]))
    def time_passes(self, minutes: int) -> None:
        """
        Let runs happen.
        """
        self.shop.clock.advance(minutes * 60)

    @rule(minutes=st.sampled_from([0, 20]))
    def keys_are_regenerated(self, minutes: int) -> None:
        """
        Regenerate the pair, and enter the new one at once or later.
        """
        pair = self.cast.shipstation.regenerates_keys()
        self.shop.clock.advance(minutes * 60)
        for connection in self.cast.engine.connections():
            self.cast.engine.enters_keys(*pair, connection=connection["id"])

    @rule(setup=st.sampled_from(SETUPS))
    def setup_changes(self, setup: dict[str, Any]) -> None:
        """
        Change how orders are treated.
        """
        self.cast.engine.changes_setup(**setup)

    @invariant()
    def no_fulfilment_is_two_orders(self) -> None:
        """
        And no order is two sales.
        """
        keys = [one["orderKey"] for one in self.cast.shipstation.orders()]
        assert len(keys) == len(set(keys))

    def teardown(self) -> None:
        """
        In the end, when all is quiet, nothing is lost and nothing is doubled.
        """
        self.cast.cin7_core.behaves()
        self.cast.shipstation.behaves()
        self.cast.engine.changes_setup(
            order_flow="both", capture_when="awaiting_payment", ignore_restock=True
        )
        for _ in range(QUIET_HOURS):
            self.shop.clock.advance(3600)
        sales = self._sales()
        self._each_order_is_one_sale(sales)
        self._numbers_stand_once(sales)
        self._stock_adds_up(sales)
        self._nothing_waits_without_a_reason()

    def _sales(self) -> list[dict[str, Any]]:
        at = self.cast.cin7_core
        return [at.sale(number) for number in at.sales()]

    def _each_order_is_one_sale(self, sales: list[dict[str, Any]]) -> None:
        marks = [one["ExternalID"] for one in sales if one["ExternalID"]]
        assert len(marks) == len(set(marks))
        for number in self.orders:
            order = self.cast.shipstation.wanted(number)
            if f"shipstation:{order['orderId']}" not in marks:
                assert self._reasons(number) or order["orderStatus"] == "on_hold"

    def _numbers_stand_once(self, sales: list[dict[str, Any]]) -> None:
        numbers = [
            (number, sale["ID"])
            for sale in sales
            for task in sale["Fulfilments"]
            for line in task["Ship"]["Lines"]
            for number in (line["TrackingNumber"] or "").split(",")
            if number
        ]
        assert len({one for one, _ in numbers}) == len(numbers)
        for order in self.cast.shipstation.orders():
            label = self.cast.shipstation.label_of(order["orderNumber"])
            if label and label["trackingNumber"] not in {one for one, _ in numbers}:
                assert self._why_not_written(order)

    def _why_not_written(self, order: dict[str, Any]) -> set[str]:
        """
        Return what the log says of the order, and of its sale.
        """
        mark = f"shipstation:{order['orderId']}"
        names = [
            one["Order"]["SaleOrderNumber"]
            for one in self._sales()
            if one["ExternalID"] == mark
        ]
        found = set(self._reasons(order["orderNumber"]))
        for name in names:
            found.update(self._reasons(name))
        return found - {"imported", "created", "changed", "paid", "edited", "shipped"}

    def _stock_adds_up(self, sales: list[dict[str, Any]]) -> None:
        gone = dict.fromkeys(self.put_in, Decimal(0))
        for sale in sales:
            _check_picked(sale)
            for sku, quantity in _gone(sale).items():
                gone[sku] += quantity
        on_hand = self.cast.cin7_core.on_hand
        assert {sku: on_hand(sku) + gone[sku] for sku in gone} == self.put_in

    def _nothing_waits_without_a_reason(self) -> None:
        ledger, connection = self.shop.world.ledger, self.shop.connection.id
        inbound, outbound = ledger.inbound, ledger.outbound
        assert inbound.in_state(connection, InboundState.WAITING, limit=9) == []
        for sending in (OutboundState.WAITING, OutboundState.SENDING):
            assert outbound.in_state(connection, sending, limit=9) == []
        for state in (InboundState.HELD, InboundState.CHANGED):
            for one in inbound.in_state(connection, state, limit=99):
                told = self._reasons(one.order_number) + self._reasons(one.sale_number)
                assert one.reason in told
        assert ledger.runs.recent(limit=1)[0].error == ""
        told = [one["detail"] for one in self.cast.engine.log(outcome="failed")]
        assert not [one for one in told if "the run failed" in one]

    def _reasons(self, subject: str) -> list[str]:
        if not subject:
            return []
        return [one["reason"] for one in self.cast.engine.log(subject=subject)]


@contextmanager
def _if_possible() -> Iterator[None]:
    """
    Do nothing where a vendor says no.
    """
    with suppress(ControlRefused):
        yield


def _alive(sale: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in sale["Fulfilments"] if one["Pick"]["Status"] != "VOIDED"]


def _check_picked(sale: dict[str, Any]) -> None:
    """
    Make sure that no more is picked than is ordered.
    """
    ordered = _quantities(sale["Order"]["Lines"])
    picked = _quantities(line for one in _alive(sale) for line in one["Pick"]["Lines"])
    assert all(picked[sku] <= ordered[sku] for sku in picked)


def _gone(sale: dict[str, Any]) -> dict[str, Decimal]:
    """
    Return what has left and not come back.
    """
    gone = _quantities(
        line
        for one in _alive(sale)
        if one["Ship"]["Status"] == "AUTHORISED"
        for line in one["Pick"]["Lines"]
    )
    for note in sale["CreditNotes"]:
        if note["Status"] == "AUTHORISED":
            for sku, quantity in _quantities(note["Restock"]).items():
                gone[sku] -= quantity
    return gone


def _quantities(lines: Any) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in lines:
        quantity = Decimal(str(line["Quantity"]))
        found[line["SKU"]] = found.get(line["SKU"], Decimal(0)) + quantity
    return found


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    """
    Yield a shop whose engine runs by itself.
    """
    shop = Shop(is_started=True)
    yield shop
    shop.bench.close()


@pytest.mark.timeout(300)
def test_method_two(shop: Shop) -> None:
    """
    A failure prints the steps that lead to it, and runs again from them.
    """
    MethodTwo.shop = shop

    run_state_machine_as_test(
        MethodTwo,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
