"""
Sees what the engine does, and tells operators of it: by its log, and by figures.
"""

from collections.abc import Iterable

from engine.adapters import metrics
from engine.adapters.logs import StructuredLog, bind
from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome
from engine.domain.records import Run


class Watch:
    """
    What ledger, clients and web report to.
    """

    def __init__(self, log: StructuredLog, figures: metrics.Metrics) -> None:
        self._log = log
        self._figures = figures

    def run_began(self, run: Run) -> None:
        """
        Let all events carry the run's id, until it ends.
        """
        bind("run", run.id)

    def run_ended(self, run: Run) -> None:
        """
        Count the run.
        """
        outcome = "done"
        if run.error:
            outcome = "broken_off" if run.is_unfinished else "failed"
        self._figures.count(metrics.RUNS, run.method.value, outcome)
        bind("run", None)

    def outcomes(
        self, organisation: str, method: Method, outcomes: Iterable[Outcome]
    ) -> None:
        """
        Count and write what has come into the operations log.
        """
        for one in outcomes:
            self._figures.count(
                metrics.OUTCOMES, method.value, one.kind.value, one.reason
            )
            self._log.info(
                "outcome",
                organisation=organisation,
                method=method.value,
                subject=one.subject,
                outcome=one.kind.value,
                reason=one.reason,
                detail=one.detail,
            )

    def called(self, vendor: str, operation: str, status: int | None) -> None:
        """
        Count one attempt to call a vendor.
        """
        told = "none" if status is None else f"{status // 100}xx"
        self._figures.count(metrics.CALLS, vendor, operation, told)
        self._log.debug("call", vendor=vendor, operation=operation, status=status)

    def waited(self, vendor: str, seconds: float) -> None:
        """
        Count the seconds that a vendor's limit has cost.
        """
        self._figures.count(metrics.WAITED, vendor, by=seconds)
        self._log.info("waited for the limit", vendor=vendor, seconds=seconds)
