"""
The status words of a sale, derived from its documents.

Where the vendor publishes no rule, the word follows from quantities.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.progress import Progress, progress_of
from emulators.cin7_core.domain.sale import Sale, SaleType
from emulators.cin7_core.domain.stage import SHIPPING, Stage
from emulators.cin7_core.domain.words import Words
from emulators.cin7_core.profile import InvoiceWords, Profile, ShippedOrderStatus

_NONE = "NOT AVAILABLE"
_VOIDED = "VOIDED"


_ALL_VOIDED = Words(
    status=_VOIDED,
    quote=_VOIDED,
    order=_VOIDED,
    picking=_VOIDED,
    packing=_VOIDED,
    shipping=_VOIDED,
    fulfilment=_VOIDED,
    invoice=_VOIDED,
    payment=_VOIDED,
    credit_note=_VOIDED,
)


def words_of(sale: Sale, profile: Profile) -> Words:
    """
    Return the words for the sale as it stands.
    """
    if sale.is_voided:
        written = any(note.is_written for note in sale.credit_notes)
        return replace(_ALL_VOIDED, has_credit_note=written)
    tasks = list(sale.live_fulfilments())
    quantities = progress_of(sale, tasks)
    if sale.kind is SaleType.SERVICE:
        return _service_words(sale, quantities, profile)
    if not sale.is_ordered:
        return Words(
            status=_before_order(sale),
            quote=sale.quote.stage.value,
            order=sale.order.stage.value,
            payment=_payment(sale),
        )
    return Words(
        status=_status(sale, quantities, profile),
        quote=sale.quote.stage.value,
        order=_order(sale, quantities, profile),
        picking=_progress(quantities.picked, quantities, "PICK", _pick_drafts(tasks)),
        packing=_packing(quantities, tasks),
        shipping=_shipping(quantities, tasks),
        fulfilment=_fulfilled(quantities),
        invoice=_invoice(sale, quantities, profile),
        payment=_payment(sale),
        credit_note=_furthest(note.stage for note in sale.credit_notes),
        restock=_furthest(note.restock_stage for note in sale.credit_notes),
        has_credit_note=any(note.is_written for note in sale.credit_notes),
        is_ready=any(
            task.is_packed and task.ship is not Stage.AUTHORISED for task in tasks
        ),
    )


def task_word(task: Fulfilment, *, is_ordered: bool) -> str:
    """
    Return how far one fulfilment has come.
    """
    match task.ship:
        case Stage.VOIDED:
            return _VOIDED
        case Stage.AUTHORISED:
            return "FULFILLED"
        case Stage.PARTIALLY_AUTHORISED:
            return "PARTIALLY FULFILLED"
    return "NOT FULFILLED" if is_ordered else _NONE


def _before_order(sale: Sale) -> str:
    if sale.order.stage is Stage.DRAFT:
        return "ORDERING"
    if sale.skip_quote or sale.quote.stage is Stage.AUTHORISED:
        return "ESTIMATED"
    return "ESTIMATING"


def _order(sale: Sale, quantities: Progress, profile: Profile) -> str:
    stays = profile.shipped_order_status is ShippedOrderStatus.STAYS_AUTHORISED
    if stays or quantities.shipped == 0 or not quantities.is_shipped:
        return sale.order.stage.value
    is_billed = any(invoice.is_billed for invoice in sale.invoices)
    return "CLOSED" if is_billed and quantities.is_invoiced else "FULFILLED"


def _progress(
    done: Decimal,
    quantities: Progress,
    verb: str,
    is_draft: bool,  # noqa: FBT001  # the tail of three equal calls
) -> str:
    if quantities.ordered == 0:
        return _NONE
    if done >= quantities.ordered:
        return f"{verb}ED"
    if done > 0:
        return f"PARTIALLY {verb}ED"
    return f"{verb}ING" if is_draft else f"NOT {verb}ED"


def _pick_drafts(tasks: Iterable[Fulfilment]) -> bool:
    return any(task.pick is Stage.DRAFT and task.pick_lines for task in tasks)


def _packing(quantities: Progress, tasks: Iterable[Fulfilment]) -> str:
    if any(task.is_combined for task in tasks):
        return _NONE
    is_draft = any(task.pack is Stage.DRAFT for task in tasks)
    return _progress(quantities.packed, quantities, "PACK", is_draft)


def _shipping(quantities: Progress, tasks: Iterable[Fulfilment]) -> str:
    is_draft = any(task.ship is Stage.DRAFT for task in tasks)
    return _progress(quantities.shipped, quantities, "SHIPP", is_draft)


def _fulfilled(quantities: Progress) -> str:
    if quantities.shipped == 0:
        return "NOT FULFILLED"
    return "FULFILLED" if quantities.is_shipped else "PARTIALLY FULFILLED"


def _invoice(sale: Sale, quantities: Progress, profile: Profile) -> str:
    if profile.invoice_words is InvoiceWords.DOCUMENTED:
        return _furthest(invoice.stage for invoice in sale.invoices)
    if not any(invoice.is_billed for invoice in sale.invoices):
        return "NOT INVOICED"
    word = "INVOICED" if quantities.is_invoiced else "PARTIALLY INVOICED"
    return f"{word} / CREDITED" if sale.is_credited else word


def _payment(sale: Sale) -> str:
    paid, balance = sale.paid_amount(), sale.balance()
    if sale.is_credited and balance < 0:
        return "NOT REFUNDED"
    if not any(invoice.is_billed for invoice in sale.invoices):
        return "PREPAID" if paid else "UNPAID"
    if paid == 0 and balance > 0:
        return "UNPAID"
    return "PAID" if balance <= 0 else "PARTIALLY PAID"


def _furthest(stages: Iterable[Stage]) -> str:
    """
    Return the word for several papers: that of the one that has come furthest.
    """
    order = (
        Stage.NOT_AVAILABLE,
        Stage.VOIDED,
        Stage.DRAFT,
        Stage.AUTHORISED,
        Stage.PAID,
    )
    return max(stages, key=order.index, default=Stage.NOT_AVAILABLE).value


def _status(sale: Sale, quantities: Progress, profile: Profile) -> str:
    if _is_settled(sale, quantities) and quantities.is_shipped:
        return "COMPLETED"
    if sale.kind is SaleType.SIMPLE:
        return (
            _invoice_status(sale)
            or _task_status(sale.fulfilments[0], profile)
            or _ordered(sale)
        )
    return _ordered(sale)


def _is_settled(sale: Sale, quantities: Progress) -> bool:
    return (
        any(invoice.is_billed for invoice in sale.invoices)
        and quantities.is_invoiced
        and (sale.balance() == 0 if sale.is_credited else sale.balance() <= 0)
    )


def _invoice_status(sale: Sale) -> str:
    if sale.is_credited:
        return "CREDITED" if sale.balance() != 0 else ""
    if any(invoice.is_billed for invoice in sale.invoices) and sale.balance() > 0:
        return "INVOICED"
    if any(invoice.stage is Stage.DRAFT for invoice in sale.invoices):
        return "INVOICING"
    return ""


def _task_status(task: Fulfilment, profile: Profile) -> str:
    if task.ship in SHIPPING:
        return profile.shipped_not_invoiced_status.value
    for stage, draft, done in (
        (task.ship, "SHIPPING", "SHIPPING"),
        (task.pack, "PACKING", "PACKED"),
        (task.pick, "PICKING", "PICKED"),
    ):
        if stage in {Stage.DRAFT, Stage.AUTHORISED}:
            return draft if stage is Stage.DRAFT else done
    return ""


def _ordered(sale: Sale) -> str:
    is_short = any(line.backorder > 0 for line in sale.order.lines)
    return "BACKORDERED" if is_short else "ORDERED"


def _service_words(sale: Sale, quantities: Progress, profile: Profile) -> Words:
    is_billed = any(invoice.is_billed for invoice in sale.invoices)
    status = _invoice_status(sale) or _before_order(sale)
    return Words(
        status="COMPLETED" if _is_settled(sale, quantities) else status,
        quote=sale.quote.stage.value,
        invoice=_invoice(sale, quantities, profile) if is_billed else _NONE,
        payment=_payment(sale),
        credit_note=_furthest(note.stage for note in sale.credit_notes),
        has_credit_note=any(note.is_written for note in sale.credit_notes),
    )
