"""
What webhooks are told of customers, products and stock.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.customer_card import customer_document
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.product_card import EVERYTHING, product_document

# All but what moved it, which grows with each sale.
_TOLD = {**EVERYTHING, "IncludeMovements": False}


def tell_customer(account: Account, customer: Customer) -> None:
    """
    Announce a customer that was written.
    """
    account.courier.announce("Customer/Updated", lambda: _customer(account, customer))


def tell_product(account: Account, product: Product, *, is_new: bool = False) -> None:
    """
    Announce a product that was written.
    """
    account.courier.announce(
        "Product/Updated", lambda: _product(account, product, is_new=is_new)
    )


def _customer(account: Account, customer: Customer) -> dict[str, Any]:
    card = customer_document(account, customer, with_owner=True)
    addresses, contacts = card.pop("Addresses"), card.pop("Contacts")
    details = {"Customer": card, "Addresses": addresses, "Contacts": contacts}
    return {
        "NumberOfCustomers": 1,
        "CustomerDetailsList": [details],
        "EventType": "Customer/Updated",
    }


def _product(account: Account, product: Product, *, is_new: bool) -> dict[str, Any]:
    details = {
        "Event": "Creation" if is_new else "Update",
        **product_document(account, product, _TOLD),
        "WarrantyName": None,
        "CreatedDate": stamp(product.created_at),
    }
    return {
        "NumberOfProducts": 1,
        "ProductDetailsList": [details],
        "EventType": "Product/Updated",
    }
