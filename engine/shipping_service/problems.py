"""
Why rates, labels or packages cannot be had as asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from engine.domain.order_export import NotExportable
from engine.domain.packages import NotPackable


class Problem(Exception):
    """
    A sentence for the person who asked.

    Attributes:
        code: A short name for the program that asked.
    """

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


class NotHere(Problem):
    """
    There is no such sale, service or label.
    """


class InTheWay(Problem):
    """
    The state of things does not allow it; something else has to be done first.
    """


class Unusable(Problem):
    """
    What was asked, or what is known of the goods, cannot be used.
    """


@contextmanager
def told_in_full() -> Iterator[None]:
    """
    Turn what the domain says no to into a problem.
    """
    try:
        yield
    except (NotPackable, NotExportable) as problem:
        raise Unusable(problem.reason, str(problem)) from problem
