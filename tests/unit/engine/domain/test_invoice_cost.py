"""
The carrier's cost on the invoice.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.domain.invoice_cost import plan_cost
from engine.domain.sale import Invoice, InvoiceCharge, Sale
from engine.domain.ship_notice import Shipment
from tests.unit.engine.builders import a_sale

LABEL = Shipment("1Z9", "UPS", "Ground", cost=Decimal("8.95"))
DRAFT = Invoice("DRAFT", task_id="bill-1", tax_rules=("Tax Exempt",))


def billed(*invoices: Invoice) -> Sale:
    """
    Return a sale with these invoices.
    """
    return a_sale(invoices=invoices)


def test_a_draft_gets_the_cost_beside_its_charges() -> None:
    """
    All charges are written together, so those that are there stay.
    """
    gift = InvoiceCharge("Gift wrap", Decimal(3), tax_rule="20%")
    sale = billed(replace(DRAFT, charges=(gift,)))

    plan = plan_cost(sale, sale.fulfilments[0], LABEL)

    assert plan.cost is not None
    assert plan.cost.charges[0] == gift
    added = plan.cost.charges[1]
    assert (added.description, added.price, added.tax_rule) == (
        "Shipping - UPS Ground",
        Decimal("8.95"),
        "20%",
    )


def test_the_same_shipment_is_not_added_twice() -> None:
    """
    The comment of the charge names it.
    """
    sale = billed(DRAFT)
    first = plan_cost(sale, sale.fulfilments[0], LABEL)
    assert first.cost is not None
    again = billed(replace(DRAFT, charges=first.cost.charges))

    assert plan_cost(again, again.fulfilments[0], LABEL).cost is None


@pytest.mark.parametrize("status", ["AUTHORISED", "PAID", "NOT AVAILABLE"])
def test_an_invoice_that_is_no_draft_is_left_alone(status: str) -> None:
    """
    The log says why the cost is not there.
    """
    sale = billed(replace(DRAFT, status=status))

    plan = plan_cost(sale, sale.fulfilments[0], LABEL)

    assert plan.cost is None
    assert status in plan.remark


@pytest.mark.parametrize("cost", [None, Decimal(0), Decimal(-1)])
def test_a_shipment_without_a_cost_adds_nothing(cost: Decimal | None) -> None:
    """
    Marked as shipped by hand, there is none.
    """
    sale = billed(DRAFT)
    plan = plan_cost(sale, sale.fulfilments[0], replace(LABEL, cost=cost))

    assert (plan.cost, plan.remark) == (None, "")
