"""
The sales of one account, indexed by what the list filters.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emulators.cin7_core.domain.attachment import Files
from emulators.cin7_core.domain.credit_note import CreditNote
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.invoice import Invoice, Payment
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_filter import NAMED, PLAN, tests_of
from emulators.cin7_core.domain.uses import Use, rename_in
from emulators.cin7_core.profile import Profile, SaleListOrder
from emulators.kit.finder import Finder


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

    Attributes:
        files: What hangs on them.
    """

    _by_id: dict[str, Sale]
    derived = (
        "_by_number",
        "_by_place",
        "_finder",
        "_tasks",
        "_invoices",
        "_credit_notes",
        "_payments",
        "files",
    )

    def __init__(self) -> None:
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the sales that there are.
        """
        self._by_number: dict[str, Sale] = {}
        self._by_place: dict[int, Sale] = {}
        self._finder = Finder(PLAN, self._by_place)
        self._tasks: dict[str, tuple[Sale, Fulfilment]] = {}
        self._invoices: dict[str, tuple[Sale, Invoice]] = {}
        self._credit_notes: dict[str, tuple[Sale, CreditNote]] = {}
        self._payments: dict[str, Sale] = {}
        self.files: Files[Sale] = Files(())
        for sale in self:
            self.place(sale)

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
        self._by_place[sale.place_in_list] = sale
        for task in sale.fulfilments:
            self._tasks[task.task_id] = (sale, task)
        for invoice in sale.invoices:
            self._invoices[invoice.task_id] = (sale, invoice)
        for note in sale.credit_notes:
            self._credit_notes[note.task_id] = (sale, note)
        self._payments |= dict.fromkeys((one.id for one in sale.payments()), sale)
        self.files.put(sale)
        self.index(sale)

    def index(self, sale: Sale) -> None:
        """
        Write the sale's words anew, without calling it changed.
        """
        self._finder.put(sale.place_in_list, sale)

    def unfinished(self) -> list[Sale]:
        """
        Return the sales whose order is authorised and not all shipped, oldest first.
        """
        return self._finder.of("OrderStatus", "AUTHORISED")

    def using(self, use: Use) -> Sequence[Sale]:
        """
        Return the sales that name a row of a book, or a place.
        """
        return self._finder.of("Uses", use)

    def count_using(self, use: Use) -> int:
        """
        Return how many of them that are.
        """
        return len(self._finder.group("Uses").of(use))

    def follow(self, use: Use, name: str) -> None:
        """
        Let the headers say the new name of something; lines stay as they were written.
        """
        for sale in self.using(use):
            rename_in(sale.header.texts, NAMED, use, name)
            self.index(sale)

    def moving(self, product_id: str) -> Sequence[Sale]:
        """
        Return the sales that a product left for, or came back from.
        """
        return self._finder.of("Moved", product_id)

    def find(self, query: Mapping[str, Any], profile: Profile) -> Sequence[Sale]:
        """
        Return the sales that match the parameters of the list.
        """
        found = self._finder.search(query, tests_of(profile.since_bounds))
        if profile.sale_list_order is SaleListOrder.SHUFFLED:
            return sorted(found, key=_id)
        return found


def _id(sale: Sale) -> str:
    return sale.id
