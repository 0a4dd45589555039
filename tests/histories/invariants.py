"""
What holds of an account's state at any moment, whatever was asked of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from emulators.kit.finder import Finder
from emulators.kit.service import Service

_SHELVES = (
    "suppliers",
    "purchases",
    "adjustments",
    "transfers",
    "leads",
    "opportunities",
    "deals",
)


def problems(service: Service[Any]) -> list[str]:
    """
    Return a sentence for each thing that does not hold in the first account.
    """
    state = service.tenant(None).state
    if service.name == "shipstation":
        return [*_of_shipstation(state)]
    return [*_of_cin7_core(state)]


def _of_shipstation(state: Any) -> Iterator[str]:
    for name in ("orders", "shipments", "fulfillments", "customers", "products"):
        shelf = getattr(state, name)
        yield from _index_problems(name, shelf._finder, shelf._by_id)  # noqa: SLF001
    for shipment in state.shipments.search({}):
        if shipment.order_id and state.orders.ever(shipment.order_id) is None:
            yield f"shipment {shipment.shipment_id} has no order"
        if state.stores.find(shipment.store_id) is None:
            yield f"shipment {shipment.shipment_id} has no store"
    for order in state.orders.search({}):
        yield from _order_problems(state, order)
    if state.carriers.wallet < 0:
        yield "the wallet is below nothing"


def _order_problems(state: Any, order: Any) -> Iterator[str]:
    if state.stores.find(order.store_id) is None:
        yield f"order {order.order_id} has no store"
    if state.orders.find(order.store_id, order.order_key) is not order:
        yield f"order {order.order_id} is not found by its key"
    if any(left < 0 for left in order.shipped_quantities.values()):
        yield f"order {order.order_id} shipped less than nothing"


def _of_cin7_core(state: Any) -> Iterator[str]:
    sales = state.sales
    yield from _index_problems("sales", sales._finder, sales._by_place)  # noqa: SLF001
    for name in (
        "products",
        "families",
        "customers",
        "contacts",
        "locations",
        "ship_zones",
        "stock",
    ):
        yield from _listing_problems(name, getattr(state, name))
    for name, book in state.books.items():
        yield from _listing_problems(name, book)
    for sale in sales:
        if sales.by_number(sale.number) is not sale:
            yield f"{sale.number} is not found by its number"
    for name in _SHELVES:
        shelf = getattr(state, name)
        yield from _index_problems(name, shelf._finder, shelf._by_place)  # noqa: SLF001
    yield from _stock_problems(sales, state.stock)


def _listing_problems(name: str, shelf: Any) -> list[str]:
    listing = shelf._listing  # noqa: SLF001
    return _index_problems(name, listing._finder, listing._items)  # noqa: SLF001


def _stock_problems(sales: Any, stock: Any) -> Iterator[str]:
    promised: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for sale in sales:
        for key, quantity in sale.reserved.items():
            promised[key] += quantity
    for key, quantity in stock._reserved.items():  # noqa: SLF001
        if promised[key] != quantity:
            yield f"{key}: {quantity} is promised, sales know {promised[key]}"
    for level in stock.levels():
        if level.on_hand < 0 or level.allocated < 0:
            yield f"{level.spot}: there is less than nothing"


def _index_problems(name: str, finder: Finder[Any], items: Any) -> list[str]:
    """
    Compare each group of an index with a look at each entry.
    """
    plan = finder._plan  # noqa: SLF001
    found = []
    for group, values in plan.groups.items():
        for value in {one for item in items.values() for one in values(item)}:
            expected = [i for i in sorted(items) if value in values(items[i])]
            if list(finder.group(group).of(value)) != expected:
                found.append(f"{name}: {group} {value!r} finds others than there are")
    for order, value_of in plan.orders.items():
        rows = [(value_of(one), number) for number, one in items.items()]
        expected_rows = sorted(row for row in rows if row[0] is not None)
        if list(finder.order(order).rows()) != expected_rows:
            found.append(f"{name}: the order by {order} is another than there is")
    return found
