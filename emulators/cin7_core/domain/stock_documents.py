"""
Stock adjustments and transfers as the vendor shows them. Read only.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.adjustment import Adjustment, AdjustmentLine
from emulators.cin7_core.domain.card_check import field_of
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.transfer import VOIDED, Transfer, TransferLine

Json = dict[str, Any]
_INVENTORY = "1000"


def adjustment_row(adjustment: Adjustment) -> Json:
    """
    Return the row of the list.
    """
    return {
        "TaskID": adjustment.id,
        "EffectiveDate": midnight(adjustment.effective_on),
        "StocktakeNumber": adjustment.number,
        "Status": adjustment.status,
        "Account": adjustment.account,
        "Reference": adjustment.reference,
    }


def adjustment_document(account: Account, adjustment: Adjustment) -> Json:
    """
    Return the whole adjustment; what had been there stands apart from what is new.
    """
    lines = () if adjustment.status == VOIDED else adjustment.lines
    return {
        **adjustment_row(adjustment),
        "ExistingStockLines": [_existing(one) for one in lines if not one.is_new],
        "NewStockLines": [_new(one) for one in lines if one.is_new],
        "Transactions": _transactions(account, adjustment),
    }


def _existing(line: AdjustmentLine) -> Json:
    return {
        **_goods(line.product, line.name),
        "QuantityOnHand": line.before,
        "Available": line.available,
        "Adjustment": line.quantity,
        **_spot(line),
        "Comments": line.comment,
        **line.product.extras,
    }


def _new(line: AdjustmentLine) -> Json:
    return {
        **_goods(line.product, line.name),
        "Quantity": line.quantity,
        "UnitCost": line.unit_cost,
        **_spot(line),
        "ReceivedDate": midnight(line.received_on),
        "Comments": line.comment,
        **line.product.extras,
    }


def _goods(product: Product, name: str) -> Json:
    return {"ProductID": product.id, "SKU": product.sku, "ProductName": name}


def _spot(line: AdjustmentLine) -> Json:
    return {
        "LocationID": line.location.id,
        "Location": line.location.label,
        "BatchSN": line.spot.batch or None,
        "ExpiryDate": midnight(line.expiry_on),
    }


def _transactions(account: Account, adjustment: Adjustment) -> list[Json]:
    if not adjustment.booked:
        return []
    return [
        {
            "ID": adjustment.transaction_id,
            "Debit": _title(account, _INVENTORY),
            "Credit": _title(account, adjustment.account),
            "Amount": adjustment.booked,
            "EffectiveDate": midnight(adjustment.effective_on),
        }
    ]


def _title(account: Account, code: str) -> str:
    return str(field_of(account.books["accounts"], code, "DisplayName", code))


def transfer_row(transfer: Transfer) -> Json:
    """
    Return the row of the list.
    """
    return {
        "TaskID": transfer.id,
        "From": transfer.source.id,
        "FromLocation": transfer.source.label,
        "To": transfer.destination.id,
        "ToLocation": transfer.destination.label,
        "Status": transfer.status,
        "Number": transfer.number,
        "CostDistributionType": transfer.distribution,
        "InTransitAccount": transfer.account,
        "DepartureDate": midnight(transfer.departed_on),
        "CompletionDate": midnight(transfer.completed_on),
        "RequiredByDate": midnight(transfer.required_on),
        "Reference": transfer.reference,
    }


def transfer_document(account: Account, transfer: Transfer) -> Json:
    """
    Return the whole transfer, with what lies at its source now.
    """
    lines = () if transfer.status == VOIDED else transfer.lines
    return {
        **transfer_row(transfer),
        "SkipOrder": transfer.skips_order,
        "Lines": [_transfer_line(account, transfer, line) for line in lines],
        "ManualJournals": [],
        "Order": {"Status": "NOT AVAILABLE", "Lines": []},
    }


def _transfer_line(account: Account, transfer: Transfer, line: TransferLine) -> Json:
    level = account.stock.level(line.spot(transfer.source))
    return {
        **_goods(line.product, line.name),
        "QuantityOnHand": level.on_hand,
        "QuantityAvailable": level.available,
        "TransferQuantity": line.quantity,
        "BatchSN": line.batch or None,
        "ExpiryDate": midnight(line.expiry_on),
        "Comments": line.comment,
        **line.product.extras,
    }
