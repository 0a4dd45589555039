"""
A system under test that is a process of somebody else's, reached by its address.
"""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import requests

from emulators.kit.ambient import secret
from emulators.kit.sockets import LOOPBACK, listen, origin_of
from harness.applicability import CAPABILITIES
from harness.bench import Addresses
from harness.contracts.session import NoCommand, check_command, end_command
from harness.wall import NotInTime, WallTime

_SECONDS = 10
_OK = 200
_NOT_FOUND = 404
_REFUSALS = (401, 403)


class NoSystem(RuntimeError):
    """
    There is no system under test at the address, or it does not speak the API.
    """


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """
    Where a foreign system is, or how it is started.

    Attributes:
        url: Its origin; one with a free port, if it is left out.

        token: Opens its JSON API; one that nobody knows, if it is left out.

        command: Starts it; without, it runs already.
    """

    url: str = ""
    token: str = field(default="", repr=False)
    command: str = ""

    def complete(self) -> "Whereabouts":
        """
        Return them with an address and a token in any case.
        """
        url = self.url.rstrip("/") or _free_origin()
        return replace(self, url=url, token=self.token or secret())


class ForeignSystem:
    """
    An integration that serves already, or is started by a command.

    It is told nothing but what a person would tell it, and it is asked to forget
    nothing: each Example has accounts that are new to it.

    Raises:
        NoSystem: Nothing that speaks the API answers.
    """

    def __init__(self, addresses: Addresses, *, whereabouts: Whereabouts) -> None:
        found = whereabouts.complete()
        self.url = found.url
        self.token = found.token
        self._process: _Process | None = None
        if found.command:
            self._process = _Process(found.command, environment_of(addresses, found))
        try:
            if self._process:
                self._process.wait_for(self.url, addresses.clock)
            self.capabilities = capabilities_of(self.url, self.token)
        except NoSystem:
            self.close()
            raise

    def reset(self) -> None:
        """
        Leave it as it is; see `Bench`.
        """

    def close(self) -> None:
        """
        End what was started.
        """
        if self._process:
            self._process.end()


def environment_of(addresses: Addresses, whereabouts: Whereabouts) -> dict[str, str]:
    """
    Return what the command of a system finds in its environment.
    """
    return {
        "SEATRIAL_CIN7_CORE_URL": addresses.cin7_core,
        "SEATRIAL_SHIPSTATION_URL": addresses.shipstation,
        "SEATRIAL_DIRECTORY_URL": addresses.directory,
        "SEATRIAL_SYSTEM_URL": whereabouts.url,
        "SEATRIAL_SYSTEM_PORT": whereabouts.url.rpartition(":")[2],
        "SEATRIAL_SYSTEM_TOKEN": whereabouts.token,
    }


def capabilities_of(url: str, token: str) -> frozenset[str]:
    """
    Return what the system says that it can do; all that there is, if it does not say.

    Raises:
        NoSystem: It is not there, refuses the token, or speaks another language.
    """
    status, runs = _get(f"{url}/api/runs", token)
    if status in _REFUSALS:
        raise NoSystem(
            f"the system under test at {url} refuses the token: it answers {status}"
        )
    if status != _OK or not _has_list(runs, "runs"):
        raise NoSystem(
            f"what answers at {url} is no system under test: GET /api/runs is "
            f"{status}, and not a list of runs (docs/system_under_test.md)"
        )
    status, told = _get(f"{url}/api/capabilities", token)
    if status == _NOT_FOUND:
        return frozenset(CAPABILITIES)
    if status != _OK or not _has_list(told, "capabilities"):
        raise NoSystem(
            f"the system under test at {url} does not tell its capabilities: "
            f"GET /api/capabilities is {status}, and not a list of them"
        )
    return frozenset(str(one) for one in told["capabilities"])


def _has_list(document: Any, name: str) -> bool:
    return isinstance(document, Mapping) and isinstance(document.get(name), list)


def _get(url: str, token: str) -> tuple[int, Any]:
    """
    Return the status and the document of an answer; None is what is no JSON.
    """
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {token}"
        try:
            answer = session.get(url, timeout=_SECONDS, allow_redirects=False)
        except (requests.RequestException, ValueError) as error:
            origin = url.partition("/api/")[0]
            raise NoSystem(
                f"no system under test answers at {origin}: {_reason(error)}"
            ) from None
        try:
            return answer.status_code, answer.json()
        except requests.JSONDecodeError:
            return answer.status_code, None


def _reason(error: Exception) -> str:
    if isinstance(error, requests.Timeout):
        return f"it says nothing for {_SECONDS} seconds"
    if isinstance(error, requests.ConnectionError):
        return "it cannot be reached"
    return str(error)


def _free_origin() -> str:
    with listen(LOOPBACK, 0) as listening:
        return origin_of(listening)


class _Process:
    """
    The command of a system, while it runs.
    """

    def __init__(self, command: str, environment: Mapping[str, str]) -> None:
        self._command = command
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed at its end
        try:
            words = shlex.split(command)
            check_command(words)
            self._process = subprocess.Popen(  # noqa: S603  # the user asked for it
                words,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        except (NoCommand, ValueError, OSError) as error:
            self._said.close()
            raise NoSystem(f"{command!r} cannot be run: {error}") from None

    def wait_for(self, url: str, clock: Any) -> None:
        """
        Return when it answers.

        Raises:
            NoSystem: It ended, or it does not answer in time.
        """
        assert isinstance(clock, WallTime)  # noqa: S101  # the bench has given it one
        try:
            clock.wait_until(lambda: self._answers(url), f"{url} answered")
        except NotInTime:
            raise NoSystem(
                f"{self._command!r} does not answer at {url} in half a minute; "
                f"{self._last_words()}"
            ) from None

    def _answers(self, url: str) -> bool:
        if self._process.poll() is not None:
            raise NoSystem(
                f"{self._command!r} ended with status {self._process.returncode} "
                f"before it answered at {url}; {self._last_words()}"
            )
        try:
            _get(f"{url}/api/runs", "")
        except NoSystem:
            return False
        return True

    def _last_words(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return f"it said last: {last}" if last else "it said nothing"

    def end(self) -> None:
        """
        End it, and whatever it has started.
        """
        end_command(self._process)
        self._said.close()
