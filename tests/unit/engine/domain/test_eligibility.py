"""
Which fulfilments may be offered, gate by gate.
"""

from dataclasses import replace
from typing import Any

import pytest

from engine.domain.eligibility import (
    GATES,
    Candidate,
    gate_that_holds,
    gate_that_holds_row,
    why_held,
)
from engine.domain.sale import Sale, ShipLine
from tests.unit.engine.builders import AUSTIN, MUG, a_row, a_sale, with_task

GOOD = a_sale()

SHUT: dict[str, Sale] = {
    "voided": with_task(GOOD, pack_status="VOIDED"),
    "service_sale": replace(GOOD, type="Service Sale"),
    "order": replace(GOOD, order_status="DRAFT"),
    "pick": with_task(GOOD, pick_status="DRAFT"),
    "pack": with_task(GOOD, pack_status="DRAFT"),
    "stock": with_task(GOOD, pack_lines=(replace(MUG, non_inventory=True),)),
    "ship": with_task(GOOD, ship_lines=()),
    "tracking": with_task(GOOD, ship_lines=(ShipLine("Box 1", "UPS", "1Z9"),)),
    "address": replace(GOOD, shipping=replace(AUSTIN, city="")),
}


def a_candidate(sale: Sale, **known: Any) -> Candidate:
    """
    Return the sale's fulfilment as a candidate.
    """
    return Candidate(sale, sale.fulfilments[0], **known)


def held(sale: Sale, **known: Any) -> str:
    """
    Return the name of the gate that holds the sale's fulfilment.
    """
    gate = gate_that_holds(a_candidate(sale, **known))
    return gate.name if gate else ""


def test_a_packed_sale_with_an_address_passes() -> None:
    """
    Nothing holds a sale that is picked, packed and has data in its ship stage.
    """
    assert held(GOOD) == ""


@pytest.mark.parametrize("name", SHUT)
def test_each_gate_holds_what_it_names(name: str) -> None:
    """
    Each gate holds the sale that differs from a good one in that point.
    """
    assert name == held(SHUT[name])


def test_the_ledger_shuts_two_gates() -> None:
    """
    What came from ShipStation, and what a notice was applied to, is held.
    """
    assert held(GOOD, is_imported=True) == "imported"
    assert held(GOOD, has_notice=True) == "notice"
    by_circumstance = {"imported", "notice", "location"}
    assert {gate.name for gate in GATES} == {*SHUT, *by_circumstance}


def test_locations_are_a_filter() -> None:
    """
    By the sale's location; a sale without one has those of its packed lines.
    """
    nowhere = replace(GOOD, location="")

    assert held(GOOD, locations=("Main",)) == ""
    assert held(GOOD, locations=("East",)) == "location"
    assert held(nowhere, locations=("Main",)) == ""
    assert held(nowhere, locations=("East",)) == "location"


@pytest.mark.parametrize("status", ["AUTHORISED", "FULFILLED", "CLOSED"])
@pytest.mark.parametrize("ship", ["DRAFT", "PARTIALLY AUTHORISED", "AUTHORISED"])
def test_orders_past_authorised_pass(status: str, ship: str) -> None:
    """
    Three states of the order and three of the ship stage are good.
    """
    sale = with_task(replace(GOOD, order_status=status), ship_status=ship)

    assert held(sale) == ""


def test_a_country_without_postcodes_needs_none() -> None:
    """
    Hong Kong has no postcodes; the United States have.
    """
    hong_kong = replace(AUSTIN, postcode="", country="Hong Kong")

    assert held(replace(GOOD, shipping=hong_kong)) == ""
    assert held(replace(GOOD, shipping=replace(AUSTIN, postcode=" "))) == "address"


def test_the_sentence_names_what_lacks() -> None:
    """
    A shop owner can read why a sale is held back.
    """
    sale = SHUT["address"]
    gate = gate_that_holds(a_candidate(sale))

    assert gate is not None
    assert why_held(gate, a_candidate(sale)) == (
        "the shipping address of SO-00001 lacks City"
    )
    empty = a_candidate(
        replace(sale, shipping=replace(AUSTIN, line1="", city="", country=""))
    )
    assert why_held(gate, empty) == "sale SO-00001 has no shipping address"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, ""),
        ({"status": "VOIDED"}, "voided"),
        ({"type": "Service Sale"}, "service_sale"),
        ({"order_status": "DRAFT"}, "order"),
        ({"packing_status": "PACKING"}, "pack"),
        ({"picking_status": "PICKING", "packing_status": "NOT PACKED"}, "pick"),
        ({"picking_status": "NOT AVAILABLE"}, ""),
        ({"packing_status": "PARTIALLY PACKED"}, ""),
        ({"tracking_numbers": "1Z9"}, "tracking"),
        ({"tracking_numbers": "1Z9", "type": "Advanced Sale"}, ""),
    ],
)
def test_a_row_decides_what_it_can(changes: dict[str, Any], name: str) -> None:
    """
    The list's row alone tells that a sale cannot pass.
    """
    gate = gate_that_holds_row(a_row(GOOD, **changes))

    assert name == (gate.name if gate else "")
