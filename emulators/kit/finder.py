"""
Find what a list shows: the filters of a query, answered by indexes.
"""

from abc import abstractmethod
from bisect import bisect_left
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar, overload

from emulators.kit.indexes import Groups, Sorted, Texts

Item = TypeVar("Item")
Tests = Mapping[str, Callable[[Item, Any], bool]]

MOST_KEPT = 8
_FEW = 1000


def as_it_is(value: Any) -> Any:
    """
    Return the value.
    """
    return value


@dataclass(frozen=True, slots=True)
class Span:
    """
    Two filters that ask for values from the one to the other.

    Attributes:
        index: The order that they are looked up in.

        bound: What is asked, as the order has it.
    """

    index: str
    first: str
    last: str
    bound: Callable[[Any], Any] = as_it_is


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Generic[Item]):
    """
    What is indexed of the entries of a list.

    Attributes:
        tests: Each filter's exact meaning.

        groups: Filters for a value that many entries share; the index is exact.

        asked: What is asked by such a filter, as its group has it.

        texts: Filters for a part of a text.

        beginnings: Filters for the beginning of a text, in any case, with the order
            that they are looked up in.

        orders: Values with an order, by name; those that lists are sorted by have the
            names of ``sortBy``.

        spans: Filters for a span of such values.
    """

    tests: Tests[Item]
    groups: Mapping[str, Callable[[Item], tuple[Hashable, ...]]]
    asked: Mapping[str, Callable[[Any], Hashable]] = field(default_factory=dict)
    texts: Mapping[str, Callable[[Item], Iterable[str | None]]] = field(
        default_factory=dict
    )
    beginnings: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, Callable[[Item], Any]] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()


class Finder(Generic[Item]):
    """
    The indexes of one list.

    Each is made when it is first asked, and kept up from then on. What was found is
    kept until something changes: pages of one list are asked for one after the other.

    Args:
        items: All entries by number; who adds or changes one puts it here as well.
    """

    def __init__(self, plan: Plan[Item], items: Mapping[int, Item]) -> None:
        self._plan = plan
        self._items = items
        self._numbers = sorted(items)
        self._groups: dict[str, Groups] = {}
        self._orders: dict[str, Sorted] = {}
        self._texts: dict[str, Texts] = {}
        self._found: dict[Hashable, Sequence[Item]] = {}

    def put(self, number: int, item: Item) -> None:
        """
        Take an entry in, or take note that it changed.
        """
        self._found.clear()
        place = bisect_left(self._numbers, number)
        if self._numbers[place : place + 1] != [number]:
            self._numbers.insert(place, number)
        for name, group in self._groups.items():
            group.put(number, self._plan.groups[name](item))
        for name, order in self._orders.items():
            order.put(number, self._plan.orders[name](item))
        for name, texts in self._texts.items():
            texts.put(number, self._plan.texts[name](item))

    def drop(self, number: int) -> None:
        """
        Find the entry no longer.
        """
        self._found.clear()
        del self._numbers[bisect_left(self._numbers, number)]
        for group in self._groups.values():
            group.drop(number)
        for order in self._orders.values():
            order.drop(number)
        for texts in self._texts.values():
            texts.drop(number)

    def of(self, name: str, value: Hashable) -> list[Item]:
        """
        Return the entries of a group, by number.
        """
        return [self._items[number] for number in self.group(name).of(value)]

    def group(self, name: str) -> Groups:
        """
        Return the index of a filter for values that many share.
        """
        found = self._groups.get(name)
        if found is None:
            found = self._groups[name] = Groups()
            values = self._plan.groups[name]
            for number in self._numbers:
                found.put(number, values(self._items[number]))
        return found

    def order(self, name: str) -> Sorted:
        """
        Return the index of values with an order.
        """
        found = self._orders.get(name)
        if found is None:
            value = self._plan.orders[name]
            found = self._orders[name] = Sorted(
                (number, value(self._items[number])) for number in self._numbers
            )
        return found

    def texts(self, name: str) -> Texts:
        """
        Return the index of a filter for parts of texts.
        """
        found = self._texts.get(name)
        if found is None:
            found = self._texts[name] = Texts()
            texts = self._plan.texts[name]
            for number in self._numbers:
                found.put(number, texts(self._items[number]))
        return found

    def search(
        self, query: Mapping[str, Any], tests: Tests[Item] | None = None
    ) -> Sequence[Item]:
        """
        Return the entries that pass all filters, sorted; by number if nothing is asked.

        *tests* stand in the place of the plan's, where their meaning depends on more.
        """
        known = self._plan.tests if tests is None else tests
        asked = {name: query[name] for name in query if name in known}
        key = (id(tests), query.get("sortBy"), query.get("sortDir"), *asked.items())
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            found = self._found[key] = self._sorted(asked, known, query)
        return found

    def _sorted(
        self, asked: Mapping[str, Any], tests: Tests[Item], query: Mapping[str, Any]
    ) -> Sequence[Item]:
        by: str = query.get("sortBy", "")
        order = self.order(by) if by in self._plan.orders else None
        backwards = query.get("sortDir") == "DESC"
        if not asked and order is None:
            return Numbers(self._items, self._numbers, backwards=backwards)
        if not asked and order:
            return Rows(self._items, order.rows(), backwards=backwards)
        group = self._only_group(asked)
        if group is not None and order is None:
            return Numbers(self._items, group[0].of(group[1]), backwards=backwards)
        if group is not None and order and len(group[0].of(group[1])) > _FEW:
            return Within(self._items, order.rows(), group, backwards=backwards)
        found = self._filtered(asked, tests)
        if by in self._plan.orders:
            found = sorted(found, key=self._plan.orders[by])
        return found[::-1] if backwards else found

    def _only_group(self, asked: Mapping[str, Any]) -> tuple[Groups, Hashable] | None:
        """
        Return the group that answers all by itself, if there is such a one.
        """
        if len(asked) > 1:
            return None
        [(name, value)] = asked.items()
        if name not in self._plan.groups:
            return None
        return self.group(name), self._filed(name, value)

    def _filtered(self, asked: Mapping[str, Any], tests: Tests[Item]) -> list[Item]:
        """
        Return the entries by number: tested are those that the narrowest index leaves.
        """
        numbers, exact = self._narrowest(asked)
        left = [(tests[name], asked[name]) for name in asked if name != exact]
        items = [self._items[number] for number in numbers]
        if not left:
            return items
        return [one for one in items if all(test(one, value) for test, value in left)]

    def _narrowest(self, asked: Mapping[str, Any]) -> tuple[Collection[int], str]:
        """
        Return numbers in order, and the filter that needs no test any more.
        """
        groups = {
            name: self.group(name).of(self._filed(name, asked[name]))
            for name in self._plan.groups
            if name in asked
        }
        exact = min(groups, key=lambda name: len(groups[name]), default="")
        least = len(groups[exact]) if exact else len(self._numbers)
        spans = self._spans(asked)
        if spans:
            span, index = min(spans, key=lambda one: len(one[0]))
            if len(span) < least:
                return sorted(index.at(span)), ""
        if least > _FEW:
            for name in self._plan.texts:
                if asked.get(name):
                    return sorted(self.texts(name).containing(asked[name])), ""
        if exact:
            return groups[exact], exact
        return self._numbers, ""

    def _filed(self, name: str, value: Any) -> Hashable:
        form: Callable[[Any], Hashable] | None = self._plan.asked.get(name)
        return form(value) if form else value

    def _spans(self, asked: Mapping[str, Any]) -> list[tuple[range, Sorted]]:
        found = []
        for one in self._plan.spans:
            if one.first in asked or one.last in asked:
                index = self.order(one.index)
                first, last = (
                    one.bound(asked[name]) if name in asked else None
                    for name in (one.first, one.last)
                )
                found.append((index.span(first, last), index))
        for name, order in self._plan.beginnings.items():
            if name in asked:
                index = self.order(order)
                beginning = asked[name].casefold()
                found.append((index.span(beginning, beginning + "\U0010ffff"), index))
        return found


class Shown(Sequence[Item]):
    """
    What a list shows, each entry taken up when somebody looks at it.
    """

    def __init__(self, items: Mapping[int, Item], *, backwards: bool) -> None:
        self._items = items
        self._backwards = backwards

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __iter__(self) -> Iterator[Item]:
        return iter(self[:])

    __hash__ = None  # type: ignore[assignment]  # what it shows changes

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            numbers = self._between(start, max(start, stop))
            return [self._items[number] for number in numbers[::step]]
        place = range(len(self))[place]
        return self._items[self._between(place, place + 1)[0]]

    def _between(self, start: int, stop: int) -> list[int]:
        """
        Return the numbers from a place to another one.
        """
        if not self._backwards:
            return self._forwards(start, stop)
        length = len(self)
        return self._forwards(length - stop, length - start)[::-1]

    @abstractmethod
    def _forwards(self, start: int, stop: int) -> list[int]: ...


class Numbers(Shown[Item]):
    """
    The entries of these numbers.
    """

    def __init__(
        self, items: Mapping[int, Item], numbers: Sequence[int], *, backwards: bool
    ) -> None:
        super().__init__(items, backwards=backwards)
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def _forwards(self, start: int, stop: int) -> list[int]:
        return list(self._numbers[start:stop])


class Rows(Shown[Item]):
    """
    The entries of an order.
    """

    def __init__(
        self,
        items: Mapping[int, Item],
        rows: Sequence[tuple[Any, int]],
        *,
        backwards: bool,
    ) -> None:
        super().__init__(items, backwards=backwards)
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def _forwards(self, start: int, stop: int) -> list[int]:
        return [number for _, number in self._rows[start:stop]]


class Within(Rows[Item]):
    """
    The entries of a large group, in an order: found by walking from the nearer end.
    """

    def __init__(
        self,
        items: Mapping[int, Item],
        rows: Sequence[tuple[Any, int]],
        group: tuple[Groups, Hashable],
        *,
        backwards: bool,
    ) -> None:
        super().__init__(items, rows, backwards=backwards)
        self._group, self._value = group

    def __len__(self) -> int:
        return len(self._group.of(self._value))

    def _forwards(self, start: int, stop: int) -> list[int]:
        length, members = len(self), self._group.members
        if start <= length - stop:
            return list(islice(members(self._value, self._rows), start, stop))
        back = members(self._value, reversed(self._rows))
        return list(islice(back, length - stop, length - start))[::-1]
