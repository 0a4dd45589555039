"""
What the fake declares about itself.
"""

from typing import Any

import pytest

from emulators.cin7_core.service import Cin7Core
from emulators.kit.openapi import openapi
from emulators.kit.operation import Operation


def _declared(vendor: Cin7Core) -> list[Operation[Any]]:
    return [*vendor.catalogue, *vendor.screens, *vendor.common]


def test_every_example_keeps_its_schema(vendor: Cin7Core) -> None:
    """
    Both validators would say so at once if one did not.
    """
    problems = [
        (name, vendor.contract.problem(name, example))
        for name, schema in vendor.contract.schemas.items()
        for example in schema.get("examples", [])
    ]

    assert [] == [one for one in problems if one[1] is not None]
    assert len(problems) > 50


def test_every_operation_has_schemas_with_examples(vendor: Cin7Core) -> None:
    """
    Also a source, and a sentence that says what it does.
    """
    schemas = vendor.contract.schemas
    for declared in _declared(vendor):
        names = [declared.request, *declared.responses.values()]
        for name in filter(None, names):
            assert schemas[name].get("examples"), name
        assert declared.source.startswith("https://")
        assert declared.summary or not declared.built


def test_every_schema_is_used(vendor: Cin7Core) -> None:
    """
    By an operation, or by another schema.
    """
    used = {
        name
        for declared in _declared(vendor)
        for name in (declared.request, *declared.responses.values())
        if name
    }
    text = str(vendor.contract.schemas)

    assert [] == [
        name
        for name in vendor.contract.schemas
        if name not in used and f"'$ref': '{name}'" not in text
    ]


def test_the_catalogue_is_complete(vendor: Cin7Core) -> None:
    """
    What is built and what is not, each path and verb once.
    """
    routes = [(one.method, one.path.lower()) for one in vendor.catalogue]

    assert len(set(routes)) == len(routes)
    assert 150 == sum(one.built for one in vendor.catalogue)
    assert len(routes) > 250


def test_openapi_describes_what_is_built(vendor: Cin7Core) -> None:
    """
    Under the vendor's own paths.
    """
    document = openapi(vendor)

    assert {"get", "post", "put"} == set(
        document["paths"]["/ExternalApi/v2/sale/fulfilment/ship"]
    )


@pytest.mark.parametrize("name", ["pick", "pack", "ship"])
def test_a_stage_has_three_operations(vendor: Cin7Core, name: str) -> None:
    """
    Their names are those that faults and features use.
    """
    found = [
        one.name for one in vendor.catalogue if one.path == f"/sale/fulfilment/{name}"
    ]

    assert [f"get_{name}", f"write_{name}", f"replace_{name}"] == found
