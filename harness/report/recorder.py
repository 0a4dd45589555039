"""
Watch the Examples run: steps, evidence, and what a failure has to show.
"""

from collections.abc import Generator
from typing import Any

import pytest

from harness.applicability import NotApplicable
from harness.coverage.plugin import COVERAGE
from harness.fixtures import BENCH
from harness.pickles import pickle_of
from harness.report.bodies import Bodies
from harness.report.definitions import AmbiguousStep, Definitions
from harness.report.evidence import failures
from harness.report.html import Report
from harness.report.junit import describe, properties_of
from harness.report.messages import messages_of
from harness.report.record import (
    AMBIGUOUS,
    FAILED,
    PASSED,
    RERUN,
    UNDEFINED,
    ExampleRecord,
    record_from,
)
from harness.report.summary import reasons
from harness.report.terminal import Progress, print_tables
from harness.report.watch import WATCH, Watch, note_result, record_of


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
        folder = config.getoption("--seatrial-report")
        self._bodies = Bodies() if folder else None
        self._page = Report(folder) if folder else None

    # While an Example runs

    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest) -> None:
        """
        Begin a record; an Example without a step would pass unseen.
        """
        pickle = pickle_of(request.node)
        if pickle is None or not pickle.steps:
            pytest.fail("the Example has no step to run", pytrace=False)
        record = record_of(request.node, pickle)
        request.node.stash[WATCH] = Watch(record, request.node, self._bodies)

    def pytest_bdd_before_step(
        self, request: pytest.FixtureRequest, step: Any, step_func: Any
    ) -> None:
        """
        Begin a step.
        """
        found = self._definitions.of(step_func, step.name)
        request.node.stash[WATCH].begin([found])

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest, step: Any) -> None:
        """
        End a step that passed; what was exchanged up to a Given is no evidence.
        """
        watch = request.node.stash[WATCH]
        watch.end(PASSED)
        if step.type == "given":
            watch.evidence.forget()

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest) -> None:
        """
        End a step that failed.
        """
        request.node.stash[WATCH].end(FAILED)

    def pytest_bdd_step_func_lookup_error(self, request: pytest.FixtureRequest) -> None:
        """
        End a step that has no definition.
        """
        watch = request.node.stash[WATCH]
        watch.begin([])
        watch.end(UNDEFINED)

    def pytest_bdd_before_step_call(
        self, request: pytest.FixtureRequest, step_func: Any, step: Any
    ) -> None:
        """
        Refuse a coroutine: nobody would await it, and the step would pass unseen.
        """
        request.node.stash[WATCH].call()
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
        watch = pyfuncitem.stash.get(WATCH, None)
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
            watch = item.stash.get(WATCH, None)
            record = watch.record if watch else None
            if watch and call.excinfo and isinstance(call.excinfo.value, AmbiguousStep):
                watch.begin(call.excinfo.value.meanings)
                watch.end(AMBIGUOUS)
            if watch:
                watch.finish()
        elif call.when == "setup" and not report.passed:
            pickle = pickle_of(item)
            record = record_of(item, pickle) if pickle else None
        else:
            return report
        if record is not None:
            cause = call.excinfo.value if call.excinfo else None
            if isinstance(cause, NotApplicable):
                record.applies = False
                # As pytest has its own word for it, which all reports know.
                report.longrepr = (record.file, record.line, f"Skipped: {cause}")
            self._tell(report, record, item, call)
        return report

    def _tell(
        self,
        report: pytest.TestReport,
        record: ExampleRecord,
        item: pytest.Item,
        call: pytest.CallInfo[None],
    ) -> None:
        record.started = call.start
        record.seconds = call.duration
        note_result(record, report, item)
        told = set(item.user_properties)
        item.user_properties += [
            one for one in properties_of(record) if one not in told
        ]
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
        if self._page:
            self._page.add(record)
        describe(self._config, report, record)
        if self._progress:
            self._progress.example(record, report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """
        Show a file that cannot be read, where nobody else would.
        """
        if self._progress and report.failed:
            self._progress.unreadable(report)

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        """
        Say what was not applicable, and why: pytest only counts it.
        """
        lines = reasons(self.records)
        if lines:
            terminalreporter.section("Not applicable to the system under test")
            for line in lines:
                terminalreporter.write_line(line)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """
        Write and print what was asked for, in the process that reports.
        """
        if hasattr(self._config, "workerinput"):
            return
        if self._messages:
            self._messages.close(is_success=exitstatus == pytest.ExitCode.OK)
        if self._page and self.records:
            self._page.write(self._config.stash.get(COVERAGE, None))
        if self._progress:
            self._progress.end()
            print_tables(self.records)
