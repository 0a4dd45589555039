"""
What a fault is, and which faults are still to happen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from emulators.kit.operation import Reply


class Wire(Protocol):
    """
    The caller's connection, while one answer is under way.
    """

    def send(self) -> None:
        """
        Send the answer.
        """

    def hang_up(self) -> None:
        """
        Close the connection; nothing is sent any more.
        """

    def cut(self) -> None:
        """
        Send the head of the answer and half of its body, then close.
        """

    def send_later(self, seconds: float) -> None:
        """
        Send the answer when the clock has moved on by the seconds.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """
    One misbehaviour of one operation.

    Attributes:
        operation: ``<service>.<operation>`` that misbehaves, or ``<service>.*``.

        times: How many calls misbehave before it behaves again.

        after: How many calls behave well before the first one that does not.
    """

    kind: ClassVar[str]
    operation: str
    times: int = 1
    after: int = 0

    def around(self, answer: Callable[[], Reply]) -> Reply:
        """
        Answer the call, or not; *answer* does the real work when it is called.
        """
        return answer()

    def on_wire(self, wire: Wire) -> None:
        """
        Send the answer, or not.
        """
        wire.send()


class FaultPlan:
    """
    The faults that are still to happen, in the order that they were added.

    Attributes:
        planned: All that were ever added, also those that have happened.
    """

    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self._left: list[tuple[Fault, int, int]] = []

    def __bool__(self) -> bool:
        return bool(self._left)

    def add(self, fault: Fault) -> None:
        """
        Let the fault happen at the next calls of its operation.
        """
        self.planned.append(fault)
        self._left.append((fault, fault.after, fault.times))

    def take(self, operation: str) -> Fault | None:
        """
        Return the first fault that this call of the operation meets, if any.
        """
        for position, (fault, after, times) in enumerate(self._left):
            if not _meets(fault.operation, operation):
                continue
            if after:
                self._left[position] = (fault, after - 1, times)
            else:
                self._use_up(position, fault, times)
                return fault
        return None

    def left(self) -> list[tuple[Fault, int]]:
        """
        Return the faults that wait, each with the times that it will still happen.
        """
        return [(fault, times) for fault, _, times in self._left]

    def clear(self) -> None:
        """
        Forget them all.
        """
        self._left.clear()

    def _use_up(self, position: int, fault: Fault, times: int) -> None:
        if times > 1:
            self._left[position] = (fault, 0, times - 1)
        else:
            del self._left[position]


def _meets(target: str, operation: str) -> bool:
    return target == operation or (
        target.endswith(".*") and operation.startswith(target[:-1])
    )
