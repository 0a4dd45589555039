"""
The part of the plugin that puts a foreign system in the place of ours.
"""

import os

import pytest

from emulators.kit.sockets import PortTaken
from harness.applicability import check_applicable
from harness.bench import Addresses, Bench
from harness.foreign_system import ForeignSystem, NoSystem, Whereabouts
from harness.pickles import pickle_of
from harness.wall import WallTime

FOREIGN_BENCH = pytest.StashKey[Bench]()
_TOKEN = "SEATRIAL_SYSTEM_TOKEN"  # noqa: S105  # the name of a variable


def install(config: pytest.Config) -> None:
    """
    Have the foreign system that was asked for, if one was.

    Raises:
        pytest.UsageError: The options do not go together.
    """
    found = Whereabouts(
        url=config.getoption("--seatrial-system-url"),
        token=config.getoption("--seatrial-system-token") or os.environ.get(_TOKEN, ""),
        command=config.getoption("--seatrial-system-command"),
    )
    ports = {
        "cin7_core": config.getoption("--seatrial-cin7-port"),
        "shipstation": config.getoption("--seatrial-shipstation-port"),
    }
    if found.url or found.command:
        _check(config, found, ports)
        foreign = ForeignPlace(found, ports)
        config.pluginmanager.register(foreign, "seatrial-foreign-system")
    elif any(ports.values()):
        raise pytest.UsageError(
            "ports of the fakes are for a system under test of your own: "
            "name it with --seatrial-system-url"
        )


def _check(config: pytest.Config, found: Whereabouts, ports: dict[str, int]) -> None:
    if config.getoption("--seatrial-engine-process"):
        raise pytest.UsageError(
            "--seatrial-engine-process is for our own engine, and "
            "--seatrial-system-url for another: choose one"
        )
    if not found.command and not all(ports.values()):
        raise pytest.UsageError(
            "a system that runs already needs to know where the fakes will be: name "
            "both with --seatrial-cin7-port and --seatrial-shipstation-port"
        )
    if not found.command and not found.token:
        raise pytest.UsageError(
            f"no token opens the system under test: set {_TOKEN}, or give "
            "--seatrial-system-token"
        )
    is_fixed = found.url or any(ports.values())
    if is_fixed and getattr(config.option, "numprocesses", None):
        raise pytest.UsageError(
            "several processes (-n) cannot share one address: leave out -n, or have "
            "each start a system of its own with --seatrial-system-command alone"
        )


class ForeignPlace:
    """
    The bench of a foreign system, from the first Example to the end of the session.
    """

    def __init__(self, found: Whereabouts, ports: dict[str, int]) -> None:
        self._found = found
        self._ports = ports
        self._bench: Bench | None = None
        self._capabilities: frozenset[str] = frozenset()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """
        Find the system before anything runs.

        Raises:
            pytest.UsageError: There is none.
        """
        config = session.config
        is_elsewhere = getattr(config.option, "numprocesses", None)
        if config.option.collectonly or is_elsewhere or not session.items:
            return

        def system(addresses: Addresses) -> ForeignSystem:
            found = ForeignSystem(addresses, whereabouts=self._found)
            self._capabilities = found.capabilities
            return found

        try:
            self._bench = Bench(
                system, clock=WallTime(), ports=self._ports, forgets=False
            )
        except (NoSystem, PortTaken) as error:
            raise pytest.UsageError(str(error)) from None
        config.stash[FOREIGN_BENCH] = self._bench

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """
        Leave out what the system cannot do.
        """
        pickle = pickle_of(item)
        if pickle is not None:
            check_applicable(pickle, self._capabilities)

    def pytest_sessionfinish(self) -> None:
        """
        Stop what was started.
        """
        if self._bench:
            self._bench.close()
            self._bench = None
