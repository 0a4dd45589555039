"""
What single customers pay for single products.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card_events import tell_customer
from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.reading import Document, guid, number, text
from emulators.cin7_core.domain.refusal import Refused


class PriceExists(Refused):
    """
    The customer has a price of its own for the product already.
    """


class NoPrice(Refused):
    """
    The customer has no price of its own for the product.
    """


def write_prices(account: Account, body: Document, *, new: bool) -> list[str]:
    """
    Write the prices that make sense, and return a sentence for each of the others.

    *new* ones must not be there yet, and others must.
    """
    sentences = []
    for row in body["CustomPrices"]:
        try:
            _write(account, row, new=new)
        except Refused as error:
            sentences.append(str(error))
    return sentences


def delete_price(account: Account, product_id: str, customer_id: str) -> None:
    """
    Let a customer pay what everybody pays.

    Raises:
        NoCustomer: There is no such customer.
        NoProduct: There is no such product.
        NoPrice: The customer has no price of its own for it.
    """
    customer = account.customers.by_id(customer_id)
    sku = account.products.by_id(product_id).sku
    if product_id not in customer.prices:
        raise NoPrice(f"{customer.name} has no price of its own for {sku}")
    del customer.prices[product_id]
    _changed(account, customer)


def _write(account: Account, row: Document, *, new: bool) -> None:
    customer = account.customers.of_sale(
        {"CustomerID": row.get("CustomerID"), "Customer": row.get("CustomerName")}
    )
    product = account.products.wanted(
        {"ProductID": guid(row.get("ProductID")), "SKU": text(row, "ProductSKU")}
    )
    if new and product.id in customer.prices:
        raise PriceExists(f"{customer.name} has a price for {product.sku} already")
    if not new and product.id not in customer.prices:
        raise NoPrice(f"{customer.name} has no price of its own for {product.sku}")
    customer.prices[product.id] = number(row["Price"])
    _changed(account, customer)


def _changed(account: Account, customer: Customer) -> None:
    customer.modified_at = account.stamps.take()
    account.customers.place(customer)
    tell_customer(account, customer)
