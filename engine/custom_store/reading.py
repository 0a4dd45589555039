"""
From a whole sale to what the custom store offers of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from engine.custom_store.order_xml import render
from engine.domain.eligibility import Candidate, gate_that_holds, why_held
from engine.domain.method_policy import Method
from engine.domain.order_export import NotExportable, export_order, exported_number
from engine.domain.outcome import Outcome, failed, held_back, unchanged
from engine.domain.records import (
    INBOUND,
    OUTBOUND,
    CustomStore,
    MirroredOrder,
    Origin,
)
from engine.domain.sale import Fulfilment, Sale
from engine.domain.status_word import (
    SHIPPED_WORD,
    VOIDED_WORD,
    is_shipped_since,
    ready_word,
)
from engine.domain.store_order import IMPORT_MARK
from engine.ports.world import World

UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class _Known:
    """
    What the ledger knows of a sale's fulfilments, each by its id.
    """

    orders: dict[str, MirroredOrder]
    offered: dict[str, Origin]
    noticed: set[str]
    is_imported: bool


def examine(world: World, store: CustomStore, sale: Sale) -> list[MirroredOrder]:
    """
    Return what the mirror would have of the sale, and change nothing.
    """
    now = world.clock.now()
    known = _known(world, store.organisation, sale)
    return [
        _mirrored(store, sale, task, known=known, now=now)[0]
        for task in sale.fulfilments
    ]


def read_sale(world: World, store: CustomStore, sale: Sale) -> list[Outcome]:
    """
    Mirror each fulfilment of the sale; log what is held back anew.
    """
    organisation, now = store.organisation, world.clock.now()
    with world.ledger.transaction():
        known = _known(world, organisation, sale)
        outcomes: list[Outcome] = []
        gates: list[str] = []
        for task in sale.fulfilments:
            before = known.orders.get(task.task_id)
            after, remarks = _mirrored(store, sale, task, known=known, now=now)
            gates.append(after.held_back)
            world.ledger.mirror.put_order(organisation, after)
            if after.is_offered and (before is None or before.content != after.content):
                products = {line.product_id for line in task.pack_lines}
                world.ledger.mirror.put_items(organisation, task.task_id, products)
            if after.status_word == VOIDED_WORD:
                world.ledger.orders.release(organisation, task.task_id)
            outcomes += _news(before, after, remarks)
        held = gates[0] if gates and all(gates) else ""
        world.ledger.mirror.is_read(organisation, sale.sale_id, held_back=held)
        world.ledger.log.add(organisation, Method.CUSTOM_STORE, outcomes, at=now)
    return outcomes


def hold_unreadable(
    world: World, store: CustomStore, sale_id: str, sentence: str
) -> list[Outcome]:
    """
    Offer nothing of a sale that Cin7 Core does not tell, and say why.
    """
    organisation = store.organisation
    known = world.ledger.mirror.sales(organisation, [sale_id]).get(sale_id)
    outcome = failed(known.order_number if known else "", UNREADABLE, sentence)
    with world.ledger.transaction():
        world.ledger.mirror.hold_sales(organisation, {sale_id: UNREADABLE})
        world.ledger.mirror.is_read(organisation, sale_id, held_back=UNREADABLE)
        world.ledger.log.add(
            organisation, Method.CUSTOM_STORE, [outcome], at=world.clock.now()
        )
    return [outcome]


def _known(world: World, organisation: str, sale: Sale) -> _Known:
    ledger = world.ledger
    origins = ledger.orders.of_sale(organisation, sale.sale_id)
    return _Known(
        orders=dict(ledger.mirror.orders(organisation, sale.sale_id)),
        offered={
            one.task_id: one
            for one in origins
            if one.method is Method.CUSTOM_STORE and one.direction == OUTBOUND
        },
        noticed=ledger.inbox.noticed(organisation, sale.sale_id),
        is_imported=sale.external_id.startswith(IMPORT_MARK)
        or any(one.direction == INBOUND for one in origins),
    )


def _mirrored(
    store: CustomStore,
    sale: Sale,
    task: Fulfilment,
    *,
    known: _Known,
    now: datetime,
) -> tuple[MirroredOrder, tuple[str, ...]]:
    """
    Return the mirror's row; its moment moves only with what ShipStation would see.
    """
    candidate = Candidate(
        sale,
        task,
        is_imported=known.is_imported,
        has_notice=task.task_id in known.noticed,
        locations=store.locations,
    )
    before = known.orders.get(task.task_id)
    after, remarks = _judged(store, candidate, known=known, now=now)
    if before and after.is_offered and _looks_alike(before, after):
        after = replace(after, changed_at=before.changed_at)
    return after, remarks


def _looks_alike(before: MirroredOrder, after: MirroredOrder) -> bool:
    return (
        before.is_offered
        and before.content == after.content
        and before.status_word == after.status_word
    )


def _judged(
    store: CustomStore, candidate: Candidate, *, known: _Known, now: datetime
) -> tuple[MirroredOrder, tuple[str, ...]]:
    task = candidate.fulfilment
    before, origin = known.orders.get(task.task_id), known.offered.get(task.task_id)
    blank = _blank(candidate, now)
    is_voided = candidate.sale.is_voided or task.is_voided
    if is_voided and before and origin:
        voided = replace(before, is_offered=True, status_word=VOIDED_WORD, held_back="")
        return replace(voided, changed_at=now), ()
    if gate := gate_that_holds(candidate):
        content = before.content if before else ""
        held = replace(blank, held_back=gate.name, content=content)
        return held, (why_held(gate, candidate),)
    word = ready_word(candidate, store.word_source)
    if origin and is_shipped_since(candidate, shipped_when_offered=origin.was_shipped):
        word = SHIPPED_WORD
    return _rendered(store, candidate, blank, word=word)


def _blank(candidate: Candidate, now: datetime) -> MirroredOrder:
    sale, task = candidate.sale, candidate.fulfilment
    return MirroredOrder(
        sale_id=sale.sale_id,
        task_id=task.task_id,
        sale_number=sale.order_number,
        order_number=exported_number(sale, task),
        is_offered=False,
        status_word="",
        content="",
        changed_at=now,
        is_all_shipped=task.is_all_shipped,
    )


def _rendered(
    store: CustomStore, candidate: Candidate, blank: MirroredOrder, *, word: str
) -> tuple[MirroredOrder, tuple[str, ...]]:
    """
    Return the row with its XML, or held back if that cannot be.

    One bad order loses a whole page at ShipStation, hence the check of each.
    """
    try:
        order = export_order(
            candidate.sale, candidate.fulfilment, options=store.options
        )
    except NotExportable as problem:
        return replace(blank, held_back=problem.reason), (str(problem),)
    drawn = render(order, word=word, at=blank.changed_at)
    if drawn.problem:
        sentence = f"{blank.sale_number} is held back: {drawn.problem}"
        return replace(blank, held_back="schema"), (sentence,)
    offered = replace(blank, is_offered=True, status_word=word, content=drawn.content)
    return offered, drawn.remarks


def _news(
    before: MirroredOrder | None, after: MirroredOrder, remarks: tuple[str, ...]
) -> Iterator[Outcome]:
    """
    Tell of a gate that was not shut before, and of what was cut or rounded.
    """
    if after.held_back:
        if before is None or before.held_back != after.held_back:
            yield held_back(after.sale_number, after.held_back, " ".join(remarks))
    elif remarks and (before is None or before.content != after.content):
        yield unchanged(after.sale_number, "adjusted", "; ".join(remarks))
