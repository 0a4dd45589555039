"""
Credit notes of a sale: money that is given back, and goods that come back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from emulators.cin7_core.domain.fulfilment_lines import StockLine
from emulators.cin7_core.domain.invoice import (
    NotPayable,
    Payment,
    amount_of,
    exchanged,
)
from emulators.cin7_core.domain.lines import Line, Totals, totals_of
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stage import OPEN, Stage
from emulators.cin7_core.domain.stock import Spot


class CreditNoteClosed(Refused):
    """
    The credit note is authorised or voided, and cannot be written any more.
    """


@dataclass(frozen=True, slots=True)
class RestockLine:
    """
    Goods that come back.

    Attributes:
        line: What left, and from where.

        spot: Where it is put.

        place: How documents name that, ``Warehouse`` or ``Warehouse: Bin``.
    """

    line: StockLine
    spot: Spot
    place: str
    restocked_on: date | None

    @property
    def cost(self) -> Decimal:
        """
        What the goods are worth.
        """
        return self.line.product.average_cost * self.line.quantity


@dataclass(slots=True)
class CreditNote:
    """
    A credit note.

    Attributes:
        number: Given when it is authorised.

        invoice_number: The invoice that it takes something back of.

        payments: What was paid out.
    """

    task_id: str
    number: str | None = None
    invoice_number: str | None = None
    stage: Stage = Stage.NOT_AVAILABLE
    memo: str = ""
    credited_on: date | None = None
    currency_rate: Decimal | None = None
    lines: tuple[Line, ...] = ()
    charges: tuple[Line, ...] = ()
    restock: tuple[RestockLine, ...] = ()
    payments: list[Payment] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """
        Whether there is more to it than the blank that each sale starts with.
        """
        return self.invoice_number is not None and (
            self.stage is not Stage.NOT_AVAILABLE
        )

    @property
    def is_authorised(self) -> bool:
        """
        Whether it counts.
        """
        return self.stage is Stage.AUTHORISED

    @property
    def restock_stage(self) -> Stage:
        """
        How far the goods have come back.
        """
        return self.stage if self.restock else Stage.NOT_AVAILABLE

    @property
    def refunded(self) -> Decimal:
        """
        What was paid out for it.
        """
        return amount_of(self.payments)

    def totals(self, *, tax_inclusive: bool) -> Totals:
        """
        Add it up.
        """
        return totals_of((*self.lines, *self.charges), tax_inclusive=tax_inclusive)

    def check_open(self) -> None:
        """
        Make sure that it can be written.

        Raises:
            CreditNoteClosed: It is authorised or voided.
        """
        if self.stage not in OPEN:
            raise CreditNoteClosed(
                f"Credit note cannot be changed: Status is {self.stage}"
            )

    def check_not_refunded(self) -> None:
        """
        Make sure that it can be taken back.

        Raises:
            CreditNoteClosed: Something was paid out.
        """
        if self.payments:
            raise CreditNoteClosed(
                f"Credit note {self.number} cannot be undone: it has refunds"
            )

    def refund(self, payment: Payment, *, tax_inclusive: bool) -> None:
        """
        Pay out.

        Raises:
            NotPayable: It is not authorised, or less is due.
        """
        if not self.is_authorised:
            raise NotPayable(
                f"Refund is not possible: credit note Status is {self.stage}"
            )
        self._put((*self.payments, payment), tax_inclusive=tax_inclusive)

    def exchange(
        self, before: Payment, after: Sequence[Payment], *, tax_inclusive: bool
    ) -> None:
        """
        Put another refund in the place of one, or none.

        Raises:
            NotPayable: Less is due.
        """
        kept = exchanged(self.payments, before, after)
        self._put(kept, tax_inclusive=tax_inclusive)

    def _put(self, payments: Sequence[Payment], *, tax_inclusive: bool) -> None:
        total = self.totals(tax_inclusive=tax_inclusive).total
        if (refunded := amount_of(payments)) > total:
            raise NotPayable(f"Refunds are {refunded}, but only {total} is credited")
        self.payments = list(payments)

    def void(self) -> None:
        """
        Void it: the number stays, the lines go.
        """
        self.stage = Stage.VOIDED
        self.lines, self.charges, self.restock = (), (), ()
        self.payments.clear()
