"""
What webhooks are told of a sale.

The bodies are of many shapes: some types spell the same thing differently, and two
name the task and the tenant in place of the sale.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.credit_note import CreditNote
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.invoice import Invoice
from emulators.cin7_core.domain.sale import Sale, SaleType

_CUSTOMER = ("CustomerName", "CustomerContactName", "CustomerContactEmail")
_SALE = ("SaleID", "SaleOrderNumber", "EventType")
_TASK = ("SaleID", "SaleOrderNumber", "TaskID", *_CUSTOMER, "EventType")
_DOCUMENT = ("SaleID", "DocumentNumber", "DocumentType", "DocumentDate", *_CUSTOMER)

KEYS: Mapping[str, tuple[str, ...]] = {
    "Sale/Created": (
        "SaleID",
        "SaleOrderNumber",
        *_CUSTOMER,
        "SaleRepEmail",
        "SaleOrderDate",
        "TaskTypeSign",
        "IsServiceOnly",
        "DownloadLink",
        "EventType",
    ),
    "Sale/QuoteAuthorised": _SALE,
    "Sale/OrderAuthorised": _SALE,
    "Sale/Backordered": _SALE,
    "Sale/Voided": (*_SALE, *_CUSTOMER),
    "Sale/Undo": ("SaleID", "SaleOrderNumber", *_CUSTOMER[1:], "EventType"),
    "Sale/PickAuthorised": _TASK,
    "Sale/PackAuthorised": _TASK,
    "Sale/ShipmentAuthorised": (
        "SaleTaskID",
        "TenantID",
        "OrderNumber",
        *_CUSTOMER,
        "EventType",
    ),
    "Sale/InvoiceAuthorised": (
        "SaleTaskID",
        "TenantID",
        "OrderNumber",
        "InvoiceNumber",
        *_CUSTOMER,
        "EventType",
    ),
    "Sale/CreditNoteAuthorised": (
        "SaleID",
        "SaleOrderNumber",
        "CreditNoteNumber",
        "TaskID",
        *_CUSTOMER,
        "EventType",
    ),
    "Sale/PartialPaymentReceived": (*_DOCUMENT, "AmountPercent", "EventType"),
    "Sale/FullPaymentReceived": (*_DOCUMENT, "EventType"),
    "Sale/AttachmentAdded": (
        "SaleID",
        *_CUSTOMER,
        "EventType",
        "SaleOrderNumber",
        "SaleRepEmail",
        "FileName",
        "ContentType",
        "BlobGUID",
        "TaskTypeSign",
        "IsServiceOnly",
        "DownloadFileLink",
        "DownloadFileUrl",
    ),
    "Sale/AdditionalAttributesChanged": (
        "SaleID",
        *_CUSTOMER,
        "EventType",
        "SaleOrderNumber",
        "SaleRepEmail",
        "Changes",
    ),
    "Sale/ShipmentTrackingNumberChanged": (
        "SaleID",
        "TaskID",
        "SaleOrderNumber",
        "SaleOrderDate",
        "CustomerContact",
        "CustomerEmail",
        "CustomerName",
        "TaskTypeSign",
        "Shipments",
        "EventType",
    ),
}


def tell_sale(account: Account, kind: str, sale: Sale, **more: Any) -> None:
    """
    Announce an event of a sale; *more* is what the sale alone does not say.
    """
    account.courier.announce(kind, lambda: _body(account, kind, sale, more))


def tell_task(account: Account, kind: str, sale: Sale, task: Fulfilment) -> None:
    """
    Announce an event of one fulfilment.
    """
    upper = task.task_id.upper()
    tell_sale(account, kind, sale, TaskID=task.task_id, SaleTaskID=upper)


def tell_tracking(account: Account, sale: Sale, task: Fulfilment) -> None:
    """
    Announce other tracking numbers of a fulfilment.
    """
    tell_sale(
        account,
        "Sale/ShipmentTrackingNumberChanged",
        sale,
        TaskID=task.task_id,
        SaleOrderDate=_european(sale.header.ordered_on),
        TaskTypeSign=0,
        Shipments=[
            {
                "ShipmentDate": _european(line.shipped_on),
                "TrackingNumber": line.tracking_number,
                "TrackingUrl": "",
                "Carrier": line.carrier,
            }
            for line in task.ship_lines
        ],
    )


def tell_invoice(account: Account, sale: Sale, invoice: Invoice) -> None:
    """
    Announce an authorised invoice.
    """
    tell_sale(
        account,
        "Sale/InvoiceAuthorised",
        sale,
        SaleTaskID=invoice.task_id.upper(),
        InvoiceNumber=invoice.number,
    )


def tell_credit_note(account: Account, sale: Sale, note: CreditNote) -> None:
    """
    Announce an authorised credit note.
    """
    tell_sale(
        account,
        "Sale/CreditNoteAuthorised",
        sale,
        CreditNoteNumber=note.number,
        TaskID=note.task_id,
    )


def tell_payment(account: Account, sale: Sale, invoice: Invoice) -> None:
    """
    Announce a payment, and how much of the invoice is paid by now.
    """
    total = invoice.totals(tax_inclusive=sale.header.tax_inclusive).total
    is_full = invoice.paid >= total
    percent = Decimal(100) if is_full else invoice.paid / total * 100
    tell_sale(
        account,
        "Sale/FullPaymentReceived" if is_full else "Sale/PartialPaymentReceived",
        sale,
        DocumentNumber=invoice.number,
        DocumentType="invoice",
        DocumentDate=_european(invoice.invoiced_on),
        AmountPercent=f"{percent:.2f}",
    )


def tell_attachment(account: Account, sale: Sale, file: Mapping[str, str]) -> None:
    """
    Announce a file that was hung on a sale.
    """
    url = file["DownloadUrl"]
    tell_sale(
        account,
        "Sale/AttachmentAdded",
        sale,
        FileName=file["FileName"],
        ContentType=file["ContentType"],
        BlobGUID=file["ID"],
        DownloadFileLink=f'<a href="{escape(url)}">{escape(file["FileName"])}</a>',
        DownloadFileUrl=url,
    )


def tell_attributes(account: Account, sale: Sale, before: Mapping[str, str]) -> None:
    """
    Announce each additional attribute that is another one than *before*.
    """
    for name, value in sale.header.attributes.items():
        earlier = before.get(name, "")
        if value != earlier:
            changes = {
                "Field": name.replace("AdditionalAttribute", "CustomField"),
                "Result": "Changed",
                "OldValue": earlier,
                "NewValue": value,
            }
            tell_sale(
                account, "Sale/AdditionalAttributesChanged", sale, Changes=changes
            )


def _body(
    account: Account, kind: str, sale: Sale, more: Mapping[str, Any]
) -> dict[str, Any]:
    texts = sale.header.texts
    representative = texts.get("SalesRepresentative", "")
    contact, email = texts.get("Contact", ""), texts.get("Email", "")
    values = {
        "SaleID": sale.id,
        "SaleOrderNumber": sale.number,
        "OrderNumber": sale.number,
        "TenantID": account.organisation.account_id.upper(),
        "CustomerName": sale.header.customer.name,
        "CustomerContactName": contact,
        "CustomerContactEmail": email,
        "CustomerContact": contact,
        "CustomerEmail": email,
        # Some tenants have addresses of mails as names of their representatives.
        "SaleRepEmail": representative if "@" in representative else "",
        "SaleOrderDate": sale.header.ordered_on.isoformat(),
        "TaskTypeSign": "0",
        "IsServiceOnly": "1" if sale.kind is SaleType.SERVICE else "0",
        "DownloadLink": None,
        "EventType": kind,
        **more,
    }
    return {key: values[key] for key in KEYS[kind]}


def _european(on: date | None) -> str | None:
    return on.strftime("%d/%m/%Y") if on else None
