"""
Reads pages of orders, and finds the way around an order that breaks its page.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count

from engine.domain.outcome import Outcome, failed
from engine.domain.store_order import StoreOrder
from engine.ports.vendors import ORDERS_PAGE, PageBroken, ShipStationAccount

# Each size divides the one before, so that the smaller pages fit into the larger.
_SIZES = (ORDERS_PAGE, 250, 125, 25, 5, 1)


class PageReader:
    """
    Reads all orders that changed after an instant.

    Attributes:
        problems: What could not be read; each is told once.
    """

    def __init__(self, account: ShipStationAccount, since: datetime) -> None:
        self._account = account
        self._since = since
        self._is_answered = False
        self.problems: list[Outcome] = []

    def pages(self) -> Iterator[Sequence[StoreOrder]]:
        """
        Yield pages without what cannot be read.

        Raises:
            CannotAnswer: ShipStation is unable for now.
        """
        for page in count(1):
            listed = self._read(page, 0)
            yield self._readable(listed)
            if len(listed) < ORDERS_PAGE:
                return

    def _read(self, page: int, depth: int) -> Sequence[StoreOrder | None]:
        """
        Return a page; a broken one in smaller pages, down to the order that breaks it.
        """
        size = _SIZES[depth]
        try:
            listed = self._account.orders_modified(self._since, page, size=size)
        except PageBroken as problem:
            if depth + 1 == len(_SIZES):
                self._skip(page, problem)
                return [None]
            return self._in_parts(page, depth)
        self._is_answered = True
        return listed

    def _in_parts(self, page: int, depth: int) -> Sequence[StoreOrder | None]:
        parts = _SIZES[depth] // _SIZES[depth + 1]
        found: list[StoreOrder | None] = []
        for number in range(parts):
            listed = self._read((page - 1) * parts + number + 1, depth + 1)
            found += listed
            if len(listed) < _SIZES[depth + 1]:
                break
        return found

    def _skip(self, place: int, problem: PageBroken) -> None:
        """
        Tell of an order that cannot be had; if nothing can be had, of that.
        """
        if not self._is_answered:
            # Its users cost little to ask for, and no order can break them.
            self._account.identity()
            self._is_answered = True
        sentence = (
            f"the order at place {place} of those changed since"
            f" {self._since:%Y-%m-%d %H:%M} UTC is skipped: {problem}"
        )
        self.problems.append(failed("", "poison", sentence))

    def _readable(self, listed: Sequence[StoreOrder | None]) -> list[StoreOrder]:
        return [one for one in listed if one is not None]
