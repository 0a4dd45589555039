"""
The rows of a sequence diagram: what of an Example's exchanges is shown, and how short.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from harness.report.instants import instant, span
from harness.report.names import KEPT, short, shortened, times
from harness.report.record import StepRecord
from harness.report.traffic import PERSON, Crossing

_FIRST, _LAST = 8, 4
_LABEL = 34
WHOLE, ASKED, ANSWERED = "whole", "asked", "answered"
_LETTERS = {
    "shipstation": "s",
    "cin7_core": "c",
    "engine": "e",
    "person": "p",
    "elsewhere": "x",
}


@dataclass(frozen=True, slots=True)
class Row:
    """
    A row of a diagram.

    Attributes:
        arrow: From whom to whom, as letters; empty for a text alone. With an ``r``
            behind it is an answer.

        mark: A class that makes it stand out.
    """

    text: str
    arrow: str = ""
    mark: str = ""


def rows_of(step: StepRecord) -> Iterator[Row]:
    """
    Yield the rows of a step; of many, the first and the last, and what stands out.
    """
    if step.traffic is None:
        return
    rows = list(_all_rows(step.traffic.crossings, step.traffic.began_at))
    if step.traffic.began_at:
        last = max((one.at for one in step.traffic.crossings), default="")
        rows += _time(max(last, step.traffic.began_at), step.traffic.ended_at)
    kept = [
        position < _FIRST or position >= len(rows) - _LAST or bool(row.mark)
        for position, row in enumerate(rows)
    ]
    for is_kept, group in groupby(zip(kept, rows, strict=True), lambda one: one[0]):
        shown = [row for _, row in group]
        if is_kept or len(shown) == 1:
            yield from shown
        else:
            yield Row(f"… {len(shown)} more", mark="more")


def _all_rows(crossings: Sequence[Crossing], began_at: str) -> Iterator[Row]:
    at = began_at
    for _, group in groupby(_moments(crossings), _likeness):
        moments = list(group)
        yield from _time(at, moments[0].at)
        at = max(at, moments[0].at)
        yield _row(moments)


@dataclass(frozen=True, slots=True)
class _Moment:
    """
    A call with its answer, or one of the two.
    """

    number: int
    at: str
    part: str
    crossing: Crossing


def _moments(crossings: Sequence[Crossing]) -> list[_Moment]:
    """
    Return what happened one after another; a call may have others in its course.
    """
    moments = []
    for one in crossings:
        between = range(one.began + 1, one.number)
        inside = between and [
            other.at for other in crossings if other.number in between
        ]
        if inside:
            # When it was asked is not known: not after what followed from it.
            moments.append(_Moment(one.began, min(inside), ASKED, one))
            moments.append(_Moment(one.number, one.at, ANSWERED, one))
        else:
            moments.append(_Moment(one.number, one.at, WHOLE, one))
    return sorted(moments, key=lambda one: one.number)


def _likeness(moment: _Moment) -> tuple[object, ...]:
    """
    Return what neighbours share that become one row: of persons, only the place.
    """
    one = moment.crossing
    if moment.part != WHOLE or _mark(one):
        return (moment.part, moment.number)
    if one.sender == PERSON:
        return (WHOLE, PERSON, one.receiver, _is_refused(one), one.at)
    return (WHOLE, one.sender, one.receiver, short(one), one.status, one.at)


def _row(moments: Sequence[_Moment]) -> Row:
    one, part = moments[0].crossing, moments[0].part
    sender, receiver = _LETTERS[one.sender], _LETTERS[one.receiver]
    arrow = sender + receiver
    if part == ASKED:
        return Row(shortened(short(one), _LABEL), arrow, _mark(one))
    mark = _mark(one)
    status = f"→ {one.status or 'no answer'}{_notes(one)}"
    if part == ANSWERED:
        return Row(status, f"{receiver}{sender}r", mark)
    label = shortened(short(one), _LABEL)
    if len(moments) > 1:
        names = {short(moment.crossing) for moment in moments}
        more = times(len(moments)) if len(names) == 1 else f"+ {len(moments) - 1} more"
        label = f"{shortened(label, _LABEL - len(more) - 1)} {more}"
    if one.sender == PERSON:
        label = f"{label} {status}" if _is_refused(one) else label
        return Row(label, arrow, mark)
    return Row(f"{label} {status}", arrow, mark)


def _is_refused(crossing: Crossing) -> bool:
    return crossing.status >= HTTPStatus.BAD_REQUEST


def _mark(crossing: Crossing) -> str:
    if crossing.verdict != KEPT:
        return "bad"
    return "fault" if crossing.fault else ""


def _notes(crossing: Crossing) -> str:
    text = f" ⚡ {crossing.fault}" if crossing.fault else ""
    return text if crossing.verdict == KEPT else f"{text} ✗ contract"


def _time(before: str, after: str) -> list[Row]:
    if not before or before >= after:
        return []
    text = f"clock + {span(before, after)} = {instant(after)}"
    return [Row(text, mark="time")]
