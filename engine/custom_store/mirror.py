"""
Keeps the mirror: lists what changed at Cin7 Core and reads what may be offered.
"""

from collections.abc import Sequence

from engine.custom_store.pictures import cursor_name, refresh_pictures
from engine.custom_store.reading import hold_unreadable, read_sale
from engine.custom_store.rows import note_rows
from engine.domain.outcome import Outcome
from engine.domain.records import CustomStore
from engine.domain.sale import SaleRow
from engine.domain.schedule import INTERVAL
from engine.flows.budget import Budget
from engine.flows.listing import Listing, list_changes
from engine.ports.vendors import Rejected, Sales, Shop
from engine.ports.world import World

_READS = 50


def refresh(
    world: World, store: CustomStore, account: Shop, *, budget: Budget
) -> list[Outcome]:
    """
    List what changed, then read the sales that may be offered.

    It stops when the budget ends; what is left is done next time, nothing twice.
    """
    listing = _listing(world, store)
    outcomes = list(list_changes(world, listing, account, budget=budget))
    wanted = world.ledger.mirror.wanted(store.organisation, _READS)
    if _is_time_for_pictures(world, store, len(wanted), budget=budget):
        refresh_pictures(world, store, account, budget=budget)
    for sale_id in wanted:
        if not budget.spend():
            break
        outcomes += _read(world, store, account, sale_id)
    return outcomes


def _read(
    world: World, store: CustomStore, sales: Sales, sale_id: str
) -> list[Outcome]:
    """
    Read one sale; one that cannot be had is put aside until it changes.
    """
    try:
        sale = sales.sale(sale_id)
    except Rejected as problem:
        return hold_unreadable(world, store, sale_id, str(problem))
    return read_sale(world, store, sale)


def _is_time_for_pictures(
    world: World, store: CustomStore, wanted: int, *, budget: Budget
) -> bool:
    """
    Tell whether products are listed now: each quarter of an hour, and for news.

    A slice full of sales is no news but a long first fill, and a catch-up lists only
    where a call is left over.
    """
    listed_at = world.ledger.cursors.get(cursor_name(store.organisation))
    is_late = listed_at is None or world.clock.now() - listed_at >= INTERVAL
    has_room = budget.lists_freely or budget.calls_left > wanted
    return has_room and (is_late or 0 < wanted < _READS)


def is_complete(world: World, organisation: str) -> bool:
    """
    Tell whether no sale waits to be read.
    """
    return not world.ledger.mirror.wanted(organisation, 1)


def _listing(world: World, store: CustomStore) -> Listing:
    def note(rows: Sequence[SaleRow]) -> list[Outcome]:
        return note_rows(world, store.organisation, rows)

    return Listing(store.cursor, store.window_days, note)
