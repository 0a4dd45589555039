"""
The part of the plugin that collects coverage, in this process or in several.
"""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from harness.coverage.axes import Coverage
from harness.coverage.declared import nothing_shown
from harness.coverage.statements import count
from harness.coverage.traffic import seen_on
from harness.fixtures import BENCH
from harness.report.record import RERUN, record_from

COVERAGE = pytest.StashKey[Coverage]()


class Collector:
    """
    Puts what an Example showed on its report, and adds the reports up.
    """

    def __init__(self, config: pytest.Config, file: str) -> None:
        self._config = config
        self._file = Path(file)
        if not hasattr(config, "workerinput"):
            config.stash[COVERAGE] = nothing_shown()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, Any, Any]:
        """
        Read the journals of an Example that passed, before the next one's reset.
        """
        report = yield
        bench = item.stash.get(BENCH, None)
        if call.when == "call" and report.passed and bench is not None:
            report.seatrial_coverage = {
                axis: {name: sorted(items) for name, items in groups.items()}
                for axis, groups in seen_on(bench).items()
            }
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        """
        Count it, in the process that reports.
        """
        coverage = self._config.stash.get(COVERAGE, None)
        document = getattr(report, "seatrial", None)
        if coverage is None or document is None:
            return
        record = record_from(document)
        record.outcome = report.outcome
        if record.outcome == RERUN:
            return
        count(coverage, record)
        coverage.add(getattr(report, "seatrial_coverage", {}))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """
        Write the file, in the process that reports.
        """
        coverage = self._config.stash.get(COVERAGE, None)
        if coverage is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(coverage.document(), indent=1)
            self._file.write_text(text, encoding="utf-8")
