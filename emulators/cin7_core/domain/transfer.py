"""
Stock transfers: goods that go from one place to another.
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

DRAFT, IN_TRANSIT, COMPLETED, VOIDED = "DRAFT", "IN TRANSIT", "COMPLETED", "VOIDED"


@dataclass(frozen=True, slots=True)
class TransferLine:
    """
    So much of a product that goes.
    """

    product: Product
    name: str
    quantity: Decimal
    batch: str = ""
    expiry_on: date | None = None
    comment: str = ""

    def spot(self, location: Location) -> Spot:
        """
        Return where the goods lie in a location.
        """
        return location.spot(self.product.id, self.batch)


@dataclass(slots=True)
class Transfer:
    """
    A stock transfer.
    """

    id: str
    place: int
    modified_at: datetime
    source: Location
    destination: Location
    status: str = DRAFT
    distribution: str = "Cost"
    account: str = ""
    reference: str = ""
    skips_order: bool = True
    departed_on: date | None = None
    completed_on: date | None = None
    required_on: date | None = None
    lines: tuple[TransferLine, ...] = ()

    @property
    def number(self) -> str:
        """
        The number that people read.
        """
        return f"TR-{self.place:05d}"

    @property
    def has_left(self) -> bool:
        """
        Whether the goods are no longer at their source.
        """
        return self.status in {IN_TRANSIT, COMPLETED}

    @property
    def has_arrived(self) -> bool:
        """
        Whether the goods are at their destination.
        """
        return self.status == COMPLETED

    def awaited(self) -> tuple[Spot, ...]:
        """
        Return where goods on their way will lie.
        """
        if self.status != IN_TRANSIT:
            return ()
        return tuple({line.spot(self.destination): None for line in self.lines})

    def quantity_for(self, spot: Spot) -> Decimal:
        """
        Return how much comes to a spot.
        """
        coming = (
            line.quantity for line in self.lines if line.spot(self.destination) == spot
        )
        return sum(coming, ZERO)


def _searched(transfer: Transfer) -> Iterator[str]:
    yield transfer.number
    yield transfer.status
    yield transfer.reference
    yield transfer.source.label
    yield transfer.destination.label


class Transfers(Shelf[Transfer]):
    """
    The stock transfers of one account.
    """

    missing = "Stock transfer with TaskID {id} not found"
    filters = Filters(
        exact={
            "Status": having("status"),
            "Awaited": Transfer.awaited,
            USES: at_places(lambda one: (one.source, one.destination)),
        },
        within={"Search": _searched},
    )
    _by_id: dict[str, Transfer]
