"""
One Example while it runs: its record grows with it.
"""

from time import perf_counter
from typing import Any

import pytest

from harness.fixtures import BENCH
from harness.gherkin import EVIDENCE
from harness.pickles import Pickle
from harness.report.bodies import Bodies
from harness.report.evidence import Evidence, journal_lines
from harness.report.record import (
    AMBIGUOUS,
    FAILED,
    PASSED,
    SKIPPED,
    UNDEFINED,
    Attached,
    ExampleRecord,
    Meaning,
    StepRecord,
)
from harness.report.traffic import Watcher

JOURNAL = "Journal"
WATCH = pytest.StashKey["Watch"]()
_MARKS = {PASSED: "  ", FAILED: "> ", UNDEFINED: "? ", AMBIGUOUS: "? "}


class Watch:
    """
    One Example while it runs.

    Args:
        bodies: Reads what went over the wire; None where nobody wants to know.
    """

    def __init__(
        self, record: ExampleRecord, node: pytest.Item, bodies: Bodies | None
    ) -> None:
        self.record = record
        self.evidence = Evidence(lambda: node.stash.get(BENCH, None))
        self._wire: Watcher | None = None
        if bodies is not None:
            self._wire = Watcher(lambda: node.stash.get(BENCH, None), bodies)
        self._position = -1
        self._began = perf_counter()
        self._started = self._began
        self._is_open = False

    def begin(self, meanings: list[Meaning]) -> None:
        """
        Go to the next step, which means one of these.
        """
        self._position += 1
        self._is_open = True
        self._started = perf_counter()
        step = self._step
        step.meanings = meanings
        step.began = self._started - self._began

    def call(self) -> None:
        """
        Look at the clock: all that the step needs is there, and it is done now.
        """
        if self._wire:
            self._wire.begin()

    def end(self, status: str) -> None:
        """
        End the step that was begun.
        """
        self._is_open = False
        step = self._step
        step.status = status
        step.seconds = perf_counter() - self._started
        if self._wire:
            step.traffic = self._wire.end()

    def finish(self) -> None:
        """
        End the Example; a step that left it in the middle is one that was not run.
        """
        if self._is_open:
            self.end(SKIPPED)
        if self._wire:
            self.record.bodies = list(self._wire.used)
            self.record.unmet = self._wire.unmet()

    def attach(self, attached: Attached) -> None:
        """
        Keep something of the step that was begun last.
        """
        attached.step = self._position
        self.record.attachments.append(attached)

    @property
    def _step(self) -> StepRecord:
        return self.record.steps[self._position]


def attach_to(node: pytest.Item, attached: Attached) -> None:
    """
    Let reports show something of the Example that runs, beside its step.

    Raises:
        LookupError: No Example is running.
    """
    watch = node.stash.get(WATCH, None)
    if watch is None:
        raise LookupError(f"{attached.name!r} belongs to no Example that is running")
    watch.attach(attached)


def record_of(item: pytest.Item, pickle: Pickle) -> ExampleRecord:
    """
    Return the record of an Example that has not run.
    """
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
        about=pickle.about,
    )


def note_result(
    record: ExampleRecord, report: pytest.TestReport, item: pytest.Item
) -> None:
    """
    Write into the record how it went, and on the report what a failure has to show.
    """
    record.outcome = report.outcome
    if report.skipped:
        record.message = message_of(report)
    if report.failed:
        report.sections.append(("Scenario", scenario(record)))
        if BENCH in item.stash:
            report.sections.append((JOURNAL, journal_lines(item.stash[BENCH])))
        record.failure = report.longreprtext
        record.message = message_of(report)


def message_of(report: Any) -> str:
    """
    Return what matters of a failure, or the reason why something was not run.
    """
    told = report.longrepr
    if isinstance(told, tuple):
        return str(told[2]).removeprefix("Skipped: ")
    crash = getattr(told, "reprcrash", None)
    return str(crash.message if crash else told or "")


def scenario(record: ExampleRecord) -> str:
    """
    Return the Example as a text, with its failed step marked.
    """
    lines = [f"Feature: {record.feature}", f"Rule: {record.rule}"]
    lines.append(f"Example: {record.title}")
    lines += [
        f"  {_MARKS.get(step.status, '- ')}{step.keyword} {step.text}"
        for step in record.steps
    ]
    return "\n".join(lines)
