"""
What is documented, as data: the seed statements and the catalogue.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE / "behaviour_docs", _HERE.parent / "docs" / "behaviour")


@dataclass(frozen=True, slots=True)
class Statement:
    """
    One statement of the article that documents the integration.

    Attributes:
        proved_by: ``example``, ``fake``, ``page``, a list of them, or ``as seed-NN``.
    """

    id: str
    text: str
    proved_by: str


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of the catalogue of behaviours.
    """

    id: str
    evidence: str
    text: str
    kind: str


@cache
def statements() -> tuple[Statement, ...]:
    """
    Return the statements, in their order.
    """
    return tuple(Statement(*cells) for cells in _rows("seed_statements.md", 3))


@cache
def catalogue() -> tuple[Line, ...]:
    """
    Return the lines of the catalogue, in their order.
    """
    return tuple(Line(*cells) for cells in _rows("catalogue.md", 4))


def _rows(name: str, columns: int) -> list[list[str]]:
    folder = next(place for place in _PLACES if place.is_dir())
    rows = []
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns:
            rows.append(cells)
    return [cells for cells in rows if cells[0] != "id" and set(cells[0]) - set(":- ")]
