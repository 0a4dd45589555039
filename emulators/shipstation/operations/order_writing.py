"""
Orders that are written by API.
"""

from collections.abc import Mapping
from typing import Any

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import (
    NotFound,
    NullReference,
    Refused,
    Unconvertible,
)
from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.order_form import draft_of
from emulators.shipstation.domain.order_upsert import Target, write_order
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.hints import UNRECORDED
from emulators.shipstation.operations.order_reading import (
    check_order,
    order_bodies,
    order_body,
)
from emulators.shipstation.operations.queries import DOCS
from emulators.shipstation.operations.versions import order_document

_ORDERS = f"{DOCS}/orders"


@operation(
    "POST",
    "/orders/createorder",
    request="order.create.json",
    responses={200: "order.json"},
    source=f"{_ORDERS}/create-update-order/",
)
def create_order(call: Call, account: Account) -> Reply:
    """
    Create an order, or replace the one of this id or key.
    """
    with binding.parameter("apiOrder"):
        order = _written(account, order_body(call.body), account.ids.guid())
    return Reply(200, order_document(account, order))


@operation(
    "POST",
    "/orders/createorders",
    request="orders.create.json",
    responses={200: "orders.results.json"},
    source=f"{_ORDERS}/create-update-multiple-orders/",
)
def create_orders(call: Call, account: Account) -> Reply:
    """
    Create or replace up to 100 orders, each for itself.
    """
    with binding.parameter("apiOrders"):
        bodies = order_bodies(call.body)
    batch = account.ids.guid()
    outcomes = [_outcome(account, body, batch) for body in bodies]
    results = [result for result, _ in outcomes]
    body = {
        "hasErrors": not all(result["success"] for result in results),
        "results": results,
    }
    hints = {} if all(recorded for _, recorded in outcomes) else UNRECORDED
    return Reply(200, body, hints)


def _written(
    account: Account,
    body: Mapping[str, Any],
    batch: str,
    *,
    among_others: bool = False,
) -> Order:
    check_order(body)
    key = body["orderKey"] or None
    target = Target(
        order_id=body["orderId"],
        key=key,
        store_id=(body["advancedOptions"] or {}).get("storeId"),
        batch=batch,
    )
    draft = draft_of(body, key=key or account.ids.hexadecimal(32))
    return write_order(account, target, draft, among_others=among_others)


def _outcome(
    account: Account, body: Mapping[str, Any] | None, batch: str
) -> tuple[dict[str, Any], bool]:
    """
    Write one of several orders; return its row, and whether its words are recorded.
    """
    sent = body or {"orderNumber": None, "orderKey": None}
    try:
        if body is None:
            raise NullReference
        order = _written(account, body, batch, among_others=True)
    except (NotFound, Refused, Unconvertible) as error:
        row = {key: sent[key] for key in ("orderNumber", "orderKey")}
        result = {
            "orderId": None,
            **row,
            "success": False,
            "errorMessage": f"There is no {error}."
            if isinstance(error, NotFound)
            else str(error),
        }
        return result, isinstance(error, Refused) and error.recorded
    result = {
        "orderId": order.order_id,
        "orderNumber": order.order_number,
        "orderKey": order.order_key,
        "success": True,
        "errorMessage": None,
    }
    return result, True
