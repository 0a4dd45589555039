"""
Polls ShipStation for shipments, and for orders that were marked as shipped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, unchanged
from engine.domain.records import (
    INBOUND,
    Connection,
    InboundState,
    Origin,
    SeenShipment,
    State,
)
from engine.domain.ship_notice import Shipment
from engine.flows.budget import Budget
from engine.flows.keys import breaking
from engine.flows.parcels import seen, write
from engine.ports.vendors import (
    SHIPMENTS_PAGE,
    Cin7Account,
    ListedShipment,
    ShipStationAccount,
)
from engine.ports.world import World

SOURCE = "poll"
OVERLAP = timedelta(minutes=10)
# How long a shipment waits that could not be applied.
PATIENCE = timedelta(minutes=15)

_BATCH = 50
# Look at the sale and write; what came from ShipStation is picked and packed before.
_CALLS, _CALLS_IMPORTED = 2, 4
_COMING = frozenset({InboundState.WAITING, InboundState.HELD})

# Takes a shipment back from Cin7 Core that was voided, and tells how.
Reverse = Callable[[SeenShipment, Origin], Outcome]


@dataclass(frozen=True, slots=True)
class Poll:
    """
    One poll of one connection.

    Attributes:
        knows_orders: The run has captured the orders before: a shipment of an order
            that is still unknown the next time is none of ours.
        ships_imported: Imported sales take their shipments from ShipStation.
        reverse: What is done about a shipment that is voided after it was applied;
            nothing leaves Cin7 Core as it is.
    """

    world: World
    connection: Connection
    cin7: Cin7Account
    shipstation: ShipStationAccount
    budget: Budget
    knows_orders: bool = False
    ships_imported: bool = True
    reverse: Reverse | None = None

    @property
    def organisation(self) -> str:
        """
        Return the organisation's id.
        """
        return self.connection.organisation


def cursor_name(connection: Connection) -> str:
    """
    Return the name of the cursor that tells how far shipments were read.
    """
    return f"shipments:{connection.id}"


def poll_shipments(poll: Poll) -> list[Outcome]:
    """
    Note the shipments made since the cursor, then apply as many as the budget allows.

    What was noted is applied by a later run if this one is cut or its budget ends.

    Raises:
        CannotAnswer: A vendor is unable for now.
        CredentialsRefused: A vendor does not know the credentials any more; if that
            is ShipStation, the connections that share the pair are broken by then.
    """
    world, name = poll.world, cursor_name(poll.connection)
    started_at = world.clock.now()
    cursor = world.ledger.cursors.get(name) or started_at
    outcomes: list[Outcome] = []
    for listed in _pages(poll, cursor - OVERLAP):
        outcomes += _note(poll, listed)
    world.ledger.cursors.put(name, started_at)
    return outcomes + _apply_waiting(poll)


def is_unfinished(world: World, organisation: str) -> bool:
    """
    Tell whether shipments wait that could be applied now.
    """
    now = world.clock.now()
    return bool(world.ledger.shipments.waiting(organisation, SOURCE, now=now, limit=1))


def _pages(poll: Poll, since: datetime) -> Iterator[Sequence[ListedShipment]]:
    for read in (poll.shipstation.shipments_since, poll.shipstation.fulfillments_since):
        for page in count(1):
            with breaking(poll.world, poll.connection):
                listed = read(since, page)
            yield listed
            if len(listed) < SHIPMENTS_PAGE:
                break


def _note(poll: Poll, listed: Sequence[ListedShipment]) -> list[Outcome]:
    """
    Remember what is listed for the first time, and see to what was voided since.
    """
    ledger, now = poll.world.ledger, poll.world.clock.now()
    ids = [one.shipment_id for one in listed]
    known = ledger.shipments.known(poll.organisation, SOURCE, ids)
    outcomes: list[Outcome] = []
    for one in listed:
        before = known.get(one.shipment_id)
        if before is not None:
            outcomes += _again(poll, one, before)
            continue
        noted, outcome = _noted(poll, one)
        with ledger.transaction():
            is_new = ledger.shipments.see(poll.organisation, noted, at=now)
            if is_new and outcome is not None:
                _log(poll, outcome)
                outcomes.append(outcome)
    return outcomes


def _noted(poll: Poll, listed: ListedShipment) -> tuple[SeenShipment, Outcome | None]:
    """
    Return what is remembered of a shipment, and what is told if it is none.
    """
    noted = replace(
        seen(SOURCE, listed.shipment_id, listed.shipment),
        order_number=listed.order_number,
        order_key=listed.order_key,
        order_id=listed.order_id,
        is_voided=listed.is_voided,
    )
    if not (listed.is_return or listed.is_voided):
        return replace(noted, is_waiting=True), None
    origins = _origins(poll, listed.order_key, listed.order_id)
    number = origins[0].sale_number if origins else listed.order_number
    noted = replace(noted, order_number=number)
    if listed.is_return:
        sentence = "a return label is not a shipment"
        return noted, unchanged(number, "return_label", sentence)
    return noted, unchanged(number, "voided", "the shipment is voided")


def _again(
    poll: Poll, listed: ListedShipment, before: SeenShipment
) -> Iterator[Outcome]:
    """
    See to a shipment that was voided since; else it is no news.
    """
    if not listed.is_voided or before.is_voided:
        return
    outcome = unchanged(
        before.order_number,
        "voided_later" if before.is_applied else "voided",
        f"shipment {listed.shipment_id} was voided in ShipStation;"
        " Cin7 Core keeps its tracking number",
    )
    origins = _origins(poll, before.order_key, before.order_id)
    if before.is_applied and poll.reverse is not None and origins:
        outcome = poll.reverse(before, origins[0])
    after = replace(before, is_voided=True, is_waiting=False)
    with poll.world.ledger.transaction():
        poll.world.ledger.shipments.settle(poll.organisation, after)
        _log(poll, outcome)
    yield outcome


def _apply_waiting(poll: Poll) -> list[Outcome]:
    """
    Apply what waits, oldest first, until the budget ends.
    """
    outcomes: list[Outcome] = []
    ledger, now = poll.world.ledger, poll.world.clock.now()
    while batch := ledger.shipments.waiting(
        poll.organisation, SOURCE, now=now, limit=_BATCH
    ):
        for before in batch:
            origins = _origins(poll, before.order_key, before.order_id)
            if not poll.budget.take(_cost(origins)):
                return outcomes
            outcomes += _settled(poll, before, origins)
    return outcomes


def _cost(origins: Sequence[Origin]) -> int:
    return sum(
        _CALLS_IMPORTED if one.direction == INBOUND else _CALLS for one in origins
    )


def _settled(
    poll: Poll, before: SeenShipment, origins: Sequence[Origin]
) -> list[Outcome]:
    """
    Apply one shipment and remember what became of it; a wait is told once.

    It is settled after it was applied: a run that is cut in between looks at the sale
    again and finds the tracking number there.
    """
    after, outcome = _applied(poll, before, origins)
    if after.is_waiting:
        after = replace(after, retry_at=poll.world.clock.now() + PATIENCE)
    is_news = not after.is_waiting or before.retry_at is None
    outcomes = [outcome] if is_news else []
    with poll.world.ledger.transaction():
        poll.world.ledger.shipments.settle(poll.organisation, after)
        for one in outcomes:
            _log(poll, one)
    return outcomes


def _applied(
    poll: Poll, known: SeenShipment, origins: Sequence[Origin]
) -> tuple[SeenShipment, Outcome]:
    """
    Return the shipment as it is remembered now, and what became of it.

    What was combined in ShipStation is written into each of its sales.
    """
    if not origins:
        return _unknown(poll, known)
    if origins[0].direction == INBOUND and not poll.ships_imported:
        sentence = "the sale is shipped by Cin7 Core itself"
        after = replace(known, is_waiting=False)
        return after, unchanged(origins[0].sale_number, "automatic_ship", sentence)
    shipment = _share(_shipment(known), origins)
    written = [
        write(
            poll.world,
            poll.cin7,
            poll.organisation,
            origin=origin,
            shipment=shipment,
        )
        for origin in origins
    ]
    after = replace(
        known,
        order_number=origins[0].sale_number,
        task_id=written[0].task_id or known.task_id,
        is_applied=all(one.is_applied for one in written),
        is_waiting=any(one.is_waiting for one in written),
    )
    telling = next((one for one in written if not one.is_applied), written[-1])
    return after, telling.outcome


def _share(shipment: Shipment, origins: Sequence[Origin]) -> Shipment:
    """
    Return what one of the sales has of the shipment: of several, its whole order.
    """
    return shipment if len(origins) == 1 else replace(shipment, items=())


def _unknown(poll: Poll, known: SeenShipment) -> tuple[SeenShipment, Outcome]:
    """
    Return a shipment of an order that is none of ours, or not yet.
    """
    number = known.order_number
    if _may_become_ours(poll, known):
        sentence = f"order {number} of ShipStation is no sale yet; it is tried again"
        return known, unchanged(number, "waiting", sentence)
    sentence = f"order {number} of ShipStation is no order of ours"
    return replace(known, is_waiting=False), unchanged(number, "not_ours", sentence)


def _may_become_ours(poll: Poll, known: SeenShipment) -> bool:
    """
    Tell whether its order may still become a sale.

    Who captures orders decides that at the second look: the order may have come
    between its own list and that of the shipments.
    """
    if known.order_id is None:
        return False
    orders = poll.world.ledger.inbound.known(poll.organisation, [known.order_id])
    if known.order_id in orders:
        return orders[known.order_id].state in _COMING
    if poll.knows_orders:
        return known.retry_at is None
    return any(
        one.method is Method.SHIPSTATION_STORE
        and one.state is not State.DISCONNECTED
        and one.setup.imports
        for one in poll.world.ledger.connections.all(poll.organisation)
    )


def _origins(poll: Poll, order_key: str, order_id: int | None) -> Sequence[Origin]:
    """
    Return what the order is in Cin7 Core: more than one if it was combined.
    """
    ledger = poll.world.ledger
    found: dict[tuple[str, str], Origin] = {}
    ids = [order_id] if order_id is not None else []
    if ids:
        ids += ledger.inbound.linked(poll.organisation, ids[0])
    for origin in ledger.orders.of_shipstation(poll.organisation, ids):
        found[origin.direction, origin.task_id] = origin
    if key := order_key.lower():
        for origin in ledger.orders.left(poll.organisation, [key]).values():
            found.setdefault((origin.direction, origin.task_id), origin)
    return list(found.values())


def _shipment(known: SeenShipment) -> Shipment:
    return Shipment(
        tracking_number=known.tracking_number,
        carrier=known.carrier,
        service=known.service,
        cost=known.cost,
        shipped_on=known.shipped_on,
        items=known.items,
    )


def _log(poll: Poll, outcome: Outcome) -> None:
    poll.world.ledger.log.add(
        poll.organisation,
        poll.connection.method,
        [outcome],
        at=poll.world.clock.now(),
    )
