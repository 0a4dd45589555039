"""
An Example's exchanges as a sequence diagram: SVG of our own, small and for any width.

The shapes of arrows are drawn once in the page; a diagram only places them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from markupsafe import Markup, escape

from harness.report.instants import instant, span
from harness.report.names import KEPT, short, shortened, times
from harness.report.record import StepRecord
from harness.report.traffic import PERSON, Crossing

WIDTH = 360
SHIPSTATION, MIDDLE, CIN7_CORE = 62, 180, 298
_FIRST, _LAST = 8, 4
_LABEL = 34
_HEADING = 48
WHOLE, ASKED, ANSWERED = "whole", "asked", "answered"


@dataclass(frozen=True, slots=True)
class _Row:
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


_LETTERS = {
    "shipstation": "s",
    "cin7_core": "c",
    "engine": "e",
    "person": "p",
    "elsewhere": "x",
}
# Where the label of an arrow stands: between its ends, or beside the one lifeline.
_PLACES = {
    "se": (SHIPSTATION + MIDDLE) // 2,
    "es": (SHIPSTATION + MIDDLE) // 2,
    "ec": (MIDDLE + CIN7_CORE) // 2,
    "ce": (MIDDLE + CIN7_CORE) // 2,
    "ps": SHIPSTATION + 8,
    "pc": CIN7_CORE - 8,
    "sx": SHIPSTATION + 8,
    "cx": CIN7_CORE - 8,
    "xs": SHIPSTATION + 8,
    "xc": CIN7_CORE - 8,
}
_BESIDE = {"ps": "s", "sx": "s", "xs": "s", "pc": "c", "cx": "c", "xc": "c"}


def diagram(steps: Sequence[StepRecord]) -> Markup:
    """
    Return the diagram; empty where nothing was exchanged.
    """
    total = sum(len(step.traffic.crossings) for step in steps if step.traffic)
    if not total:
        return Markup()
    y, parts = 20, []
    for position, step in enumerate(steps, 1):
        rows = list(_rows(step))
        if rows:
            y += 26
            parts.append(_heading(y - 6, f"{position} {step.keyword} {step.text}"))
        for row in rows:
            y += 24 if row.arrow else 22
            parts.append(_drawn(row, y))
    head = (
        f'<svg class="seq" viewBox="0 0 {WIDTH} {y + 8}" role="img" aria-label="'
        f'Sequence of {total} exchanges; the journal has them as text">'
        f'<use href="#heads"/><path class="life" d="M{SHIPSTATION} 24V{y + 4}'
        f'M{MIDDLE} 24V{y + 4}M{CIN7_CORE} 24V{y + 4}"/>'
    )
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704  # texts are escaped


def _heading(y: int, text: str) -> str:
    label = escape(shortened(text, _HEADING))
    return f'<text class="h" x="4" y="{y}">{label}</text>'


def _drawn(row: _Row, y: int) -> str:
    text = escape(row.text)
    if not row.arrow:
        return f'<text class="{row.mark}" x="{MIDDLE}" y="{y - 5}">{text}</text>'
    way = row.arrow[:2]
    arrow = f' class="{row.mark}"' if row.mark else ""
    classes = f"{_BESIDE.get(way, '')} {row.mark}".strip()
    label = f' class="{classes}"' if classes else ""
    return (
        f'<use{arrow} href="#{row.arrow}" y="{y}"/>'
        f'<text{label} x="{_PLACES[way]}" y="{y - 5}">{text}</text>'
    )


def _rows(step: StepRecord) -> Iterator[_Row]:
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
            yield _Row(f"… {len(shown)} more", mark="more")


def _all_rows(crossings: Sequence[Crossing], began_at: str) -> Iterator[_Row]:
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


def _row(moments: Sequence[_Moment]) -> _Row:
    one, part = moments[0].crossing, moments[0].part
    sender, receiver = _LETTERS[one.sender], _LETTERS[one.receiver]
    arrow = sender + receiver
    if part == ASKED:
        return _Row(shortened(short(one), _LABEL), arrow, _mark(one))
    mark = _mark(one)
    status = f"→ {one.status or 'no answer'}{_notes(one)}"
    if part == ANSWERED:
        return _Row(status, f"{receiver}{sender}r", mark)
    label = shortened(short(one), _LABEL)
    if len(moments) > 1:
        names = {short(moment.crossing) for moment in moments}
        more = times(len(moments)) if len(names) == 1 else f"+ {len(moments) - 1} more"
        label = f"{shortened(label, _LABEL - len(more) - 1)} {more}"
    if one.sender == PERSON:
        label = f"{label} {status}" if _is_refused(one) else label
        return _Row(label, arrow, mark)
    return _Row(f"{label} {status}", arrow, mark)


def _is_refused(crossing: Crossing) -> bool:
    return crossing.status >= HTTPStatus.BAD_REQUEST


def _mark(crossing: Crossing) -> str:
    if crossing.verdict != KEPT:
        return "bad"
    return "fault" if crossing.fault else ""


def _notes(crossing: Crossing) -> str:
    text = f" ⚡ {crossing.fault}" if crossing.fault else ""
    return text if crossing.verdict == KEPT else f"{text} ✗ contract"


def _time(before: str, after: str) -> list[_Row]:
    if not before or before >= after:
        return []
    text = f"clock + {span(before, after)} = {instant(after)}"
    return [_Row(text, mark="time")]
