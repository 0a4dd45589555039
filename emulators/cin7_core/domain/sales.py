"""
The sales of one account, indexed by what the list filters.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from emulators.cin7_core.domain.credit_note import CreditNote
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.invoice import Invoice, Payment
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_filter import WORDS, is_since, matches
from emulators.cin7_core.profile import Profile, SaleListOrder, SinceBounds

Key = tuple[str, Any]


class NoSale(Refused):
    """
    There is no such sale.
    """


class NoTask(Refused):
    """
    There is no such fulfilment, invoice or credit note.
    """


class NoPayment(Refused):
    """
    There is no such payment.
    """


class Sales:
    """
    All sales, in the order they were created. Who changes one calls `place` afterwards.
    """

    def __init__(self) -> None:
        self._by_id: dict[str, Sale] = {}
        self._by_number: dict[str, Sale] = {}
        # Newest change last: a dict keeps the order in which keys were put in.
        self._by_change: dict[str, Sale] = {}
        self._by_key: dict[Key, dict[str, Sale]] = defaultdict(dict)
        self._keys: dict[str, frozenset[Key]] = {}
        self._tasks: dict[str, tuple[Sale, Fulfilment]] = {}
        self._invoices: dict[str, tuple[Sale, Invoice]] = {}
        self._credit_notes: dict[str, tuple[Sale, CreditNote]] = {}
        self._payments: dict[str, Sale] = {}

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

    def by_number(self, number: str) -> Sale:
        """
        Return the sale with this order number, in either case.

        Raises:
            NoSale: There is none.
        """
        try:
            return self._by_number[number.upper()]
        except KeyError:
            raise NoSale(f"Sale {number.upper()} not found") from None

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

    def credit_note(self, task_id: str) -> tuple[Sale, CreditNote]:
        """
        Return the credit note with its sale.

        Raises:
            NoTask: There is none.
        """
        try:
            return self._credit_notes[task_id]
        except KeyError:
            raise NoTask(f"Credit note with TaskID {task_id} not found") from None

    def payment(self, payment_id: str) -> tuple[Sale, Payment]:
        """
        Return the payment with its sale.

        Raises:
            NoPayment: There is none.
        """
        if sale := self._payments.get(payment_id):
            for payment in sale.payments():
                if payment.id == payment_id:
                    return sale, payment
        raise NoPayment(f"Payment with ID {payment_id} not found")

    def place(self, sale: Sale) -> None:
        """
        Write the sale, new or changed, where the filters find it.
        """
        self._by_id[sale.id] = self._by_number[sale.number] = sale
        self._by_change.pop(sale.id, None)
        self._by_change[sale.id] = sale
        for task in sale.fulfilments:
            self._tasks[task.task_id] = (sale, task)
        for invoice in sale.invoices:
            self._invoices[invoice.task_id] = (sale, invoice)
        for note in sale.credit_notes:
            self._credit_notes[note.task_id] = (sale, note)
        self._payments |= dict.fromkeys((one.id for one in sale.payments()), sale)
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
        return sorted((s for s in pool if matches(s, asked, bounds)), key=_place)

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
            if not is_since(sale.updated_at, since, bounds):
                break
            found.append(sale)
        return found


def _place(sale: Sale) -> int:
    return sale.place_in_list


def _id(sale: Sale) -> str:
    return sale.id


def _keys_of(sale: Sale) -> frozenset[Key]:
    words = sale.words
    keys: set[Key] = {(name, getattr(words, word)) for name, word in WORDS.items()}
    keys.add(("OrderLocationID", sale.header.location.id))
    if sale.header.external_id:
        keys.add(("ExternalID", sale.header.external_id))
    return frozenset(keys)


def _keys_asked(asked: Mapping[str, Any]) -> set[Key]:
    names = (*WORDS, "OrderLocationID", "ExternalID")
    return {(name, asked[name]) for name in names if name in asked}
