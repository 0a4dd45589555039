"""
Features read as data: rules, examples, tags, sources.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from gherkin.stream.id_generator import IdGenerator

EVIDENCE = ("seed", "cin7", "shipstation", "field", "own")
STATEMENT = re.compile(r"seed-\d\d")
CATALOGUE_ID = re.compile(r"[A-S]\d\d")
SOURCE = re.compile(r"Source:\s*(\S.*)")
_PLACE = re.compile(r"(.+\.feature)((?::\d+)+)")


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step, with its keyword.
    """

    keyword: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """
    An illustration of a rule.
    """

    name: str
    line: int
    tags: frozenset[str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A behaviour.

    Attributes:
        tags: Its own, without the @.

        source: What stands behind ``Source:``, or an empty text.
    """

    name: str
    line: int
    tags: frozenset[str]
    source: str
    examples: tuple[Example, ...]

    @property
    def evidence(self) -> list[str]:
        """
        How it is known; exactly one tag says so.
        """
        return [tag for tag in EVIDENCE if tag in self.tags]

    @property
    def statements(self) -> list[str]:
        """
        The statements that it proves, such as ``seed-34``.
        """
        return sorted(tag for tag in self.tags if STATEMENT.fullmatch(tag))

    @property
    def catalogue_ids(self) -> list[str]:
        """
        Its lines of the catalogue, such as ``B01``.
        """
        return sorted(tag for tag in self.tags if CATALOGUE_ID.fullmatch(tag))


@dataclass(frozen=True, slots=True)
class Feature:
    """
    One feature file.

    Attributes:
        loose: Examples that stand under no rule.
    """

    path: Path
    name: str
    description: str
    tags: frozenset[str]
    rules: tuple[Rule, ...]
    loose: tuple[Example, ...]

    def examples(self) -> Iterator[Example]:
        """
        Yield every Example.
        """
        yield from self.loose
        for rule in self.rules:
            yield from rule.examples

    def all_tags(self) -> set[str]:
        """
        Return every tag of the file.
        """
        tags = set(self.tags)
        for rule in self.rules:
            tags |= rule.tags
        for example in self.examples():
            tags |= example.tags
        return tags


def read_feature(path: Path) -> Feature:
    """
    Read one file.

    Raises:
        ValueError: It is not Gherkin, or holds no feature; the text has the line.
    """
    feature = parse_document(path)["feature"]
    children: Any = feature["children"]
    return Feature(
        path=path,
        name=feature["name"],
        description=feature["description"].strip(),
        tags=_tags(feature),
        rules=tuple(_rule(child["rule"]) for child in children if "rule" in child),
        loose=tuple(_examples(children)),
    )


def split_place(argument: str) -> tuple[str, list[int]]:
    """
    Return path and lines of ``x.feature:12:20``; what is not like that has no lines.
    """
    found = _PLACE.fullmatch(argument)
    if found is None:
        return argument, []
    return found[1], [int(line) for line in found[2].split(":")[1:]]


def parse_document(path: Path, ids: IdGenerator | None = None) -> dict[str, Any]:
    """
    Return the Gherkin document of a file; each node has an id.

    Raises:
        ValueError: As `read_feature` does.
    """
    try:
        parsed: Any = Parser(AstBuilder(ids)).parse(path.read_text(encoding="utf-8"))
    except CompositeParserException as error:
        raise ValueError(f"{path}: {error}") from None
    if parsed.get("feature") is None:
        raise ValueError(f"{path}: there is no Feature in it")
    document: dict[str, Any] = parsed
    return document


def _rule(node: Any) -> Rule:
    source = SOURCE.search(node["description"])
    return Rule(
        name=node["name"],
        line=node["location"]["line"],
        tags=_tags(node),
        source=source[1].strip() if source else "",
        examples=tuple(_examples(node["children"])),
    )


def _examples(children: Any) -> Iterator[Example]:
    for child in children:
        if "scenario" in child:
            node = child["scenario"]
            tables = frozenset().union(*(_tags(table) for table in node["examples"]))
            yield Example(
                name=node["name"],
                line=node["location"]["line"],
                tags=_tags(node) | tables,
                steps=tuple(
                    Step(step["keyword"].strip(), step["text"])
                    for step in node["steps"]
                ),
            )


def _tags(node: Any) -> frozenset[str]:
    return frozenset(tag["name"].removeprefix("@") for tag in node["tags"])
