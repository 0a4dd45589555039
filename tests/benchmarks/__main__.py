"""
Measure, and print figures with their ratios: ``make bench``.
"""

import json
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from xml.etree import ElementTree as ET

from rich.console import Console
from rich.table import Table

from tests.benchmarks.load import Load, load
from tests.benchmarks.method_one import a_bench, method_one
from tests.benchmarks.method_three import method_three
from tests.benchmarks.method_two import ORDERS, is_frugal, measure, method_two
from tests.benchmarks.scale import MOST, scale
from tests.benchmarks.snapshots import snapshots

ROUNDS = 5
SECONDS = 2.0
WHAT = {
    "bare": "a bare Flask route on the same edge",
    "bare post": "a bare Flask route that takes JSON and gives it back",
    "order": "ShipStation: GET /orders/{id}",
    "sale": "Cin7 Core: GET sale",
    "create": "ShipStation: POST /orders/createorder, the same one",
}
# Apart, since an order that was written is gone over once more 18 seconds later.
READS, WRITES = ("bare", "order", "sale"), ("bare post", "create")


def main() -> None:
    """
    Measure everything; fail if method 2 makes more calls than it may.
    """
    console = Console(highlight=False)
    console.print(f"{platform.processor() or platform.machine()}, {platform.system()}")
    console.print(f"Python {platform.python_version()}\n")
    console.print(_requests())
    console.print(_ready())
    console.print(_examples())
    for table in method_one():
        console.print(table)
    with a_bench() as bench:
        measured = list(measure(bench, ORDERS))
    console.print(method_two(measured))
    console.print(method_three())
    console.print(_snapshots())
    worst = 0.0
    for table, ratio in scale():
        console.print(table)
        worst = max(worst, ratio)
    sys.exit(0 if is_frugal(measured) and worst <= MOST else 1)


def _snapshots() -> Table:
    table = Table(title="Snapshots, 10,000 orders or sales", title_justify="left")
    for name in ("Fake", "Save, seconds", "Restore, seconds", "MB", "Reset, ms"):
        table.add_column(name, justify="left" if name == "Fake" else "right")
    for row in snapshots():
        table.add_row(*row)
    return table


def _requests() -> Table:
    table = Table(title="Requests, 16 connections", title_justify="left")
    for name in (
        "What",
        "Requests/s (min-max)",
        "p99 ms",
        "To the bare route",
        "That takes JSON",
    ):
        table.add_column(name, justify="left" if name == "What" else "right")
    loads: dict[str, list[Load]] = {name: [] for name in WHAT}
    with _process("tests.benchmarks.serve") as addresses:
        for url, headers, *body in addresses.values():
            load(url, headers, seconds=0.5, body="".join(body))
        for group in (READS, WRITES):
            for name in group * ROUNDS:
                url, headers, *body = addresses[name]
                loads[name].append(
                    load(url, headers, seconds=SECONDS, body="".join(body))
                )
    for name, measured in loads.items():
        rates = [one.per_second for one in measured]
        table.add_row(
            WHAT[name],
            f"{statistics.median(rates):,.0f} ({min(rates):,.0f}-{max(rates):,.0f})",
            f"{statistics.median(one.p99_ms for one in measured):.1f}",
            _ratio(measured, loads["bare"]),
            _ratio(measured, loads["bare post"]),
        )
    return table


def _ratio(measured: list[Load], bare: list[Load]) -> str:
    ratios = (
        one.per_second / other.per_second
        for one, other in zip(measured, bare, strict=True)
    )
    return f"{statistics.median(ratios):.2f}"


def _ready() -> Table:
    table = Table(title="From the command to its JSON line", title_justify="left")
    for name in ("Command", "Seconds, median (min-max)"):
        table.add_column(name)
    for arguments in (
        ["up", "--json"],
        ["up", "--json", "--world", "empty"],
        ["up", "--json", "--only", "shipstation"],
        ["up", "--json", "--only", "cin7_core"],
    ):
        seconds = [_seconds_to_line(arguments) for _ in range(ROUNDS)]
        table.add_row(
            f"seatrial {' '.join(arguments)}",
            f"{statistics.median(seconds):.2f} ({min(seconds):.2f}-{max(seconds):.2f})",
        )
    return table


def _examples() -> Table:
    table = Table(title="Features, one process", title_justify="left")
    for name in ("Examples", "Seconds in all", "ms per Example, median", "slowest ms"):
        table.add_column(name, justify="right")
    with TemporaryDirectory() as folder:
        junit = Path(folder, "junit.xml")
        command = ["-m", "pytest", "features", "-q", f"--junitxml={junit}"]
        started = perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)  # noqa: S603
        seconds = perf_counter() - started
        cases = ET.parse(junit).getroot().iter("testcase")  # noqa: S314  # pytest's own
        times = [float(case.get("time", "0")) * 1000 for case in cases]
    table.add_row(
        str(len(times)),
        f"{seconds:.1f}",
        f"{statistics.median(times):.0f}",
        f"{max(times):.0f}",
    )
    return table


@contextmanager
def _process(module: str) -> Iterator[dict[str, Any]]:
    process = subprocess.Popen(  # noqa: S603  # our own module
        [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait(timeout=10)
        process.stdout.close()


def _seconds_to_line(arguments: list[str]) -> float:
    started = perf_counter()
    process = subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "harness.cli", *arguments], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    seconds = perf_counter() - started
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()
    if not line:
        raise RuntimeError(f"seatrial {' '.join(arguments)} did not get ready")
    return seconds


if __name__ == "__main__":
    main()
