"""
How far the goods of a sale have come, in quantities.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.fulfilment_lines import StockLine
from emulators.cin7_core.domain.lines import Line
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.sale import Sale, SaleType
from emulators.cin7_core.domain.stage import Stage


@dataclass(frozen=True, slots=True)
class Progress:
    """
    How much of the ordered goods has come how far.
    """

    ordered: Decimal
    picked: Decimal
    packed: Decimal
    shipped: Decimal
    invoiced: Decimal
    wanted: Decimal

    @property
    def is_shipped(self) -> bool:
        """
        Whether all has left.
        """
        return self.shipped >= self.ordered

    @property
    def is_invoiced(self) -> bool:
        """
        Whether all is billed.
        """
        return self.invoiced >= self.wanted


def progress_of(sale: Sale, tasks: Iterable[Fulfilment]) -> Progress:
    """
    Add up what the tasks and invoices of a sale say; the tasks are those that count.
    """
    picked = packed = shipped = ZERO
    for task in tasks:
        if task.pick is Stage.AUTHORISED:
            picked += _goods(task.pick_lines)
        if task.pack is Stage.AUTHORISED:
            packed += _goods(task.pack_lines)
        shipped += _goods(task.shipped_lines())
    lines = sale.quote.lines if sale.kind is SaleType.SERVICE else sale.order.lines
    return Progress(
        ordered=_goods(lines),
        picked=picked,
        packed=packed,
        shipped=shipped,
        invoiced=sum(
            (
                line.quantity
                for invoice in sale.invoices
                if invoice.is_billed
                for line in invoice.lines
            ),
            ZERO,
        ),
        wanted=sum((line.quantity for line in lines), ZERO),
    )


def _goods(lines: Iterable[Line | StockLine]) -> Decimal:
    """
    Add up what lies in a warehouse, or lay in one.
    """
    return sum((line.quantity for line in lines if line.is_stock), ZERO)
