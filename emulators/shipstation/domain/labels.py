"""
Buy a label for an order: what it costs, and what it does to the order.

The documentation forbids labels for orders that await payment, and allows them on hold.
What is cancelled offers none at the screen, so it is refused as well. A second label
for an order that is shipped is made, unless the profile has it otherwise; nothing is
left that could be in it.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Refused
from emulators.shipstation.domain.label_making import (
    Consignment,
    Label,
    Terms,
    Wish,
    agree,
    make_label,
    printed_address,
)
from emulators.shipstation.domain.order import (
    AWAITING_PAYMENT,
    CANCELLED,
    SHIPPED,
    Line,
    Order,
)
from emulators.shipstation.domain.planned_shipments import (
    Parts,
    chosen_parts,
    planned_shipments,
)
from emulators.shipstation.domain.wire import day, pacific
from emulators.shipstation.profile import SecondLabel

_UNLABELLED = (AWAITING_PAYMENT, CANCELLED)
_OPTIONS = ("dimensions", "insuranceOptions", "internationalOptions")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWish(Wish):
    """
    What is asked of a label for an order; its weight and options stand for None.

    Attributes:
        parts: SKUs and quantities; for None all that is left, or the next shipment of
            an order that was split.
    """

    order_id: int
    parts: Parts | None = None


def buy_label(account: Account, wish: LabelWish) -> Label:
    """
    Buy a label; the order is shipped when all of it has one.

    A wish that fails later on has written its weight and ship date on the order
    already, without moving the date of modification.

    Raises:
        NotFound: There is no such order.

        Refused: ShipStation or the carrier does not make it.

        Impossible: More is to be shipped than there is.
    """
    order = account.orders.get(wish.order_id)
    if order.status in _UNLABELLED:
        raise Refused(
            f"Order {order.order_number} is {order.status.replace('_', ' ')}: "
            "no label can be created for it."
        )
    second = account.profile.second_label is SecondLabel.ALLOWED
    if order.status == SHIPPED and not second:
        raise Refused(
            f"Order {order.order_number} is shipped: no label can be created for it."
        )
    ship_date = wish.ship_date or pacific(account.now()).date()
    order.document["shipDate"] = day(ship_date)
    if wish.weight is not None:
        order.weight = wish.weight
    terms = agree(account, wish)
    parcel = _parcel(account, order, wish, ship_date)
    label = make_label(account, terms, parcel)
    if not label.test:
        _ship(account, order, terms, parcel.lines)
    return label


def buy_return_label(account: Account, order: Order) -> Label:
    """
    Buy a label that brings an order's goods back; the order stays as it is.

    Raises:
        Refused: Nothing has left yet, or the carrier does not make it.
    """
    sent = account.shipments.active(order.order_id)
    if not sent:
        raise Refused(f"Order {order.order_number} has no label: nothing can return.")
    there = sent[-1]
    wish = LabelWish(
        order_id=order.order_id,
        carrier_code=there.carrier_code,
        service_code=there.service_code,
        options={},
    )
    terms = agree(account, wish)
    parcel = _parcel(account, order, wish, pacific(account.now()).date())
    back = replace(
        parcel,
        lines=there.lines,
        sender=printed_address(order.ship_to),
        target=parcel.origin or order.ship_to,
        is_return=True,
    )
    return make_label(account, terms, back)


def _parcel(
    account: Account, order: Order, wish: LabelWish, ship_date: date
) -> Consignment:
    options = _options(order, wish)
    place = account.warehouses.find(options["advancedOptions"]["warehouseId"])
    store = account.stores.get(order.store_id)
    return Consignment(
        order=order,
        store_id=order.store_id,
        origin=place.origin if place else None,
        sender=printed_address(place.origin) if place else (store.name,),
        target=order.ship_to,
        ship_date=ship_date,
        weight=order.weight,
        lines=_parts(order, wish.parts),
        options=options,
    )


def _options(order: Order, wish: LabelWish) -> dict[str, Any]:
    """
    Return the options of the order with those that were given for the label.

    Who is billed is set with the order only, says the documentation.
    """
    document = order.to_document()
    kept = {key: document[key] for key in _OPTIONS}
    advanced = wish.options.get("advancedOptions") or {}
    place = advanced.get("warehouseId") or order.advanced["warehouseId"]
    return {
        **kept,
        **wish.options,
        "advancedOptions": {**order.advanced, "warehouseId": place},
    }


def _parts(order: Order, parts: Parts | None) -> tuple[tuple[Line, int], ...]:
    if parts is None:
        return tuple(next(iter(planned_shipments(order)), ()))
    return chosen_parts(order, order.unshipped(), parts)


def _ship(
    account: Account,
    order: Order,
    terms: Terms,
    lines: tuple[tuple[Line, int], ...],
) -> None:
    order.ship(lines)
    if not order.unshipped():
        order.enter(SHIPPED)
    order.document.update(
        carrierCode=terms.carrier.provider.code,
        serviceCode=terms.service.code,
        packageCode=terms.package.code,
        confirmation=terms.confirmation,
    )
    order.modified_at = account.now()
    account.orders.put(order)
