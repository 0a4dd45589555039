"""
A shop by method 2, whose engine may run only when it is told to, step by step.
"""

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import event

from emulators.kit.ambient import VirtualClock
from engine.bootstrap import Engine, build
from engine.connections.maintain import disconnect
from engine.domain.method_policy import Method
from engine.domain.records import Connection, InboundState, State
from engine.ports.world import World
from engine.settings import Settings
from engine.shipstation_store.run import run
from harness.actors import Cast
from harness.bench import KEY, TOKEN, Addresses, Bench
from harness.worlds.empty import empty
from harness.worlds.one_packed_sale import CUSTOMER

HALF_AN_HOUR = 1800


class OpenEngine:
    """
    An engine with its JSON API, whose ledger a test may look into.

    Args:
        is_started: Its regular work begins by itself.
    """

    def __init__(self, addresses: Addresses, *, is_started: bool = False) -> None:
        listening = socket.create_server(("127.0.0.1", 0))
        self.token = TOKEN
        self.engine: Engine = build(
            Settings(
                database_url="sqlite://",
                cin7_core_url=addresses.cin7_core,
                shipstation_url=addresses.shipstation,
                directory_url=addresses.directory,
                token=TOKEN,
                key=KEY,
            ),
            clock=addresses.clock,
        )
        self.url = self.engine.serve(listening=listening).url
        if is_started:
            self.engine.start()

    def reset(self) -> None:
        """
        Empty the ledger.
        """
        self.engine.reset()

    def close(self) -> None:
        """
        Stop serving.
        """
        self.engine.close()


class Shop:
    """
    Both vendors, connected by method 2.
    """

    def __init__(self, *, is_started: bool = False) -> None:
        self.bench = Bench(partial(OpenEngine, is_started=is_started))
        self.clock: VirtualClock = self.bench.clock  # type: ignore[assignment]  # it is virtual

    @property
    def cast(self) -> Cast:
        """
        Return the people at the parts.
        """
        return self.bench.cast

    @property
    def world(self) -> World:
        """
        Return the ports of the engine.
        """
        system = self.bench.system
        assert isinstance(system, OpenEngine)
        return system.engine.world

    @contextmanager
    def queries(self) -> Iterator[list[str]]:
        """
        Yield a list that fills with what the ledger is asked meanwhile.
        """
        found: list[str] = []

        def note(_connection: object, _cursor: object, text: str, *_: object) -> None:
            found.append(text)

        event.listen(Database, "before_cursor_execute", note)
        yield found
        event.remove(Database, "before_cursor_execute", note)

    @property
    def connection(self) -> Connection:
        """
        Return the connection by method 2.
        """
        [connection] = [
            one
            for one in self.world.ledger.connections.all()
            if one.state is State.ACTIVE and one.method is Method.SHIPSTATION_STORE
        ]
        return connection

    def opens(self, **setup: Any) -> None:
        """
        Begin anew, with ten bells on the shelf.
        """
        self.bench.reset()
        empty(self.cast)
        self.cast.engine.connects_shipstation_store(*self.cast.shipstation.api_keys())
        if setup:
            self.cast.engine.changes_setup(**setup)
        self.cast.cin7_core.knows_customer(
            CUSTOMER, email="orders@kestrel.example", phone="01353 555 010"
        )
        self.cast.cin7_core.stocks("BELL-01", quantity=10)

    def takes(self, order: str, quantity: int = 3, **facts: Any) -> None:
        """
        Have an order of bells in ShipStation.
        """
        line = {"sku": "BELL-01", "quantity": quantity, "unitPrice": 10}
        self.cast.shipstation.takes_order(order, items=[line], **facts)

    def runs(self, world: World | None = None) -> None:
        """
        Do one slice.
        """
        run(world or self.world, self.connection, patient=True)

    def disconnects(self) -> None:
        """
        End the connection.
        """
        disconnect(self.world, self.connection.id)

    def goes_on(self) -> None:
        """
        Let later runs do what is left.
        """
        for _ in range(2):
            self.clock.advance(HALF_AN_HOUR)
            self.runs()

    def left_over(self) -> list[str]:
        """
        Return what is not done: orders between two states, and failures in the log.
        """
        inbound, connection = self.world.ledger.inbound, self.connection.id
        states = (InboundState.WAITING, InboundState.HELD, InboundState.CHANGED)
        return [
            *(
                f"{one.order_number} is {state}: {one.reason}"
                for state in states
                for one in inbound.in_state(connection, state, limit=100)
            ),
            *(one["detail"] for one in self.cast.engine.log(outcome="failed")),
        ]

    def asked(self, work: Callable[[], object]) -> list[str]:
        """
        Return which operations the engine calls in some work.
        """
        before = self._calls()
        work()
        return sorted((self._calls() - before).elements())

    def _calls(self) -> Counter[str]:
        at = self.cast
        exchanges = [*at.cin7_core.journal(), *at.shipstation.journal()]
        return Counter(str(one["operation"]) for one in exchanges if one["by"] == "api")
