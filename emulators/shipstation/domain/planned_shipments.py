"""
The shipments that an order is still to get: one, or several of one that was split.
"""

from collections.abc import Sequence

from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.order import Line, Order

Parts = Sequence[tuple[str, int]]
Lines = tuple[tuple[Line, int], ...]


def planned_shipments(order: Order) -> list[Lines]:
    """
    Return them in the order in which labels are made where nobody says which.

    What was not split off comes first.
    """
    lines = {line.line_id: line for line, _ in order.unshipped()}
    left = {line.line_id: quantity for line, quantity in order.unshipped()}
    apart = []
    for part in order.parts:
        taken = {
            number: min(quantity, left.get(number, 0))
            for number, quantity in part.items()
        }
        for number, quantity in taken.items():
            left[number] = left.get(number, 0) - quantity
        apart.append(taken)
    shipments = [
        tuple(
            (lines[number], quantity) for number, quantity in part.items() if quantity
        )
        for part in (left, *apart)
    ]
    return [shipment for shipment in shipments if shipment]


def chosen_parts(
    order: Order, available: Sequence[tuple[Line, int]], parts: Parts
) -> Lines:
    """
    Return the lines of the SKUs.

    Raises:
        Impossible: More is asked for than is available.
    """
    left = list(available)
    chosen = []
    for sku, wanted in parts:
        found = next(
            (one for one in left if one[0].draft.sku == sku and one[1] >= wanted), None
        )
        if found is None:
            raise Impossible(
                f"order {order.order_number} has not {wanted} x {sku} left to ship"
            )
        left.remove(found)
        chosen.append((found[0], wanted))
    return tuple(chosen)
