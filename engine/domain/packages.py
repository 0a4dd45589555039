"""
The packages of a fulfilment: one for each box of its pack, with weight and size.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.domain.boxes import ONLY_BOX
from engine.domain.order_export import ordered_line
from engine.domain.sale import AUTHORISED, Fulfilment, PackLine, Sale
from engine.domain.units import weight_grams


class NotPackable(Exception):
    """
    A package cannot be sent as it is.

    Attributes:
        reason: A short name for programs and for the operations log.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Size:
    """
    The three sides of a package.
    """

    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal


@dataclass(frozen=True, slots=True)
class Package:
    """
    A box on its way: what it weighs, and how large it is if somebody said so.
    """

    box: str
    weight_grams: Decimal
    size: Size | None = None

    @property
    def looks(self) -> tuple[Decimal, Size | None]:
        """
        Return what a carrier asks of it; equal packages cost the same.
        """
        return self.weight_grams, self.size


def box_names(task: Fulfilment) -> tuple[str, ...]:
    """
    Return the boxes' names in the order of the pack.
    """
    return tuple(dict.fromkeys(line.box or ONLY_BOX for line in task.pack_lines))


def lines_in(task: Fulfilment, box: str) -> tuple[PackLine, ...]:
    """
    Return what lies in the box.
    """
    return tuple(one for one in task.pack_lines if (one.box or ONLY_BOX) == box)


def packages_of(
    sale: Sale,
    task: Fulfilment,
    *,
    entered: Mapping[str, Package],
    usual_units: str,
) -> tuple[Package, ...]:
    """
    Return a package for each box: as it was entered, else with its products' weights.

    *usual_units* are those of products that do not tell theirs.

    Raises:
        NotPackable: Nothing is packed, or a box has no weight that is known.
    """
    if task.pack_status != AUTHORISED or not task.pack_lines:
        raise NotPackable(
            "pack", f"the pack of {sale.order_number} is not authorised yet"
        )
    return tuple(
        entered.get(box) or _weighed(sale, task, box, usual_units)
        for box in box_names(task)
    )


def check_boxes(sale: Sale, task: Fulfilment, named: Iterable[str]) -> None:
    """
    Return if all these boxes are packed.

    Raises:
        NotPackable: One is not, or is named twice.
    """
    known, seen = box_names(task), set()
    for box in named:
        if box not in known:
            listed = ", ".join(known) or "none"
            raise NotPackable(
                "box",
                f"{sale.order_number} has no box '{box}': the boxes are {listed}",
            )
        if box in seen:
            raise NotPackable("box", f"box '{box}' is told twice: tell each once")
        seen.add(box)


def _weighed(sale: Sale, task: Fulfilment, box: str, usual_units: str) -> Package:
    grams = Decimal(0)
    for line in lines_in(task, box):
        if not line.non_inventory:
            grams += line.quantity * _weight_of_one(sale, line, box, usual_units)
    if grams <= 0:
        raise _weightless(sale, box, "what lies in it weighs nothing")
    return Package(box, grams.quantize(Decimal("0.01")))


def _weight_of_one(sale: Sale, line: PackLine, box: str, usual_units: str) -> Decimal:
    """
    Return the weight of one in grams: of the packed line, else of the ordered one.
    """
    for one in (line, ordered_line(sale, line)):
        if one is None or one.weight <= 0:
            continue
        units = one.weight_units or usual_units
        grams = weight_grams(one.weight, units)
        if grams is None:
            raise NotPackable(
                "units",
                f"{line.sku} is weighed in '{units}', which is no unit that is known:"
                f" enter the weight of '{box}' in another one",
            )
        return grams
    raise _weightless(sale, box, f"product {line.sku} has none in Cin7 Core")


def _weightless(sale: Sale, box: str, why: str) -> NotPackable:
    return NotPackable(
        "weight",
        f"'{box}' of {sale.order_number} has no weight, because {why}: enter the"
        " weight of the package",
    )
