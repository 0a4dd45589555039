"""
What a person does at the order screens to split and combine, and prints for the box.
"""

import base64

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.combining import combine
from emulators.shipstation.domain.packing_slip import print_packing_slip
from emulators.shipstation.domain.splitting import split
from emulators.shipstation.operations.screens_orders import shown

_HELP = "https://help.shipstation.com/hc/en-us"


@operation(
    "POST",
    "/orders/<int:order_id>/split",
    request="screen.split.json",
    responses={200: "screen.orders.json"},
    source=_HELP,
)
def split_order(call: Call, account: Account) -> Reply:
    """
    Split items off an order, to be shipped apart.
    """
    order = account.orders.get(call.path["order_id"])
    parts = [(part["sku"], part["quantity"]) for part in call.body["items"]]
    orders = split(account, order, parts)
    return Reply(200, {"orders": [shown(one) for one in orders]})


@operation(
    "POST",
    "/orders/combine",
    request="screen.combine.json",
    responses={200: "screen.order.json"},
    source=_HELP,
)
def combine_orders(call: Call, account: Account) -> Reply:
    """
    Combine orders into the first of them.
    """
    orders = [account.orders.get(order_id) for order_id in call.body["orderIds"]]
    return Reply(200, shown(combine(account, orders)))


@operation(
    "GET",
    "/orders/<int:order_id>/packing-slip",
    responses={200: "screen.packing_slip.json"},
    source=_HELP,
)
def read_packing_slip(call: Call, account: Account) -> Reply:
    """
    Print the packing slip of an order.
    """
    order = account.orders.get(call.path["order_id"])
    page = print_packing_slip(account, order)
    return Reply(200, {"pdf": base64.b64encode(page).decode()})


@operation(
    "GET",
    "/outbox",
    responses={200: "screen.outbox.json"},
    source=_HELP,
)
def read_outbox(call: Call, account: Account) -> Reply:
    """
    Read the mails that customers were sent, and those to the owner of the account.
    """
    del call
    mails = {
        "mails": account.outbox.documents(),
        "ownerMails": account.outbox.owner_documents(),
    }
    return Reply(200, mails)
