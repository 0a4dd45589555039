"""
Polls ShipStation for shipments, and for orders that were marked as shipped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from engine.domain.outcome import Outcome, unchanged
from engine.domain.records import (
    INBOUND,
    Connection,
    InboundState,
    Origin,
    SeenShipment,
)
from engine.domain.ship_notice import Shipment
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

_RETRIES = 50
_COMING = frozenset({InboundState.WAITING, InboundState.HELD})

# Taken back from Cin7 Core when a shipment is voided, and told how.
Reverse = Callable[[SeenShipment, Origin], Outcome]


@dataclass(frozen=True, slots=True)
class Poll:
    """
    One poll of one connection.

    Attributes:
        waits_for_orders: A shipment may come before its order is known.
        ships_imported: Imported sales take their shipments from ShipStation.
        reverse: What is done about a shipment that is voided after it was applied;
            nothing leaves Cin7 Core as it is.
    """

    world: World
    connection: Connection
    cin7: Cin7Account
    shipstation: ShipStationAccount
    waits_for_orders: bool = False
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
    Apply the shipments made since the cursor, each once, and those that waited.

    The cursor moves when every page was seen, so a run that is cut repeats its
    pages and finds what it had done.

    Raises:
        CannotAnswer: A vendor is unable for now.
        CredentialsRefused: A vendor does not know the credentials any more; if that
            is ShipStation, the connections that share the pair are broken by then.
    """
    world, name = poll.world, cursor_name(poll.connection)
    started_at = world.clock.now()
    cursor = world.ledger.cursors.get(name) or started_at
    outcomes = _try_again(poll)
    for listed in _pages(poll, cursor - OVERLAP):
        outcomes += _take(poll, listed)
    world.ledger.cursors.put(name, started_at)
    return outcomes


def apply_listed(poll: Poll, listed: ListedShipment) -> Outcome:
    """
    Apply one shipment now, whatever became of it before, and remember it.

    Raises:
        CannotAnswer: Cin7 Core is unable for now.
        CredentialsRefused: Cin7 Core does not know the credentials.
    """
    ledger, organisation = poll.world.ledger, poll.organisation
    origins = _origins(poll, listed.order_key, listed.order_id)
    after, outcome = _applied(poll, _remembered(listed, origins), origins)
    with ledger.transaction():
        if not ledger.shipments.see(organisation, after, at=poll.world.clock.now()):
            ledger.shipments.settle(organisation, after)
        _log(poll, outcome)
    return outcome


def _pages(poll: Poll, since: datetime) -> Iterator[Sequence[ListedShipment]]:
    for read in (poll.shipstation.shipments_since, poll.shipstation.fulfillments_since):
        for page in count(1):
            with breaking(poll.world, poll.connection):
                listed = read(since, page)
            yield listed
            if len(listed) < SHIPMENTS_PAGE:
                break


def _take(poll: Poll, listed: Sequence[ListedShipment]) -> list[Outcome]:
    ids = [one.shipment_id for one in listed]
    known = poll.world.ledger.shipments.known(poll.organisation, SOURCE, ids)
    outcomes: list[Outcome] = []
    for one in listed:
        before = known.get(one.shipment_id)
        outcomes += _again(poll, one, before) if before else _first(poll, one)
    return outcomes


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


def _first(poll: Poll, listed: ListedShipment) -> Iterator[Outcome]:
    """
    Apply a shipment that is seen for the first time, and remember it.

    It is remembered after it was applied: a run that is cut in between looks at
    the sale again and finds the tracking number there.
    """
    origins = _origins(poll, listed.order_key, listed.order_id)
    known = _remembered(listed, origins)
    after, outcome = _no_shipment(listed, known) or _applied(poll, known, origins)
    with poll.world.ledger.transaction():
        is_new = poll.world.ledger.shipments.see(
            poll.organisation, after, at=poll.world.clock.now()
        )
        if is_new:
            _log(poll, outcome)
    if is_new:
        yield outcome


def _remembered(listed: ListedShipment, origins: Sequence[Origin]) -> SeenShipment:
    """
    Return what is remembered of a shipment before anything is done about it.
    """
    origin = origins[0] if origins else None
    known = replace(
        seen(SOURCE, listed.shipment_id, listed.shipment, origin=origin),
        order_key=listed.order_key,
        order_id=listed.order_id,
        is_voided=listed.is_voided,
    )
    return known if origins else replace(known, order_number=listed.order_number)


def _try_again(poll: Poll) -> list[Outcome]:
    """
    Apply what could not be applied before; what still cannot is not told again.
    """
    outcomes: list[Outcome] = []
    ledger = poll.world.ledger
    for before in ledger.shipments.waiting(poll.organisation, SOURCE, limit=_RETRIES):
        origins = _origins(poll, before.order_key, before.order_id)
        after, outcome = _applied(poll, before, origins)
        is_news = not after.is_waiting
        with ledger.transaction():
            ledger.shipments.settle(poll.organisation, after)
            if is_news:
                _log(poll, outcome)
        if is_news:
            outcomes.append(outcome)
    return outcomes


def _no_shipment(
    listed: ListedShipment, known: SeenShipment
) -> tuple[SeenShipment, Outcome] | None:
    """
    Return what is told of something that carries no goods to a customer.
    """
    if listed.is_return:
        sentence = "a return label is not a shipment"
        return known, unchanged(known.order_number, "return_label", sentence)
    if listed.is_voided:
        return known, unchanged(known.order_number, "voided", "the shipment is voided")
    return None


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
    shipment = _shipment(known)
    written = [
        write(
            poll.world,
            poll.cin7,
            poll.organisation,
            origin=origin,
            shipment=_share(shipment, origins),
        )
        for origin in origins
    ]
    last = written[-1]
    after = replace(
        known,
        order_number=origins[0].sale_number,
        task_id=written[0].task_id or known.task_id,
        is_applied=all(one.is_applied for one in written),
        is_waiting=any(one.is_waiting for one in written),
    )
    telling = next((one for one in written if not one.is_applied), last)
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
    ids = [] if known.order_id is None else [known.order_id]
    order = next(
        iter(poll.world.ledger.inbound.known(poll.organisation, ids).values()), None
    )
    is_coming = order is not None and order.state in _COMING
    is_strange = bool(ids) and order is None and not known.is_waiting
    may_come = poll.waits_for_orders and is_strange
    if is_coming or may_come:
        sentence = f"order {number} of ShipStation is no sale yet; it is tried again"
        return replace(known, is_waiting=True), unchanged(number, "waiting", sentence)
    sentence = f"order {number} of ShipStation is no order of ours"
    return replace(known, is_waiting=False), unchanged(number, "not_ours", sentence)


def _origins(poll: Poll, order_key: str, order_id: int | None) -> Sequence[Origin]:
    return origins_of(poll.world, poll.organisation, key=order_key, order_id=order_id)


def origins_of(
    world: World, organisation: str, *, key: str, order_id: int | None
) -> Sequence[Origin]:
    """
    Return what the order is in Cin7 Core: more than one if it was combined.
    """
    ledger = world.ledger
    found: dict[tuple[str, str], Origin] = {}
    ids = [order_id] if order_id is not None else []
    if ids:
        ids += ledger.inbound.linked(organisation, ids[0])
    for origin in ledger.orders.of_shipstation(organisation, ids):
        found[origin.direction, origin.task_id] = origin
    if key:
        for origin in ledger.orders.left(organisation, [key.lower()]).values():
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
