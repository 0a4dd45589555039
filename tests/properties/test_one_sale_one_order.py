"""
Whatever happens, a ready sale becomes one order, and a label reaches its sale once.

A sale that is not ready never leaves, and the log has the reason.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from harness.bench import Bench
from harness.worlds.one_packed_sale import connected

FAULTS: tuple[tuple[str, str, dict[str, int]], ...] = (
    ("list_sales", "status", {"status": 503}),
    ("get_sale", "status", {"status": 429}),
    ("get_sale", "lost-reply", {}),
    ("replace_ship", "status", {"status": 500}),
    ("replace_ship", "lost-reply", {}),
    ("list_sales", "delay", {"seconds": 90}),
)
QUIET_SECONDS = 3 * 3600


class MethodOne(RuleBasedStateMachine):
    """
    Sales, imports, labels, voids and hours, while Cin7 Core misbehaves.
    """

    bench: Bench

    def __init__(self) -> None:
        super().__init__()
        self.bench.reset()
        self.cast = self.bench.cast
        connected(self.cast)
        self.ready: list[str] = []
        self.unready: list[str] = []
        self.voided: list[str] = []
        self.labels: dict[str, str] = {}

    def _next(self) -> str:
        made = len(self.ready) + len(self.unready) + len(self.voided)
        return f"SO-{made + 1:05d}"

    def _open(self) -> list[str]:
        return [number for number in self.ready if number not in self.labels]

    @rule()
    def a_sale_gets_ready(self) -> None:
        """
        Pack one more sale, and draft its shipment.
        """
        number = self._next()
        self.cast.cin7_core.readies(number)
        self.ready.append(number)

    @rule()
    def a_sale_is_only_picked(self) -> None:
        """
        Leave a sale before its pack.
        """
        number = self._next()
        self.cast.cin7_core.sells(number)
        self.cast.cin7_core.picks(number)
        self.unready.append(number)

    @precondition(lambda self: self._open())
    @rule(data=st.data(), note=st.sampled_from(["soon", "<&> ]]>", "\U0001f6b2"]))
    def a_sale_is_edited(self, data: st.DataObject, note: str) -> None:
        """
        Write a note into a sale that has not left.
        """
        number = data.draw(st.sampled_from(self._open()))
        self.cast.cin7_core.notes(number, note)

    @precondition(lambda self: self._open())
    @rule(data=st.data())
    def a_sale_is_voided(self, data: st.DataObject) -> None:
        """
        Void a sale that has not left.
        """
        number = data.draw(st.sampled_from(self._open()))
        self.cast.cin7_core.voids(number)
        self.ready.remove(number)
        self.voided.append(number)

    @precondition(lambda self: self.labels)
    @rule(data=st.data())
    def a_label_is_voided(self, data: st.DataObject) -> None:
        """
        Void a label: nobody is told, so Cin7 Core keeps its number.
        """
        number = data.draw(st.sampled_from(sorted(self.labels)))
        if self.cast.shipstation.status(number) == "Shipped":
            self.cast.shipstation.voids_label(number)
            self.bench.clock.settle()

    @rule(fault=st.sampled_from(FAULTS))
    def cin7_core_misbehaves(self, fault: tuple[str, str, dict[str, int]]) -> None:
        """
        Plan a fault.
        """
        operation, kind, facts = fault
        self.cast.cin7_core.misbehaves(operation, kind, **facts)

    @rule()
    def shipstation_imports(self) -> None:
        """
        Press Import.
        """
        self.cast.shipstation.imports()
        self.bench.clock.settle()

    @precondition(lambda self: self.ready)
    @rule(data=st.data())
    def a_label_is_made(self, data: st.DataObject) -> None:
        """
        Ship an order that is open, if the chosen one is.
        """
        number = data.draw(st.sampled_from(self.ready))
        is_first = number not in self.labels
        if is_first and self.cast.shipstation.status(number) == "Awaiting Shipment":
            label = self.cast.shipstation.creates_label(number)
            self.labels[number] = label["trackingNumber"]
            self.bench.clock.settle()

    @rule(minutes=st.sampled_from([1, 16, 61]))
    def time_passes(self, minutes: int) -> None:
        """
        Let runs and automatic imports happen.
        """
        self.bench.clock.advance(minutes * 60)

    @invariant()
    def no_order_is_there_twice(self) -> None:
        """
        And none that was not ready.
        """
        numbers = [one["orderNumber"] for one in self.cast.shipstation.orders()]
        assert len(numbers) == len(set(numbers))
        assert not set(numbers) & set(self.unready)

    def teardown(self) -> None:
        """
        In the end, when all is quiet, nothing is lost and nothing is doubled.
        """
        self.cast.cin7_core.behaves()
        self.bench.clock.advance(QUIET_SECONDS)
        self.cast.shipstation.imports()
        self.bench.clock.settle()
        statuses = {
            number: self.cast.shipstation.status(number) for number in self.ready
        }
        assert None not in statuses.values()
        for number in self.ready:
            expected = [self.labels[number]] if number in self.labels else []
            assert self.cast.cin7_core.tracking_numbers(number) == expected
        for number in self.voided:
            assert self.cast.shipstation.status(number) in (None, "Cancelled")
        for number in self.unready:
            assert self.cast.engine.why_held_back(number) == "pack"


@pytest.mark.timeout(300)
def test_one_sale_one_order(running_bench: Bench) -> None:
    """
    A failure prints the steps that lead to it, and runs again from them.
    """
    MethodOne.bench = running_bench

    run_state_machine_as_test(
        MethodOne,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
