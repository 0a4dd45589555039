"""
Makes sales of captured orders: each once, whatever is cut or lost on the way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import msgspec

from engine.domain.capture import Surroundings, Verdict, judge
from engine.domain.new_sale import NewInvoice, NewOrder, NewPayment
from engine.domain.order_import import (
    NotImportable,
    goods,
    new_order,
    new_sale,
    quantities,
    remarks,
    total_of,
)
from engine.domain.outcome import Outcome, delivered, failed, held_back, unchanged
from engine.domain.records import (
    INBOUND,
    Connection,
    InboundOrder,
    InboundState,
    Origin,
)
from engine.domain.sale import VOIDED, Sale, SaleRow
from engine.domain.setup import InvoiceStatus, Setup
from engine.domain.store_order import StoreOrder, external_id
from engine.ports.vendors import Cin7Account, Rejected
from engine.ports.world import World
from engine.shipstation_store.books import BookKeeper, BudgetSpent
from engine.shipstation_store.capture import edited, needs_seeing_to
from engine.shipstation_store.turns import in_turn

_BATCH = 100
_MOST_HELD = 1000
# What may have changed in Cin7 Core without a word of ShipStation.
_CURABLE = ("product", "stock", "rejected")
_OPEN = frozenset({"NOT AVAILABLE", "DRAFT"})


def adopt(
    world: World, connection: Connection, order: StoreOrder, *, row: SaleRow
) -> None:
    """
    Note that the sale, which carries the order's mark, is the order's.
    """
    content = msgspec.json.encode(order).decode()
    saved = InboundOrder(
        order_id=order.order_id,
        order_key=order.order_key,
        order_number=order.order_number,
        connection=connection.id,
        state=InboundState.SAVED,
        digest=order.digest,
        content=content,
        latest=content,
        paid=order.paid,
        sale_id=row.sale_id,
        sale_number=row.order_number,
        attempted_at=world.clock.now(),
    )
    origin = _origin(world, connection, saved)
    with world.ledger.transaction():
        world.ledger.inbound.put(connection.organisation, saved)
        world.ledger.orders.add(connection.organisation, origin)


def _origin(world: World, connection: Connection, saved: InboundOrder) -> Origin:
    return Origin(
        direction=INBOUND,
        method=connection.method,
        sale_id=saved.sale_id,
        task_id=external_id(saved.order_id),
        sale_number=saved.sale_number,
        order_number=saved.order_number,
        first_seen_at=world.clock.now(),
        shipstation_order_id=str(saved.order_id),
    )


@dataclass(frozen=True, slots=True)
class Importer:
    """
    Imports the orders of one connection, within one slice.
    """

    world: World
    connection: Connection
    account: Cin7Account
    keeper: BookKeeper

    @property
    def organisation(self) -> str:
        """
        Return the organisation's id.
        """
        return self.connection.organisation

    @property
    def setup(self) -> Setup:
        """
        Return the connection's settings.
        """
        return self.connection.setup

    def run(self) -> list[Outcome]:
        """
        Import what waits, then what was held for something that may be cured.

        Raises:
            CannotAnswer: Cin7 Core is unable for now.
            CredentialsRefused: Cin7 Core does not know the credentials.
        """
        outcomes: list[Outcome] = []
        try:
            held = self._held()
            while batch := self._waiting():
                for order in batch:
                    outcomes += self._import(order)
            for order in held:
                outcomes += self._import(order)
        except BudgetSpent:
            pass
        return outcomes

    def _held(self) -> Sequence[InboundOrder]:
        """
        Return what is held, beginning with another order at each minute.

        So all have their turn, even if the budget never lasts for all.
        """
        held = self.world.ledger.inbound.in_state(
            self.connection.id, InboundState.HELD, reasons=_CURABLE, limit=_MOST_HELD
        )
        return in_turn(held, self.world.clock.now())

    def _waiting(self) -> Iterable[InboundOrder]:
        return self.world.ledger.inbound.in_state(
            self.connection.id, InboundState.WAITING, limit=_BATCH
        )

    def _import(self, known: InboundOrder) -> list[Outcome]:
        """
        Make the sale, and tell of it; what holds it is told when it is new.
        """
        try:
            begun = self._begun(known)
            order = msgspec.json.decode(begun.content, type=StoreOrder)
            verdict = judge(order, self.setup, Surroundings())
            if not begun.sale_id and verdict.state is not InboundState.WAITING:
                return self._put_aside(begun, verdict)
            saved, outcome = self._saved(begun, order)
        except NotImportable as problem:
            return self._hold(known, problem.reason, str(problem))
        except Rejected as problem:
            sentence = f"order {known.order_number} is held: {problem}"
            return self._hold(known, "rejected", sentence)
        return self._keep(saved, outcome)

    def _hold(self, known: InboundOrder, reason: str, sentence: str) -> list[Outcome]:
        """
        Put the order aside; what was begun of it is found again by its mark.
        """
        current = self._now(known)
        held = replace(current, state=InboundState.HELD, reason=reason)
        is_news = known.reason != reason
        told = failed if reason == "rejected" else held_back
        outcomes = [told(known.order_number, reason, sentence)] if is_news else []
        with self.world.ledger.transaction():
            self.world.ledger.inbound.put(self.organisation, held)
            self._log(outcomes)
        return outcomes

    def _saved(
        self, known: InboundOrder, order: StoreOrder
    ) -> tuple[InboundOrder, Outcome]:
        """
        Return the order as saved, after the calls that it still needs.

        Raises:
            NotImportable: No sale can be made of it now.
            Rejected: Cin7 Core says no.
            BudgetSpent: Another run goes on.
        """
        begun, sale = known, None
        if not begun.sale_id:
            self._check_stock(order)
        names = self.keeper.names(order, self.setup)
        content = new_order(order, self.setup, names)
        if begun.sale_id:
            self.keeper.spend()
            sale = self.account.sale(begun.sale_id)
            if sale.is_voided:
                return self._given_up(begun, sale)
            number = self._finished(sale, content)
        else:
            self.keeper.spend()
            begun = self._put(replace(begun, attempted_at=self.world.clock.now()))
            sale_id = self.account.add_sale(new_sale(order, self.setup, names))
            begun = self._put(replace(begun, sale_id=sale_id))
            number = self._ordered(sale_id, content)
        self._bill(begun, order, content, sale=sale)
        told = (
            f"order {order.order_number} is sale {number}",
            *remarks(order, content),
        )
        saved = replace(begun, sale_number=number, reason="")
        return saved, delivered(number, "; ".join(told), reason="imported")

    def _check_stock(self, order: StoreOrder) -> None:
        """
        Return if all is in stock, or need not be.
        """
        if self.setup.allow_backorder:
            return
        # An order counts as one call, or one of very many lines would never be done.
        self.keeper.spend()
        for sku, quantity in quantities(goods(order)).items():
            free = sum((one.available for one in self.account.places(sku)), Decimal(0))
            if free < quantity:
                raise NotImportable(
                    "stock",
                    f"order {order.order_number} is held: {quantity} of {sku} are"
                    f" ordered and {free} are free",
                )

    def _begun(self, known: InboundOrder) -> InboundOrder:
        """
        Return the order with the sale that an earlier attempt has made, if any.

        It is looked for by its mark, which only an order that was tried costs a call.
        Without a sale it begins anew, as ShipStation has it now.
        """
        if known.sale_id or known.attempted_at is None:
            return known
        self.keeper.spend()
        rows = self.account.sales_marked(external_id(known.order_id))
        alive = [one for one in rows if VOIDED not in {one.status, one.order_status}]
        current = self._now(known)
        if alive:
            return self._put(replace(current, sale_id=alive[0].sale_id))
        latest = msgspec.json.decode(current.latest, type=StoreOrder)
        anew = replace(current, content=current.latest, paid=latest.paid)
        return self._put(replace(anew, attempted_at=None))

    def _put_aside(self, known: InboundOrder, verdict: Verdict) -> list[Outcome]:
        """
        Hold or end an order that, or whose Setup, has changed since it was captured.
        """
        told = held_back if verdict.state is InboundState.HELD else unchanged
        outcome = told(known.order_number, verdict.reason, verdict.sentence)
        with self.world.ledger.transaction():
            self._put(replace(known, state=verdict.state, reason=verdict.reason))
            self._log([outcome])
        return [outcome]

    def _given_up(
        self, begun: InboundOrder, sale: Sale
    ) -> tuple[InboundOrder, Outcome]:
        """
        Leave a sale alone that somebody has voided before it was finished.
        """
        sentence = (
            f"{sale.order_number} was voided in Cin7 Core: order {begun.order_number}"
            " is left alone"
        )
        ended = replace(
            begun,
            state=InboundState.ENDED,
            sale_number=sale.order_number,
            reason="voided",
        )
        return ended, unchanged(sale.order_number, "voided", sentence)

    def _finished(self, sale: Sale, content: NewOrder) -> str:
        """
        Authorise the order unless an earlier attempt has.
        """
        if sale.order_status in _OPEN:
            return self._ordered(sale.sale_id, content)
        return sale.order_number

    def _ordered(self, sale_id: str, content: NewOrder) -> str:
        self.keeper.spend()
        return self.account.authorise_order(sale_id, content)

    def _bill(
        self,
        begun: InboundOrder,
        order: StoreOrder,
        content: NewOrder,
        *,
        sale: Sale | None,
    ) -> None:
        """
        Make the invoice that Setup wants, and enter what was paid; each once.

        *sale* is what an earlier attempt has left.
        """
        wanted = self.setup.invoice_status
        if wanted is InvoiceStatus.NONE:
            return
        made = [one for one in sale.invoices if one.is_made] if sale else []
        day = order.ordered_at.date()
        if made:
            task_id = made[0].task_id
        else:
            self.keeper.spend()
            is_authorised = wanted is InvoiceStatus.AUTHORISED
            invoice = NewInvoice(content, is_authorised, day)
            task_id = self.account.add_invoice(begun.sale_id, invoice)
        owed = min(order.paid, total_of(content)) - sum(one.paid for one in made)
        if self.setup.payment_account and owed > 0:
            self.keeper.spend()
            self.account.add_payment(
                NewPayment(
                    task_id=task_id,
                    amount=owed,
                    paid_on=day,
                    account=self.setup.payment_account,
                    reference=order.payment_method or order.order_number,
                )
            )

    def _keep(self, saved: InboundOrder, outcome: Outcome) -> list[Outcome]:
        """
        Note that the order is a sale, and what it came from.

        What happened to it in ShipStation meanwhile is seen to by the same run.
        """
        ledger = self.world.ledger
        saved, outcomes = self._caught_up(saved), [outcome]
        if told := self._edited(saved):
            outcomes.append(told)
        origin = _origin(self.world, self.connection, saved)
        with ledger.transaction():
            ledger.inbound.put(self.organisation, saved)
            ledger.orders.add(self.organisation, origin)
            self._log(outcomes)
        return outcomes

    def _caught_up(self, saved: InboundOrder) -> InboundOrder:
        """
        Return the order with what came of it since, and where it stands by that.
        """
        current = self._now(saved)
        saved = replace(saved, latest=current.latest, digest=current.digest)
        if saved.state is InboundState.ENDED:
            return saved
        latest = msgspec.json.decode(saved.latest, type=StoreOrder)
        is_changed = needs_seeing_to(latest, saved)
        state = InboundState.CHANGED if is_changed else InboundState.SAVED
        return replace(saved, state=state)

    def _edited(self, saved: InboundOrder) -> Outcome | None:
        if saved.state is not InboundState.SAVED:
            return None
        latest, content = (
            msgspec.json.decode(one, type=StoreOrder)
            for one in (saved.latest, saved.content)
        )
        return edited(latest, content, saved)

    def _put(self, order: InboundOrder) -> InboundOrder:
        self.world.ledger.inbound.put(self.organisation, order)
        return order

    def _now(self, order: InboundOrder) -> InboundOrder:
        """
        Return the order as the ledger has it now.
        """
        known = self.world.ledger.inbound.known(self.organisation, [order.order_id])
        return known[order.order_id]

    def _log(self, outcomes: Iterable[Outcome]) -> None:
        self.world.ledger.log.add(
            self.organisation,
            self.connection.method,
            outcomes,
            at=self.world.clock.now(),
        )
