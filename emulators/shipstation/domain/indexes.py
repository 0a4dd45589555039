"""
Find numbers by a value that they have, without looking at each.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection
from datetime import date, datetime
from operator import itemgetter
from typing import Generic, TypeVar

Value = TypeVar("Value", str, date, datetime)


class Groups:
    """
    Numbers by a value that many share.
    """

    def __init__(self) -> None:
        self._value: dict[int, object] = {}
        self._groups: dict[object, set[int]] = {}

    def put(self, number: int, value: object) -> None:
        """
        File the number under the value, and no longer under another one.
        """
        old = self._value.get(number)
        if old is not None and old != value:
            self._groups[old].discard(number)
        self._value[number] = value
        self._groups.setdefault(value, set()).add(number)

    def value(self, number: int) -> object:
        """
        Return the value of the number; None where it is not filed.
        """
        return self._value.get(number)

    def drop(self, number: int) -> None:
        """
        Forget the number.
        """
        self._groups[self._value.pop(number)].discard(number)

    def of(self, value: object) -> Collection[int]:
        """
        Return the numbers of a value.
        """
        return self._groups.get(value, ())


class Sorted(Generic[Value]):
    """
    Numbers by a value with an order; those without a value are not in it.
    """

    def __init__(self) -> None:
        self._value: dict[int, Value] = {}
        self._rows: list[tuple[Value, int]] = []

    def put(self, number: int, value: Value | None) -> None:
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

    def between(self, first: Value | None, last: Value | None) -> list[int]:
        """
        Return the numbers of values from the first to the last; None for no bound.
        """
        begin, end = 0, len(self._rows)
        if first is not None:
            begin = bisect_left(self._rows, first, key=itemgetter(0))
        if last is not None:
            end = bisect_right(self._rows, last, key=itemgetter(0))
        return [number for _, number in self._rows[begin:end]]
