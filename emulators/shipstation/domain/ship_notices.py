"""
Tell shops and customers that something was shipped: when, whom, and what came of it.

A shop is told of the same goods once. A label that is voided before its notice went out
takes the notice with it; one that is voided later leaves the shop as it is, and the
next label for these goods is not told of either. Who marks them as shipped says whether
the shop is told.
"""

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.fulfillments import Fulfillment
from emulators.shipstation.domain.notify_settings import NotifyWhen
from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.outbox import MailKind
from emulators.shipstation.domain.parcel import Parcel
from emulators.shipstation.domain.ship_notice_delivery import deliver
from emulators.shipstation.domain.shipments import Shipment
from emulators.shipstation.domain.stores import Store


def announce(
    account: Account,
    parcel: Parcel,
    *,
    to_shop: bool = True,
    to_customer: bool | None = None,
) -> None:
    """
    Let shop and customer be told of a new parcel when the store's settings say so.

    A person or a caller may suppress it for this one parcel. The customer is mailed as
    the store's settings have it, where nothing else is said.
    """
    order = account.orders.ever(parcel.order_id)
    if order is None:
        return
    store = account.stores.get(parcel.store_id)
    notice = parcel.notice
    if _was_told_before(order, parcel) and isinstance(parcel, Shipment):
        notice.known = True
        return
    mailed = store.notify.mail_customer if to_customer is None else to_customer
    notice.to_customer = mailed and bool(order.document.get("customerEmail"))
    notice.to_shop = (
        to_shop
        and store.notify.when is not NotifyWhen.OFF
        and _has_shop(account, order)
    )
    if notice.to_shop or notice.to_customer:
        _plan(account, store, parcel)


def tell_again(account: Account, parcel: Parcel) -> bool:
    """
    Let the shop be told now, as a person asked; say no where there is none.
    """
    order = account.orders.ever(parcel.order_id)
    if order is None or not _has_shop(account, order):
        return False
    parcel.notice.cancel()
    parcel.notice.to_shop = True
    _enter(account, parcel, trigger="manual")
    return True


def scanned(account: Account, shipment: Shipment) -> bool:
    """
    Take note of the carrier's first scan; say whether a notice goes out by it.

    Raises:
        Impossible: The label is void.
    """
    if shipment.voided_at is not None:
        raise Impossible(f"the label of shipment {shipment.shipment_id} is void")
    if shipment.scanned_at is None:
        shipment.scanned_at = account.now()
    if not shipment.notice.awaits_scan:
        return False
    shipment.notice.awaits_scan = False
    _enter(account, shipment, trigger="automatic")
    return True


def delivered(account: Account, shipment: Shipment) -> None:
    """
    Mail the customer that the parcel has arrived, if the store's settings say so.
    """
    store = account.stores.get(shipment.store_id)
    order = account.orders.ever(shipment.order_id)
    if order and store.notify.mail_customer and order.document.get("customerEmail"):
        account.outbox.send(
            store, order, shipment, kind=MailKind.DELIVERED, at=account.now()
        )


def _was_told_before(order: Order, parcel: Parcel) -> bool:
    """
    Say whether the shop knows of all that is in it, and take that off what it knows.
    """
    told = order.told_quantities
    known = [
        min(told.get(line.line_id, 0), quantity) for line, quantity in parcel.lines
    ]
    for (line, _), quantity in zip(parcel.lines, known, strict=True):
        told[line.line_id] = told.get(line.line_id, 0) - quantity
    return bool(known) and known == [quantity for _, quantity in parcel.lines]


def _has_shop(account: Account, order: Order) -> bool:
    return any(
        account.stores.get(one.store_id).tile is not None
        for one in order.origins or (order,)
    )


def _plan(account: Account, store: Store, parcel: Parcel) -> None:
    due_at = store.notify.due_at(parcel.created_at, parcel.ship_date)
    if due_at is None and isinstance(parcel, Fulfillment):
        due_at = parcel.created_at  # no label of ours, so no scan that we would see
    if due_at is None:
        parcel.notice.awaits_scan = True
        return
    parcel.notice.entry = account.agenda.at(
        due_at,
        f"notice of order {parcel.order_number}",
        lambda: deliver(account, parcel, "automatic"),
    )


def _enter(account: Account, parcel: Parcel, *, trigger: str) -> None:
    parcel.notice.entry = account.agenda.soon(
        f"notice of order {parcel.order_number}",
        lambda: deliver(account, parcel, trigger),
    )
