"""
Parts of Cucumber Messages that follow from a record alone.
"""

import platform
from base64 import b64encode
from importlib.metadata import version

import cucumber_messages as messages

from harness.report.record import (
    FAILED,
    SKIPPED,
    Attached,
    ExampleRecord,
    Meaning,
    StepRecord,
)

_PROTOCOL = version("cucumber-messages")


def meta() -> messages.Meta:
    """
    Return what ran, and on what.
    """
    return messages.Meta(
        cpu=messages.Product(name=platform.machine()),
        implementation=messages.Product(name="seatrial", version=version("seatrial")),
        os=messages.Product(name=platform.system(), version=platform.release()),
        protocol_version=_PROTOCOL,
        runtime=messages.Product(
            name=platform.python_implementation(), version=platform.python_version()
        ),
    )


def contracts(identifier: str) -> messages.Hook:
    """
    Return what stands for all that is around the steps.
    """
    return messages.Hook(
        id=identifier,
        name="What is around the steps went well, and no contract was broken",
        source_reference=messages.SourceReference(uri="harness/report/recorder.py"),
        type=messages.HookType.after_test_case,
    )


def words(meaning: Meaning) -> messages.StepMatchArgumentsList:
    """
    Return the words that a phrase takes from a step.
    """
    return messages.StepMatchArgumentsList(
        step_match_arguments=[
            messages.StepMatchArgument(
                group=messages.Group(start=word.start, value=word.text),
                parameter_type_name=word.kind,
            )
            for word in meaning.words
        ]
    )


def end_of(record: ExampleRecord) -> StepRecord:
    """
    Return how it went around the steps: where none is to blame, that failed.
    """
    is_blamed = all(step.status in ("passed", SKIPPED) for step in record.steps)
    status = SKIPPED if record.outcome == SKIPPED else "passed"
    if is_blamed and record.failure:
        status = FAILED
    return StepRecord("", "", status=status, began=record.seconds)


def result(step: StepRecord, message: str | None) -> messages.TestStepResult:
    """
    Return how a step went.
    """
    return messages.TestStepResult(
        duration=messages.Duration(*_parts(step.seconds)[::-1]),
        status=messages.TestStepResultStatus(step.status.upper()),
        message=message,
    )


def journal(text: str, *, step: str, case: str) -> messages.Attachment:
    """
    Return the journal of calls as an attachment of a step.
    """
    return messages.Attachment(
        body=text,
        content_encoding=messages.AttachmentContentEncoding.identity,
        media_type="text/plain",
        file_name="journal.txt",
        test_case_started_id=case,
        test_step_id=step,
    )


def attachment(attached: Attached, *, step: str, case: str) -> messages.Attachment:
    """
    Return what an Example left as an attachment of a step.
    """
    return messages.Attachment(
        body=b64encode(attached.data).decode("ascii"),
        content_encoding=messages.AttachmentContentEncoding.base64,
        media_type=attached.media_type,
        file_name=attached.name,
        test_case_started_id=case,
        test_step_id=step,
    )


def timestamp(seconds: float) -> messages.Timestamp:
    """
    Return an instant, given in seconds since 1970.
    """
    whole, nanos = _parts(seconds)
    return messages.Timestamp(seconds=whole, nanos=nanos)


def _parts(seconds: float) -> tuple[int, int]:
    return divmod(round(max(seconds, 0.0) * 1_000_000_000), 1_000_000_000)
