"""
What the control room knows and does: everything by the control planes of the fakes.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from inspect import getdoc
from typing import Any

import urllib3

from emulators.cin7_core.profile import Profile as OfCin7Core
from emulators.kit.control_client import ControlClient, ControlRefused
from emulators.kit.faults import FAULTS
from emulators.kit.profile import contested_facts
from emulators.shipstation.profile import Profile as OfShipStation
from harness.worlds import WORLDS

FAKES = {"shipstation": "ShipStation", "cin7_core": "Cin7 Core"}
API = "/ExternalApi/v2"
_SECONDS = 2
_UNWRITTEN = ("body", "headers")
_PROFILES = {
    "shipstation": OfShipStation(),
    "cin7_core": OfCin7Core(),
}


@dataclass(frozen=True, slots=True)
class Line:
    """
    One exchange, and where it was.
    """

    part: str
    account: str
    facts: Mapping[str, Any]

    @property
    def number(self) -> int:
        """
        Its place in the order of all exchanges of both fakes.
        """
        return int(self.facts["number"])

    @property
    def place(self) -> str:
        """
        The path of its page.
        """
        return f"/exchanges/{self.part}/{self.account}/{self.number}"

    @property
    def is_broken(self) -> bool:
        """
        Whether somebody broke the contract.
        """
        return str(self.facts["verdict"]) != "kept"


@dataclass(frozen=True, slots=True)
class Setting:
    """
    One setting of a kind of fault.
    """

    name: str
    is_number: bool
    usual: str


@dataclass(frozen=True, slots=True)
class Fact:
    """
    A contested fact: what is known for and against it, and how it may be.
    """

    name: str
    about: str
    members: tuple[str, ...]


@dataclass(slots=True)
class Room:
    """
    The parts that serve.

    Args:
        addresses: What ``seatrial up`` prints of each part.
    """

    addresses: Mapping[str, Mapping[str, str]]
    _clients: dict[tuple[str, str | None], ControlClient] = field(default_factory=dict)

    @property
    def fakes(self) -> dict[str, str]:
        """
        The fakes that serve, with what a person calls them.
        """
        return {one: FAKES[one] for one in FAKES if one in self.addresses}

    def do(self, part: str, name: str, body: Any = None, /, **query: str) -> Any:
        """
        Do what a line of the table of the control plane says.

        Raises:
            ControlRefused: It was refused.
        """
        return self._client(part).do(name, body, **query)

    def state_of(self, part: str) -> dict[str, Any]:
        """
        Return the time of a fake, its accounts, and the faults that are to come.
        """
        return {
            **self.do(part, "clock"),
            "accounts": self.do(part, "accounts")["accounts"],
            "faults": self.do(part, "faults")["faults"],
        }

    def state_of_engine(self) -> str:
        """
        Return what the engine says of itself: that it is ready, or why it is not.

        It is empty where there is no engine.
        """
        if "engine" not in self.addresses:
            return ""
        url = f"{self.addresses['engine']['url']}/ready"
        try:
            answer = urllib3.request("GET", url, timeout=_SECONDS, retries=False)
            told = answer.json()
        except (urllib3.exceptions.HTTPError, ValueError):
            return "does not answer"
        if "error" in told:
            return str(told["error"]["message"])
        return f"{told['status']}, runs are {told['runs']}"

    def lines(self, **asked: int) -> list[Line]:
        """
        Return exchanges in their order over all accounts: all, or those asked for.

        Args:
            asked: What the control plane may be asked of a journal.
        """
        found = [
            Line(part, account, exchange)
            for part in self.fakes
            for account in self.do(part, "accounts")["accounts"]
            for exchange in self._journal(part, account, **asked)
        ]
        return sorted(found, key=lambda line: line.number)

    def line(self, part: str, account: str, number: int) -> Line | None:
        """
        Return one exchange, or nothing if it is forgotten.
        """
        found = self._journal(part, account, after=number - 1, limit=1)
        if not found or found[0]["number"] != number:
            return None
        return Line(part, account, found[0])

    def operations(self, part: str) -> list[str]:
        """
        Return the full names of the operations that a fake does.
        """
        known = self.do(part, "operations")["operations"]
        return [
            f"{part}.*",
            *(f"{part}.{one['name']}" for one in known if one["built"]),
        ]

    def build(self, world: str) -> None:
        """
        Build a world in the parts as they are.

        Raises:
            ControlRefused: The parts are not as the world needs them.
        """
        try:
            WORLDS[world].build(self.addresses)
        except Exception as error:
            raise ControlRefused(
                f"the world {world} cannot be built: {error}"
            ) from error

    def close(self) -> None:
        """
        Leave.
        """
        for client in self._clients.values():
            client.close()

    def _journal(self, part: str, account: str, **asked: int) -> list[dict[str, Any]]:
        query = {name: str(number) for name, number in asked.items()}
        answer = self._client(part, account).do("journal", **query)
        exchanges: list[dict[str, Any]] = answer["exchanges"]
        return exchanges

    def _client(self, part: str, account: str | None = None) -> ControlClient:
        key = (part, account)
        if key not in self._clients:
            url = self.addresses[part]["url"].removesuffix(API)
            self._clients[key] = ControlClient(url, account=account)
        return self._clients[key]


def settings_of_faults() -> dict[str, list[Setting]]:
    """
    Return the settings of each kind of fault, as its declaration has them.
    """
    return {
        kind.kind: [
            Setting(
                one.name,
                one.type in ("int", "float", int, float),
                "" if one.default is MISSING else str(one.default),
            )
            for one in fields(kind)
            if one.name not in ("operation", *_UNWRITTEN)
        ]
        for kind in FAULTS
    }


def facts_with_evidence() -> dict[str, list[Fact]]:
    """
    Return the contested facts of each fake, with what is known of them.
    """
    return {
        part: [
            Fact(name, getdoc(members) or "", tuple(str(one.value) for one in members))
            for name, members in contested_facts(profile).items()
        ]
        for part, profile in _PROFILES.items()
    }


def fault_of(kind: str, operation: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """
    Return the document of a fault from what was typed.

    Raises:
        ControlRefused: A setting is no number where one is wanted.
    """
    document: dict[str, Any] = {"kind": kind, "operation": operation}
    for one in settings_of_faults().get(kind, ()):
        text = typed.get(f"{kind}.{one.name}", "").strip()
        if not text:
            continue
        try:
            document[one.name] = _number(text) if one.is_number else text
        except ValueError:
            raise ControlRefused(f"{one.name} is a number, not {text!r}") from None
    return document


def _number(text: str) -> float:
    return int(text) if text.isdecimal() else float(text)
