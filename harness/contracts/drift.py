"""
Where an answer is not what the schemas of the fakes say of it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from emulators.kit.contract import Contract
from emulators.kit.spelling import names_of
from harness.contracts.account import Answer
from harness.contracts.calls import vendor
from harness.contracts.names import unknown_names

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

NOTHING = "nothing"
_JSON = "application/json"
_WORDS = ("enum", "const")
_LONGEST = 40
# Clients act on these; what else a server sends of itself is its own business.
_HEADERS: Mapping[str, Sequence[str]] = {
    "cin7_core": (),
    "shipstation": (
        "X-Rate-Limit-Limit",
        "X-Rate-Limit-Remaining",
        "X-Rate-Limit-Reset",
    ),
}
_TYPES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


class DriftKind(StrEnum):
    """
    What kind of thing is otherwise.
    """

    STATUS = "status"
    HEADER = "header"
    MISSING = "missing"
    NEW = "new"
    TYPE = "type"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Drift:
    """
    One thing that is otherwise.

    Attributes:
        where: The field, as ``orders[].shipTo.country``, or the header.

        found: What is there. Of a text only its form is told: it may be anybody's.
    """

    operation: str
    kind: DriftKind
    where: str
    expected: str
    found: str

    def document(self) -> dict[str, str]:
        """
        Return it as JSON has it.
        """
        return asdict(self)


def drift_of(service: str, operation: str, answer: Answer) -> Iterator[Drift]:
    """
    Return where an answer of an operation is not as the fake's would be.
    """
    schema = vendor(service).catalogue[operation].responses[HTTPStatus.OK]
    name = f"{service}.{operation}"
    if answer.status != HTTPStatus.OK:
        yield Drift(name, DriftKind.STATUS, "", "200", str(answer.status))
        return
    yield from _headers(service, name, answer.headers)
    if schema is None:
        return
    if not answer.is_json:
        yield Drift(name, DriftKind.TYPE, "the body", "JSON", "something else")
        return
    contract = vendor(service).contract
    unknown = unknown_names(answer.body, names_of(contract, schema), any_case=False)
    for where in dict.fromkeys(unknown):
        yield Drift(name, DriftKind.NEW, where, NOTHING, "a field")
    if contract.problem(schema, answer.body) is not None:
        errors = _validator(contract, schema).iter_errors(answer.body)
        for error in errors:
            for kind, where, expected, found in _told(error):
                yield Drift(name, kind, where, expected, found)


def _headers(
    service: str, operation: str, headers: Mapping[str, str]
) -> Iterator[Drift]:
    media = headers.get("Content-Type", NOTHING).partition(";")[0].strip().lower()
    if media != _JSON:
        yield Drift(operation, DriftKind.HEADER, "Content-Type", _JSON, media)
    for name in _HEADERS[service]:
        value = headers.get(name)
        if value is None or not value.strip().isdecimal():
            found = NOTHING if value is None else _form(value)
            yield Drift(operation, DriftKind.HEADER, name, "a whole number", found)


@cache
def _validator(contract: Contract, schema: str) -> "Draft202012Validator":
    return contract.validator(schema)


Told = tuple[DriftKind, str, str, str]
# jsonschema's ValidationError, whose fields are typed as if they could be unset.
Error = Any
Path = tuple[str | int, ...]


def _told(error: Error, above: Path = ()) -> Iterator[Told]:
    """
    Return what an error says; of variants that which the value looks most like.
    """
    path = (*above, *error.relative_path)
    tell = _TELLERS.get(error.validator, _of_value)
    yield from tell(error, path)


def _of_variants(error: Error, path: Path) -> Iterator[Told]:
    likeliest = _likeliest(error)
    for one in likeliest:
        yield from _told(one, path)
    if not likeliest:
        found = _form(error.instance)
        yield DriftKind.TYPE, _where(path), _variants(error), found


def _of_required(error: Error, path: Path) -> Iterator[Told]:
    for name in error.validator_value:
        if name not in error.instance:
            yield DriftKind.MISSING, _where((*path, name)), "a field", NOTHING


def _of_others(error: Error, path: Path) -> Iterator[Told]:
    for name in error.instance:
        if name not in error.schema.get("properties", {}):
            yield DriftKind.NEW, _where((*path, name)), NOTHING, "a field"


def _of_type(error: Error, path: Path) -> Iterator[Told]:
    found = _TYPES.get(type(error.instance), "something else")
    yield DriftKind.TYPE, _where(path), _listed(error.validator_value), found


def _of_value(error: Error, path: Path) -> Iterator[Told]:
    rule = f"{error.validator} {_listed(error.validator_value)}"
    # A word of the vendor's own is nobody's secret.
    is_word = error.validator in _WORDS and isinstance(error.instance, str)
    found = repr(error.instance[:_LONGEST]) if is_word else _form(error.instance)
    yield DriftKind.VALUE, _where(path), rule, found


_TELLERS: Mapping[str, Callable[[Error, Path], Iterator[Told]]] = {
    "anyOf": _of_variants,
    "oneOf": _of_variants,
    "required": _of_required,
    "additionalProperties": _of_others,
    "type": _of_type,
}


def _likeliest(error: Error) -> list[Error]:
    """
    Return the problems of the variant that fits the kind of the value, if one does.
    """
    variants: dict[Any, list[Error]] = {}
    for one in error.context or ():
        variants.setdefault(one.relative_schema_path[0], []).append(one)
    fitting = [
        problems
        for problems in variants.values()
        if not any(p.validator == "type" and not p.relative_path for p in problems)
    ]
    return min(fitting, key=len) if fitting else []


def _variants(error: Error) -> str:
    types = [
        one.validator_value for one in error.context or () if one.validator == "type"
    ]
    return " or ".join(map(_listed, types)) or "one of several"


def _where(path: Sequence[str | int]) -> str:
    parts = ("[]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".") or "the body"


def _listed(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join("null" if one is None else str(one) for one in value)
    return str(value)


def _form(value: Any) -> str:
    """
    Return the form of a value: ``9999-99-99`` for a date, and the type of what is long.
    """
    if not isinstance(value, str):
        return _TYPES.get(type(value), "something else")
    if len(value) > _LONGEST:
        return "a long text"
    return repr(re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", value)))
