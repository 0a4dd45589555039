"""
What webhooks are told of purchases.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.purchase import Purchase
from emulators.cin7_core.domain.purchase_document import purchase_header


def tell_ordered(account: Account, purchase: Purchase) -> None:
    """
    Announce an order that was authorised.
    """
    kind = "Purchase/OrderAuthorised"
    account.courier.announce(kind, lambda: _ordered(purchase, kind))


def tell_purchase(account: Account, purchase: Purchase) -> None:
    """
    Announce a purchase that was written.
    """
    account.courier.announce("Purchase/Updated", lambda: _updated(account, purchase))


def _ordered(purchase: Purchase, kind: str) -> dict[str, Any]:
    contact = purchase.supplier.contact
    return {
        "TaskID": purchase.id,
        "PurchaseOrderNumber": purchase.number,
        "SupplierName": purchase.supplier.name,
        "SupplierContactName": contact.get("Name", ""),
        "SupplierContactEmail": contact.get("Email", ""),
        "EventType": kind,
    }


def _updated(account: Account, purchase: Purchase) -> dict[str, Any]:
    """
    Return the header, under the key that the vendor's example has.
    """
    return {
        "NumberOfPurchase": 1,
        "CustomerDetailsList": [purchase_header(account, purchase)],
        "EventType": "Purchase/Updated",
    }
