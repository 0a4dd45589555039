"""
Examples as they run: each row of an outline is one, with all tags that count for it.

Gherkin calls them pickles. pytest-bdd makes the tests; what a test stands for is found
by the line of its Example and the number of its row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any

import pytest
from gherkin.pickles.compiler import Compiler
from pytest_bdd.scenario import scenario_wrapper_template_registry

from harness.gherkin import SOURCE, Step, parse_document


@dataclass(frozen=True, slots=True)
class Pickle:
    """
    An Example as it runs.

    Attributes:
        line: Where it stands; of an outline, its row.

        example_line: Where the Example or the outline begins.

        row: What the row has in each column; empty where there is no outline.

        tags: Of feature, rule, Example and table, with the @, in the order of the file.

        source: What stands behind ``Source:`` in its rule.

        about: What the feature says of itself.

        places: The lines that mean it: its own, and those of what it stands in.
    """

    path: Path
    feature: str
    rule: str
    name: str
    line: int
    example_line: int
    row: dict[str, str]
    tags: tuple[str, ...]
    source: str
    steps: tuple[Step, ...]
    about: str
    places: frozenset[int]

    @property
    def title(self) -> str:
        """
        Return its name, with what its row has.
        """
        cells = ", ".join(f"{name}: {value}" for name, value in self.row.items())
        return f"{self.name} [{cells}]" if cells else self.name


@cache
def read_pickles(path: Path) -> tuple[Pickle, ...]:
    """
    Return all of a file, in their order.

    Raises:
        ValueError: It is not Gherkin, or holds no feature; the text has the line.
    """
    document: Any = parse_document(path)
    document["uri"] = str(path)
    compiled = {
        tuple(pickle["astNodeIds"]): pickle for pickle in Compiler().compile(document)
    }
    feature = document["feature"]
    keywords = _keywords(feature)
    return tuple(
        _pickle(path, feature, found, compiled[found.ids], keywords)
        for found in _walk(feature)
    )


def pickle_of(item: pytest.Item) -> Pickle | None:
    """
    Return what a test stands for; None if it is no Example.
    """
    function = getattr(item, "obj", None)
    template = scenario_wrapper_template_registry.get(function) if function else None
    if template is None:
        return None
    callspec = getattr(item, "callspec", None)
    row = callspec.indices.get("_pytest_bdd_example", 0) if callspec else 0
    rows = [
        one
        for one in read_pickles(Path(template.feature.filename))
        if one.example_line == template.line_number
    ]
    return rows[row] if row < len(rows) else None


@dataclass(frozen=True, slots=True)
class _Found:
    """
    Nodes from the rule down to the row.
    """

    scenario: Any
    rule: Any = None
    table: Any = None
    row: Any = None
    places: frozenset[int] = frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(node["id"] for node in (self.scenario, self.row) if node)


def _pickle(
    path: Path, feature: Any, found: _Found, compiled: Any, keywords: dict[str, str]
) -> Pickle:
    header = found.table["tableHeader"]["cells"] if found.table else ()
    cells = found.row["cells"] if found.row else ()
    source = SOURCE.search(found.rule["description"]) if found.rule else None
    return Pickle(
        path=path,
        feature=feature["name"],
        rule=found.rule["name"] if found.rule else "",
        name=compiled["name"],
        line=compiled["location"]["line"],
        example_line=found.scenario["location"]["line"],
        row={
            name["value"]: cell["value"]
            for name, cell in zip(header, cells, strict=True)
        },
        tags=tuple(dict.fromkeys(tag["name"] for tag in compiled["tags"])),
        source=source[1].strip() if source else "",
        steps=tuple(
            Step(keywords[step["astNodeIds"][0]], step["text"])
            for step in compiled["steps"]
        ),
        about=cleandoc(feature["description"]),
        places=found.places,
    )


def _walk(feature: Any) -> Iterator[_Found]:
    """
    Yield every Example and every row, in the order of the file.
    """
    around = _lines(feature) | _backgrounds(feature)
    for child in feature["children"]:
        rule = child.get("rule")
        if rule:
            inside = around | _lines(rule) | _backgrounds(rule)
            for one in rule["children"]:
                yield from _rows(one.get("scenario"), rule, inside)
        else:
            yield from _rows(child.get("scenario"), None, around)


def _rows(scenario: Any, rule: Any, around: frozenset[int]) -> Iterator[_Found]:
    if scenario is None:
        return
    around |= _lines(scenario) | _steps(scenario)
    if not scenario["examples"]:
        yield _Found(scenario, rule, places=around)
    for table in scenario["examples"]:
        if "tableHeader" not in table:
            continue
        inside = around | _lines(table) | {table["tableHeader"]["location"]["line"]}
        for row in table["tableBody"]:
            places = inside | {row["location"]["line"]}
            yield _Found(scenario, rule, table, row, places)


def _lines(node: Any) -> frozenset[int]:
    """
    Return the lines of a keyword and of the tags above it.
    """
    nodes = (node, *node.get("tags", ()))
    return frozenset(one["location"]["line"] for one in nodes)


def _backgrounds(parent: Any) -> frozenset[int]:
    found = [one["background"] for one in parent["children"] if "background" in one]
    return frozenset().union(*(_lines(one) | _steps(one) for one in found))


def _steps(node: Any) -> frozenset[int]:
    lines: set[int] = set()
    for step in node["steps"]:
        first = last = step["location"]["line"]
        if "dataTable" in step:
            last = step["dataTable"]["rows"][-1]["location"]["line"]
        if "docString" in step:
            text = step["docString"]
            end = text["location"]["line"] + text["content"].count("\n") + 2
            last = max(last, end)
        lines.update(range(first, last + 1))
    return frozenset(lines)


def _keywords(feature: Any) -> dict[str, str]:
    nodes = [feature, *(one["rule"] for one in feature["children"] if "rule" in one)]
    return {
        step["id"]: step["keyword"].strip()
        for node in nodes
        for child in node["children"]
        for step in child.get("background", child.get("scenario", {})).get("steps", ())
    }
