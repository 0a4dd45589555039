"""
The carrier's cost of a shipment, on the invoice of its sale.
"""

from dataclasses import dataclass

from engine.domain.sale import Fulfilment, InvoiceCharge, Sale
from engine.domain.ship_notice import Shipment

_MARK = "shipment"


@dataclass(frozen=True, slots=True)
class InvoiceCost:
    """
    All charges of an invoice, with the new one; they are written as a whole.
    """

    sale_id: str
    task_id: str
    charges: tuple[InvoiceCharge, ...]


@dataclass(frozen=True, slots=True)
class CostPlan:
    """
    What to write, if anything, and a sentence for the operations log.
    """

    cost: InvoiceCost | None
    remark: str = ""


def plan_cost(sale: Sale, task: Fulfilment, shipment: Shipment) -> CostPlan:
    """
    Return how the shipment's cost gets onto a drafted invoice, once.

    The charge's comment names the shipment, so that it is found after a lost reply.
    """
    if not shipment.cost or shipment.cost < 0:
        return CostPlan(None)
    invoice = sale.invoice_for(task.number)
    mark = f"{_MARK} {shipment.identity}"
    if invoice is not None and any(one.comment == mark for one in invoice.charges):
        return CostPlan(None)
    if invoice is None or invoice.status != "DRAFT":
        status = invoice.status if invoice else "missing"
        return CostPlan(
            None, f"the cost was not added: the invoice of the sale is {status}"
        )
    rules = (*(one.tax_rule for one in invoice.charges), *invoice.tax_rules)
    service = f"{shipment.carrier} {shipment.service}".strip()
    added = InvoiceCharge(
        description=f"Shipping - {service}"[:256],
        price=shipment.cost,
        tax_rule=next((rule for rule in rules if rule), ""),
        comment=mark[:1024],
    )
    cost = InvoiceCost(sale.sale_id, invoice.task_id, (*invoice.charges, added))
    return CostPlan(cost, f"the cost {shipment.cost} was added to the invoice")
