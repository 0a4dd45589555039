"""
Reads pages of a list, and finds the way around what breaks its page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from engine.domain.outcome import Outcome, failed
from engine.domain.store_order import StoreOrder
from engine.ports.vendors import (
    ORDERS_PAGE,
    ListedShipment,
    PageBroken,
    ShipStationAccount,
    Unreadable,
)

# Each size divides the one before, so that the smaller pages fit into the larger.
_SIZES = (ORDERS_PAGE, 250, 125, 25, 5, 1)

_SECOND = timedelta(seconds=1)

_Row = TypeVar("_Row")
_Page = Sequence[_Row | Unreadable | None]


@dataclass(frozen=True, slots=True)
class Source(Generic[_Row]):
    """
    A list of ShipStation.

    Attributes:
        what: One of its rows, for a sentence.
        read: Returns a page of what came after an instant.
        prove: Asks for something that no row can break.
        moment: When a row changed, where the list is sorted by that.
    """

    what: str
    read: Callable[[datetime, int, int], _Page[_Row]]
    prove: Callable[[], object]
    moment: Callable[[_Row], datetime | None] = lambda _: None


def orders_of(account: ShipStationAccount) -> Source[StoreOrder]:
    """
    Return the orders, by their last change.
    """
    return Source(
        "order",
        lambda since, page, size: account.orders_modified(since, page, size=size),
        account.identity,
        lambda order: order.modified_at,
    )


def shipments_of(account: ShipStationAccount) -> Source[ListedShipment]:
    """
    Return what a label was made for.
    """
    return Source(
        "shipment",
        lambda since, page, size: account.shipments_since(since, page, size=size),
        account.identity,
    )


def fulfillments_of(account: ShipStationAccount) -> Source[ListedShipment]:
    """
    Return what was marked as shipped.
    """
    return Source(
        "fulfillment",
        lambda since, page, size: account.fulfillments_since(since, page, size=size),
        account.identity,
    )


class PageReader(Generic[_Row]):
    """
    Reads all rows since an instant.

    Attributes:
        problems: What could not be read; each is told once.
    """

    def __init__(self, source: Source[_Row], since: datetime) -> None:
        self._source = source
        self._since = since
        self._is_answered = False
        self.problems: list[Outcome] = []

    def pages(self) -> Iterator[list[_Row]]:
        """
        Yield pages without what cannot be read.

        A row that changes meanwhile goes to the end, and all behind it move up: so
        the next page is asked for by the moment of the last row, not by its number: by
        the second before it, as *after a moment* may leave out that moment itself.

        Raises:
            CannotAnswer: ShipStation is unable for now.
        """
        page = 1
        while True:
            listed = self._read(page, 0)
            rows = self._readable(listed)
            yield rows
            if len(listed) < ORDERS_PAGE:
                return
            moments = (self._source.moment(one) for one in rows)
            last = max((one for one in moments if one), default=self._since) - _SECOND
            page = 1 if last > self._since else page + 1
            self._since = max(last, self._since)

    def _read(self, page: int, depth: int) -> _Page[_Row]:
        """
        Return a page; a broken one in smaller pages, down to the row that breaks it.
        """
        size = _SIZES[depth]
        try:
            listed = self._source.read(self._since, page, size)
        except PageBroken as problem:
            if depth + 1 == len(_SIZES):
                self._skip(page, problem)
                return [None]
            return self._in_parts(page, depth)
        self._is_answered = True
        return listed

    def _in_parts(self, page: int, depth: int) -> _Page[_Row]:
        parts = _SIZES[depth] // _SIZES[depth + 1]
        found: list[_Row | Unreadable | None] = []
        for number in range(parts):
            listed = self._read((page - 1) * parts + number + 1, depth + 1)
            found += listed
            if len(listed) < _SIZES[depth + 1]:
                break
        return found

    def _skip(self, place: int, problem: PageBroken) -> None:
        """
        Tell of a row that cannot be had; if nothing can be had, of that.
        """
        if not self._is_answered:
            # Its users cost little to ask for, and no order can break them.
            self._source.prove()
            self._is_answered = True
        sentence = (
            f"the {self._source.what} at place {place} of those since"
            f" {self._since:%Y-%m-%d %H:%M} UTC is skipped: {problem}"
        )
        self.problems.append(failed("", "poison", sentence))

    def _readable(self, listed: _Page[_Row]) -> list[_Row]:
        """
        Return the rows; what is none is told, and null is passed over.
        """
        rows: list[_Row] = []
        for one in listed:
            if isinstance(one, Unreadable):
                self.problems.append(failed("", "unreadable", one.sentence))
            elif one is not None:
                rows.append(one)
        return rows
