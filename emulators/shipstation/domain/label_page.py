"""
Print a label: one page of 4 by 6 inches, as a PDF that a thermal printer takes.
"""

import io
from dataclasses import dataclass
from typing import Any

_INCH = 72
_WIDTH, _HEIGHT = 4 * _INCH, 6 * _INCH
_MARGIN = 14
_WIDEST = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPage:
    """
    What stands on a label.
    """

    carrier: str
    service: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    order_number: str
    weight: str
    ship_date: str
    tracking_number: str
    test: bool


def print_label(page: LabelPage) -> bytes:
    """
    Return the PDF; the same page gives the same bytes.
    """
    # Imported here: it takes longer than the rest of the fake's start.
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    canvas.setTitle(f"Label {page.tracking_number}")
    _draw_head(canvas, page)
    _draw_addresses(canvas, page)
    _draw_barcode(canvas, page.tracking_number)
    _draw_foot(canvas, page)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_head(canvas: Any, page: LabelPage) -> None:
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(_MARGIN, _HEIGHT - 26, _cut(page.service))
    canvas.setFont("Helvetica", 8)
    canvas.drawString(_MARGIN, _HEIGHT - 40, _cut(page.carrier))
    canvas.drawRightString(
        _WIDTH - _MARGIN, _HEIGHT - 40, f"{page.ship_date}   {page.weight}"
    )
    canvas.line(_MARGIN, _HEIGHT - 48, _WIDTH - _MARGIN, _HEIGHT - 48)


def _draw_addresses(canvas: Any, page: LabelPage) -> None:
    _draw_lines(canvas, page.sender, top=_HEIGHT - 62, size=8)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(_MARGIN, _HEIGHT - 150, "SHIP TO")
    _draw_lines(canvas, page.recipient, top=_HEIGHT - 166, size=12)
    canvas.line(_MARGIN, 160, _WIDTH - _MARGIN, 160)


def _draw_lines(canvas: Any, lines: tuple[str, ...], *, top: int, size: int) -> None:
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        canvas.drawString(_MARGIN, top - number * (size + 3), _cut(line))


def _draw_barcode(canvas: Any, text: str) -> None:
    from reportlab.graphics.barcode.code128 import Code128  # noqa: PLC0415  # as above

    barcode = Code128(text, barWidth=1.1, barHeight=64, quiet=True)
    barcode.drawOn(canvas, (_WIDTH - barcode.width) / 2, 76)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawCentredString(_WIDTH / 2, 58, text)


def _draw_foot(canvas: Any, page: LabelPage) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(_MARGIN, 20, _cut(f"Order {page.order_number}"))
    if page.test:
        canvas.setFont("Helvetica-Bold", 22)
        canvas.drawCentredString(_WIDTH / 2, 166, "SAMPLE - DO NOT MAIL")


def _cut(text: str) -> str:
    """
    Return what fits on the label, in letters that its font has.
    """
    return text.encode("cp1252", "replace").decode("cp1252")[:_WIDEST]
