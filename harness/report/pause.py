"""
Leave the servers of a failed Example up, for somebody who wants to look.
"""

import sys
from typing import Any

import pytest

from emulators.kit.control_routes import ROOT
from harness.bench import Bench
from harness.fixtures import BENCH


class Pause:
    """
    Wait after each Example that failed, in the one process that there is.

    Raises:
        pytest.UsageError: There are several.
    """

    def __init__(self, config: pytest.Config) -> None:
        if getattr(config.option, "numprocesses", None):
            raise pytest.UsageError("--pause-on-failure needs one process: no -n")
        self._config = config

    @pytest.hookimpl(trylast=True)
    def pytest_exception_interact(self, node: pytest.Item, report: Any) -> None:
        """
        Show where the servers are, and wait for Enter; Ctrl-C ends the run.
        """
        bench = node.stash.get(BENCH, None)
        if bench is None or getattr(report, "when", "") != "call":
            return
        self._stop_the_clock_of(node)
        capture: Any = self._config.pluginmanager.getplugin("capturemanager")
        if capture:
            capture.suspend(in_=True)
        try:
            self._wait(f"{report.longreprtext}\n\n{node.nodeid}", bench)
        finally:
            if capture:
                capture.resume()

    def _stop_the_clock_of(self, node: pytest.Item) -> None:
        """
        Let pytest-timeout not end the test while somebody looks.
        """
        cancel = getattr(self._config.hook, "pytest_timeout_cancel_timer", None)
        if cancel is not None:
            cancel(item=node)

    def _wait(self, what: str, bench: Bench) -> None:
        out = sys.stdout
        out.write(f"\n{what} failed, and its servers are up.\n\n{directions(bench)}\n")
        out.write("\nEnter goes on, Ctrl-C ends the run. ")
        out.flush()
        sys.stdin.readline()


def directions(bench: Bench) -> str:
    """
    Return addresses, what to sign in with, and commands that show the journals.
    """
    cin7_core = bench.cast.cin7_core.login
    key, secret = bench.cast.shipstation.api_keys()
    shipstation = bench.shipstation.origin
    engine = bench.system
    return "\n".join(
        [
            "Cin7 Core",
            f"  url              {bench.cin7_core.url}",
            f"  account_id       {cin7_core.account_id}",
            f"  application_key  {cin7_core.application_key}",
            f"  username         {cin7_core.username}",
            f"  password         {cin7_core.password}",
            "ShipStation",
            f"  url              {bench.shipstation.url}",
            f"  api_key          {key}",
            f"  api_secret       {secret}",
            "Engine",
            f"  url              {engine.url}",
            f"  token            {engine.token}",
            "",
            f"curl {bench.cin7_core.origin}{ROOT}/journal",
            f"curl {shipstation}{ROOT}/journal",
            f"curl -u {key}:{secret} {shipstation}/orders",
            f"curl -H 'Authorization: Bearer {engine.token}' {engine.url}/api/log",
        ]
    )
