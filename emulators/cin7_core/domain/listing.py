"""
Find what a list of the account shows, where its entries have no numbers themselves.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from emulators.kit.finder import Finder, Plan, Tests

Item = TypeVar("Item")


def folded(value: Any) -> str:
    """
    Return how a value is compared: as a text, in any case.
    """
    return str(value).casefold()


def same(field: str) -> Callable[[Mapping[str, Any], Any], bool]:
    """
    Return the test whether a row has a value.
    """
    return lambda row, wanted: folded(row[field]) == folded(wanted)


def begins(field: str) -> Callable[[Mapping[str, Any], Any], bool]:
    """
    Return the test whether a text of a row begins so.
    """
    return lambda row, wanted: folded(row[field]).startswith(folded(wanted))


def group(field: str) -> Callable[[Mapping[str, Any]], tuple[str]]:
    """
    Return what groups rows by a value.
    """
    return lambda row: (folded(row[field]),)


class Listing(Generic[Item]):
    """
    The indexes of one list, its entries in the order they came.

    Args:
        items: What there is already, by key; who changes an entry puts it here again.
    """

    def __init__(self, plan: Plan[Item], items: Mapping[Any, Item]) -> None:
        self._items = dict(enumerate(items.values()))
        self._numbers = {key: number for number, key in enumerate(items)}
        self._next = len(items)
        self._finder = Finder(plan, self._items)

    def put(self, key: Hashable, item: Item) -> None:
        """
        Take an entry in, or take note that it changed.
        """
        number = self._numbers.setdefault(key, self._next)
        self._next = max(self._next, number + 1)
        self._items[number] = item
        self._finder.put(number, item)

    def drop(self, key: Hashable) -> None:
        """
        Find the entry no longer.
        """
        number = self._numbers.pop(key)
        self._finder.drop(number)
        del self._items[number]

    def number(self, key: Hashable) -> int:
        """
        Return the number of an entry: how many came before it.
        """
        return self._numbers[key]

    def search(
        self, query: Mapping[str, Any], tests: Tests[Item] | None = None
    ) -> Sequence[Item]:
        """
        Return the entries that pass all filters, the oldest first.
        """
        return self._finder.search(query, tests)

    def count(self, group: str, value: Hashable) -> int:
        """
        Return how many entries a group has.
        """
        return len(self._finder.group(group).of(value))

    def of(self, group: str, value: Hashable) -> list[Item]:
        """
        Return the entries of a group.
        """
        return self._finder.of(group, value)
