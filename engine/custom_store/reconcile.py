"""
Compares what left by method 1 with what ShipStation made of it. It only reads.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, count
from typing import TypeVar

from engine.domain.method_policy import Method
from engine.domain.reconciliation import (
    Comparison,
    Difference,
    Numbers,
    differences,
)
from engine.domain.records import CustomStore, Origin
from engine.flows.pages import PageReader, shipments_of
from engine.ports.vendors import (
    ORDERS_PAGE,
    SALES_PAGE,
    CredentialsRefused,
    ListedOrder,
    Sales,
    ShipStationAccount,
)
from engine.ports.world import World

_Row = TypeVar("_Row")
_BEFORE = timedelta(days=1)


@dataclass(slots=True)
class _Found:
    """
    Tracking numbers of one sale while they are gathered.
    """

    live: set[str] = field(default_factory=set)
    voided: set[str] = field(default_factory=set)


def reconcile(world: World, store: CustomStore) -> Comparison:
    """
    Return how the orders of the store's window differ, by a few pages of lists.

    Raises:
        CannotAnswer: One of the vendors is unable for now.
    """
    organisation = world.ledger.organisations.get(store.organisation)
    if organisation is None or store.keys is None:
        return Comparison(
            "not comparable: method 1 has no API key; give the custom store a key pair"
            " that is only used to compare"
        )
    begins_at = world.clock.now() - timedelta(days=store.window_days)
    left = world.ledger.orders.left_since(
        store.organisation, Method.CUSTOM_STORE, begins_at
    )
    if not left:
        return Comparison()
    since = min(one.first_seen_at for one in left) - _BEFORE
    account = world.vendors.shipstation(store.keys, patient=False)
    try:
        found = _shipments(account, left, since)
        absent = _absent(account, left, since)
    except CredentialsRefused:
        return Comparison(
            "not comparable: ShipStation refuses the key pair; enter a new one"
        )
    sales = world.vendors.sales(organisation, patient=False)
    numbers = _numbers(sales, left, since=begins_at - _BEFORE, found=found)
    return Comparison(
        differences=(*differences(numbers), *_missing(world, store, absent))
    )


def _shipments(
    account: ShipStationAccount, left: Sequence[Origin], since: datetime
) -> Mapping[str, _Found]:
    """
    Return the numbers of our orders' shipments, by the sale's number.
    """
    sales = _sales_by_name(left)
    found: dict[str, _Found] = defaultdict(_Found)
    reader = PageReader(shipments_of(account), since)
    for one in chain.from_iterable(reader.pages()):
        sale = sales.get(one.order_key.lower()) or sales.get(one.order_number)
        number = one.shipment.tracking_number
        if sale is None or not number or one.is_return:
            continue
        (found[sale].voided if one.is_voided else found[sale].live).add(number)
    return found


def _absent(
    account: ShipStationAccount, left: Sequence[Origin], since: datetime
) -> list[Origin]:
    """
    Return those of our orders that ShipStation does not list.
    """

    def read(page: int) -> Sequence[ListedOrder]:
        return account.orders_since(since, page)

    listed = {
        name
        for one in _all(read, ORDERS_PAGE)
        for name in (one.order_key.lower(), one.order_number)
    }
    return [one for one in left if not {one.task_id, one.order_number} & listed]


def _missing(
    world: World, store: CustomStore, absent: Sequence[Origin]
) -> Iterator[Difference]:
    """
    Yield the absent orders that are still offered, so that nothing has shipped them.
    """
    ids = [one.task_id for one in absent]
    offered = world.ledger.mirror.offered(store.organisation, ids)
    for one in absent:
        if one.task_id in offered:
            yield Difference("order_missing", one.order_number, "", "offered")


def _numbers(
    sales: Sales,
    left: Sequence[Origin],
    *,
    since: datetime,
    found: Mapping[str, _Found],
) -> dict[str, Numbers]:
    """
    Return the numbers of both sides for each sale that Cin7 Core lists.
    """
    ours = {one.sale_id: one.sale_number for one in left}
    numbers = {}
    for row in _all(lambda page: sales.updated_since(since, page), SALES_PAGE):
        if row.sale_id not in ours:
            continue
        known = found.get(ours[row.sale_id], _Found())
        written = (one.strip() for one in row.tracking_numbers.split(","))
        numbers[ours[row.sale_id]] = Numbers(
            frozenset(known.live),
            frozenset(known.voided),
            frozenset(one for one in written if one),
        )
    return numbers


def _sales_by_name(left: Sequence[Origin]) -> dict[str, str]:
    return {
        name: one.sale_number
        for one in left
        for name in (one.task_id, one.order_number)
    }


def _all(read: Callable[[int], Sequence[_Row]], size: int) -> Iterator[_Row]:
    for page in count(1):
        rows = read(page)
        yield from rows
        if len(rows) < size:
            return
