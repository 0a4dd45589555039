"""
What is kept of an Example that ran. Plain data: it crosses process borders.
"""

from dataclasses import dataclass, field

import msgspec

from harness.report.traffic import Traffic

PASSED = "passed"
FAILED = "failed"
SKIPPED = "skipped"
BROWSER = "browser"  # the tag of Examples that look at pages
UNDEFINED = "undefined"
AMBIGUOUS = "ambiguous"
RERUN = "rerun"


@dataclass(slots=True)
class Word:
    """
    A word of a step that its phrase takes.

    Attributes:
        start: How many characters stand before it.

        kind: Such as ``Number`` or ``d``; None where any text is taken.
    """

    start: int
    text: str
    kind: str | None = None


@dataclass(slots=True)
class Meaning:
    """
    What a step means: the text of a phrase, its place, and the words that it took.
    """

    phrase: str
    place: str
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class StepRecord:
    """
    One step and how it went: passed, failed, undefined, ambiguous, or skipped.

    Attributes:
        began: Seconds from the start of its Example.

        meanings: What it means; several are one too many, and None is not known,
            because it was not reached.

        traffic: What went over the wire in it, if somebody wants to know.
    """

    keyword: str
    text: str
    status: str = SKIPPED
    seconds: float = 0.0
    began: float = 0.0
    meanings: list[Meaning] | None = None
    traffic: Traffic | None = None


@dataclass(slots=True)
class Attached:
    """
    Something that an Example leaves for its readers, such as a picture.

    Attributes:
        step: Position of the step that it was made in; -1 is before the first.
    """

    name: str
    media_type: str
    data: bytes
    step: int = -1


@dataclass(slots=True)
class ExampleRecord:
    """
    One Example and how it went.

    Attributes:
        evidence: How the rule is known: ``seed``, ``cin7``, and so on.

        exchanges: Uninjected exchanges with the integration after the last Given; an
            Example without any proves nothing about it.

        failure: What pytest printed, or an empty text.

        message: The sentence of it that matters; of what was not run, the reason.

        title: The name, with what its row has.

        file: The feature file, as an absolute path.

        line: Where it stands there; of an outline, its row.

        started: The instant, in seconds since 1970.

        about: What the feature says of itself.

        bodies: What `Traffic` refers to.

        unmet: Faults that were planned and did not happen.

        applies: Whether the system under test has what it needs; it was not run else.
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
    message: str = ""
    title: str = ""
    file: str = ""
    line: int = 0
    started: float = 0.0
    about: str = ""
    bodies: list[str] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    applies: bool = True

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

    @property
    def proves_page(self) -> bool:
        """
        Whether it passed, and pages were looked at in a browser.
        """
        return self.passed and BROWSER in self.tags

    def document(self) -> str:
        """
        Return it as JSON.
        """
        return msgspec.json.encode(self).decode()


def record_from(document: str) -> ExampleRecord:
    """
    Read what `ExampleRecord.document` returned.
    """
    return msgspec.json.decode(document, type=ExampleRecord)
