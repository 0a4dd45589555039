"""
Lists ShipStation's orders and notes which become sales, wait, or are left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

import msgspec

from engine.domain.capture import Surroundings, judge
from engine.domain.outcome import Outcome, held_back, unchanged
from engine.domain.records import (
    INBOUND,
    Connection,
    InboundOrder,
    InboundState,
    Origin,
)
from engine.domain.store_order import OrderStatus, StoreOrder
from engine.flows.keys import breaking
from engine.flows.pages import PageReader, orders_of
from engine.ports.vendors import ShipStationAccount
from engine.ports.world import World

OVERLAP = timedelta(minutes=10)
CIN7_CORE = "cin7 core"

_UNDECIDED = frozenset({InboundState.WAITING, InboundState.HELD})
# What Setup says of an order, and not the order by itself.
_BY_SETUP = ("unpaid", "not_shipped")
_BATCH = 500


def cursor_name(connection: Connection) -> str:
    """
    Return the name of the cursor that tells how far orders were read.
    """
    return f"orders:{connection.id}"


def capture_orders(
    world: World, connection: Connection, account: ShipStationAccount
) -> list[Outcome]:
    """
    Note the orders that changed since the cursor; what looks as before is no news.

    The cursor moves when every page was seen.

    Raises:
        CannotAnswer: ShipStation is unable for now.
        CredentialsRefused: The connections that share the pair are broken by then.
    """
    started_at = world.clock.now()
    cursor = world.ledger.cursors.get(cursor_name(connection)) or started_at
    capture = _Capture(world, connection, Stores(world, account))
    outcomes: list[Outcome] = []
    with breaking(world, connection):
        reader = PageReader(orders_of(account), cursor - OVERLAP)
        for page in reader.pages():
            outcomes += capture.note(page)
    with world.ledger.transaction():
        capture.log(reader.problems)
        world.ledger.cursors.put(cursor_name(connection), started_at)
    return outcomes + reader.problems


def judge_again(world: World, connection: Connection) -> None:
    """
    Judge anew what is held for a setting, if Setup has changed since.
    """
    ledger, after = world.ledger, 0
    if ledger.cursors.get(connection.judged_cursor) is not None:
        return
    while batch := ledger.inbound.in_state(
        connection.id,
        InboundState.HELD,
        reasons=_BY_SETUP,
        after=after,
        limit=_BATCH,
    ):
        after = batch[-1].order_id
        with ledger.transaction():
            for known in batch:
                order = msgspec.json.decode(known.latest, type=StoreOrder)
                verdict = judge(order, connection.setup, Surroundings())
                judged = replace(known, state=verdict.state, reason=verdict.reason)
                ledger.inbound.put(connection.organisation, judged)
    ledger.cursors.put(connection.judged_cursor, world.clock.now())


def capture_again(world: World, connection: Connection, order: StoreOrder) -> None:
    """
    Let a sale be made of the order, whatever became of it before.

    It counts as tried: whoever makes the sale looks for its mark first.
    """
    ledger, organisation = world.ledger, connection.organisation
    latest = msgspec.json.encode(order).decode()
    wanted = InboundOrder(
        order_id=order.order_id,
        order_key=order.order_key,
        order_number=order.order_number,
        connection=connection.id,
        state=InboundState.WAITING,
        digest=order.digest,
        content=latest,
        latest=latest,
        paid=order.paid,
        attempted_at=world.clock.now(),
    )
    with ledger.transaction():
        for origin in ledger.orders.of_shipstation(organisation, [order.order_id]):
            if origin.direction == INBOUND:
                ledger.orders.forget(organisation, origin)
        ledger.inbound.put(organisation, wanted)


class Stores:
    """
    The stores of the account, asked for once if they are needed.
    """

    def __init__(self, world: World, account: ShipStationAccount) -> None:
        self._world = world
        self._account = account

    @cached_property
    def fed(self) -> frozenset[int]:
        """
        Return those that Cin7 Core feeds: their orders are its own sales.
        """
        own = self._world.public_url.rstrip("/")
        return frozenset(
            one.store_id
            for one in self._account.stores()
            if one.marketplace.lower() == CIN7_CORE
            or (own and one.integration_url.startswith(own))
        )


@dataclass(frozen=True, slots=True)
class _Capture:
    """
    One reading of one connection.
    """

    world: World
    connection: Connection
    stores: Stores

    def note(self, orders: Sequence[StoreOrder]) -> list[Outcome]:
        """
        Note a page; each order is judged once, and again when it has changed.
        """
        ledger, organisation = self.world.ledger, self.connection.organisation
        known = ledger.inbound.known(organisation, (one.order_id for one in orders))
        news = [one for one in orders if _is_news(one, known.get(one.order_id))]
        if not news:
            return []
        fed = self.stores.fed
        keys = [one.order_key.lower() for one in news if one.order_key]
        outcomes = []
        with ledger.transaction():
            ours = ledger.orders.left(organisation, keys)
            for order in news:
                self._note_place(order, ours)
                before = known.get(order.order_id)
                around = Surroundings(
                    is_ours=order.order_key.lower() in ours,
                    is_part=self._is_part(order, known),
                    fed_stores=fed,
                )
                after, outcome = self._noted(order, before, around)
                ledger.inbound.put(organisation, after)
                if outcome is not None:
                    outcomes.append(outcome)
            self.log(outcomes)
        return outcomes

    def _note_place(self, order: StoreOrder, ours: Mapping[str, Origin]) -> None:
        """
        Note where an order of ours is, so that its parts are known for ours too.
        """
        origin = ours.get(order.order_key.lower())
        if origin is not None and not origin.shipstation_order_id:
            self.world.ledger.orders.is_at(
                self.connection.organisation, origin.task_id, order_id=order.order_id
            )

    def log(self, outcomes: Sequence[Outcome]) -> None:
        """
        Write into the operations log.
        """
        self.world.ledger.log.add(
            self.connection.organisation,
            self.connection.method,
            outcomes,
            at=self.world.clock.now(),
        )

    def _is_part(self, order: StoreOrder, known: Mapping[int, InboundOrder]) -> bool:
        """
        Tell whether the order carries what is a sale already, and note that.

        What was split off before its parent became a sale is a sale of its own.
        """
        ledger, organisation = self.world.ledger, self.connection.organisation
        before = known.get(order.order_id)
        is_sale = before is not None and bool(before.sale_id)
        merged = [one for one in order.merged_ids if one != order.order_id]
        if merged:
            ledger.inbound.link(organisation, order.order_id, merged)
        if is_sale or not (merged or order.parent_id):
            return False
        parents = [] if order.parent_id is None else [order.parent_id]
        others = [*merged, *parents]
        if not ledger.orders.of_shipstation(organisation, others):
            return False
        ledger.inbound.link(organisation, order.order_id, parents)
        return True

    def _noted(
        self, order: StoreOrder, before: InboundOrder | None, around: Surroundings
    ) -> tuple[InboundOrder, Outcome | None]:
        latest = msgspec.json.encode(order).decode()
        if before is not None and before.sale_id:
            return _changed(order, before, latest)
        if before is not None and before.attempted_at is not None:
            # A sale may have been made of it: whoever finishes that sees what came.
            seen = replace(before, digest=order.digest, latest=latest)
            return replace(seen, state=InboundState.WAITING), None
        if before is not None and order.merged_ids and before.state in _UNDECIDED:
            # The others stay sales of their own: this one is what it was before.
            return replace(before, digest=order.digest, latest=latest), None
        verdict = judge(order, self.connection.setup, around)
        after = InboundOrder(
            order_id=order.order_id,
            order_key=order.order_key,
            order_number=order.order_number,
            connection=self.connection.id,
            state=verdict.state,
            digest=order.digest,
            content=latest,
            latest=latest,
            paid=order.paid,
            reason=verdict.reason,
        )
        if not verdict.reason or (before and before.reason == verdict.reason):
            return after, None
        told = held_back if verdict.state is InboundState.HELD else unchanged
        return after, told(order.order_number, verdict.reason, verdict.sentence)


def _is_news(order: StoreOrder, known: InboundOrder | None) -> bool:
    return known is None or known.digest != order.digest


def _changed(
    order: StoreOrder, before: InboundOrder, latest: str
) -> tuple[InboundOrder, Outcome | None]:
    """
    Note what happened to an order that is a sale: cancelled, refunded, or edited.
    """
    after = replace(before, digest=order.digest, latest=latest)
    if before.state is InboundState.ENDED:
        return after, None
    if before.state in _UNDECIDED:
        return replace(after, state=InboundState.WAITING), None
    seen = msgspec.json.decode(before.latest, type=StoreOrder)
    told = edited(order, seen, before)
    if not needs_seeing_to(order, before):
        return after, told
    is_paid = order.status != OrderStatus.CANCELLED and order.paid > before.paid
    return replace(after, state=InboundState.CHANGED), told if is_paid else None


def needs_seeing_to(order: StoreOrder, before: InboundOrder) -> bool:
    """
    Tell whether the order was cancelled, refunded or paid since it became a sale.
    """
    return order.status == OrderStatus.CANCELLED or order.paid != before.paid


def edited(order: StoreOrder, seen: StoreOrder, before: InboundOrder) -> Outcome | None:
    """
    Return what is told of an order that does not look any more as it was seen.
    """
    if (order.items, order.ship_to) == (seen.items, seen.ship_to):
        return None
    sentence = (
        f"order {order.order_number} was edited in ShipStation after it became"
        f" {before.sale_number}: the sale stays as it is"
    )
    return unchanged(before.sale_number, "edited", sentence)
