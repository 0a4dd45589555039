"""
How long a client leaves a vendor alone that has refused it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any


def pauses(journal: Iterable[Mapping[str, Any]], operation: str) -> list[float]:
    """
    Return the seconds from each refused call of an operation to the next call of it.
    """
    calls = [
        (datetime.fromisoformat(one["at"]), one["fault"] or one["status"] != 200)  # noqa: PLR2004
        for one in journal
        if one["by"] == "api" and one["operation"] == operation
    ]
    return [
        (next_at - at).total_seconds()
        for (at, is_refused), (next_at, _) in pairwise(calls)
        if is_refused
    ]
