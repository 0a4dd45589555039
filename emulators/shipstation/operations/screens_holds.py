"""
What a person does to orders at their screens beside labels: hold, cancel, mark.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible, Refused
from emulators.shipstation.domain.holds import cancel, hold, restore
from emulators.shipstation.domain.marking import mark_as_shipped
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.orders import shipped_mark
from emulators.shipstation.operations.screens_orders import shown

_HELP = "https://help.shipstation.com/hc/en-us"


@operation(
    "POST",
    "/orders/<int:order_id>/hold",
    request="screen.hold.json",
    responses={200: "screen.order.json"},
    source=_HELP,
)
def hold_by_hand(call: Call, account: Account) -> Reply:
    """
    Hold an order until a day.
    """
    order = account.orders.get(call.path["order_id"])
    until = binding.ship_date(call.body["until"], "until")
    with _offered():
        hold(account, order, until=binding.given(until, "until"))
    return Reply(200, shown(order))


@operation(
    "POST",
    "/orders/<int:order_id>/restore",
    responses={200: "screen.order.json"},
    source=_HELP,
)
def restore_by_hand(call: Call, account: Account) -> Reply:
    """
    Take an order off hold.
    """
    order = account.orders.get(call.path["order_id"])
    if not restore(account, order):
        raise Impossible(f"order {order.order_number} is not on hold")
    return Reply(200, shown(order))


@operation(
    "POST",
    "/orders/<int:order_id>/cancel",
    responses={200: "screen.order.json"},
    source=_HELP,
)
def cancel_by_hand(call: Call, account: Account) -> Reply:
    """
    Cancel an order; its store is not told.
    """
    order = account.orders.get(call.path["order_id"])
    with _offered():
        cancel(account, order)
    return Reply(200, shown(order))


@operation(
    "POST",
    "/orders/<int:order_id>/mark-as-shipped",
    request="screen.mark.json",
    responses={200: "screen.order.json"},
    source=_HELP,
)
def mark_by_hand(call: Call, account: Account) -> Reply:
    """
    Mark an order as shipped elsewhere.
    """
    order = account.orders.get(call.path["order_id"])
    mark = shipped_mark(binding.spelled(call.body))
    with _offered():
        mark_as_shipped(account, order, mark)
    return Reply(200, shown(order))


@contextmanager
def _offered() -> Iterator[None]:
    """
    Say that the screen does not offer what the API would refuse.
    """
    try:
        yield
    except Refused as error:
        raise Impossible(str(error)) from None
