"""
Cucumber Messages: what happened, a line of JSON for each thing, for other tools.

The process that reports writes the file while Examples end. It reads each feature file
itself, so that all ids come from one place, and are the same in each run.
"""

import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cucumber_messages as messages
import pytest
from cucumber_messages import message_converter
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator

from emulators.kit.ambient import WallClock
from harness.gherkin import parse_document
from harness.report.record import FAILED, RERUN, SKIPPED, ExampleRecord, StepRecord

JOURNAL = "Journal"
_PROTOCOL = version("cucumber-messages")


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
        self._root = root
        self._clock = WallClock()
        self._ids = IdGenerator()
        self._pickles: dict[tuple[str, int], Any] = {}
        self._files: set[str] = set()
        self._definitions: dict[str, str] = {}
        self._cases: dict[str, messages.TestCase] = {}
        self._attempts: dict[str, int] = {}
        self._run = self._next()
        self._write(meta=_meta())
        self._write(
            test_run_started=messages.TestRunStarted(
                timestamp=self._now(), id=self._run
            )
        )
        self._hook = self._next()
        self._write(hook=_contracts(self._hook))

    def example(self, record: ExampleRecord, report: Any) -> None:
        """
        Write an Example that ended; of several attempts, one.
        """
        if record.file not in self._files:
            self._read(record.file)
        pickle = self._pickles[record.file, record.line]
        case = self._case(pickle, record)
        attempt = self._attempts.get(case.id, -1) + 1
        self._attempts[case.id] = attempt
        started = messages.TestCaseStarted(
            attempt=attempt,
            id=self._next(),
            test_case_id=case.id,
            timestamp=_timestamp(record.started),
            worker_id=getattr(report, "worker_id", None),
        )
        self._write(test_case_started=started)
        self._steps(record, report, case, started.id)
        self._write(
            test_case_finished=messages.TestCaseFinished(
                test_case_started_id=started.id,
                timestamp=_timestamp(record.started + record.seconds),
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
                test_run_started_id=self._run,
            )
        )
        self._file.close()

    def _read(self, file: str) -> None:
        """
        Write a feature file, as it is and as it is understood.
        """
        self._files.add(file)
        path = Path(file)
        is_ours = path.is_relative_to(self._root)
        uri = path.relative_to(self._root).as_posix() if is_ours else path.as_uri()
        document: Any = {"uri": uri, **parse_document(path, self._ids)}
        source = messages.Source(
            data=path.read_text(encoding="utf-8"),
            media_type=messages.SourceMediaType.text_x_cucumber_gherkin_plain,
            uri=uri,
        )
        self._write(source=source)
        self._line({"gherkinDocument": document})
        for pickle in Compiler(self._ids).compile(document):
            self._line({"pickle": pickle})
            self._pickles[file, pickle["location"]["line"]] = pickle

    def _case(self, pickle: Any, record: ExampleRecord) -> messages.TestCase:
        """
        Return the test case of a pickle, which is written before its first attempt.
        """
        if pickle["id"] in self._cases:
            return self._cases[pickle["id"]]
        steps = [
            messages.TestStep(
                id=self._next(),
                pickle_step_id=theirs["id"],
                step_definition_ids=self._defined(step),
            )
            for theirs, step in zip(pickle["steps"], record.steps, strict=True)
        ]
        steps.append(messages.TestStep(id=self._next(), hook_id=self._hook))
        case = messages.TestCase(
            id=self._next(),
            pickle_id=pickle["id"],
            test_steps=steps,
            test_run_started_id=self._run,
        )
        self._cases[pickle["id"]] = case
        self._write(test_case=case)
        return case

    def _defined(self, step: StepRecord) -> list[str] | None:
        if step.phrases is None:
            return None
        return [self._definition(text, place) for text, place in step.phrases]

    def _definition(self, text: str, place: str) -> str:
        """
        Return the id of a phrase, which is written when it is said first.
        """
        key = f"{place} {text}"
        if key not in self._definitions:
            self._definitions[key] = self._next()
            file, _, line = place.rpartition(":")
            kind = messages.StepDefinitionPatternType.cucumber_expression
            self._write(
                step_definition=messages.StepDefinition(
                    id=self._definitions[key],
                    pattern=messages.StepDefinitionPattern(source=text, type=kind),
                    source_reference=messages.SourceReference(
                        uri=file, location=messages.Location(line=int(line))
                    ),
                )
            )
        return self._definitions[key]

    def _steps(
        self, record: ExampleRecord, report: Any, case: messages.TestCase, started: str
    ) -> None:
        steps = [*record.steps, _end(record)]
        culprit = next(
            (step for step in steps if step.status not in ("passed", SKIPPED)), None
        )
        for step, theirs in zip(steps, case.test_steps, strict=True):
            began = record.started + step.began
            self._write(
                test_step_started=messages.TestStepStarted(
                    test_case_started_id=started,
                    test_step_id=theirs.id,
                    timestamp=_timestamp(began),
                )
            )
            if step is culprit:
                self._attach(report, theirs.id, started)
            self._write(
                test_step_finished=messages.TestStepFinished(
                    test_case_started_id=started,
                    test_step_id=theirs.id,
                    test_step_result=_result(step, record, is_culprit=step is culprit),
                    timestamp=_timestamp(began + step.seconds),
                )
            )

    def _attach(self, report: Any, step: str, started: str) -> None:
        for title, text in report.sections:
            if title == JOURNAL:
                self._write(
                    attachment=messages.Attachment(
                        body=text,
                        content_encoding=messages.AttachmentContentEncoding.identity,
                        media_type="text/plain",
                        file_name="journal.txt",
                        test_case_started_id=started,
                        test_step_id=step,
                    )
                )

    def _write(self, **message: Any) -> None:
        self._line(message_converter.to_dict(messages.Envelope(**message)))

    def _line(self, message: Any) -> None:
        self._file.write(json.dumps(message, ensure_ascii=False) + "\n")
        self._file.flush()

    def _next(self) -> str:
        return str(self._ids.get_next_id())

    def _now(self) -> messages.Timestamp:
        return _timestamp(self._clock.now().timestamp())


def _meta() -> messages.Meta:
    return messages.Meta(
        cpu=messages.Product(name=platform.machine()),
        implementation=messages.Product(name="seatrial", version=version("seatrial")),
        os=messages.Product(name=platform.system(), version=platform.release()),
        protocol_version=_PROTOCOL,
        runtime=messages.Product(
            name=platform.python_implementation(), version=platform.python_version()
        ),
    )


def _contracts(identifier: str) -> messages.Hook:
    return messages.Hook(
        id=identifier,
        name="What is around the steps went well, and no contract was broken",
        source_reference=messages.SourceReference(uri="harness/report/recorder.py"),
        type=messages.HookType.after_test_case,
    )


def _end(record: ExampleRecord) -> StepRecord:
    """
    Return how it went around the steps: where none is to blame, that failed.
    """
    is_blamed = all(step.status in ("passed", SKIPPED) for step in record.steps)
    status = SKIPPED if record.outcome == SKIPPED else "passed"
    if is_blamed and record.failure:
        status = FAILED
    return StepRecord("", "", status=status, began=record.seconds)


def _result(
    step: StepRecord, record: ExampleRecord, *, is_culprit: bool
) -> messages.TestStepResult:
    return messages.TestStepResult(
        duration=messages.Duration(*_parts(step.seconds)[::-1]),
        status=messages.TestStepResultStatus(step.status.upper()),
        message=record.failure if is_culprit else None,
    )


def _timestamp(seconds: float) -> messages.Timestamp:
    whole, nanos = _parts(seconds)
    return messages.Timestamp(seconds=whole, nanos=nanos)


def _parts(seconds: float) -> tuple[int, int]:
    return divmod(round(max(seconds, 0.0) * 1_000_000_000), 1_000_000_000)
