"""
An Example's exchanges as a sequence diagram: SVG of our own, small and for any width.

The shapes of arrows are drawn once in the page; a diagram only places them.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

from harness.report.names import shortened
from harness.report.record import StepRecord
from harness.report.rows import Row, rows_of

WIDTH = 360
SHIPSTATION, MIDDLE, CIN7_CORE = 62, 180, 298
_HEADING = 48
# Where the label of an arrow stands: between its ends, or beside the one lifeline.
_PLACES = {
    "se": (SHIPSTATION + MIDDLE) // 2,
    "es": (SHIPSTATION + MIDDLE) // 2,
    "ec": (MIDDLE + CIN7_CORE) // 2,
    "ce": (MIDDLE + CIN7_CORE) // 2,
    "ps": SHIPSTATION + 8,
    "pc": CIN7_CORE - 8,
    "sx": SHIPSTATION + 8,
    "cx": CIN7_CORE - 8,
    "xs": SHIPSTATION + 8,
    "xc": CIN7_CORE - 8,
}
_BESIDE = {"ps": "s", "sx": "s", "xs": "s", "pc": "c", "cx": "c", "xc": "c"}


def diagram(steps: Sequence[StepRecord]) -> Markup:
    """
    Return the diagram; empty where nothing was exchanged.
    """
    total = sum(len(step.traffic.crossings) for step in steps if step.traffic)
    if not total:
        return Markup()
    y, parts = 20, []
    for position, step in enumerate(steps, 1):
        rows = list(rows_of(step))
        if rows:
            y += 26
            parts.append(_heading(y - 6, f"{position} {step.keyword} {step.text}"))
        for row in rows:
            y += 24 if row.arrow else 22
            parts.append(_drawn(row, y))
    head = (
        f'<svg class="seq" viewBox="0 0 {WIDTH} {y + 8}" role="img" aria-label="'
        f'Sequence of {total} exchanges; the journal has them as text">'
        f'<use href="#heads"/><path class="life" d="M{SHIPSTATION} 24V{y + 4}'
        f'M{MIDDLE} 24V{y + 4}M{CIN7_CORE} 24V{y + 4}"/>'
    )
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704  # texts are escaped


def _heading(y: int, text: str) -> str:
    label = escape(shortened(text, _HEADING))
    return f'<text class="h" x="4" y="{y}">{label}</text>'


def _drawn(row: Row, y: int) -> str:
    text = escape(row.text)
    if not row.arrow:
        return f'<text class="{row.mark}" x="{MIDDLE}" y="{y - 5}">{text}</text>'
    way = row.arrow[:2]
    arrow = f' class="{row.mark}"' if row.mark else ""
    classes = f"{_BESIDE.get(way, '')} {row.mark}".strip()
    label = f' class="{classes}"' if classes else ""
    return (
        f'<use{arrow} href="#{row.arrow}" y="{y}"/>'
        f'<text{label} x="{_PLACES[way]}" y="{y - 5}">{text}</text>'
    )
