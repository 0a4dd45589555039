"""
A customer as bodies bring it and the vendor shows it.
"""

from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card import address_rows, contact_rows, write_card
from emulators.cin7_core.domain.card_check import check_books, check_system_account
from emulators.cin7_core.domain.customer import NAMED, Customer
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.reading import Document, boolean, guid, number, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.uses import LOCATIONS, REPRESENTATIVES

_TEXTS = (
    "DisplayName",
    "Currency",
    "PaymentTerm",
    "AccountReceivable",
    "RevenueAccount",
    "TaxRule",
    "PriceTier",
    "Carrier",
    "SalesRepresentative",
    "Location",
    "Comments",
    "TaxNumber",
    "Tags",
    "AttributeSet",
    *(f"AdditionalAttribute{n}" for n in range(1, 11)),
)
_FLAGS = ("IsOnCreditHold", "IsLegalEntity", "IsBillParent")
_BOOKS = {
    field: book
    for field, book in NAMED.items()
    if book not in {LOCATIONS, REPRESENTATIVES}
}


class ParentInvalid(Refused):
    """
    A customer would belong to itself.
    """


def check_card(account: Account, body: Document) -> None:
    """
    Make sure that all that the body names exists.

    Raises:
        NotInBook: A name stands in no book.
        NoLocation: There is no such location.
        WrongAccount: The receivable account is another kind of account.
        NoRepresentative: The company has no such contact for sales.
    """
    check_books(account, body, _BOOKS)
    if body.get("Location"):
        account.locations.named(body["Location"])
    check_system_account(account, body.get("AccountReceivable"), "receivable")
    account.contacts.check_representative(text(body, "SalesRepresentative"))


def create_customer(account: Account, body: Document) -> Customer:
    """
    Create the customer of a body.

    Raises:
        CustomerTaken: Another one has the name.
        Refused: The card names what does not exist.
    """
    check_card(account, body)
    account.customers.check_free(body["Name"])
    now = account.stamps.take()
    customer = Customer(account.new_id(), body["Name"], body["Status"], now)
    _write(account, customer, body)
    account.customers.keep(customer)
    return customer


def update_customer(account: Account, customer: Customer, body: Document) -> None:
    """
    Write what the body has into the customer.

    Addresses and contacts are known by their ids; those without one are added.

    Raises:
        CustomerTaken: Another one has the name.
        Refused: The card names what does not exist.
    """
    check_card(account, body)
    name = body.get("Name", customer.name)
    account.customers.check_free(name, customer)
    _write(account, customer, body)
    customer.modified_at = account.stamps.take()
    account.customers.rename(customer, name)


def _write(account: Account, customer: Customer, body: Document) -> None:
    parent_id, prices = _parent(account, customer, body), _prices(account, body)
    customer.parent_id = parent_id
    customer.prices = customer.prices if prices is None else prices
    customer.status = body.get("Status", customer.status)
    customer.texts |= {key: text(body, key) for key in _TEXTS if key in body}
    customer.flags |= {key: boolean(body[key]) for key in _FLAGS if key in body}
    if "Discount" in body:
        customer.discount = number(body["Discount"])
    if "CreditLimit" in body:
        customer.credit_limit = number(body["CreditLimit"])
    write_card(customer, body, account.new_id)


def _parent(account: Account, customer: Customer, body: Document) -> str:
    """
    Return the id of the customer that it belongs to; null and empty say none.
    """
    if "CustomerParentID" not in body and "CustomerParentName" not in body:
        return customer.parent_id
    parent_id, customers = guid(body.get("CustomerParentID")), account.customers
    name = text(body, "CustomerParentName")
    if not (parent_id or name):
        return ""
    parent = customers.by_id(parent_id) if parent_id else customers.named(name)
    above: Customer | None = parent
    while above is not None:
        if above is customer:
            raise ParentInvalid(f"Customer '{customer.name}' cannot be its own parent")
        above = customers.by_id(above.parent_id) if above.parent_id else None
    return parent.id


def _prices(account: Account, body: Document) -> dict[str, Decimal] | None:
    if body.get("ProductPrices") is None:
        return None
    rows = [(_product_id(account, row), row) for row in body["ProductPrices"]]
    return {product_id: number(row["Price"]) for product_id, row in rows}


def _product_id(account: Account, row: Document) -> str:
    sku = {"SKU": row.get("ProductSKU")}
    return account.products.wanted({"ProductID": row.get("ProductID"), **sku}).id


def customer_document(
    account: Account, customer: Customer, *, with_owner: bool, with_prices: bool = True
) -> dict[str, Any]:
    """
    Return the customer as the vendor shows it.

    Answers to writes come *with_owner*: each address and contact repeats the
    customer's id.
    """
    parent_id = customer.parent_id
    owner = {"CustomerID": customer.id} if with_owner else {}
    texts = {key: customer.texts.get(key, "") for key in _TEXTS}
    return {
        "ID": customer.id,
        "Name": customer.name,
        "Status": customer.status,
        **texts,
        "Discount": customer.discount,
        "CreditLimit": customer.credit_limit,
        **{key: customer.flags.get(key, False) for key in _FLAGS},
        "CustomerParentID": parent_id or None,
        "CustomerParentName": (
            account.customers.by_id(parent_id).name if parent_id else None
        ),
        "LastModifiedOn": stamp(customer.modified_at),
        "Addresses": address_rows(customer, owner),
        "Contacts": contact_rows(customer, owner),
        "ProductPrices": _price_rows(account, customer) if with_prices else [],
        "ChildCustomers": [
            {"CustomerID": one.id, "CustomerName": one.name}
            for one in account.customers.children(customer)
        ],
    }


def _price_rows(account: Account, customer: Customer) -> list[dict[str, Any]]:
    products = (account.products.by_id(one) for one in customer.prices)
    return [
        {
            "ProductID": product.id,
            "ProductName": product.name,
            "ProductSKU": product.sku,
            "Price": customer.prices[product.id],
        }
        for product in products
    ]
