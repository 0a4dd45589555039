"""
Invoices and payments of a sale.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from emulators.cin7_core.domain.lines import Line, Totals, totals_of
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stage import BILLED, OPEN, Stage


class InvoiceClosed(Refused):
    """
    The invoice is authorised, paid or voided, and cannot be written any more.
    """


class NotPayable(Refused):
    """
    There is nothing that a payment could settle.
    """


@dataclass(frozen=True, slots=True)
class Payment:
    """
    Money that came in, or went out as a refund.
    """

    id: str
    reference: str
    amount: Decimal
    paid_on: date | None
    account: str
    currency_rate: Decimal
    created_at: datetime
    kind: str = "Payment"


def amount_of(payments: Iterable[Payment]) -> Decimal:
    """
    Add payments up.
    """
    return sum((one.amount for one in payments), ZERO)


def exchanged(
    payments: Iterable[Payment], before: Payment, after: Iterable[Payment]
) -> list[Payment]:
    """
    Return the payments with others in the place of one.
    """
    rows = ((one,) if one is not before else after for one in payments)
    return [one for row in rows for one in row]


@dataclass(slots=True)
class Invoice:
    """
    A bill.

    Attributes:
        number: Given when it is authorised.
    """

    task_id: str
    number: str | None = None
    stage: Stage = Stage.NOT_AVAILABLE
    memo: str = ""
    invoiced_on: date | None = None
    due_on: date | None = None
    currency_rate: Decimal = Decimal(1)
    billing_line1: str = ""
    billing_line2: str = ""
    fulfilment_number: str = ""
    lines: tuple[Line, ...] = ()
    charges: tuple[Line, ...] = ()
    payments: list[Payment] = field(default_factory=list)

    @property
    def is_billed(self) -> bool:
        """
        Whether the customer owes it, or has paid it.
        """
        return self.stage in BILLED

    @property
    def paid(self) -> Decimal:
        """
        What came in for it.
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
            InvoiceClosed: It is authorised, paid or voided.
        """
        if self.stage not in OPEN:
            raise InvoiceClosed(f"Invoice cannot be changed: Status is {self.stage}")

    def pay(self, payment: Payment, *, tax_inclusive: bool) -> None:
        """
        Take a payment; the invoice is paid when nothing is left of it.

        Raises:
            NotPayable: It is not authorised, or less is owed.
        """
        if self.stage is not Stage.AUTHORISED:
            raise NotPayable(f"Invoice cannot be paid: Status is {self.stage}")
        owed = self._owed(self.payments, tax_inclusive=tax_inclusive)
        if payment.amount > owed:
            raise NotPayable(f"Amount is {payment.amount}, but only {owed} is owed")
        self.payments.append(payment)
        if payment.amount == owed:
            self.stage = Stage.PAID

    def exchange(
        self, before: Payment, after: Sequence[Payment], *, tax_inclusive: bool
    ) -> None:
        """
        Put another payment in the place of one, or none; the stage follows.

        Raises:
            NotPayable: Less is owed.
        """
        payments = exchanged(self.payments, before, after)
        owed = self._owed(payments, tax_inclusive=tax_inclusive)
        if after and owed < 0:
            raise NotPayable(
                f"Amount is {amount_of(after)}, but only {owed + amount_of(after)} is"
                " owed"
            )
        self.payments = payments
        self.stage = Stage.PAID if owed <= 0 else Stage.AUTHORISED

    def _owed(self, payments: Iterable[Payment], *, tax_inclusive: bool) -> Decimal:
        return self.totals(tax_inclusive=tax_inclusive).total - amount_of(payments)

    def void(self) -> None:
        """
        Void it: the number stays, the lines go.
        """
        self.stage, self.lines, self.charges = Stage.VOIDED, (), ()
        self.payments.clear()

    def check_unpaid(self) -> None:
        """
        Make sure that it can be taken back.

        Raises:
            InvoiceClosed: Something was paid.
        """
        if self.payments:
            raise InvoiceClosed(
                f"Invoice {self.number} cannot be undone: it has payments"
            )

    def take_over(self, payments: list[Payment], *, tax_inclusive: bool) -> None:
        """
        Take what was paid in advance.
        """
        self.payments += payments
        owed = self.totals(tax_inclusive=tax_inclusive).total - self.paid
        if payments and owed <= 0:
            self.stage = Stage.PAID
