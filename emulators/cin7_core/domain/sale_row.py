"""
A sale as the list shows it: header only.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.instants import midnight, stamp
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_document import customer_currency


def sale_row(account: Account, sale: Sale) -> dict[str, Any]:
    """
    Return the row, all keys present, in the vendor's order.
    """
    header, words = sale.header, sale.words
    billed = [invoice for invoice in sale.invoices if invoice.is_billed]
    last = billed[-1] if billed else None
    credited = [note.number for note in sale.credit_notes if note.number]
    paid = sale.paid_amount()
    return {
        "SaleID": sale.id,
        "OrderNumber": sale.number,
        "Status": words.status,
        "OrderDate": midnight(header.ordered_on),
        "InvoiceDate": midnight(last.invoiced_on) if last else None,
        "Customer": header.customer.name,
        "CustomerID": header.customer.id,
        "InvoiceNumber": ",".join(one.number or "" for one in billed) or None,
        "CustomerReference": header.texts.get("CustomerReference", ""),
        "InvoiceAmount": sale.net_amount(),
        "PaidAmount": paid,
        "SaleInvoicesTotalAmount": sale.invoiced_amount(),
        "InvoiceDueDate": midnight(last.due_on) if last else None,
        "ShipBy": midnight(header.ship_by),
        "BaseCurrency": account.organisation.currency,
        "CustomerCurrency": customer_currency(account, sale),
        "CreditNoteNumber": ",".join(credited) or None,
        "Updated": stamp(sale.updated_at),
        "QuoteStatus": words.quote,
        "OrderStatus": words.order,
        "CombinedPickingStatus": words.picking,
        "CombinedPaymentStatus": words.payment,
        "CombinedTrackingNumbers": sale.tracking_numbers(),
        "CombinedPackingStatus": words.packing,
        "CombinedShippingStatus": words.shipping,
        "CombinedInvoiceStatus": words.invoice,
        "CombinedPaymentTotal": paid,
        "CreditNoteStatus": words.credit_note,
        "FulFilmentStatus": words.fulfilment,
        "Type": sale.kind.value,
        "SourceChannel": sale.source_channel,
        "ExternalID": header.external_id,
        "OrderLocationID": header.location.id,
        "Carrier": header.carrier,
        "RestockStatus": words.restock,
    }
