"""
What the journals of one Example show of the vendors.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from emulators.kit.journal import Exchange
from emulators.kit.service import Service
from harness.bench import Bench
from harness.coverage.axes import Seen
from harness.coverage.fields import fields_of


def seen_on(bench: Bench) -> Seen:
    """
    Return, by axis and vendor, what the bench's journals and profiles show.
    """
    seen: Seen = {}
    for server in (bench.cin7_core, bench.shipstation):
        service: Service[Any] = server.service
        tenants = list(service.tenants.values())
        found = of_exchanges(one for tenant in tenants for one in tenant.journal)
        found["profile_members"] = {
            f"{fact}={member}"
            for tenant in tenants
            for fact, member in service.profile_of(tenant).items()
        }
        for axis, items in found.items():
            seen.setdefault(axis, {})[service.name] = items
    return seen


def of_exchanges(exchanges: Iterable[Exchange]) -> dict[str, set[str]]:
    """
    Return, by axis, what they show; an injected answer shows its fault alone.
    """
    found: dict[str, set[str]] = {
        name: set()
        for name in (
            "operations",
            "statuses",
            "request_fields",
            "response_fields",
            "faults",
        )
    }
    for one in exchanges:
        if one.by != "api":
            continue
        if one.fault is not None:
            found["faults"].add(one.fault)
        elif one.operation is not None and one.verdict == "kept":
            _, _, name = one.operation.partition(".")
            status = f"{name} {one.status}"
            found["operations"].add(name)
            found["statuses"].add(status)
            found["request_fields"] |= _paths(name, one.request)
            found["response_fields"] |= _paths(status, one.reply)
    return found


def _paths(place: str, body: bytes) -> set[str]:
    # A label's PDF or a form is no JSON, and has no fields.
    if body[:1] not in (b"{", b"["):
        return set()
    try:
        document = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return set()
    return {f"{place} {path}" for path in fields_of(document)}
