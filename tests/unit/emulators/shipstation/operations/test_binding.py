"""
Bodies are read as V1's framework reads them.
"""

from decimal import Decimal
from typing import Any

import pytest

from emulators.shipstation.domain.errors import Unconvertible
from emulators.shipstation.operations import binding


def test_names_are_known_in_any_case() -> None:
    """
    Names that V1 does not know stay as they are.
    """
    body = {"ORDERID": 1, "Weight": {"VALUE": 2}, "items": [{"Sku": "A"}], "Mine": 3}

    assert binding.spelled(body) == {
        "orderId": 1,
        "weight": {"value": 2},
        "items": [{"sku": "A"}],
        "Mine": 3,
    }


def test_numbers_and_truths_may_be_texts() -> None:
    """
    Nothing counts as zero, no, and nothing.
    """
    assert binding.integer(" 12 ", "x") == 12
    assert binding.integer(None, "x") == 0
    assert binding.decimal("9.99", "x") == Decimal("9.99")
    assert binding.boolean("True", "x") is True
    assert binding.boolean(None, "x") is False
    assert binding.text(7, "x") == "7"
    assert binding.text(None, "x") is None
    assert binding.mapping(None, "x") is None
    assert binding.ship_date(None, "x") is None
    assert str(binding.ship_date("2026-03-02", "x")) == "2026-03-02"


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (binding.integer, "abc"),
        (binding.integer, "1.5"),
        (binding.integer, True),
        (binding.integer, []),
        (binding.decimal, "NaN"),
        (binding.decimal, "1e99"),
        (binding.boolean, "perhaps"),
        (binding.text, {}),
        (binding.mapping, "x"),
        (binding.ship_date, "soon"),
    ],
)
def test_what_cannot_be_converted_is_named(read: Any, value: object) -> None:
    """
    The path stands at the end of the sentence.
    """
    with pytest.raises(Unconvertible, match=r"^Could not convert .* Path 'weight'\.$"):
        read(value, "weight")
