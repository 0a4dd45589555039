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
from engine.domain.records import INBOUND, Connection, InboundOrder, InboundState
from engine.domain.store_order import OrderStatus, StoreOrder
from engine.flows.keys import breaking
from engine.ports.vendors import ShipStationAccount
from engine.ports.world import World
from engine.shipstation_store.pages import PageReader

OVERLAP = timedelta(minutes=10)
CIN7_CORE = "cin7 core"


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
        reader = PageReader(account, cursor - OVERLAP)
        for page in reader.pages():
            outcomes += capture.note(page)
    with world.ledger.transaction():
        capture.log(reader.problems)
        world.ledger.cursors.put(cursor_name(connection), started_at)
    return outcomes + reader.problems


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
            ours = set(ledger.orders.left(organisation, keys))
            for order in news:
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
        """
        others = [*order.merged_ids]
        if order.parent_id is not None:
            others.append(order.parent_id)
        others = [one for one in others if one != order.order_id]
        if not others:
            return False
        ledger, organisation = self.world.ledger, self.connection.organisation
        ledger.inbound.link(organisation, order.order_id, others)
        origins = ledger.orders.of_shipstation(organisation, others)
        return bool(origins) and order.order_id not in {
            key for key, one in known.items() if one.sale_id
        }

    def _noted(
        self, order: StoreOrder, before: InboundOrder | None, around: Surroundings
    ) -> tuple[InboundOrder, Outcome | None]:
        latest = msgspec.json.encode(order).decode()
        if before is not None and before.sale_id:
            return _changed(order, before, latest)
        if before is not None and before.attempted_at is not None:
            # A sale may have been made of it: whoever finishes that sees what came.
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
    if order.status == OrderStatus.CANCELLED or order.paid < before.paid:
        return replace(after, state=InboundState.CHANGED), None
    captured = msgspec.json.decode(before.content, type=StoreOrder)
    if (order.items, order.ship_to) == (captured.items, captured.ship_to):
        return after, None
    sentence = (
        f"order {order.order_number} was edited in ShipStation after it became"
        f" {before.sale_number}: the sale stays as it is"
    )
    edited = replace(after, content=latest)
    return edited, unchanged(before.sale_number, "edited", sentence)
