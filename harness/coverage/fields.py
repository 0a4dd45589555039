"""
The fields of a schema, and those of a document, as paths such as ``Lines[].SKU``.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Schemas = Mapping[str, Mapping[str, Any]]


def declared_fields(schemas: Schemas, name: str) -> set[str]:
    """
    Return the paths of all properties; a schema inside itself is entered once.
    """
    return set(_declared(schemas, name, schemas[name], "", (f"{name}#",)))


def _declared(
    schemas: Schemas,
    file: str,
    schema: Any,
    path: str,
    inside: tuple[str, ...],
) -> Iterator[str]:
    if not isinstance(schema, Mapping):
        return
    if "$ref" in schema:
        yield from _referred(schemas, file, schema["$ref"], path, inside)
    for name, inner in schema.get("properties", {}).items():
        longer = f"{path}.{name}" if path else name
        yield longer
        yield from _declared(schemas, file, inner, longer, inside)
    yield from _declared(schemas, file, schema.get("items"), f"{path}[]", inside)
    for word in ("allOf", "anyOf", "oneOf"):
        for inner in schema.get(word, ()):
            yield from _declared(schemas, file, inner, path, inside)
    for word in ("then", "else"):
        yield from _declared(schemas, file, schema.get(word), path, inside)


def _referred(
    schemas: Schemas, file: str, reference: str, path: str, inside: tuple[str, ...]
) -> Iterator[str]:
    target, _, pointer = reference.partition("#")
    where = target or file
    key = f"{where}#{pointer}"
    if key not in inside:
        found = _at(schemas[where], pointer)
        yield from _declared(schemas, where, found, path, (*inside, key))


def _at(schema: Any, pointer: str) -> Any:
    for part in pointer.strip("/").split("/") if pointer.strip("/") else ():
        schema = schema[part.replace("~1", "/").replace("~0", "~")]
    return schema


def fields_of(document: object) -> set[str]:
    """
    Return the paths of all keys, whatever their values.
    """
    found: set[str] = set()
    _add(document, "", found)
    return found


def _add(value: object, path: str, found: set[str]) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            longer = f"{path}.{name}" if path else name
            found.add(longer)
            if isinstance(inner, dict | list):
                _add(inner, longer, found)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                _add(inner, f"{path}[]", found)
