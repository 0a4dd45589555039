"""
The kinds of words that phrases have.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pytest_bdd import parsers

from harness.actors.cin7_core import Item

_NUMBER = r"SO-\d{5}"
_ORDER = r"[A-Z]-\d+"
_ITEM = r"\d+(?:\.\d+)? [A-Z0-9-]+"


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of word: how it looks, and what it means.
    """

    pattern: str
    read: Callable[[str], object]

    def __call__(self, text: str) -> object:
        """
        Return what the word means.
        """
        return self.read(text)


def _items(text: str) -> list[Item]:
    """
    Read ``3 BELL-01 and 2 LAMP-02``.
    """
    return [
        Item(sku, Decimal(count))
        for count, sku in (one.split(" ") for one in re.split(", | and ", text))
    ]


KINDS = {
    "Number": Kind(_NUMBER, str),
    "Numbers": Kind(f"{_NUMBER}(?:, {_NUMBER})*", lambda text: text.split(", ")),
    "Order": Kind(_ORDER, str),
    "Items": Kind(f"{_ITEM}(?:(?:, | and ){_ITEM})*", _items),
}


def phrase(text: str) -> parsers.parse:
    """
    Return a phrase in which braces name words, such as ``{number:Number}``.

    Kinds: Number (of a sale), Numbers, Order (of ShipStation), Items.
    """
    return parsers.parse(text, extra_types=KINDS)
