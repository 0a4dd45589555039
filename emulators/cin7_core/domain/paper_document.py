"""
The quote and the order as the vendor shows them. Read only.
"""

from collections.abc import Iterable
from typing import Any

from emulators.cin7_core.domain.invoice_document import payment_line
from emulators.cin7_core.domain.line_document import (
    charge_document,
    line_document,
    order_line_document,
)
from emulators.cin7_core.domain.lines import Line, totals_of
from emulators.cin7_core.domain.papers import Paper
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.stage import Stage

Json = dict[str, Any]


def quote_document(sale: Sale, *, combine: bool) -> Json:
    """
    Return the quote.
    """
    paper = sale.quote
    return {
        "Memo": paper.memo,
        "Status": paper.stage.value,
        "Prepayments": [payment_line(one) for one in sale.prepayments],
        **_rows(paper.lines, paper.charges, combine=combine),
        **_totals(sale, paper),
    }


def order_document(sale: Sale, *, combine: bool) -> Json:
    """
    Return the order, with the sale's number.
    """
    paper = sale.order
    rows = _rows(paper.lines, paper.charges, combine=combine)
    lines = [order_line_document(line) for line in paper.lines]
    return {
        "SaleOrderNumber": sale.number,
        "Memo": paper.memo,
        "Status": sale.words.order
        if paper.stage is Stage.AUTHORISED
        else paper.stage.value,
        "Lines": lines + rows["Lines"][len(lines) :],
        "AdditionalCharges": rows["AdditionalCharges"],
        **_totals(sale, paper),
    }


def _rows(lines: Iterable[Line], charges: Iterable[Line], *, combine: bool) -> Json:
    """
    Return lines and charges; combined, the charges are lines without a product.
    """
    shown = [line_document(line) for line in lines]
    if combine:
        shown += [line_document(line) for line in charges]
    rest = [] if combine else [charge_document(line) for line in charges]
    return {"Lines": shown, "AdditionalCharges": rest}


def _totals(sale: Sale, paper: Paper) -> Json:
    lines = (*paper.lines, *paper.charges)
    totals = totals_of(lines, tax_inclusive=sale.header.tax_inclusive)
    return {
        "TotalBeforeTax": totals.before_tax,
        "Tax": totals.tax,
        "Total": totals.total,
    }
