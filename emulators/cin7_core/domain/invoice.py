"""
Invoices and payments of a sale.
"""

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
    Money that came in.
    """

    id: str
    reference: str
    amount: Decimal
    paid_on: date | None
    account: str
    currency_rate: Decimal
    created_at: datetime
    kind: str = "Payment"


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
        return sum((one.amount for one in self.payments), ZERO)

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
        owed = self.totals(tax_inclusive=tax_inclusive).total - self.paid
        if payment.amount > owed:
            raise NotPayable(f"Amount is {payment.amount}, but only {owed} is owed")
        self.payments.append(payment)
        if payment.amount == owed:
            self.stage = Stage.PAID

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
