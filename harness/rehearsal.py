"""
What ``seatrial up --clock virtual`` does: all parts in this process, on one clock.
"""

from collections.abc import Mapping
from functools import partial

from emulators.__main__ import credentials
from emulators.kit.sockets import PortTaken
from harness.bench import Bench, OwnEngine
from harness.fleet import ENGINE, engine_addresses
from harness.starting_state import StartingState
from harness.up import UpFailed
from harness.worlds import WORLDS


class Rehearsal:
    """
    Parts whose time stands still until somebody advances it.

    What is due at that time happens by itself, whenever `check` is called.

    Raises:
        UpFailed: A port is taken.
    """

    def __init__(self, *, ports: Mapping[str, int], world: str) -> None:
        engine = partial(OwnEngine, is_reachable=True, port=ports[ENGINE])
        try:
            self._bench = Bench(engine, ports=ports)
        except PortTaken as error:
            raise UpFailed(
                f"{error}; choose another port, or 0 for a free one"
            ) from None
        StartingState(WORLDS[world]).arrange(self._bench)
        system = self._bench.system
        self.addresses = {
            "cin7_core": credentials("cin7_core", self._bench.cin7_core.url),
            "shipstation": credentials("shipstation", self._bench.shipstation.url),
            ENGINE: engine_addresses(system.url, system.token),
        }

    def check(self) -> None:
        """
        Let happen what is due now.
        """
        self._bench.clock.settle()

    def close(self) -> None:
        """
        Stop all parts.
        """
        self._bench.close()
