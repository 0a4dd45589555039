"""
Lists what changed at Cin7 Core: pages of rows, and no call for an unchanged sale.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from engine.domain.outcome import Outcome
from engine.domain.sale import SaleRow
from engine.flows.budget import Budget
from engine.ports.vendors import SALES_PAGE, Sales
from engine.ports.world import World

OVERLAP = timedelta(minutes=5)

Note = Callable[[Sequence[SaleRow]], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Listing:
    """
    A reading of the list that goes on where it stopped.

    Attributes:
        cursor: The name of the cursor that tells how far sales were listed.
        window_days: How far back the first listing reaches.
        note: Keeps the rows of a page, and returns what is to be told of them.
    """

    cursor: str
    window_days: int
    note: Note


def list_changes(
    world: World, listing: Listing, sales: Sales, *, budget: Budget
) -> Iterator[Outcome]:
    """
    Note the rows of all lists; the cursor moves when every page was seen.

    A first fill also asks for what is ready for shipping, however old it is. What
    changes while the pages are read is listed again by the overlap.
    """
    started_at = world.clock.now()
    cursor = world.ledger.cursors.get(listing.cursor)
    since = (
        cursor - OVERLAP if cursor else started_at - timedelta(days=listing.window_days)
    )
    lists = [_updated(sales, since)]
    if cursor is None:
        lists.insert(0, sales.ready_for_shipping)
    for listed in lists:
        for page in count(1):
            if not budget.spend_on_list():
                return
            rows = listed(page)
            yield from listing.note(rows)
            if len(rows) < SALES_PAGE:
                break
    world.ledger.cursors.put(listing.cursor, started_at)


def _updated(sales: Sales, since: datetime) -> Callable[[int], Sequence[SaleRow]]:
    return lambda page: sales.updated_since(since, page)
