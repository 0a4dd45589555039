"""
What a run prints: a line for each Example, and two tables.
"""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.report.record import ExampleRecord
from harness.report.summary import by_feature, by_statement, reasons

_COLOURS = {
    "proved": "green",
    "failed": "red",
    "fake only": "yellow",
    "not applicable": "yellow",
    "not covered": "dim",
}
_MARKS = {"passed": "[green]✓[/green]", "failed": "[red]✗[/red]"}


class Progress:
    """
    Features as they run, and at the end what failed.
    """

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._feature = ""
        self._failures: list[tuple[ExampleRecord, Any]] = []

    def example(self, record: ExampleRecord, report: Any) -> None:
        """
        Print one Example that ran.
        """
        if record.feature != self._feature:
            self._feature = record.feature
            self._console.print(f"\n[bold]{record.feature}[/bold]")
        mark = _MARKS.get(record.outcome, "[yellow]-[/yellow]")
        line = f"  {mark} {escape(record.title)} [dim]{record.seconds:.2f} s[/dim]"
        if record.message and not record.failed:
            reason = (
                record.message if not record.applies else f"not run: {record.message}"
            )
            line += f" [yellow]{escape(reason)}[/yellow]"
        self._console.print(line, soft_wrap=True)
        if record.failed:
            self._failures.append((record, report))

    def unreadable(self, report: Any) -> None:
        """
        Print why a file could not be collected.
        """
        self._console.print(f"[red]✗ {report.nodeid}[/red]")
        self._console.print(report.longreprtext, markup=False)

    def end(self) -> None:
        """
        Print each failure with its scenario and its journal.
        """
        for record, report in self._failures:
            self._console.rule(f"[red]{escape(record.title)}[/red]")
            self._console.print(report.longreprtext, markup=False)
            for title, text in report.sections:
                self._console.print(f"\n{title}", style="bold")
                self._console.print(text, markup=False)


def print_tables(records: Sequence[ExampleRecord]) -> None:
    """
    Print the table by feature and the table by seed statement.
    """
    console = Console(highlight=False)
    console.print()
    console.print(_features(records))
    console.print(_statements(records))
    for line in reasons(records):
        console.print(f"Not applicable: {line}", markup=False)


def _features(records: Sequence[ExampleRecord]) -> Table:
    table = Table(title="By feature", title_justify="left", show_footer=True)
    sums = by_feature(records)
    table.add_column("Feature", footer="all")
    for name, total in (
        ("Rules", sum(one.rules for one in sums)),
        ("Examples", sum(one.examples for one in sums)),
        ("Passed", sum(one.passed for one in sums)),
        ("Failed", sum(one.failed for one in sums)),
    ):
        table.add_column(name, justify="right", footer=str(total))
    not_applicable = sum(one.not_applicable for one in sums)
    if not_applicable:
        table.add_column("Not applicable", justify="right", footer=str(not_applicable))
    seconds = sum(one.seconds for one in sums)
    table.add_column("Seconds", justify="right", footer=f"{seconds:.2f}")
    for one in sums:
        table.add_row(
            one.name,
            str(one.rules),
            str(one.examples),
            str(one.passed),
            f"[red]{one.failed}[/red]" if one.failed else "0",
            *([str(one.not_applicable)] if not_applicable else []),
            f"{one.seconds:.2f}",
        )
    return table


def _statements(records: Sequence[ExampleRecord]) -> Table:
    table = Table(title="By seed statement", title_justify="left", expand=True)
    table.add_column("Id", no_wrap=True)
    table.add_column("What it states", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("Examples", justify="right")
    table.add_column("Result", no_wrap=True)
    sums = by_statement(records)
    for one in sums:
        colour = _COLOURS[one.result]
        table.add_row(
            one.statement.id,
            one.statement.text,
            str(one.examples or ""),
            f"[{colour}]{one.result}[/{colour}]",
        )
    proved = sum(one.result == "proved" for one in sums)
    table.caption = f"{proved} of {len(sums)} statements proved by this run"
    return table
