"""
The header of a sale, its quote and its order, as values.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from emulators.cin7_core.domain.address import BLANK, Address
from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.lines import Line
from emulators.cin7_core.domain.location import Location
from emulators.cin7_core.domain.stage import Stage


@dataclass(frozen=True, slots=True)
class Header:
    """
    What stands above the lines.

    Attributes:
        texts: Fields that are texts and nothing else, under the vendor's names.
    """

    customer: Customer
    location: Location
    ordered_on: date
    ship_by: date | None = None
    tax_inclusive: bool = False
    currency_rate: Decimal = Decimal(1)
    carrier: str = ""
    external_id: str | None = None
    billing: Address = BLANK
    shipping: Address = BLANK
    texts: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Paper:
    """
    A quote or an order.
    """

    stage: Stage = Stage.NOT_AVAILABLE
    memo: str = ""
    lines: tuple[Line, ...] = ()
    charges: tuple[Line, ...] = ()
