"""
Keeps the mirror: lists what changed at Cin7 Core and reads what may be offered.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count

from engine.custom_store.budget import Budget
from engine.custom_store.reading import read_sale
from engine.custom_store.rows import note_rows
from engine.domain.outcome import Outcome
from engine.domain.records import CustomStore
from engine.domain.sale import SaleRow
from engine.ports.vendors import SALES_PAGE, Sales
from engine.ports.world import World

FIRST_REACH = timedelta(days=30)
OVERLAP = timedelta(minutes=5)

_READS = 50


def cursor_name(organisation: str) -> str:
    """
    Return the name of the cursor that tells how far the list was read.
    """
    return f"mirror:{organisation}"


def refresh(
    world: World, store: CustomStore, sales: Sales, *, budget: Budget
) -> list[Outcome]:
    """
    List what changed, then read the sales that may be offered.

    It stops when the budget ends; what is left is done next time, nothing twice.
    """
    outcomes = list(_list_changes(world, store, sales, budget=budget))
    for sale_id in world.ledger.mirror.wanted(store.organisation, _READS):
        if not budget.spend():
            break
        outcomes += read_sale(world, store, sales.sale(sale_id))
    return outcomes


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
    name = cursor_name(store.organisation)
    cursor = world.ledger.cursors.get(name)
    since = cursor - OVERLAP if cursor else started_at - FIRST_REACH
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
    world.ledger.cursors.put(name, started_at)


def _updated(sales: Sales, since: datetime) -> Callable[[int], Sequence[SaleRow]]:
    return lambda page: sales.updated_since(since, page)
