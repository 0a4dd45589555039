"""
What the parameters of the list of sales mean for one sale.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.profile import SinceBounds

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


def matches(sale: Sale, asked: Mapping[str, Any], bounds: SinceBounds) -> bool:
    """
    Tell whether the sale matches all parameters that are asked.
    """
    words = sale.words
    for name, word in WORDS.items():
        if name in asked and getattr(words, word) != asked[name]:
            return False
    header = sale.header
    if asked.get("ExternalID", header.external_id) != header.external_id:
        return False
    if asked.get("OrderLocationID", header.location.id) != header.location.id:
        return False
    return (
        _matches_time(sale, asked, bounds)
        and _matches_ship_by(sale, asked.get("ShipBy"))
        and _matches_search(sale, str(asked.get("Search", "")).lower())
    )


def _matches_time(sale: Sale, asked: Mapping[str, Any], bounds: SinceBounds) -> bool:
    return (
        is_since(sale.created_at, asked.get("CreatedSince"), bounds)
        and is_since(sale.updated_at, asked.get("UpdatedSince"), bounds)
        and _is_until(sale.updated_at, asked.get("UpdatedUntil"), bounds)
    )


def is_since(at: datetime, bound: datetime | None, bounds: SinceBounds) -> bool:
    """
    Tell whether it was then or later; no bound is always met.
    """
    if bound is None:
        return True
    return at >= bound if bounds is SinceBounds.INCLUSIVE else at > bound


def _is_until(at: datetime, bound: datetime | None, bounds: SinceBounds) -> bool:
    if bound is None:
        return True
    return at <= bound if bounds is SinceBounds.INCLUSIVE else at < bound


def _matches_ship_by(sale: Sale, until: datetime | None) -> bool:
    """
    Tell whether it is due by then and has not left.
    """
    if until is None:
        return True
    due = sale.header.ship_by
    return due is not None and due <= until.date() and sale.words.shipping != "SHIPPED"


def _matches_search(sale: Sale, wanted: str) -> bool:
    if not wanted:
        return True
    texts = (
        sale.number,
        sale.words.status,
        sale.header.customer.name,
        sale.header.texts.get("CustomerReference", ""),
        *(invoice.number or "" for invoice in sale.invoices),
        *(note.number or "" for note in sale.credit_notes),
    )
    return any(wanted in text.lower() for text in texts)
