"""
Shops with many sales, and processes of the engine that carry them; all for real.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import requests

from emulators.kit.faults.delay import Delay
from emulators.kit.service import Tenant
from engine.bootstrap import Engine, build
from engine.settings import Settings
from harness.actors import AtCin7Core
from harness.bench import TOKEN, Addresses, Bench
from harness.engine_process import EngineProcess, settings_of
from harness.wall import WallTime
from tests.benchmarks.method_one import ready_sales

WINDOW = {"start_date": "01/01/2020 00:00", "end_date": "12/31/2099 23:59"}
READ = "cin7_core.get_sale"


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
    So many organisations with so many sales each, all ready to leave.
    """

    bench: Bench
    clock: WallTime
    ledger: LedgerAlone
    people: dict[str, AtCin7Core]
    sales: int

    def connect(self) -> None:
        """
        Enable the custom store of each.
        """
        for name, person in self.people.items():
            self.bench.cast.engine.takes_organisation(name, person.login)
            self.bench.cast.engine.sets_custom_store("Enabled")

    def reads(self) -> Counter[tuple[str, str]]:
        """
        Return how often each sale was read, by its organisation and its id.
        """
        return Counter(
            (name, exchange.query)
            for name in self.people
            for exchange in self._tenant(name).journal
            if exchange.operation == READ and exchange.by == "api"
        )

    def slow_down(self, seconds: float) -> None:
        """
        Let each reading of a sale take so long.
        """
        for name in self.people:
            fault = Delay(operation=READ, seconds=seconds, times=100_000)
            self._tenant(name).faults.add(fault)

    def hurry(self) -> None:
        """
        Let each reading take what it takes.
        """
        for name in self.people:
            self._tenant(name).faults.clear()

    def offered(self, url: str) -> Counter[tuple[str, str]]:
        """
        Return how often each order is offered to ShipStation there.
        """
        counted: Counter[tuple[str, str]] = Counter()
        for name, person in self.people.items():
            login = (person.login.username, person.login.password)
            for page in range(1, -(-self.sales // 100) + 1):
                query = {"action": "export", "page": str(page), **WINDOW}
                answer = requests.get(
                    f"{url}/custom-store", params=query, auth=login, timeout=30
                )
                answer.raise_for_status()
                for order in ET.fromstring(answer.content):  # noqa: S314 - our own
                    counted[name, order.findtext("OrderNumber", "")] += 1
        return counted

    def _tenant(self, name: str) -> Tenant[Any]:
        return self.bench.cin7_core.service.tenant(name)


@contextmanager
def shops(database_url: str, *, organisations: int, sales: int) -> Iterator[Shops]:
    """
    Yield shops whose sales no engine has read yet, with an empty ledger.
    """
    ledgers: list[LedgerAlone] = []

    def system(addresses: Addresses) -> LedgerAlone:
        ledgers.append(LedgerAlone(addresses, database_url))
        return ledgers[0]

    clock = WallTime()
    with closing(Bench(system, clock=clock)) as bench:
        people = {}
        for number in range(1, organisations + 1):
            name = f"shop{number}"
            people[name] = bench.cast.cin7_core.founds(name)
            ready_sales(people[name], bench.cin7_core.service.tenant(name).state, sales)
        yield Shops(bench, clock, ledgers[0], people, sales)
        for person in people.values():
            person.close()


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
