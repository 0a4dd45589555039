"""
What a client asked the fakes, as their journal on file has it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from emulators.kit.operation import Operation
from emulators.kit.service import Service
from harness.catalogues import service_of

KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Call:
    """
    One call of a client, and how it went.

    Attributes:
        operation: ``<service>.<operation>``; None where no operation matched.

        request: The decoded body; a text where it is no JSON, None where there is none.

        verdict: ``kept``, or how the contract was broken, and by whom.
    """

    number: int
    method: str
    path: str
    query: str
    operation: str | None
    request: Any
    status: int
    verdict: str
    hint: str | None = None

    @property
    def line(self) -> str:
        """
        What was asked, without its body.
        """
        return f"{self.method} {self.path}{'?' if self.query else ''}{self.query}"

    @property
    def subject(self) -> str:
        """
        The operation, or the path where there is none.
        """
        return self.operation or f"{self.method} {self.path}"

    @property
    def asked(self) -> Mapping[str, str]:
        """
        The parameters of the query.
        """
        return dict(parse_qsl(self.query, keep_blank_values=True))


def read_calls(file: Path) -> tuple[Call, ...]:
    """
    Return the calls of clients, oldest first; what people did is left out.
    """
    return tuple(_calls(file.read_bytes().splitlines()))


def _calls(lines: Iterable[bytes]) -> Iterator[Call]:
    for line in lines:
        exchange = msgspec.json.decode(line)
        if exchange["by"] == "api":
            yield Call(**{name: exchange[name] for name in Call.__slots__})


@cache
def vendor(name: str) -> Service[Any]:
    """
    Return a fake that tells of the vendor's contract, and serves nobody.
    """
    return service_of(name)


def operation_named(name: str) -> Operation[Any] | None:
    """
    Return the operation of this full name, if there is one.
    """
    service, _, short = name.partition(".")
    for catalogue in (vendor(service).catalogue, vendor(service).common):
        if short in catalogue:
            return catalogue[short]
    return None
