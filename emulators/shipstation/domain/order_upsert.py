"""
Write orders by API: a new one, or all of one that is known by its id or its key.

The documentation locks what is shipped or cancelled and has no words for the refusal;
so it is here with what a provider rejected. What waits for a provider can be written
together with others only. A shop's store takes orders too: nothing forbids it.
"""

from dataclasses import dataclass

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Refused
from emulators.shipstation.domain.measures import NO_WEIGHT
from emulators.shipstation.domain.order import (
    AWAITING_PAYMENT,
    AWAITING_SHIPMENT,
    ON_HOLD,
    PENDING_FULFILLMENT,
    Order,
)
from emulators.shipstation.domain.order_entry import (
    OrderDraft,
    add_order,
    order_document,
    renewed_lines,
)
from emulators.shipstation.domain.order_pass import pass_over
from emulators.shipstation.domain.stores import Store
from emulators.shipstation.profile import KeyScope

_OPEN = (AWAITING_PAYMENT, AWAITING_SHIPMENT, ON_HOLD)
_KEPT = ("userId", "holdUntilDate", "labelMessages")
_KEPT_ADVANCED = ("mergedOrSplit", "mergedIds", "parentId")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """
    Which order is meant.

    Attributes:
        order_id: Of an order that there is; it counts before the key.

        key: None for an order that is new in any case.

        store_id: Where a new one belongs; the first manual store for None.

        batch: The call that it comes with.
    """

    order_id: int | None = None
    key: str | None = None
    store_id: int | None = None
    batch: str | None = None


def write_order(
    account: Account, target: Target, draft: OrderDraft, *, among_others: bool = False
) -> Order:
    """
    Write the whole order: what the draft leaves out is empty afterwards.

    Key, store and date of creation of a known order stay, so do hold, user and what
    came of splitting; lines that are the same keep their ids.

    Raises:
        NotFound: There is no order of this id.

        Refused: The order is locked, or there is no such store.
    """
    order = _known(account, target)
    if order is None:
        store = _store(account, target.store_id)
        return add_order(account, store, draft, batch=target.batch, finish=pass_over)
    _check(order, among_others=among_others)
    before = order.status
    _replace(account, order, draft)
    if order.status != before:
        order.import_batch = target.batch
    order.modified_at = account.now()
    pass_over(account, order)
    account.orders.put(order)
    return order


def _known(account: Account, target: Target) -> Order | None:
    if target.order_id:
        return account.orders.get(target.order_id)
    if target.key is None:
        return None
    store_id = target.store_id or account.stores.first_manual().store_id
    found = account.orders.find(store_id, target.key)
    if found is None and account.profile.key_scope is KeyScope.ACCOUNT:
        return account.orders.keyed(target.key)
    return found


def _store(account: Account, store_id: int | None) -> Store:
    if not store_id:
        return account.stores.first_manual()
    store = account.stores.find(store_id)
    if store is None:
        raise Refused(f"There is no store {store_id} in this account.")
    return store


def _check(order: Order, *, among_others: bool) -> None:
    if order.merged_into is not None:
        why = f"was combined into order {order.merged_into}"
    elif order.status in _OPEN or (
        among_others and order.status == PENDING_FULFILLMENT
    ):
        return
    else:
        why = f"is {order.status.replace('_', ' ')}"
    raise Refused(f"Order {order.order_number} cannot be updated because it {why}.")


def _replace(account: Account, order: Order, draft: OrderDraft) -> None:
    store = account.stores.get(order.store_id)
    document = order_document(account, store, draft)
    document.update({key: order.document.get(key) for key in _KEPT})
    document["advancedOptions"].update(
        {key: order.advanced[key] for key in _KEPT_ADVANCED}
    )
    order.document = document
    order.lines = renewed_lines(account, draft.lines, order.lines, account.now())
    order.weight = draft.weight or NO_WEIGHT
    order.order_number = draft.number
    order.ordered_on, order.paid_on = draft.ordered_on, draft.paid_on
    _enter(order, draft.status)


def _enter(order: Order, status: str) -> None:
    before = order.status
    if status == before:
        return
    order.enter(status)
    if status == ON_HOLD:
        order.held_from = before
