"""
The OpenAPI document, made from the same declarations as the routes.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from engine.web.declare import Route

_PART = re.compile(r"<(\w+)>")
_REF = "#/components/schemas/{name}"


def document(routes: Iterable[Route]) -> dict[str, Any]:
    """
    Return the document of these calls.
    """
    calls = list(routes)
    models = {
        one for call in calls for one in (call.body, *call.replies.values()) if one
    }
    ordered = sorted(models, key=lambda model: model.__name__)
    _, schemas = msgspec.json.schema_components(ordered, ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for call in calls:
        path = paths.setdefault(_PART.sub(r"{\1}", call.path), {})
        path[call.method.lower()] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Seatrial engine", "version": "1"},
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(call: Route) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": f"{call.method.lower()}{_PART.sub('', call.path)}".replace(
            "/", "_"
        ),
        "summary": call.summary,
        "parameters": [_parameter(name, "path") for name in _PART.findall(call.path)]
        + [_parameter(name, "query") for name in call.query],
        "responses": {str(status): _reply(call, status) for status in call.replies},
    }
    if call.body is not None:
        described["requestBody"] = {"required": True, "content": _content(call.body)}
    return described


def _parameter(name: str, place: str) -> dict[str, Any]:
    schema = {"type": "string"}
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def _reply(call: Route, status: int) -> dict[str, Any]:
    model = call.replies[status]
    reply: dict[str, Any] = {"description": str(status)}
    if model is not None:
        reply["content"] = _content(model)
    return reply


def _content(model: type[msgspec.Struct]) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=model.__name__)}
    return {"application/json": {"schema": schema}}
