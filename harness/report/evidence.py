"""
What the journals of the fakes say about an Example.
"""

from collections.abc import Callable, Iterator

from emulators.kit.journal import Exchange, Journal
from harness.bench import Bench


class Evidence:
    """
    Exchanges between the integration and the fakes, since the last Given.

    An injected answer is no evidence, and what a person did at a screen is none.
    """

    def __init__(self, bench: Callable[[], Bench | None]) -> None:
        self._bench = bench
        self._seen = 0

    def forget(self) -> None:
        """
        Count from now on.
        """
        self._seen = max((one.number for one in self._new()), default=self._seen)

    def exchanges(self) -> int:
        """
        Return how many there were.
        """
        return sum(
            exchange.by in ("api", "vendor") and exchange.fault is None
            for exchange in self._new()
        )

    def _new(self) -> Iterator[Exchange]:
        for _, journal in _journals(self._bench()):
            yield from journal.since(self._seen)


def failures(bench: Bench) -> list[str]:
    """
    Return a sentence for each contract that was broken.
    """
    return [
        f"{exchange.method} {exchange.path}: {exchange.verdict}"
        for _, journal in _journals(bench)
        for exchange in journal
        if exchange.verdict.startswith("broken by the fake")
        or (exchange.verdict != "kept" and exchange.by == "api")
    ]


def journal_lines(bench: Bench) -> str:
    """
    Return a line for each exchange, in the order that they ended.
    """
    lines = [
        (exchange.number, f"{name:16} {_line(exchange)}")
        for name, journal in _journals(bench)
        for exchange in journal
    ]
    return "\n".join(line for _, line in sorted(lines))


def _line(exchange: Exchange) -> str:
    query = f"?{exchange.query}" if exchange.query else ""
    fault = f" [{exchange.fault}]" if exchange.fault else ""
    text = f"{exchange.at:%H:%M:%S} {exchange.by:6} {exchange.method} "
    text += f"{exchange.path}{query} -> {exchange.status}{fault}"
    if exchange.verdict != "kept":
        text += f"\n             {exchange.verdict}"
    return text


def _journals(bench: Bench | None) -> Iterator[tuple[str, Journal]]:
    if bench is None:
        return
    for server in (bench.cin7_core, bench.shipstation):
        for tenant in server.service.tenants.values():
            name = f"{server.service.name}/{tenant.name}"
            yield name, tenant.journal
