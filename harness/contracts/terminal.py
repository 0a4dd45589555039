"""
What a check prints: the operations that were called, and what is wrong.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.contracts.calls import Call
from harness.contracts.findings import Finding

_COLOURS = {"-": "green", "+": "red"}


def print_check(calls: Sequence[Call], findings: Sequence[Finding]) -> None:
    """
    Print it to standard error: standard output is the command's.
    """
    console = Console(file=sys.stderr, highlight=False, soft_wrap=True)
    console.print()
    if calls:
        console.print(_table(calls, findings))
    for one in findings:
        _print_finding(console, one)
    count = f"{_counted(len(calls), 'call')} of {_operations(calls)}"
    if findings:
        console.print(f"[red]{_counted(len(findings), 'problem')} in {count}[/red]")
    else:
        console.print(f"[green]the contracts are kept: {count}[/green]")


def _table(calls: Sequence[Call], findings: Iterable[Finding]) -> Table:
    table = Table(title="By operation", title_justify="left")
    table.add_column("Operation", overflow="fold")
    table.add_column("Calls", justify="right")
    table.add_column("Answers")
    table.add_column("Problems", justify="right")
    problems = Counter(one.subject for one in findings)
    for subject in dict.fromkeys(call.subject for call in calls):
        answers = Counter(call.status for call in calls if call.subject == subject)
        table.add_row(
            escape(subject),
            str(answers.total()),
            ", ".join(
                f"{status} x{times}" if times > 1 else str(status)
                for status, times in sorted(answers.items())
            ),
            f"[red]{problems[subject]}[/red]" if problems[subject] else "",
        )
    return table


def _print_finding(console: Console, found: Finding) -> None:
    head = f"[red]✗ {found.kind}[/red] [bold]{escape(found.subject)}[/bold]"
    console.print(f"{head}{escape(found.where)}")
    console.print(f"  {found.sentence}", markup=False)
    for line in found.diff:
        console.print(f"    {line}", style=_COLOURS.get(line[0], ""), markup=False)


def _operations(calls: Iterable[Call]) -> str:
    names = {call.operation for call in calls if call.operation}
    return _counted(len(names), "operation")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
