"""
The documents have what is promised of them.
"""

import re
from functools import cache
from pathlib import Path

from harness.behaviour import catalogue, statements
from harness.catalogues import catalogue_of
from harness.gherkin import read_feature
from harness.strength.catalogue import BREAKAGES

ROOT = Path(__file__).resolve().parents[2]


def test_there_are_seventy_one_statements() -> None:
    """
    The seed statements are numbered without a gap.
    """
    assert [one.id for one in statements()] == [
        f"seed-{number:02d}" for number in range(1, 72)
    ]


def test_the_catalogue_has_no_doubles() -> None:
    """
    Each id of the catalogue stands once.
    """
    ids = [line.id for line in catalogue()]

    assert len(ids) == len(set(ids))


def _listed(pattern: str) -> list[str]:
    text = (ROOT / "docs" / "not_covered.md").read_text(encoding="utf-8")
    return re.findall(rf"^\| ({pattern}) \| \S.* \|$", text, re.MULTILINE)


@cache
def _tags() -> frozenset[str]:
    paths = ROOT.glob("features/**/*.feature")
    return frozenset(tag for path in paths for tag in read_feature(path).all_tags())


def test_each_statement_is_covered_or_listed() -> None:
    """
    What no rule proves stands in a list with its reason, and only that.
    """
    missing = [one.id for one in statements() if one.id not in _tags()]

    assert _listed(r"seed-\d\d") == missing


def test_each_line_is_covered_or_listed() -> None:
    """
    So with the catalogue, but for what a vendor alone can satisfy.
    """
    missing = [
        line.id
        for line in catalogue()
        if line.kind == "integration" and line.id not in _tags()
    ]

    assert _listed(r"[A-S]\d\d") == missing


def test_each_line_of_a_vendor_alone_is_tried() -> None:
    """
    A contract test names it, where no rule does.
    """
    tests = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "tests" / "contract").rglob("test_*.py")
    )

    assert [
        line.id
        for line in catalogue()
        if line.kind == "fake"
        and line.id not in _tags()
        and not re.search(rf"\b{line.id}\b", tests)
    ] == []


def test_the_readme_counts_right() -> None:
    """
    How many operations are built, and how many rules are broken on purpose.
    """
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    cin7_core, shipstation = (
        [one.built for one in catalogue_of(name)]
        for name in ("cin7_core", "shipstation")
    )

    assert f"{sum(shipstation)} of {len(shipstation)} operations" in readme
    assert f"{sum(cin7_core)} operations" in readme
    assert f"breaks {len(BREAKAGES)} documented rules" in readme


def test_every_decision_record_is_complete() -> None:
    """
    A decision record has its status, context, decision and consequences.
    """
    for record in sorted(ROOT.glob("docs/decisions/[0-9]*.md")):
        text = record.read_text(encoding="utf-8")
        for part in ("Status:", "## Context", "## Decision", "## Consequences"):
            assert part in text, f"{record.name} lacks {part}"
