"""
What there is to be shown: statements, operations, fields, facts and faults.
"""

from typing import Any

from emulators.kit.faults import FAULTS
from emulators.kit.profile import contested_facts
from emulators.kit.service import Service
from harness.behaviour import statements
from harness.catalogues import service_of
from harness.coverage.axes import Coverage
from harness.coverage.fields import declared_fields

VENDORS = ("cin7_core", "shipstation")
PROOFS = {"statements": "example", "fakes": "fake", "pages": "page"}


def nothing_shown() -> Coverage:
    """
    Return all that is declared, with nothing of it covered.
    """
    coverage = Coverage()
    for axis, proof in PROOFS.items():
        coverage.group(axis, "seed").declared = {
            one.id for one in statements() if proof in one.proved_by.split(", ")
        }
    for vendor in VENDORS:
        _declare(coverage, service_of(vendor))
    return coverage


def _declare(coverage: Coverage, service: Service[Any]) -> None:
    vendor, schemas = service.name, service.contract.schemas
    coverage.not_built[vendor] = {
        one.name for one in service.catalogue if not one.built
    }
    coverage.group("faults", vendor).declared = {one.kind for one in FAULTS}
    coverage.group("profile_members", vendor).declared = {
        f"{fact}={member.value}"
        for fact, members in contested_facts(service.presets["current"]).items()
        for member in members
    }
    for one in service.catalogue:
        if not one.built:
            continue
        coverage.group("operations", vendor).declared.add(one.name)
        if one.request:
            coverage.group("request_fields", vendor).declared |= {
                f"{one.name} {path}" for path in declared_fields(schemas, one.request)
            }
        for status, name in one.responses.items():
            place = f"{one.name} {status}"
            coverage.group("statuses", vendor).declared.add(place)
            if name:
                coverage.group("response_fields", vendor).declared |= {
                    f"{place} {path}" for path in declared_fields(schemas, name)
                }
