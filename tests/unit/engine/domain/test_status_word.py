"""
The word that is sent for a status.
"""

from dataclasses import replace

import pytest

from engine.domain.eligibility import Candidate
from engine.domain.sale import Invoice, ShipLine
from engine.domain.status_word import Source, is_shipped_since, ready_word
from tests.unit.engine.builders import a_sale, with_task


@pytest.mark.parametrize(
    ("invoices", "word"),
    [
        ((), "draft"),
        ((Invoice("NOT AVAILABLE"),), "draft"),
        ((Invoice("DRAFT"),), "draft"),
        ((Invoice("AUTHORISED"),), "authorised"),
        ((Invoice("PAID"),), "paid"),
        ((Invoice("VOIDED"), Invoice("PAID")), "paid"),
        ((Invoice("PAID", "2"), Invoice("DRAFT", "1")), "draft"),
    ],
)
def test_the_invoice_gives_the_word(invoices: tuple[Invoice, ...], word: str) -> None:
    """
    Draft, authorised and paid are what the valid invoice is.
    """
    sale = replace(a_sale(), invoices=invoices)

    assert word == ready_word(Candidate(sale, sale.fulfilments[0]), Source.INVOICE)


def test_the_ship_stage_can_give_the_word() -> None:
    """
    With the other source the ship stage tells draft and authorised; paid stays.
    """
    sale = with_task(a_sale(invoices=()), ship_status="AUTHORISED")
    paid = replace(sale, invoices=(Invoice("PAID"),))

    assert ready_word(Candidate(sale, sale.fulfilments[0]), Source.SHIP) == "authorised"
    assert ready_word(Candidate(paid, paid.fulfilments[0]), Source.SHIP) == "paid"


def test_shipped_means_left_since_it_was_offered() -> None:
    """
    One that had left before it was offered waits for its label all the same.
    """
    lines = (ShipLine("Box 1", is_shipped=True),)
    sale = with_task(a_sale(), ship_status="AUTHORISED", ship_lines=lines)
    candidate = Candidate(sale, sale.fulfilments[0])

    assert is_shipped_since(candidate, shipped_when_offered=False)
    assert not is_shipped_since(candidate, shipped_when_offered=True)
