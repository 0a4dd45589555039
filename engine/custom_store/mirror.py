"""
Keeps the mirror: lists what changed at Cin7 Core and reads what may be offered.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count

from engine.custom_store.budget import Budget
from engine.custom_store.pictures import cursor_name, refresh_pictures
from engine.custom_store.reading import hold_unreadable, read_sale
from engine.custom_store.rows import note_rows
from engine.domain.outcome import Outcome
from engine.domain.records import CustomStore
from engine.domain.sale import SaleRow
from engine.domain.schedule import INTERVAL
from engine.ports.vendors import SALES_PAGE, Cin7Account, Rejected, Sales
from engine.ports.world import World

OVERLAP = timedelta(minutes=5)

_READS = 50


def refresh(
    world: World, store: CustomStore, account: Cin7Account, *, budget: Budget
) -> list[Outcome]:
    """
    List what changed, then read the sales that may be offered.

    It stops when the budget ends; what is left is done next time, nothing twice.
    """
    outcomes = list(_list_changes(world, store, account, budget=budget))
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


def _list_changes(
    world: World, store: CustomStore, sales: Sales, *, budget: Budget
) -> Iterator[Outcome]:
    """
    Note the rows of all lists; the cursor moves when every page was seen.

    A first fill also asks for what is ready for shipping, however old it is. What
    changes while the pages are read is listed again by the overlap.
    """
    started_at = world.clock.now()
    cursor = world.ledger.cursors.get(store.cursor)
    since = (
        cursor - OVERLAP if cursor else started_at - timedelta(days=store.window_days)
    )
    lists = [_updated(sales, since)]
    if cursor is None:
        lists.insert(0, sales.ready_for_shipping)
    for listed in lists:
        for page in count(1):
            if not budget.spend_on_list():
                return
            rows = listed(page)
            yield from note_rows(world, store.organisation, rows)
            if len(rows) < SALES_PAGE:
                break
    world.ledger.cursors.put(store.cursor, started_at)


def _updated(sales: Sales, since: datetime) -> Callable[[int], Sequence[SaleRow]]:
    return lambda page: sales.updated_since(since, page)
