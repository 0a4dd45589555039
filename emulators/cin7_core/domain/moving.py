"""
How fulfilments move stock: into a pick, out of the house, and back.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.fulfilment_lines import (
    StockLine,
    TooMany,
    check_not_empty,
    check_within,
    quantities,
)
from emulators.cin7_core.domain.promises import keep_promises, redeem
from emulators.cin7_core.domain.reading import ZERO
from emulators.cin7_core.domain.sale import Movement, Sale
from emulators.cin7_core.domain.stage import Stage


def take_pick(
    account: Account,
    sale: Sale,
    task: Fulfilment,
    lines: tuple[StockLine, ...],
    status: Stage,
) -> None:
    """
    Write the pick; authorised, the goods are taken from their spots.

    What is no stock, such as a service, is there in any number.

    Raises:
        NothingInside: It is authorised without a line.
        TooMany: Less is to be picked, or less is there.
    """
    check_not_empty("Pick", lines, status)
    _check_ordered(sale, task, lines)
    goods = tuple(line for line in lines if line.is_stock)
    if status is Stage.AUTHORISED:
        _check_there(account, sale, goods)
    task.pick_lines, task.pick = lines, status
    if status is Stage.AUTHORISED:
        for line in goods:
            redeem(account, sale, line.spot, line.quantity)
        keep_promises(account, sale)


def _check_ordered(sale: Sale, task: Fulfilment, lines: Iterable[StockLine]) -> None:
    wanted: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        wanted[line.product.id] += line.quantity
        allowed = sale.pickable(line.product.id, task)
        if wanted[line.product.id] > allowed:
            raise TooMany(
                f"Quantity of {line.product.sku} is {wanted[line.product.id]}, but"
                f" {allowed} are to be picked"
            )


def _check_there(account: Account, sale: Sale, lines: tuple[StockLine, ...]) -> None:
    """
    Make sure that the goods are at their spots, and promised to nobody else.
    """
    stock = account.stock
    spots = quantities(lines)
    check_within(lines, {spot: stock.unpicked(spot) for spot in spots}, "are there")
    wanted: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for spot, quantity in spots.items():
        key = (spot.product_id, spot.warehouse_id)
        wanted[key] += quantity
        free = stock.free(*key) + sale.reserved.get(key, ZERO)
        if wanted[key] > free:
            product = account.products.by_id(spot.product_id)
            raise TooMany(
                f"Quantity of {product.sku} is {wanted[key]}, but {free} are available"
            )


def let_leave(
    account: Account, sale: Sale, task: Fulfilment, gone_before: frozenset[str]
) -> None:
    """
    Let the boxes leave the stock that have been shipped since.
    """
    today = account.today()
    for line in task.shipped_lines():
        if line.is_stock and line.box not in gone_before:
            account.stock.leave(line.spot, line.quantity)
            cost = line.product.average_cost * line.quantity
            sale.movements.append(
                Movement(task.task_id, line.spot, line.quantity, cost, today)
            )


def put_back(account: Account, sale: Sale, task: Fulfilment) -> None:
    """
    Let all goods of a task be in stock again, as if it had never been.
    """
    for movement in sale.movements:
        if movement.task_id == task.task_id:
            account.stock.come_back(movement.spot, movement.quantity)
    sale.movements = [m for m in sale.movements if m.task_id != task.task_id]
    if task.pick is Stage.AUTHORISED:
        for line in task.pick_lines:
            if line.is_stock:
                account.stock.unpick(line.spot, line.quantity)
