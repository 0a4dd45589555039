"""
The JSON API of reconciliation.
"""

from dataclasses import replace
from typing import Any

from engine.custom_store.export import Turns, export
from engine.domain.records import KeyPair
from engine.domain.windows import Window
from engine.ports.vendors import CannotAnswer
from tests.unit.engine.builders import ORGANISATION, OTHER, a_sale
from tests.unit.engine.fakes import Bench

REPAIRS = "/api/reconciliation/repairs"


def compare(api: Any, organisation: str = ORGANISATION) -> Any:
    """
    Ask what differs.
    """
    return api.get(f"/api/reconciliation?organisation={organisation}")


def may_compare(bench: Bench) -> None:
    """
    Let one sale be exported that ShipStation never lists.
    """
    bench.cin7_core.put(a_sale())
    store = replace(bench.store, keys=KeyPair("a", "b"))
    bench.world.ledger.custom_stores.put(store)
    export(bench.world, store, Window(), page=1, turns=Turns())


def test_each_difference_has_an_id_and_a_repair(api: Any, bench: Bench) -> None:
    """
    And both sides' facts, and a sentence of what the repair does.
    """
    may_compare(bench)

    told = compare(api).json

    (difference,) = told["differences"]
    assert (told["comparable"], told["reason"]) == (True, None)
    assert (difference["kind"], difference["method"], difference["repair"]) == (
        "order_missing",
        "custom_store",
        "send_again",
    )
    assert "again" in difference["repair_sentence"]
    assert compare(api).json == told


def test_repairs_are_made_by_id(api: Any, bench: Bench) -> None:
    """
    One that is gone is said to be; nothing else happens.
    """
    may_compare(bench)
    (difference,) = compare(api).json["differences"]
    body = {"organisation": ORGANISATION, "differences": [difference["id"], "other"]}

    (mended, gone) = api.post(REPAIRS, json=body).json["repaired"]

    assert (mended["outcome"], mended["reason"]) == ("delivered", "send_again")
    assert (gone["difference"], gone["reason"]) == ("other", "gone")
    assert bench.log()[-1] == ("SO-00001", "delivered", "send_again")


def test_what_cannot_be_compared_says_why(api: Any) -> None:
    """
    No pair of keys for method 1; no method at all.
    """
    reasons = [compare(api, one).json["reason"] for one in (ORGANISATION, OTHER)]

    assert [one.partition(";")[0] for one in reasons] == [
        "not comparable: method 1 has no API key",
        "not comparable: no method is in use",
    ]


def test_refusals_say_what_to_do(api: Any, bench: Bench) -> None:
    """
    Unknown organisation, nothing named, a vendor that is silent.
    """
    may_compare(bench)
    none = {"organisation": ORGANISATION, "differences": []}
    strange = {"organisation": "nobody", "differences": ["x"]}
    statuses = [api.post(REPAIRS, json=one).status_code for one in (none, strange)]
    bench.vendors.ship_station.problem = CannotAnswer("ShipStation is silent")

    silent = compare(api)

    assert statuses == [400, 404]
    assert (silent.status_code, silent.json["error"]["code"]) == (
        503,
        "vendor_unavailable",
    )
