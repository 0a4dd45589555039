"""
A purchase as the vendor shows it. Read only.

Receipts, invoices and credit notes are shown as they are before anything happens.
"""

from collections.abc import Mapping
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.address import billing_document
from emulators.cin7_core.domain.instants import midnight, stamp
from emulators.cin7_core.domain.line_document import charge_document, line_document
from emulators.cin7_core.domain.lines import Line
from emulators.cin7_core.domain.product import NO_EXTRAS
from emulators.cin7_core.domain.purchase import Purchase, PurchaseType
from emulators.cin7_core.domain.reading import ZERO

Json = dict[str, Any]
_INVENTORY = "1000"
_ATTRIBUTES = tuple(f"AdditionalAttribute{n}" for n in range(1, 11))
_NO_TOTALS = {"TotalBeforeTax": ZERO, "Tax": ZERO, "Total": ZERO}


def purchase_row(account: Account, purchase: Purchase) -> Json:
    """
    Return the row of the list.
    """
    later = purchase.later_status
    return {
        "ID": purchase.id,
        "BlindReceipt": purchase.blind_receipt,
        "OrderNumber": purchase.number,
        "Status": purchase.status,
        "OrderDate": midnight(purchase.ordered_on),
        "InvoiceDate": None,
        "Supplier": purchase.supplier.name,
        "SupplierID": purchase.supplier.id,
        "InvoiceNumber": None,
        "InvoiceAmount": ZERO,
        "PaidAmount": ZERO,
        "InvoiceDueDate": None,
        "RequiredBy": midnight(purchase.required_on),
        "BaseCurrency": account.organisation.currency,
        "SupplierCurrency": purchase.currency,
        "CreditNoteNumber": None,
        "OrderStatus": purchase.order.stage.value,
        "StockReceivedStatus": later,
        "UnstockStatus": later,
        "InvoiceStatus": later,
        "CreditNoteStatus": later,
        "LastUpdatedDate": stamp(purchase.modified_at),
        "Type": purchase.kind.value,
        **_combined(purchase),
        "IsServiceOnly": False,
        "DropShipTaskID": None,
    }


def purchase_document(account: Account, purchase: Purchase, *, combine: bool) -> Json:
    """
    Return a simple purchase, as the old endpoint shows it: one task of each kind.
    """
    status = purchase.later_status
    nothing = {"Status": status, "Lines": []}
    credit = {"Unstock": nothing, "Refunds": []}
    invoice = {"InvoiceDate": None, "InvoiceDueDate": None, "InvoiceNumber": None}
    return {
        **purchase_header(account, purchase),
        "Order": {**order_document(purchase, combine=combine), "Prepayments": []},
        "StockReceived": nothing,
        "Invoice": {**invoice, **_bill(status), "Payments": [], "Paid": ZERO},
        "CreditNote": {**_credit_note(), **_bill(status), **credit},
        "ManualJournals": nothing,
        **_rest(purchase),
    }


def advanced_purchase_document(
    account: Account, purchase: Purchase, *, combine: bool
) -> Json:
    """
    Return a purchase of either type: lists of tasks.

    A simple purchase has one of each, under its own id.
    """
    status = purchase.later_status
    task = {"TaskID": purchase.id, "InvoicingAndReceivingNumber": 0}
    nothing = {**task, "Status": status, "Lines": []}
    invoice = {"InvoiceDate": None, "InvoiceDueDate": None, "InvoiceNumber": ""}
    credit = {"TaskID": purchase.id, "CreditNoteInvoiceNumber": "", **_credit_note()}
    has_tasks = purchase.kind is PurchaseType.SIMPLE

    def tasks(one: Json) -> list[Json]:
        return [one] if has_tasks else []

    return {
        **purchase_header(account, purchase),
        "Type": purchase.kind.value,
        "IsServiceOnly": False,
        **_combined(purchase),
        "Order": {**order_document(purchase, combine=combine), "Prepayments": []},
        "StockReceived": tasks(nothing),
        "PutAway": tasks(nothing),
        "Invoice": tasks(
            {**task, **invoice, **_bill(status), "Payments": [], "Paid": ZERO}
        ),
        "CreditNote": tasks({**credit, **_bill(status), "Unstock": [], "Refunds": []}),
        "ManualJournals": tasks(nothing),
        **_rest(purchase),
    }


def purchase_header(account: Account, purchase: Purchase) -> Json:
    """
    Return what stands above the tasks.
    """
    texts = purchase.texts
    shipping = billing_document(purchase.shipping)
    return {
        "ID": purchase.id,
        "SupplierID": purchase.supplier.id,
        "Supplier": purchase.supplier.name,
        "Contact": texts.get("Contact", ""),
        "Phone": texts.get("Phone", ""),
        "InventoryAccount": _INVENTORY,
        "BlindReceipt": purchase.blind_receipt,
        "Approach": purchase.approach,
        "BillingAddress": billing_document(purchase.billing),
        "ShippingAddress": {
            **shipping,
            "ShipToOther": purchase.shipping.ship_to_other,
            "Company": purchase.shipping.company,
        },
        "BaseCurrency": account.organisation.currency,
        "SupplierCurrency": purchase.currency,
        "TaxRule": texts.get("TaxRule", ""),
        "TaxCalculation": "Inclusive" if purchase.tax_inclusive else "Exclusive",
        "Terms": texts.get("Terms", ""),
        "RequiredBy": midnight(purchase.required_on),
        "Location": purchase.location.name,
        "Note": texts.get("Note", ""),
        "OrderNumber": purchase.number,
        "OrderDate": midnight(purchase.ordered_on),
        "Status": purchase.status,
        "RelatedDropShipSaleTask": None,
        "CurrencyRate": purchase.currency_rate,
        "LastUpdatedDate": stamp(purchase.modified_at),
    }


def order_document(purchase: Purchase, *, combine: bool) -> Json:
    """
    Return the order; combined, the charges are lines without a product.
    """
    paper, totals = purchase.order, purchase.totals()
    lines = (*paper.lines, *paper.charges) if combine else paper.lines
    charges = () if combine else paper.charges
    return {
        "Memo": paper.memo,
        "Status": paper.stage.value,
        "Lines": [_line(one) for one in lines],
        "AdditionalCharges": [_charge(one) for one in charges],
        "TotalBeforeTax": totals.before_tax,
        "Tax": totals.tax,
        "Total": totals.total,
    }


def _line(line: Line) -> Json:
    extras: Mapping[str, Any] = line.product.extras if line.product else NO_EXTRAS
    shown = {**line_document(line), "SupplierSKU": line.supplier_sku, **extras}
    del shown["AverageCost"]
    return shown


def _charge(line: Line) -> Json:
    shown = charge_document(line)
    return {**shown, "Reference": shown.pop("Comment")}


def _combined(purchase: Purchase) -> Json:
    is_ordered = purchase.is_ordered
    return {
        "CombinedInvoiceStatus": "NOT INVOICED" if is_ordered else "NOT AVAILABLE",
        "CombinedPaymentStatus": "UNPAID",
        "CombinedReceivingStatus": "NOT RECEIVED" if is_ordered else "NOT AVAILABLE",
    }


def _bill(status: str) -> Json:
    return {"Status": status, "Lines": [], "AdditionalCharges": [], **_NO_TOTALS}


def _credit_note() -> Json:
    return {"CreditNoteDate": None, "CreditNoteNumber": ""}


def _rest(purchase: Purchase) -> Json:
    return {
        "AdditionalAttributes": {
            key: purchase.attributes.get(key, "") for key in _ATTRIBUTES
        },
        "Attachments": [],
        "InventoryMovements": [],
    }
