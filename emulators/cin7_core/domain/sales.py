"""
The sales of one account, indexed by what the list filters.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.invoice import Invoice
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.profile import Profile, SaleListOrder, SinceBounds

_WORDS: Mapping[str, str] = {
    "Status": "status",
    "QuoteStatus": "quote",
    "OrderStatus": "order",
    "CombinedPickStatus": "picking",
    "CombinedPackStatus": "packing",
    "CombinedShippingStatus": "shipping",
    "CombinedInvoiceStatus": "invoice",
    "CreditNoteStatus": "credit_note",
    "ReadyForShipping": "is_ready",
}

Key = tuple[str, Any]


class NoSale(Refused):
    """
    There is no such sale.
    """


class NoTask(Refused):
    """
    There is no such fulfilment or invoice.
    """


class Sales:
    """
    All sales, in the order they were created. Who changes one calls `place` afterwards.
    """

    def __init__(self) -> None:
        self._by_id: dict[str, Sale] = {}
        # Newest change last: a dict keeps the order in which keys were put in.
        self._by_change: dict[str, Sale] = {}
        self._by_key: dict[Key, dict[str, Sale]] = defaultdict(dict)
        self._keys: dict[str, frozenset[Key]] = {}
        self._tasks: dict[str, tuple[Sale, Fulfilment]] = {}
        self._invoices: dict[str, tuple[Sale, Invoice]] = {}

    def __iter__(self) -> Iterator[Sale]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def by_id(self, sale_id: str) -> Sale:
        """
        Return the sale.

        Raises:
            NoSale: There is none.
        """
        try:
            return self._by_id[sale_id]
        except KeyError:
            raise NoSale(f"Sale with ID {sale_id} not found") from None

    def fulfilment(self, task_id: str) -> tuple[Sale, Fulfilment]:
        """
        Return the fulfilment with its sale.

        Raises:
            NoTask: There is none.
        """
        try:
            return self._tasks[task_id]
        except KeyError:
            raise NoTask(f"Fulfilment with TaskID {task_id} not found") from None

    def invoice(self, task_id: str) -> tuple[Sale, Invoice]:
        """
        Return the invoice with its sale.

        Raises:
            NoTask: There is none.
        """
        try:
            return self._invoices[task_id]
        except KeyError:
            raise NoTask(f"Invoice with TaskID {task_id} not found") from None

    def place(self, sale: Sale) -> None:
        """
        Write the sale, new or changed, where the filters find it.
        """
        self._by_id[sale.id] = sale
        self._by_change.pop(sale.id, None)
        self._by_change[sale.id] = sale
        for task in sale.fulfilments:
            self._tasks[task.task_id] = (sale, task)
        for invoice in sale.invoices:
            self._invoices[invoice.task_id] = (sale, invoice)
        self.index(sale)

    def index(self, sale: Sale) -> None:
        """
        Write the sale's words anew, without calling it changed.
        """
        before, after = self._keys.get(sale.id, frozenset()), _keys_of(sale)
        for key in before - after:
            self._by_key[key].pop(sale.id, None)
        for key in after - before:
            self._by_key[key][sale.id] = sale
        self._keys[sale.id] = after

    def unfinished(self) -> list[Sale]:
        """
        Return the sales whose order is authorised and not all shipped, oldest first.
        """
        return sorted(
            self._by_key.get(("OrderStatus", "AUTHORISED"), {}).values(), key=_place
        )

    def find(self, query: Mapping[str, Any], profile: Profile) -> Sequence[Sale]:
        """
        Return the sales that match the parameters of the list.
        """
        asked = {k: v for k, v in query.items() if k not in {"Page", "Limit"}}
        found = self._filtered(asked, profile.since_bounds) if asked else list(self)
        if profile.sale_list_order is SaleListOrder.SHUFFLED:
            found.sort(key=_id)
        return found

    def _filtered(self, asked: Mapping[str, Any], bounds: SinceBounds) -> list[Sale]:
        pool = self._candidates(asked, bounds)
        return sorted((s for s in pool if _matches(s, asked, bounds)), key=_place)

    def _candidates(
        self, asked: Mapping[str, Any], bounds: SinceBounds
    ) -> Collection[Sale]:
        """
        Return the fewest sales that one index says can match.
        """
        pools: list[Collection[Sale]] = [
            self._by_key.get(key, {}).values() for key in _keys_asked(asked)
        ]
        if "UpdatedSince" in asked:
            pools.append(self._changed_since(asked["UpdatedSince"], bounds))
        return min(pools, key=len, default=self._by_id.values())

    def _changed_since(self, since: datetime, bounds: SinceBounds) -> list[Sale]:
        found = []
        for sale in reversed(self._by_change.values()):
            if not _is_since(sale.updated_at, since, bounds):
                break
            found.append(sale)
        return found


def _place(sale: Sale) -> int:
    return sale.place_in_list


def _id(sale: Sale) -> str:
    return sale.id


def _keys_of(sale: Sale) -> frozenset[Key]:
    words = sale.words
    keys: set[Key] = {(name, getattr(words, word)) for name, word in _WORDS.items()}
    keys.add(("OrderLocationID", sale.header.location.id))
    if sale.header.external_id:
        keys.add(("ExternalID", sale.header.external_id))
    return frozenset(keys)


def _keys_asked(asked: Mapping[str, Any]) -> set[Key]:
    names = (*_WORDS, "OrderLocationID", "ExternalID")
    return {(name, asked[name]) for name in names if name in asked}


def _matches(sale: Sale, asked: Mapping[str, Any], bounds: SinceBounds) -> bool:
    words = sale.words
    for name, word in _WORDS.items():
        if name in asked and getattr(words, word) != asked[name]:
            return False
    header = sale.header
    if asked.get("ExternalID", header.external_id) != header.external_id:
        return False
    if asked.get("OrderLocationID", header.location.id) != header.location.id:
        return False
    return (
        _matches_time(sale, asked, bounds)
        and _matches_ship_by(sale, asked.get("ShipBy"))
        and _matches_search(sale, str(asked.get("Search", "")).lower())
    )


def _matches_time(sale: Sale, asked: Mapping[str, Any], bounds: SinceBounds) -> bool:
    return (
        _is_since(sale.created_at, asked.get("CreatedSince"), bounds)
        and _is_since(sale.updated_at, asked.get("UpdatedSince"), bounds)
        and _is_until(sale.updated_at, asked.get("UpdatedUntil"), bounds)
    )


def _is_since(at: datetime, bound: datetime | None, bounds: SinceBounds) -> bool:
    if bound is None:
        return True
    return at >= bound if bounds is SinceBounds.INCLUSIVE else at > bound


def _is_until(at: datetime, bound: datetime | None, bounds: SinceBounds) -> bool:
    if bound is None:
        return True
    return at <= bound if bounds is SinceBounds.INCLUSIVE else at < bound


def _matches_ship_by(sale: Sale, until: datetime | None) -> bool:
    """
    Tell whether it is due by then and has not left.
    """
    if until is None:
        return True
    due = sale.header.ship_by
    return due is not None and due <= until.date() and sale.words.shipping != "SHIPPED"


def _matches_search(sale: Sale, wanted: str) -> bool:
    if not wanted:
        return True
    texts = (
        sale.number,
        sale.words.status,
        sale.header.customer.name,
        sale.header.texts.get("CustomerReference", ""),
        *(invoice.number or "" for invoice in sale.invoices),
    )
    return any(wanted in text.lower() for text in texts)
