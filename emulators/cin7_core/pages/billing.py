"""
A sale's invoices, payments and credit notes.
"""

from decimal import Decimal

from emulators.cin7_core.pages.desk import Json, as_typed, typed_rows
from emulators.cin7_core.pages.sale import sale_of, tab, why_not
from emulators.kit.pages.page import Redirect, Shown, Visit, page
from emulators.kit.pages.typed import read_number

_PATH = "/sales/<number>"
_NEW = "00000000-0000-0000-0000-000000000000"
_OPEN = frozenset(("NOT AVAILABLE", "DRAFT"))
_BILLED = frozenset(("AUTHORISED", "PAID"))
_COLUMNS = ("line", "quantity")
_COPIED = ("ProductID", "SKU", "Name", "Price", "Discount", "TaxRule")
_ALL = 1000


# Invoice


@page("GET", f"{_PATH}/invoice")
def show_invoices(visit: Visit) -> Shown:
    """
    Show the invoices, and the form of what is not invoiced yet.
    """
    sale = sale_of(visit)
    rows = as_typed(visit, _to_invoice(sale), *_COLUMNS)
    unordered = sale["Order"]["Status"] in {*_OPEN, "VOIDED"}
    return tab(
        visit,
        "invoice.html",
        sale,
        rows=rows,
        accounts=_accounts(visit),
        why_not=why_not(
            sale,
            (unordered, "The order is not authorised."),
            (not rows, "Everything that was ordered is invoiced."),
        ),
    )


@page("POST", f"{_PATH}/invoice", form=show_invoices)
def write_invoice(visit: Visit) -> Shown:
    """
    Write an invoice, as a draft or authorised.
    """
    sale, form = sale_of(visit), visit.form
    started = [one for one in sale["Invoices"] if one["Status"] in _OPEN]
    body = {
        "SaleID": sale["ID"],
        "TaskID": started[0]["TaskID"] if started else _NEW,
        "CombineAdditionalCharges": False,
        "Status": form["status"],
        "InvoiceDate": form["day"],
        "InvoiceDueDate": form["due"],
        "Lines": _lines(visit, sale),
    }
    visit.ask("POST", "/sale/invoice", body)
    return Redirect(f"/sales/{visit.path['number']}/invoice")


@page("POST", f"{_PATH}/invoice/<task>/end", form=show_invoices)
def end_invoice(visit: Visit) -> Shown:
    """
    Undo an invoice, or void it.
    """
    void = "true" if visit.form["void"] == "yes" else "false"
    visit.ask("DELETE", "/sale/invoice", TaskID=visit.path["task"], Void=void)
    return Redirect(f"/sales/{visit.path['number']}/invoice")


# Payments


@page("GET", f"{_PATH}/payments")
def show_payments(visit: Visit) -> Shown:
    """
    Show what was paid, and the form of another payment.
    """
    sale = sale_of(visit)
    payments = visit.ask("GET", "/sale/payment", SaleID=sale["ID"])
    billed = [one for one in sale["Invoices"] if one["Status"] in _BILLED]
    total = sum((_decimal(one["Total"]) for one in billed), Decimal(0))
    paid = sum(
        (_decimal(one["Amount"]) for one in payments if one["Type"] != "Refund"),
        Decimal(0),
    )
    banks = visit.ask("GET", "/ref/account/bank")["BankAccountsList"]
    return tab(
        visit,
        "payments.html",
        sale,
        payments=payments,
        invoices=billed,
        owed=max(Decimal(0), total - paid),
        banks=banks,
        why_not=why_not(sale, (not billed, "No invoice is authorised.")),
    )


@page("POST", f"{_PATH}/payments", form=show_payments)
def take_payment(visit: Visit) -> Shown:
    """
    Take a payment for an invoice.
    """
    form = visit.form
    body = {
        "TaskID": form["invoice"],
        "Type": "Payment",
        "Reference": form["reference"],
        "Amount": read_number(form["amount"], "Amount"),
        "DatePaid": form["day"],
        "Account": form["account"],
        "CurrencyRate": 1,
    }
    visit.ask("POST", "/sale/payment", body)
    return Redirect(f"/sales/{visit.path['number']}/payments")


@page("POST", f"{_PATH}/payments/<payment>/delete", form=show_payments)
def delete_payment(visit: Visit) -> Shown:
    """
    Take a payment back.
    """
    visit.ask("DELETE", "/sale/payment", ID=visit.path["payment"])
    return Redirect(f"/sales/{visit.path['number']}/payments")


# Credit note


@page("GET", f"{_PATH}/credit-note")
def show_credit_notes(visit: Visit) -> Shown:
    """
    Show the credit notes, and the form of another.
    """
    sale = sale_of(visit)
    billed = [one for one in sale["Invoices"] if one["Status"] in _BILLED]
    rows = [_row(n, line) for n, line in enumerate(sale["Order"]["Lines"])]
    return tab(
        visit,
        "credit_note.html",
        sale,
        rows=as_typed(visit, rows, *_COLUMNS),
        notes=[one for one in sale["CreditNotes"] if one["Status"] != "NOT AVAILABLE"],
        invoices=billed,
        accounts=_accounts(visit),
        why_not=why_not(sale, (not billed, "No invoice is authorised.")),
    )


@page("POST", f"{_PATH}/credit-note", form=show_credit_notes)
def write_credit_note(visit: Visit) -> Shown:
    """
    Authorise a credit note; the goods may come back.
    """
    sale, form = sale_of(visit), visit.form
    lines = _lines(visit, sale)
    back = [
        {
            "ProductID": line["ProductID"],
            "Location": sale["Location"],
            "Quantity": line["Quantity"],
        }
        for line in lines
        if form["restock"] == "yes"
    ]
    body = {
        "SaleID": sale["ID"],
        "TaskID": _NEW,
        "CombineAdditionalCharges": False,
        "CreditNoteInvoiceNumber": form["invoice"],
        "Status": "AUTHORISED",
        "CreditNoteDate": form["day"],
        "Lines": lines,
        "Restock": back,
    }
    visit.ask("POST", "/sale/creditnote", body)
    return Redirect(f"/sales/{visit.path['number']}/credit-note")


# Lines


def _to_invoice(sale: Json) -> list[Json]:
    rows = []
    for n, line in enumerate(sale["Order"]["Lines"]):
        left = _decimal(line["Quantity"]) - _invoiced(sale, line["ProductID"])
        if left > 0:
            rows.append({**_row(n, line), "quantity": left})
    return rows


def _row(place: int, line: Json) -> Json:
    return {
        "line": place,
        "sku": line["SKU"],
        "name": line["Name"],
        "price": line["Price"],
        "quantity": line["Quantity"],
    }


def _lines(visit: Visit, sale: Json) -> list[Json]:
    """
    Return the lines of the order, in the quantities that were typed.
    """
    lines = []
    for row in typed_rows(visit, *_COLUMNS):
        quantity = read_number(row["quantity"] or "0", "Quantity")
        if not quantity:
            continue
        line = sale["Order"]["Lines"][int(row["line"])]
        share = quantity / _decimal(line["Quantity"])
        lines.append(
            {
                **{name: line[name] for name in _COPIED},
                "Quantity": quantity,
                "Tax": _decimal(line["Tax"]) * share,
                "Total": _decimal(line["Total"]) * share,
                "Account": visit.form["account"],
            }
        )
    return lines


def _invoiced(sale: Json, product: str) -> Decimal:
    billed = (one for one in sale["Invoices"] if one["Status"] in _BILLED)
    lines = (line for one in billed for line in one["Lines"])
    return sum(
        (_decimal(one["Quantity"]) for one in lines if one["ProductID"] == product),
        Decimal(0),
    )


def _accounts(visit: Visit) -> list[Json]:
    """
    Return the accounts that revenue is booked to.
    """
    rows: list[Json] = visit.ask("GET", "/ref/account", Limit=_ALL)["AccountsList"]
    revenue = [row for row in rows if row["Class"] == "REVENUE"]
    return revenue or rows


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))
