"""
A sale with its quote, order, fulfilments, invoices and credit notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from emulators.cin7_core.domain.credit_note import CreditNote, RestockLine
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.invoice import Invoice, Payment
from emulators.cin7_core.domain.journal import Journal
from emulators.cin7_core.domain.lines import Line
from emulators.cin7_core.domain.papers import Header, Paper
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.stock import Spot
from emulators.cin7_core.domain.words import Words


class SaleVoided(Refused):
    """
    Nothing can be written to a voided sale.
    """


class NoGoods(Refused):
    """
    A sale of services has no order, no fulfilment, and nothing that lies in stock.
    """


class SaleType(StrEnum):
    """
    What kind of sale it is, as the vendor shows it.
    """

    SIMPLE = "Simple Sale"
    ADVANCED = "Advanced Sale"
    SERVICE = "Service Sale"


@dataclass(frozen=True, slots=True)
class Movement:
    """
    Stock that left for a sale.
    """

    task_id: str
    spot: Spot
    quantity: Decimal
    cost: Decimal
    moved_on: date


@dataclass(slots=True)
class Sale:
    """
    A sale.

    Attributes:
        place_in_list: Counts up with each new sale.

        auto_mode: How far an authorised order goes on by itself.

        reserved: What warehouses promised to the order and no pick has taken, by
            product and warehouse.

        words: The statuses that the list shows and filters by.
    """

    id: str
    number: str
    place_in_list: int
    kind: SaleType
    header: Header
    skip_quote: bool
    created_at: datetime
    updated_at: datetime
    source_channel: str | None = None
    auto_mode: str = "NOPICK"
    quote: Paper = field(default_factory=Paper)
    order: Paper = field(default_factory=Paper)
    prepayments: list[Payment] = field(default_factory=list)
    fulfilments: list[Fulfilment] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)
    credit_notes: list[CreditNote] = field(default_factory=list)
    reserved: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    movements: list[Movement] = field(default_factory=list)
    journal: Journal = field(default_factory=Journal)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    is_voided: bool = False
    words: Words = field(default_factory=Words)

    def check_alive(self) -> None:
        """
        Make sure that it can be written.

        Raises:
            SaleVoided: It is voided.
        """
        if self.is_voided:
            raise SaleVoided(f"Sale {self.number} cannot be changed: Status is VOIDED")

    def check_has_goods(self) -> None:
        """
        Make sure that it has an order and fulfilments.

        Raises:
            NoGoods: It is a sale of services.
        """
        if self.kind is SaleType.SERVICE:
            raise NoGoods("Order and Fulfilment are not available for Service Sale")

    def arranged(
        self, lines: tuple[Line, ...], charges: tuple[Line, ...]
    ) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """
        Return lines and charges as this kind of sale keeps them.

        To a sale of services, charges are lines like any other.

        Raises:
            NoGoods: It is a sale of services, and a line is none.
        """
        if self.kind is not SaleType.SERVICE:
            return lines, charges
        for line in lines:
            if line.is_stock and line.product:
                raise NoGoods(f"{line.product.sku} cannot be on a Service Sale")
        return (*lines, *charges), ()

    @property
    def is_ordered(self) -> bool:
        """
        Whether the order is authorised.
        """
        return self.order.stage is Stage.AUTHORISED

    @property
    def journal_stage(self) -> Stage:
        """
        The stage of the manual journal; it is there as soon as something is sold.
        """
        return self.journal.stage if self.is_sold else Stage.NOT_AVAILABLE

    @property
    def is_sold(self) -> bool:
        """
        Whether the customer has ordered; services have no order, and want a quote.
        """
        if self.kind is not SaleType.SERVICE or self.is_voided:
            return self.is_ordered
        return self.skip_quote or self.quote.stage is Stage.AUTHORISED

    def live_fulfilments(self) -> Iterator[Fulfilment]:
        """
        Return the tasks that count.
        """
        return (task for task in self.fulfilments if not task.is_voided)

    def ordered(self, product_id: str) -> Decimal:
        """
        Return how much of the product was ordered.
        """
        quantities = (
            line.quantity
            for line in self.order.lines
            if line.product and line.product.id == product_id
        )
        return sum(quantities, ZERO)

    def outstanding(self, product_id: str) -> Decimal:
        """
        Return how much was ordered and stands in no authorised pick.
        """
        picked = (
            line.quantity
            for task in self.live_fulfilments()
            if task.pick is Stage.AUTHORISED
            for line in task.pick_lines
            if line.product.id == product_id
        )
        return self.ordered(product_id) - sum(picked, ZERO)

    def pickable(self, product_id: str, task: Fulfilment) -> Decimal:
        """
        Return how much the task may pick: what was ordered and no other task has.
        """
        elsewhere = (
            line.quantity
            for other in self.live_fulfilments()
            if other is not task
            for line in other.pick_lines
            if line.product.id == product_id
        )
        return self.ordered(product_id) - sum(elsewhere, ZERO)

    def bills(self) -> tuple[Invoice | CreditNote, ...]:
        """
        Return the papers that money is paid for, one way or the other.
        """
        return (*self.invoices, *self.credit_notes)

    def invoice_lines(self) -> Iterator[Line]:
        """
        Return the lines and charges of all invoices.
        """
        for invoice in self.invoices:
            yield from (*invoice.lines, *invoice.charges)

    def payments(self) -> Iterator[Payment]:
        """
        Return all payments, those in advance first and refunds last.
        """
        yield from self.prepayments
        for paper in self.bills():
            yield from paper.payments

    def tracking_numbers(self) -> str:
        """
        Return the tracking numbers of all boxes, each once.
        """
        found = {
            line.tracking_number: None
            for task in self.live_fulfilments()
            for line in task.ship_lines
            if line.tracking_number
        }
        return ",".join(found)

    def balance(self) -> Decimal:
        """
        Return what the customer still owes of authorised invoices.

        It is below zero where something is to be paid back.
        """
        return self.net_amount() - self.paid_amount()

    def net_amount(self) -> Decimal:
        """
        Return what was billed and not credited.
        """
        inclusive = self.header.tax_inclusive
        totals = (
            note.totals(tax_inclusive=inclusive).total
            for note in self.credit_notes
            if note.is_authorised
        )
        return self.invoiced_amount() - sum(totals, ZERO)

    def invoiced_amount(self) -> Decimal:
        """
        Return what was billed.
        """
        inclusive = self.header.tax_inclusive
        totals = (
            i.totals(tax_inclusive=inclusive).total
            for i in self.invoices
            if i.is_billed
        )
        return sum(totals, ZERO)

    def paid_amount(self) -> Decimal:
        """
        Return what came in, also in advance, and was not paid out again.
        """
        paid = sum((invoice.paid for invoice in self.invoices), ZERO)
        refunded = sum((note.refunded for note in self.credit_notes), ZERO)
        return paid + sum((one.amount for one in self.prepayments), ZERO) - refunded

    def restocked(self) -> Iterator[tuple[CreditNote, RestockLine]]:
        """
        Return the goods that came back, each with its credit note.
        """
        for note in self.credit_notes:
            if note.is_authorised:
                for line in note.restock:
                    yield note, line

    def cost(self) -> Decimal:
        """
        Return what the goods cost that have left and not come back.
        """
        gone = sum((one.cost for one in self.movements), ZERO)
        return gone - sum((line.cost for _, line in self.restocked()), ZERO)

    @property
    def is_credited(self) -> bool:
        """
        Whether a credit note counts.
        """
        return any(note.is_authorised for note in self.credit_notes)
