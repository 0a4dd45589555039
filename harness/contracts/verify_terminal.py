"""
What a comparison with an account prints.
"""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.contracts.verify import Verified

_COLUMNS = ("Operation", "What", "Where", "In the fake", "In the account")


def print_verified(verified: Verified) -> None:
    """
    Print what is otherwise, what was not asked, and a last line that says it all.
    """
    console = Console(highlight=False, soft_wrap=True)
    if verified.drift:
        console.print(_table(verified))
    for name, reason in verified.not_asked.items():
        console.print(f"[dim]not asked: {name}: {escape(reason)}[/dim]")
    asked = (
        f"{len(verified.operations)} operations in {verified.calls} calls, "
        f"{verified.checked_at}"
    )
    count = len(verified.drift)
    if count:
        what = f"{count} difference{'s' if count > 1 else ''}"
        console.print(f"[red]{what} from the fake {verified.vendor}: {asked}[/red]")
    else:
        console.print(f"[green]as the fake {verified.vendor}: {asked}[/green]")


def _table(verified: Verified) -> Table:
    table = Table(title=f"{verified.vendor} at {verified.url}", title_justify="left")
    for column in _COLUMNS:
        table.add_column(column, overflow="fold")
    for one in verified.drift:
        table.add_row(
            one.operation.partition(".")[2],
            one.kind,
            escape(one.where),
            escape(one.expected),
            escape(one.found),
        )
    return table
