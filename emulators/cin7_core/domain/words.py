"""
The status words of a sale as a value; `status` derives them.
"""

from dataclasses import dataclass

_NONE = "NOT AVAILABLE"


@dataclass(frozen=True, slots=True)
class Words:
    """
    The statuses that a list of sales shows and filters by.

    Attributes:
        is_ready: Something is packed and has not left.

        has_credit_note: One was written, whatever became of it.
    """

    status: str = "DRAFT"
    quote: str = _NONE
    order: str = _NONE
    picking: str = _NONE
    packing: str = _NONE
    shipping: str = _NONE
    fulfilment: str = _NONE
    invoice: str = _NONE
    payment: str = "UNPAID"
    credit_note: str = _NONE
    restock: str = _NONE
    is_ready: bool = False
    has_credit_note: bool = False
