"""
Method 3, call by call: what rates, labels and voids of one sale cost at both vendors.
"""

from collections.abc import Callable
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from harness.actors.cin7_core import Item
from harness.bench import Bench
from harness.worlds.shipping_service import packed, with_service
from tests.benchmarks.method_one import a_bench

PACKAGES = (1, 3, 10)
CARRIERS = ("stamps_com", "ups_walleted", "fedex")

_SALE = "SO-00001"


class MethodThree:
    """
    A shipping service, and a sale that is packed in so many boxes.
    """

    def __init__(self, bench: Bench, packages: int) -> None:
        self.packages = packages
        self._bench = bench
        bench.reset()
        with_service(bench.cast)
        boxes = [f"Box {number}" for number in range(1, packages + 1)]
        packed(bench.cast, _SALE, boxes, Item("BELL-01", Decimal(packages)))
        self.calls()

    def rates(self) -> tuple[int, int]:
        """
        Ask three carriers for rates, and return the calls.
        """
        return self._counted(lambda at: at.asks_rates(_SALE, *CARRIERS))

    def labels(self) -> tuple[int, int]:
        """
        Create the labels, and return the calls.
        """
        return self._counted(lambda at: at.buys_labels(_SALE))

    def void(self) -> tuple[int, int]:
        """
        Void the first label, and return the calls.
        """
        label = self._bench.cast.engine.labels(_SALE)[0]["id"]
        return self._counted(lambda at: at.voids_label(label))

    def calls(self) -> tuple[int, int]:
        """
        Return the calls to ShipStation and Cin7 Core since this was last asked.
        """
        told = []
        for server in (self._bench.shipstation, self._bench.cin7_core):
            journal = server.service.tenant("main").journal
            told.append(sum(one.by == "api" for one in journal))
            journal.clear()
        return told[0], told[1]

    def _counted(self, act: Callable[..., object]) -> tuple[int, int]:
        self.calls()
        act(self._bench.cast.engine)
        return self.calls()


def method_three() -> Table:
    """
    Count everything, and return a table.
    """
    table = Table(title="Method 3, calls of one sale", title_justify="left")
    for name in ("What", "Packages", "To ShipStation", "To Cin7 Core"):
        table.add_column(name, justify="left" if name == "What" else "right")
    with a_bench() as bench:
        for packages in PACKAGES:
            one = MethodThree(bench, packages)
            for what, counted in (
                ("rates over 3 carriers", one.rates()),
                ("labels", one.labels()),
                ("a void", one.void()),
            ):
                table.add_row(what, str(packages), *map(str, counted))
    return table


if __name__ == "__main__":
    Console().print(method_three())
