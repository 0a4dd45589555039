"""
What the parameters of the list of sales mean for one sale.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.since import is_since
from emulators.cin7_core.domain.uses import (
    PLACES,
    REPRESENTATIVES,
    Use,
    use_of,
    uses_in,
)
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


NAMED: Mapping[str, str] = {
    "Terms": "terms",
    "TaxRule": "taxes",
    "DefaultAccount": "accounts",
    "SalesRepresentative": REPRESENTATIVES,
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


def _uses(sale: Sale) -> tuple[Use, ...]:
    """
    Return the rows of books and the places that the sale names.
    """
    codes = {one.account for one in sale.payments()}
    codes |= {line.account for line in sale.invoice_lines()}
    codes |= {code for one in sale.journal.lines for code in (one.debit, one.credit)}
    return (
        *uses_in(sale.header.texts, NAMED),
        *uses_in({"Carrier": sale.header.carrier}, {"Carrier": "carriers"}),
        *(use_of("accounts", code) for code in codes if code),
        *(use_of(PLACES, one) for one in {*_places(sale)}),
    )


def _places(sale: Sale) -> Iterator[str]:
    """
    Yield the ids of warehouses and bins that goods leave from or come back to.
    """
    yield sale.header.location.id
    spots = [line.spot for task in sale.fulfilments for line in task.pick_lines]
    spots += [line.spot for note in sale.credit_notes for line in note.restock]
    for spot in spots:
        yield spot.bin_id or spot.warehouse_id


def _moved(sale: Sale) -> tuple[str, ...]:
    """
    Return the ids of the products that left for the sale or came back.
    """
    spots = [one.spot for one in sale.movements]
    spots += [line.spot for _, line in sale.restocked()]
    return tuple({spot.product_id: None for spot in spots})


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
        "Uses": _uses,
        "Moved": _moved,
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
