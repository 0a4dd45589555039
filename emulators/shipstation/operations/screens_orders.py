"""
What a person does at the order screens: look, type, and print labels.
"""

from decimal import Decimal
from typing import Any

from emulators.kit.operation import TEXT, Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.corrections import correct_payment, move_to_store
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.labels import buy_label
from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.order_entry import add_order
from emulators.shipstation.domain.order_form import draft_of
from emulators.shipstation.domain.planned_shipments import planned_shipments
from emulators.shipstation.domain.stores import Store
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.label_reading import label_document, label_wish

_HELP = "https://help.shipstation.com/hc/en-us"


@operation(
    "GET",
    "/orders",
    responses={200: "screen.orders.json"},
    query={"number": TEXT},
    source=_HELP,
)
def find_orders(call: Call, account: Account) -> Reply:
    """
    Find the orders of a number; all of them without one.
    """
    number = call.query.get("number")
    found = account.orders.numbered(number) if number else account.orders.search({})
    return Reply(200, {"orders": [shown(order) for order in found]})


@operation(
    "POST",
    "/orders",
    request="screen.order.create.json",
    responses={200: "screen.order.json"},
    source=_HELP,
)
def type_order(call: Call, account: Account) -> Reply:
    """
    Type in an order of a manual store.
    """
    store = _manual_store(account, call.body.get("advancedOptions") or {})
    draft = draft_of(call.body, key=f"manual-{account.ids.hexadecimal(32)}")
    return Reply(200, shown(add_order(account, store, draft)))


@operation(
    "PUT",
    "/orders/<int:order_id>/notes-to-buyer",
    request="screen.notes.json",
    responses={200: "screen.order.json"},
    source=_HELP,
)
def write_notes(call: Call, account: Account) -> Reply:
    """
    Write the notes that go to the buyer with the notice of a shipment.
    """
    order = account.orders.get(call.path["order_id"])
    order.notes_to_buyer = call.body["text"]
    order.modified_at = account.now()
    account.orders.put(order)
    return Reply(200, shown(order))


@operation(
    "PUT",
    "/orders/<int:order_id>/corrections",
    request="screen.order.correct.json",
    responses={200: "screen.order.json"},
    source=_HELP,
)
def correct_order(call: Call, account: Account) -> Reply:
    """
    Write what was paid for an order in any status, or move it to another store.
    """
    order = account.orders.get(call.path["order_id"])
    if call.body.get("storeId") is not None:
        move_to_store(account, order, call.body["storeId"])
    if call.body.get("amountPaid") is not None:
        correct_payment(account, order, Decimal(str(call.body["amountPaid"])))
    return Reply(200, shown(order))


@operation(
    "POST",
    "/orders/<int:order_id>/label",
    request="screen.label.create.json",
    responses={200: "label.json"},
    source=_HELP,
)
def print_order_label(call: Call, account: Account) -> Reply:
    """
    Buy a label for an order, or for some of its items, and say whom to tell.
    """
    body = binding.spelled(call.body)
    to_shop = body.get("notify") is not False
    parts = None
    if body.get("items") is not None:
        parts = [(part["sku"], part["quantity"]) for part in body["items"]]
    wish = label_wish(body, order_id=call.path["order_id"], parts=parts)
    label = buy_label(account, wish)
    return Reply(200, label_document(account, label, to_shop=to_shop))


def _manual_store(account: Account, advanced: dict[str, Any]) -> Store:
    if advanced.get("storeId") is None:
        return account.stores.first_manual()
    store = account.stores.get(advanced["storeId"])
    if store.tile is not None:
        raise Impossible(f"store {store.name} takes its orders from a shop")
    return store


def shown(order: Order) -> dict[str, Any]:
    """
    Return what an order's screen shows.
    """
    return {
        **order.to_document(),
        "notesToBuyer": order.notes_to_buyer,
        "storeStatus": order.store_status,
        "plannedShipments": [
            {
                "items": [
                    {"sku": line.draft.sku, "quantity": quantity}
                    for line, quantity in shipment
                ]
            }
            for shipment in planned_shipments(order)
        ],
    }
