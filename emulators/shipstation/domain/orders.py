"""
All orders of an account, with indexes for what lists ask for.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Generic, TypeVar

from emulators.shipstation.domain.errors import NotFound
from emulators.shipstation.domain.listing import (
    Keys,
    Tests,
    contains,
    in_order,
    matching,
)
from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.wire import instant_of

Value = TypeVar("Value", str, datetime)

_LAST_CHARACTER = "\U0010ffff"
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


def _has_keyword(order: Order, keyword: str) -> bool:
    return any(
        contains(text, keyword)
        for line in order.lines
        for text in (
            line.draft.sku,
            line.draft.name,
            *(option["value"] for option in line.draft.document.get("options") or ()),
        )
    )


def _declares_origin(order: Order, country: str) -> bool:
    items = order.document["internationalOptions"]["customsItems"] or ()
    return any(item.get("countryOfOrigin") == country.upper() for item in items)


# For order dates the documentation says "greater than" and "less than or equal"; the
# other dates, which it calls "after" and "before", are taken in the same way.
_TESTS: Tests[Order] = {
    "customerName": lambda order, text: contains(order.ship_to["name"], text),
    "itemKeyword": _has_keyword,
    "createDateStart": lambda order, date: order.created_at > instant_of(date),
    "createDateEnd": lambda order, date: order.created_at <= instant_of(date),
    "modifyDateStart": lambda order, date: order.modified_at > instant_of(date),
    "modifyDateEnd": lambda order, date: order.modified_at <= instant_of(date),
    "orderDateStart": lambda order, date: order.ordered_on > date,
    "orderDateEnd": lambda order, date: order.ordered_on <= date,
    "paymentDateStart": lambda order, date: bool(
        order.paid_on and order.paid_on > date
    ),
    "paymentDateEnd": lambda order, date: bool(order.paid_on and order.paid_on <= date),
    "orderNumber": lambda order, text: order.order_number.casefold().startswith(
        text.casefold()
    ),
    "orderStatus": lambda order, status: order.status == status,
    "storeId": lambda order, store_id: order.store_id == store_id,
    "customsCountryCode": _declares_origin,
    "importBatch": lambda order, batch: order.import_batch == batch.lower(),
}
_KEYS: Keys[Order] = {
    "OrderDate": lambda order: order.ordered_on,
    "CreateDate": lambda order: order.created_at,
    "ModifyDate": lambda order: order.modified_at,
}


class Orders:
    """
    The orders of one account. Who changes one puts it back, for the indexes.
    """

    def __init__(self) -> None:
        self._by_id: dict[int, Order] = {}
        self._by_key: dict[tuple[int, str], Order] = {}
        self._by_status = _Groups()
        self._by_store = _Groups()
        self._by_number: _Sorted[str] = _Sorted()
        self._by_change: _Sorted[datetime] = _Sorted()

    def put(self, order: Order) -> None:
        """
        Take the order in, or take note that it changed.
        """
        number = order.order_id
        self._by_id[number] = order
        self._by_key[order.store_id, order.order_key] = order
        self._by_status.put(number, order.status)
        self._by_store.put(number, order.store_id)
        self._by_number.put(number, order.order_number.casefold())
        self._by_change.put(number, order.modified_at)

    def get(self, order_id: int) -> Order:
        """
        Return the order of this id.

        Raises:
            NotFound: There is none.
        """
        try:
            return self._by_id[order_id]
        except KeyError:
            raise NotFound(f"order {order_id}") from None

    def lookup(self, order_id: int) -> Order | None:
        """
        Return the order of this id, if there is one.
        """
        return self._by_id.get(order_id)

    def hide(self, order: Order) -> None:
        """
        Let the order be found by its key only.
        """
        number = order.order_id
        del self._by_id[number]
        for index in (self._by_status, self._by_store):
            index.drop(number)
        self._by_number.drop(number)
        self._by_change.drop(number)

    def find(self, store_id: int, order_key: str) -> Order | None:
        """
        Return the order of this key in the store.
        """
        return self._by_key.get((store_id, order_key))

    def numbered(self, order_number: str) -> list[Order]:
        """
        Return the orders that have exactly this number.
        """
        found = self.search({"orderNumber": order_number})
        return [order for order in found if order.order_number == order_number]

    def search(self, query: Mapping[str, Any]) -> list[Order]:
        """
        Return the orders that pass V1's filters, sorted; by id if nothing is asked.
        """
        return in_order(matching(self._candidates(query), query, _TESTS), query, _KEYS)

    def __len__(self) -> int:
        return len(self._by_id)

    def _candidates(self, query: Mapping[str, Any]) -> Collection[Order]:
        """
        Return the orders that the narrowest index leaves.
        """
        left: list[Collection[int]] = []
        if "orderStatus" in query:
            left.append(self._by_status.of(query["orderStatus"]))
        if "storeId" in query:
            left.append(self._by_store.of(query["storeId"]))
        if "orderNumber" in query:
            prefix = query["orderNumber"].casefold()
            left.append(self._by_number.between(prefix, prefix + _LAST_CHARACTER))
        if "modifyDateStart" in query or "modifyDateEnd" in query:
            start, end = query.get("modifyDateStart"), query.get("modifyDateEnd")
            left.append(
                self._by_change.between(
                    instant_of(start) if start else _EARLIEST,
                    instant_of(end) if end else _LATEST,
                )
            )
        if not left:
            return self._by_id.values()
        narrowest = min(left, key=len)
        return [self._by_id[number] for number in sorted(narrowest)]


class _Groups:
    """
    Ids by a value that many share.
    """

    def __init__(self) -> None:
        self._value: dict[int, object] = {}
        self._groups: dict[object, set[int]] = {}

    def put(self, number: int, value: object) -> None:
        old = self._value.get(number)
        if old is not None and old != value:
            self._groups[old].discard(number)
        self._value[number] = value
        self._groups.setdefault(value, set()).add(number)

    def drop(self, number: int) -> None:
        self._groups[self._value.pop(number)].discard(number)

    def of(self, value: object) -> Collection[int]:
        return self._groups.get(value, ())


class _Sorted(Generic[Value]):
    """
    Ids by a value with an order.
    """

    def __init__(self) -> None:
        self._value: dict[int, Value] = {}
        self._rows: list[tuple[Value, int]] = []

    def put(self, number: int, value: Value) -> None:
        old = self._value.get(number)
        if old == value:
            return
        if old is not None:
            del self._rows[bisect_left(self._rows, (old, number))]
        self._value[number] = value
        insort(self._rows, (value, number))

    def drop(self, number: int) -> None:
        old = self._value.pop(number)
        del self._rows[bisect_left(self._rows, (old, number))]

    def between(self, first: Value, last: Value) -> list[int]:
        begin = bisect_left(self._rows, first, key=itemgetter(0))
        end = bisect_right(self._rows, last, key=itemgetter(0))
        return [number for _, number in self._rows[begin:end]]
