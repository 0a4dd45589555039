"""
Makes clients of both vendors, over one pool of connections for each.
"""

from functools import partial
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from engine.adapters.allowance import Allowance
from engine.domain.records import KeyPair, Organisation
from engine.ports.time import Clock
from engine.ports.vendors import Cin7Account, ShipStationAccount

if TYPE_CHECKING:
    from engine.adapters.http import Http
    from engine.adapters.shipstation_calls import Memory
    from engine.adapters.watch import Watch

_CIN7_CORE = "Cin7 Core"
_SHIPSTATION = "ShipStation"


class HttpVendors:
    """
    Reaches both vendors over HTTP.

    The pools are made when they are first needed, because a start needs none.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        cin7_core_url: str,
        shipstation_url: str,
        timeout_seconds: tuple[float, float, float],
        watch: "Watch",
    ) -> None:
        self._timeout_seconds = timeout_seconds
        self._watch = watch
        self._clock = clock
        self._cin7_core_url = cin7_core_url
        self._shipstation_url = shipstation_url
        self._pools: dict[str, Http] = {}
        self._memory: Memory | None = None
        self._allowances: dict[bytes, Allowance] = {}
        self._lock = Lock()

    def sales(self, organisation: Organisation, *, patient: bool) -> Cin7Account:
        """
        Return the organisation's Cin7 Core account.
        """
        from engine.adapters.cin7_core import Cin7Core  # noqa: PLC0415 - not at start

        return Cin7Core(
            self.pool(_CIN7_CORE),
            self._cin7_core_url,
            organisation,
            clock=self._clock,
            patient=patient,
            allowance=self._allowance(_CIN7_CORE, _credential(organisation)),
        )

    def shipstation(self, keys: KeyPair, *, patient: bool) -> ShipStationAccount:
        """
        Return the account that the key pair opens.
        """
        from engine.adapters.shipstation import (  # noqa: PLC0415 - not at start
            ShipStation,
        )
        from engine.adapters.shipstation_calls import (  # noqa: PLC0415 - not at start
            Memory,
        )

        account = ShipStation(
            self.pool(_SHIPSTATION),
            self._shipstation_url,
            keys,
            clock=self._clock,
            patient=patient,
            allowance=self._allowance(_SHIPSTATION, f"{keys.key}\n{keys.secret}"),
        )
        self._memory = self._memory or Memory(self._clock)
        account.memory = self._memory
        return account

    def pool(self, name: str) -> "Http":
        """
        Return the pool of connections to a vendor.
        """
        from engine.adapters.http import Http, Timeouts  # noqa: PLC0415 - not at start

        with self._lock:
            if name not in self._pools:
                self._pools[name] = Http(
                    name,
                    Timeouts(*self._timeout_seconds),
                    base_url=self._base_url(name),
                    called=partial(self._watch.called, name),
                )
            return self._pools[name]

    def forget(self) -> None:
        """
        Forget what vendors have said of their limits and their carriers.
        """
        with self._lock:
            self._allowances.clear()
            self._memory = None

    def close(self) -> None:
        """
        Close the pools.
        """
        for pool in self._pools.values():
            pool.close()

    def _base_url(self, name: str) -> str:
        known = {_CIN7_CORE: self._cin7_core_url, _SHIPSTATION: self._shipstation_url}
        return known.get(name, "")

    def _allowance(self, vendor: str, credential: str) -> Allowance:
        """
        Return what all clients of the credential share.
        """
        digest = sha256(f"{vendor}\n{credential}".encode()).digest()
        with self._lock:
            if digest not in self._allowances:
                waited = partial(self._watch.waited, vendor)
                self._allowances[digest] = Allowance(self._clock, waited)
            return self._allowances[digest]


def _credential(organisation: Organisation) -> str:
    return f"{organisation.id}\n{organisation.application_key}"
