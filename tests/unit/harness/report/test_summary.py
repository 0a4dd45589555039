"""
What a run proves, and what it does not.
"""

from harness.report.html import render
from harness.report.record import ExampleRecord, StepRecord, record_from
from harness.report.summary import by_feature, by_statement


def record(name: str, *, outcome: str = "passed", exchanges: int = 1) -> ExampleRecord:
    """
    Return an Example that ran.
    """
    return ExampleRecord(
        path="features/a.feature",
        feature="A",
        rule="R",
        name=name,
        tags=["seed", "seed-34"],
        steps=[StepRecord("Given", "<b>markup</b>", "passed", 0.1)],
        outcome=outcome,
        seconds=0.5,
        exchanges=exchanges,
    )


def result(*records: ExampleRecord) -> str:
    """
    Return what the records say of seed-34.
    """
    return {one.statement.id: one.result for one in by_statement(records)}["seed-34"]


def test_a_statement_is_proved_by_an_exchange_with_the_integration() -> None:
    """
    An Example that passed without the integration proves only the fake.
    """
    assert result(record("one")) == "proved"
    assert result(record("one", exchanges=0)) == "fake only"
    assert result(record("one"), record("two", outcome="failed")) == "failed"
    assert result() == "not covered"


def test_a_feature_is_summed_up() -> None:
    """
    Rules are counted once, Examples each.
    """
    [line] = by_feature([record("one"), record("two", outcome="failed")])

    assert (line.rules, line.examples, line.passed, line.failed) == (1, 2, 1, 1)
    assert line.seconds == 1.0


def test_a_record_crosses_a_process_border() -> None:
    """
    What is read is what was written.
    """
    kept = record("one")

    assert record_from(kept.document()) == kept


def test_the_page_is_self_contained_and_escaped() -> None:
    """
    Nothing is fetched, and a step's text is text; the scripts are the page's own.
    """
    page = render([record("one")])

    assert "&lt;b&gt;markup&lt;/b&gt;" in page
    assert 2 == page.count("<script")
    assert "src=" not in page
