"""
Every schema has an example, and every example is valid.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
from referencing.jsonschema import DRAFT202012

from emulators.kit.contract import Contract
from emulators.kit.openapi import openapi
from tests.contract.shipstation.bench import Bench

FOLDER = Path(__file__).parents[3] / "emulators" / "shipstation" / "schemas"
CONTRACT = Contract(FOLDER)
NAMES = sorted(CONTRACT.schemas)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_valid(name: str) -> None:
    """
    By the fast validator and by the slow one, which is the oracle.
    """
    schema = CONTRACT.schemas[name]
    registry: Any = referencing.Registry().with_resources(
        (other, DRAFT202012.create_resource(s)) for other, s in CONTRACT.schemas.items()
    )

    assert schema["examples"]
    for example in schema["examples"]:
        assert CONTRACT.problem(name, example) is None
        jsonschema.Draft202012Validator(schema, registry=registry).validate(example)


def test_every_schema_is_used(bench: Bench) -> None:
    """
    By an operation, by a screen, by another schema, or as the shape of a refusal.
    """
    operations = [*bench.service.catalogue, *bench.service.screens]
    used = {
        name
        for operation in operations
        for name in (operation.request, *operation.responses.values())
        if name
    }
    everything = json.dumps(CONTRACT.schemas)
    used |= {name for name in NAMES if f'"$ref": "{name}"' in everything}

    assert set(NAMES) - used == {
        "error.exception.json",
        "error.message.json",
        "error.model_state.json",
    }


def test_openapi_describes_what_is_built(bench: Bench) -> None:
    """
    And nothing in it points nowhere.
    """
    document = openapi(bench.service)

    components = document["components"]["schemas"]
    references = set(_references(document))
    assert references <= {f"#/components/schemas/{name}" for name in components}
    assert "/orders/{order_id}" in document["paths"]


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [r for value in node.values() for r in _references(value)]
    if isinstance(node, list):
        return [r for value in node for r in _references(value)]
    return []
