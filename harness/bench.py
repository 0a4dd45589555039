"""
Start both fakes and the system under test, wire them, reset them, close them.
"""

import socket
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import requests

from emulators.cin7_core.service import (
    ACCOUNT_ID,
    APPLICATION_KEY,
    PASSWORD,
    USERNAME,
    Cin7Core,
    fresh_login,
)
from emulators.kit.ambient import QueuedClock, VirtualClock, secret
from emulators.kit.pages.site import PREFIX
from emulators.kit.server import Server
from emulators.kit.service import Service
from emulators.kit.sockets import LOOPBACK, listen, origin_of
from emulators.shipstation.domain.keys import fresh_pair
from emulators.shipstation.service import MAIN, PAGE_PASSWORD, ShipStation
from harness.actors import AtCin7Core, AtEngine, AtShipStation, Cast
from harness.actors.cin7_core import Login
from harness.actors.pages import Entrance
from harness.wall import WallTime

MAIN_LOGIN = Login(ACCOUNT_ID, APPLICATION_KEY, USERNAME, PASSWORD)
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOKEN = "a-token-for-the-bench"  # noqa: S105  # it opens nothing but a test's engine
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="  # likewise, for its ledger


@dataclass(frozen=True, slots=True)
class Addresses:
    """
    What a system under test has to know of the bench.

    Attributes:
        directory: Where it may ask who a user is.

        clock: The time of all parties, for a system in this process.
    """

    cin7_core: str
    shipstation: str
    directory: str
    clock: QueuedClock | WallTime


class System(Protocol):
    """
    The integration under test.

    Attributes:
        url: Its origin; `docs/system_under_test.md` has what it answers there.

        token: Opens its JSON API.
    """

    url: str
    token: str

    def reset(self) -> None:
        """
        Forget everything.
        """

    def close(self) -> None:
        """
        Stop.
        """


@runtime_checkable
class Restartable(Protocol):
    """
    A system that can end and go on with what it had stored.
    """

    def restart(self) -> None:
        """
        End, and start again at the same address.
        """


class OwnEngine:
    """
    The engine of this distribution, in this process, on the bench's clock.

    Args:
        is_reachable: Whether it knows its own address, so that it asks Cin7 Core to
            tell of changes.

        port: A free one for 0.

    Raises:
        PortTaken: Another process listens there.
    """

    def __init__(
        self, addresses: Addresses, *, is_reachable: bool = False, port: int = 0
    ) -> None:
        from engine.settings import Settings  # noqa: PLC0415  # another may stand in

        self.token = TOKEN
        self._clock = addresses.clock
        self._folder = tempfile.TemporaryDirectory(prefix="seatrial-")
        ledger = Path(self._folder.name, "ledger.db")
        listening = listen(LOOPBACK, port)
        self.url = origin_of(listening)
        self._settings = Settings(
            database_url=f"sqlite:///{ledger}",
            cin7_core_url=addresses.cin7_core,
            shipstation_url=addresses.shipstation,
            directory_url=addresses.directory,
            public_url=self.url if is_reachable else None,
            token=TOKEN,
            key=KEY,
        )
        self._start(listening)

    def _start(self, listening: socket.socket) -> None:
        from engine.bootstrap import build  # noqa: PLC0415  # another may stand in

        self._engine = build(self._settings, clock=self._clock)
        self._server = self._engine.serve(listening=listening)
        self._engine.start()

    def restart(self) -> None:
        """
        Go on with the same ledger, in a new engine at the same address.
        """
        port = int(self.url.rpartition(":")[2])
        self._server.close()
        self._engine.close()
        self._start(listen(LOOPBACK, port))

    def reset(self) -> None:
        """
        Empty the ledger.
        """
        self._engine.reset()

    def close(self) -> None:
        """
        Stop serving, and remove the ledger.
        """
        self._server.close()
        self._engine.close()
        self._folder.cleanup()


class Bench:
    """
    Two fakes and a system, on one virtual clock, at addresses of their own.

    Args:
        clock: The wall's time, for a system that is a process of its own; the vendors
            refuse no call then for being one too many.

        ports: Of the fakes, by name; a free one for those that are not named.

        forgets: Whether the system can. For one that cannot, each reset switches off
            what it does for the accounts, and has accounts that are new to it.
    """

    def __init__(
        self,
        system: Callable[[Addresses], System] = OwnEngine,
        *,
        clock: WallTime | None = None,
        ports: Mapping[str, int] | None = None,
        forgets: bool = True,
    ) -> None:
        self._forgets = forgets
        self.clock: VirtualClock | WallTime = clock or VirtualClock(MORNING)
        limits = clock is None
        cin7_core = Cin7Core(self.clock, rate_limits=limits)
        shipstation = ShipStation(self.clock, rate_limits=limits)
        self._fakes = (cin7_core, shipstation)
        self.cin7_core, self.shipstation = _serve(self._fakes, ports or {})
        addresses = Addresses(
            cin7_core=self.cin7_core.url,
            shipstation=self.shipstation.url,
            directory=f"{self.cin7_core.origin}/directory",
            clock=self.clock.queue("system"),
        )
        try:
            self.system = system(addresses)
        except BaseException:
            self._close_fakes()
            raise
        cin7_core.integration_url = self.system.url
        self.cast = Cast(
            cin7_core=AtCin7Core(self.cin7_core.origin, MAIN_LOGIN),
            shipstation=AtShipStation(self.shipstation.origin),
            engine=AtEngine(self.system.url, self.system.token, wait=self.clock.settle),
            clock=self.clock,
        )
        if isinstance(self.clock, WallTime) and not forgets:
            self.clock.is_idle = self.cast.engine.is_idle

    def entrances(self, place: str) -> Entrance:
        """
        Return where the pages of a place begin, and who comes in.
        """
        login = self.cast.cin7_core.login
        user = (login.username, login.password)
        match place:
            case "ShipStation":
                return Entrance(
                    f"{self.shipstation.origin}{PREFIX}/", MAIN, PAGE_PASSWORD
                )
            case "Cin7 Core":
                return Entrance(f"{self.cin7_core.origin}{PREFIX}/", *user)
            case _:
                return Entrance(f"{self.system.url}/integrations/shipstation", *user)

    def reset(self) -> None:
        """
        Go back to the first morning: empty accounts, nothing planned, no faults.
        """
        if not self._forgets:
            self._leave()
        self.clock.reset()
        self.cin7_core.service.reset()
        self.shipstation.service.reset()
        self.system.reset()
        self.cast.cin7_core.forget()
        self.cast.shipstation.forget()
        self.cast.engine.forget()

    def _leave(self) -> None:
        """
        Switch off what the system does for the accounts, and have others instead.

        The system comes to rest first: it would go on, and be refused, for minutes.
        """
        with suppress(AssertionError, requests.RequestException):
            self.clock.settle()
            self.cast.engine.switches_all_off()
        cin7_core, shipstation = self._fakes
        cin7_core.first_login = fresh_login()
        # A system may remember for a while who somebody is.
        cin7_core.first_user = (f"{USERNAME}-{secret(8)}", secret())
        shipstation.first_keys = fresh_pair()
        self.cast.engine.forget()
        login = Login(*cin7_core.first_login, *cin7_core.first_user)
        self.cast.cin7_core.login = login

    def close(self) -> None:
        """
        Stop everything.
        """
        self.cast.cin7_core.close()
        self.cast.shipstation.close()
        self.cast.engine.close()
        self.system.close()
        self._close_fakes()

    def _close_fakes(self) -> None:
        self.shipstation.close()
        self.cin7_core.close()
        if isinstance(self.clock, WallTime):
            self.clock.close()


def _serve(services: Sequence[Service[Any]], ports: Mapping[str, int]) -> list[Server]:
    """
    Serve them, each at its port.

    Raises:
        PortTaken: Another process listens there; nothing is served then.
    """
    with ExitStack() as opened:
        sockets = [
            opened.enter_context(listen(LOOPBACK, ports.get(service.name, 0)))
            for service in services
        ]
        opened.pop_all()
    return [
        Server(service, listening=one)
        for service, one in zip(services, sockets, strict=True)
    ]
