"""
Stock adjustments: what a count has found, line by line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from emulators.cin7_core.domain.location import Location
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.shelf import USES, Filters, Shelf, at_places, having
from emulators.cin7_core.domain.stock import Spot


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """
    So much lies at a spot.

    Attributes:
        quantity: What is there, not by how much it differs.

        before: What was there when the line was written or came into force.

        available: What of it nobody had been promised.
    """

    product: Product
    location: Location
    spot: Spot
    name: str
    quantity: Decimal
    unit_cost: Decimal
    before: Decimal = ZERO
    available: Decimal = ZERO
    expiry_on: date | None = None
    received_on: date | None = None
    comment: str = ""

    @property
    def is_new(self) -> bool:
        """
        Whether nothing had been there.
        """
        return self.before == 0

    @property
    def difference(self) -> Decimal:
        """
        How much there is more than before.
        """
        return self.quantity - self.before

    @property
    def amount(self) -> Decimal:
        """
        What the difference is worth.
        """
        cost = self.unit_cost if self.is_new else self.product.average_cost
        return self.difference * cost


@dataclass(slots=True)
class Adjustment:
    """
    A stock adjustment.

    Attributes:
        account: Code of the account that bears the difference.

        booked: What the difference was worth when it came into force.
    """

    id: str
    place: int
    modified_at: datetime
    effective_on: date
    account: str
    transaction_id: str
    status: str = "DRAFT"
    reference: str = ""
    lines: tuple[AdjustmentLine, ...] = ()
    booked: Decimal = ZERO

    @property
    def number(self) -> str:
        """
        The number that people read; adjustments and stocktakes share the series.
        """
        return f"ST-{self.place:05d}"


def _places(adjustment: Adjustment) -> Iterator[Location]:
    for line in adjustment.lines:
        yield line.location


class Adjustments(Shelf[Adjustment]):
    """
    The stock adjustments of one account.
    """

    missing = "Stock adjustment with TaskID {id} not found"
    filters = Filters(exact={"Status": having("status"), USES: at_places(_places)})
    _by_id: dict[str, Adjustment]
