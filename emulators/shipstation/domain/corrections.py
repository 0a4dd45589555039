"""
Put orders right where the API does not: in any status, and in another store.
"""

from decimal import Decimal

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.wire import money


def correct_payment(account: Account, order: Order, amount: Decimal) -> None:
    """
    Write what was paid, as when a channel reports that money was given back.
    """
    order.document["amountPaid"] = money(amount)
    _touch(account, order)


def move_to_store(account: Account, order: Order, store_id: int) -> None:
    """
    Let the order belong to another store.

    Raises:
        NotFound: There is no such store.

        Impossible: It has an order of this key already.
    """
    store = account.stores.get(store_id)
    other = account.orders.find(store_id, order.order_key)
    if other not in (None, order):
        raise Impossible(f"store {store.name} has order {order.order_key} already")
    order.store_id = store_id
    order.document["advancedOptions"] = {**order.advanced, "storeId": store_id}
    _touch(account, order)


def _touch(account: Account, order: Order) -> None:
    order.modified_at = account.now()
    account.orders.put(order)
