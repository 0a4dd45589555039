"""
Query parameters and list envelopes, as all operations share them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from emulators.cin7_core.domain.reading import instant
from emulators.kit.operation import INTEGER, Param, Reply
from emulators.kit.paging import page_of

DOCS = "https://dearinventory.docs.apiary.io/#reference"
ERRORS = "error.json"
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST, USUAL = 1000, 100

Item = TypeVar("Item")


def _guid(given: str) -> str:
    lowered = given.strip().lower()
    if not _GUID.fullmatch(lowered):
        raise ValueError(f"The value '{given}' is not valid.")
    return lowered


def _instant(given: str) -> datetime:
    try:
        # A plus sign of a zone arrives as a blank where it was not encoded.
        return instant(given.strip().replace(" ", "+" if "T" in given else "T"))
    except ValueError:
        raise ValueError(f"The value '{given}' is not valid.") from None


def _word(given: str) -> str:
    return given.strip().upper()


GUID = Param({"type": "string", "format": "uuid"}, _guid)
INSTANT = Param({"type": "string", "format": "date-time"}, _instant)
WORD = Param({"type": "string"}, _word, blank=True)
PAGING: Mapping[str, Param] = {"Page": INTEGER, "Limit": INTEGER}


def answers(schema: str) -> Mapping[int, str]:
    """
    Return the responses of an operation whose success has the schema.
    """
    return {200: schema, 400: ERRORS}


def listed(
    key: str,
    found: Sequence[Item],
    query: Mapping[str, Any],
    show: Callable[[Item], Any],
) -> Reply:
    """
    Return one page of what was found, in the vendor's envelope.

    Page and limit are clamped to what makes sense.
    """
    number = max(1, query.get("Page", 1))
    size = min(MOST, max(1, query.get("Limit", USUAL)))
    page = page_of(found, number=number, size=size)
    rows = [show(one) for one in page.items]
    return Reply(200, {"Total": page.total, "Page": number, key: rows})
