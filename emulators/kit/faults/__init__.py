"""
Faults: ways for an emulated service to misbehave, one module each.
"""

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any

from emulators.kit.faults.cut_reply import CutReply
from emulators.kit.faults.delay import Delay
from emulators.kit.faults.lost_reply import LostReply
from emulators.kit.faults.plan import Fault, FaultPlan, Wire
from emulators.kit.faults.status import Status

__all__ = [
    "FAULTS",
    "BadFault",
    "CutReply",
    "Delay",
    "Fault",
    "FaultPlan",
    "LostReply",
    "Status",
    "Wire",
    "fault_from_json",
    "fault_to_json",
]

FAULTS: tuple[type[Fault], ...] = (CutReply, Delay, LostReply, Status)


class BadFault(ValueError):
    """
    A document describes no fault.
    """


def fault_from_json(document: Mapping[str, Any]) -> Fault:
    """
    Return the fault that the document describes.

    Raises:
        BadFault: The sentence says what is missing or unknown.
    """
    settings = dict(document)
    kinds = {fault.kind: fault for fault in FAULTS}
    kind = kinds.get(settings.pop("kind", ""))
    if kind is None:
        raise BadFault(f"a fault's kind is one of {', '.join(kinds)}")
    known = {field.name: field for field in fields(kind)}
    unknown = sorted(set(settings) - set(known))
    if unknown:
        raise BadFault(f"{kind.kind} has no setting {', '.join(unknown)}")
    missing = [
        name
        for name, field in known.items()
        if name not in settings
        and field.default is MISSING
        and field.default_factory is MISSING
    ]
    if missing:
        raise BadFault(f"{kind.kind} lacks its setting {', '.join(missing)}")
    return kind(**settings)


def fault_to_json(fault: Fault) -> dict[str, Any]:
    """
    Return the document that describes the fault.
    """
    return {"kind": fault.kind, **asdict(fault)}
