"""
Cucumber Messages: what happened, a line of JSON for each thing, for other tools.

The process that reports writes the file while Examples end. It reads each feature file
itself, so that all ids come from one place, and are the same in each run.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cucumber_messages as messages
import pytest
from gherkin.stream.id_generator import IdGenerator

from emulators.kit.ambient import WallClock
from harness.report.message_book import Book
from harness.report.message_values import (
    attachment,
    contracts,
    end_of,
    journal,
    meta,
    result,
    timestamp,
)
from harness.report.record import (
    PASSED,
    RERUN,
    SKIPPED,
    Attached,
    ExampleRecord,
    StepRecord,
)
from harness.report.watch import JOURNAL


def messages_of(config: pytest.Config) -> "Messages | None":
    """
    Return the file that was asked for, in the process that reports.

    Raises:
        pytest.UsageError: It cannot be written.
    """
    name = config.getoption("--seatrial-messages")
    if not name or hasattr(config, "workerinput"):
        return None
    try:
        return Messages(Path(name), config.rootpath)
    except OSError as error:
        raise pytest.UsageError(f"--seatrial-messages: {error}") from None


class Messages:
    """
    The file of messages.

    Raises:
        OSError: It cannot be written.
    """

    def __init__(self, path: Path, root: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("w", encoding="utf-8")
        self._clock = WallClock()
        self._attempts: dict[str, int] = {}
        self._book = Book(self._line, root, ids=IdGenerator())
        self._write = self._book.write
        self._write(meta=meta())
        self._write(
            test_run_started=messages.TestRunStarted(
                timestamp=self._now(), id=self._book.run
            )
        )
        self._write(hook=contracts(self._book.hook))

    def example(self, record: ExampleRecord, report: Any) -> None:
        """
        Write an Example that ended; of several attempts, one.
        """
        case = self._book.case(record)
        attempt = self._attempts.get(case.id, -1) + 1
        self._attempts[case.id] = attempt
        started = messages.TestCaseStarted(
            attempt=attempt,
            id=self._book.next(),
            test_case_id=case.id,
            timestamp=timestamp(record.started),
            worker_id=getattr(report, "worker_id", None),
        )
        self._write(test_case_started=started)
        self._steps(record, report, case, started.id)
        self._write(
            test_case_finished=messages.TestCaseFinished(
                test_case_started_id=started.id,
                timestamp=timestamp(record.started + record.seconds),
                will_be_retried=record.outcome == RERUN,
            )
        )

    def close(self, *, is_success: bool) -> None:
        """
        End the run.
        """
        self._write(
            test_run_finished=messages.TestRunFinished(
                success=is_success,
                timestamp=self._now(),
                test_run_started_id=self._book.run,
            )
        )
        self._file.close()

    def _steps(
        self, record: ExampleRecord, report: Any, case: messages.TestCase, started: str
    ) -> None:
        steps = [*record.steps, end_of(record)]
        culprit = _culprit(steps, record)
        for position, step in enumerate(steps):
            identifier = case.test_steps[position].id
            began = record.started + step.began
            self._write(
                test_step_started=messages.TestStepStarted(
                    test_case_started_id=started,
                    test_step_id=identifier,
                    timestamp=timestamp(began),
                )
            )
            for attached in _attachments(record, position):
                self._write(
                    attachment=attachment(attached, step=identifier, case=started)
                )
            message = None
            if position == culprit:
                message = record.failure or record.message
                self._journal(report, identifier, started)
            self._write(
                test_step_finished=messages.TestStepFinished(
                    test_case_started_id=started,
                    test_step_id=identifier,
                    test_step_result=result(step, message),
                    timestamp=timestamp(began + step.seconds),
                )
            )

    def _journal(self, report: Any, step: str, started: str) -> None:
        for title, text in report.sections:
            if title == JOURNAL:
                self._write(attachment=journal(text, step=step, case=started))

    def _line(self, message: Any) -> None:
        self._file.write(json.dumps(message, ensure_ascii=False) + "\n")
        self._file.flush()

    def _now(self) -> messages.Timestamp:
        return timestamp(self._clock.now().timestamp())


def _culprit(steps: Sequence[StepRecord], record: ExampleRecord) -> int | None:
    """
    Return the position of the step that says why: the one that failed, or was left.
    """
    is_skipped = record.outcome == SKIPPED
    for position, step in enumerate(steps):
        if step.status != PASSED and (is_skipped or step.status != SKIPPED):
            return position
    return None


def _attachments(record: ExampleRecord, position: int) -> list[Attached]:
    """
    Return what was left in a step; what was left before the first stands at the end.
    """
    end = len(record.steps)
    return [
        one
        for one in record.attachments
        if position == (one.step if one.step >= 0 else end)
    ]
