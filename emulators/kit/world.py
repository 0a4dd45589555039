"""
A world as data: what a person would do, step after step, in one document.

Each step goes the way of a person's click, with the vendor's own checks; a later step
can speak of what an earlier one was answered: ``{"as": "sale"}``, then ``$sale.ID``.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from emulators.kit.contract import Contract

_CONTRACT = Contract(Path(__file__).parent / "schemas")
_SCHEMA = "world.json"

Send = Callable[[str, str, Any], tuple[int, Any]]


class BadWorld(ValueError):
    """
    A world cannot be built; the sentence says which step is wrong, and why.
    """


def build_world(document: Mapping[str, Any], send: Send) -> int:
    """
    Do the steps of the document, and return how many there were.

    Args:
        document: ``{"steps": [{"do": "POST /product", "body": {…}, "as": "bell"}]}``;
            a path under ``/screens`` is one of the vendor's screens.

        send: Sends method, path and body; returns status and answer.

    Raises:
        BadWorld: A step was refused, or makes no sense.
    """
    _check(document)
    steps = document["steps"]
    answers: dict[str, Any] = {}
    for number, step in enumerate(steps, start=1):
        try:
            method, path = step["do"].split(" ", 1)
            body = _resolved(step.get("body"), answers)
            status, answer = send(method, str(_resolved(path, answers)), body)
        except ValueError as error:
            raise BadWorld(f"step {number} makes no sense: {error}") from None
        if status >= 400:  # noqa: PLR2004  # where HTTP's refusals begin
            raise BadWorld(f"step {number}, {step['do']}, was refused: {answer}")
        if "as" in step:
            answers[step["as"]] = answer
    return len(steps)


def world_schema() -> dict[str, Any]:
    """
    Return the JSON Schema of a world.
    """
    return _CONTRACT.schemas[_SCHEMA]


def _check(document: object) -> None:
    problem = _CONTRACT.problem(_SCHEMA, document)
    if problem is None:
        return
    match problem.path:
        case ("steps", int(position), *_):
            raise BadWorld(f"step {position + 1} makes no sense: {problem.message}")
    raise BadWorld(
        'a world is {"steps": [{"do": "POST /…", "body": {…}}]}: ' + problem.message
    )


def _resolved(value: Any, answers: Mapping[str, Any]) -> Any:
    """
    Return the value with each ``$name.key.0`` replaced by what it speaks of.
    """
    if isinstance(value, Mapping):
        return {key: _resolved(one, answers) for key, one in value.items()}
    if isinstance(value, list):
        return [_resolved(one, answers) for one in value]
    if not isinstance(value, str):
        return value
    if value.startswith("$"):
        return _found(value[1:], answers)
    before, dollar, after = value.partition("=$")
    return f"{before}={_found(after, answers)}" if dollar else value


def _found(reference: str, answers: Mapping[str, Any]) -> Any:
    found: Any = answers
    for part in reference.split("."):
        try:
            found = found[int(part)] if isinstance(found, list) else found[part]
        except (LookupError, TypeError, ValueError):
            raise ValueError(f"nothing was answered for ${reference}") from None
    return found
