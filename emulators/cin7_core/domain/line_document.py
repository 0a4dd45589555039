"""
Lines and additional charges as the vendor shows them. Read only.
"""

from typing import Any

from emulators.cin7_core.domain.lines import Line
from emulators.cin7_core.domain.reading import EMPTY_GUID, ZERO


def line_document(line: Line) -> dict[str, Any]:
    """
    Return what every kind of line shows.
    """
    product = line.product
    return {
        "ProductID": product.id if product else EMPTY_GUID,
        "SKU": product.sku if product else "",
        "Name": line.name,
        "Quantity": line.quantity,
        "Price": line.price,
        "Discount": line.discount,
        "Tax": line.tax,
        "AverageCost": product.average_cost if product else ZERO,
        "TaxRule": line.tax_rule,
        "Comment": line.comment,
        "Total": line.total,
    }


def order_line_document(line: Line) -> dict[str, Any]:
    """
    Return a line as orders show it.
    """
    return {
        **line_document(line),
        "DropShip": line.drop_ship,
        "BackorderQuantity": line.backorder,
    }


def invoice_line_document(line: Line) -> dict[str, Any]:
    """
    Return a line as invoices show it.
    """
    return {**line_document(line), "Account": line.account}


def charge_document(line: Line) -> dict[str, Any]:
    """
    Return an additional charge.
    """
    return {
        "Description": line.name,
        "Price": line.price,
        "Quantity": line.quantity,
        "Discount": line.discount,
        "Tax": line.tax,
        "Total": line.total,
        "TaxRule": line.tax_rule,
        "Comment": line.comment,
    }


def invoice_charge_document(line: Line) -> dict[str, Any]:
    """
    Return an additional charge as invoices show it.
    """
    return {**charge_document(line), "Account": line.account}
