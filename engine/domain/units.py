"""
Weights in grams.
"""

from decimal import ROUND_HALF_UP, Decimal

_GRAMS = {
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "kg": Decimal(1000),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
}


def weight_grams(weight: Decimal, units: str) -> Decimal | None:
    """
    Return the weight in grams to two decimals, or nothing for unknown units.
    """
    factor = _GRAMS.get(units.strip().lower())
    if factor is None:
        return None
    return (weight * factor).quantize(Decimal("0.01"), ROUND_HALF_UP)
