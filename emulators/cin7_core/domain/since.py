"""
What it means that something happened since a moment.
"""

from datetime import datetime

from emulators.cin7_core.profile import SinceBounds


def is_since(at: datetime, bound: datetime, bounds: SinceBounds) -> bool:
    """
    Tell whether it was then or later.
    """
    return at >= bound if bounds is SinceBounds.INCLUSIVE else at > bound
