"""
Which seed statements an Example proves, and in which way.
"""

from harness.coverage.axes import Coverage
from harness.report.record import BROWSER, SKIPPED, ExampleRecord


def count(coverage: Coverage, record: ExampleRecord) -> None:
    """
    Count an Example for the statements that its tags name.

    One that did not run proves nothing; a page is proved by a browser alone, and the
    integration only where it took part.
    """
    if record.outcome == SKIPPED:
        return
    if BROWSER in record.tags:
        axis, proves = "pages", record.proves_page
    elif "fake" in record.tags:
        axis, proves = "fakes", record.passed
    else:
        axis, proves = "statements", record.proves_integration
    group = coverage.group(axis, "seed")
    for tag in record.tags:
        if not tag.startswith("seed-"):
            continue
        coverage.trace(tag, record.rule, record.title or record.name, record.outcome)
        if proves:
            group.covered.add(tag)
        if record.failed:
            group.failed.add(tag)
