"""
What the parameters of the list of sales mean for one sale.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.since import is_since
from emulators.cin7_core.profile import SinceBounds
from emulators.kit.finder import Plan, Span, Tests

# The last one is no parameter: it is what the list of credit notes asks for.
WORDS: Mapping[str, str] = {
    "Status": "status",
    "QuoteStatus": "quote",
    "OrderStatus": "order",
    "CombinedPickStatus": "picking",
    "CombinedPackStatus": "packing",
    "CombinedShippingStatus": "shipping",
    "CombinedInvoiceStatus": "invoice",
    "CreditNoteStatus": "credit_note",
    "ReadyForShipping": "is_ready",
    "HasCreditNote": "has_credit_note",
}


def tests_of(bounds: SinceBounds) -> Tests[Sale]:
    """
    Return what each parameter means for a sale.
    """
    return _INCLUSIVE if bounds is SinceBounds.INCLUSIVE else _EXCLUSIVE


def _tests(bounds: SinceBounds) -> Tests[Sale]:
    return {
        **{name: _word(word) for name, word in WORDS.items()},
        "ExternalID": lambda sale, wanted: _external_id(sale) == wanted,
        "OrderLocationID": lambda sale, wanted: sale.header.location.id == wanted,
        "CreatedSince": lambda sale, at: is_since(sale.created_at, at, bounds),
        "UpdatedSince": lambda sale, at: is_since(sale.updated_at, at, bounds),
        "UpdatedUntil": lambda sale, at: _is_until(sale.updated_at, at, bounds),
        "ShipBy": _matches_ship_by,
        "Search": lambda sale, wanted: _matches_search(sale, str(wanted).lower()),
    }


def _group(name: str) -> Callable[[Sale], tuple[Hashable]]:
    return lambda sale: (getattr(sale.words, name),)


def _word(name: str) -> Callable[[Sale, Any], bool]:
    return lambda sale, wanted: bool(getattr(sale.words, name) == wanted)


def _external_id(sale: Sale) -> str:
    return sale.header.external_id or ""


def _is_until(at: datetime, bound: datetime, bounds: SinceBounds) -> bool:
    return at <= bound if bounds is SinceBounds.INCLUSIVE else at < bound


def _matches_ship_by(sale: Sale, until: datetime) -> bool:
    """
    Tell whether it is due by then and has not left.
    """
    due = sale.header.ship_by
    return due is not None and due <= until.date() and sale.words.shipping != "SHIPPED"


def _matches_search(sale: Sale, wanted: str) -> bool:
    return any(wanted in text.lower() for text in _searched(sale) if text)


def _searched(sale: Sale) -> Iterator[str | None]:
    yield sale.number
    yield sale.words.status
    yield sale.header.customer.name
    yield sale.header.texts.get("CustomerReference")
    for invoice in sale.invoices:
        yield invoice.number
    for note in sale.credit_notes:
        yield note.number


def _due(sale: Sale) -> date | None:
    """
    Return when it has to leave; None once it has.
    """
    return None if sale.words.shipping == "SHIPPED" else sale.header.ship_by


_INCLUSIVE = _tests(SinceBounds.INCLUSIVE)
_EXCLUSIVE = _tests(SinceBounds.EXCLUSIVE)

PLAN: Plan[Sale] = Plan(
    tests=_INCLUSIVE,
    groups={
        **{name: _group(word) for name, word in WORDS.items()},
        "ExternalID": lambda sale: (_external_id(sale),),
        "OrderLocationID": lambda sale: (sale.header.location.id,),
    },
    texts={"Search": _searched},
    orders={
        "Created": lambda sale: sale.created_at,
        "Updated": lambda sale: sale.updated_at,
        "Due": _due,
    },
    spans=(
        Span("Created", "CreatedSince", ""),
        Span("Updated", "UpdatedSince", "UpdatedUntil"),
        Span("Due", "", "ShipBy", datetime.date),
    ),
)
