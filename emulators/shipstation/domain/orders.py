"""
All orders of an account, with indexes for what lists ask for.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from emulators.shipstation.domain.errors import NotFound
from emulators.shipstation.domain.indexes import Groups, Sorted
from emulators.shipstation.domain.listing import (
    Keys,
    Tests,
    contains,
    in_order,
    matching,
)
from emulators.shipstation.domain.order import AWAITING_PAYMENT, CANCELLED, Order
from emulators.shipstation.domain.wire import instant_of

_LAST_CHARACTER = "\U0010ffff"


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
    "importBatch": lambda order, batch: order.import_batch == batch,
    "tagId": lambda order, number: number in (order.document.get("tagIds") or ()),
}
_GROUPS: Mapping[str, Callable[[Order], object]] = {
    "orderStatus": lambda order: order.status,
    "storeId": lambda order: order.store_id,
    "importBatch": lambda order: order.import_batch,
}
_DATES: Mapping[str, Callable[[Order], datetime | None]] = {
    "createDate": lambda order: order.created_at,
    "modifyDate": lambda order: order.modified_at,
    "orderDate": lambda order: order.ordered_on,
    "paymentDate": lambda order: order.paid_on,
}
_INSTANTS = ("createDate", "modifyDate")
_KEYS: Keys[Order] = {
    "OrderDate": lambda order: order.ordered_on,
    "CreateDate": lambda order: order.created_at,
    "ModifyDate": lambda order: order.modified_at,
}


def _says_nothing(order: Order) -> None:
    del order


class Orders:
    """
    The orders of one account. Who changes one puts it back, for the indexes.

    Args:
        tell: Is told of orders that come in otherwise than awaiting their payment, and
            of those that stop awaiting it; of cancelled ones then not.
    """

    def __init__(self, tell: Callable[[Order], None] = _says_nothing) -> None:
        self._tell = tell
        self._tagged: dict[int, set[int]] = {}
        self._tags: dict[int, tuple[int, ...]] = {}
        self._by_id: dict[int, Order] = {}
        self._hidden: dict[int, Order] = {}
        self._by_key: dict[str, dict[int, Order]] = {}
        self._filed: dict[int, tuple[str, int]] = {}
        self._groups = {name: Groups() for name in _GROUPS}
        self._by_number: Sorted[str] = Sorted()
        self._by_date: dict[str, Sorted[datetime]] = {name: Sorted() for name in _DATES}

    def put(self, order: Order) -> None:
        """
        Take the order in, or take note that it changed; a hidden one stays hidden.
        """
        number = order.order_id
        if number in self._hidden:
            return
        before = self._groups["orderStatus"].value(number)
        self._by_id[number] = order
        self._file_tags(number, tuple(order.document.get("tagIds") or ()))
        self._file(order)
        for name, value in _GROUPS.items():
            self._groups[name].put(number, value(order))
        self._by_number.put(number, order.order_number.casefold())
        for name, moment in _DATES.items():
            self._by_date[name].put(number, moment(order))
        if _is_news(before, order.status):
            self._tell(order)

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

    def ever(self, order_id: int | None) -> Order | None:
        """
        Return the order of a parcel, also one that is hidden by now.
        """
        number = order_id or 0
        return self._by_id.get(number) or self._hidden.get(number)

    def hide(self, order: Order) -> None:
        """
        Let the order be found by its key only.
        """
        number = order.order_id
        self._hidden[number] = self._by_id.pop(number)
        self._by_number.drop(number)
        self._file_tags(number, ())
        for group in self._groups.values():
            group.drop(number)
        for dates in self._by_date.values():
            dates.drop(number)

    def delete(self, order: Order) -> None:
        """
        Let the order be found no longer; its key is free again.
        """
        self.hide(order)
        key, store_id = self._filed.pop(order.order_id)
        del self._by_key[key][store_id]

    def find(self, store_id: int, order_key: str) -> Order | None:
        """
        Return the order of this key in the store.
        """
        return self._by_key.get(order_key, {}).get(store_id)

    def keyed(self, order_key: str) -> Order | None:
        """
        Return the order of this key in any store, the first that got it.
        """
        return next(iter(self._by_key.get(order_key, {}).values()), None)

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

    def _file(self, order: Order) -> None:
        """
        File the order under its key; it may have gone to another store.
        """
        filed = (order.order_key, order.store_id)
        old = self._filed.get(order.order_id)
        if old is not None and old != filed:
            del self._by_key[old[0]][old[1]]
        self._filed[order.order_id] = filed
        self._by_key.setdefault(order.order_key, {})[order.store_id] = order

    def _file_tags(self, number: int, tags: tuple[int, ...]) -> None:
        for tag in self._tags.pop(number, ()):
            self._tagged[tag].discard(number)
        if tags:
            self._tags[number] = tags
        for tag in tags:
            self._tagged.setdefault(tag, set()).add(number)

    def _candidates(self, query: Mapping[str, Any]) -> Collection[Order]:
        """
        Return the orders that the narrowest index leaves.
        """
        left: list[Collection[int]] = [
            group.of(query[name])
            for name, group in self._groups.items()
            if name in query
        ]
        if "tagId" in query:
            left.append(self._tagged.get(query["tagId"], ()))
        if "orderNumber" in query:
            prefix = query["orderNumber"].casefold()
            left.append(self._by_number.between(prefix, prefix + _LAST_CHARACTER))
        left += [
            dates.between(
                _bound(name, query.get(f"{name}Start")),
                _bound(name, query.get(f"{name}End")),
            )
            for name, dates in self._by_date.items()
            if f"{name}Start" in query or f"{name}End" in query
        ]
        if not left:
            return self._by_id.values()
        narrowest: Collection[int] = min(left, key=len)
        return [self._by_id[number] for number in sorted(narrowest)]


def _is_news(before: object, status: str) -> bool:
    """
    Say whether an order is news that came to this status from another, or from none.
    """
    if before is None:
        return status != AWAITING_PAYMENT
    return before == AWAITING_PAYMENT and status not in (AWAITING_PAYMENT, CANCELLED)


def _bound(name: str, date: datetime | None) -> datetime | None:
    """
    Return the bound as the index has the date: an instant, or a local time.
    """
    return instant_of(date) if date and name in _INSTANTS else date
