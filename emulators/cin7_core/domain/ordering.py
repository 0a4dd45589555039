"""
From a new sale to an authorised order: header, quote, order, stock promised.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.automation import run_automatically
from emulators.cin7_core.domain.credit_note import CreditNote
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.header import header_of_new_sale, header_of_update
from emulators.cin7_core.domain.invoice import Invoice
from emulators.cin7_core.domain.lines import totals_of
from emulators.cin7_core.domain.papers import Paper
from emulators.cin7_core.domain.promises import keep_promises
from emulators.cin7_core.domain.reading import Document, boolean, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale, SaleType
from emulators.cin7_core.domain.sale_events import tell_attributes, tell_sale
from emulators.cin7_core.domain.stage import OPEN, Stage
from emulators.cin7_core.profile import (
    AdvancedFirstFulfilment,
    OmittedSkipQuote,
    Profile,
    SimpleTaskIds,
)


class QuoteSkipped(Refused):
    """
    The sale has no quote.
    """


class PaperClosed(Refused):
    """
    The quote or order is authorised and cannot be written any more.
    """


class QuoteOpen(Refused):
    """
    The order has to wait for its quote.
    """


def create_sale(account: Account, body: Document) -> Sale:
    """
    Create a sale: a header with nothing under it.

    Raises:
        Refused: The header names what does not exist.
    """
    header = header_of_new_sale(account, body)
    skips = account.profile.omitted_skip_quote is OmittedSkipQuote.SKIPS
    skip_quote = boolean(body.get("SkipQuote"), default=skips)
    place, now = len(account.sales) + 1, account.now()
    sale = Sale(
        id=account.new_id(),
        number=f"SO-{place:05d}",
        place_in_list=place,
        kind=_kind(body, account.profile),
        header=header,
        skip_quote=skip_quote,
        created_at=now,
        updated_at=now,
        auto_mode=text(body, "AutoPickPackShipMode", "NOPICK"),
    )
    if not skip_quote:
        sale.quote.stage = Stage.DRAFT
    _add_first_tasks(account, sale)
    account.touch(sale)
    tell_sale(account, "Sale/Created", sale)
    return sale


def update_sale(account: Account, sale: Sale, body: Document) -> None:
    """
    Write the header anew.

    Raises:
        Refused: The sale is voided, or the header names what does not exist.
    """
    sale.check_alive()
    before = sale.header.attributes
    sale.header = header_of_update(account, sale.header, body)
    account.touch(sale)
    tell_attributes(account, sale, before)


def write_quote(account: Account, sale: Sale, body: Document) -> None:
    """
    Write the quote.

    Raises:
        Refused: The sale skips it, or it is authorised already.
    """
    sale.check_alive()
    if sale.skip_quote:
        raise QuoteSkipped(f"Sale {sale.number} has SkipQuote=true")
    _check_open("Quote", sale.quote)
    _write_paper(account, sale, sale.quote, body)
    account.touch(sale)
    if sale.quote.stage is Stage.AUTHORISED:
        tell_sale(account, "Sale/QuoteAuthorised", sale)


def write_order(account: Account, sale: Sale, body: Document) -> None:
    """
    Write the order.

    Authorised, it is promised what is in stock; the rest is on backorder, and nobody
    is told.

    Raises:
        Refused: The quote is not authorised, or the order is already.
    """
    sale.check_alive()
    sale.check_has_goods()
    if not sale.skip_quote and sale.quote.stage is not Stage.AUTHORISED:
        raise QuoteOpen(f"Order is not possible: quote Status is {sale.quote.stage}")
    _check_open("Order", sale.order)
    _write_paper(account, sale, sale.order, body)
    sale.auto_mode = text(body, "AutoPickPackShipMode", sale.auto_mode)
    if sale.is_ordered:
        keep_promises(account, sale)
        _tell_order(account, sale)
        run_automatically(account, sale)
    account.touch(sale)


def _tell_order(account: Account, sale: Sale) -> None:
    tell_sale(account, "Sale/OrderAuthorised", sale)
    if any(line.backorder for line in sale.order.lines):
        tell_sale(account, "Sale/Backordered", sale)


def _kind(body: Document, profile: Profile) -> SaleType:
    if boolean(body.get("ServiceOnly")):
        return SaleType.SERVICE
    word = text(body, "SaleType") or profile.omitted_sale_type.value.title()
    return SaleType.ADVANCED if word == "Advanced" else SaleType.SIMPLE


def _add_first_tasks(account: Account, sale: Sale) -> None:
    """
    Give the sale one task of each kind.
    """
    profile = account.profile
    has_own = sale.kind is SaleType.ADVANCED or (
        sale.kind is SaleType.SIMPLE
        and profile.simple_task_ids is SimpleTaskIds.THEIR_OWN
    )
    if sale.kind is not SaleType.ADVANCED or (
        profile.advanced_first_fulfilment is AdvancedFirstFulfilment.PRESENT
    ):
        task_id = account.new_id() if has_own else sale.id
        sale.fulfilments.append(Fulfilment(task_id, number=1))
    invoice = Invoice(account.new_id() if has_own else sale.id)
    invoice.number = account.number_of_new_invoice()
    sale.invoices.append(invoice)
    sale.credit_notes.append(CreditNote(account.new_id() if has_own else sale.id))


def _check_open(name: str, paper: Paper) -> None:
    if paper.stage not in OPEN:
        raise PaperClosed(f"{name} cannot be changed: Status is {paper.stage}")


def _write_paper(account: Account, sale: Sale, paper: Paper, body: Document) -> None:
    reader = account.line_reader()
    rows = body.get("Lines") or ()
    lines, charges = sale.arranged(
        reader.lines(rows), reader.charges(body.get("AdditionalCharges") or (), rows)
    )
    inclusive = sale.header.tax_inclusive
    reader.check_totals(body, totals_of((*lines, *charges), tax_inclusive=inclusive))
    paper.lines, paper.charges = lines, charges
    paper.memo = text(body, "Memo")
    paper.stage = Stage(body["Status"])
