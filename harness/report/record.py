"""
What is kept of an Example that ran. Plain data: it crosses process borders.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

PASSED = "passed"
FAILED = "failed"
SKIPPED = "skipped"
UNDEFINED = "undefined"
AMBIGUOUS = "ambiguous"
RERUN = "rerun"


@dataclass(slots=True)
class StepRecord:
    """
    One step and how it went: passed, failed, undefined, ambiguous, or skipped.

    Attributes:
        began: Seconds from the start of its Example.

        phrases: Text and place of what it means; several are one too many, and None is
            not known, because it was not reached.
    """

    keyword: str
    text: str
    status: str = SKIPPED
    seconds: float = 0.0
    began: float = 0.0
    phrases: list[list[str]] | None = None


@dataclass(slots=True)
class ExampleRecord:
    """
    One Example and how it went.

    Attributes:
        evidence: How the rule is known: ``seed``, ``cin7``, and so on.

        exchanges: Uninjected exchanges with the integration after the last Given; an
            Example without any proves nothing about it.

        failure: What pytest printed, or an empty text.

        title: The name, with what its row has.

        file: The feature file, as an absolute path.

        line: Where it stands there; of an outline, its row.

        started: The instant, in seconds since 1970.
    """

    path: str
    feature: str
    rule: str
    name: str
    tags: list[str] = field(default_factory=list)
    evidence: str = ""
    source: str = ""
    steps: list[StepRecord] = field(default_factory=list)
    outcome: str = PASSED
    seconds: float = 0.0
    exchanges: int = 0
    failure: str = ""
    title: str = ""
    file: str = ""
    line: int = 0
    started: float = 0.0

    @property
    def failed(self) -> bool:
        """
        Whether it failed; it may also have been skipped.
        """
        return self.outcome == FAILED

    @property
    def passed(self) -> bool:
        """
        Whether it passed.
        """
        return self.outcome == PASSED

    @property
    def proves_integration(self) -> bool:
        """
        Whether it passed, and the integration took part.
        """
        return self.passed and self.exchanges > 0

    def document(self) -> dict[str, Any]:
        """
        Return it as JSON.
        """
        return asdict(self)


def record_from(document: dict[str, Any]) -> ExampleRecord:
    """
    Read what `ExampleRecord.document` returned.
    """
    steps = [StepRecord(**step) for step in document["steps"]]
    return ExampleRecord(**{**document, "steps": steps})
