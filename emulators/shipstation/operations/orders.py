"""
Orders, and labels for them.
"""

import base64
from collections.abc import Mapping
from typing import Any

from emulators.kit.operation import BOOLEAN, Call, Reply, choice, not_built, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.holds import hold, restore
from emulators.shipstation.domain.labels import Label, LabelWish, buy_label
from emulators.shipstation.domain.marking import ShippedMark, mark_as_shipped
from emulators.shipstation.domain.measures import (
    Weight,
    dimensions_document,
    weight_of,
)
from emulators.shipstation.domain.order import STATUSES, Order
from emulators.shipstation.domain.order_form import (
    insurance_options,
    international_options,
)
from emulators.shipstation.domain.ship_notices import announce
from emulators.shipstation.domain.wire import cost
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.queries import (
    DOCS,
    PAGING,
    dates,
    integers,
    paged,
    sorting,
    texts,
)

_ORDERS = f"{DOCS}/orders"


@operation(
    "GET",
    "/orders",
    responses={200: "orders.page.json"},
    query={
        **texts("customerName", "itemKeyword", "customsCountryCode", "orderNumber"),
        **texts("importBatch"),
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
    found = account.orders.search(call.query)
    return paged("orders", found, call.query, Order.to_document)


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
    order = account.orders.get(call.path["order_id"])
    document = account.lock.document(("order", order.order_id), order.to_document)
    return Reply(200, document)


delete_order = not_built(
    "delete_order",
    "DELETE",
    "/orders/<int:order_id>",
    source=f"{_ORDERS}/delete-order/",
)
list_orders_by_tag = not_built(
    "list_orders_by_tag",
    "GET",
    "/orders/listbytag",
    source=f"{_ORDERS}/list-orders-by-tag/",
)
create_order = not_built(
    "create_order",
    "POST",
    "/orders/createorder",
    source=f"{_ORDERS}/create-update-order/",
)
create_orders = not_built(
    "create_orders",
    "POST",
    "/orders/createorders",
    source=f"{_ORDERS}/create-update-multiple-orders/",
)


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


add_tag = not_built(
    "add_tag", "POST", "/orders/addtag", source=f"{_ORDERS}/add-tag-to-order/"
)
remove_tag = not_built(
    "remove_tag",
    "POST",
    "/orders/removetag",
    source=f"{_ORDERS}/remove-tag-from-order/",
)
assign_user = not_built(
    "assign_user",
    "POST",
    "/orders/assignuser",
    source=f"{_ORDERS}/assign-user-to-order/",
)
unassign_user = not_built(
    "unassign_user",
    "POST",
    "/orders/unassignuser",
    source=f"{_ORDERS}/unassign-user-from-order/",
)


def label_wish(
    body: Mapping[str, Any],
    *,
    order_id: int | None = None,
    parts: list[tuple[str, int]] | None = None,
) -> LabelWish:
    """
    Return what the body asks of a label.

    Raises:
        Unconvertible: A value is of another kind than V1 takes.
    """
    if order_id is None:
        order_id = binding.integer(body.get("orderId"), "orderId")
    return LabelWish(
        order_id=order_id,
        carrier_code=binding.text(body.get("carrierCode"), "carrierCode"),
        service_code=binding.text(body.get("serviceCode"), "serviceCode"),
        package_code=binding.text(body.get("packageCode"), "packageCode"),
        confirmation=binding.text(body.get("confirmation"), "confirmation"),
        ship_date=binding.ship_date(body.get("shipDate"), "shipDate"),
        weight=_weight(binding.mapping(body.get("weight"), "weight")),
        options=_options(body),
        test=binding.boolean(body.get("testLabel"), "testLabel"),
        parts=parts,
    )


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


def label_document(
    account: Account, label: Label, *, to_shop: bool = True
) -> dict[str, Any]:
    """
    Let the store be told of the label, and return what V1 answers.
    """
    if label.shipment is not None:
        announce(account, label.shipment, to_shop=to_shop)
    return {
        "shipmentId": label.shipment_id,
        "shipmentCost": cost(label.cost),
        "insuranceCost": cost(label.insurance_cost),
        "trackingNumber": label.tracking_number,
        "labelData": base64.b64encode(label.page).decode(),
        "formData": None,
    }


def _weight(given: Mapping[str, Any] | None) -> Weight | None:
    if given is None:
        return None
    value = binding.decimal(given.get("value"), "weight.value")
    units = binding.text(given.get("units"), "weight.units")
    return weight_of(value, units or "ounces")


def _options(body: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the options that the body has; those of the order stand for the others.
    """
    options: dict[str, Any] = {}
    dimensions = binding.mapping(body.get("dimensions"), "dimensions")
    if dimensions is not None:
        options["dimensions"] = dimensions_document(_numbers(dimensions, "dimensions"))
    insurance = binding.mapping(body.get("insuranceOptions"), "insuranceOptions")
    if insurance is not None:
        path = "insuranceOptions.insuredValue"
        value = binding.decimal(insurance.get("insuredValue"), path)
        options["insuranceOptions"] = insurance_options(
            {**insurance, "insuredValue": value}
        )
    abroad = binding.mapping(body.get("internationalOptions"), "internationalOptions")
    if abroad is not None:
        options["internationalOptions"] = international_options(abroad)
    return options


def _numbers(given: Mapping[str, Any], path: str) -> dict[str, Any]:
    sides = ("length", "width", "height")
    numbers = {s: binding.decimal(given.get(s), f"{path}.{s}") for s in sides}
    return {"units": binding.text(given.get("units"), f"{path}.units"), **numbers}
