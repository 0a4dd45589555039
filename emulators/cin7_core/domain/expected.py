"""
What is on its way to a spot.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from emulators.cin7_core.domain.purchase import Purchase, Purchases
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.stock import Spot
from emulators.cin7_core.domain.transfer import Transfer, Transfers


@dataclass(frozen=True, slots=True)
class Expected:
    """
    How much comes, and when the first of it.
    """

    on_order: Decimal = ZERO
    in_transit: Decimal = ZERO
    next_on: date | None = None


NOTHING = Expected()


def expected_at(spot: Spot, purchases: Purchases, transfers: Transfers) -> Expected:
    """
    Return what authorised orders and transfers bring to the spot.
    """
    ordered = purchases.of("Awaited", spot)
    travelling = transfers.of("Awaited", spot)
    if not ordered and not travelling:
        return NOTHING
    coming: list[Purchase | Transfer] = [*ordered, *travelling]
    days = [one.required_on for one in coming if one.required_on]
    return Expected(
        on_order=sum((one.quantity_for(spot) for one in ordered), ZERO),
        in_transit=sum((one.quantity_for(spot) for one in travelling), ZERO),
        next_on=min(days, default=None),
    )
