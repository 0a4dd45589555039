"""
Shops with many sales, and processes of the engine that carry them; all for real.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import requests

from emulators.kit.faults.delay import Delay
from emulators.kit.journal import Exchange
from emulators.kit.service import Tenant
from engine.bootstrap import Engine, build
from engine.domain.records import Run, RunState
from engine.settings import Settings
from harness.actors import AtCin7Core, AtShipStation
from harness.bench import TOKEN, Addresses, Bench
from harness.engine_process import EngineProcess, settings_of
from harness.wall import WallTime
from tests.benchmarks.method_one import ready_sales

WINDOW = {"start_date": "01/01/2020 00:00", "end_date": "12/31/2099 23:59"}
READ_SALE = "cin7_core.get_sale"
CREATE_SALE = "cin7_core.create_sale"


class LedgerAlone:
    """
    The ledger with the JSON API in front of it, in this process: nothing runs here.
    """

    def __init__(self, addresses: Addresses, database_url: str) -> None:
        told = settings_of(addresses, database_url)
        named = {name.lower(): value for name, value in told.items()}
        self.settings = told
        self.engine: Engine = build(
            Settings.model_validate({**named, "runs": "inline"})
        )
        self.token = TOKEN
        self.url = self.engine.serve("127.0.0.1", 0).url

    def reset(self) -> None:
        """
        Do nothing: each test has a ledger of its own.
        """

    def close(self) -> None:
        """
        Stop serving.
        """
        self.engine.close()


@dataclass(frozen=True, slots=True)
class Shops:
    """
    So many organisations, each with an account of its own at either vendor.
    """

    bench: Bench
    clock: WallTime
    ledger: LedgerAlone
    people: dict[str, AtCin7Core]

    # Method 1: sales are mirrored, and offered to ShipStation

    def offer_sales(self, count: int) -> None:
        """
        Ready so many sales in each, and enable its custom store.
        """
        for name, person in self.people.items():
            ready_sales(person, self._tenant(name).state, count)
            self.bench.cast.engine.takes_organisation(name, person.login)
            self.bench.cast.engine.sets_custom_store("Enabled")

    def reads(self) -> Counter[tuple[str, str]]:
        """
        Return how often each sale was read, by its organisation and its id.
        """
        return Counter(
            (name, exchange.query) for name, exchange in self._calls(READ_SALE)
        )

    def offered(self, url: str) -> Counter[tuple[str, str]]:
        """
        Return how often each order is offered to ShipStation there.
        """
        counted: Counter[tuple[str, str]] = Counter()
        for name, person in self.people.items():
            answer = requests.get(
                f"{url}/custom-store",
                params={"action": "export", "page": "1", **WINDOW},
                auth=(person.login.username, person.login.password),
                timeout=30,
            )
            answer.raise_for_status()
            for order in ET.fromstring(answer.content):  # noqa: S314 - our own
                counted[name, order.findtext("OrderNumber", "")] += 1
        return counted

    # Method 2: orders are imported, and become sales

    def take_orders(self, count: int) -> None:
        """
        Take so many orders at each account of ShipStation, and connect it.
        """
        shipstation = self.bench.shipstation
        for name, person in self.people.items():
            pair = shipstation.service.open_account({"name": name})
            person.stocks("MUG", name="Mug", quantity=1000)
            with closing(AtShipStation(shipstation.origin, account=name)) as at:
                for number in range(1, count + 1):
                    at.types_in_order(f"W-{number}")
            self.bench.cast.engine.takes_organisation(name, person.login)
            self.bench.cast.engine.connects_shipstation_store(
                pair["api_key"], pair["api_secret"]
            )

    def creations(self) -> int:
        """
        Return how many sales the engine has created.
        """
        return sum(1 for _ in self._calls(CREATE_SALE))

    def imported(self) -> Counter[tuple[str, str]]:
        """
        Return how often each order of ShipStation is a sale that is authorised.
        """
        return Counter(
            (name, sale["CustomerReference"])
            for name, person in self.people.items()
            for sale in map(person.sale, person.sales())
            if sale["Order"]["Status"] == "AUTHORISED"
        )

    def sales(self) -> int:
        """
        Return how many sales there are, of whatever status.
        """
        return sum(len(person.sales()) for person in self.people.values())

    # Both

    def slow_down(self, operation: str, seconds: float) -> None:
        """
        Let each such call take so long.
        """
        for name in self.people:
            fault = Delay(operation=operation, seconds=seconds, times=100_000)
            self._tenant(name).faults.add(fault)

    def hurry(self) -> None:
        """
        Let each call take what it takes.
        """
        for name in self.people:
            self._tenant(name).faults.clear()

    def runs(self) -> Sequence[Run]:
        """
        Return all runs, newest first.
        """
        return self.ledger.engine.world.ledger.runs.recent(limit=1000)

    def open_runs(self, executor: str | None = None) -> list[Run]:
        """
        Return the runs that have not ended, all or those of one process.
        """
        return [
            one
            for one in self.runs()
            if one.state is RunState.RUNNING and executor in {None, one.executor}
        ]

    def _calls(self, operation: str) -> Iterator[tuple[str, Exchange]]:
        for name in self.people:
            for exchange in self._tenant(name).journal:
                if exchange.operation == operation and exchange.by == "api":
                    yield name, exchange

    def _tenant(self, name: str) -> Tenant[Any]:
        return self.bench.cin7_core.service.tenant(name)


@contextmanager
def shops(database_url: str, *, organisations: int) -> Iterator[Shops]:
    """
    Yield shops that no engine knows, with an empty ledger.
    """
    ledgers: list[LedgerAlone] = []

    def system(addresses: Addresses) -> LedgerAlone:
        ledgers.append(LedgerAlone(addresses, database_url))
        return ledgers[0]

    clock = WallTime()
    with closing(Bench(system, clock=clock)) as bench, ExitStack() as stack:
        people = {}
        for number in range(1, organisations + 1):
            name = f"shop{number}"
            people[name] = bench.cast.cin7_core.founds(name)
            stack.callback(people[name].close)
        yield Shops(bench, clock, ledgers[0], people)


@contextmanager
def processes() -> Iterator[Callable[..., EngineProcess]]:
    """
    Yield what starts the engine as a process; each is ended at the end.
    """
    with ExitStack() as stack:

        def start(settings: Mapping[str, str], *arguments: str) -> EngineProcess:
            started = EngineProcess(settings, *arguments)
            stack.callback(started.kill)
            return started

        yield start
