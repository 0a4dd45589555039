"""
What ``seatrial verify`` does: an account is read, and compared with the fakes' schemas.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from emulators.kit.operation import Operation
from harness.contracts.account import Account, Answer, CannotRead
from harness.contracts.calls import vendor
from harness.contracts.drift import Drift, drift_of
from harness.contracts.probes import FOUND, asks_for_a_thing

_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
_NOTHING = "nothing was found to ask about"
_NOWHERE = "nobody has said yet where its ids are found"
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Probe:
    """
    One call to be made.
    """

    operation: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Verified:
    """
    What came of it.

    Attributes:
        checked_at: The date and the time, as RFC 3339 has it.

        operations: Those that answered, with how many calls there were of each.

        not_asked: The others, with the reason.
    """

    vendor: str
    url: str
    checked_at: str
    operations: dict[str, int] = field(default_factory=dict)
    not_asked: dict[str, str] = field(default_factory=dict)
    drift: list[Drift] = field(default_factory=list)
    calls: int = 0
    waited_seconds: float = 0.0

    def document(self) -> dict[str, Any]:
        """
        Return it as JSON has it.
        """
        return {
            "vendor": self.vendor,
            "url": self.url,
            "checked_at": self.checked_at,
            "calls": self.calls,
            "waited_seconds": self.waited_seconds,
            "operations": self.operations,
            "not_asked": self.not_asked,
            "drift": [one.document() for one in self.drift],
        }


def verify(account: Account) -> Verified:
    """
    Read the account by safe calls, and compare its answers.

    Raises:
        CannotRead: It refuses the credentials, or cannot be reached.
    """
    now = account.clock.now().replace(microsecond=0)
    reading = _Reading(account, Verified(account.vendor, account.url, now.isoformat()))
    declared = [
        one
        for one in vendor(account.vendor).catalogue
        if one.method == "GET" and one.built and not one.anonymous
    ]
    # Things come after the lists, or the things, that they are found in.
    for one in sorted(declared, key=lambda one: _depth(account.vendor, one)):
        reading.read(one)
    return reading.end()


@dataclass(slots=True)
class _Reading:
    account: Account
    verified: Verified
    answers: dict[str, list[Any]] = field(default_factory=dict)

    def read(self, declared: Operation[Any]) -> None:
        """
        Ask an operation, and keep what is otherwise.
        """
        name = f"{self.account.vendor}.{declared.name}"
        probes = list(self._probes(declared))
        if not probes:
            is_known = declared.name in FOUND[self.account.vendor]
            self.verified.not_asked[name] = _NOTHING if is_known else _NOWHERE
        for probe in probes:
            answer = self.account.get(probe.path, probe.query)
            if answer.status in _REFUSED:
                self._refuse(name, answer)
                return
            self.verified.operations[name] = self.verified.operations.get(name, 0) + 1
            if answer.status == HTTPStatus.OK and answer.is_json:
                self.answers.setdefault(declared.name, []).append(answer.body)
            for drift in drift_of(self.account.vendor, declared.name, answer):
                if drift not in self.verified.drift:
                    self.verified.drift.append(drift)

    def end(self) -> Verified:
        """
        Return what came of it.

        Raises:
            CannotRead: Nothing answered as the vendor does.
        """
        if not self.answers:
            raise CannotRead(
                f"nothing at {self.account.url} answers as {self.account.vendor} does; "
                "is it the address of its API?"
            )
        self.verified.calls = self.account.calls
        self.verified.waited_seconds = round(self.account.waited_seconds, 1)
        return self.verified

    def _refuse(self, name: str, answer: Answer) -> None:
        """
        Note what the credentials may not ask; they are bad if nothing was answered.
        """
        if not self.answers:
            raise CannotRead(
                f"{self.account.url} refuses the credentials with {answer.status}"
            )
        self.verified.not_asked[name] = f"it was refused with {answer.status}"

    def _probes(self, declared: Operation[Any]) -> Iterator[Probe]:
        if not asks_for_a_thing(declared):
            yield Probe(declared.name, declared.path)
            return
        found = FOUND[self.account.vendor].get(declared.name)
        if found is None:
            return
        for one in found.ids(self.answers.get(found.operation, [])):
            path = _VARIABLE.sub(quote(str(one), safe=""), declared.path)
            in_path = path != declared.path
            query = {} if in_path else {found.name: str(one)}
            yield Probe(declared.name, path, {**found.query, **query})


def _depth(service: str, declared: Operation[Any]) -> int:
    """
    Return how many others have to be asked before.
    """
    if not asks_for_a_thing(declared):
        return 0
    found = FOUND[service].get(declared.name)
    if found is None:
        return 1
    return 1 + _depth(service, vendor(service).catalogue[found.operation])
