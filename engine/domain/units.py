"""
Weights in grams, lengths in centimetres, and both as ShipStation wants them.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

_GRAMS = {
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "kg": Decimal(1000),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
}
_CENTIMETRES = {
    "mm": Decimal("0.1"),
    "cm": Decimal(1),
    "m": Decimal(100),
    "in": Decimal("2.54"),
    "ft": Decimal("30.48"),
}

# ShipStation's names of units.
WEIGHT_UNITS: Mapping[str, str] = {"grams": "g", "ounces": "oz", "pounds": "lb"}
DIMENSION_UNITS: Mapping[str, str] = {"centimeters": "cm", "inches": "in"}

_HUNDREDTH = Decimal("0.01")
_FINE = Decimal("0.0001")


def weight_grams(weight: Decimal, units: str) -> Decimal | None:
    """
    Return the weight in grams to two decimals, or nothing for unknown units.
    """
    factor = _factor(_GRAMS, WEIGHT_UNITS, units)
    if factor is None:
        return None
    return (weight * factor).quantize(_HUNDREDTH, ROUND_HALF_UP)


def length_cm(length: Decimal, units: str) -> Decimal | None:
    """
    Return the length in centimetres to two decimals, or nothing for unknown units.
    """
    factor = _factor(_CENTIMETRES, DIMENSION_UNITS, units)
    if factor is None:
        return None
    return (length * factor).quantize(_HUNDREDTH, ROUND_HALF_UP)


def weight_in(units: str, grams: Decimal) -> Decimal:
    """
    Return the weight in one of ShipStation's units; a pound wants more decimals.
    """
    step = _FINE if units == "pounds" else _HUNDREDTH
    return (grams / _GRAMS[WEIGHT_UNITS[units]]).quantize(step, ROUND_HALF_UP)


def length_in(units: str, centimetres: Decimal) -> Decimal:
    """
    Return the length in one of ShipStation's units.
    """
    factor = _CENTIMETRES[DIMENSION_UNITS[units]]
    return (centimetres / factor).quantize(_HUNDREDTH, ROUND_HALF_UP)


def _factor(
    table: Mapping[str, Decimal], spoken: Mapping[str, str], units: str
) -> Decimal | None:
    name = units.strip().lower()
    return table.get(spoken.get(name, name))
