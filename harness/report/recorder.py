"""
Watch the Examples run: steps, evidence, and what a failure has to show.
"""

from collections.abc import Generator
from time import perf_counter
from typing import Any

import pytest

from harness.coverage.plugin import COVERAGE
from harness.fixtures import BENCH
from harness.gherkin import EVIDENCE
from harness.pickles import Pickle, pickle_of
from harness.report.definitions import AmbiguousStep, Definitions
from harness.report.evidence import Evidence, failures, journal_lines
from harness.report.html import write_report
from harness.report.junit import describe
from harness.report.messages import JOURNAL, messages_of
from harness.report.record import (
    AMBIGUOUS,
    FAILED,
    PASSED,
    RERUN,
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
        self._position = -1
        self._began = perf_counter()
        self._started = self._began

    def begin(self, phrases: list[list[str]]) -> None:
        """
        Go to the next step, which means one of these phrases.
        """
        self._position += 1
        self._started = perf_counter()
        step = self.record.steps[self._position]
        step.phrases = phrases
        step.began = self._started - self._began

    def end(self, status: str) -> None:
        """
        End the step that was begun.
        """
        step = self.record.steps[self._position]
        step.status = status
        step.seconds = perf_counter() - self._started


class Recorder:
    """
    The part of the plugin that keeps records, and reports them at the end.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.records: list[ExampleRecord] = []
        self._definitions = Definitions(config.rootpath)
        self._progress = Progress() if config.getoption("--seatrial-progress") else None
        self._messages = messages_of(config)

    # While an Example runs

    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest) -> None:
        """
        Begin a record; an Example without a step would pass unseen.
        """
        pickle = pickle_of(request.node)
        if pickle is None or not pickle.steps:
            pytest.fail("the Example has no step to run", pytrace=False)
        record = _record(request.node, pickle)
        request.node.stash[_RECORD] = _Watch(record, request.node)

    def pytest_bdd_before_step(
        self, request: pytest.FixtureRequest, step: Any, step_func: Any
    ) -> None:
        """
        Begin a step.
        """
        found = self._definitions.of(step_func, step.name)
        request.node.stash[_RECORD].begin([found])

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest, step: Any) -> None:
        """
        End a step that passed; what was exchanged up to a Given is no evidence.
        """
        watch = request.node.stash[_RECORD]
        watch.end(PASSED)
        if step.type == "given":
            watch.evidence.forget()

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest) -> None:
        """
        End a step that failed.
        """
        request.node.stash[_RECORD].end(FAILED)

    def pytest_bdd_step_func_lookup_error(self, request: pytest.FixtureRequest) -> None:
        """
        End a step that has no definition.
        """
        watch = request.node.stash[_RECORD]
        watch.begin([])
        watch.end(UNDEFINED)

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
        if call.when == "call":
            watch = item.stash.get(_RECORD, None)
            record = watch.record if watch else None
            if watch and call.excinfo and isinstance(call.excinfo.value, AmbiguousStep):
                watch.begin(call.excinfo.value.phrases)
                watch.end(AMBIGUOUS)
        elif call.when == "setup" and not report.passed:
            pickle = pickle_of(item)
            record = _record(item, pickle) if pickle else None
        else:
            return report
        if record is not None:
            self._tell(report, record, item, call)
        return report

    def _tell(
        self,
        report: pytest.TestReport,
        record: ExampleRecord,
        item: pytest.Item,
        call: pytest.CallInfo[None],
    ) -> None:
        record.outcome = report.outcome
        record.started = call.start
        record.seconds = call.duration
        if report.failed:
            report.sections.append(("Scenario", _scenario(record)))
            if BENCH in item.stash:
                journal = journal_lines(item.stash[BENCH])
                report.sections.append((JOURNAL, journal))
            record.failure = report.longreprtext
        told = set(item.user_properties)
        item.user_properties += [one for one in _properties(record) if one not in told]
        report.user_properties = list(item.user_properties)
        report.seatrial = record.document()  # type: ignore[attr-defined]

    # At the end

    def pytest_runtest_logreport(self, report: Any) -> None:
        """
        Keep the record, in the process that reports.
        """
        document = getattr(report, "seatrial", None)
        if document is None or hasattr(self._config, "workerinput"):
            return
        record = record_from(document)
        record.outcome = report.outcome
        if self._messages:
            self._messages.example(record, report)
        if record.outcome == RERUN:
            return
        self.records.append(record)
        describe(self._config, report, record)
        if self._progress:
            self._progress.example(record, report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """
        Show a file that cannot be read, where nobody else would.
        """
        if self._progress and report.failed:
            self._progress.unreadable(report)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """
        Write and print what was asked for, in the process that reports.
        """
        if hasattr(self._config, "workerinput"):
            return
        if self._messages:
            self._messages.close(is_success=exitstatus == pytest.ExitCode.OK)
        folder = self._config.getoption("--seatrial-report")
        if folder and self.records:
            coverage = self._config.stash.get(COVERAGE, None)
            write_report(self.records, folder, coverage=coverage)
        if self._progress:
            self._progress.end()
            print_tables(self.records)


def _record(item: pytest.Item, pickle: Pickle) -> ExampleRecord:
    tags = sorted(tag.removeprefix("@") for tag in pickle.tags)
    return ExampleRecord(
        path=item.nodeid.partition("::")[0],
        feature=pickle.feature,
        rule=pickle.rule,
        name=pickle.name,
        tags=tags,
        evidence=next((tag for tag in EVIDENCE if tag in tags), ""),
        source=pickle.source,
        steps=[StepRecord(step.keyword, step.text) for step in pickle.steps],
        title=pickle.title,
        file=str(pickle.path),
        line=pickle.line,
    )


def _properties(record: ExampleRecord) -> list[tuple[str, str]]:
    return [
        ("feature", record.feature),
        ("rule", record.rule),
        ("example", record.name),
        ("tags", " ".join(record.tags)),
        ("evidence", record.evidence),
        ("place", f"{record.path}:{record.line}"),
    ]


def _scenario(record: ExampleRecord) -> str:
    marks = {PASSED: "  ", FAILED: "> ", UNDEFINED: "? ", AMBIGUOUS: "? "}
    lines = [f"Feature: {record.feature}", f"Rule: {record.rule}"]
    lines.append(f"Example: {record.title}")
    lines += [
        f"  {marks.get(step.status, '- ')}{step.keyword} {step.text}"
        for step in record.steps
    ]
    return "\n".join(lines)
