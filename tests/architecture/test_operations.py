"""
Each operation of the catalogues keeps its promises.
"""

from typing import Any

import pytest

from emulators.kit.operation import Operation
from harness.catalogues import service_of

SERVICES = {name: service_of(name) for name in ("cin7_core", "shipstation")}
BUILT = [
    pytest.param(name, one, id=f"{name}.{one.name}")
    for name, service in SERVICES.items()
    for one in service.catalogue
    if one.built
]
SCHEMAS = [
    pytest.param(name, schema, id=f"{name}/{schema}")
    for name, service in SERVICES.items()
    for schema in sorted(
        {
            schema
            for catalogue in (service.catalogue, service.screens, service.common)
            for one in catalogue
            for schema in (one.request, *one.responses.values())
            if schema
        }
    )
]


@pytest.mark.parametrize(("service", "declared"), BUILT)
def test_operation_is_documented(service: str, declared: Operation[Any]) -> None:
    """
    Each operation has a summary and says where it is documented.
    """
    del service

    assert declared.source.startswith("https://")
    assert declared.summary.endswith(".")


@pytest.mark.parametrize(("service", "declared"), BUILT)
def test_operation_names_schemas_that_exist(
    service: str, declared: Operation[Any]
) -> None:
    """
    Requests and responses are described by schemas of the service.
    """
    named = {*declared.responses.values(), declared.request} - {None}

    assert named - set(SERVICES[service].contract.schemas) == set()


@pytest.mark.parametrize(("service", "schema"), SCHEMAS)
def test_examples_are_valid(service: str, schema: str) -> None:
    """
    A schema that an operation names has examples, and each is valid.
    """
    contract = SERVICES[service].contract
    examples = contract.schemas[schema].get("examples", [])
    problems = [contract.problem(schema, example) for example in examples]

    assert examples
    assert problems == [None for _ in examples]
