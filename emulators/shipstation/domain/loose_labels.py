"""
Buy a label for a parcel that belongs to no order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.addresses import plain_address
from emulators.shipstation.domain.errors import NullReference, Refused
from emulators.shipstation.domain.label_making import (
    Consignment,
    Label,
    Wish,
    agree,
    make_label,
    printed_address,
)
from emulators.shipstation.domain.measures import Weight
from emulators.shipstation.domain.order import advanced_options
from emulators.shipstation.domain.order_form import (
    check_target,
    insurance_options,
    international_options,
)
from emulators.shipstation.domain.wire import pacific

_NEEDED = ("carrierCode", "serviceCode", "packageCode")


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseWish(Wish):
    """
    What is asked of a label without an order.

    Attributes:
        ship_from: Where it leaves from; printed too, where return_to is None.
    """

    ship_from: Mapping[str, Any] | None
    ship_to: Mapping[str, Any] | None
    return_to: Mapping[str, Any] | None = None


def buy_loose_label(account: Account, wish: LooseWish) -> Label:
    """
    Buy a label; it counts for the first manual store.

    Raises:
        Refused: Something that it needs is missing, or the carrier does not make it.
    """
    codes = (wish.carrier_code, wish.service_code, wish.package_code)
    for name, code in zip(_NEEDED, codes, strict=True):
        if not code:
            raise Refused(f"The {name} must be provided.")
    if wish.weight is None or wish.ship_from is None or wish.ship_to is None:
        raise NullReference
    check_target(wish.ship_to)
    parcel = _parcel(account, wish, wish.weight, ends=(wish.ship_from, wish.ship_to))
    return make_label(account, agree(account, wish), parcel)


def _parcel(
    account: Account,
    wish: LooseWish,
    weight: Weight,
    *,
    ends: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> Consignment:
    origin, target = (plain_address(end) for end in ends)
    store = account.stores.first_manual()
    return Consignment(
        order=None,
        store_id=store.store_id,
        origin=origin,
        sender=printed_address(wish.return_to or origin),
        target=target,
        ship_date=wish.ship_date or pacific(account.now()).date(),
        weight=weight,
        lines=(),
        options={
            "dimensions": wish.options.get("dimensions"),
            "insuranceOptions": insurance_options(wish.options.get("insuranceOptions")),
            "internationalOptions": international_options(
                wish.options.get("internationalOptions")
            ),
            "advancedOptions": advanced_options({}, store_id=store.store_id),
        },
    )
