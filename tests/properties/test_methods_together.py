"""
Whatever methods are used together, no label is bought twice, and stock adds up.

Methods come and go as the policy allows, beside a ShipStation store that stays.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from harness.actors.engine import EngineRefused
from harness.worlds.shipping_service import AUSTIN, LAS_CRUCES
from tests.contract.engine.method_two import Shop
from tests.properties.test_method_two import KINDS, MethodTwo

Trouble = tuple[str, dict[str, int]] | None

FAULTS = ("create_order", "get_order", "list_shipments")
TROUBLES: tuple[Trouble, ...] = (None, *KINDS)
MODES = ("labels", "both", "both", "export")
SERVICES = ("usps_priority_mail", "usps_first_class_mail")


class EveryMethod(MethodTwo):
    """
    What method 2 meets, and labels bought in Cin7 Core, imports, and policies.
    """

    how_sales_leave: ClassVar = {"address": AUSTIN}

    @initialize()
    def two_sales_wait_for_labels(self) -> None:
        """
        Let parcels leave from somewhere, and all three ways be known.
        """
        login = self.cast.cin7_core.login
        self.cast.cin7_core.sends_from(LAS_CRUCES)
        self.cast.shipstation.connects_store(login.username, login.password)
        self.a_service_is_connected(mode="labels")
        self.a_sale_gets_ready()
        self.a_sale_gets_ready()

    @rule(policy=st.sampled_from(("strict", "cin7", "dear")))
    def the_policy_changes(self, policy: str) -> None:
        """
        Choose how combinations are treated, if what is active lets it happen.
        """
        with suppress(EngineRefused):
            self.cast.engine.sets_method_policy(policy)

    @rule(status=st.sampled_from(("Enabled", "Disabled")))
    def the_custom_store_is_switched(self, status: str) -> None:
        """
        Switch method 1 on or off, if the policy lets it happen.
        """
        with suppress(EngineRefused):
            self.cast.engine.sets_custom_store(status)

    @rule()
    def the_custom_store_is_imported(self) -> None:
        """
        Press Import, whether or not there is a custom store to answer.
        """
        self.cast.shipstation.imports()
        self.shop.clock.settle()

    @rule(mode=st.sampled_from(MODES))
    def a_service_is_connected(self, mode: str) -> None:
        """
        Connect the shipping service, or change what it is for.
        """
        engine = self.cast.engine
        with suppress(EngineRefused):
            if engine.services():
                engine.saves_service(mode=mode)
            else:
                keys = self.cast.shipstation.api_keys()
                engine.connects_shipping_service(
                    *keys, mode=mode, change_integration_type=True
                )

    @rule(
        which=st.sampled_from(("first", "latest", "fresh", "fresh")),
        service=st.sampled_from(SERVICES),
        times=st.integers(1, 3),
        trouble=st.sampled_from(TROUBLES),
    )
    def labels_are_created(
        self, which: str, service: str, times: int, trouble: Trouble
    ) -> None:
        """
        Press Create label for a sale, once or again, and let it go wrong.
        """
        if which == "fresh":
            self.a_sale_gets_ready()
        number = self.sales[0 if which == "first" else -1]
        self._goes_wrong("create_label_for_order", trouble)
        self._presses(
            lambda: self.cast.engine.buys_labels(number, service=service), times
        )

    @rule(data=st.data(), times=st.integers(1, 2), trouble=st.sampled_from(TROUBLES))
    def a_label_is_voided(
        self, data: st.DataObject, times: int, trouble: Trouble
    ) -> None:
        """
        Void the latest label of a sale in Cin7 Core, if it has one.
        """
        labels = self.cast.engine.labels(data.draw(st.sampled_from(self.sales)))
        if labels:
            self._goes_wrong("void_label", trouble)
            self._presses(lambda: self.cast.engine.voids_label(labels[-1]["id"]), times)

    @rule(operation=st.sampled_from(FAULTS), trouble=st.sampled_from(KINDS))
    def a_vendor_fails_later(self, operation: str, trouble: Trouble) -> None:
        """
        Plan a fault for what a run does.
        """
        self._goes_wrong(operation, trouble)

    @invariant()
    def no_label_is_bought_twice(self) -> None:
        """
        Each sale here has one box: of it there is one label that is good.
        """
        for number in self.sales:
            live = [one for one in self._bought(number) if not one["voided"]]
            assert len(live) <= 1, live

    def teardown(self) -> None:
        """
        In the end each purchase is one label's, and its number is in Cin7 Core.
        """
        super().teardown()
        for number in self.sales:
            labels = self.cast.engine.labels(number)
            assert "wanted" not in {one["state"] for one in labels}
            told = Counter(one["tracking_number"] for one in labels)
            paid = Counter(one["trackingNumber"] for one in self._bought(number))
            assert not paid - told, "a purchase that no label explains"
            assert set(told.values()) <= {1}
            assert [one for one in labels if not one["written"]] == []

    def _bought(self, number: str) -> list[dict[str, object]]:
        """
        Return the shipments of a sale that nobody made by hand.
        """
        return [
            one
            for one in self.cast.shipstation.shipments(number)
            if one["trackingNumber"] not in self.made_by_hand
            and not one["isReturnLabel"]
        ]

    def _goes_wrong(self, operation: str, trouble: Trouble) -> None:
        if trouble:
            kind, facts = trouble
            self.cast.shipstation.misbehaves(operation, kind, **facts)

    @staticmethod
    def _presses(button: Callable[[], object], times: int) -> None:
        for _ in range(times):
            with suppress(EngineRefused):
                button()


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    """
    Yield a shop whose engine runs by itself.
    """
    shop = Shop(is_started=True)
    yield shop
    shop.bench.close()


@pytest.mark.timeout(300)
def test_every_method(shop: Shop) -> None:
    """
    A failure prints the steps that lead to it, and runs again from them.
    """
    EveryMethod.shop = shop

    run_state_machine_as_test(
        EveryMethod,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
