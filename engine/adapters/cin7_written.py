"""
Bodies of what is written into Cin7 Core for orders that come in.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine.adapters.cin7_calls import encoded
from engine.domain.new_sale import (
    NewCharge,
    NewCreditNote,
    NewCustomer,
    NewInvoice,
    NewLine,
    NewOrder,
    NewPayment,
    NewProduct,
    NewSale,
    StockLine,
)
from engine.domain.sale import Address

# What asks for a new task.
_NEW_TASK = "00000000-0000-0000-0000-000000000000"


def written_customer(customer: NewCustomer) -> bytes:
    """
    Return the body of a new customer, with one contact and its addresses.
    """
    defaults = customer.defaults
    addresses = [
        {**_address(address), "Type": kind, "DefaultForType": True}
        for kind, address in (
            ("Billing", customer.billing),
            ("Shipping", customer.shipping),
        )
        if address.line1 and address.country
    ]
    contact = {
        "Name": customer.contact or customer.name,
        "Email": customer.email,
        "Phone": customer.phone,
        "Default": True,
    }
    return encoded(
        {
            "Name": customer.name,
            "Status": "Active",
            "Currency": defaults.currency,
            "PaymentTerm": defaults.payment_term,
            "AccountReceivable": defaults.receivable,
            "RevenueAccount": defaults.revenue,
            "TaxRule": defaults.tax_rule,
            "Addresses": addresses,
            "Contacts": [contact],
        }
    )


def written_product(product: NewProduct) -> bytes:
    """
    Return the body of a new product that is kept in stock.
    """
    return encoded(
        {
            "SKU": product.sku,
            "Name": product.name,
            "Category": product.defaults.category,
            "Type": "Stock",
            "CostingMethod": "FIFO",
            "UOM": product.defaults.unit,
            "Status": "Active",
            "PriceTier1": product.price,
            "Weight": product.weight_grams,
            "WeightUnits": "g",
        }
    )


def written_sale(sale: NewSale) -> bytes:
    """
    Return the body of a new sale; what is empty comes from the customer's card.

    The address lives on the sale alone, so that no customer collects addresses.
    """
    told = {
        "PriceTier": sale.price_tier,
        "TaxRule": sale.tax_rule,
        "Carrier": sale.carrier,
        "ShipBy": sale.ship_by.isoformat() if sale.ship_by else "",
        "Location": sale.location,
    }
    return encoded(
        {
            "CustomerID": sale.customer_id,
            "Contact": sale.contact,
            "Phone": sale.phone,
            "Email": sale.email,
            "SkipQuote": True,
            "SaleType": "Simple",
            "TaxInclusive": False,
            "SaleOrderDate": sale.ordered_on.isoformat(),
            "CustomerReference": sale.reference,
            "ExternalID": sale.external_id,
            "Note": sale.note,
            "ShippingNotes": sale.shipping_notes,
            "BillingAddress": _address(sale.billing),
            "ShippingAddress": {
                **_address(sale.shipping),
                "Company": sale.shipping.company,
                "Contact": sale.shipping.contact,
                "ShipToOther": True,
            },
            **{name: value for name, value in told.items() if value},
        }
    )


def written_order(sale_id: str, order: NewOrder) -> bytes:
    """
    Return the body that authorises the order of a sale.
    """
    return encoded(
        {
            "SaleID": sale_id,
            "Memo": "",
            "Status": "AUTHORISED",
            "AutoPickPackShipMode": order.stages.value,
            **_content(order.lines, order.charges, order.tax_rule),
        }
    )


def written_invoice(sale_id: str, invoice: NewInvoice) -> bytes:
    """
    Return the body of a new invoice.
    """
    order = invoice.order
    return encoded(
        {
            "SaleID": sale_id,
            "TaskID": _NEW_TASK,
            "CombineAdditionalCharges": False,
            "Memo": "",
            "Status": "AUTHORISED" if invoice.is_authorised else "DRAFT",
            "InvoiceDate": invoice.invoiced_on.isoformat(),
            "InvoiceDueDate": invoice.invoiced_on.isoformat(),
            **_content(order.lines, order.charges, order.tax_rule),
        }
    )


def written_payment(payment: NewPayment) -> bytes:
    """
    Return the body of a payment or refund.
    """
    return encoded(
        {
            "TaskID": payment.task_id,
            "Type": "Refund" if payment.is_refund else "Payment",
            "Reference": payment.reference,
            "Amount": payment.amount,
            "DatePaid": payment.paid_on.isoformat(),
            "Account": payment.account,
            "CurrencyRate": 1,
        }
    )


def written_credit_note(note: NewCreditNote) -> bytes:
    """
    Return the body of a new, authorised credit note.
    """
    restock = [
        {
            **_stock_line(line),
            "RestockLocation": line.location,
            "RestockDate": note.credited_on.isoformat(),
        }
        for line in note.restock
    ]
    return encoded(
        {
            "SaleID": note.sale_id,
            "TaskID": _NEW_TASK,
            "CombineAdditionalCharges": False,
            "CreditNoteInvoiceNumber": note.invoice_number,
            "Memo": note.memo,
            "Status": "AUTHORISED",
            "CreditNoteDate": note.credited_on.isoformat(),
            **_content(note.lines, note.charges, note.tax_rule),
            "Restock": restock,
        }
    )


def written_stock(task_id: str, lines: Sequence[StockLine]) -> bytes:
    """
    Return the body that authorises a pick or a pack.
    """
    return encoded(
        {
            "TaskID": task_id,
            "Status": "AUTHORISED",
            "Lines": [_stock_line(line) for line in lines],
        }
    )


def _content(
    lines: Sequence[NewLine], charges: Sequence[NewCharge], tax_rule: str
) -> dict[str, Any]:
    return {
        "Lines": [
            {
                "ProductID": line.product_id,
                "SKU": line.sku,
                "Name": line.name,
                "Quantity": line.quantity,
                "Price": line.price,
                "Discount": 0,
                "Tax": line.tax,
                "TaxRule": tax_rule,
                "Total": line.total,
            }
            for line in lines
        ],
        "AdditionalCharges": [
            {
                "Description": charge.description,
                "Price": charge.amount,
                "Quantity": 1,
                "Discount": 0,
                "Tax": charge.tax,
                "TaxRule": tax_rule,
                "Total": charge.amount,
                "Comment": "",
            }
            for charge in charges
        ],
    }


def _stock_line(line: StockLine) -> dict[str, Any]:
    told: dict[str, str | Decimal | date] = {
        "ProductID": line.product_id,
        "SKU": line.sku,
        "Quantity": line.quantity,
        "Location": line.location,
        "Box": line.box,
        "BatchSN": line.batch,
    }
    return {name: value for name, value in told.items() if value != ""}


def _address(address: Address) -> dict[str, Any]:
    return {
        "Line1": address.line1,
        "Line2": address.line2,
        "City": address.city,
        "State": address.state,
        "Postcode": address.postcode,
        "Country": address.country,
    }
