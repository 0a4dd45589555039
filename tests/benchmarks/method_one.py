"""
Method 1 at size: the engine between both fakes, on a virtual clock, in this process.

What the vendor's limit costs is told in virtual time, what the engine costs in real.
"""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import timedelta
from time import perf_counter
from typing import Any

import requests
from rich.console import Console
from rich.table import Table

from harness.actors import AtCin7Core
from harness.bench import MAIN_LOGIN, Bench
from harness.worlds.empty import empty

SALES = 10_000
NOTICES = 1_000

_MINUTE = 60
_CALLS_A_MINUTE = 60
_LEAST_PER_NOTICE = 2
_WINDOW = {"start_date": "01/01/2026 00:00", "end_date": "12/31/2026 23:59"}


class MethodOne:
    """
    The custom store of an organisation that has many sales ready.
    """

    def __init__(self, bench: Bench, sales: int) -> None:
        self.sales = sales
        self._bench = bench
        self._journal = bench.cin7_core.service.tenant("main").journal
        self._store = requests.Session()
        self._store.trust_env = False
        self._store.auth = (MAIN_LOGIN.username, MAIN_LOGIN.password)
        self._calls = 0
        _fill(bench, sales)

    def close(self) -> None:
        """
        Hang up.
        """
        self._store.close()

    def fill(self) -> tuple[timedelta, float, int]:
        """
        Enable the store and wait until the mirror has all; return what that took.

        The figures are virtual time, real seconds, and calls to Cin7 Core.
        """
        began_at, began = self._bench.clock.now(), perf_counter()
        self.calls()
        self._bench.cast.engine.sets_custom_store("Enabled")
        self._bench.clock.settle()
        ended_at, calls = began_at, self.calls()
        while more := self._minute():
            ended_at, calls = self._bench.clock.now(), calls + more
        return ended_at - began_at, perf_counter() - began, calls

    def _minute(self) -> int:
        """
        Let a minute pass, and return the calls to Cin7 Core.
        """
        self._bench.clock.advance(_MINUTE)
        return self.calls()

    def export(self) -> tuple[int, float, int]:
        """
        Export all pages; return orders, real seconds, and calls to Cin7 Core.
        """
        self.calls()
        began, orders = perf_counter(), 0
        for page in range(1, self.sales // 100 + 1):
            orders += self._export(page=page).count(b"<Order>")
        return orders, perf_counter() - began, self.calls()

    def export_megabytes(self) -> float:
        """
        Export all pages once more, and return the most memory that it took.
        """
        tracemalloc.start()
        try:
            self.export()
            return tracemalloc.get_traced_memory()[1] / 2**20
        finally:
            tracemalloc.stop()

    def unchanged_round(self) -> int:
        """
        Let a quarter of an hour pass, and return the calls to Cin7 Core.
        """
        self.calls()
        self._bench.clock.advance(15 * _MINUTE)
        return self.calls()

    def notices(self, count: int) -> tuple[float, float, float]:
        """
        Send notices, slowly; return real seconds, and all and own calls of each.
        """
        self.calls()
        began = perf_counter()
        runs = 0
        for number in range(1, count + 1):
            self._notify(number)
            self._count()
            before = self._calls
            self._bench.clock.advance(3)
            self._count()
            runs += self._calls - before
        seconds, calls = perf_counter() - began, self.calls()
        return seconds, calls / count, (calls - runs) / count

    def calls(self) -> int:
        """
        Return how many calls Cin7 Core had since this was last asked.
        """
        self._count()
        calls, self._calls = self._calls, 0
        return calls

    def _count(self) -> None:
        """
        Count what stands in the journal, and empty it: it is only so long.
        """
        self._calls += sum(one.by == "api" for one in self._journal)
        self._journal.clear()

    def _export(self, *, page: int) -> bytes:
        query = {"action": "export", "page": str(page), **_WINDOW}
        url = self._bench.cast.engine.custom_store_url
        answer = self._store.get(url, params=query, timeout=30)
        answer.raise_for_status()
        return answer.content

    def _notify(self, number: int) -> None:
        query = {
            "action": "shipnotify",
            "order_number": f"SO-{number:05d}",
            "carrier": "UPS",
            "service": "Ground",
            "tracking_number": f"1Z{number:08d}",
        }
        url = self._bench.cast.engine.custom_store_url
        answer = self._store.post(url, params=query, timeout=30)
        answer.raise_for_status()


def method_one(sales: int = SALES, notices: int = NOTICES) -> list[Table]:
    """
    Measure all, and return tables.
    """
    with a_bench() as bench:
        store = MethodOne(bench, sales)
        virtual, seconds, calls = store.fill()
        first = store.export()
        again = store.export()
        megabytes = store.export_megabytes()
        unchanged = store.unchanged_round()
        told = store.notices(notices)
        store.close()
    return [
        _fill_table(sales, virtual, seconds=seconds, calls=calls),
        _export_table(first, again, megabytes=megabytes, unchanged=unchanged),
        _notice_table(notices, told),
    ]


def _fill_table(sales: int, virtual: timedelta, *, seconds: float, calls: int) -> Table:
    table = _table("First fill of the mirror", "Sales ready", "Calls", "Virtual time")
    for name in ("60 calls a minute permit", "Ratio", "Real seconds"):
        table.add_column(name, justify="right")
    least = timedelta(minutes=sales / _CALLS_A_MINUTE)
    table.add_row(
        f"{sales:,}",
        f"{calls:,}",
        _hours(virtual),
        _hours(least),
        f"{virtual / least:.2f}",
        f"{seconds:.1f}",
    )
    return table


def _export_table(
    first: tuple[int, float, int],
    again: tuple[int, float, int],
    *,
    megabytes: float,
    unchanged: int,
) -> Table:
    table = _table("Export, 100 orders a page", "Round", "Orders", "Seconds")
    table.add_column("Calls to Cin7 Core", justify="right")
    for name, (orders, seconds, calls) in (
        ("first, claims each", first),
        ("second, unchanged", again),
    ):
        table.add_row(name, f"{orders:,}", f"{seconds:.2f}", str(calls))
    table.add_row(f"peak memory {megabytes:.1f} MiB", "", "", "")
    table.add_row("run after 15 minutes", "", "", str(unchanged))
    return table


def _notice_table(notices: int, told: tuple[float, float, float]) -> Table:
    table = _table("Ship notices", "Notices", "Seconds", "Calls of each, runs included")
    for name in ("of the notice", "Least"):
        table.add_column(name, justify="right")
    seconds, calls, own = told
    table.add_row(
        f"{notices:,}",
        f"{seconds:.1f}",
        f"{calls:.2f}",
        f"{own:.2f}",
        str(_LEAST_PER_NOTICE),
    )
    return table


def _table(title: str, *names: str) -> Table:
    table = Table(title=title, title_justify="left")
    for name in names:
        table.add_column(name, justify="right")
    return table


def _hours(duration: timedelta) -> str:
    minutes = round(duration.total_seconds() / _MINUTE)
    return f"{minutes // 60} h {minutes % 60:02d}"


@contextmanager
def a_bench() -> Iterator[Bench]:
    """
    Yield a bench that is closed afterwards.
    """
    bench = Bench()
    try:
        yield bench
    finally:
        bench.close()


def _fill(bench: Bench, sales: int) -> None:
    empty(bench.cast)
    ready_sales(
        bench.cast.cin7_core, bench.cin7_core.service.tenant("main").state, sales
    )


def ready_sales(at: AtCin7Core, account: Any, sales: int) -> None:
    """
    Ready one sale as a person does, and copy it: ten thousand would take a minute.
    """
    at.knows_customer("Kestrel Cycles", email="orders@kestrel.example", phone="1")
    at.readies("SO-00001")
    first = account.sales.by_number("SO-00001")
    for number in range(2, sales + 1):
        account.sales.place(_copied(first, account, number))


def _copied(first: Any, account: Any, number: int) -> Any:
    tasks = [replace(one, task_id=account.new_id()) for one in first.fulfilments]
    invoices = [replace(one, task_id=account.new_id()) for one in first.invoices]
    sale = copy(first)
    sale.id, sale.number = account.new_id(), f"SO-{number:05d}"
    sale.place_in_list = number
    sale.fulfilments, sale.invoices = tasks, invoices
    sale.prepayments, sale.movements = [], []
    return sale


if __name__ == "__main__":
    for made in method_one():
        Console().print(made)
