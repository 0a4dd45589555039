"""
Weights and dimensions, as orders and shipments have them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from emulators.shipstation.domain.errors import Unconvertible
from emulators.shipstation.domain.wire import money

OUNCES_IN_POUND = 16
GRAMS_IN_OUNCE = Decimal("28.349523125")
_NUMBERS = {"pounds": 0, "ounces": 1, "grams": 2}


@dataclass(frozen=True, slots=True)
class Weight:
    """
    A weight in ounces or grams; pounds become ounces on their way in.
    """

    value: Decimal
    units: str = "ounces"

    @property
    def ounces(self) -> Decimal:
        """
        The weight in ounces.
        """
        return self.value if self.units == "ounces" else self.value / GRAMS_IN_OUNCE

    def times(self, quantity: int) -> "Weight":
        """
        Return the weight of so many.
        """
        return Weight(self.value * quantity, self.units)

    def document(self) -> dict[str, Any]:
        """
        Return what V1 shows.
        """
        return {
            "value": money(self.value),
            "units": self.units,
            "WeightUnits": _NUMBERS[self.units],
        }


NO_WEIGHT = Weight(Decimal(0))


def weight_of(value: object, units: str) -> Weight:
    """
    Return the weight of a value in pounds, ounces or grams.

    Raises:
        Unconvertible: There is no such unit.
    """
    number = Decimal(str(value))
    match units.strip().lower():
        case "pounds":
            return Weight(number * OUNCES_IN_POUND)
        case "ounces" | "grams" as known:
            return Weight(number, known)
    raise Unconvertible(f"Could not convert string to WeightUnits: {units}.")


def total_weight(weights: Iterable[Weight]) -> Weight:
    """
    Return the sum: in grams if all of them are, else in ounces.
    """
    parts = [weight for weight in weights if weight.value]
    if not parts:
        return NO_WEIGHT
    if all(part.units == "grams" for part in parts):
        return Weight(sum((part.value for part in parts), Decimal(0)), "grams")
    return Weight(sum((part.ounces for part in parts), Decimal(0)))


def dimensions_document(given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """
    Return dimensions with V1's scale and order of keys.
    """
    if given is None:
        return None
    return {
        "units": given.get("units") or "inches",
        **{side: money(given.get(side) or 0) for side in ("length", "width", "height")},
    }
