"""
Creates orders in ShipStation for sales that pass the gates: methods 2 and 3.

Each fulfilment is one order whose key is the fulfilment's id, so that creating it
again changes it; several are sent together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

import msgspec

from engine.domain.eligibility import (
    Candidate,
    gate_that_holds,
    gate_that_holds_row,
    why_held,
)
from engine.domain.method_policy import Method
from engine.domain.order_export import NotExportable, export_order, exported_number
from engine.domain.outcome import Outcome, delivered, failed, held_back
from engine.domain.records import (
    INBOUND,
    OUTBOUND,
    Connection,
    MirroredSale,
    Origin,
    OutboundOrder,
    OutboundState,
)
from engine.domain.sale import Fulfilment, Sale, SaleRow
from engine.domain.store_order import IMPORT_MARK, OrderStatus, StoreOrderForm
from engine.flows.budget import Budget
from engine.flows.keys import breaking
from engine.flows.listing import Listing, list_changes
from engine.flows.pages import PageReader, orders_of
from engine.ports.vendors import (
    ORDERS_BATCH,
    ORDERS_PAGE,
    CreatedOrder,
    Rejected,
    Sales,
    ShipStationAccount,
)
from engine.ports.world import World

WINDOW_DAYS = 30
OVERLAP = timedelta(minutes=10)

_READS = 50
_CLAIMED = "claimed"
# It left by the custom store, and is at ShipStation.
_LEFT = "left"
# A page that ShipStation was answered is imported by then, or was lost.
_SETTLED = timedelta(hours=1)
# It was told of when it came in.
_IMPORTED = "imported"
_UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Held:
    """
    A filter of the connection that keeps a sale back: its name and a sentence.
    """

    gate: str
    sentence: str


def no_filter(sale: Sale) -> Held | None:  # noqa: ARG001 - a filter
    """
    Let every sale pass.
    """
    return None


@dataclass(frozen=True, slots=True)
class Outlet:
    """
    Where the sales of an organisation go by one connection.

    Attributes:
        store_id: Nothing means the first manual store.
        numbered: The number that an order carries.
        filtered: What else may keep a sale back.
    """

    world: World
    connection: Connection
    store_id: int | None
    numbered: Callable[[Sale, Fulfilment], str] = exported_number
    filtered: Callable[[Sale], Held | None] = no_filter

    @property
    def id(self) -> str:
        """
        Return the connection's id.
        """
        return self.connection.id

    @property
    def organisation(self) -> str:
        """
        Return the organisation's id.
        """
        return self.connection.organisation

    def log(self, outcomes: Iterable[Outcome]) -> None:
        """
        Write into the operations log.
        """
        self.world.ledger.log.add(
            self.organisation,
            self.connection.method,
            outcomes,
            at=self.world.clock.now(),
        )


def read_sales(outlet: Outlet, sales: Sales, *, budget: Budget) -> list[Outcome]:
    """
    List what changed, then read the sales that may be sent.

    It stops when the budget ends; what is left is done next time, nothing twice.

    Raises:
        CannotAnswer: Cin7 Core is unable for now.
    """

    def note(rows: Sequence[SaleRow]) -> list[Outcome]:
        return _note(outlet, rows)

    listing = Listing(f"outbound:{outlet.id}", WINDOW_DAYS, note)
    outcomes = list(list_changes(outlet.world, listing, sales, budget=budget))
    for sale_id in outlet.world.ledger.outbound.wanted(outlet.id, _READS):
        if not budget.spend():
            break
        outcomes += _read(outlet, sales, sale_id)
    return outcomes


def send_orders(outlet: Outlet, account: ShipStationAccount) -> list[Outcome]:
    """
    Create or change what waits, in batches; first see to what was sent in vain.

    So with what a custom store has offered in vain before it was disabled.

    Raises:
        CannotAnswer: ShipStation is unable for now.
        CredentialsRefused: The connections that share the pair are broken by then.
    """
    with breaking(outlet.world, outlet.connection):
        _look_for_lost(outlet, account, gives_up=False)
        _take_over(outlet, account)
        outcomes: list[Outcome] = []
        while batch := _next_batch(outlet):
            claimed, refused = _claimed(outlet, batch)
            outcomes += refused
            if claimed:
                forms = [_form(one) for one in claimed]
                outcomes += _settle(outlet, claimed, account.create_orders(forms))
    return outcomes


def finish_orders(outlet: Outlet, account: ShipStationAccount) -> None:
    """
    Find out what became of orders whose reply was lost; none is sent again.

    What ShipStation does not have may go by another method.

    Raises:
        CannotAnswer: ShipStation is unable for now.
        CredentialsRefused: The connections that share the pair are broken by then.
    """
    with breaking(outlet.world, outlet.connection):
        _look_for_lost(outlet, account, gives_up=True)


def send_again(outlet: Outlet, row: SaleRow) -> None:
    """
    Let the sale be read and sent once more, whatever ShipStation has of it.

    The keys of its orders are the same, so that what is there is changed.
    """
    outbound = outlet.world.ledger.outbound
    before = outbound.orders(outlet.id, row.sale_id).values()
    sale = _judged(row, is_imported=False)
    with outlet.world.ledger.transaction():
        outbound.put_orders(
            outlet.id,
            [replace(one, sent_content="", order_id=None) for one in before],
        )
        outbound.put_sales(outlet.id, [replace(sale, is_wanted=True, held_back="")])


def adopt(outlet: Outlet, sale: Sale, task: Fulfilment, *, order_id: int) -> bool:
    """
    Note that the order with the fulfilment's key is it; false if it left elsewhere.

    Raises:
        NotExportable: It lacks something that an order needs.
    """
    ledger, now = outlet.world.ledger, outlet.world.clock.now()
    content = _content(outlet, sale, task)
    sent = OutboundOrder(
        task_id=task.task_id,
        sale_id=sale.sale_id,
        sale_number=sale.order_number,
        order_number=outlet.numbered(sale, task),
        state=OutboundState.SENT,
        content=content,
        sent_content=content,
        attempted_at=now,
        order_id=order_id,
    )
    origin = _origin(outlet, sent, now)
    with ledger.transaction():
        if ledger.orders.offer(outlet.organisation, [origin]):
            return False
        ledger.outbound.put_orders(outlet.id, [sent])
        _is_at(outlet, sent)
    return True


def is_unfinished(outlet: Outlet) -> bool:
    """
    Tell whether sales wait to be read or sent.
    """
    outbound = outlet.world.ledger.outbound
    return bool(outbound.wanted(outlet.id, 1)) or bool(_next_batch(outlet))


def _note(outlet: Outlet, rows: Sequence[SaleRow]) -> list[Outcome]:
    """
    Note which sales must be read; a row that looks as it did changes nothing.
    """
    ledger = outlet.world.ledger
    ids = [row.sale_id for row in rows]
    with ledger.transaction():
        known = ledger.outbound.sales(outlet.id, ids)
        imported = ledger.orders.imported(outlet.organisation, ids)
        changed = [
            row
            for row in rows
            if row.sale_id not in known or known[row.sale_id].digest != row.digest
        ]
        noted = [_judged(row, is_imported=row.sale_id in imported) for row in changed]
        sent = {one.sale_id for one in ledger.orders.offered(outlet.organisation, ids)}
        noted = [_wanted_if_sent(one, sent) for one in noted]
        ledger.outbound.put_sales(outlet.id, noted)
        outcomes = [
            _row_held(row, one.held_back)
            for row, one in zip(changed, noted, strict=True)
            if one.held_back not in {"", _IMPORTED, _gate_before(known, row)}
        ]
        outlet.log(outcomes)
    return outcomes


def _gate_before(known: Mapping[str, MirroredSale], row: SaleRow) -> str:
    before = known.get(row.sale_id)
    return before.held_back if before else ""


def _row_held(row: SaleRow, gate: str) -> Outcome:
    shut = gate_that_holds_row(row)
    why = shut.sentence if shut else gate
    return held_back(row.order_number, gate, f"{row.order_number} is held back: {why}")


def _judged(row: SaleRow, *, is_imported: bool) -> MirroredSale:
    gate = gate_that_holds_row(row)
    name = gate.name if gate else ""
    if is_imported:
        name = _IMPORTED
    return MirroredSale.of_row(row, held_back=name)


def _wanted_if_sent(sale: MirroredSale, sent: set[str]) -> MirroredSale:
    """
    Let a sale be read that is voided and has left: its order has to be cancelled.
    """
    is_news = sale.held_back == "voided" and sale.sale_id in sent
    return replace(sale, is_wanted=True, held_back="") if is_news else sale


def _read(outlet: Outlet, sales: Sales, sale_id: str) -> list[Outcome]:
    """
    Judge each fulfilment of a sale; one that cannot be had is put aside.
    """
    ledger = outlet.world.ledger
    try:
        sale = sales.sale(sale_id)
    except Rejected as problem:
        outcome = failed(sale_id, _UNREADABLE, str(problem))
        with ledger.transaction():
            ledger.outbound.is_read(outlet.id, sale_id, held_back=_UNREADABLE)
            outlet.log([outcome])
        return [outcome]
    # Asked before the ledger is locked: a filter may call.
    filtered = outlet.filtered(sale)
    with ledger.transaction():
        before = ledger.outbound.orders(outlet.id, sale_id)
        judged = list(_fulfilments(outlet, sale, before=before, filtered=filtered))
        outcomes = [
            _held(one, sentence)
            for one, sentence in judged
            if one.state is OutboundState.HELD
            and one.reason != _IMPORTED
            and _is_news(one, before)
        ]
        ledger.outbound.put_orders(outlet.id, [one for one, _ in judged])
        held = [one.reason for one, _ in judged if one.state is OutboundState.HELD]
        gate = held[0] if held and len(held) == len(judged) else ""
        ledger.outbound.is_read(outlet.id, sale_id, held_back=gate)
        outlet.log(outcomes)
    return outcomes


def _is_news(one: OutboundOrder, before: Mapping[str, OutboundOrder]) -> bool:
    known = before.get(one.task_id)
    return known is None or known.reason != one.reason


def _held(one: OutboundOrder, sentence: str) -> Outcome:
    return held_back(one.sale_number, one.reason, sentence)


def _fulfilments(
    outlet: Outlet,
    sale: Sale,
    *,
    before: Mapping[str, OutboundOrder],
    filtered: Held | None,
) -> Iterator[tuple[OutboundOrder, str]]:
    """
    Yield each fulfilment as it is now, and a sentence if it is held.
    """
    ledger = outlet.world.ledger
    origins = ledger.orders.of_sale(outlet.organisation, sale.sale_id)
    is_imported = sale.external_id.startswith(IMPORT_MARK) or any(
        one.direction == INBOUND for one in origins
    )
    noticed = ledger.inbox.noticed(outlet.organisation, sale.sale_id)
    for task in sale.fulfilments:
        candidate = Candidate(
            sale,
            task,
            is_imported=is_imported,
            has_notice=task.task_id in noticed,
        )
        held = _what_holds(candidate) or filtered
        yield _fulfilment(outlet, candidate, before=before.get(task.task_id), held=held)


def _fulfilment(
    outlet: Outlet,
    candidate: Candidate,
    *,
    before: OutboundOrder | None,
    held: Held | None,
) -> tuple[OutboundOrder, str]:
    sale, task = candidate.sale, candidate.fulfilment
    fresh = before or OutboundOrder(
        task_id=task.task_id,
        sale_id=sale.sale_id,
        sale_number=sale.order_number,
        order_number=outlet.numbered(sale, task),
        state=OutboundState.HELD,
    )
    has_left = fresh.order_id is not None or fresh.state is OutboundState.SENDING
    if has_left and (sale.is_voided or task.is_voided):
        return _cancelled(fresh), ""
    if held is not None:
        if has_left:
            return fresh, ""
        kept = replace(fresh, state=OutboundState.HELD, reason=held.gate)
        return kept, held.sentence
    return _exported(outlet, sale, task, fresh)


def _exported(
    outlet: Outlet, sale: Sale, task: Fulfilment, fresh: OutboundOrder
) -> tuple[OutboundOrder, str]:
    """
    Return the fulfilment with its order, if it can be one and no other method has it.
    """
    try:
        content = _content(outlet, sale, task)
    except NotExportable as problem:
        kept = replace(fresh, state=OutboundState.HELD, reason=problem.reason)
        return kept, str(problem)
    if content == fresh.sent_content and fresh.state is not OutboundState.HELD:
        return fresh, ""
    if _has_rival(outlet, task.task_id):
        reason = _LEFT if fresh.reason == _LEFT else _CLAIMED
        kept = replace(fresh, state=OutboundState.HELD, reason=reason, content=content)
        return kept, _claim_sentence(kept)
    return replace(fresh, state=OutboundState.WAITING, reason="", content=content), ""


def _has_rival(outlet: Outlet, task_id: str) -> bool:
    claim = outlet.world.ledger.orders.claim(outlet.organisation, task_id)
    return claim not in {None, outlet.connection.method}


def _what_holds(candidate: Candidate) -> Held | None:
    gate = gate_that_holds(candidate)
    if gate is not None:
        return Held(gate.name, why_held(gate, candidate))
    return None


def _content(outlet: Outlet, sale: Sale, task: Fulfilment) -> str:
    """
    Return the order as JSON.

    Raises:
        NotExportable: It lacks something, or a number is beyond an order.
    """
    order = export_order(sale, task)
    order = replace(order, order_number=outlet.numbered(sale, task))
    products = {one.product_id: one.sku for one in order.items if one.product_id}
    pictures = outlet.world.ledger.pictures.known(outlet.organisation, products)
    form = StoreOrderForm(
        order=order,
        status=OrderStatus.AWAITING_SHIPMENT,
        store_id=outlet.store_id,
        images={products[key]: one.url for key, one in pictures.items() if one.url},
    )
    return msgspec.json.encode(form).decode()


def _form(order: OutboundOrder) -> StoreOrderForm:
    return msgspec.json.decode(order.content, type=StoreOrderForm)


def _cancelled(before: OutboundOrder) -> OutboundOrder:
    """
    Return the order that cancels what was sent, unless it has been sent already.
    """
    form = replace(_form(before), status=OrderStatus.CANCELLED)
    content = msgspec.json.encode(form).decode()
    if before.sent_content == content:
        return before
    return replace(before, state=OutboundState.WAITING, content=content)


def _next_batch(outlet: Outlet) -> Sequence[OutboundOrder]:
    return outlet.world.ledger.outbound.in_state(
        outlet.id, OutboundState.WAITING, limit=ORDERS_BATCH
    )


def _look_for_lost(
    outlet: Outlet, account: ShipStationAccount, *, gives_up: bool
) -> None:
    """
    Find out what became of orders whose reply was lost, before any is sent again.

    *gives_up*: what is not there is left to other methods.
    """
    ledger, now = outlet.world.ledger, outlet.world.clock.now()
    lost = ledger.outbound.in_state(outlet.id, OutboundState.SENDING, limit=ORDERS_PAGE)
    if not lost:
        return
    since = min(one.attempted_at for one in lost if one.attempted_at)
    found = _listed(account, since - OVERLAP, {one.task_id for one in lost})
    known = [_found(one, found.get(one.task_id)) for one in lost]
    with ledger.transaction():
        ledger.outbound.put_orders(outlet.id, known)
        for one in known:
            if one.order_id is not None:
                _is_at(outlet, one)
            elif gives_up:
                ledger.orders.release(outlet.organisation, one.task_id)
                ledger.mirror.touch(outlet.organisation, [one.task_id], at=now)


def _listed(
    account: ShipStationAccount, since: datetime, keys: AbstractSet[str]
) -> dict[str, int]:
    """
    Return those of the keys that ShipStation has, with the ids of their orders.
    """
    found: dict[str, int] = {}
    for order in chain.from_iterable(PageReader(orders_of(account), since).pages()):
        if order.order_key.lower() in keys:
            found[order.order_key.lower()] = order.order_id
    return found


def _take_over(outlet: Outlet, account: ShipStationAccount) -> None:
    """
    Take what a custom store had offered, and ShipStation never got.

    It is disabled now and offers nothing any more, so nobody else would send that.
    """
    ledger, now = outlet.world.ledger, outlet.world.clock.now()
    if ledger.custom_stores.get(outlet.organisation).is_enabled:
        return
    held = ledger.outbound.in_state(
        outlet.id, OutboundState.HELD, reasons=(_CLAIMED,), limit=ORDERS_PAGE
    )
    left = ledger.orders.left(outlet.organisation, (one.task_id for one in held))
    offered = {
        task_id: origin.first_seen_at
        for task_id, origin in left.items()
        if origin.method is Method.CUSTOM_STORE
        and now - origin.first_seen_at >= _SETTLED
    }
    if not offered:
        return
    found = _listed(account, min(offered.values()) - OVERLAP, set(offered))
    with ledger.transaction():
        for one in held:
            if one.task_id in found:
                order_id = found[one.task_id]
                ledger.orders.is_at(outlet.organisation, one.task_id, order_id=order_id)
                _put(outlet, replace(one, reason=_LEFT))
            elif one.task_id in offered:
                ledger.orders.release(outlet.organisation, one.task_id)
                _put(outlet, replace(one, state=OutboundState.WAITING, reason=""))


def _put(outlet: Outlet, order: OutboundOrder) -> None:
    outlet.world.ledger.outbound.put_orders(outlet.id, [order])


def _found(order: OutboundOrder, order_id: int | None) -> OutboundOrder:
    """
    Return the order as it is known now: there, or to be sent once more.
    """
    if order_id is None:
        return replace(order, state=OutboundState.WAITING)
    is_same = order.content == order.sent_content
    state = OutboundState.SENT if is_same else OutboundState.WAITING
    return replace(order, state=state, order_id=order_id)


def _claimed(
    outlet: Outlet, batch: Sequence[OutboundOrder]
) -> tuple[list[OutboundOrder], list[Outcome]]:
    """
    Claim the fulfilments and note the attempt; return those that are ours.
    """
    ledger, now = outlet.world.ledger, outlet.world.clock.now()
    origins = [_origin(outlet, one, now) for one in batch]
    with ledger.transaction():
        taken = ledger.orders.offer(outlet.organisation, origins)
        ours = [
            replace(
                one,
                state=OutboundState.SENDING,
                attempted_at=now,
                sent_content=one.content,
            )
            for one in batch
            if one.task_id not in taken
        ]
        lost = [
            replace(one, state=OutboundState.HELD, reason=_CLAIMED)
            for one in batch
            if one.task_id in taken
        ]
        outcomes = [_held(one, _claim_sentence(one)) for one in lost]
        ledger.outbound.put_orders(outlet.id, [*ours, *lost])
        outlet.log(outcomes)
    return ours, outcomes


def _origin(outlet: Outlet, order: OutboundOrder, at: datetime) -> Origin:
    return Origin(
        direction=OUTBOUND,
        method=outlet.connection.method,
        sale_id=order.sale_id,
        task_id=order.task_id,
        sale_number=order.sale_number,
        order_number=order.order_number,
        first_seen_at=at,
    )


def _claim_sentence(one: OutboundOrder) -> str:
    return (
        f"{one.order_number} is held back: it is on its way by another method already"
    )


def _settle(
    outlet: Outlet, sent: Sequence[OutboundOrder], told: Sequence[CreatedOrder]
) -> list[Outcome]:
    """
    Note what became of each order; one that nothing was told of stays unresolved.
    """
    answers = {one.order_key.lower(): one for one in told}
    ledger = outlet.world.ledger
    outcomes: list[Outcome] = []
    after: list[OutboundOrder] = []
    with ledger.transaction():
        for one in sent:
            answer = answers.get(one.task_id)
            if answer is None:
                continue
            settled, outcome = _settled(one, answer)
            after.append(settled)
            outcomes.append(outcome)
            if settled.state is OutboundState.SENT:
                _is_at(outlet, settled)
            elif settled.order_id is None:
                ledger.orders.release(outlet.organisation, one.task_id)
        ledger.outbound.put_orders(outlet.id, after)
        outlet.log(outcomes)
    return outcomes


def _settled(one: OutboundOrder, answer: CreatedOrder) -> tuple[OutboundOrder, Outcome]:
    if answer.problem:
        refused = replace(one, state=OutboundState.REFUSED, reason="refused")
        sentence = f"ShipStation refused {one.order_number}: {answer.problem}"
        return refused, failed(one.sale_number, "refused", sentence)
    sent = replace(one, state=OutboundState.SENT, reason="", order_id=answer.order_id)
    if _form(one).status is OrderStatus.CANCELLED:
        sentence = f"{one.order_number} is cancelled in ShipStation"
        return sent, delivered(one.sale_number, sentence, reason="cancelled")
    if one.order_id is None:
        sentence = f"{one.order_number} is created in ShipStation"
        return sent, delivered(one.sale_number, sentence, reason="created")
    sentence = f"{one.order_number} is changed in ShipStation"
    return sent, delivered(one.sale_number, sentence, reason="changed")


def _is_at(outlet: Outlet, order: OutboundOrder) -> None:
    """
    Note where the order is; one that is cancelled lets the fulfilment go.
    """
    orders = outlet.world.ledger.orders
    if order.order_id is not None:
        orders.is_at(outlet.organisation, order.task_id, order_id=order.order_id)
    if _form(order).status is OrderStatus.CANCELLED:
        orders.release(outlet.organisation, order.task_id)
