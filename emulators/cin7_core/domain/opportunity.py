"""
Opportunities: what a customer or a lead might buy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.lead import Lead
from emulators.cin7_core.domain.lines import Line, Totals, totals_of
from emulators.cin7_core.domain.location import Location
from emulators.cin7_core.domain.shelf import (
    USES,
    Cards,
    Filters,
    at_places,
    having,
    naming,
)
from emulators.cin7_core.domain.uses import REPRESENTATIVES, Use

DRAFT, AUTHORISED, VOIDED = "DRAFT", "AUTHORISED", "VOIDED"


@dataclass(slots=True)
class Opportunity:
    """
    An opportunity.

    Attributes:
        customer, lead: Who might buy; one of them.

        lines, charges: Each with its own id.

        texts: Fields that are texts, under the vendor's names.
    """

    id: str
    place: int
    modified_at: datetime
    customer: Customer | None
    lead: Lead | None
    location: Location
    opened_on: date
    status: str = DRAFT
    tax_inclusive: bool = False
    rate: Decimal = Decimal(1)
    ship_to_other: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    lines: tuple[tuple[str, Line], ...] = ()
    charges: tuple[tuple[str, Line], ...] = ()

    @property
    def number(self) -> str:
        """
        The number that people read.
        """
        return f"OP-{self.place:05d}"

    @property
    def contact(self) -> Mapping[str, Any]:
        """
        Who speaks for the customer or lead.
        """
        party = self.customer or self.lead
        return party.contact if party else {}

    @property
    def party_name(self) -> str:
        """
        The name of the customer or lead.
        """
        party = self.customer or self.lead
        return party.name if party else ""

    def totals(self) -> Totals:
        """
        Return what it comes to.
        """
        lines = [line for _, line in (*self.lines, *self.charges)]
        return totals_of(lines, tax_inclusive=self.tax_inclusive)


BOOKS = {
    "Terms": "terms",
    "TaxRule": "taxes",
    "PriceTier": "price_tiers",
    "DefaultAccount": "accounts",
}
_NAMED = {**BOOKS, "SalesRepresentative": REPRESENTATIVES}
_named, _placed = naming(_NAMED), at_places(lambda one: (one.location,))


def _uses(opportunity: Opportunity) -> tuple[Use, ...]:
    return (*_named(opportunity), *_placed(opportunity))


class Opportunities(Cards[Opportunity]):
    """
    The opportunities of one account.
    """

    missing = "Opportunity with ID {id} not found"
    names = _NAMED
    filters = Filters(exact={"ID": having("id"), USES: _uses}, since="ModifiedSince")
    _by_id: dict[str, Opportunity]
