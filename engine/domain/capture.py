"""
Which orders of ShipStation are captured, held or left alone by method 2.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from engine.domain.records import InboundState
from engine.domain.setup import Capture, Setup
from engine.domain.store_order import OrderStatus, StoreOrder

_PAID = frozenset(
    {
        OrderStatus.AWAITING_SHIPMENT,
        OrderStatus.PENDING_FULFILLMENT,
        OrderStatus.SHIPPED,
    }
)
_FROM = {
    Capture.AWAITING_PAYMENT: _PAID | {OrderStatus.AWAITING_PAYMENT},
    Capture.AWAITING_SHIPMENT: _PAID,
    Capture.SHIPPED: frozenset({OrderStatus.SHIPPED}),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What becomes of an order that is seen for the first time, and why.
    """

    state: InboundState
    reason: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """
    What is known beside the order itself.

    Attributes:
        is_ours: It was created or exported by this engine.
        is_part: It carries what is a sale already: combined, or split off.
        fed_stores: Ids of the stores that Cin7 Core feeds.
    """

    is_ours: bool = False
    is_part: bool = False
    fed_stores: AbstractSet[int] = frozenset()


def judge(order: StoreOrder, setup: Setup, around: Surroundings) -> Verdict:
    """
    Return what becomes of the order.
    """
    if around.is_ours:
        return _ended(order, "ours", "left Cin7 Core and is not saved")
    if order.store_id in around.fed_stores:
        return _ended(order, "ours", "is of a store that Cin7 Core feeds")
    if setup.stores and order.store_id not in setup.stores:
        return _ended(order, "store", "is of a store that is not chosen in Setup")
    if around.is_part:
        return _ended(order, "part", "belongs to a sale that was imported before")
    if setup.lock_date and order.ordered_at.date() < setup.lock_date:
        return _ended(order, "lock_date", f"is older than {setup.lock_date}")
    return _by_status(order, setup)


def _by_status(order: StoreOrder, setup: Setup) -> Verdict:
    status = order.status
    if status == OrderStatus.CANCELLED:
        return _ended(order, "cancelled", "is cancelled")
    if status == OrderStatus.REJECTED:
        return _ended(order, "rejected", "was rejected by a fulfilment provider")
    if status == OrderStatus.ON_HOLD:
        return _held(order, "on_hold", "is on hold")
    if status in _FROM[setup.capture_when]:
        return Verdict(InboundState.WAITING)
    if status == OrderStatus.AWAITING_PAYMENT:
        return _held(order, "unpaid", "is not paid yet")
    return _held(order, "not_shipped", "is captured when it is shipped")


def _held(order: StoreOrder, reason: str, why: str) -> Verdict:
    sentence = f"order {order.order_number} is held: it {why}"
    return Verdict(InboundState.HELD, reason, sentence)


def _ended(order: StoreOrder, reason: str, why: str) -> Verdict:
    sentence = f"order {order.order_number} {why}"
    return Verdict(InboundState.ENDED, reason, sentence)
