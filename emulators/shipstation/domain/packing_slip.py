"""
Print a packing slip: what the customer finds in the box, on as many pages as it takes.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.order import Line, Order

_WIDTH, _HEIGHT = 612, 792
_MARGIN, _LEADING = 54, 14
_WIDEST = 90
_ADDRESS = (
    "name",
    "company",
    "street1",
    "street2",
    "city",
    "state",
    "postalCode",
    "country",
)
_BODY, _BOLD = "Helvetica", "Helvetica-Bold"


@dataclass(frozen=True, slots=True)
class _Row:
    """
    One row of text.
    """

    text: str
    font: str = _BODY
    indent: int = 0


def print_packing_slip(account: Account, order: Order) -> bytes:
    """
    Return the PDF; the same order gives the same bytes.
    """
    # Imported here: it takes longer than the rest of the fake's start.
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    canvas.setTitle(f"Packing slip {order.order_number}")
    top = _HEIGHT - _MARGIN
    for row in _rows(account, order):
        if top < _MARGIN:
            canvas.showPage()
            top = _HEIGHT - _MARGIN
        _draw(canvas, row, top)
        top -= _LEADING
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Any, row: _Row, top: int) -> None:
    canvas.setFont(row.font, 10)
    text = row.text.encode("cp1252", "replace").decode("cp1252")
    canvas.drawString(_MARGIN + row.indent, top, text)


def _rows(account: Account, order: Order) -> Iterator[_Row]:
    store = account.stores.get(order.store_id)
    yield _Row(f"{store.branding or store.name} - Packing Slip", _BOLD)
    yield _Row(f"Order {order.order_number}   {order.ordered_on:%m/%d/%Y}")
    yield _Row("Ship To:", _BOLD)
    for key in _ADDRESS:
        if order.ship_to.get(key):
            yield _Row(order.ship_to[key], indent=12)
    yield _Row("Items", _BOLD)
    for line in order.lines:
        if not line.draft.adjustment:
            yield from _item(line)
    yield from _texts(order)


def _item(line: Line) -> Iterator[_Row]:
    draft = line.draft
    location = draft.document.get("warehouseLocation")
    yield from _wrapped(f"{draft.quantity} x {draft.sku or ''}  {draft.name}", 12)
    for option in draft.document.get("options") or ():
        yield from _wrapped(f"{option['name']}: {option['value']}", 36)
    if location:
        yield from _wrapped(f"Location: {location}", 36)


def _texts(order: Order) -> Iterator[_Row]:
    for title, text in (
        ("Notes from buyer", order.document.get("customerNotes")),
        ("Notes to buyer", order.notes_to_buyer),
        ("Gift message", order.document.get("giftMessage")),
    ):
        if text:
            yield _Row(title, _BOLD)
            for paragraph in text.splitlines():
                yield from _wrapped(paragraph, 12)


def _wrapped(text: str, indent: int) -> Iterator[_Row]:
    for part in wrap(text, _WIDEST) or [""]:
        yield _Row(part, indent=indent)
