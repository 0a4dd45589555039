"""
The word for an order's status that a custom store sends to ShipStation.
"""

from enum import StrEnum

from engine.domain.eligibility import Candidate
from engine.domain.sale import AUTHORISED, PARTIALLY_AUTHORISED

DRAFT_WORD = "draft"
AUTHORISED_WORD = "authorised"
PAID_WORD = "paid"
SHIPPED_WORD = "shipped"
VOIDED_WORD = "voided"


class Source(StrEnum):
    """
    Where *draft* and *authorised* are taken from.
    """

    INVOICE = "invoice"
    SHIP = "ship"


def ready_word(candidate: Candidate, source: Source) -> str:
    """
    Return draft, authorised or paid for a fulfilment that may be offered.
    """
    invoice = candidate.sale.invoice_for(candidate.fulfilment.number)
    status = invoice.status if invoice else "NOT AVAILABLE"
    if status == "PAID":
        return PAID_WORD
    if source is Source.SHIP:
        status = candidate.fulfilment.ship_status
    is_authorised = status in {AUTHORISED, PARTIALLY_AUTHORISED}
    return AUTHORISED_WORD if is_authorised else DRAFT_WORD


def is_shipped_since(candidate: Candidate, *, shipped_when_offered: bool) -> bool:
    """
    Tell whether a fulfilment that was offered has left without tracking since.

    One that had left before it was offered waits for its label all the same.
    """
    task = candidate.fulfilment
    left = task.is_all_shipped and task.ship_status == AUTHORISED
    return left and not task.has_tracking and not shipped_when_offered
