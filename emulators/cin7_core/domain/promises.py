"""
Stock promised to orders: what is not in stock is on backorder, silently.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.lines import Line
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.stock import Spot


def keep_promises(account: Account, sale: Sale) -> None:
    """
    Let the warehouse promise what the sale still has to pick.

    It is no more, and no less as long as there is stock. What is missing stands on the
    lines as backorder.
    """
    products = {
        line.product.id for line in sale.order.lines if line.product and _counts(line)
    }
    short = {product_id: _promise(account, sale, product_id) for product_id in products}
    # From the end: the first lines are served first.
    lines = [_with_backorder(line, short) for line in reversed(sale.order.lines)]
    sale.order.lines = tuple(reversed(lines))


def redeem(account: Account, sale: Sale, spot: Spot, quantity: Decimal) -> None:
    """
    Take goods from a spot into a pick; what their warehouse had promised is used up.
    """
    key = (spot.product_id, spot.warehouse_id)
    held = sale.reserved.get(key, ZERO)
    used = min(held, quantity)
    account.stock.release(*key, used)
    sale.reserved[key] = held - used
    account.stock.pick(spot, quantity)


def fill_backorders(account: Account) -> None:
    """
    Promise new stock to the sales that wait for it, the oldest first.
    """
    for sale in account.sales.unfinished():
        before = sale.order.lines
        if any(line.backorder for line in before):
            keep_promises(account, sale)
        if sale.order.lines != before:
            account.touch(sale)


def _counts(line: Line) -> bool:
    return line.is_stock and not line.drop_ship


def _promise(account: Account, sale: Sale, product_id: str) -> Decimal:
    """
    Promise the product, and return what is missing.
    """
    wanted = sale.outstanding(product_id) if sale.is_ordered else ZERO
    held = sum((q for key, q in _held(sale, product_id)), ZERO)
    if held > wanted:
        _release(account, sale, product_id, held - wanted)
        return ZERO
    warehouse_id = sale.header.location.id
    granted = account.stock.reserve(product_id, warehouse_id, wanted - held)
    key = (product_id, warehouse_id)
    sale.reserved[key] = sale.reserved.get(key, ZERO) + granted
    return wanted - held - granted


def _release(account: Account, sale: Sale, product_id: str, surplus: Decimal) -> None:
    for key, quantity in list(_held(sale, product_id)):
        given_back = min(quantity, surplus)
        account.stock.release(*key, given_back)
        sale.reserved[key] = quantity - given_back
        surplus -= given_back


def _held(sale: Sale, product_id: str) -> Iterator[tuple[tuple[str, str], Decimal]]:
    return (item for item in sale.reserved.items() if item[0][0] == product_id)


def _with_backorder(line: Line, short: dict[str, Decimal]) -> Line:
    if line.product is None or line.product.id not in short:
        return line
    missing = min(line.quantity, short[line.product.id])
    short[line.product.id] -= missing
    return line if line.backorder == missing else replace(line, backorder=missing)
