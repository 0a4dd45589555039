"""
Names of a JSON body in the spelling of its schema, in whatever case they came.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from emulators.kit.contract import Contract

Schema = Mapping[str, Any]
_PARTS = ("allOf", "anyOf", "oneOf")


@dataclass(slots=True)
class Names:
    """
    What a schema calls the members of an object, and what their values call theirs.

    Attributes:
        properly: Names in lower case, to the schema's spelling.

        inside: By that spelling, what stands in the value, or in each row of it.
    """

    properly: dict[str, str] = field(default_factory=dict)
    inside: dict[str, "Names"] = field(default_factory=dict)


def names_of(contract: Contract, *schemas: str) -> Names:
    """
    Return what the schemas of these files call their names, all taken together.
    """
    names = Names()
    for schema in schemas:
        _learn(names, contract, {"$ref": schema})
    return names


class Spelling:
    """
    The spelling of one service's bodies; what a schema calls its names is kept.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._names: dict[str, Names] = {}

    def respelled(self, schema: str, body: Any) -> Any:
        """
        Return the body with its names as the schema has them.

        A name that is there in the schema's spelling wins over another one for the
        same; names that the schema does not know stay as they came.
        """
        if not isinstance(body, dict | list):
            return body
        names = self._names.get(schema)
        if names is None:
            names = self._names[schema] = names_of(self._contract, schema)
        return _respelled(body, names)


def _learn(names: Names, contract: Contract, schema: Schema) -> None:
    for part in _flat(contract, schema):
        for name, value in part.get("properties", {}).items():
            names.properly[name.lower()] = name
            _learn(names.inside.setdefault(name, Names()), contract, value)


def _flat(contract: Contract, schema: Schema) -> Iterator[Schema]:
    """
    Return the schema and what it is put together of; an array counts as its rows.
    """
    yield schema
    if "$ref" in schema:
        yield from _flat(contract, contract.schemas[schema["$ref"]])
    for key in _PARTS:
        for part in schema.get(key, ()):
            yield from _flat(contract, part)
    if "items" in schema:
        yield from _flat(contract, schema["items"])


def _respelled(body: Any, names: Names) -> Any:
    if isinstance(body, list):
        return [_respelled(one, names) for one in body]
    if not isinstance(body, dict):
        return body
    known = {names.properly.get(name.lower(), name): name for name in body}
    known |= {name: name for name in body if name in known}
    return {
        proper: _respelled(body[given], names.inside[proper])
        if proper in names.inside
        else body[given]
        for proper, given in known.items()
    }
