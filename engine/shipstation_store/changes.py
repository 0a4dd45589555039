"""
Cancellations and refunds of orders that are sales already.
"""

from dataclasses import dataclass, replace

import msgspec

from engine.domain.new_sale import NewPayment
from engine.domain.outcome import Outcome, delivered, failed, held_back, unchanged
from engine.domain.records import Connection, InboundOrder, InboundState
from engine.domain.refund import credit_note, refund_mark, refund_of
from engine.domain.sale import Sale
from engine.domain.store_order import OrderStatus, StoreOrder
from engine.flows.budget import Budget
from engine.ports.vendors import Cin7Account, Rejected
from engine.ports.world import World

PENDING = "pending_fulfillment"

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Changes:
    """
    Carries what happened to saved orders into Cin7 Core, within one slice.
    """

    world: World
    connection: Connection
    account: Cin7Account
    budget: Budget

    def run(self) -> list[Outcome]:
        """
        See to each order that was cancelled or refunded; what waits is tried again.

        Raises:
            CannotAnswer: Cin7 Core is unable for now.
        """
        outcomes: list[Outcome] = []
        for known in self.world.ledger.inbound.in_state(
            self.connection.id, InboundState.CHANGED, limit=_BATCH
        ):
            if not self.budget.spend():
                break
            outcomes += self._see_to(known)
        return outcomes

    def _see_to(self, known: InboundOrder) -> list[Outcome]:
        latest = msgspec.json.decode(known.latest, type=StoreOrder)
        try:
            sale = self.account.sale(known.sale_id)
            if latest.status == OrderStatus.CANCELLED:
                after, outcome = self._cancelled(known, sale)
            else:
                after, outcome = self._refunded(known, sale, latest)
        except Rejected as problem:
            after = replace(known, reason="rejected")
            outcome = failed(known.sale_number, "rejected", f"{problem}")
        is_news = after.state is not known.state or after.reason != known.reason
        outcomes = [outcome] if is_news else []
        with self.world.ledger.transaction():
            self.world.ledger.inbound.put(self.connection.organisation, after)
            self.world.ledger.log.add(
                self.connection.organisation,
                self.connection.method,
                outcomes,
                at=self.world.clock.now(),
            )
        return outcomes

    def _cancelled(
        self, known: InboundOrder, sale: Sale
    ) -> tuple[InboundOrder, Outcome]:
        """
        Void the sale if nothing of it has left; else only tell.
        """
        number = known.sale_number
        ended = replace(known, state=InboundState.ENDED, reason="cancelled")
        if sale.is_voided:
            return ended, unchanged(number, "cancelled", f"{number} is voided already")
        if any(one.is_shipped for task in sale.fulfilments for one in task.ship_lines):
            sentence = (
                f"order {known.order_number} was cancelled after {number} had shipped:"
                " the sale stays"
            )
            ended = replace(ended, reason="cancelled_after_shipping")
            return ended, unchanged(number, ended.reason, sentence)
        self.account.void_sale(sale.sale_id)
        sentence = f"order {known.order_number} was cancelled: {number} is voided"
        return ended, delivered(number, sentence, reason="voided")

    def _refunded(
        self, known: InboundOrder, sale: Sale, latest: StoreOrder
    ) -> tuple[InboundOrder, Outcome]:
        """
        Credit what was paid back; goods return to stock unless they never left.
        """
        number = known.sale_number
        settled = replace(
            known,
            state=InboundState.SAVED,
            reason="",
            paid=latest.paid,
            content=known.latest,
        )
        memo = refund_mark(known.order_id, latest.paid)
        made = next((one for one in sale.credit_notes if one.memo == memo), None)
        if made is not None:
            if not made.is_refunded:
                self._pay_back(made.task_id, sale, known, latest)
            return settled, unchanged(number, "known", "the refund is credited already")
        if not any(one.is_billed for one in sale.invoices):
            sentence = f"{number} has no invoice: there is nothing to credit"
            return settled, unchanged(number, "not_invoiced", sentence)
        return self._credit(settled, sale, latest, memo=memo, known=known)

    def _credit(
        self,
        settled: InboundOrder,
        sale: Sale,
        latest: StoreOrder,
        *,
        memo: str,
        known: InboundOrder,
    ) -> tuple[InboundOrder, Outcome]:
        setup, number = self.connection.setup, known.sale_number
        captured = msgspec.json.decode(known.content, type=StoreOrder)
        refund = refund_of(captured, latest, paid=known.paid)
        has_left = any(task.is_all_shipped for task in sale.fulfilments)
        today = self.world.clock.now().date()
        note = credit_note(
            sale,
            refund,
            memo=memo,
            today=today,
            tax_rule=_tax_rule(sale),
            restocks=has_left or not setup.ignore_restock,
        )
        try:
            task_id = self.account.add_credit_note(note)
        except Rejected as problem:
            if has_left or not note.restock:
                raise
            sentence = (
                f"Pending fulfillment: the refund of {number} waits, because goods"
                f" that never left cannot be put back ({problem}). Ship the sale, or"
                " turn on 'Ignore restock for non-fulfilled sales'"
            )
            return replace(known, reason=PENDING), held_back(number, PENDING, sentence)
        self._pay_back(task_id, sale, known, latest)
        told = f"{refund.amount} of {number} is credited"
        if note.restock:
            told += (
                f"; {sum(one.quantity for one in note.restock):f} went back to stock"
            )
        return settled, delivered(number, told, reason="refunded")

    def _pay_back(
        self, task_id: str, sale: Sale, known: InboundOrder, latest: StoreOrder
    ) -> None:
        """
        Enter the refund where the payment was entered.
        """
        accounts = [
            account
            for one in sale.invoices
            for account in one.payment_accounts
            if account
        ]
        if accounts:
            self.account.add_payment(
                NewPayment(
                    task_id=task_id,
                    amount=known.paid - latest.paid,
                    paid_on=self.world.clock.now().date(),
                    account=accounts[0],
                    reference=known.order_number,
                    is_refund=True,
                )
            )


def _tax_rule(sale: Sale) -> str:
    rules = (rule for one in sale.invoices if one.is_billed for rule in one.tax_rules)
    return next(rules, "")
