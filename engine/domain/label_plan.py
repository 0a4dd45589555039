"""
What labels change on the ship stage of a fulfilment, box by box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.domain.carriers import cin7_carrier
from engine.domain.labels import Label, LabelState
from engine.domain.packages import box_names
from engine.domain.sale import (
    AUTHORISED,
    PARTIALLY_AUTHORISED,
    Fulfilment,
    Sale,
    ShipLine,
)
from engine.domain.ship_plan import Impossible, ShipPlan

_SHIPPING = frozenset({AUTHORISED, PARTIALLY_AUTHORISED})
_SEVERAL = ","


def plan_labels(
    sale: Sale, task_id: str, labels: Sequence[Label], *, carriers: Mapping[str, str]
) -> ShipPlan | None:
    """
    Return what to write for these labels, or nothing if all of it stands there.

    A label that was bought lets its box leave with its number. One that is void takes
    its number away; the box stays where the ship stage says that it is.

    Raises:
        Impossible: The sale is voided, or not packed any more.
    """
    task = sale.fulfilment(task_id)
    if sale.is_voided or task is None or task.pack_status != AUTHORISED:
        raise Impossible(
            "voided", f"{sale.order_number} is voided, or not packed any more"
        )
    before = _lines(task)
    after = dict(before)
    for label in labels:
        if line := after.get(label.box):
            carrier = cin7_carrier(label.carrier, carriers)
            is_void = label.state is LabelState.VOIDED
            after[label.box] = (
                _without(line, label) if is_void else _with(line, label, carrier)
            )
    if after == before:
        return None
    # Cin7 Core wants a day on every line, also of a box that has not left.
    day = labels[0].shipped_on
    lines = tuple(
        replace(one, shipped_on=one.shipped_on or day) for one in after.values()
    )
    is_full = all(line.is_shipped for line in lines)
    return ShipPlan(
        task_id=task.task_id,
        status=AUTHORISED if is_full else PARTIALLY_AUTHORISED,
        lines=lines,
        shipping_notes=task.shipping_notes,
        adds_tracking=task.ship_status in _SHIPPING,
    )


def numbers_on(task: Fulfilment, box: str) -> tuple[str, ...]:
    """
    Return the tracking numbers that the box has in Cin7 Core.
    """
    line = _lines(task).get(box)
    return _numbers(line) if line else ()


def _lines(task: Fulfilment) -> dict[str, ShipLine]:
    """
    Return a line for each packed box; one line of Cin7 Core may name several.
    """
    there = {
        name.strip(): replace(line, box=name.strip())
        for line in task.ship_lines
        for name in line.box.split(",")
    }
    return {name: there.get(name, ShipLine(name)) for name in box_names(task)}


def _numbers(line: ShipLine) -> tuple[str, ...]:
    told = (one.strip() for one in line.tracking_number.split(_SEVERAL))
    return tuple(one for one in told if one)


def _with(line: ShipLine, label: Label, carrier: str) -> ShipLine:
    numbers = _numbers(line)
    if label.tracking_number in numbers:
        return replace(line, is_shipped=True)
    return replace(
        line,
        carrier=carrier,
        tracking_number=_SEVERAL.join((*numbers, label.tracking_number)),
        shipped_on=label.shipped_on,
        is_shipped=True,
    )


def _without(line: ShipLine, label: Label) -> ShipLine:
    left = (one for one in _numbers(line) if one != label.tracking_number)
    return replace(line, tracking_number=_SEVERAL.join(left))
