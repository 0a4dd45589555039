"""
Records, summed up.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from harness.applicability import NOT_APPLICABLE
from harness.behaviour import Statement, statements
from harness.report.record import SKIPPED, ExampleRecord


@dataclass(frozen=True, slots=True)
class FeatureSum:
    """
    One feature's line of the table.
    """

    name: str
    path: str
    rules: int
    examples: int
    passed: int
    failed: int
    not_applicable: int
    seconds: float


@dataclass(frozen=True, slots=True)
class StatementSum:
    """
    One seed statement's line of the table.

    Attributes:
        result: ``proved`` by an Example in which the integration took part,
            ``fake only``, ``failed``, ``not applicable`` to the system under test, or
            ``not covered`` by any Example that ran.
    """

    statement: Statement
    rules: tuple[str, ...]
    examples: int
    result: str


def by_feature(records: Iterable[ExampleRecord]) -> list[FeatureSum]:
    """
    Return a line for each feature, in the order that they ran.
    """
    groups: dict[str, list[ExampleRecord]] = {}
    for record in records:
        groups.setdefault(record.path, []).append(record)
    return [
        FeatureSum(
            name=group[0].feature,
            path=path,
            rules=len({record.rule for record in group}),
            examples=len(group),
            passed=sum(record.passed for record in group),
            failed=sum(record.failed for record in group),
            not_applicable=sum(not record.applies for record in group),
            seconds=sum(record.seconds for record in group),
        )
        for path, group in sorted(groups.items())
    ]


def by_statement(records: Iterable[ExampleRecord]) -> list[StatementSum]:
    """
    Return a line for each of the seed statements, in their order.
    """
    kept = list(records)
    return [
        _statement(one, [record for record in kept if one.id in record.tags])
        for one in statements()
    ]


def reasons(records: Iterable[ExampleRecord]) -> list[str]:
    """
    Return a line for each reason why Examples are not applicable, with their number.
    """
    counted = Counter(record.message for record in records if not record.applies)
    return [
        f"{count} {'Example' if count == 1 else 'Examples'}: "
        f"{message.removeprefix(NOT_APPLICABLE)}"
        for message, count in counted.most_common()
    ]


def result_of(records: Iterable[ExampleRecord], *, on_page: bool = False) -> str:
    """
    Return what Examples prove of that which they are about.

    It is ``proved``, ``fake only`` where the integration took no part, ``failed``, or
    ``not run``. What stands on a page alone is proved by a browser.
    """
    kept = [record for record in records if record.outcome != SKIPPED]
    if not kept:
        return "not run"
    if not all(record.passed for record in kept):
        return "failed"
    if any(
        record.proves_integration or (on_page and record.proves_page) for record in kept
    ):
        return "proved"
    return "fake only"


def _statement(statement: Statement, records: list[ExampleRecord]) -> StatementSum:
    kept = [record for record in records if record.outcome != SKIPPED]
    left = "not covered" if all(one.applies for one in records) else "not applicable"
    return StatementSum(
        statement=statement,
        rules=tuple(dict.fromkeys(record.rule for record in kept)),
        examples=len(kept),
        result=result_of(kept, on_page=_is_page_alone(statement)) if kept else left,
    )


def _is_page_alone(statement: Statement) -> bool:
    return "page" in statement.proved_by and "example" not in statement.proved_by
