"""
The tables of ``seatrial coverage``.
"""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from harness.coverage.axes import AXES, Coverage


def print_coverage(
    coverage: Coverage, axes: Sequence[str], *, is_missing_listed: bool
) -> None:
    """
    Print a table for each of the axes.
    """
    console = Console(highlight=False)
    for axis in axes:
        console.print(_table(coverage, axis))
        for name, group in coverage.axes.get(axis, {}).items():
            for item in sorted(group.missing) if is_missing_listed else ():
                console.print(f"  missing: {name} {item}", markup=False, soft_wrap=True)
        if axis == "operations":
            for vendor, names in coverage.not_built.items():
                console.print(f"  {vendor}: {len(names)} more are not built")


def _table(coverage: Coverage, axis: str) -> Table:
    table = Table(title=f"{axis}: {AXES[axis]}", title_justify="left")
    table.add_column("Of")
    for name in ("Shown", "Declared", "Failed", "Percent"):
        table.add_column(name, justify="right")
    for name, group in coverage.axes.get(axis, {}).items():
        shown, declared = len(group.shown), len(group.declared)
        percent = 100 * shown / declared if declared else 100.0
        table.add_row(
            name, str(shown), str(declared), str(len(group.failed)), f"{percent:.1f}"
        )
    return table
