"""
Virtual instants and spans of time, in words.
"""

from datetime import datetime


def instant(text: str) -> str:
    """
    Return an instant such as ``Mon 2 Mar 09:15:00``.
    """
    at = datetime.fromisoformat(text)
    return f"{at:%a} {at.day} {at:%b %H:%M:%S}"


def span(before: str, after: str) -> str:
    """
    Return the time between two instants, such as ``1 h 15 min``.
    """
    seconds = int(
        (datetime.fromisoformat(after) - datetime.fromisoformat(before)).total_seconds()
    )
    parts = []
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts)


def moved(began_at: str, ended_at: str) -> str:
    """
    Return how far the clock moved; empty where it stood, or is the wall's.
    """
    if not began_at or began_at >= ended_at:
        return ""
    return f"the clock moved by {span(began_at, ended_at)}, to {instant(ended_at)}"
