"""
Exchanges as a report has them, made up.
"""

from itertools import count
from typing import Any

from harness.report.record import StepRecord
from harness.report.traffic import Crossing, Traffic

_numbers = count(1)
NINE = "2026-03-02T09:00:00"
LATER = "2026-03-02T09:15:00"


def crossing(sender: str, receiver: str, operation: str, **changes: Any) -> Crossing:
    """
    Return an exchange that went well, but for the changes.
    """
    number = next(_numbers)
    made = Crossing(
        sender=sender,
        receiver=receiver,
        at=NINE,
        method="GET",
        target=f"/{operation}",
        operation=operation,
        status=200,
        fault=None,
        verdict="kept",
        request=None,
        reply=None,
        number=number,
        began=number,
    )
    return made._replace(**changes)


def step(*crossings: Crossing, ended_at: str = NINE) -> StepRecord:
    """
    Return a step that began at nine and passed.
    """
    traffic = Traffic(NINE, ended_at, [], list(crossings))
    return StepRecord("When", "it happens", "passed", 0.1, traffic=traffic)
