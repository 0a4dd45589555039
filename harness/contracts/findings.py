"""
What is wrong with a client's calls, by the vendors' contracts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from harness.contracts.calls import KEPT, Call, operation_named
from harness.contracts.names import unread

_BY_CALLER = "broken by the caller: "
_BY_FAKE = "broken by the fake: "
_SHOWN = 5


class Kind(StrEnum):
    """
    What kind of thing is wrong.
    """

    OUTSIDE = "outside the contract"
    UNKNOWN = "unknown path"
    NOT_BUILT = "not built"
    UNREAD = "nobody reads it"
    FAKE = "fault of the fake"
    SILENCE = "no call"
    UNMET = "not as expected"
    UNUSED = "allowed in vain"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing that is wrong.

    Attributes:
        subject: The operation, or the path where there is none.

        sentence: What is wrong.

        field: Where in the request, if it is about a field.

        calls: Numbers of the calls that it is about.

        diff: Lines that show what was expected and what was found.
    """

    kind: Kind
    subject: str
    sentence: str
    field: str | None = None
    calls: tuple[int, ...] = ()
    diff: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}: {self.sentence}{self.where}"

    @property
    def where(self) -> str:
        """
        The calls in words, as `` (calls 3, 7 and 12 more)``; nothing without any.
        """
        if not self.calls:
            return ""
        shown = ", ".join(map(str, self.calls[:_SHOWN]))
        more = len(self.calls) - _SHOWN
        rest = f" and {more} more" if more > 0 else ""
        return f" (call{'s' if len(self.calls) > 1 else ''} {shown}{rest})"


def findings_of(calls: Iterable[Call]) -> list[Finding]:
    """
    Return what is wrong with the calls; the same of several calls is one finding.
    """
    merged: dict[tuple[Kind, str, str], Finding] = {}
    for call in calls:
        for found in _findings(call):
            key = (found.kind, found.subject, found.sentence)
            before = merged.get(key)
            numbers = (*before.calls, call.number) if before else (call.number,)
            merged[key] = replace(found, calls=numbers)
    return list(merged.values())


def _findings(call: Call) -> Iterator[Finding]:
    declared = operation_named(call.operation) if call.operation else None
    if call.operation is None:
        hint = f"; {call.hint}" if call.hint else ""
        sentence = f"the vendor has no such operation{hint}"
        yield Finding(Kind.UNKNOWN, call.subject, sentence)
    elif declared and not declared.built:
        sentence = "the vendor has it, and this fake does not do it yet"
        yield Finding(Kind.NOT_BUILT, call.subject, sentence)
    elif call.verdict.startswith(_BY_CALLER):
        why = call.verdict.removeprefix(_BY_CALLER)
        yield Finding(Kind.OUTSIDE, call.subject, f"{call.status}, {why}")
    elif call.verdict != KEPT:
        why = call.verdict.removeprefix(_BY_FAKE).strip().splitlines()[-1]
        yield Finding(Kind.FAKE, call.subject, f"this is a bug of Seatrial: {why}")
    for field in unread(call):
        sentence = f"the vendor does not know {field}"
        yield Finding(Kind.UNREAD, call.subject, sentence, field=field)
