"""
Put orders on hold, take them off it, and cancel them; no shop is told of any of it.

The reference does not say which orders cannot be held: here it is those that are
shipped, cancelled or with somebody else.
"""

from datetime import date, datetime, time

from emulators.kit.agenda import deed
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Refused
from emulators.shipstation.domain.order import (
    AWAITING_PAYMENT,
    AWAITING_SHIPMENT,
    CANCELLED,
    ON_HOLD,
    SHIPPED,
    Order,
)
from emulators.shipstation.domain.wire import day, instant_of


def hold(account: Account, order: Order, *, until: date) -> None:
    """
    Hold the order until the day begins, in US Pacific; then it is where it was.

    Raises:
        Refused: It is not open.
    """
    if order.status not in (AWAITING_PAYMENT, AWAITING_SHIPMENT, ON_HOLD):
        raise Refused(
            f"Order {order.order_number} is {order.status.replace('_', ' ')}: "
            "it cannot be held."
        )
    if order.status != ON_HOLD:
        order.held_from = order.status
    order.status = ON_HOLD
    order.document["holdUntilDate"] = day(until)
    _touch(account, order)
    account.agenda.at(
        instant_of(datetime.combine(until, time())),
        f"end of the hold of order {order.order_number}",
        end_hold,
        account,
        order,
        until,
    )


def restore(account: Account, order: Order) -> bool:
    """
    Take the order off hold; say no where it was not held.
    """
    if order.status != ON_HOLD:
        return False
    order.enter(order.held_from or AWAITING_SHIPMENT)
    _touch(account, order)
    return True


def cancel(account: Account, order: Order) -> None:
    """
    Cancel the order.

    Raises:
        Refused: It is shipped, or cancelled already.
    """
    if order.status in (SHIPPED, CANCELLED):
        raise Refused(
            f"Order {order.order_number} is {order.status}: it cannot be cancelled."
        )
    order.enter(CANCELLED)
    _touch(account, order)


@deed
def end_hold(account: Account, order: Order, until: date) -> None:
    """
    Let the hold end, if it is still the one that was to end then.
    """
    with account.lock:
        if order.document.get("holdUntilDate") == day(until):
            restore(account, order)


def _touch(account: Account, order: Order) -> None:
    order.modified_at = account.now()
    account.orders.put(order)
