"""
Figures for Prometheus: what this process counted, and what stands in the ledger.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from engine.adapters.ledger.census import Census
from engine.domain.records import NoticeState


@dataclass(frozen=True, slots=True)
class Meter:
    """
    A figure with its labels. No label is an id: each has few values.
    """

    name: str
    says: str
    labels: tuple[str, ...]


RUNS = Meter(
    "seatrial_engine_runs",
    "Runs that ended: done, failed, or broken off because a vendor could not answer.",
    ("method", "outcome"),
)
OUTCOMES = Meter(
    "seatrial_engine_outcomes",
    "Entries of the operations log.",
    ("method", "kind", "reason"),
)
CALLS = Meter(
    "seatrial_engine_vendor_calls",
    "Attempts to call a vendor; status is none where no whole answer came.",
    ("vendor", "operation", "status"),
)
WAITED = Meter(
    "seatrial_engine_limit_wait_seconds",
    "Seconds that runs waited because a vendor takes no more calls for a while.",
    ("vendor",),
)
STORE = Meter(
    "seatrial_engine_custom_store_requests",
    "Calls of ShipStation to the custom store.",
    ("action", "status"),
)
NOTICES = Meter(
    "seatrial_engine_notices", "Ship notices that were ever taken.", ("state",)
)
INBOX = Meter("seatrial_engine_inbox_size", "Notices that wait to be applied.", ())
CONNECTIONS = Meter(
    "seatrial_engine_connections",
    "Connections, with custom stores that are Enabled as active ones.",
    ("method", "state"),
)
MIRROR = Meter(
    "seatrial_engine_mirror_size",
    "Sales that the mirror knows, and fulfilments that it offers to ShipStation.",
    ("of",),
)
COUNTERS = (RUNS, OUTCOMES, CALLS, WAITED, STORE)
GAUGES = (NOTICES, INBOX, CONNECTIONS, MIRROR)

Labels = tuple[str, ...]


class Metrics:
    """
    The figures of one engine; another in the same process has its own.

    Args:
        census: Counts what stands in the ledger, when somebody asks.
    """

    def __init__(self, census: Callable[[], Census]) -> None:
        self._census = census
        self._counted: dict[tuple[Meter, Labels], float] = defaultdict(float)
        self._lock = Lock()

    def count(self, meter: Meter, *labels: str, by: float = 1) -> None:
        """
        Add to a figure that only grows.
        """
        with self._lock:
            self._counted[meter, labels] += by

    def store_answered(self, action: str, status: int) -> None:
        """
        Count one call of ShipStation to the custom store.
        """
        self.count(STORE, action, str(status))

    def exposition(self) -> tuple[bytes, str]:
        """
        Return all figures in Prometheus' format, and its media type.
        """
        from prometheus_client import (  # noqa: PLC0415 - a start needs none
            CONTENT_TYPE_LATEST,
            CollectorRegistry,
            generate_latest,
        )

        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry), CONTENT_TYPE_LATEST

    def collect(self) -> Iterator[Any]:
        """
        Yield the figures, as a registry of Prometheus asks for them.
        """
        from prometheus_client.core import (  # noqa: PLC0415 - as above
            CounterMetricFamily,
            GaugeMetricFamily,
        )

        with self._lock:
            figures = {**self._counted, **_standing(self._census())}
        for meter in (*COUNTERS, *GAUGES):
            kind = CounterMetricFamily if meter in COUNTERS else GaugeMetricFamily
            family = kind(meter.name, meter.says, labels=meter.labels)
            for (which, labels), figure in figures.items():
                if which is meter:
                    family.add_metric(labels, figure)
            yield family


def _standing(census: Census) -> dict[tuple[Meter, Labels], float]:
    waiting = census.notices[NoticeState.PENDING]
    return {
        **{(NOTICES, (state,)): count for state, count in census.notices.items()},
        **{(CONNECTIONS, both): count for both, count in census.connections.items()},
        (INBOX, ()): waiting,
        (MIRROR, ("sales",)): census.sales,
        (MIRROR, ("offered",)): census.offered,
    }
