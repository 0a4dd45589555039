"""
One self-contained page: features, rules, examples, steps, and the seed statements.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from harness.coverage.axes import AXES, Coverage
from harness.report.record import ExampleRecord
from harness.report.summary import by_feature, by_statement


def write_report(
    records: Sequence[ExampleRecord],
    folder: str | Path,
    *,
    coverage: Coverage | None = None,
) -> Path:
    """
    Write ``index.html`` into the folder, and return its path.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    page = place / "index.html"
    page.write_text(render(records, coverage), encoding="utf-8")
    return page


def render(records: Sequence[ExampleRecord], coverage: Coverage | None = None) -> str:
    """
    Return the page; coverage is on it where it was collected.
    """
    template = Environment(
        loader=PackageLoader("harness.report", ""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html.j2")
    statements = by_statement(records)
    return template.render(
        coverage=coverage,
        axes=AXES,
        features=by_feature(records),
        tree=_tree(records),
        statements=statements,
        proved=sum(one.result == "proved" for one in statements),
        passed=sum(record.passed for record in records),
        failed=sum(record.failed for record in records),
        seconds=sum(record.seconds for record in records),
        rules=len({(record.path, record.rule) for record in records}),
    )


def _tree(
    records: Sequence[ExampleRecord],
) -> dict[str, dict[str, list[ExampleRecord]]]:
    tree: dict[str, Any] = {}
    for record in sorted(records, key=lambda one: one.path):
        rules = tree.setdefault(record.feature, {})
        rules.setdefault(record.rule, []).append(record)
    return tree
