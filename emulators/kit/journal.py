"""
What was asked and answered: the evidence of a scenario.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from emulators.kit.masking import mask_document

_numbers = count(1)


class Exchange(NamedTuple):
    """
    One call and its answer. Bodies are kept as they were sent.

    Attributes:
        number: Grows over all journals of a process, so that they can be merged.

        at: The clock of the service when the answer was ready.

        by: ``api`` for a client, ``person`` for somebody at the vendor's screens,
            ``vendor`` for what the fake sent by itself.

        operation: ``<service>.<operation>``; None where no operation matched.

        fault: Kind of the fault that was injected, if any.

        verdict: ``kept``, or how the contract was broken, and by whom.

        began: A number from before the fake sent this by itself: what has one between
            the two happened meanwhile.
    """

    number: int
    at: datetime
    by: str
    method: str
    path: str
    query: str
    operation: str | None
    request: bytes
    status: int
    reply: bytes
    fault: str | None
    verdict: str
    hint: str | None = None
    began: int | None = None

    def document(self) -> dict[str, Any]:
        """
        Return what the control plane shows of it, without secrets.
        """
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "by": self.by,
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "operation": self.operation,
            "request": mask_document(_readable(self.request)),
            "status": self.status,
            "reply": mask_document(_readable(self.reply)),
            "fault": self.fault,
            "verdict": self.verdict,
            "hint": self.hint,
        }


class Journal:
    """
    The latest exchanges of one account, oldest first.
    """

    def __init__(self, most: int = 10_000) -> None:
        self._exchanges: deque[Exchange] = deque(maxlen=most)

    def next_number(self) -> int:
        """
        Return the number of the next exchange.
        """
        return next(_numbers)

    def add(self, exchange: Exchange) -> None:
        """
        Keep it; the oldest is dropped when there are too many.
        """
        self._exchanges.append(exchange)

    def __iter__(self) -> Iterator[Exchange]:
        return iter(tuple(self._exchanges))

    def since(self, number: int) -> list[Exchange]:
        """
        Return the exchanges after this number, oldest first.
        """
        latest = tuple(self._exchanges)
        position = len(latest)
        while position and latest[position - 1].number > number:
            position -= 1
        return list(latest[position:])

    def __len__(self) -> int:
        return len(self._exchanges)

    def clear(self) -> None:
        """
        Forget the exchanges; numbers go on.
        """
        self._exchanges.clear()


def journal_writer(path: Path) -> Callable[[Exchange], None]:
    """
    Return a function that adds an exchange to a file, as a line of JSON.

    The file is its writer's own: nobody else reads it.

    Raises:
        OSError: It cannot be written.
    """
    # Each line is one write to the end of the file: threads need no lock.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    file = os.fdopen(os.open(path, flags, 0o600), "ab", buffering=0)

    def write(exchange: Exchange) -> None:
        file.write(msgspec.json.encode(exchange.document()) + b"\n")

    return write


def _readable(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body) if body else None
    except msgspec.DecodeError:
        return body.decode("utf-8", "replace")
