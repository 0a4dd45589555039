"""
What webhooks are told of customers, suppliers and products.
"""

from datetime import datetime
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.customer_card import customer_document
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.product_card import EVERYTHING, product_document
from emulators.cin7_core.domain.supplier import Supplier
from emulators.cin7_core.domain.supplier_card import supplier_document

# All but what moved it, which grows with each sale.
_TOLD = {**EVERYTHING, "IncludeMovements": False}


def tell_customer(account: Account, customer: Customer) -> None:
    """
    Announce a customer that was written.
    """
    account.courier.announce("Customer/Updated", lambda: _customer(account, customer))


def tell_supplier(account: Account, supplier: Supplier) -> None:
    """
    Announce a supplier that was written.
    """
    account.courier.announce(
        "Supplier/Updated",
        lambda: _card("Supplier", supplier_document(supplier, with_owner=True)),
    )


def tell_product(account: Account, product: Product, *, is_new: bool = False) -> None:
    """
    Announce a product that was written.
    """
    account.courier.announce(
        "Product/Updated", lambda: _product(account, product, is_new=is_new)
    )


def _customer(account: Account, customer: Customer) -> dict[str, Any]:
    card = customer_document(account, customer, with_owner=True)
    card["LastModifiedOn"] = _zoneless(customer.modified_at)
    return _card("Customer", card)


def _card(noun: str, card: dict[str, Any]) -> dict[str, Any]:
    """
    Return a card, its addresses and contacts apart from the rest.
    """
    addresses, contacts = card.pop("Addresses"), card.pop("Contacts")
    details = {noun: card, "Addresses": addresses, "Contacts": contacts}
    return {
        f"NumberOf{noun}s": 1,
        f"{noun}DetailsList": [details],
        "EventType": f"{noun}/Updated",
    }


def _product(account: Account, product: Product, *, is_new: bool) -> dict[str, Any]:
    details = {
        "Event": "Creation" if is_new else "Update",
        **product_document(account, product, _TOLD),
        "WarrantyName": None,
        "CreatedDate": _zoneless(product.created_at),
    }
    return {
        "NumberOfProducts": 1,
        "ProductDetailsList": [details],
        "EventType": "Product/Updated",
    }


def _zoneless(at: datetime) -> str:
    """
    Return a timestamp as these bodies have it in places: UTC, and not said to be.
    """
    return stamp(at).removesuffix("Z")
