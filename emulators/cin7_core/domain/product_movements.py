"""
What sales moved of a product, as the list of products shows it. Read only.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.sale import Sale, SaleType
from emulators.cin7_core.domain.stock import Spot

Json = dict[str, Any]
Moved = tuple[str, str, date | None, Decimal, Decimal]


def product_movements(account: Account, product: Product) -> list[Json]:
    """
    Return a row for each time that goods left for a sale or came back, sale by sale.
    """
    return [
        row
        for sale in account.sales.moving(product.id)
        for row in _rows(account, sale, product.id)
    ]


def _rows(account: Account, sale: Sale, product_id: str) -> Iterator[Json]:
    for one in sale.movements:
        if one.spot.product_id == product_id:
            left: Moved = ("Sale", one.task_id, one.moved_on, -one.quantity, -one.cost)
            yield _row(account, sale, one.spot, left)
    for note, back in sale.restocked():
        if back.spot.product_id == product_id:
            on, quantity = back.restocked_on, back.line.quantity
            came: Moved = ("Restock", note.task_id, on, quantity, back.cost)
            yield _row(account, sale, back.spot, came)


def _row(account: Account, sale: Sale, spot: Spot, moved: Moved) -> Json:
    kind, task_id, on, quantity, amount = moved
    return {
        "TaskID": task_id,
        "Type": f"{kind}Multiple" if sale.kind is SaleType.ADVANCED else kind,
        "Date": midnight(on),
        "Number": sale.number,
        "Status": sale.words.status,
        "Quantity": quantity,
        "Amount": amount,
        "Location": account.locations.by_id(spot.bin_id or spot.warehouse_id).label,
        "BatchSN": spot.batch or None,
        "ExpiryDate": midnight(account.stock.expiry_on(spot)),
        "FromTo": sale.header.customer.name,
    }
