"""
The parts as processes, for somebody who works against them: ``seatrial up``.

Sockets are opened here and handed down, so that every address is known, and every
port that is taken is noticed, before a process starts.
"""

import base64
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emulators.kit.ambient import secret
from emulators.kit.sockets import LOOPBACK, listen, origin_of

FAKES = ("cin7_core", "shipstation")
ENGINE = "engine"
_FAKES, _ENGINE = "the fakes", "the engine"


def engine_addresses(origin: str, token: str) -> dict[str, str]:
    """
    Return the addresses of the engine at an origin, with the token of its API.
    """
    return {
        "url": origin,
        "custom_store_url": f"{origin}/custom-store",
        "pages": f"{origin}/integrations/shipstation",
        "token": token,
    }


def ledger_beside(state: Path) -> Path:
    """
    Return where the engine's ledger is that belongs to a state of the fakes.
    """
    return state.with_name(f"{state.name}.ledger.db")


class PartDied(RuntimeError):
    """
    A process ended by itself.

    Attributes:
        status: What it ended with.
    """

    def __init__(self, sentence: str, *, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(slots=True)
class Fleet:
    """
    The processes, and where they answer.
    """

    addresses: dict[str, dict[str, str]] = field(default_factory=dict)
    _processes: list[tuple[str, subprocess.Popen[bytes]]] = field(default_factory=list)
    _silent: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _folder: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def launch(
        cls,
        parts: Iterable[str],
        *,
        ports: Mapping[str, int],
        rate_limits: bool = True,
        options: Sequence[str] = (),
        state: Path | None = None,
    ) -> "Fleet":
        """
        Start the parts, the fakes with more options; `wait` returns when they serve.

        The engine's ledger and its key stay beside the file of the fakes' state; where
        there is none they go with the engine.

        Raises:
            PortTaken: Another process listens there.
        """
        fleet = cls()
        sockets = {part: listen(LOOPBACK, ports.get(part, 0)) for part in parts}
        try:
            fleet._start(sockets, options, rate_limits=rate_limits, state=state)
        except BaseException:
            fleet.close()
            raise
        finally:
            for listening in sockets.values():
                listening.close()
        return fleet

    def wait_for_fakes(self) -> None:
        """
        Return when the fakes serve; the engine may still be starting.

        Raises:
            PartDied: They could not start, and have printed why.
        """
        self._hear(_FAKES)

    def wait(self) -> None:
        """
        Return when all parts have said that they serve.

        Raises:
            PartDied: One could not start; it has printed why.
        """
        for name in tuple(self._silent):
            self._hear(name)

    def check(self) -> None:
        """
        Notice a process that ended.

        Raises:
            PartDied: One did.
        """
        for name, process in self._processes:
            if process.poll() is not None:
                raise PartDied(f"{name} ended with status {process.returncode}")

    def close(self) -> None:
        """
        End the processes: each stops when its standard input closes.
        """
        for _, process in self._processes:
            if process.stdin is not None:
                process.stdin.close()
        for _, process in self._processes:
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
        if self._folder is not None:
            self._folder.cleanup()

    def _start(
        self,
        sockets: Mapping[str, socket.socket],
        options: Sequence[str],
        *,
        rate_limits: bool,
        state: Path | None,
    ) -> None:
        fakes = {name: sockets[name] for name in FAKES if name in sockets}
        if fakes:
            limits = "on" if rate_limits else "off"
            command = ["emulators", "--rate-limits", limits, *options]
            for name, listening in fakes.items():
                command += ["--fd", name, str(listening.fileno())]
            self._spawn(_FAKES, command, fakes.values(), {})
        if ENGINE in sockets:
            self._spawn_engine(sockets, state)

    def _spawn_engine(
        self, sockets: Mapping[str, socket.socket], state: Path | None
    ) -> None:
        listening = sockets[ENGINE]
        origin = origin_of(listening)
        token = secret(40)
        self.addresses[ENGINE] = engine_addresses(origin, token)
        settings = {"TOKEN": token, **self._ledger(state)}
        if "cin7_core" in sockets:
            cin7_core = origin_of(sockets["cin7_core"])
            settings["CIN7_CORE_URL"] = f"{cin7_core}/ExternalApi/v2"
            settings["DIRECTORY_URL"] = f"{cin7_core}/directory"
        if "shipstation" in sockets:
            settings["SHIPSTATION_URL"] = origin_of(sockets["shipstation"])
        environment = {f"SEATRIAL_ENGINE_{k}": v for k, v in settings.items()}
        command = ["engine.cli", "serve", "--json", "--fd", str(listening.fileno())]
        self._spawn(_ENGINE, command, [listening], environment)

    def _ledger(self, state: Path | None) -> dict[str, str]:
        """
        Return the settings that say where the engine keeps its ledger, and its key.
        """
        if state is not None:
            return {
                "DATABASE_URL": f"sqlite:///{ledger_beside(state).absolute()}",
                "KEY_FILE": str(state.with_name(f"{state.name}.key").absolute()),
                "DRAIN_SECONDS": "3",
            }
        self._folder = tempfile.TemporaryDirectory(prefix="seatrial-")
        return {
            "DATABASE_URL": f"sqlite:///{Path(self._folder.name, 'ledger.db')}",
            "KEY": base64.urlsafe_b64encode(bytes.fromhex(secret(64))).decode(),
            # The ledger goes with the engine: no run is worth waiting for.
            "DRAIN_SECONDS": "0",
        }

    def _spawn(
        self,
        name: str,
        command: list[str],
        sockets: Iterable[socket.socket],
        environment: Mapping[str, str],
    ) -> None:
        process = subprocess.Popen(  # noqa: S603  # our own modules
            [sys.executable, "-m", *command, "--until-stdin-closes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[listening.fileno() for listening in sockets],
            env={**os.environ, **environment},
            start_new_session=True,
        )
        self._processes.append((name, process))
        self._silent[name] = process

    def _hear(self, name: str) -> None:
        process = self._silent.pop(name, None)
        if process is None:
            return
        assert process.stdout is not None  # noqa: S101  # it was asked for above
        line = process.stdout.readline()
        if not line:
            status = process.wait(timeout=10)
            raise PartDied(f"{name} did not start", status=status)
        if name == _FAKES:
            said: dict[str, Any] = json.loads(line)
            self.addresses = {**said, **self.addresses}
