"""
Axes: what is declared, what was shown of it, and how both merge. Pure data.

An axis has groups, such as vendors; a group has what is declared, what is covered
and what failed, each a set of texts. Axes are never added up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

FORMAT = "seatrial-coverage"
VERSION = 1

Seen = dict[str, dict[str, set[str]]]

AXES = {
    "statements": "Seed statements that an Example with the integration has to prove",
    "fakes": "Seed statements of a vendor's own behaviour, by Examples @fake",
    "pages": "Seed statements of a page, by Examples @browser",
    "operations": "Operations that are built",
    "statuses": "Statuses that operations declare",
    "request_fields": "Fields of requests",
    "response_fields": "Fields of responses",
    "profile_members": "Members of contested facts that an Example ran under",
    "faults": "Kinds of faults that were met",
}


class BadCoverage(ValueError):
    """
    A file holds no coverage that this version reads.
    """


@dataclass(slots=True)
class Group:
    """
    One part of an axis; what failed once does not count as covered.
    """

    declared: set[str] = field(default_factory=set)
    covered: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    @property
    def shown(self) -> set[str]:
        """
        What is declared and covered, and never failed.
        """
        return (self.declared & self.covered) - self.failed

    @property
    def missing(self) -> set[str]:
        """
        What is declared and not shown.
        """
        return self.declared - self.shown


@dataclass(slots=True)
class Coverage:
    """
    All axes of one run or of several.

    Attributes:
        traces: Statement to rule to Example to outcome.

        not_built: By vendor, the operations that the fake lacks: no axis counts them.
    """

    axes: dict[str, dict[str, Group]] = field(default_factory=dict)
    traces: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    not_built: dict[str, set[str]] = field(default_factory=dict)

    def group(self, axis: str, name: str) -> Group:
        """
        Return a group, which may be new.
        """
        return self.axes.setdefault(axis, {}).setdefault(name, Group())

    def add(self, seen: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        """
        Count what an Example that passed has shown.
        """
        for axis, groups in seen.items():
            for name, items in groups.items():
                self.group(axis, name).covered.update(items)

    def trace(self, statement: str, rule: str, example: str, outcome: str) -> None:
        """
        Keep what became of an Example; a failure is not outdone by another shard.
        """
        examples = self.traces.setdefault(statement, {}).setdefault(rule, {})
        if examples.get(example) != "failed":
            examples[example] = outcome

    def merge(self, other: "Coverage") -> None:
        """
        Take in another run's.
        """
        for axis, groups in other.axes.items():
            for name, theirs in groups.items():
                ours = self.group(axis, name)
                ours.declared |= theirs.declared
                ours.covered |= theirs.covered
                ours.failed |= theirs.failed
        for vendor, names in other.not_built.items():
            self.not_built.setdefault(vendor, set()).update(names)
        for statement, rules in other.traces.items():
            for rule, examples in rules.items():
                for example, outcome in examples.items():
                    self.trace(statement, rule, example, outcome)

    def percent(self, axis: str) -> float:
        """
        Return the part of the axis that is shown; of nothing, all.
        """
        groups = self.axes.get(axis, {}).values()
        declared = sum(len(one.declared) for one in groups)
        shown = sum(len(one.shown) for one in groups)
        return 100 * shown / declared if declared else 100.0

    def document(self) -> dict[str, Any]:
        """
        Return it as JSON.
        """
        return {
            "format": FORMAT,
            "version": VERSION,
            "axes": {
                axis: {
                    name: {
                        "declared": sorted(one.declared),
                        "covered": sorted(one.declared & one.covered),
                        "failed": sorted(one.failed),
                    }
                    for name, one in self.axes.get(axis, {}).items()
                }
                for axis in AXES
            },
            "traces": self.traces,
            "not_built": {name: sorted(all_) for name, all_ in self.not_built.items()},
        }


def coverage_from(document: Any) -> Coverage:
    """
    Read what `Coverage.document` returned.

    Raises:
        BadCoverage: It is something else, or of another version.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadCoverage("it is no coverage of Seatrial")
    if document.get("version") != VERSION:
        raise BadCoverage(f"it is not of version {VERSION}")
    try:
        return Coverage(
            axes={
                axis: {
                    name: Group(
                        set(one["declared"]), set(one["covered"]), set(one["failed"])
                    )
                    for name, one in groups.items()
                }
                for axis, groups in document["axes"].items()
            },
            traces=document["traces"],
            not_built={name: set(one) for name, one in document["not_built"].items()},
        )
    except (KeyError, TypeError, AttributeError):
        raise BadCoverage("it lacks a part of the format") from None
