"""
What a row of Cin7 Core's list decides by itself, without a call for the sale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.domain.eligibility import gate_that_holds_row
from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, held_back
from engine.domain.records import MirroredSale
from engine.domain.sale import SaleRow
from engine.domain.status_word import VOIDED_WORD
from engine.ports.world import World


def note_rows(
    world: World, organisation: str, rows: Sequence[SaleRow]
) -> list[Outcome]:
    """
    Note which sales must be read, and hold back those that cannot pass.

    A row that looks as it did before changes nothing.
    """
    ids = [row.sale_id for row in rows]
    with world.ledger.transaction():
        known = world.ledger.mirror.sales(organisation, ids)
        changed = [row for row in rows if _is_news(row, known.get(row.sale_id))]
        if not changed:
            return []
        noted = list(_judged(world, organisation, changed))
        world.ledger.mirror.put_sales(organisation, noted)
        held = {one.sale_id: one.held_back for one in noted if not one.is_wanted}
        world.ledger.mirror.hold_sales(organisation, held)
        _void(world, organisation, held)
        outcomes = [
            _held(row, gate)
            for row in changed
            if (gate := held.get(row.sale_id, ""))
            and gate != _gate_before(known.get(row.sale_id))
        ]
        world.ledger.log.add(
            organisation, Method.CUSTOM_STORE, outcomes, at=world.clock.now()
        )
    return outcomes


def _is_news(row: SaleRow, known: MirroredSale | None) -> bool:
    return known is None or known.digest != row.digest


def _gate_before(known: MirroredSale | None) -> str:
    return known.held_back if known else ""


def _judged(
    world: World, organisation: str, rows: Sequence[SaleRow]
) -> Iterator[MirroredSale]:
    imported = world.ledger.orders.imported(organisation, [row.sale_id for row in rows])
    for row in rows:
        gate = gate_that_holds_row(row)
        name = gate.name if gate else ""
        if not name and row.sale_id in imported:
            name = "imported"
        yield MirroredSale.of_row(row, held_back=name)


def _held(row: SaleRow, gate: str) -> Outcome:
    shut = gate_that_holds_row(row)
    sentence = shut.sentence if shut else "the sale came from ShipStation"
    return held_back(
        row.order_number, gate, f"{row.order_number} is held back: {sentence}"
    )


def _void(world: World, organisation: str, held: dict[str, str]) -> None:
    """
    Offer once more, as voided, what ShipStation has of the sales that are voided.
    """
    voided = [sale_id for sale_id, gate in held.items() if gate == "voided"]
    now = world.clock.now()
    for origin in world.ledger.orders.offered(organisation, voided):
        if origin.method is not Method.CUSTOM_STORE:
            continue
        order = world.ledger.mirror.orders(organisation, origin.sale_id).get(
            origin.task_id
        )
        if order and order.status_word != VOIDED_WORD:
            voided_order = replace(
                order, is_offered=True, status_word=VOIDED_WORD, changed_at=now
            )
            world.ledger.mirror.put_order(organisation, voided_order)
            world.ledger.orders.release(organisation, origin.task_id)
        elif order:
            world.ledger.mirror.put_order(organisation, replace(order, is_offered=True))
