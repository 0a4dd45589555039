"""
Which boxes of a fulfilment a shipment has taken, told by the items alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from engine.domain.order_export import exported_quantity
from engine.domain.sale import Fulfilment, PackLine
from engine.domain.ship_notice import ShippedItem

ONLY_BOX = "Box 1"


def summed(items: Iterable[ShippedItem]) -> dict[str, int]:
    """
    Return the quantities by SKU.
    """
    total: dict[str, int] = defaultdict(int)
    for item in items:
        total[item.sku] += item.quantity
    return dict(total)


def packed(lines: Iterable[PackLine]) -> dict[str, int]:
    """
    Return what ShipStation was told is packed, by SKU: each line rounded up.
    """
    total: dict[str, int] = defaultdict(int)
    for line in lines:
        total[line.sku] += exported_quantity(line.quantity)
    return dict(total)


class Boxes:
    """
    The packed boxes, from which shipments take their items one after another.
    """

    def __init__(self, task: Fulfilment) -> None:
        names = dict.fromkeys(line.box or ONLY_BOX for line in task.pack_lines)
        self._content = {
            name: packed(
                one for one in task.pack_lines if (one.box or ONLY_BOX) == name
            )
            for name in names or {ONLY_BOX: None}
        }
        self._left = {name: dict(content) for name, content in self._content.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """
        Return the boxes' names in the order of the pack.
        """
        return tuple(self._content)

    def empty(self) -> set[str]:
        """
        Return the boxes whose whole content was taken.
        """
        return {name for name, left in self._left.items() if not any(left.values())}

    def take(self, items: Iterable[ShippedItem]) -> set[str]:
        """
        Take the items and return the boxes that they lay in; no items means all.

        A box that holds exactly the items is meant before all others. Items that
        left before, under another label, lie where they lay.
        """
        wanted = summed(items)
        if not wanted:
            wanted = summed(
                ShippedItem(sku, quantity)
                for left in self._left.values()
                for sku, quantity in left.items()
            )
        exact = [name for name, left in self._left.items() if _same(left, wanted)]
        touched = self._take_from(exact[:1] or list(self._left), wanted)
        return touched or self._once_held(wanted)

    def _take_from(self, names: Iterable[str], wanted: dict[str, int]) -> set[str]:
        touched = set()
        for name in names:
            left = self._left[name]
            for sku in left.keys() & wanted.keys():
                count = min(left[sku], wanted[sku])
                left[sku] -= count
                wanted[sku] -= count
                if count:
                    touched.add(name)
        return touched

    def _once_held(self, wanted: Mapping[str, int]) -> set[str]:
        if not wanted:
            return set(self._content)
        return {name for name, held in self._content.items() if held.keys() & wanted}


def _same(left: Mapping[str, int], wanted: Mapping[str, int]) -> bool:
    return {sku: count for sku, count in left.items() if count} == dict(wanted)
