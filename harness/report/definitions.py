"""
Which phrase a step means, where that stands, and which words it takes.
"""

from pathlib import Path
from typing import Any

from _pytest.outcomes import Failed
from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from harness.report.record import Meaning, Word

# As Cucumber calls what the parser calls d.
_KINDS = {"d": "int"}
HOME = Path(__file__).resolve().parents[2]


class AmbiguousStep(Failed):
    """
    A step means two phrases that are as near.

    Attributes:
        meanings: Each of them.
    """

    def __init__(self, said: str, meanings: list[Meaning]) -> None:
        names = " and ".join(f"{one.phrase!r} ({one.place})" for one in meanings)
        sentence = f"the step {said!r} is said by {names}; reword one"
        super().__init__(sentence, pytrace=False)
        self.meanings = meanings


class Definitions:
    """
    What a step means, by the function of its phrase.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._contexts: dict[Any, list[StepFunctionContext]] = {}
        self._meanings: dict[tuple[Any, str], Meaning] = {}

    def of(self, function: Any, said: str) -> Meaning:
        """
        Return what was said.
        """
        key = function, said
        if key not in self._meanings:
            self._meanings[key] = self._find(function, said)
        return self._meanings[key]

    def _find(self, function: Any, said: str) -> Meaning:
        if function not in self._contexts:
            self._contexts = {}
            for context in step_function_context_registry.values():
                self._contexts.setdefault(context.step_func, []).append(context)
        [context, *others] = self._contexts[function]
        for one in others:
            if one.parser.is_matching(said):
                context = one
        return meaning_of(context, said, self._root)


def meaning_of(context: StepFunctionContext, said: str, root: Path) -> Meaning:
    """
    Return what a step means that says the phrase.
    """
    words = words_of(context.parser, said)
    return Meaning(context.parser.name, place_of(context, root), words)


def words_of(parser: StepParser, said: str) -> list[Word]:
    """
    Return the words that a phrase takes from a step, in their order.

    A parser that does not tell where they stand has none.
    """
    reading: Any = getattr(parser, "reading", lambda _: parser)(said)
    if hasattr(reading, "parser"):
        found = reading.parser.parse(said)
        kinds = _kinds(reading.parser)
        spans = {name: (*found.spans[name], kinds.get(name)) for name in found.named}
    elif hasattr(reading, "regex"):
        match = reading.regex.fullmatch(said)
        spans = {name: (*match.span(name), None) for name in match.groupdict()}
    else:
        spans = {}
    return [
        Word(start, said[start:end], kind)
        for start, end, kind in sorted(spans.values(), key=lambda one: one[:2])
        if start >= 0
    ]


def _kinds(parser: Any) -> dict[str, str]:
    """
    Return the kind of each word that has one; nothing public tells it.
    """
    kinds = getattr(parser, "_name_types", {}).items()
    return {name: _KINDS.get(kind, kind) for name, kind in kinds if kind}


def place_of(context: StepFunctionContext, root: Path) -> str:
    """
    Return file and line of the function of a phrase.
    """
    code = context.step_func.__code__
    file = Path(code.co_filename)
    for folder in (root, HOME):
        if file.is_relative_to(folder):
            file = file.relative_to(folder)
            break
    return f"{file.as_posix()}:{code.co_firstlineno}"
