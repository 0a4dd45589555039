"""
The fields of a form of settings: how each is shown, read, and found in a refusal.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from werkzeug.datastructures import MultiDict

from engine.web.pages.language import say

Body = TypeVar("Body")


class Kind(StrEnum):
    """
    What a person can enter.
    """

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Field:
    """
    One setting, by the name that it has in the JSON API.

    Attributes:
        hint: What it does, and what it means to leave it empty.
        choices: Values, and how each is called.
        is_needed: Empty is empty, and not nothing.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_needed: bool = False


class FieldProblem(Exception):
    """
    What was typed cannot be read.

    Attributes:
        name: The field.
    """

    def __init__(self, name: str, sentence: str) -> None:
        self.name = name
        super().__init__(sentence)


_AT = re.compile(r"`\$\.(\w+)")
ANY_SENTENCE = "This cannot be so."
SENTENCES = {
    Kind.NUMBER: "Enter a whole number.",
    Kind.DAY: "Enter a day, such as 2026-03-31.",
    Kind.LIST: "One of the lines cannot be read.",
    Kind.TABLE: "Enter one pair a line, with = between both.",
}


def read(
    fields: Iterable[Field], form: MultiDict[str, str], body: type[Body], **more: Any
) -> Body:
    """
    Return what was typed, as the JSON API takes it.

    Raises:
        FieldProblem: A field cannot be read.
    """
    by_name = {one.name: one for one in fields}
    told = {name: _value(one, form) for name, one in by_name.items()}
    return converted({**told, **more}, body, by_name)


def converted(
    told: Mapping[str, Any], body: type[Body], fields: Mapping[str, Field]
) -> Body:
    """
    Return what was told as the body of a call; *fields* may say what is wrong with it.

    Raises:
        FieldProblem: A part of it cannot be.
    """
    try:
        return msgspec.convert(told, body, strict=False)
    except msgspec.ValidationError as problem:
        found = _AT.search(str(problem))
        name = found[1] if found else ""
        kind = fields[name].kind if name in fields else Kind.TEXT
        sentence = SENTENCES.get(kind, ANY_SENTENCE)
        raise FieldProblem(name, say(sentence)) from problem


def typed(fields: Iterable[Field], form: MultiDict[str, str]) -> dict[str, Any]:
    """
    Return what a form shows again after a refusal.
    """
    return {
        one.name: one.name in form if one.kind is Kind.FLAG else form.get(one.name, "")
        for one in fields
    }


def kept(fields: Iterable[Field], settings: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what a form shows of settings as they are.
    """
    return {one.name: _text(settings.get(one.name)) for one in fields}


def named_in(fields: Iterable[Field], sentence: str) -> str:
    """
    Return the field that a refusal speaks of, or nothing.
    """
    names = {one.name for one in fields}
    words = re.findall(r"[a-z_]+", sentence)
    return next((one for one in words if one in names and "_" in one), "") or next(
        (one for one in words[:1] if one in names), ""
    )


def in_words(fields: Sequence[Field], sentence: str) -> str:
    """
    Return a refusal that calls settings as the page does.
    """
    for one in fields:
        if "_" in one.name:
            sentence = re.sub(rf"\b{one.name}\b", f"“{one.label}”", sentence)
    return sentence


def _value(field: Field, form: MultiDict[str, str]) -> Any:
    told = form.get(field.name, "").strip()
    match field.kind:
        case Kind.FLAG:
            return field.name in form
        case Kind.LIST:
            return [one.strip() for one in told.splitlines() if one.strip()]
        case Kind.TABLE:
            return dict(_pair(field, one) for one in told.splitlines() if one.strip())
    return told or ("" if field.is_needed else None)


def _pair(field: Field, line: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in line.partition("="))
    if not (name and equals and value):
        raise FieldProblem(field.name, say(SENTENCES[Kind.TABLE]))
    return name, value


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return "\n".join(f"{name} = {one}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)
