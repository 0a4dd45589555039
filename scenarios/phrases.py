"""
The kinds of words that phrases have.
"""

import re
from decimal import Decimal

import parse
from pytest_bdd import parsers

from harness.actors.cin7_core import Item


@parse.with_pattern(r"SO-\d{5}")
def number(text: str) -> str:
    """
    Read the number of a sale, which is the number of its order too.
    """
    return text


@parse.with_pattern(r"SO-\d{5}(?:, SO-\d{5})*")
def numbers(text: str) -> list[str]:
    """
    Read numbers with commas between.
    """
    return text.split(", ")


@parse.with_pattern(
    r"\d+(?:\.\d+)? [A-Z0-9-]+(?:(?:, | and )\d+(?:\.\d+)? [A-Z0-9-]+)*"
)
def items(text: str) -> list[Item]:
    """
    Read ``3 BELL-01 and 2 LAMP-02``.
    """
    return [
        Item(sku, Decimal(count))
        for count, sku in (one.split(" ") for one in re.split(", | and ", text))
    ]


def phrase(text: str) -> parsers.parse:
    """
    Return a phrase with ``{…:Number}``, ``{…:Numbers}`` or ``{…:Items}`` in it.
    """
    kinds = {"Number": number, "Numbers": numbers, "Items": items}
    return parsers.parse(text, extra_types=kinds)
