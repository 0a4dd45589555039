"""
What somebody expects of a client's calls: a file, described by a JSON Schema.
"""

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from emulators.kit.contract import Contract
from harness.contracts.calls import Call, operation_named, vendor
from harness.contracts.findings import Finding, Kind

_SCHEMA = "expectations.schema.json"
_COUNTS = ("exactly", "at_least", "never")
_NOTHING = object()


class BadExpectations(ValueError):
    """
    The file cannot be followed; the sentence says why.
    """


@dataclass(frozen=True, slots=True)
class Difference:
    """
    One place where a call is not as it was expected.
    """

    where: str
    expected: Any
    found: Any

    @property
    def lines(self) -> tuple[str, str]:
        """
        What was expected and what was found, as a diff has them.
        """
        return (
            f"- {self.where}: {_shown(self.expected)}",
            f"+ {self.where}: {_shown(self.found)}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """
    How often there should be calls of an operation that have these parts.
    """

    operation: str
    exactly: int | None = None
    at_least: int | None = None
    never: bool = False
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = _NOTHING
    status: int | None = None

    def unmet(self, calls: Iterable[Call]) -> Finding | None:
        """
        Return how the calls are not as it was expected, or None where they are.
        """
        there = [call for call in calls if call.operation == self.operation]
        apart = {call.number: self.differences(call) for call in there}
        good = tuple(number for number, differences in apart.items() if not differences)
        if self._is_right(len(good)):
            return None
        sentence = f"{self} expected, and there {_times(len(good))}"
        if len(good) > (self.exactly or self.at_least or 0):
            return Finding(Kind.UNMET, self.operation, sentence, calls=good)
        diff = tuple(self._nearest(there, apart))
        return Finding(Kind.UNMET, self.operation, sentence, diff=diff)

    def differences(self, call: Call) -> list[Difference]:
        """
        Return where the call is not as it was expected.
        """
        found = list(_differences(self.query, call.asked, "?"))
        if self.status is not None and self.status != call.status:
            found.append(Difference("status", self.status, call.status))
        if self.body is not _NOTHING:
            found += _differences(self.body, call.request, "")
        return found

    def __str__(self) -> str:
        if self.never:
            count = "no call"
        elif self.exactly is not None:
            count = f"exactly {self.exactly} call{'s' * (self.exactly > 1)}"
        else:
            count = f"at least {self.at_least} call{'s' * ((self.at_least or 0) > 1)}"
        has_parts = self.query or self.status is not None or self.body is not _NOTHING
        return f"{count}{' with these parts' if has_parts else ''}"

    def _is_right(self, count: int) -> bool:
        if self.at_least is not None:
            return count >= self.at_least
        return count == (self.exactly or 0)

    def _nearest(
        self, there: Sequence[Call], apart: Mapping[int, list[Difference]]
    ) -> Iterator[str]:
        others = [call for call in there if apart[call.number]]
        if not others:
            return
        # The latest of the nearest: a client that corrects itself does so in the end.
        call = min(reversed(others), key=lambda one: len(apart[one.number]))
        yield f"nearest is call {call.number}, {call.line}"
        for difference in apart[call.number]:
            yield from difference.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """
    A problem that somebody knows of, and why it is none.
    """

    problem: str
    subject: str
    reason: str
    field: str | None = None

    def covers(self, found: Finding) -> bool:
        """
        Tell whether the finding is this problem.
        """
        return (
            self.problem == found.kind
            and self.subject == found.subject
            and self.field in (None, found.field)
        )


@dataclass(frozen=True, slots=True)
class Expectations:
    """
    All that a file says.
    """

    calls: tuple[Expected, ...] = ()
    allow: tuple[Allowed, ...] = ()

    def judge(
        self, findings: Iterable[Finding], calls: Sequence[Call]
    ) -> list[Finding]:
        """
        Return the findings that are not allowed, and what is not as it was expected.
        """
        found = list(findings)
        left = [one for one in found if not any(a.covers(one) for a in self.allow)]
        left += [one for e in self.calls if (one := e.unmet(calls))]
        left += [
            Finding(Kind.UNUSED, one.subject, f"there is no more {one.problem!r}")
            for one in self.allow
            if not any(one.covers(finding) for finding in found)
        ]
        if not calls and not self.calls:
            sentence = "the command called neither fake; does it read the addresses?"
            left.append(Finding(Kind.SILENCE, "the command", sentence))
        return left


def schema_of_expectations() -> dict[str, Any]:
    """
    Return the JSON Schema of the file.
    """
    return _contract().schemas[_SCHEMA]


def read_expectations(file: Path) -> Expectations:
    """
    Return what the file says.

    Raises:
        BadExpectations: It cannot be read, or makes no sense.
    """
    try:
        document = msgspec.json.decode(file.read_bytes(), type=dict[str, Any])
    except OSError as error:
        raise BadExpectations(f"{file} cannot be read: {error.strerror}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadExpectations(f"{file} is no JSON object: {error}") from None
    _check_counts(file, document)
    problem = _contract().problem(_SCHEMA, document)
    if problem is not None:
        raise BadExpectations(f"{file}: {problem}")
    calls = tuple(Expected(**one) for one in document.get("calls", ()))
    for number, expected in enumerate(calls):
        _check_operation(f"{file}: $.calls[{number}]", expected.operation)
    allowed = tuple(Allowed(**one) for one in document.get("allow", ()))
    return Expectations(calls, allowed)


def _contract() -> Contract:
    return Contract(Path(__file__).parent)


def _check_counts(file: Path, document: Mapping[str, Any]) -> None:
    """
    Say in better words than a schema that one count is wanted.
    """
    rows = document.get("calls")
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict) and sum(name in row for name in _COUNTS) != 1:
            raise BadExpectations(
                f"{file}: $.calls[{number}]: give one of {', '.join(_COUNTS)}"
            )


def _check_operation(where: str, name: str) -> None:
    if operation_named(name) is not None:
        return
    service = name.partition(".")[0]
    names = [f"{service}.{one.name}" for one in vendor(service).catalogue]
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]}?" if near else f"see seatrial operations {service}"
    raise BadExpectations(f"{where}: no operation {name}; {hint}")


def _differences(expected: Any, found: Any, at: str) -> Iterator[Difference]:
    """
    Return where it is not as expected: what is beside is left alone, and so is case.
    """
    if isinstance(expected, dict) and isinstance(found, dict):
        by_name = {name.lower(): value for name, value in found.items()}
        for name, value in expected.items():
            where = f"{at}{'.' if at not in ('', '?') else ''}{name}"
            yield from _differences(value, by_name.get(name.lower(), _NOTHING), where)
    elif isinstance(expected, list) and isinstance(found, list):
        for number in range(max(len(expected), len(found))):
            wanted, there = _row(expected, number), _row(found, number)
            yield from _differences(wanted, there, f"{at}[{number}]")
    elif expected != found or isinstance(expected, bool) != isinstance(found, bool):
        yield Difference(at or "the body", expected, found)


def _row(rows: list[Any], number: int) -> Any:
    return rows[number] if number < len(rows) else _NOTHING


def _shown(value: Any) -> str:
    return "(nothing)" if value is _NOTHING else json.dumps(value, ensure_ascii=False)


def _times(count: int) -> str:
    return {0: "was none", 1: "was one"}.get(count, f"were {count}")
