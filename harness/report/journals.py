"""
The journals of all Examples with their bodies, packed into the page.

Each distinct body is there once. A page of 450 Examples has 40 MB of bodies; packed so
they are half a megabyte, and the browser unpacks them when somebody opens the first.
"""

import gzip
from base64 import b64encode
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import msgspec

from harness.report.instants import instant, moved
from harness.report.names import ends, times, what
from harness.report.record import ExampleRecord, StepRecord

_MOST_LINES = 60


def pack(records: Sequence[ExampleRecord]) -> str:
    """
    Return what the page's script reads: gzip in base64, the same for the same journals.
    """
    # Like stands beside like: half the size.
    bodies = sorted({body for record in records for body in record.bodies})
    places = {body: place for place, body in enumerate(bodies)}
    journals = [_entries(record, places) for record in records]
    document = msgspec.json.encode({"bodies": bodies, "journals": journals})
    return b64encode(gzip.compress(document, 6, mtime=0)).decode("ascii")


def lines(record: ExampleRecord) -> tuple[str, int]:
    """
    Return the journal without bodies, and how many lines were left out at its end.

    What a line has in common with the one before it is not said again.
    """
    text: list[str] = []
    for position, step in enumerate(record.steps, 1):
        crossings = step.traffic.crossings if step.traffic else []
        if crossings:
            text.append(_heading(position, step))
        for between, group in groupby(crossings, lambda one: (one.at, ends(one))):
            text.append(f"  {between[0][11:]} {between[1]}")
            for said, same in groupby(map(what, group)):
                count = len(list(same))
                text.append(f"    {said}" + (f" {times(count)}" if count > 1 else ""))
    return "\n".join(text[:_MOST_LINES]), max(len(text) - _MOST_LINES, 0)


def _entries(record: ExampleRecord, places: dict[str, int]) -> list[Any]:
    """
    Return a heading for each step, then its exchanges: line, request and reply.
    """
    numbers = [places[body] for body in record.bodies]
    entries: list[Any] = []
    for position, step in enumerate(record.steps, 1):
        crossings = step.traffic.crossings if step.traffic else []
        if crossings:
            entries.append(_heading(position, step))
        for one in crossings:
            text = f"{one.at[11:]} {ends(one)} {what(one)}"
            of_both = (one.request, one.reply)
            entries.append(
                [text, *(None if at is None else numbers[at] for at in of_both)]
            )
    return entries


def _heading(position: int, step: StepRecord) -> str:
    """
    Return the step, and its instant where it is the first or moves the clock.
    """
    text = f"{position} {step.keyword} {step.text}"
    if step.traffic is None or not step.traffic.began_at:
        return text
    news = moved(step.traffic.began_at, step.traffic.ended_at)
    at = f"it is {instant(step.traffic.began_at)}" if position == 1 else ""
    notes = "; ".join(note for note in (at, news) if note)
    return f"{text} ({notes})" if notes else text
