"""
The manual journal of a sale: what the company books beside its papers.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stage import Stage


class JournalClosed(Refused):
    """
    The journal is authorised, or there is nothing yet that it could stand beside.
    """


@dataclass(frozen=True, slots=True)
class JournalLine:
    """
    One booking.

    Attributes:
        reference: The name of a service product.

        debit: Code of an account, like *credit*.
    """

    reference: str
    amount: Decimal
    booked_on: date | None
    debit: str
    credit: str


@dataclass(slots=True)
class Journal:
    """
    The manual journal.

    Attributes:
        stage: Draft until somebody authorises it; whether it is available at all
            depends on the sale.
    """

    stage: Stage = Stage.DRAFT
    lines: tuple[JournalLine, ...] = ()

    @property
    def is_authorised(self) -> bool:
        """
        Whether its lines are booked.
        """
        return self.stage is Stage.AUTHORISED
