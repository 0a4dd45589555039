"""
Print the form that goes abroad with a parcel: what is in it, for the customs.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from emulators.shipstation.domain.label_page import LabelPage
from emulators.shipstation.domain.order import Line
from emulators.shipstation.domain.wire import money

_WIDTH, _HEIGHT = 612, 792
_MARGIN, _LEADING = 54, 14
_WIDEST = 95


@dataclass(frozen=True, slots=True)
class CustomsForm:
    """
    What stands on the form.

    Attributes:
        items: One row of text for each.
    """

    page: LabelPage
    contents: str
    non_delivery: str
    items: tuple[str, ...]

    @classmethod
    def of(
        cls,
        page: LabelPage,
        options: Mapping[str, Any],
        lines: tuple[tuple[Line, int], ...],
    ) -> "CustomsForm":
        """
        Return the form of what was declared, or else of what is in the parcel.
        """
        declared = options["customsItems"]
        items = _declared(declared) if declared else _shipped(lines)
        return cls(
            page,
            options["contents"] or "merchandise",
            options["nonDelivery"] or "return_to_sender",
            tuple(items),
        )


def print_customs_form(form: CustomsForm) -> bytes:
    """
    Return the PDF; the same form gives the same bytes.
    """
    # Imported here: it takes longer than the rest of the fake's start.
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    canvas.setTitle(f"Commercial invoice {form.page.tracking_number}")
    top = _HEIGHT - _MARGIN
    for row in _rows(form):
        if top < _MARGIN:
            canvas.showPage()
            top = _HEIGHT - _MARGIN
        canvas.setFont("Helvetica", 10)
        canvas.drawString(
            _MARGIN, top, row.encode("cp1252", "replace").decode("cp1252")[:_WIDEST]
        )
        top -= _LEADING
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _rows(form: CustomsForm) -> Iterator[str]:
    page = form.page
    yield f"Commercial invoice   {page.ship_date}   {page.tracking_number}"
    yield f"{page.carrier}   {page.service}   {page.weight}"
    yield "From:"
    yield from page.sender
    yield "To:"
    yield from page.recipient
    yield f"Contents: {form.contents}   If undelivered: {form.non_delivery}"
    yield from form.items


def _declared(items: list[Mapping[str, Any]]) -> Iterator[str]:
    for item in items:
        code = item.get("harmonizedTariffCode") or "no tariff code"
        origin = item.get("countryOfOrigin") or "unknown"
        yield (
            f"{item.get('quantity')} x {item.get('description') or ''}   "
            f"USD {money(item.get('value') or 0)}   {code}   origin {origin}"
        )


def _shipped(lines: tuple[tuple[Line, int], ...]) -> Iterator[str]:
    for line, quantity in lines:
        price = money(line.draft.unit_price or 0)
        yield f"{quantity} x {line.draft.name}   USD {price}"
