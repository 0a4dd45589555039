"""
A whole sale as the vendor shows it. Read only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.address import (
    billing_document,
    in_country_form,
    shipping_document,
)
from emulators.cin7_core.domain.countries import NAME
from emulators.cin7_core.domain.credit_note_document import (
    whole_credit_note_document,
)
from emulators.cin7_core.domain.fulfilment_document import fulfilment_document
from emulators.cin7_core.domain.instants import midnight, stamp
from emulators.cin7_core.domain.invoice_document import whole_invoice_document
from emulators.cin7_core.domain.journaling import journal_document
from emulators.cin7_core.domain.paper_document import order_document, quote_document
from emulators.cin7_core.domain.product import NO_EXTRAS
from emulators.cin7_core.domain.reading import EMPTY_GUID
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_files import attachment_lines
from emulators.cin7_core.domain.transactions import transactions_document

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """
    What the caller wants to see of a sale.

    Attributes:
        country_form: Country names, or codes of two or three letters.
    """

    combine_charges: bool = False
    hide_movements: bool = False
    include_transactions: bool = False
    country_form: str = NAME


def sale_document(account: Account, sale: Sale, view: View) -> Json:
    """
    Return the whole sale; each object with a product repeats the product's measures.
    """
    transactions = transactions_document(sale) if view.include_transactions else []
    document = {
        **_header_document(account, sale, view),
        "Quote": quote_document(sale, combine=view.combine_charges),
        "Order": order_document(sale, combine=view.combine_charges),
        "Fulfilments": [
            fulfilment_document(sale, task, view.country_form)
            for task in sale.fulfilments
        ],
        "Invoices": [
            whole_invoice_document(sale, invoice, combine=view.combine_charges)
            for invoice in sale.invoices
        ],
        "CreditNotes": [
            whole_credit_note_document(sale, note, combine=view.combine_charges)
            for note in sale.credit_notes
        ],
        "ManualJournals": journal_document(sale),
        "ExternalID": sale.header.external_id,
        "AdditionalAttributes": {
            f"AdditionalAttribute{n}": sale.header.attributes.get(
                f"AdditionalAttribute{n}", ""
            )
            for n in range(1, 11)
        },
        "Attachments": attachment_lines(sale),
        "InventoryMovements": [] if view.hide_movements else _movements(sale),
        "Transactions": transactions,
    }
    _add_extras(account, document)
    return document


def _header_document(account: Account, sale: Sale, view: View) -> Json:
    header, words = sale.header, sale.words
    texts = header.texts
    billing = in_country_form(header.billing, view.country_form)
    shipping = in_country_form(header.shipping, view.country_form)
    return {
        "ID": sale.id,
        "Customer": header.customer.name,
        "CustomerID": header.customer.id,
        "Contact": texts.get("Contact", ""),
        "Phone": texts.get("Phone", ""),
        "Email": texts.get("Email", ""),
        "DefaultAccount": texts.get("DefaultAccount", ""),
        "SkipQuote": sale.skip_quote,
        "BillingAddress": billing_document(billing),
        "ShippingAddress": shipping_document(shipping),
        "ShippingNotes": texts.get("ShippingNotes", ""),
        "BaseCurrency": account.organisation.currency,
        "CustomerCurrency": customer_currency(account, sale),
        "TaxRule": texts.get("TaxRule", ""),
        "TaxCalculation": "Inclusive" if header.tax_inclusive else "Exclusive",
        "Terms": texts.get("Terms", ""),
        "PriceTier": texts.get("PriceTier", ""),
        "ShipBy": midnight(header.ship_by),
        "Location": header.location.name,
        "SaleOrderDate": midnight(header.ordered_on),
        "LastModifiedOn": stamp(sale.updated_at),
        "Note": texts.get("Note", ""),
        "CustomerReference": texts.get("CustomerReference", ""),
        "COGSAmount": sale.cost(),
        "Status": words.status,
        "CombinedPickingStatus": words.picking,
        "CombinedPackingStatus": words.packing,
        "CombinedShippingStatus": words.shipping,
        "FulFilmentStatus": words.fulfilment,
        "CombinedInvoiceStatus": words.invoice,
        "CombinedPaymentStatus": words.payment,
        "CombinedTrackingNumbers": sale.tracking_numbers(),
        "Carrier": header.carrier,
        "CurrencyRate": header.currency_rate,
        "SalesRepresentative": texts.get("SalesRepresentative", ""),
        "ServiceOnly": sale.kind.value == "Service Sale",
        "Type": sale.kind.value,
        "SourceChannel": sale.source_channel,
    }


def customer_currency(account: Account, sale: Sale) -> str:
    """
    Return the currency that the customer pays in.
    """
    currency = sale.header.customer.texts.get("Currency", "")
    return currency or account.organisation.currency


def _movements(sale: Sale) -> list[Json]:
    return [
        {
            "TaskID": one.task_id,
            "ProductID": one.spot.product_id,
            "Date": midnight(one.moved_on),
            "COGS": one.cost,
        }
        for one in sale.movements
    ] + [
        {
            "TaskID": note.task_id,
            "ProductID": back.spot.product_id,
            "Date": midnight(back.restocked_on),
            "COGS": -back.cost,
        }
        for note, back in sale.restocked()
    ]


def _add_extras(account: Account, document: Json) -> None:
    """
    Write the measures of its product into every object that names one.
    """
    for row in _rows_with_product(document):
        product_id = row["ProductID"]
        extras: Mapping[str, Any] = NO_EXTRAS
        if product_id != EMPTY_GUID:
            extras = account.products.by_id(product_id).extras
        row.update(extras)


def _rows_with_product(document: Json) -> Iterable[Json]:
    yield from document["Quote"]["Lines"]
    yield from document["Order"]["Lines"]
    for task in document["Fulfilments"]:
        yield from task["Pick"]["Lines"]
        yield from task["Pack"]["Lines"]
    for invoice in document["Invoices"]:
        yield from invoice["Lines"]
    for note in document["CreditNotes"]:
        yield from note["Lines"]
        yield from note["Restock"]
    yield from document["InventoryMovements"]
