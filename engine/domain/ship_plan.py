"""
What a shipment changes on the ship stage of a Cin7 Core fulfilment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.domain.boxes import Boxes, packed, summed
from engine.domain.carriers import DEFAULT_CARRIER, cin7_carrier
from engine.domain.sale import (
    AUTHORISED,
    PARTIALLY_AUTHORISED,
    Fulfilment,
    Sale,
    ShipLine,
)
from engine.domain.ship_notice import Shipment, ShippedItem

_LIMIT = 1024
_SEVERAL = ","


class Impossible(Exception):
    """
    The shipment contradicts the sale; trying again does not help.

    Attributes:
        reason: A short name for the operations log.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class ShipPlan:
    """
    The new ship stage of a fulfilment, to be written as a whole.

    Attributes:
        adds_tracking: The stage is (partially) authorised already, where only
            tracking numbers and carriers can still be written.
        remarks: Sentences for the operations log.
    """

    task_id: str
    status: str
    lines: tuple[ShipLine, ...]
    shipping_notes: str
    adds_tracking: bool
    remarks: tuple[str, ...] = ()


def plan_shipment(
    sale: Sale,
    task_id: str,
    shipment: Shipment,
    *,
    earlier: Iterable[tuple[ShippedItem, ...]] = (),
    carriers: Mapping[str, str],
    today: date,
) -> ShipPlan | None:
    """
    Return what to write for the shipment, or nothing if it stands there already.

    *earlier* has the items of the shipments that were applied before, one by one;
    *today* is the ship date where the shipment does not tell it.

    Raises:
        Impossible: The sale or fulfilment is voided or gone, not packed, or fewer
            items are packed than the shipment carries.
    """
    task = _shippable(sale, task_id)
    if is_applied(task, shipment):
        return None
    known, unknown = _told_apart(task, shipment.items)
    _check_quantities(sale, task, known)
    boxes = Boxes(task)
    for items in earlier:
        boxes.take(_told_apart(task, items)[0])
    touched = boxes.take(known)
    label = ShipLine(
        box="",
        carrier=cin7_carrier(shipment.carrier, carriers),
        tracking_number=shipment.tracking_number,
        shipped_on=shipment.shipped_on or today,
    )
    lines = _lines(task, boxes, label=label, touched=touched)
    is_full = all(line.is_shipped for line in lines)
    return ShipPlan(
        task_id=task.task_id,
        status=AUTHORISED if is_full else PARTIALLY_AUTHORISED,
        lines=lines,
        shipping_notes=_notes(task.shipping_notes, shipment.notes_to_customer),
        adds_tracking=task.ship_status in {AUTHORISED, PARTIALLY_AUTHORISED},
        remarks=(*_remarks(shipment, label.carrier), *_strangers(unknown)),
    )


def is_applied(task: Fulfilment, shipment: Shipment) -> bool:
    """
    Tell whether the ship stage carries the shipment's tracking number already.

    One without a number is there when every box has left for good.
    """
    if not shipment.tracking_number:
        return task.is_all_shipped and task.ship_status == AUTHORISED
    numbers = (line.tracking_number.split(_SEVERAL) for line in task.ship_lines)
    return any(shipment.tracking_number in found for found in numbers)


def _shippable(sale: Sale, task_id: str) -> Fulfilment:
    task = sale.fulfilment(task_id)
    name = sale.order_number
    if sale.is_voided or task is None or task.is_voided:
        raise Impossible("voided", f"{name} is voided in Cin7 Core: nothing can ship")
    if task.pack_status != AUTHORISED:
        raise Impossible("pack", f"the pack of {name} is not authorised any more")
    return task


def _told_apart(
    task: Fulfilment, items: Iterable[ShippedItem]
) -> tuple[tuple[ShippedItem, ...], tuple[ShippedItem, ...]]:
    """
    Return the items that are packed, and those that Cin7 Core does not know.

    Where it knows none of them, as with the components of a bundle that was sold as
    one line, the shipment counts as one of the whole fulfilment.
    """
    in_boxes = packed(task.pack_lines)
    known: list[ShippedItem] = []
    unknown: list[ShippedItem] = []
    for item in items:
        (known if item.sku in in_boxes else unknown).append(item)
    return tuple(known), tuple(unknown)


def _strangers(items: Iterable[ShippedItem]) -> tuple[str, ...]:
    return tuple(
        f"{item.quantity} of {item.sku} are said to have left, and are not packed"
        for item in items
    )


def _check_quantities(
    sale: Sale, task: Fulfilment, items: Iterable[ShippedItem]
) -> None:
    in_boxes = packed(task.pack_lines)
    for sku, quantity in summed(items).items():
        if quantity > in_boxes.get(sku, 0):
            raise Impossible(
                "quantity",
                f"{quantity} of {sku} are said to have left, but"
                f" {in_boxes.get(sku, 0)} are packed for {sale.order_number}",
            )


def _lines(
    task: Fulfilment, boxes: Boxes, *, label: ShipLine, touched: set[str]
) -> tuple[ShipLine, ...]:
    """
    Return one line for each packed box, as Cin7 Core wants them all.
    """
    old = _lines_by_box(task)
    gone = boxes.empty() | {name for name, line in old.items() if line.is_shipped}
    lines = []
    for name in boxes.names:
        before = old.get(name, ShipLine(name))
        line = replace(
            before, box=name, shipped_on=before.shipped_on or label.shipped_on
        )
        if name in touched:
            line = _labelled(line, label)
        lines.append(replace(line, is_shipped=name in gone))
    return tuple(lines)


def _lines_by_box(task: Fulfilment) -> dict[str, ShipLine]:
    """
    Return the present lines by box; one line may name several boxes.
    """
    return {
        name.strip(): line for line in task.ship_lines for name in line.box.split(",")
    }


def _labelled(line: ShipLine, label: ShipLine) -> ShipLine:
    numbers = [one for one in line.tracking_number.split(_SEVERAL) if one]
    if label.tracking_number:
        numbers.append(label.tracking_number)
    return replace(
        line,
        carrier=label.carrier,
        tracking_number=_SEVERAL.join(numbers),
        shipped_on=label.shipped_on,
    )


def _notes(present: str, told: str) -> str:
    if not told.strip() or told.strip() in present:
        return present
    return f"{present}\n{told.strip()}".strip()[:_LIMIT]


def _remarks(shipment: Shipment, carrier: str) -> tuple[str, ...]:
    if carrier != DEFAULT_CARRIER:
        return ()
    return (f"carrier '{shipment.carrier}' is unknown: {DEFAULT_CARRIER} was written",)


def without_number(task: Fulfilment, tracking_number: str) -> ShipPlan:
    """
    Return what to write so that the number is gone; all else stays.
    """
    lines = tuple(
        replace(
            line,
            tracking_number=_SEVERAL.join(
                one
                for one in line.tracking_number.split(_SEVERAL)
                if one.strip() != tracking_number
            ),
        )
        for line in task.ship_lines
    )
    return ShipPlan(
        task_id=task.task_id,
        status=task.ship_status,
        lines=lines,
        shipping_notes=task.shipping_notes,
        adds_tracking=True,
    )
