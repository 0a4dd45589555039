"""
OpenAPI from a catalogue.
"""

import json
import re
from typing import Any

from emulators.kit.operation import Operation
from emulators.kit.service import Service

_VARIABLE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def openapi(service: Service[Any]) -> dict[str, Any]:
    """
    Return the OpenAPI 3.1 document of what the fake does of the vendor's API.
    """
    paths: dict[str, dict[str, Any]] = {}
    for declared in service.catalogue:
        if declared.built:
            path = _VARIABLE.sub(r"{\g<name>}", service.base + declared.path)
            paths.setdefault(path, {})[declared.method.lower()] = _operation(declared)
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{service.name}, as emulated by Seatrial", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": {
                _component(name): _with_component_refs(schema)
                for name, schema in service.contract.schemas.items()
            }
        },
    }


def _operation(declared: Operation[Any]) -> dict[str, Any]:
    document: dict[str, Any] = {
        "operationId": declared.name,
        "summary": declared.summary,
        "externalDocs": {"url": declared.source},
        "parameters": [*_path_parameters(declared), *_query_parameters(declared)],
        "responses": {
            str(status): _response(schema)
            for status, schema in declared.responses.items()
        },
    }
    if declared.request:
        document["requestBody"] = {"required": True, **_content(declared.request)}
    return document


def _path_parameters(declared: Operation[Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": variable["name"],
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if variable["kind"] == "int" else "string"},
        }
        for variable in _VARIABLE.finditer(declared.path)
    ]


def _query_parameters(declared: Operation[Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": param.required,
            "schema": dict(param.schema),
        }
        for name, param in declared.query.items()
    ]


def _response(schema: str | None) -> dict[str, Any]:
    return {"description": "answer", **(_content(schema) if schema else {})}


def _content(schema: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{_component(schema)}"}
    return {"content": {"application/json": {"schema": reference}}}


def _component(file_name: str) -> str:
    return file_name.removesuffix(".json")


def _with_component_refs(schema: dict[str, Any]) -> Any:
    text = re.sub(
        r'"\$ref": "([\w.-]+)\.json"',
        r'"$ref": "#/components/schemas/\1"',
        json.dumps(schema),
    )
    return json.loads(text)
