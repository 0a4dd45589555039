"""
Watch the Examples run: steps, evidence, and what a failure has to show.
"""

from collections.abc import Generator
from time import perf_counter
from typing import Any

import pytest

from harness.fixtures import BENCH
from harness.gherkin import EVIDENCE
from harness.report.evidence import Evidence, failures, journal_lines
from harness.report.html import write_report
from harness.report.record import (
    FAILED,
    PASSED,
    UNDEFINED,
    ExampleRecord,
    StepRecord,
    record_from,
)
from harness.report.terminal import Progress, print_tables

_RECORD = pytest.StashKey["_Watch"]()


class _Watch:
    """
    One Example while it runs.
    """

    def __init__(self, record: ExampleRecord, node: pytest.Item) -> None:
        self.record = record
        self.evidence = Evidence(lambda: node.stash.get(BENCH, None))
        self.position = -1
        self.started = 0.0


class Recorder:
    """
    The part of the plugin that keeps records, and reports them at the end.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.records: list[ExampleRecord] = []
        self._progress = Progress() if config.getoption("--seatrial-progress") else None

    # While an Example runs

    def pytest_bdd_before_scenario(
        self, request: pytest.FixtureRequest, feature: Any, scenario: Any
    ) -> None:
        """
        Begin a record.
        """
        tags = set(feature.tags) | set(scenario.tags)
        description = ""
        if scenario.rule is not None:
            tags |= set(scenario.rule.tags)
            description = scenario.rule.description
        record = ExampleRecord(
            path=request.node.nodeid.partition("::")[0],
            feature=feature.name,
            rule=scenario.rule.name if scenario.rule else "",
            name=scenario.name,
            tags=sorted(tags),
            evidence=next((tag for tag in EVIDENCE if tag in tags), ""),
            source=description.partition("Source:")[2].strip().split("\n")[0],
            steps=[StepRecord(step.keyword, step.name) for step in scenario.steps],
        )
        request.node.stash[_RECORD] = _Watch(record, request.node)

    def pytest_bdd_before_step(self, request: pytest.FixtureRequest) -> None:
        """
        Begin a step.
        """
        watch = request.node.stash[_RECORD]
        watch.position += 1
        watch.started = perf_counter()

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest, step: Any) -> None:
        """
        End a step that passed; what was exchanged up to a Given is no evidence.
        """
        watch = request.node.stash[_RECORD]
        self._end_step(watch, PASSED)
        if step.type == "given":
            watch.evidence.forget()

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest) -> None:
        """
        End a step that failed.
        """
        self._end_step(request.node.stash[_RECORD], FAILED)

    def pytest_bdd_step_func_lookup_error(self, request: pytest.FixtureRequest) -> None:
        """
        End a step that has no definition.
        """
        watch = request.node.stash[_RECORD]
        watch.position += 1
        watch.record.steps[watch.position].status = UNDEFINED

    def pytest_bdd_before_step_call(self, step_func: Any, step: Any) -> None:
        """
        Refuse a coroutine: nobody would await it, and the step would pass unseen.
        """
        code = getattr(step_func, "__code__", None)
        if code is not None and code.co_flags & 0x80:
            pytest.fail(
                f"the step {step.name!r} is a coroutine; write a plain function"
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(
        self, pyfuncitem: pytest.Function
    ) -> Generator[None, Any, Any]:
        """
        Fail an Example in whose course a contract was broken.
        """
        result = yield
        watch = pyfuncitem.stash.get(_RECORD, None)
        bench = pyfuncitem.stash.get(BENCH, None)
        if watch is not None and bench is not None:
            watch.record.exchanges = watch.evidence.exchanges()
            broken = failures(bench)
            if broken:
                pytest.fail("\n".join(broken), pytrace=False)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, Any, Any]:
        """
        Put the record on the report, which may go to another process.
        """
        report = yield
        watch = item.stash.get(_RECORD, None)
        if watch is not None and call.when == "call":
            record = watch.record
            record.outcome = report.outcome
            record.seconds = call.duration
            if report.failed:
                report.sections.append(("Scenario", _scenario(record)))
                if BENCH in item.stash:
                    journal = journal_lines(item.stash[BENCH])
                    report.sections.append(("Journal", journal))
                record.failure = report.longreprtext
            for name, value in _properties(record):
                item.user_properties.append((name, value))
            report.seatrial = record.document()
        return report

    # At the end

    def pytest_runtest_logreport(self, report: Any) -> None:
        """
        Keep the record, in the process that reports.
        """
        document = getattr(report, "seatrial", None)
        if document is not None:
            record = record_from(document)
            self.records.append(record)
            if self._progress:
                self._progress.example(record, report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """
        Show a file that cannot be read, where nobody else would.
        """
        if self._progress and report.failed:
            self._progress.unreadable(report)

    def pytest_sessionfinish(self) -> None:
        """
        Write and print what was asked for, in the process that reports.
        """
        if hasattr(self._config, "workerinput"):
            return
        folder = self._config.getoption("--seatrial-report")
        if folder and self.records:
            write_report(self.records, folder)
        if self._progress:
            self._progress.end()
            print_tables(self.records)

    def _end_step(self, watch: _Watch, status: str) -> None:
        step = watch.record.steps[watch.position]
        step.status = status
        step.seconds = perf_counter() - watch.started


def _properties(record: ExampleRecord) -> list[tuple[str, str]]:
    return [
        ("feature", record.feature),
        ("rule", record.rule),
        ("example", record.name),
        ("tags", " ".join(record.tags)),
    ]


def _scenario(record: ExampleRecord) -> str:
    marks = {PASSED: "  ", FAILED: "> ", UNDEFINED: "? "}
    lines = [f"Feature: {record.feature}", f"Rule: {record.rule}"]
    lines.append(f"Example: {record.name}")
    lines += [
        f"  {marks.get(step.status, '- ')}{step.keyword} {step.text}"
        for step in record.steps
    ]
    return "\n".join(lines)
