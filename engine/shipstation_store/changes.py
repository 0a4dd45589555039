"""
Cancellations and refunds of orders that are sales already.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

import msgspec

from engine.domain.fulfil import is_all_shipped
from engine.domain.new_sale import NewPayment
from engine.domain.outcome import Outcome, delivered, failed, held_back, unchanged
from engine.domain.records import Connection, InboundOrder, InboundState
from engine.domain.refund import (
    Refund,
    credit_note,
    credited,
    notes_of,
    refund_mark,
    refund_of,
)
from engine.domain.sale import Sale
from engine.domain.store_order import OrderStatus, StoreOrder
from engine.flows.budget import Budget
from engine.ports.vendors import Cin7Account, Rejected
from engine.ports.world import World
from engine.shipstation_store.turns import in_turn

PENDING = "pending_fulfillment"

_MOST = 1000


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
        See to what was cancelled, refunded or paid; what waits is tried again.

        Raises:
            CannotAnswer: Cin7 Core is unable for now.
        """
        outcomes: list[Outcome] = []
        changed = self.world.ledger.inbound.in_state(
            self.connection.id, InboundState.CHANGED, limit=_MOST
        )
        for known in in_turn(changed, self.world.clock.now()):
            if not self.budget.spend():
                break
            outcomes += self._see_to(known)
        return outcomes

    def _see_to(self, known: InboundOrder) -> list[Outcome]:
        try:
            after, outcome = self._changed(known)
        except Rejected as problem:
            after = replace(known, reason="rejected")
            outcome = failed(known.sale_number, "rejected", f"{problem}")
        is_news = after.state is not known.state or after.reason != known.reason
        outcomes = [outcome] if is_news and outcome else []
        with self.world.ledger.transaction():
            self.world.ledger.inbound.put(self.connection.organisation, after)
            self.world.ledger.log.add(
                self.connection.organisation,
                self.connection.method,
                outcomes,
                at=self.world.clock.now(),
            )
        return outcomes

    def _changed(self, known: InboundOrder) -> tuple[InboundOrder, Outcome | None]:
        latest = msgspec.json.decode(known.latest, type=StoreOrder)
        sale = self.account.sale(known.sale_id)
        if latest.status == OrderStatus.CANCELLED:
            return self._cancelled(known, sale)
        if latest.paid < known.paid:
            return self._refunded(known, sale, latest)
        return self._paid(known, sale, latest)

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
        made = notes_of(known.order_id, sale.credit_notes, paid=known.paid)
        for note in made:
            self._pay_back(note.task_id, note.owed, sale, known)
        done = credited(known.order_id, made, paid=known.paid)
        if done.paid <= latest.paid:
            sentence = "the refund is credited already"
            return _settled(known, latest), unchanged(number, "known", sentence)
        if not any(one.is_billed for one in sale.invoices):
            sentence = f"{number} has no invoice: there is nothing to credit"
            settled = _settled(known, latest)
            return settled, unchanged(number, "not_invoiced", sentence)
        captured = msgspec.json.decode(known.content, type=StoreOrder)
        refund = refund_of(captured, latest, done=done, most=sale.total)
        if not refund.amount:
            sentence = f"more than {number} comes to was paid, and is paid back"
            settled = _settled(known, latest)
            return settled, unchanged(number, "overpaid", sentence)
        return self._credit(known, sale, latest, refund=refund)

    def _credit(
        self, known: InboundOrder, sale: Sale, latest: StoreOrder, *, refund: Refund
    ) -> tuple[InboundOrder, Outcome]:
        number = known.sale_number
        note = credit_note(
            sale,
            refund,
            memo=refund_mark(known.order_id, latest.paid),
            today=self.world.clock.now().date(),
            tax_rule=_tax_rule(sale),
            ignores_unshipped=self.connection.setup.ignore_restock,
        )
        try:
            task_id = self.account.add_credit_note(note)
        except Rejected as problem:
            if is_all_shipped(sale) or not note.restock:
                raise
            sentence = (
                f"Pending fulfillment: the refund of {number} waits, because goods"
                f" that never left cannot be put back ({problem}). Ship the sale, or"
                " turn on 'Ignore restock for non-fulfilled sales'"
            )
            return replace(known, reason=PENDING), held_back(number, PENDING, sentence)
        self._pay_back(task_id, refund.amount, sale, known)
        told = f"{refund.amount} of {number} is credited"
        if note.restock:
            told += (
                f"; {sum(one.quantity for one in note.restock):f} went back to stock"
            )
        settled = _settled(known, latest)
        return settled, delivered(number, told, reason="refunded")

    def _paid(
        self, known: InboundOrder, sale: Sale, latest: StoreOrder
    ) -> tuple[InboundOrder, Outcome | None]:
        """
        Enter what was paid since, where payments are entered and an invoice is owed.
        """
        number = known.sale_number
        settled = replace(known, state=InboundState.SAVED, reason="", paid=latest.paid)
        account = self.connection.setup.payment_account
        billed = [one for one in sale.invoices if one.is_billed]
        entered = sum((one.paid for one in billed), Decimal(0))
        owed = min(latest.paid, sale.total) - entered
        if not account or not billed or owed <= 0 or latest.paid <= known.paid:
            return settled, None
        self.account.add_payment(
            NewPayment(
                task_id=billed[0].task_id,
                amount=owed,
                paid_on=self.world.clock.now().date(),
                account=account,
                reference=latest.payment_method or known.order_number,
            )
        )
        told = f"{owed} was paid for {number}"
        return settled, delivered(number, told, reason="paid")

    def _pay_back(
        self, task_id: str, amount: Decimal, sale: Sale, known: InboundOrder
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
        if accounts and amount > 0:
            self.account.add_payment(
                NewPayment(
                    task_id=task_id,
                    amount=amount,
                    paid_on=self.world.clock.now().date(),
                    account=accounts[0],
                    reference=known.order_number,
                    is_refund=True,
                )
            )


def _settled(known: InboundOrder, latest: StoreOrder) -> InboundOrder:
    """
    Return the order as it is when its refund is credited.
    """
    saved = replace(known, state=InboundState.SAVED, reason="")
    return replace(saved, paid=latest.paid, content=known.latest)


def _tax_rule(sale: Sale) -> str:
    rules = (rule for one in sale.invoices if one.is_billed for rule in one.tax_rules)
    return next(rules, "")
