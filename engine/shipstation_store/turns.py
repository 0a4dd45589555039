"""
Whose turn it is, where a slice may not last for all.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

_One = TypeVar("_One")


def in_turn(waiting: Sequence[_One], now: datetime) -> list[_One]:
    """
    Return all, beginning at another one each time.
    """
    if not waiting:
        return []
    chosen = int.from_bytes(sha256(now.isoformat().encode()).digest())
    start = chosen % len(waiting)
    return [*waiting[start:], *waiting[:start]]
