"""
Orders, and labels for them.
"""

from collections.abc import Mapping
from typing import Any

from emulators.kit.operation import (
    BOOLEAN,
    INTEGER,
    Call,
    Reply,
    also_at,
    choice,
    operation,
    required,
)
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.holds import hold, restore
from emulators.shipstation.domain.labels import buy_label
from emulators.shipstation.domain.marking import ShippedMark, mark_as_shipped
from emulators.shipstation.domain.order import STATUSES, Order
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.label_reading import label_document, label_wish
from emulators.shipstation.operations.queries import (
    DOCS,
    GUID,
    PAGING,
    dates,
    integers,
    paged,
    sorting,
    texts,
)
from emulators.shipstation.operations.versions import order_document
from emulators.shipstation.profile import DeletedOrder

_ORDERS = f"{DOCS}/orders"


@also_at("/orders/list")
@operation(
    "GET",
    "/orders",
    responses={200: "orders.page.json"},
    query={
        **texts("customerName", "itemKeyword", "customsCountryCode", "orderNumber"),
        "importBatch": GUID,
        **dates("createDateStart", "createDateEnd"),
        **dates("modifyDateStart", "modifyDateEnd"),
        **dates("orderDateStart", "orderDateEnd"),
        **dates("paymentDateStart", "paymentDateEnd"),
        **integers("storeId"),
        "orderStatus": choice(*STATUSES),
        "includeOrderItems": BOOLEAN,
        **sorting("OrderDate", "ModifyDate", "CreateDate"),
        **PAGING,
    },
    source=f"{_ORDERS}/list-orders/",
)
def list_orders(call: Call, account: Account) -> Reply:
    """
    List orders.
    """
    return _listed(call, account)


@operation(
    "GET",
    "/orders/<int:order_id>",
    responses={200: "order.json"},
    source=f"{_ORDERS}/get-order/",
)
def get_order(call: Call, account: Account) -> Reply:
    """
    Return one order by its id.
    """
    number = call.path["order_id"]
    order = None
    if account.profile.deleted_order is DeletedOrder.SHOWN:
        order = account.orders.ever(number)
    order = order or account.orders.get(number)
    document = account.lock.document(
        ("order", number), lambda: order_document(account, order)
    )
    return Reply(200, document)


@operation(
    "DELETE",
    "/orders/<int:order_id>",
    responses={200: "success.json"},
    source=f"{_ORDERS}/delete-order/",
)
def delete_order(call: Call, account: Account) -> Reply:
    """
    Take an order out of sight; its shipments stay.
    """
    account.orders.delete(account.orders.get(call.path["order_id"]))
    message = "The requested order has been deleted."
    return Reply(200, {"success": True, "message": message})


@operation(
    "GET",
    "/orders/listbytag",
    responses={200: "orders.page.json"},
    query={
        "orderStatus": choice(*STATUSES, required=True),
        "tagId": required(INTEGER),
        **PAGING,
    },
    source=f"{_ORDERS}/list-orders-by-tag/",
)
def list_orders_by_tag(call: Call, account: Account) -> Reply:
    """
    List the orders in a status that have a tag.
    """
    return _listed(call, account)


@operation(
    "POST",
    "/orders/createlabelfororder",
    request="label.create.json",
    responses={200: "label.json"},
    source=f"{_ORDERS}/create-label/",
)
def create_label_for_order(call: Call, account: Account) -> Reply:
    """
    Buy a label for an order, ship it, and tell the store.
    """
    wish = label_wish(binding.spelled(call.body))
    return Reply(200, label_document(account, buy_label(account, wish)))


@operation(
    "POST",
    "/orders/markasshipped",
    request="order.mark_shipped.json",
    responses={200: "order.marked.json"},
    source=f"{_ORDERS}/mark-as-shipped/",
)
def mark_order_shipped(call: Call, account: Account) -> Reply:
    """
    Ship an order without a label; nobody is told unless that is asked for.
    """
    body = binding.spelled(call.body)
    order = account.orders.get(binding.integer(body.get("orderId"), "orderId"))
    mark_as_shipped(account, order, shipped_mark(body))
    return Reply(200, {"orderId": order.order_id, "orderNumber": order.order_number})


@operation(
    "POST",
    "/orders/holduntil",
    request="order.hold.json",
    responses={200: "success.json"},
    source=f"{_ORDERS}/hold-order-until/",
)
def hold_order(call: Call, account: Account) -> Reply:
    """
    Hold an order until a day.
    """
    body = binding.spelled(call.body)
    order = account.orders.get(binding.integer(body.get("orderId"), "orderId"))
    until = binding.ship_date(body.get("holdUntilDate"), "holdUntilDate")
    hold(account, order, until=binding.given(until, "holdUntilDate"))
    return Reply(200, {"success": True, "message": "Order held successfully."})


@operation(
    "POST",
    "/orders/restorefromhold",
    request="order.restore.json",
    responses={200: "success.json"},
    source=f"{_ORDERS}/restore-order-from-on-hold/",
)
def restore_order(call: Call, account: Account) -> Reply:
    """
    Take an order off hold; it says that it did, whatever it found.
    """
    body = binding.spelled(call.body)
    order = account.orders.lookup(binding.integer(body.get("orderId"), "orderId"))
    if order is not None:
        restore(account, order)
    message = "The requested order has been restored"
    return Reply(200, {"success": True, "message": message})


def _listed(call: Call, account: Account) -> Reply:
    def show(order: Order) -> dict[str, Any] | None:
        return account.listed_orders.entry(
            order.order_id, lambda: order_document(account, order)
        )

    found = account.orders.search(call.query)
    return paged("orders", found, call.query, show, profile=account.profile)


def shipped_mark(body: Mapping[str, Any]) -> ShippedMark:
    """
    Return what the body says of an order that was shipped elsewhere.

    Raises:
        Unconvertible: A value is of another kind than V1 takes.
    """
    carrier = binding.text(body.get("carrierCode"), "carrierCode")
    return ShippedMark(
        carrier=binding.given(carrier, "carrierCode"),
        tracking_number=binding.text(body.get("trackingNumber"), "trackingNumber")
        or "",
        shipped_at=binding.moment(body.get("shipDate"), "shipDate"),
        notify_shop=binding.boolean(
            body.get("notifySalesChannel"), "notifySalesChannel"
        ),
        notify_customer=binding.boolean(body.get("notifyCustomer"), "notifyCustomer"),
    )
