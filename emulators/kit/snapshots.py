"""
Snapshots: an account as a document of plain data, and an account made of it again.

A snapshot has the state, what is planned, where the series of ids stand, and the
credentials. It has no journal and no faults: those are of a test, not of the vendor.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from emulators.kit.agenda import DEEDS, Agenda, Planned, deed_name
from emulators.kit.plain_data import Forms, Restoring, Saving, Unsaveable
from emulators.kit.plain_values import BadSnapshot, as_value

FORMAT = 1
STATE, PLANS = "/state", "/plans"

_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode

Document = dict[str, Any]


class Head(msgspec.Struct, forbid_unknown_fields=True):
    """
    What stands above the state.

    Attributes:
        version: Of the fake's state; a fake reads its own version only.
    """

    format: int
    service: str
    version: int
    account: str
    taken_at: datetime
    ids: Document
    credentials: Any
    state: Any
    plans: list[Document]


@dataclass(frozen=True, slots=True)
class Shape:
    """
    How the accounts of one service are written.

    Args:
        state: The class of an account's state.

        version: Raised whenever an older snapshot could not be read any more.
    """

    service: str
    state: type
    version: int
    forms: Forms

    def save(
        self,
        state: object,
        *,
        account: str,
        around: Mapping[type, Any],
        ids: Document,
        credentials: Any,
    ) -> bytes:
        """
        Return the snapshot of an account. Who calls holds its lock.

        Raises:
            Unsaveable: A part of the domain does not say how it is kept.
        """
        agenda: Agenda = around[Agenda]
        plans = agenda.plans()
        numbers = {id(planned): number for number, planned in enumerate(plans)}
        saving = Saving(around, numbers)
        document = {
            "format": FORMAT,
            "service": self.service,
            "version": self.version,
            "account": account,
            "taken_at": agenda.now(),
            "ids": ids,
            "credentials": credentials,
            "state": self.forms.object_form(self.state).write(state, saving, STATE),
            "plans": [self._plan(planned, saving) for planned in plans],
        }
        return _encode(document)

    def read(self, snapshot: bytes) -> Head:
        """
        Return what stands in a snapshot.

        Raises:
            BadSnapshot: It is none, or that of another service or version.
        """
        document = read_document(snapshot)
        for key, mine in (
            ("format", FORMAT),
            ("service", self.service),
            ("version", self.version),
        ):
            if document.get(key) != mine:
                raise BadSnapshot(
                    f"this snapshot is of {key} {document.get(key)}, and this fake "
                    f"reads {key} {mine}"
                )
        head: Head = as_value(document, Head, "the snapshot")
        return head

    def restore(self, head: Head, around: Mapping[type, Any]) -> Any:
        """
        Return the state, with its plans in the agenda that is around it.

        Raises:
            BadSnapshot: The data does not fit; nothing is planned then.
        """
        agenda: Agenda = around[Agenda]
        plans = agenda.blanks(len(head.plans))
        restoring = Restoring(around, plans)
        state = self.forms.object_form(self.state).read(head.state, restoring, STATE)
        for number, (planned, data) in enumerate(zip(plans, head.plans, strict=True)):
            self._fill(planned, data, restoring, f"{PLANS}/{number}")
        agenda.resume(plans)
        return state

    def _plan(self, planned: Planned, saving: Saving) -> Document:
        name = deed_name(planned.function)
        if name not in DEEDS:
            raise Unsaveable(f"{planned.name} is planned, and {name} is no deed")
        forms = self.forms.parameters(planned.function)
        return {
            "at": planned.at,
            "name": planned.name,
            "do": name,
            "with": {
                key: form.write(value, saving, f"{PLANS}/{key}")
                for (key, form), value in zip(
                    forms.items(), planned.arguments, strict=True
                )
            },
        }

    def _fill(
        self, planned: Planned, data: Document, restoring: Restoring, place: str
    ) -> None:
        found = as_value(data, _PlanData, place)
        function = DEEDS.get(found.do)
        if function is None:
            raise BadSnapshot(f"{place}: this fake does nothing that is {found.do}")
        forms = self.forms.parameters(function)
        if forms.keys() != found.with_.keys():
            raise BadSnapshot(f"{place}: {found.do} is done with {', '.join(forms)}")
        planned.at, planned.name, planned.function = found.at, found.name, function
        planned.arguments = tuple(
            form.read(found.with_[key], restoring, f"{place}/with/{key}")
            for key, form in forms.items()
        )


class _PlanData(msgspec.Struct, forbid_unknown_fields=True):
    at: datetime
    name: str
    do: str
    with_: Document = msgspec.field(name="with")


def read_document(snapshot: bytes) -> Document:
    """
    Return the JSON of a snapshot.

    Raises:
        BadSnapshot: It is no JSON object.
    """
    try:
        document = _decode(snapshot)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadSnapshot(f"a snapshot is a JSON document: {error}") from None
    if not isinstance(document, dict):
        raise BadSnapshot("a snapshot is a JSON object")
    return document


@dataclass(frozen=True, slots=True)
class Kept:
    """
    One snapshot that the fake keeps.
    """

    name: str
    account: str
    taken_at: datetime
    payload: bytes

    def document(self) -> Document:
        """
        Return its line in the list.
        """
        return {
            "name": self.name,
            "account": self.account,
            "taken_at": self.taken_at.isoformat(),
            "bytes": len(self.payload),
        }


class UnknownSnapshot(LookupError):
    """
    The fake keeps no snapshot of this name.
    """


class Shelf:
    """
    The snapshots of one fake, by name; a reset leaves them where they are.
    """

    MOST = 100

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}

    def keep(self, kept: Kept) -> None:
        """
        Keep a snapshot, in the place of one of that name.

        Raises:
            BadSnapshot: There are too many already.
        """
        if kept.name not in self._kept and len(self._kept) >= self.MOST:
            raise BadSnapshot(
                f"{self.MOST} snapshots are kept already; delete one first"
            )
        self._kept[kept.name] = kept

    def get(self, name: str) -> Kept:
        """
        Return the snapshot.

        Raises:
            UnknownSnapshot: There is none of this name.
        """
        try:
            return self._kept[name]
        except KeyError:
            known = ", ".join(self._kept) or "none"
            raise UnknownSnapshot(f"no snapshot {name!r}; there are {known}") from None

    def delete(self, name: str) -> None:
        """
        Delete the snapshot.

        Raises:
            UnknownSnapshot: There is none of this name.
        """
        self.get(name)
        del self._kept[name]

    def documents(self) -> list[Document]:
        """
        Return a line for each.
        """
        return [kept.document() for kept in self._kept.values()]


def differences(before: Any, after: Any) -> list[Document]:
    """
    Return what changed between two snapshots: path, before and after, in order.

    A path is a JSON Pointer. What is new has no ``before``, what is gone no ``after``.
    """
    found: list[Document] = []
    for key in ("state", "plans"):
        _compare(before.get(key), after.get(key), f"/{key}", found.append)
    return found


def _compare(
    before: Any, after: Any, path: str, tell: Callable[[Document], None]
) -> None:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            place = f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}"
            if key not in after:
                tell({"path": place, "before": before[key]})
            elif key not in before:
                tell({"path": place, "after": after[key]})
            else:
                _compare(before[key], after[key], place, tell)
    elif isinstance(before, list) and isinstance(after, list):
        _compare(dict(enumerate(before)), dict(enumerate(after)), path, tell)
    elif before != after:
        tell({"path": path, "before": before, "after": after})
