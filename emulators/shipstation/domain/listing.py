"""
Choose and sort what a list shows.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

Item = TypeVar("Item")
Tests = Mapping[str, Callable[[Item, Any], bool]]
Keys = Mapping[str, Callable[[Item], Any]]


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


def in_order(
    items: list[Item], query: Mapping[str, Any], keys: Keys[Item]
) -> list[Item]:
    """
    Return the items by ``sortBy`` and ``sortDir``; as they are where neither is given.
    """
    key = keys.get(query.get("sortBy", ""))
    descending = query.get("sortDir") == "DESC"
    if key is not None:
        return sorted(items, key=key, reverse=descending)
    return items[::-1] if descending else items


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
