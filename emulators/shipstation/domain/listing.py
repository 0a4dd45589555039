"""
Choose what a list shows.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from emulators.kit.finder import Tests

Item = TypeVar("Item")


def matching(
    items: Iterable[Item], query: Mapping[str, Any], tests: Tests[Item]
) -> list[Item]:
    """
    Return the items that pass the test of each filter in the query.
    """
    asked = [(tests[name], value) for name, value in query.items() if name in tests]
    if not asked:
        return list(items)
    return [item for item in items if all(test(item, value) for test, value in asked)]


def contains(text: str | None, part: str) -> bool:
    """
    Say whether the part stands in the text, in any case.
    """
    return part.casefold() in (text or "").casefold()


def same(text: str | None, other: str) -> bool:
    """
    Say whether the texts are the same, in any case.
    """
    return (text or "").casefold() == other.casefold()
