"""
All phrases there are, and whether the Examples use them well; nothing is run for it.

``--seatrial-steps`` lists the phrases. ``--seatrial-dry-run`` fails where a step has no
phrase, or two that are as near, and where a phrase of the project is used by no step.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry
from rich.console import Console
from rich.markup import escape

from harness.report.definitions import HOME, place_of
from scenarios import lookup
from scenarios.phrases import Phrase as PhraseParser

_WORD = re.compile(r"\{(\w*)(?::([^}]*))?\}")
_KINDS = {"": "text", "d": "whole number", "f": "decimal number", "w": "word"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    What a step may say.

    Attributes:
        keyword: given, when or then; * for all of them.

        words: The names of what differs, with their kinds.

        translations: The same in other languages, by language.

        example: A step that says it; empty where none of those collected does.

        place: File and line of its function.
    """

    keyword: str
    text: str
    words: dict[str, str]
    translations: dict[str, str]
    example: str
    place: str


@dataclass(frozen=True, slots=True)
class _Said:
    """
    A step of an Example, with the phrases that it may mean, and the nearest of them.
    """

    place: str
    keyword: str
    text: str
    meant: list[StepFunctionContext]
    nearest: list[StepFunctionContext]

    def __str__(self) -> str:
        return f"{self.place}: {self.keyword.capitalize()} {self.text}"


class PhraseBook:
    """
    Takes the place of running the Examples.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._root = config.rootpath
        self._listing: str | None = config.getoption("--seatrial-steps")
        self._language: str = config.getoption("--seatrial-language")
        # Phrases can only be unused where all features are looked at.
        chosen = config.option
        is_part = (
            chosen.keyword
            or chosen.markexpr
            or chosen.seatrial_tags
            or chosen.seatrial_places
        )
        self._is_whole = not is_part and all(Path(arg).is_dir() for arg in config.args)
        self._console = Console(highlight=False, soft_wrap=True)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """
        List the phrases, or check the steps.
        """
        said = [step for item in session.items for step in self._steps(item)]
        if self._listing is not None:
            self._list(said)
            return True
        problems = [*_undefined(said), *_ambiguous(said), *self._unused(said)]
        for problem in problems:
            self._console.print(problem, markup=False)
        if not said:
            self._console.print("there is no step to check", markup=False)
        session.testsfailed = len(problems) or (not said) + session.testsfailed
        self._console.print(f"{len(said)} steps checked, {len(problems)} problems")
        return True

    def _steps(self, item: pytest.Item) -> Iterator[_Said]:
        function = getattr(item, "obj", None)
        template = (
            scenario_wrapper_template_registry.get(function) if function else None
        )
        if template is None:
            return
        callspec = getattr(item, "callspec", None)
        example = callspec.params.get("_pytest_bdd_example", {}) if callspec else {}
        for step in template.render(example).steps:
            place = f"{self._shown(item.path)}:{step.line_number}"
            found = lookup.definitions(step, item)
            meant, nearest = (
                [step_function_context_registry[one.func] for one in several]
                for several in (found, lookup.nearest(found))
            )
            yield _Said(place, step.type, step.name, meant, nearest)

    def _list(self, said: Sequence[_Said]) -> None:
        examples = self._examples(said)
        found = sorted(
            (self._phrase(context, examples) for context in _contexts()),
            key=lambda one: (one.place.rpartition(":")[0], one.keyword, one.text),
        )
        if self._listing == "json":
            document = json.dumps([asdict(one) for one in found], ensure_ascii=False)
            self._console.print(document, markup=False)
            return
        for file, several in groupby(found, lambda one: one.place.rpartition(":")[0]):
            self._console.print(f"\n[bold]{escape(file)}[/bold]")
            for one in several:
                line = f"[dim]:{one.place.rpartition(':')[2]}[/dim]"
                self._console.print(
                    f"  [cyan]{one.keyword:5}[/cyan] {escape(one.text)} {line}"
                )
                others = {} if self._language else one.translations
                for language, text in others.items():
                    self._console.print(f"        [dim]{language}[/dim] {escape(text)}")
                if one.words and one.example:
                    self._console.print(f"        [dim]{escape(one.example)}[/dim]")
        self._console.print(f"\n{len(found)} phrases")

    def _examples(self, said: Sequence[_Said]) -> dict[int, str]:
        """
        Return the first step that says each phrase in the language of the list.
        """
        examples: dict[int, str] = {}
        for step in said:
            for context in step.nearest[:1]:
                if self._is_in_language(context, step.text):
                    examples.setdefault(id(context), step.text)
        return examples

    def _phrase(self, context: StepFunctionContext, examples: dict[int, str]) -> Phrase:
        translations = dict(getattr(context.parser, "translations", {}))
        text = translations.get(self._language, context.parser.name)
        return Phrase(
            keyword=context.type or "*",
            text=text,
            words={name: _KINDS.get(kind, kind) for name, kind in _WORD.findall(text)},
            translations=translations,
            example=examples.get(id(context), ""),
            place=place_of(context, self._root),
        )

    def _is_in_language(self, context: StepFunctionContext, said: str) -> bool:
        """
        Tell whether a step is in the language of the list; English if none was asked.

        A phrase that only English has is listed, and exemplified, in English.
        """
        said_by = context.parser
        if not isinstance(said_by, PhraseParser) or not said_by.translations:
            return True
        language = self._language if self._language in said_by.translations else "en"
        return said_by.language_of(said) == language

    def _shown(self, path: Path) -> str:
        for folder in (self._root, HOME):
            if path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
        return str(path)

    def _unused(self, said: Sequence[_Said]) -> Iterator[str]:
        """
        Yield the phrases of this project, not of an installed one, that nobody says.
        """
        used = {id(context) for step in said for context in step.meant}
        for context in _contexts() if self._is_whole else ():
            file = Path(context.step_func.__code__.co_filename)
            is_ours = file.is_relative_to(self._root) and "site-packages" not in str(
                file
            )
            if is_ours and id(context) not in used:
                one = self._phrase(context, {})
                yield f"{one.place}: no step says '{one.keyword} {one.text}'"


def _contexts() -> list[StepFunctionContext]:
    """
    Return all phrases but the one that pytest-bdd brings to start a debugger.
    """
    return [
        context
        for context in step_function_context_registry.values()
        if not context.step_func.__module__.startswith("pytest_bdd.")
    ]


def _undefined(said: Sequence[_Said]) -> Iterator[str]:
    known = {
        text
        for context in _contexts()
        for text in (
            context.parser.name,
            *getattr(context.parser, "translations", {}).values(),
        )
    }
    for step in said:
        if not step.meant:
            near = get_close_matches(step.text, known, n=1, cutoff=0.4)
            hint = f"; the nearest is '{near[0]}'" if near else ""
            yield f"{step}: there is no such phrase{hint}"


def _ambiguous(said: Sequence[_Said]) -> Iterator[str]:
    for step in said:
        if len(step.nearest) > 1:
            names = " and ".join(f"'{one.parser.name}'" for one in step.nearest)
            yield f"{step}: is said by {names}"
