"""
Read one page of orders as a custom store answers it, or say what is wrong with it.

A page counts as a whole: one order against the schema, and none of them is taken.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from emulators.shipstation.domain.store_calls import CallFailed
from emulators.shipstation.profile import OrderSchema

if TYPE_CHECKING:
    from lxml.etree import XMLSchema, _Element

_SCHEMAS = Path(__file__).parent.parent / "schemas"
_MOST_BYTES = 16 * 1024 * 1024
_SHOWN = 200
_PROLOGUE = r"\s*(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
_DOCTYPE = re.compile(rf"{_PROLOGUE}<!DOCTYPE", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(rf"{_PROLOGUE}<(?:!DOCTYPE\s+)?html\b", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r"charset=\"?([\w-]+)", re.IGNORECASE)
_DATE = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{2,4}) (\d{1,2}):(\d{2})(?::(\d{2}))?\s?(?:([ap])m)?",
    re.ASCII | re.IGNORECASE,
)
_MOST_AMOUNT = Decimal(10) ** 12

# libxml2 makes the types of all schemas with the first, which two threads cannot do at
# once, and a schema has one list of errors.
_schema_lock = Lock()


@dataclass(frozen=True, slots=True)
class StorePage:
    """
    One page.

    Attributes:
        pages: How many there are; 1 where the store does not say.

        orders: The elements, valid against the schema.
    """

    pages: int
    orders: list["_Element"]


def read_page(
    body: bytes, *, schema: OrderSchema, headers: Mapping[str, str]
) -> StorePage:
    """
    Return the page.

    Raises:
        CallFailed: It is no such page; the sentence is the one of ShipStation.
    """
    if len(body) > _MOST_BYTES:
        raise _invalid("The document is too large.", body[:_SHOWN].decode("latin-1"))
    text = _decoded(body, headers)
    if _HTML.match(text):
        raise CallFailed(
            f"An error occurred attempting to update orders: {text.strip()[:_SHOWN]}"
        )
    if _DOCTYPE.match(text):
        raise _invalid(
            "For security reasons DTD is prohibited in this XML document.", text
        )
    root = _parsed(text)
    _validate(root, text, schema)
    return StorePage(int(root.get("pages") or 1), list(root))


def read_date(text: str) -> datetime:
    """
    Return the instant of one of the protocol's dates, which are UTC.

    Raises:
        CallFailed: It has the form of a date, but is none.
    """
    found = _DATE.match(text.strip())
    try:
        moment = _moment(found) if found else None
    except ValueError:
        moment = None
    if moment is None:
        raise CallFailed(f"String '{text}' was not recognized as a valid DateTime.")
    return moment


def _moment(found: re.Match[str]) -> datetime:
    month, day, year, hour, minute = (int(part) for part in found.groups()[:5])
    return datetime(
        2000 + year if year < 100 else year,  # noqa: PLR2004  # two digits of a year
        month,
        day,
        _full_hour(hour, (found[7] or "").lower()),
        minute,
        int(found[6] or 0),
        tzinfo=UTC,
    )


def read_amount(text: str | None) -> Decimal:
    """
    Return the amount; zero for none.

    Raises:
        CallFailed: It is beyond all reason.
    """
    amount = Decimal(text.strip() if text else 0)
    if abs(amount) >= _MOST_AMOUNT:
        raise CallFailed("Value was either too large or too small for a Decimal.")
    return amount


def _full_hour(hour: int, half: str) -> int:
    """
    Return the hour of 24; an afternoon after 12 is what the protocol's samples have.
    """
    noon = 12
    if half == "p" and hour < noon:
        return hour + noon
    return 0 if half == "a" and hour == noon else hour


def _decoded(body: bytes, headers: Mapping[str, str]) -> str:
    """
    Return the text by the header's encoding; what the document declares is ignored.
    """
    types = [text for name, text in headers.items() if name.lower() == "content-type"]
    named = _CHARSET.search(types[0]) if types else None
    try:
        return body.decode(named[1] if named else "utf-8").removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        raise _invalid("Invalid character in the given encoding.", "") from None


def _parsed(text: str) -> "_Element":
    # Imported here: a fake that no store is connected to does not need it.
    from lxml import etree  # noqa: PLC0415

    if not text.strip():
        raise _invalid("Root element is missing.", text)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        raise _invalid(
            error.msg or "Data at the root level is invalid.", text
        ) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # stubs
        raise _invalid("DTD is prohibited in this XML document.", text)
    return root


def _validate(root: "_Element", text: str, schema: OrderSchema) -> None:
    from lxml import etree  # noqa: PLC0415  # as above

    with _schema_lock:
        try:
            _compiled(schema).assertValid(root)
        except etree.DocumentInvalid as error:
            raise _invalid(str(error), text) from None


@cache
def _compiled(schema: OrderSchema) -> "XMLSchema":
    from lxml import etree  # noqa: PLC0415  # as above

    path = _SCHEMAS / f"orders_{schema.value.lower()}.xsd"
    return etree.XMLSchema(etree.parse(path))


def _invalid(why: str, text: str) -> CallFailed:
    return CallFailed(f"Invalid XML. Error: '{why}' We received: '{text[:_SHOWN]}'")
