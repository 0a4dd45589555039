"""
The statuses that the documents of a sale go through.
"""

from enum import StrEnum


class Stage(StrEnum):
    """
    How far a quote, order, pick, pack, shipment or invoice has come.
    """

    NOT_AVAILABLE = "NOT AVAILABLE"
    DRAFT = "DRAFT"
    PARTIALLY_AUTHORISED = "PARTIALLY AUTHORISED"
    AUTHORISED = "AUTHORISED"
    PAID = "PAID"
    VOIDED = "VOIDED"


OPEN = frozenset({Stage.NOT_AVAILABLE, Stage.DRAFT})
SHIPPING = frozenset({Stage.PARTIALLY_AUTHORISED, Stage.AUTHORISED})
BILLED = frozenset({Stage.AUTHORISED, Stage.PAID})
