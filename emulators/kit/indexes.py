"""
Find numbers by a value that they have, without looking at each.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

_CHUNK = 64
_NOWHERE: set[int] = set()


class Groups:
    """
    Numbers by values that many share; a number may have several.
    """

    def __init__(self) -> None:
        self._values: dict[int, tuple[Hashable, ...]] = {}
        self._groups: dict[Hashable, list[int]] = {}

    def put(self, number: int, values: tuple[Hashable, ...]) -> None:
        """
        File the number under these values, and no longer under others.
        """
        if self._values.get(number) == values:
            return
        self.drop(number)
        self._values[number] = values
        for value in set(values):
            insort(self._groups.setdefault(value, []), number)

    def drop(self, number: int) -> None:
        """
        Forget the number.
        """
        for value in set(self._values.pop(number, ())):
            group = self._groups[value]
            del group[bisect_left(group, number)]

    def of(self, value: Hashable) -> Sequence[int]:
        """
        Return the numbers of a value, in order.
        """
        return self._groups.get(value, ())

    def members(
        self, value: Hashable, rows: Iterable[tuple[Any, int]]
    ) -> Iterator[int]:
        """
        Yield the numbers of the rows that are filed under the value.
        """
        values = self._values
        return (number for _, number in rows if value in values[number])

    def value(self, number: int) -> Hashable | None:
        """
        Return the first value that the number is filed under, if any.
        """
        return next(iter(self._values.get(number, ())), None)


class Sorted:
    """
    Numbers by a value with an order; those without a value are not in it.
    """

    def __init__(self, values: Iterable[tuple[int, Any]] = ()) -> None:
        self._value = {number: one for number, one in values if one is not None}
        self._rows = sorted((one, number) for number, one in self._value.items())

    def put(self, number: int, value: Any) -> None:
        """
        File the number under the value, and no longer under another one.
        """
        old = self._value.get(number)
        if old == value:
            return
        if old is not None:
            self.drop(number)
        if value is not None:
            self._value[number] = value
            insort(self._rows, (value, number))

    def drop(self, number: int) -> None:
        """
        Forget the number.
        """
        old = self._value.pop(number, None)
        if old is not None:
            del self._rows[bisect_left(self._rows, (old, number))]

    def rows(self) -> Sequence[tuple[Any, int]]:
        """
        Return all values with their numbers, in order.
        """
        return self._rows

    def span(self, first: Any, last: Any) -> range:
        """
        Return where the values from the first to the last are; None for no bound.
        """
        begin, end = 0, len(self._rows)
        if first is not None:
            begin = bisect_left(self._rows, first, key=itemgetter(0))
        if last is not None:
            end = bisect_right(self._rows, last, key=itemgetter(0))
        return range(begin, max(begin, end))

    def at(self, span: range) -> list[int]:
        """
        Return the numbers at these places.
        """
        return [number for _, number in self._rows[span.start : span.stop]]


class Texts:
    """
    Numbers by the texts that they have, for those who look for a part of one.

    Texts lie in heaps. The letters of a part, three by three, say which heaps may have
    it; only in those is each text looked at.
    """

    def __init__(self) -> None:
        self._texts: dict[int, tuple[str, ...]] = {}
        self._numbers: dict[str, list[int]] = {}
        self._heaps: list[list[str]] = [[]]
        self._having: dict[str, set[int]] = {}

    def put(self, number: int, texts: Iterable[str | None]) -> None:
        """
        File the number under these texts, in any case, and no longer under others.
        """
        folded = tuple({text.casefold(): None for text in texts if text})
        if self._texts.get(number) == folded:
            return
        self.drop(number)
        self._texts[number] = folded
        for text in folded:
            if text not in self._numbers:
                self._numbers[text] = []
                self._heap(text)
            insort(self._numbers[text], number)

    def drop(self, number: int) -> None:
        """
        Forget the number; its texts stay in their heaps.
        """
        for text in self._texts.pop(number, ()):
            numbers = self._numbers[text]
            del numbers[bisect_left(numbers, number)]

    def containing(self, part: str) -> Collection[int]:
        """
        Return the numbers that have a text with this part.
        """
        wanted = part.casefold()
        found: set[int] = set()
        for place in self._places(wanted):
            for text in self._heaps[place]:
                if wanted in text:
                    found.update(self._numbers[text])
        return found

    def _places(self, wanted: str) -> Collection[int]:
        threes = _threes(wanted)
        if not threes:
            return range(len(self._heaps))
        having = sorted(
            (self._having.get(three, _NOWHERE) for three in threes), key=len
        )
        return having[0].intersection(*having[1:])

    def _heap(self, text: str) -> None:
        if len(self._heaps[-1]) >= _CHUNK:
            self._heaps.append([])
        self._heaps[-1].append(text)
        place = len(self._heaps) - 1
        for three in _threes(text):
            self._having.setdefault(three, set()).add(place)


def _threes(text: str) -> set[str]:
    return {text[start : start + 3] for start in range(len(text) - 2)}
