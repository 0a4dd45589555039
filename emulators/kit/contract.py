"""
The schemas of one service: the fast validator says yes, the slow one says why not.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator


@dataclass(frozen=True, slots=True)
class Problem:
    """
    The first thing wrong with an instance.

    Attributes:
        path: Where: keys and positions, outermost first.

        message: What, as a sentence of the validator.

        keyword: The rule of the schema that was broken, such as ``required``.

        value: What stands there.
    """

    path: tuple[str | int, ...]
    message: str
    keyword: str
    value: Any

    def __str__(self) -> str:
        where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.path)
        return f"${where}: {self.message}"


class Contract:
    """
    JSON Schemas by file name, compiled once, when first used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._gates: dict[str, jsonschema_rs.Draft202012Validator] = {}

    @cached_property
    def schemas(self) -> dict[str, dict[str, Any]]:
        """
        Every schema of the folder, by file name.
        """
        return {
            path.name: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(self._folder.glob("*.json"))
        }

    def problem(self, name: str, instance: object) -> Problem | None:
        """
        Return the first problem of the instance, or None where it is valid.

        Raises:
            KeyError: There is no schema of this name.
        """
        gate = self._gates.get(name) or self._compile(name)
        if gate.is_valid(instance):
            return None
        return self._explain(name, instance)

    def _compile(self, name: str) -> jsonschema_rs.Draft202012Validator:
        gate = jsonschema_rs.Draft202012Validator(
            self.schemas[name], registry=self._fast_registry, base_uri=_uri(name)
        )
        self._gates[name] = gate
        return gate

    @cached_property
    def _fast_registry(self) -> jsonschema_rs.Registry:
        return jsonschema_rs.Registry(
            [(_uri(name), schema) for name, schema in self.schemas.items()],
            draft=jsonschema_rs.Draft202012,
        )

    def validator(self, name: str) -> "Draft202012Validator":
        """
        Return the slow validator, which knows each problem of an instance.
        """
        # Imported here: only a refusal needs the slow one, and it is slow to import.
        from jsonschema import Draft202012Validator  # noqa: PLC0415
        from referencing import Registry  # noqa: PLC0415
        from referencing.jsonschema import DRAFT202012  # noqa: PLC0415

        registry: Registry[Any] = Registry().with_resources(
            (_uri(other), DRAFT202012.create_resource({"$id": _uri(other), **schema}))
            for other, schema in self.schemas.items()
        )
        return Draft202012Validator(
            {"$id": _uri(name), **self.schemas[name]}, registry=registry
        )

    def _explain(self, name: str, instance: object) -> Problem:
        from jsonschema.exceptions import best_match  # noqa: PLC0415  # as above

        error = best_match(self.validator(name).iter_errors(instance))
        if error is None:
            return Problem((), "refused by the fast validator alone", "", instance)
        return Problem(
            tuple(error.absolute_path),
            error.message,
            str(error.validator),
            error.instance,
        )


def _uri(name: str) -> str:
    return f"https://schemas.invalid/{name}"
