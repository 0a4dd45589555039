"""
Tags and users on orders.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.order import Order
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.queries import DOCS

_ORDERS = f"{DOCS}/orders"


@operation(
    "POST",
    "/orders/addtag",
    request="order.tag.json",
    responses={200: "success.json"},
    source=f"{_ORDERS}/add-tag-to-order/",
)
def add_tag(call: Call, account: Account) -> Reply:
    """
    Add a tag to an order; it says that it did, whatever it found.
    """
    order, tag_id = _tagging(call, account)
    if order is not None and account.premises.has_tag(tag_id):
        _tag(account, order, [*(order.document.get("tagIds") or ()), tag_id])
    return Reply(200, {"success": True, "message": "Tag added successfully."})


@operation(
    "POST",
    "/orders/removetag",
    request="order.tag.json",
    responses={200: "success.json"},
    source=f"{_ORDERS}/remove-tag-from-order/",
)
def remove_tag(call: Call, account: Account) -> Reply:
    """
    Take a tag off an order; it says that it did, whatever it found.
    """
    order, tag_id = _tagging(call, account)
    if order is not None:
        tags = order.document.get("tagIds") or ()
        _tag(account, order, [tag for tag in tags if tag != tag_id])
    return Reply(200, {"success": True, "message": "Tag removed successfully."})


@operation(
    "POST",
    "/orders/assignuser",
    request="order.assign.json",
    responses={200: "success.json"},
    source=f"{_ORDERS}/assign-user-to-order/",
)
def assign_user(call: Call, account: Account) -> Reply:
    """
    Give orders to somebody; none of them if one is unknown.
    """
    body = binding.needed(binding.spelled(call.body))
    orders = _orders(account, body.get("orderIds"))
    user_id = binding.text(body.get("userId"), "userId")
    user = account.premises.user(binding.given(user_id, "userId"))
    _assign(account, orders, user.user_id)
    return Reply(200, {"success": True, "message": "User assigned successfully."})


@operation(
    "POST",
    "/orders/unassignuser",
    request="order.assign.json",
    responses={200: "success.json"},
    source=f"{_ORDERS}/unassign-user-from-order/",
)
def unassign_user(call: Call, account: Account) -> Reply:
    """
    Let orders be nobody's; none of them if one is unknown.
    """
    body = binding.needed(binding.spelled(call.body))
    _assign(account, _orders(account, body.get("orderIds")), None)
    return Reply(200, {"success": True, "message": "User unassigned successfully."})


def _tagging(call: Call, account: Account) -> tuple[Order | None, int]:
    body = binding.needed(binding.spelled(call.body))
    tag_id = binding.integer(body.get("tagId"), "tagId")
    order_id = binding.integer(body.get("orderId"), "orderId")
    return account.orders.lookup(order_id), tag_id


def _tag(account: Account, order: Order, tags: list[int]) -> None:
    order.document["tagIds"] = list(dict.fromkeys(tags)) or None
    _touch(account, order)


def _orders(account: Account, given: object) -> list[Order]:
    numbers = binding.listed(given, "orderIds")
    return [
        account.orders.get(binding.integer(number, f"orderIds[{place}]"))
        for place, number in enumerate(numbers)
    ]


def _assign(account: Account, orders: list[Order], user_id: str | None) -> None:
    for order in orders:
        order.document["userId"] = user_id
        _touch(account, order)


def _touch(account: Account, order: Order) -> None:
    order.modified_at = account.now()
    account.orders.put(order)
