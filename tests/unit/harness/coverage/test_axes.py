"""
What counts as shown, and what never does.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.kit.journal import Exchange
from harness.coverage.axes import BadCoverage, Coverage, coverage_from
from harness.coverage.declared import nothing_shown
from harness.coverage.fields import declared_fields, fields_of
from harness.coverage.statements import count
from harness.coverage.traffic import of_exchanges
from harness.report.record import ExampleRecord

ITEMS = st.sets(st.sampled_from("abcd"))


def exchange(
    *, by: str = "api", fault: str | None = None, verdict: str = "kept"
) -> Exchange:
    """
    Return a call that asked for an order.
    """
    return Exchange(
        number=1,
        at=datetime(2026, 3, 2, tzinfo=UTC),
        by=by,
        method="POST",
        path="/orders",
        query="",
        operation="shipstation.create_order",
        request=b'{"items":[{"sku":"A"}]}',
        status=200,
        reply=b'{"orderId":1}',
        fault=fault,
        verdict=verdict,
    )


def record(*tags: str, outcome: str = "passed", exchanges: int = 1) -> ExampleRecord:
    """
    Return an Example that ran.
    """
    return ExampleRecord(
        path="a.feature",
        feature="A",
        rule="R",
        name="E",
        tags=[*tags, "seed-34"],
        outcome=outcome,
        exchanges=exchanges,
    )


def proved(record: ExampleRecord) -> set[str]:
    """
    Return the axes on which the Example proves seed-34.
    """
    coverage = Coverage()
    count(coverage, record)
    return {
        axis
        for axis, groups in coverage.axes.items()
        if "seed-34" in groups["seed"].covered
    }


def test_a_call_shows_its_operation_status_and_fields() -> None:
    """
    Fields are named with all that they stand in.
    """
    found = of_exchanges([exchange()])

    assert found == {
        "operations": {"create_order"},
        "statuses": {"create_order 200"},
        "request_fields": {"create_order items", "create_order items[].sku"},
        "response_fields": {"create_order 200 orderId"},
        "faults": set(),
    }


def test_an_injected_answer_shows_its_fault_alone() -> None:
    """
    It is no evidence of the operation.
    """
    found = of_exchanges([exchange(fault="status")])

    assert {axis for axis, items in found.items() if items} == {"faults"}


@pytest.mark.parametrize("by", ["person", "vendor"])
def test_only_a_client_exercises_the_api(by: str) -> None:
    """
    A person at a screen and what the fake sends by itself show no operation.
    """
    assert not any(of_exchanges([exchange(by=by)]).values())


def test_a_broken_contract_shows_nothing() -> None:
    """
    A call whose verdict is not kept does not count.
    """
    assert not any(of_exchanges([exchange(verdict="broken by the caller")]).values())


def test_statements_are_proved_on_the_axis_of_their_proof() -> None:
    """
    The integration has to take part; a browser proves pages and nothing else.
    """
    assert proved(record()) == {"statements"}
    assert proved(record(exchanges=0)) == set()
    assert proved(record("fake", exchanges=0)) == {"fakes"}
    assert proved(record("browser")) == {"pages"}
    assert proved(record("browser", outcome="skipped")) == set()


def test_what_failed_once_is_not_shown() -> None:
    """
    A passing Example in another run does not outdo a failure.
    """
    green, red = nothing_shown(), nothing_shown()
    count(green, record())
    count(red, record(outcome="failed"))
    assert "seed-34" in green.group("statements", "seed").shown

    green.merge(red)

    assert "seed-34" in green.group("statements", "seed").missing
    assert green.traces == {"seed-34": {"R": {"E": "failed"}}}


def test_a_schema_inside_itself_is_entered_once() -> None:
    """
    References are followed, to other files and to definitions.
    """
    schemas: dict[str, dict[str, Any]] = {
        "a.json": {
            "properties": {
                "lines": {"type": "array", "items": {"$ref": "b.json#/$defs/line"}},
                "parent": {"$ref": "#"},
            }
        },
        "b.json": {"$defs": {"line": {"properties": {"sku": {}}}}},
    }

    assert declared_fields(schemas, "a.json") == {"lines", "lines[].sku", "parent"}
    assert fields_of({"lines": [{"sku": 1}, 2]}) == {"lines", "lines[].sku"}


@given(ITEMS, ITEMS, ITEMS)
def test_what_is_not_declared_never_counts(
    declared: set[str], covered: set[str], failed: set[str]
) -> None:
    """
    Shown and missing are the two parts of what is declared, also when read back.
    """
    coverage = Coverage()
    group = coverage.group("faults", "shipstation")
    group.declared, group.covered, group.failed = declared, covered, failed

    again = coverage_from(coverage.document()).group("faults", "shipstation")

    assert again.shown | again.missing == declared
    assert again.shown == group.shown
    assert 0 <= coverage.percent("faults") <= 100


@pytest.mark.parametrize(
    "document",
    [[], {"format": "x"}, {"format": "seatrial-coverage", "version": 2}],
)
def test_another_file_is_refused(document: object) -> None:
    """
    The sentence goes to whoever named the file.
    """
    with pytest.raises(BadCoverage):
        coverage_from(document)
