"""
Pages of lists that change, break, or have rows that are none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from engine.flows.pages import PageReader, Source
from engine.ports.vendors import CannotAnswer, PageBroken, Unreadable
from engine.shipstation_store.turns import in_turn
from tests.unit.engine.builders import NOON

Row = tuple[int, datetime]


@dataclass
class List:
    """
    A list by its last change, and what happens when a page was read.
    """

    rows: list[Row | Unreadable | None]
    broken: frozenset[int] = frozenset()
    is_silent: bool = False
    leaves_out_the_moment: bool = False
    then: Callable[[], None] = lambda: None
    calls: list[tuple[datetime, int, int]] = field(default_factory=list)

    def read(
        self, since: datetime, page: int, size: int
    ) -> Sequence[Row | Unreadable | None]:
        """
        Return a page of what changed since.
        """
        self.calls.append((since, page, size))
        if self.leaves_out_the_moment:
            since += timedelta(microseconds=1)
        known = [
            one for one in self.rows if not isinstance(one, tuple) or one[1] >= since
        ]
        listed = known[(page - 1) * size : page * size]
        if self.broken & {one[0] for one in listed if isinstance(one, tuple)}:
            raise PageBroken("null object")
        self.then()
        return listed

    def prove(self) -> None:
        """
        Answer, unless nothing does.
        """
        if self.is_silent:
            raise CannotAnswer("silent")

    def reader(self) -> PageReader[Row]:
        """
        Return what reads it from noon on.
        """
        source = Source("row", self.read, self.prove, lambda row: row[1])
        return PageReader(source, NOON)

    def ids(self) -> list[int]:
        """
        Return the ids of all rows that are read.
        """
        return [row[0] for page in self.reader().pages() for row in page]


def rows(count: int, *, seconds: int = 1) -> list[Row | Unreadable | None]:
    """
    Return so many rows, each some seconds after the one before.
    """
    return [
        (number, NOON + timedelta(seconds=number * seconds)) for number in range(count)
    ]


def test_what_moves_up_meanwhile_is_not_missed() -> None:
    """
    A row of the first page changes, so that the next page begins one row later.
    """
    changing = List(rows(700))

    def change() -> None:
        changing.then = lambda: None
        row = changing.rows.pop(0)
        assert isinstance(row, tuple)
        changing.rows.append((row[0], NOON + timedelta(hours=1)))

    changing.then = change

    assert set(changing.ids()) == set(range(700))


def test_many_rows_of_one_moment_are_counted_on() -> None:
    """
    The moment does not get on, so the number of the page does.
    """
    same = List(rows(1200, seconds=0))

    assert set(same.ids()) == set(range(1200))
    assert [page for _, page, _ in same.calls] == [1, 2, 3]


def test_a_moment_that_is_left_out_loses_no_row_of_it() -> None:
    """
    Seven hundred orders that a channel brought in one second.
    """
    together = List(
        [(number, NOON + timedelta(hours=1)) for number in range(700)],
        leaves_out_the_moment=True,
    )

    assert set(together.ids()) == set(range(700))


def test_a_row_that_breaks_its_page_is_found() -> None:
    """
    All others are read, and it is told where it stands.
    """
    some = List(rows(60), broken=frozenset({7}))
    reader = some.reader()

    found = [row[0] for page in reader.pages() for row in page]

    assert found == [number for number in range(60) if number != 7]
    [problem] = reader.problems
    assert (problem.kind, problem.reason) == ("failed", "poison")
    assert "row at place 8" in problem.detail


def test_a_vendor_that_is_broken_altogether_loses_nothing() -> None:
    """
    It cannot answer something that no row can break either.
    """
    broken = List(rows(3), broken=frozenset({0, 1, 2}), is_silent=True)

    with pytest.raises(CannotAnswer, match="silent"):
        broken.ids()


def test_rows_that_are_none_are_told_or_passed_over() -> None:
    """
    They do not make a full page a short one.
    """
    mixed = List([*rows(499), None, *rows(2, seconds=600)[1:], Unreadable("no row")])
    reader = mixed.reader()

    found = {row for page in reader.pages() for row in page}

    assert len(found) == 500
    assert [one.detail for one in reader.problems] == ["no row"]


def test_everybody_has_a_turn() -> None:
    """
    Also where runs come every quarter of an hour, and there are thirty.
    """
    waiting = list(range(30))

    first = {
        in_turn(waiting, NOON + timedelta(minutes=15 * run))[0] for run in range(500)
    }

    assert first == set(waiting)
    assert sorted(in_turn(waiting, NOON)) == waiting
    assert in_turn([], NOON) == []
