"""
The engine as an operator runs it: a process of its own, on the wall's time.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from socket import socket

import requests

from emulators.kit.sockets import LOOPBACK, listen, origin_of
from harness.bench import KEY, TOKEN, Addresses
from harness.wall import WallTime

_END_SECONDS = 20


class EngineProcess:
    """
    One ``seatrial-engine serve``, or a worker, with what it is told.

    Attributes:
        said: The line that it printed when it was there.
    """

    def __init__(
        self,
        settings: Mapping[str, str],
        *arguments: str,
        listening: socket | None = None,
    ) -> None:
        command = [sys.executable, "-m", "engine.cli", "serve", "--json"]
        descriptors = [] if listening is None else [listening.fileno()]
        for descriptor in descriptors:
            command += ["--fd", str(descriptor)]
        told = {f"SEATRIAL_ENGINE_{name}": value for name, value in settings.items()}
        self.process = subprocess.Popen(  # noqa: S603  # our own command
            [*command, "--until-stdin-closes", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=descriptors,
            env={**os.environ, **told},
        )
        assert self.process.stdout is not None  # noqa: S101  # it was asked for above
        self.said: dict[str, str] = json.loads(self.process.stdout.readline() or "{}")

    def terminate(self) -> int:
        """
        Tell it to end, and return its exit code.
        """
        self.process.terminate()
        return self._ended()

    def kill(self) -> None:
        """
        End it in the middle of whatever it does.
        """
        self.process.kill()
        self._ended()

    def _ended(self) -> int:
        self.process.communicate(timeout=_END_SECONDS)
        return self.process.returncode


class ServedEngine:
    """
    The engine of this distribution for a bench, as a process.

    Each reset starts another. The socket stays, and with it the address.

    Raises:
        TypeError: The bench has a virtual clock, which no process can follow.
    """

    def __init__(self, addresses: Addresses) -> None:
        if not isinstance(addresses.clock, WallTime):
            raise TypeError("an engine that is a process needs the wall's time")
        self._clock = addresses.clock
        self.token = TOKEN
        self._addresses = addresses
        self._socket = listen(LOOPBACK, 0)
        self.url = origin_of(self._socket)
        self._folder = _new_folder()
        self._start()
        self._is_new = True

    def reset(self) -> None:
        """
        Go on with an empty ledger, in a new process.
        """
        if not self._is_new:
            self._engine.kill()
            self._folder.cleanup()
            self._folder = _new_folder()
            self._start()
        self._is_new = False

    def restart(self) -> None:
        """
        Kill the process, and go on with its ledger in a new one.
        """
        self._engine.kill()
        self._start()

    def close(self) -> None:
        """
        Stop the process, and remove its ledger.
        """
        self._engine.terminate()
        self._folder.cleanup()
        self._socket.close()

    def _start(self) -> None:
        ledger = Path(self._folder.name, "ledger.db")
        self._engine = EngineProcess(
            settings_of(self._addresses, f"sqlite:///{ledger}"), listening=self._socket
        )
        self._clock.is_idle = self._is_idle
        self._clock.wait_until(self._runs_are_started, "the engine's runs were started")

    def _runs_are_started(self) -> bool:
        ready = requests.get(f"{self.url}/ready", timeout=5).json()
        return bool(ready["runs"] == "started")

    def _is_idle(self) -> bool:
        """
        Tell whether no run waits or goes on.
        """
        bearer = {"Authorization": f"Bearer {self.token}"}
        answer = requests.get(f"{self.url}/api/runs", headers=bearer, timeout=5)
        states = {run["state"] for run in answer.json()["runs"]}
        return states.isdisjoint({"queued", "running"})


def _new_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="seatrial-")


def settings_of(addresses: Addresses, database_url: str) -> dict[str, str]:
    """
    Return the settings of an engine between the fakes.
    """
    return {
        "DATABASE_URL": database_url,
        "CIN7_CORE_URL": addresses.cin7_core,
        "SHIPSTATION_URL": addresses.shipstation,
        "DIRECTORY_URL": addresses.directory,
        "TOKEN": TOKEN,
        "KEY": KEY,
    }
