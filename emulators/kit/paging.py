"""
Cut a page out of a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """
    One page of a list.

    Attributes:
        number: Counted from 1.

        pages: How many there are, at least 1.
    """

    items: Sequence[Item]
    total: int
    number: int
    pages: int


def page_of(items: Sequence[Item], *, number: int, size: int) -> Page[Item]:
    """
    Return the page; one beyond the end is empty.
    """
    start = (number - 1) * size
    return Page(
        items=items[start : start + size],
        total=len(items),
        number=number,
        pages=max(1, -(-len(items) // size)),
    )
