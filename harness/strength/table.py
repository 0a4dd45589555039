"""
The table of ``seatrial strength``.
"""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from harness.strength.catalogue import BREAKAGES
from harness.strength.trial import trials


def tried(names: Sequence[str], features: Path, *, processes: int) -> bool:
    """
    Try the breakages, print each, and return whether all were noticed.
    """
    console = Console(highlight=False)
    chosen = [
        one
        for one in BREAKAGES
        if not names or any(one.name.startswith(name) for name in names)
    ]
    if not chosen:
        console.print(f"there is no breakage {', '.join(names)}", markup=False)
        return False
    began, unnoticed = perf_counter(), 0
    table = Table(title_justify="left")
    for column in ("Breakage", "What is wrong", "Rules", "Noticed"):
        table.add_column(column)
    for verdict in trials(chosen, features, processes=processes):
        one = verdict.breakage
        unnoticed += not verdict.noticed
        said = "[green]yes[/green]" if verdict.noticed else "[red]NO[/red]"
        table.add_row(one.name, one.what, " ".join(one.rules), said)
        if verdict.problem:
            console.print(f"{one.name}: {verdict.problem}", markup=False)
    console.print(table)
    seconds = perf_counter() - began
    console.print(f"{len(chosen)} tried in {seconds:.0f} s, {unnoticed} unnoticed")
    return unnoticed == 0
