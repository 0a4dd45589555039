"""
Makes clients of both vendors, over one pool of connections for each.
"""

from threading import Lock
from typing import TYPE_CHECKING

from engine.domain.records import KeyPair, Organisation
from engine.ports.time import Clock
from engine.ports.vendors import Cin7Account, ShipStationAccount

if TYPE_CHECKING:
    from engine.adapters.http import Http
    from engine.adapters.shipstation_calls import Memory


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
    ) -> None:
        self._timeout_seconds = timeout_seconds
        self._clock = clock
        self._cin7_core_url = cin7_core_url
        self._shipstation_url = shipstation_url
        self._pools: dict[str, Http] = {}
        self._memory: Memory | None = None
        self._lock = Lock()

    def sales(self, organisation: Organisation, *, patient: bool) -> Cin7Account:
        """
        Return the organisation's Cin7 Core account.
        """
        from engine.adapters.cin7_core import Cin7Core  # noqa: PLC0415 - not at start

        return Cin7Core(
            self.pool("Cin7 Core"),
            self._cin7_core_url,
            organisation,
            clock=self._clock,
            patient=patient,
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

        if self._memory is None:
            self._memory = Memory(self._clock)
        return ShipStation(
            self.pool("ShipStation"),
            self._shipstation_url,
            keys,
            clock=self._clock,
            patient=patient,
            memory=self._memory,
        )

    def forget(self) -> None:
        """
        Forget what was kept of the vendors.
        """
        if self._memory is not None:
            self._memory.forget()

    def pool(self, name: str) -> "Http":
        """
        Return the pool of connections to a vendor.
        """
        from engine.adapters.http import Http, Timeouts  # noqa: PLC0415 - not at start

        with self._lock:
            if name not in self._pools:
                self._pools[name] = Http(name, Timeouts(*self._timeout_seconds))
            return self._pools[name]

    def close(self) -> None:
        """
        Close the pools.
        """
        for pool in self._pools.values():
            pool.close()
