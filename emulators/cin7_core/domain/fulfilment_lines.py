"""
Lines of picks, packs and shipments, and what is checked of several together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.stock import Spot


class TooMany(Refused):
    """
    More than was ordered, picked, packed or is there.
    """


class NothingInside(Refused):
    """
    A pick, pack, shipment or invoice is to be authorised without a line.
    """


@dataclass(frozen=True, slots=True)
class StockLine:
    """
    A line of a pick or of a pack.

    Attributes:
        place: As documents name it, ``Warehouse`` or ``Warehouse: Bin``.

        box: Only of a pack.
    """

    product: Product
    name: str
    spot: Spot
    place: str
    quantity: Decimal
    box: str = ""
    expiry_on: date | None = None
    warranty: str | None = None

    @property
    def is_stock(self) -> bool:
        """
        Whether it moves stock.
        """
        return self.product.is_stock


@dataclass(frozen=True, slots=True)
class ShipLine:
    """
    Boxes on their way under one tracking number.
    """

    id: str
    shipped_on: date | None
    carrier: str
    boxes: str
    tracking_number: str
    is_shipped: bool

    @property
    def box_names(self) -> frozenset[str]:
        """
        The boxes, one by one.
        """
        return frozenset(name.strip() for name in self.boxes.split(","))


def check_not_empty(name: str, lines: Sized, status: Stage) -> None:
    """
    Make sure that nothing is authorised that has no line.

    Raises:
        NothingInside: It is.
    """
    if status is not Stage.DRAFT and not lines:
        raise NothingInside(f"{name} has no lines")


def quantities(lines: Iterable[StockLine]) -> dict[Spot, Decimal]:
    """
    Add the lines up, for each spot.
    """
    found: dict[Spot, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        found[line.spot] += line.quantity
    return found


def check_within(
    lines: Iterable[StockLine], limit: Mapping[Spot, Decimal], what: str
) -> None:
    """
    Make sure that no spot gives more than the limit allows.

    Raises:
        TooMany: One does.
    """
    wanted: dict[Spot, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        wanted[line.spot] += line.quantity
        allowed = limit.get(line.spot, ZERO)
        if wanted[line.spot] > allowed:
            raise TooMany(
                f"Quantity of {line.product.sku} in {line.place} is"
                f" {wanted[line.spot]}, but {allowed} {what}"
            )
