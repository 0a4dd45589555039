"""
Weights.
"""

from decimal import Decimal

import pytest

from emulators.shipstation.domain.errors import Unconvertible
from emulators.shipstation.domain.measures import (
    Weight,
    dimensions_document,
    total_weight,
    weight_of,
)


def test_pounds_become_ounces_and_grams_stay_grams() -> None:
    """
    Two pounds come back as 32 ounces.
    """
    assert weight_of(2, "pounds").document() == {
        "value": Decimal("32.00"),
        "units": "ounces",
        "WeightUnits": 1,
    }
    assert weight_of("350", "Grams").document()["WeightUnits"] == 2


def test_an_unknown_unit_is_refused() -> None:
    """
    V1 knows no kilograms.
    """
    with pytest.raises(Unconvertible, match="kilograms"):
        weight_of(1, "kilograms")


def test_a_sum_of_grams_is_in_grams_and_a_mixed_one_in_ounces() -> None:
    """
    Nothing at all is zero ounces.
    """
    grams, ounces = Weight(Decimal("28.349523125"), "grams"), Weight(Decimal(3))

    assert total_weight([grams, grams]) == Weight(Decimal("56.69904625"), "grams")
    assert total_weight([grams, ounces]) == Weight(Decimal(4))
    assert total_weight([]) == Weight(Decimal(0))


def test_dimensions_have_the_recorded_keys() -> None:
    """
    Units first, then length, width and height with two decimals.
    """
    shown = dimensions_document({"height": 3, "length": 9, "width": "6.5"})

    assert list(shown or {}) == ["units", "length", "width", "height"]
    assert shown == {
        "units": "inches",
        "length": 9,
        "width": Decimal("6.5"),
        "height": 3,
    }
    assert dimensions_document(None) is None
