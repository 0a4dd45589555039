"""
What became of one thing that a use case was asked to carry over.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """
    The four ways in which an attempt can end.
    """

    DELIVERED = "delivered"
    UNCHANGED = "unchanged"
    HELD_BACK = "held_back"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    One entry of the operations log, without its time and place.

    Attributes:
        subject: The sale's order number, where there is one.
        reason: A short name; of a hold-back, the gate's.
        detail: A sentence.
    """

    kind: Kind
    subject: str = ""
    reason: str = ""
    detail: str = ""


def delivered(subject: str, detail: str = "", *, reason: str = "") -> Outcome:
    """
    Return the outcome of something that arrived.
    """
    return Outcome(Kind.DELIVERED, subject, reason, detail)


def unchanged(subject: str, reason: str, detail: str = "") -> Outcome:
    """
    Return the outcome of something that was there already, or is not ours.
    """
    return Outcome(Kind.UNCHANGED, subject, reason, detail)


def held_back(subject: str, reason: str, detail: str = "") -> Outcome:
    """
    Return the outcome of something that a rule kept from leaving.
    """
    return Outcome(Kind.HELD_BACK, subject, reason, detail)


def failed(subject: str, reason: str, detail: str = "") -> Outcome:
    """
    Return the outcome of something that was tried and went wrong.
    """
    return Outcome(Kind.FAILED, subject, reason, detail)


def tally(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """
    Count the outcomes by kind; each kind is present.
    """
    counted = Counter(outcome.kind for outcome in outcomes)
    return {kind.value: counted[kind] for kind in Kind}
