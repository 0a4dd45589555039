"""
All orders of an account, with indexes for what lists ask for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from emulators.kit.finder import Finder, Plan, Span, Tests
from emulators.shipstation.domain.customs import origins_of
from emulators.shipstation.domain.errors import NotFound
from emulators.shipstation.domain.listing import contains
from emulators.shipstation.domain.order import AWAITING_PAYMENT, CANCELLED, Order
from emulators.shipstation.domain.wire import instant_of


def _keywords(order: Order) -> Iterator[str | None]:
    for line in order.lines:
        yield line.draft.sku
        yield line.draft.name
        for option in line.draft.document.get("options") or ():
            yield option["value"]


def _has_keyword(order: Order, keyword: str) -> bool:
    return any(contains(text, keyword) for text in _keywords(order))


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
    "customsCountryCode": lambda order, code: (
        code.upper() in origins_of(order.document)
    ),
    "importBatch": lambda order, batch: order.import_batch == batch,
    "tagId": lambda order, number: number in (order.document.get("tagIds") or ()),
}
_PLAN: Plan[Order] = Plan(
    tests=_TESTS,
    groups={
        "orderStatus": lambda order: (order.status,),
        "storeId": lambda order: (order.store_id,),
        "importBatch": lambda order: (order.import_batch,),
        "tagId": lambda order: tuple(order.document.get("tagIds") or ()),
        "customsCountryCode": lambda order: origins_of(order.document),
    },
    asked={"customsCountryCode": str.upper},
    texts={
        "customerName": lambda order: (order.ship_to["name"],),
        "itemKeyword": _keywords,
    },
    beginnings={"orderNumber": "Number"},
    orders={
        "OrderDate": lambda order: order.ordered_on,
        "CreateDate": lambda order: order.created_at,
        "ModifyDate": lambda order: order.modified_at,
        "PaymentDate": lambda order: order.paid_on,
        "Number": lambda order: order.order_number.casefold(),
    },
    spans=(
        Span("CreateDate", "createDateStart", "createDateEnd", instant_of),
        Span("ModifyDate", "modifyDateStart", "modifyDateEnd", instant_of),
        Span("OrderDate", "orderDateStart", "orderDateEnd"),
        Span("PaymentDate", "paymentDateStart", "paymentDateEnd"),
    ),
)


def _says_nothing(order: Order) -> None:
    del order


class Orders:
    """
    The orders of one account. Who changes one puts it back, for the indexes.
    """

    _by_id: dict[int, Order]
    _hidden: dict[int, Order]
    _by_key: dict[str, dict[int, Order]]
    _filed: dict[int, tuple[str, int]]
    derived = ("_finder", "_tell")

    def __init__(self) -> None:
        self._by_id = {}
        self._hidden = {}
        self._by_key = {}
        self._filed = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the orders that there are; nobody is told of any.
        """
        self._finder = Finder(_PLAN, self._by_id)
        self._tell: Callable[[Order], None] = _says_nothing

    def tell_to(self, tell: Callable[[Order], None]) -> None:
        """
        Tell somebody of news from now on.

        News are orders that come in otherwise than awaiting their payment, and those
        that stop awaiting it; of cancelled ones then not.
        """
        self._tell = tell

    def put(self, order: Order) -> None:
        """
        Take the order in, or take note that it changed; a hidden one stays hidden.
        """
        number = order.order_id
        if number in self._hidden:
            return
        before = self._finder.group("orderStatus").value(number)
        self._by_id[number] = order
        self._file(order)
        self._finder.put(number, order)
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
        self._finder.drop(number)

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

    def search(self, query: Mapping[str, Any]) -> Sequence[Order]:
        """
        Return the orders that pass V1's filters, sorted; by id if nothing is asked.
        """
        return self._finder.search(query)

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


def _is_news(before: object, status: str) -> bool:
    """
    Say whether an order is news that came to this status from another, or from none.
    """
    if before is None:
        return status != AWAITING_PAYMENT
    return before == AWAITING_PAYMENT and status not in (AWAITING_PAYMENT, CANCELLED)
