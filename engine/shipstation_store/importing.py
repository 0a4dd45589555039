"""
Makes sales of captured orders: each once, whatever is cut or lost on the way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

import msgspec

from engine.domain.new_sale import NewInvoice, NewOrder, NewPayment
from engine.domain.order_import import (
    NotImportable,
    goods,
    new_order,
    new_sale,
    remarks,
    total_of,
)
from engine.domain.outcome import Outcome, delivered, failed, held_back
from engine.domain.records import (
    INBOUND,
    Connection,
    InboundOrder,
    InboundState,
    Origin,
)
from engine.domain.sale import VOIDED, Sale, SaleRow
from engine.domain.setup import InvoiceStatus, Setup
from engine.domain.store_order import OrderStatus, StoreOrder, external_id
from engine.ports.vendors import Cin7Account, Rejected
from engine.ports.world import World
from engine.shipstation_store.books import BookKeeper, BudgetSpent

_BATCH = 100
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
        Import what waits, and what was held for something that may be cured.

        Raises:
            CannotAnswer: Cin7 Core is unable for now.
            CredentialsRefused: Cin7 Core does not know the credentials.
        """
        outcomes: list[Outcome] = []
        try:
            for order in self._held():
                outcomes += self._import(order)
            while batch := self._waiting():
                for order in batch:
                    outcomes += self._import(order)
        except BudgetSpent:
            pass
        return outcomes

    def _held(self) -> Iterable[InboundOrder]:
        return self.world.ledger.inbound.in_state(
            self.connection.id, InboundState.HELD, reasons=_CURABLE, limit=_BATCH
        )

    def _waiting(self) -> Iterable[InboundOrder]:
        return self.world.ledger.inbound.in_state(
            self.connection.id, InboundState.WAITING, limit=_BATCH
        )

    def _import(self, known: InboundOrder) -> list[Outcome]:
        """
        Make the sale, and tell of it; what holds it is told when it is new.
        """
        order = msgspec.json.decode(known.content, type=StoreOrder)
        try:
            saved, outcome = self._saved(known, order)
        except NotImportable as problem:
            return self._hold(known, problem.reason, str(problem))
        except Rejected as problem:
            sentence = f"order {order.order_number} is held: {problem}"
            return self._hold(known, "rejected", sentence)
        self._keep(saved, outcome)
        return [outcome]

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
        self._check_stock(order)
        names = self.keeper.names(order, self.setup)
        content = new_order(order, self.setup, names)
        begun, sale = self._begun(known, order), None
        if begun.sale_id:
            self.keeper.spend()
            sale = self.account.sale(begun.sale_id)
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
        for item in goods(order):
            self.keeper.spend()
            free = sum(
                (one.available for one in self.account.places(item.sku)), Decimal(0)
            )
            if free < item.quantity:
                raise NotImportable(
                    "stock",
                    f"order {order.order_number} is held: {item.quantity} of"
                    f" {item.sku} are ordered and {free} are free",
                )

    def _begun(self, known: InboundOrder, order: StoreOrder) -> InboundOrder:
        """
        Return the order with the sale that an earlier attempt has made, if any.

        It is looked for by its mark, which only an order that was tried costs a call.
        """
        if known.sale_id or known.attempted_at is None:
            return known
        self.keeper.spend()
        rows = self.account.sales_marked(order.external_id)
        alive = [one for one in rows if VOIDED not in {one.status, one.order_status}]
        return self._put(replace(known, sale_id=alive[0].sale_id)) if alive else known

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
        is_paid = any(one.payment_accounts for one in made)
        if self.setup.payment_account and order.paid > 0 and not is_paid:
            self.keeper.spend()
            self.account.add_payment(
                NewPayment(
                    task_id=task_id,
                    amount=min(order.paid, total_of(content)),
                    paid_on=day,
                    account=self.setup.payment_account,
                    reference=order.payment_method or order.order_number,
                )
            )

    def _keep(self, saved: InboundOrder, outcome: Outcome) -> None:
        """
        Note that the order is a sale, and what it came from.

        What happened to it in ShipStation meanwhile is seen to by the same run.
        """
        ledger = self.world.ledger
        current = self._now(saved)
        latest = msgspec.json.decode(current.latest, type=StoreOrder)
        is_changed = latest.status == OrderStatus.CANCELLED or latest.paid < saved.paid
        state = InboundState.CHANGED if is_changed else InboundState.SAVED
        origin = _origin(self.world, self.connection, saved)
        with ledger.transaction():
            ledger.inbound.put(
                self.organisation, replace(saved, state=state, latest=current.latest)
            )
            ledger.orders.add(self.organisation, origin)
            self._log([outcome])

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
