"""
What went over the wire in each step of an Example, and how its time went.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from emulators.kit.ambient import VirtualClock
from emulators.kit.faults import Fault, FaultPlan, fault_to_json
from emulators.kit.journal import Exchange, Journal
from emulators.kit.masking import mask_document
from harness.bench import Bench
from harness.report.bodies import Bodies

PERSON = "person"
ENGINE = "engine"
ELSEWHERE = "elsewhere"


class Crossing(NamedTuple):
    """
    One exchange: between whom, and what was said.

    Attributes:
        sender: ``person``, ``engine``, or the name of a fake.

        receiver: ``engine``, ``elsewhere``, or the name of a fake.

        at: The vendors' instant of its end.

        target: Path and query; of a call elsewhere, the whole address.

        operation: Without the name of the fake; empty where there is none.

        request: Position among the bodies of the Example; None where there is none.

        number: In the order that the exchanges ended.

        began: What has a number between this and the other happened meanwhile.
    """

    sender: str
    receiver: str
    at: str
    method: str
    target: str
    operation: str
    status: int
    fault: str | None
    verdict: str
    request: int | None
    reply: int | None
    number: int
    began: int


class Traffic(NamedTuple):
    """
    What went over the wire in one step.

    Attributes:
        began_at: The virtual instant; empty where time cannot be moved.

        planned: The faults that it let happen later, in words.
    """

    began_at: str
    ended_at: str
    planned: list[str]
    crossings: list[Crossing]

    def faults(self) -> list[Crossing]:
        """
        Return the exchanges that met a fault.
        """
        return [one for one in self.crossings if one.fault]


class Watcher:
    """
    Watch the journals, the clock and the faults of a bench, a step at a time.

    Attributes:
        used: The bodies that were seen, by their text.
    """

    def __init__(self, bench: Callable[[], Bench | None], bodies: Bodies) -> None:
        self._bench = bench
        self._bodies = bodies
        self._began_at = ""
        self._number = 0
        self._planned: dict[str, int] = {}
        self.used: dict[str, int] = {}

    def begin(self) -> None:
        """
        Look at the clock: a step begins.
        """
        bench = self._bench()
        self._began_at = _now(bench) if bench else ""

    def end(self) -> Traffic | None:
        """
        Return what happened since the last step; None if there are no fakes.
        """
        bench = self._bench()
        if bench is None:
            return None
        seen = sorted(self._exchanges(bench), key=lambda one: one[1].number)
        self._number = seen[-1][1].number if seen else self._number
        engine = bench.system.url
        crossings = [self._crossing(name, one, engine) for name, one in seen]
        return Traffic(self._began_at, _now(bench), self._news(bench), crossings)

    def unmet(self) -> list[str]:
        """
        Return the faults that were planned and have not happened, in words.
        """
        bench = self._bench()
        if bench is None:
            return []
        return [
            in_words(fault) for _, plan in _plans(bench) for fault, _ in plan.left()
        ]

    def _exchanges(self, bench: Bench) -> Iterator[tuple[str, Exchange]]:
        for name, journal in _journals(bench):
            for exchange in journal.since(self._number):
                yield name, exchange

    def _crossing(self, fake: str, exchange: Exchange, engine: str) -> Crossing:
        sender, receiver, target = _ends(fake, exchange, engine)
        if exchange.query:
            target = f"{target}?{exchange.query}"
        number = exchange.number
        return Crossing(
            sender=sender,
            receiver=receiver,
            at=exchange.at.isoformat(timespec="seconds")[:19],
            method=exchange.method,
            target=target,
            operation=(exchange.operation or "").rpartition(".")[2],
            status=exchange.status,
            fault=exchange.fault,
            verdict=exchange.verdict,
            request=self._body(exchange.request),
            reply=self._body(exchange.reply),
            number=number,
            began=number if exchange.began is None else exchange.began,
        )

    def _body(self, body: bytes) -> int | None:
        if not body:
            return None
        return self.used.setdefault(self._bodies.text(body), len(self.used))

    def _news(self, bench: Bench) -> list[str]:
        news = []
        for name, plan in _plans(bench):
            known = self._planned.get(name, 0)
            news += [in_words(fault) for fault in plan.planned[known:]]
            self._planned[name] = len(plan.planned)
        return news


def in_words(fault: Fault) -> str:
    """
    Return a fault as a text: its kind, what it is about, and its settings.
    """
    document: dict[str, Any] = fault_to_json(fault)
    kind, operation = document.pop("kind"), document.pop("operation")
    usual = {"times": 1, "after": 0}
    settings = [
        f"{name.replace('_', ' ')} {_plain(value)}"
        for name, value in document.items()
        if value not in (None, "", {}) and usual.get(name) != value
    ]
    return ", ".join([f"{kind} at {operation}", *settings])


def _plain(value: Any) -> str:
    """
    Return a setting as it is given to the control plane, without secrets.
    """
    if isinstance(value, (dict, list)):
        return msgspec.json.encode(mask_document(value)).decode()
    return str(value)


def _ends(fake: str, exchange: Exchange, engine: str) -> tuple[str, str, str]:
    if exchange.by == "person":
        return PERSON, fake, exchange.path
    if exchange.by == "api":
        return ENGINE, fake, exchange.path
    if exchange.path.startswith(f"{engine}/"):
        return fake, ENGINE, exchange.path.removeprefix(engine)
    return fake, ELSEWHERE, exchange.path


def _now(bench: Bench) -> str:
    if not isinstance(bench.clock, VirtualClock):
        return ""
    return bench.clock.now().isoformat(timespec="seconds")[:19]


def _journals(bench: Bench) -> Iterator[tuple[str, Journal]]:
    for server in (bench.cin7_core, bench.shipstation):
        yield server.service.name, server.service.journal
        for tenant in server.service.tenants.values():
            yield server.service.name, tenant.journal


def _plans(bench: Bench) -> Iterator[tuple[str, FaultPlan]]:
    for server in (bench.cin7_core, bench.shipstation):
        for tenant in server.service.tenants.values():
            yield f"{server.service.name}/{tenant.name}", tenant.faults
