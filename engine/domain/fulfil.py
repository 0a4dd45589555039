"""
What has to be picked and packed before a shipment can stand on an imported sale.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.domain.boxes import ONLY_BOX, summed
from engine.domain.boxes import packed as in_boxes
from engine.domain.new_sale import StockLine
from engine.domain.sale import AUTHORISED, Fulfilment, PackLine, Sale
from engine.domain.ship_notice import Shipment
from engine.domain.ship_plan import Impossible, is_applied


@dataclass(frozen=True, slots=True)
class Preparation:
    """
    The fulfilment that a shipment will stand on, and what it still needs.

    Attributes:
        task_id: Empty where a new fulfilment has to be added first.
        to_pick: Nothing where the pick is authorised.
        to_pack: Nothing where the pack is authorised.
    """

    task_id: str
    to_pick: tuple[StockLine, ...] = ()
    to_pack: tuple[StockLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where so many of a product lie, and how many are promised to nobody.
    """

    location: str
    on_hand: Decimal
    available: Decimal
    batch: str = ""


def prepare(sale: Sale, shipment: Shipment) -> Preparation | None:
    """
    Return what the shipment needs, or nothing if it stands on the sale already.

    A label that takes the place of a voided one stands on the fulfilment that left
    under that.

    Raises:
        Impossible: The sale is voided, or less is ordered than has left.
    """
    if sale.is_voided:
        raise Impossible(
            "voided", f"{sale.order_number} is voided in Cin7 Core: nothing can ship"
        )
    alive = [task for task in sale.fulfilments if not task.is_voided]
    if _is_applied(sale, alive, shipment):
        return None
    task = _next(alive)
    if task is not None and task.pack_status == AUTHORISED:
        return Preparation(task.task_id)
    if task is not None and task.pick_status == AUTHORISED:
        return Preparation(task.task_id, to_pack=_boxed(task.pick_lines))
    if again := _labelled_again(sale, alive, shipment):
        return Preparation(again.task_id)
    lines = _wanted(sale, alive, shipment)
    task_id = task.task_id if task else ""
    return Preparation(task_id, to_pick=lines, to_pack=_boxed(lines))


def spelled(sale: Sale, shipment: Shipment) -> Shipment:
    """
    Return the shipment with its SKUs as the sale spells them: case does not matter.
    """
    spelling = {line.sku.lower(): line.sku for line in sale.order_lines}
    items = tuple(
        replace(item, sku=spelling.get(item.sku.lower(), item.sku))
        for item in shipment.items
        if item.quantity > 0
    )
    return replace(shipment, items=items)


def is_all_shipped(sale: Sale) -> bool:
    """
    Tell whether all that was ordered has left.
    """
    alive = [task for task in sale.fulfilments if not task.is_voided]
    is_left = any(count > 0 for count in _left(sale, alive).values())
    return bool(alive) and all(one.is_all_shipped for one in alive) and not is_left


def packed(sale: Sale, preparation: Preparation) -> Sale:
    """
    Return the sale as it is when the preparation is done.
    """
    lines = tuple(
        PackLine(
            product_id=line.product_id,
            sku=line.sku,
            name=line.sku,
            quantity=line.quantity,
            location=line.location,
            box=line.box,
        )
        for line in preparation.to_pack
    )
    tasks = tuple(
        replace(task, pick_status=AUTHORISED, pack_status=AUTHORISED, pack_lines=lines)
        if lines and task.task_id == preparation.task_id
        else task
        for task in sale.fulfilments
    )
    return replace(sale, fulfilments=tasks)


def placed(
    lines: Iterable[StockLine], places: Mapping[str, Sequence[Place]]
) -> tuple[StockLine, ...] | None:
    """
    Return the lines where the goods lie, or nothing if there are too few of one.

    *places* are those of each SKU; a line may be split over several of them.
    """
    found: list[StockLine] = []
    taken: dict[tuple[str, Place], Decimal] = defaultdict(Decimal)
    for line in lines:
        left = line.quantity
        for place in _nearest(places.get(line.sku, ()), line.location):
            count = min(left, place.on_hand - taken[line.sku, place])
            if count > 0:
                taken[line.sku, place] += count
                found.append(
                    replace(
                        line,
                        quantity=count,
                        location=place.location,
                        batch=place.batch,
                    )
                )
                left -= count
        if left > 0:
            return None
    return tuple(found)


def _nearest(places: Iterable[Place], location: str) -> list[Place]:
    """
    Return those in the wanted warehouse first.
    """
    return sorted(
        places, key=lambda one: one.location.partition(":")[0].strip() != location
    )


def _is_applied(sale: Sale, alive: Iterable[Fulfilment], shipment: Shipment) -> bool:
    """
    Tell whether the sale has the shipment; one without a number may be any of several.
    """
    if not shipment.tracking_number:
        return is_all_shipped(sale)
    return any(is_applied(task, shipment) for task in alive)


def _labelled_again(
    sale: Sale, alive: Sequence[Fulfilment], shipment: Shipment
) -> Fulfilment | None:
    """
    Return the fulfilment whose goods have left and now carry another label, if any.
    """
    left = _left(sale, alive)
    shipped = [task for task in alive if task.is_all_shipped]
    # A box whose label was voided has no number: another label is for that.
    shipped = [task for task in shipped if _lacks_number(task)] or shipped
    wanted = _known_items(sale, shipment)
    if not shipped or (not wanted and any(count > 0 for count in left.values())):
        return None
    if not wanted or not any(count > 0 for count in left.values()):
        return _holding(shipped, wanted) or shipped[-1]
    products = {line.sku: line.product_id for line in sale.order_lines}
    fits = all(n <= left[products[sku]] for sku, n in wanted.items())
    return None if fits else _holding(shipped, wanted)


def _lacks_number(task: Fulfilment) -> bool:
    return any(not line.tracking_number for line in task.ship_lines)


def _holding(
    tasks: Iterable[Fulfilment], wanted: Mapping[str, int]
) -> Fulfilment | None:
    """
    Return the one that has exactly these goods.
    """
    return next((one for one in tasks if in_boxes(one.pack_lines) == wanted), None)


def _known_items(sale: Sale, shipment: Shipment) -> dict[str, int]:
    known = {line.sku for line in sale.order_lines}
    return {sku: n for sku, n in summed(shipment.items).items() if sku in known}


def _next(alive: Sequence[Fulfilment]) -> Fulfilment | None:
    """
    Return the fulfilment that goes on: the one that has come furthest, not shipped.
    """
    unshipped = [task for task in alive if not task.is_all_shipped]
    ranks = {AUTHORISED: 0}
    ordered = sorted(
        unshipped,
        key=lambda one: (
            ranks.get(one.pack_status, 1),
            ranks.get(one.pick_status, 1),
            one.number,
        ),
    )
    return ordered[0] if ordered else None


def _wanted(
    sale: Sale, alive: Iterable[Fulfilment], shipment: Shipment
) -> tuple[StockLine, ...]:
    """
    Return the lines to pick: what has left, or all that is left of the order.
    """
    left = _left(sale, alive)
    items = _known_items(sale, shipment)
    is_whole = not items
    lines = []
    for line in sale.order_lines:
        count = left[line.product_id]
        if not is_whole:
            count = Decimal(items.pop(line.sku, 0))
        if count > left[line.product_id]:
            raise Impossible(
                "quantity",
                f"{count} of {line.sku} are said to have left, but"
                f" {left[line.product_id]} of {sale.order_number} were still to ship",
            )
        if count > 0:
            lines.append(StockLine(line.product_id, line.sku, count, sale.location))
            left[line.product_id] -= count
    if not lines:
        raise Impossible("nothing", f"nothing of {sale.order_number} is left to ship")
    return tuple(lines)


def _left(sale: Sale, alive: Iterable[Fulfilment]) -> dict[str, Decimal]:
    """
    Return how many of each product are ordered and not picked.
    """
    left: dict[str, Decimal] = defaultdict(Decimal)
    for line in sale.order_lines:
        left[line.product_id] += line.quantity
    for task in alive:
        if task.pick_status == AUTHORISED:
            for picked in task.pick_lines:
                left[picked.product_id] -= picked.quantity
    return left


def _boxed(lines: Iterable[StockLine | PackLine]) -> tuple[StockLine, ...]:
    return tuple(
        StockLine(
            product_id=line.product_id,
            sku=line.sku,
            quantity=line.quantity,
            location=line.location,
            box=ONLY_BOX,
            batch=line.batch,
        )
        for line in lines
    )
