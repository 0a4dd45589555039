"""
A report's records in the order of a reader: folders, features, rules, Examples.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from harness.behaviour import Line, Statement, catalogue, statements
from harness.gherkin import CATALOGUE_ID, STATEMENT
from harness.report.diagram import diagram
from harness.report.record import SKIPPED, ExampleRecord
from harness.report.summary import result_of

EVIDENCE = {
    "seed": "the article that documents the integration says so",
    "cin7": "Cin7's own documentation says so",
    "shipstation": "ShipStation's own documentation says so",
    "field": "reported by users or seen in others' code",
    "own": "our design; no vendor promises it",
}
_UNFIT = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class ExamplePart:
    """
    One Example.

    Attributes:
        position: Of its journal among all.

        result: ``passed``, ``failed``, ``not run`` or ``not applicable``.
    """

    record: ExampleRecord
    position: int
    anchor: str
    result: str
    diagram: Markup


@dataclass(frozen=True, slots=True)
class RulePart:
    """
    One rule.

    Attributes:
        lines: What it cites of the catalogue.

        result: As `result_of` has it.
    """

    name: str
    evidence: str
    source: str
    statements: list[Statement]
    lines: list[Line]
    result: str
    examples: list[ExamplePart]

    @property
    def meaning(self) -> str:
        """
        Return what its evidence tag means.
        """
        return EVIDENCE.get(self.evidence, "")


@dataclass(frozen=True, slots=True)
class FeaturePart:
    """
    One feature file.
    """

    name: str
    path: str
    about: str
    anchor: str
    rules: list[RulePart]
    records: list[ExampleRecord]

    def count(self, result: str) -> int:
        """
        Return how many of its Examples went so.
        """
        return sum(word_of(record) == result for record in self.records)

    @property
    def seconds(self) -> float:
        """
        Return how long its Examples took.
        """
        return sum(record.seconds for record in self.records)


@dataclass(frozen=True, slots=True)
class FolderPart:
    """
    The features of one folder.
    """

    name: str
    features: list[FeaturePart]


def in_order(records: Iterable[ExampleRecord]) -> list[ExampleRecord]:
    """
    Return the records in the order of their files, whoever ran them, and when.
    """
    return sorted(records, key=lambda one: (_folder(one), one.path, one.line))


def outline(records: Sequence[ExampleRecord]) -> list[FolderPart]:
    """
    Return the parts of records that are in order.
    """
    examples = [
        ExamplePart(
            record=record,
            position=position,
            anchor=f"{_slug(record.path)}-{record.line}",
            result=word_of(record),
            diagram=diagram(record.steps),
        )
        for position, record in enumerate(records)
    ]
    return [
        FolderPart(
            name=folder,
            features=[
                _feature(path, list(parts))
                for path, parts in groupby(group, lambda one: one.record.path)
            ],
        )
        for folder, group in groupby(examples, lambda one: _folder(one.record))
    ]


def word_of(record: ExampleRecord) -> str:
    """
    Return how an Example went: one that was skipped was not run, or does not apply.
    """
    if not record.applies:
        return "not applicable"
    return "not run" if record.outcome == SKIPPED else record.outcome


def _feature(path: str, parts: list[ExamplePart]) -> FeaturePart:
    first = parts[0].record
    rules: dict[str, list[ExamplePart]] = {}
    for part in parts:
        rules.setdefault(part.record.rule, []).append(part)
    return FeaturePart(
        name=first.feature,
        path=path,
        about=first.about,
        anchor=_slug(path),
        rules=[_rule(name, examples) for name, examples in rules.items()],
        records=[part.record for part in parts],
    )


def _rule(name: str, examples: list[ExamplePart]) -> RulePart:
    records = [one.record for one in examples]
    tags = {tag for record in records for tag in record.tags}
    return RulePart(
        name=name,
        evidence=records[0].evidence,
        source=records[0].source,
        statements=[
            one for one in statements() if one.id in tags and STATEMENT.match(one.id)
        ],
        lines=[
            one for one in catalogue() if one.id in tags and CATALOGUE_ID.match(one.id)
        ],
        result=result_of(records),
        examples=examples,
    )


def _folder(record: ExampleRecord) -> str:
    folder = record.path.rpartition("/")[0].removeprefix("features").strip("/")
    return folder.replace("_", " ").replace("/", " / ")


def _slug(text: str) -> str:
    return _UNFIT.sub("-", text.removesuffix(".feature").removeprefix("features/"))
