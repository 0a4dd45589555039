"""
Tracking numbers on both sides of the integration, and what differs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Numbers:
    """
    The tracking numbers of a sale.

    Attributes:
        live: Those of ShipStation's shipments that are not voided.
        voided: Those of voided ones.
        written: Those that stand in Cin7 Core.
    """

    live: frozenset[str] = frozenset()
    voided: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """
    Something that one side has and the other has not.
    """

    kind: str
    order_number: str
    shipstation: str
    cin7_core: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    What was found, or why nothing could be compared.
    """

    reason: str = ""
    differences: tuple[Difference, ...] = field(default=())

    @property
    def is_comparable(self) -> bool:
        """
        Tell whether both sides were read.
        """
        return not self.reason


def differences(sales: Mapping[str, Numbers]) -> Iterator[Difference]:
    """
    Yield what differs, by order number.
    """
    for order_number, numbers in sorted(sales.items()):
        if numbers.live != numbers.written:
            yield Difference(
                _kind(numbers),
                order_number,
                ", ".join(sorted(numbers.live)),
                ", ".join(sorted(numbers.written)),
            )


def _kind(numbers: Numbers) -> str:
    if not numbers.written:
        return "tracking_missing"
    if numbers.live:
        return "tracking_differs"
    if numbers.written & numbers.voided:
        return "shipment_voided"
    return "not_shipped_in_shipstation"
