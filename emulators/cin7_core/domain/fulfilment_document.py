"""
A fulfilment and its stages as the vendor shows them. Read only.
"""

from typing import Any

from emulators.cin7_core.domain.address import in_country_form, shipping_document
from emulators.cin7_core.domain.countries import NAME
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.fulfilment_lines import ShipLine, StockLine
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.status import task_word

Json = dict[str, Any]


def fulfilment_document(sale: Sale, task: Fulfilment, country_form: str = NAME) -> Json:
    """
    Return one task with its three stages.
    """
    return {
        "TaskID": task.task_id,
        "FulfillmentNumber": task.number,
        "LinkedInvoiceNumber": task.invoice_number,
        "FulFilmentStatus": task_word(task, is_ordered=sale.is_ordered),
        "Pick": {
            "Status": task.pick.value,
            "Lines": [stock_line_document(line) for line in task.pick_lines],
        },
        "Pack": {
            "Status": task.pack.value,
            "Lines": [
                _pack_line(line) for line in task.pack_lines if not task.is_combined
            ],
        },
        "Ship": _ship(sale, task, country_form),
    }


def pick_document(task: Fulfilment) -> Json:
    """
    Return the pick by itself.
    """
    lines = [stock_line_document(line) for line in task.pick_lines]
    return {"TaskID": task.task_id, "Status": task.pick.value, "Lines": lines}


def pack_document(task: Fulfilment) -> Json:
    """
    Return the pack by itself; before it begins, it proposes what is picked.
    """
    lines = [_pack_line(line) for line in _pack_proposal(task)]
    return {"TaskID": task.task_id, "Status": task.pack.value, "Lines": lines}


def _pack_proposal(task: Fulfilment) -> tuple[StockLine, ...]:
    """
    Return the lines that a pack starts with: those that are picked.
    """
    if task.is_combined:
        return ()
    is_fresh = task.pick is Stage.AUTHORISED and not task.pack_lines
    return task.pick_lines if is_fresh else task.pack_lines


def ship_document(sale: Sale, task: Fulfilment) -> Json:
    """
    Return the shipment by itself.
    """
    return {"TaskID": task.task_id, **_ship(sale, task, NAME)}


def stock_line_document(line: StockLine) -> Json:
    """
    Return what lines of picks, packs and restocks show alike.
    """
    return {
        "ProductID": line.product.id,
        "SKU": line.product.sku,
        "Name": line.name,
        "Location": line.place,
        "LocationID": line.spot.bin_id or line.spot.warehouse_id,
        "Quantity": line.quantity,
        "BatchSN": line.spot.batch or None,
        "ExpiryDate": midnight(line.expiry_on),
        "NonInventory": not line.product.is_stock,
    }


def _pack_line(line: StockLine) -> Json:
    shown = stock_line_document(line)
    return {
        **shown,
        "Box": line.box,
        "WarrantyRegistrationNumber": line.warranty,
    }


def _ship(sale: Sale, task: Fulfilment, country_form: str) -> Json:
    address = task.address or sale.header.shipping
    return {
        "Status": task.ship.value,
        "RequireBy": midnight(task.require_by),
        "ShippingAddress": shipping_document(in_country_form(address, country_form)),
        "ShippingNotes": task.shipping_notes,
        "Lines": [_ship_line(line) for line in task.ship_lines],
    }


def _ship_line(line: ShipLine) -> Json:
    return {
        "ID": line.id,
        "ShipmentDate": midnight(line.shipped_on),
        "Carrier": line.carrier,
        "Boxes": line.boxes,
        "TrackingNumber": line.tracking_number,
        "TrackingURL": "",
        "IsShipped": line.is_shipped,
    }
