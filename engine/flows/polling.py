"""
Polls ShipStation for shipments, and for orders that were marked as shipped.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, failed, unchanged
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
from engine.flows.pages import PageReader, fulfillments_of, shipments_of
from engine.flows.parcels import seen, write
from engine.ports.vendors import (
    Cin7Account,
    ListedShipment,
    Rejected,
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
# What is combined of very many orders still fits into a slice.
_MOST_CALLS = 40
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
        ships_imported: Imported sales take their shipments from ShipStation; else only
            those that Cin7 Core could not ship by itself.
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
    for source in (shipments_of(poll.shipstation), fulfillments_of(poll.shipstation)):
        reader = PageReader(source, cursor - OVERLAP)
        for listed in _guarded(poll, reader):
            outcomes += _note(poll, listed)
        _log(poll, reader.problems)
        outcomes += reader.problems
    world.ledger.cursors.put(name, started_at)
    return outcomes + apply_waiting(poll)


def apply_listed(poll: Poll, listed: ListedShipment) -> Outcome:
    """
    Apply one shipment now, whatever became of it before, and remember it.

    Raises:
        CannotAnswer: Cin7 Core is unable for now.
        CredentialsRefused: Cin7 Core does not know the credentials.
    """
    ledger, organisation = poll.world.ledger, poll.organisation
    after, told = _noted(poll, listed)
    if told is None:
        origins = Origins(poll.world, organisation, [after]).of(after)
        after, told = _applied(poll, after, origins)
    with ledger.transaction():
        if not ledger.shipments.see(organisation, after, at=poll.world.clock.now()):
            ledger.shipments.settle(organisation, after)
        _log(poll, [told])
    return told


def is_unfinished(world: World, organisation: str) -> bool:
    """
    Tell whether shipments wait that could be applied now.
    """
    now = world.clock.now()
    return bool(world.ledger.shipments.waiting(organisation, SOURCE, now=now, limit=1))


def _guarded(
    poll: Poll, reader: PageReader[ListedShipment]
) -> Iterator[Sequence[ListedShipment]]:
    """
    Yield the pages; keys that are refused break the connection.
    """
    pages = reader.pages()
    while True:
        with breaking(poll.world, poll.connection):
            listed = next(pages, None)
        if listed is None:
            return
        yield listed


def _note(poll: Poll, listed: Sequence[ListedShipment]) -> list[Outcome]:
    """
    Remember what is listed for the first time, and see to what was voided since.
    """
    ledger, now = poll.world.ledger, poll.world.clock.now()
    ids = [one.shipment_id for one in listed]
    known = ledger.shipments.known(poll.organisation, SOURCE, ids)
    outcomes: list[Outcome] = []
    with ledger.transaction():
        for one in listed:
            if one.shipment_id in known:
                continue
            noted, outcome = _noted(poll, one)
            is_new = ledger.shipments.see(poll.organisation, noted, at=now)
            if is_new and outcome is not None:
                outcomes.append(outcome)
        _log(poll, outcomes)
    for one in listed:
        if before := known.get(one.shipment_id):
            outcomes += _again(poll, one, before)
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
    origins = Origins(poll.world, poll.organisation, [noted]).of(noted)
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
    outcomes = list(_taken_back(poll, before)) or [_void_told(listed, before)]
    after = replace(before, is_voided=True, is_waiting=False)
    with poll.world.ledger.transaction():
        poll.world.ledger.shipments.settle(poll.organisation, after)
        _log(poll, outcomes)
    yield from outcomes


def _void_told(listed: ListedShipment, before: SeenShipment) -> Outcome:
    return unchanged(
        before.order_number,
        "voided_later" if before.is_applied else "voided",
        f"shipment {listed.shipment_id} was voided in ShipStation;"
        " Cin7 Core keeps its tracking number",
    )


def _taken_back(poll: Poll, before: SeenShipment) -> Iterator[Outcome]:
    """
    Take a shipment back from each of its sales, where that is wanted.
    """
    if not before.is_applied or poll.reverse is None:
        return
    for origin in Origins(poll.world, poll.organisation, [before]).of(before):
        try:
            yield poll.reverse(before, origin)
        except Rejected as problem:
            sentence = f"the voided shipment cannot be taken back: {problem}"
            yield failed(origin.sale_number, "rejected", sentence)


def apply_waiting(poll: Poll) -> list[Outcome]:
    """
    Apply what waits, oldest first, until the budget ends.
    """
    outcomes: list[Outcome] = []
    ledger, now = poll.world.ledger, poll.world.clock.now()
    while batch := ledger.shipments.waiting(
        poll.organisation, SOURCE, now=now, limit=_BATCH
    ):
        known = Origins(poll.world, poll.organisation, batch)
        for before in batch:
            origins = known.of(before)
            if not poll.budget.take(_cost(origins)):
                return outcomes
            outcomes += _settled(poll, before, origins)
    return outcomes


def _cost(origins: Sequence[Origin]) -> int:
    calls = sum(
        _CALLS_IMPORTED if one.direction == INBOUND else _CALLS for one in origins
    )
    return min(calls, _MOST_CALLS)


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
        _log(poll, outcomes)
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
    shipment = _share(_shipment(known), origins)
    written = [
        write(
            poll.world,
            poll.cin7,
            poll.organisation,
            origin=origin,
            shipment=shipment,
            leaves_shipped=not poll.ships_imported,
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


class Origins:
    """
    What the orders of shipments are in Cin7 Core, asked for together.
    """

    def __init__(
        self,
        world: World,
        organisation: str,
        shipments: Iterable[SeenShipment | ListedShipment],
    ) -> None:
        ledger = world.ledger
        shipments = list(shipments)
        ids = {one.order_id for one in shipments if one.order_id is not None}
        self._links = ledger.inbound.linked(organisation, ids)
        ids.update(other for others in self._links.values() for other in others)
        self._by_order: dict[str, list[Origin]] = defaultdict(list)
        for origin in ledger.orders.of_shipstation(organisation, ids):
            self._by_order[origin.shipstation_order_id].append(origin)
        keys = {one.order_key.lower() for one in shipments if one.order_key}
        self._by_key = ledger.orders.left(organisation, keys)

    def of(self, shipment: SeenShipment | ListedShipment) -> Sequence[Origin]:
        """
        Return what the shipment's order is: more than one if it was combined.
        """
        found: dict[tuple[str, str], Origin] = {}
        own = shipment.order_id
        ids = [] if own is None else [own, *self._links.get(own, ())]
        for order_id in ids:
            for origin in self._by_order[str(order_id)]:
                found[origin.direction, origin.task_id] = origin
        if by_key := self._by_key.get(shipment.order_key.lower()):
            found.setdefault((by_key.direction, by_key.task_id), by_key)
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


def _log(poll: Poll, outcomes: Iterable[Outcome]) -> None:
    poll.world.ledger.log.add(
        poll.organisation,
        poll.connection.method,
        outcomes,
        at=poll.world.clock.now(),
    )
