"""
What documents of stock share: their lines are about goods, and stock moves with them.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.promises import fill_backorders
from emulators.cin7_core.domain.reading import Document
from emulators.cin7_core.domain.refusal import Refused


class NoGoods(Refused):
    """
    The product lies in no warehouse.
    """


class NotOpen(Refused):
    """
    The document is completed or voided, and cannot be written any more.
    """


def goods_of(account: Account, row: Document) -> Product:
    """
    Return the product of a line, which lies in warehouses.

    Raises:
        NoProduct: There is none.
        NoGoods: It is a service, or another thing that is no stock.
    """
    product = account.products.wanted(row)
    if not product.is_stock:
        raise NoGoods(f"Product {product.sku} is not a stock product")
    return product


def tell_moved(account: Account) -> None:
    """
    Let those who waited have what came, and announce the levels that changed.
    """
    fill_backorders(account)
    account.tell_stock()
