"""
Webhooks of Cin7 Core: asked for, heard, given up.
"""

from dataclasses import replace
from typing import Any

import pytest

from engine.custom_store.run import is_urgent, run
from engine.custom_store.webhooks import TYPES, heard, register, unregister
from engine.ports.vendors import CannotAnswer
from engine.ports.world import World
from tests.unit.engine.builders import ORGANISATION, a_sale
from tests.unit.engine.fakes import Bench

URL = "https://engine.example.org"


@pytest.fixture
def reachable(bench: Bench) -> World:
    """
    Return a world that Cin7 Core can reach.
    """
    return replace(bench.world, public_url=URL)


def called(bench: Bench, verb: str) -> int:
    """
    Return how many calls began so, and forget all.
    """
    count = sum(call.startswith(verb) for call in bench.cin7_core.calls)
    bench.cin7_core.calls.clear()
    return count


def test_each_type_is_registered_once(bench: Bench, reachable: World) -> None:
    """
    All with one secret, and not again until a day has passed.
    """
    register(reachable, bench.store, patient=False)
    register(reachable, bench.store, patient=False)

    assert called(bench, "") == 1 + len(TYPES)
    urls = {hook.url for hook in bench.cin7_core.hooks.values()}
    assert urls == {f"{URL}/webhooks/cin7-core/{ORGANISATION}"}
    (secret,) = set(bench.cin7_core.secrets.values())
    registration = reachable.ledger.webhooks.get(ORGANISATION)
    assert registration is not None
    assert registration.secret == secret
    assert secret not in repr(registration)


def test_without_an_address_nothing_is_registered(bench: Bench) -> None:
    """
    The engine polls.
    """
    register(bench.world, bench.store, patient=False)

    assert bench.cin7_core.calls == []


def test_one_that_was_given_up_is_woken_a_day_later(
    bench: Bench, reachable: World
) -> None:
    """
    With its token, which a webhook that is written anew would lose.
    """
    register(reachable, bench.store, patient=False)
    hook = bench.cin7_core.hooks["hook-1"]
    bench.cin7_core.hooks["hook-1"] = replace(hook, is_active=False)
    bench.cin7_core.secrets["hook-1"] = ""
    bench.clock.advance(days=1)

    register(reachable, bench.store, patient=True)

    assert bench.cin7_core.hooks["hook-1"].is_active
    assert len(set(bench.cin7_core.secrets.values())) == 1
    assert called(bench, "renew") == 1


def test_a_failure_is_logged_and_tried_again(bench: Bench, reachable: World) -> None:
    """
    A cut attempt goes on with the same secret and doubles nothing.
    """
    bench.cin7_core.problem = CannotAnswer("silent")
    register(reachable, bench.store, patient=False)
    assert bench.log() == [("", "failed", "webhooks")]
    bench.cin7_core.problem = None

    register(reachable, bench.store, patient=False)

    assert len(bench.cin7_core.hooks) == len(TYPES)
    assert bench.log()[-1] == ("", "delivered", "webhooks")


def test_a_lost_ledger_doubles_nothing(bench: Bench, reachable: World) -> None:
    """
    Webhooks to the same address are taken over with a new secret.
    """
    register(reachable, bench.store, patient=False)
    before = set(bench.cin7_core.secrets.values())
    reachable.ledger.webhooks.drop(ORGANISATION)
    reachable.ledger.cursors.drop(f"webhooks:{ORGANISATION}")

    register(reachable, bench.store, patient=False)

    assert len(bench.cin7_core.hooks) == len(TYPES)
    assert not before & set(bench.cin7_core.secrets.values())


def test_they_are_taken_away(bench: Bench, reachable: World) -> None:
    """
    And forgotten, even where one cannot be removed.
    """
    register(reachable, bench.store, patient=False)
    unregister(reachable, bench.store)
    assert bench.cin7_core.hooks == {}
    register(reachable, bench.store, patient=False)
    bench.cin7_core.problem = CannotAnswer("silent")

    unregister(reachable, bench.store)

    assert reachable.ledger.webhooks.get(ORGANISATION) is None
    assert bench.log()[-1] == ("", "failed", "webhooks")


@pytest.mark.parametrize(
    "told",
    [
        {"SaleID": "SALE-SO-00001", "SaleOrderNumber": "SO-00001"},
        {"SaleTaskID": "TASK-SO-00001", "OrderNumber": ""},
        {"OrderNumber": "SO-00001", "TenantID": "X"},
        {"TaskID": "task-so-00001", "SaleOrderNumber": None},
    ],
)
def test_an_event_names_its_sale_in_many_ways(bench: Bench, told: Any) -> None:
    """
    By the sale, the fulfilment or the number, in either case.
    """
    bench.cin7_core.put(a_sale())
    run(bench.world, bench.store, patient=True)
    called(bench, "")

    assert heard(bench.world, ORGANISATION, told)

    assert is_urgent(bench.world, ORGANISATION)
    assert list(bench.world.ledger.mirror.wanted(ORGANISATION, 9)) == ["sale-SO-00001"]


def test_what_was_told_of_is_read_first(bench: Bench) -> None:
    """
    Before what has to leave earlier.
    """
    for number in ("SO-00001", "SO-00002"):
        bench.cin7_core.put(a_sale(number))
    run(bench.world, bench.store, patient=True)
    bench.world.ledger.mirror.want_again(ORGANISATION)
    heard(bench.world, ORGANISATION, {"OrderNumber": "SO-00002"})
    called(bench, "")

    run(bench.world, bench.store, patient=True)

    read = [one for one in bench.cin7_core.calls if one.startswith("sale")]
    assert read == ["sale sale-SO-00002", "sale sale-SO-00001"]
    assert not is_urgent(bench.world, ORGANISATION)


@pytest.mark.parametrize("told", [None, 7, "x", [], [1], {}, {"SaleID": 5}])
def test_an_event_that_names_nothing_hurries_nothing(bench: Bench, told: Any) -> None:
    """
    Whatever was sent, it is no failure.
    """
    assert not heard(bench.world, ORGANISATION, told)
    assert not is_urgent(bench.world, ORGANISATION)
