"""
Leads: who might buy one day.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from emulators.cin7_core.domain.card import Card
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.shelf import USES, Cards, Filters, having, naming
from emulators.cin7_core.domain.uses import REPRESENTATIVES


@dataclass(slots=True)
class Lead(Card):
    """
    A lead.

    Attributes:
        close_chance: Percent.

        texts: Fields that are texts, under the vendor's names.
    """

    id: str
    place: int
    name: str
    modified_at: datetime
    status: str = "NEW"
    close_chance: Decimal = ZERO
    close_on: date | None = None
    amount: Decimal = ZERO
    texts: dict[str, str] = field(default_factory=dict)


BOOKS = {"PaymentTerm": "terms", "TaxRule": "taxes", "PriceTier": "price_tiers"}
_NAMED = {**BOOKS, "SalesRepresentative": REPRESENTATIVES}


class Leads(Cards[Lead]):
    """
    The leads of one account.
    """

    names = _NAMED
    missing = "Lead with ID {id} not found"
    filters = Filters(
        exact={"ID": having("id"), USES: naming(_NAMED)},
        beginning={"Name": lambda lead: lead.name},
        since="ModifiedSince",
    )
    _by_id: dict[str, Lead]
