"""
Purchases: what is ordered from a supplier, and how far that has come.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from emulators.cin7_core.domain.address import BLANK, Address
from emulators.cin7_core.domain.lines import Line, Totals, totals_of
from emulators.cin7_core.domain.location import Location
from emulators.cin7_core.domain.papers import Paper
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.shelf import (
    USES,
    Cards,
    Filters,
    at_places,
    having,
    naming,
)
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.stock import Spot
from emulators.cin7_core.domain.supplier import Supplier
from emulators.cin7_core.domain.uses import Use


class NotSimple(Refused):
    """
    The old endpoint knows simple purchases only.
    """


class PurchaseType(StrEnum):
    """
    Whether there is one receipt and one invoice, or several.
    """

    SIMPLE = "Simple Purchase"
    ADVANCED = "Advanced Purchase"


@dataclass(slots=True)
class Purchase:
    """
    A purchase.

    Attributes:
        approach: ``STOCK`` or ``INVOICE``, whichever comes first.

        texts: Fields that are texts and nothing else, under the vendor's names.
    """

    id: str
    place: int
    modified_at: datetime
    kind: PurchaseType
    supplier: Supplier
    location: Location
    ordered_on: date
    required_on: date | None = None
    approach: str = "INVOICE"
    blind_receipt: bool = False
    tax_inclusive: bool = False
    currency_rate: Decimal = Decimal(1)
    billing: Address = BLANK
    shipping: Address = BLANK
    texts: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    order: Paper = field(default_factory=Paper)

    @property
    def number(self) -> str:
        """
        The number that people read.
        """
        return f"PO-{self.place:05d}"

    @property
    def is_ordered(self) -> bool:
        """
        Whether the supplier is to deliver.
        """
        return self.order.stage is Stage.AUTHORISED

    @property
    def status(self) -> str:
        """
        How far it has come.
        """
        return _STATUSES[self.order.stage]

    @property
    def later_status(self) -> str:
        """
        The status of receipt, invoice and credit note.
        """
        is_voided = self.order.stage is Stage.VOIDED
        return (Stage.VOIDED if is_voided else Stage.NOT_AVAILABLE).value

    @property
    def currency(self) -> str:
        """
        The supplier's currency.
        """
        return self.supplier.texts.get("Currency", "")

    def totals(self) -> Totals:
        """
        Return what the order comes to.
        """
        lines = (*self.order.lines, *self.order.charges)
        return totals_of(lines, tax_inclusive=self.tax_inclusive)

    def awaited(self) -> tuple[Spot, ...]:
        """
        Return where ordered goods will lie: in the warehouse, outside of its bins.
        """
        return tuple(dict.fromkeys(spot for spot, _ in self._coming()))

    def quantity_for(self, spot: Spot) -> Decimal:
        """
        Return how much of it comes to a spot.
        """
        return sum((line.quantity for at, line in self._coming() if at == spot), ZERO)

    def _coming(self) -> Iterator[tuple[Spot, Line]]:
        for line in self.order.lines if self.is_ordered else ():
            if line.product and line.is_stock:
                yield self.location.spot(line.product.id), line


_STATUSES = {
    Stage.NOT_AVAILABLE: "DRAFT",
    Stage.DRAFT: "ORDERING",
    Stage.AUTHORISED: "ORDERED",
    Stage.VOIDED: "VOIDED",
}


def _searched(purchase: Purchase) -> Iterator[str]:
    yield purchase.number
    yield purchase.status
    yield purchase.supplier.name


def _order_status(purchase: Purchase) -> tuple[Hashable]:
    return (purchase.order.stage.value,)


BOOKS = {"TaxRule": "taxes", "Terms": "terms"}
_named, _placed = naming(BOOKS), at_places(lambda one: (one.location,))


def _uses(purchase: Purchase) -> tuple[Use, ...]:
    return (*_named(purchase), *_placed(purchase))


class Purchases(Cards[Purchase]):
    """
    The purchases of one account.
    """

    names = BOOKS
    missing = "Purchase not found"
    recorded = True
    filters = Filters(
        exact={
            "Status": having("status"),
            "OrderStatus": _order_status,
            **dict.fromkeys(
                (
                    "RestockReceivedStatus",
                    "InvoiceStatus",
                    "CreditNoteStatus",
                    "UnstockStatus",
                ),
                having("later_status"),
            ),
            "DropShipTaskID": lambda _: (),
            "Awaited": Purchase.awaited,
            USES: _uses,
        },
        within={"Search": _searched},
        until={"RequiredBy": lambda purchase: purchase.required_on},
        since="UpdatedSince",
    )
    _by_id: dict[str, Purchase]

    def simple(self, purchase_id: str) -> Purchase:
        """
        Return the purchase, which is a simple one.

        Raises:
            NotFiled: There is none.
            NotSimple: It is advanced.
        """
        purchase = self.by_id(purchase_id)
        if purchase.kind is not PurchaseType.SIMPLE:
            raise NotSimple(
                "This endpoint is deprecated and does not support Advanced Purchase and"
                " Service Purchase. Please use AdvancedPurchase endpoint",
                recorded=True,
            )
        return purchase
