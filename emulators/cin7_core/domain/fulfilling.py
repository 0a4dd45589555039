"""
What is done to a sale's fulfilments: guards, steps, and the stock that they move.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.address import read_address
from emulators.cin7_core.domain.fulfilment import (
    Fulfilment,
    ShipLine,
    StockLine,
    TooMany,
    check_not_empty,
    check_within,
    quantities,
)
from emulators.cin7_core.domain.promises import keep_promises, redeem
from emulators.cin7_core.domain.reading import (
    ZERO,
    Document,
    boolean,
    day,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Movement, Sale, SaleType
from emulators.cin7_core.domain.stage import SHIPPING, Stage
from emulators.cin7_core.domain.stock_lines import (
    lines_in_stock,
    ship_lines,
    stock_lines,
)
from emulators.cin7_core.profile import FulfilmentUndo

_FIRST_BOX = "Box 1"


class OrderOpen(Refused):
    """
    The order is not authorised.
    """


class FulfilmentOpen(Refused):
    """
    A task is not picked yet, so there is no new one.
    """


class NotAdvanced(Refused):
    """
    Only tasks of advanced sales can be undone or voided.
    """


def add_fulfilment(account: Account, sale: Sale) -> None:
    """
    Add an empty task; a simple sale becomes an advanced one for good.

    Raises:
        OrderOpen: The order is not authorised.
        FulfilmentOpen: A task has a pick that is not authorised.
    """
    _check_order(sale)
    if any(task.pick is not Stage.AUTHORISED for task in sale.live_fulfilments()):
        raise FulfilmentOpen(
            "There is non authorised Fulfilment in this sale.", recorded=True
        )
    if sale.kind is SaleType.SIMPLE:
        sale.kind = SaleType.ADVANCED
    number_of_task = max((task.number for task in sale.fulfilments), default=0) + 1
    sale.fulfilments.append(
        Fulfilment(account.new_id(), number_of_task, pick=Stage.DRAFT)
    )
    account.touch(sale)


def end_fulfilment(
    account: Account, sale: Sale, task: Fulfilment, *, void: bool
) -> None:
    """
    Void a task, or take it back to a draft.

    Raises:
        NotAdvanced: The sale is a simple one.
    """
    sale.check_alive()
    if sale.kind is not SaleType.ADVANCED:
        raise NotAdvanced("Fulfilment can be deleted for Advanced Sale only")
    if not void and account.profile.fulfilment_undo is FulfilmentUndo.IGNORED:
        return
    put_back(account, sale, task)
    if void:
        task.void()
    elif not task.is_voided:
        task.reopen()
    keep_promises(account, sale)
    account.touch(sale)


def write_pick(
    account: Account, sale: Sale, task: Fulfilment, body: Document, *, adds: bool
) -> None:
    """
    Write the pick; authorised, it takes the goods from their spots.

    Raises:
        Refused: The order is not authorised, the pick is already, or there is less.
    """
    _check_order(sale)
    task.check_pick()
    if body.get("AutoPickMode") == "AUTOPICK":
        lines, status, adds = (
            lines_in_stock(account, sale, task),
            Stage.AUTHORISED,
            False,
        )
    else:
        lines, status = stock_lines(account, body), Stage(body["Status"])
    _pick(account, sale, task, (*task.pick_lines, *lines) if adds else lines, status)
    account.touch(sale)


def write_pack(
    account: Account, sale: Sale, task: Fulfilment, body: Document, *, adds: bool
) -> None:
    """
    Write the pack.

    Raises:
        Refused: The pick is not authorised, the pack is already, or less was picked.
    """
    _check_order(sale)
    task.check_pack()
    lines = tuple(
        replace(line, box=line.box or _FIRST_BOX) for line in stock_lines(account, body)
    )
    task.write_pack(lines, Stage(body["Status"]), adds=adds)
    account.touch(sale)


def write_ship(
    account: Account, sale: Sale, task: Fulfilment, body: Document, *, adds: bool
) -> None:
    """
    Write the shipment; what is shipped leaves the stock.

    Raises:
        Refused: The pack is not authorised, the shipment is already, or a box is
            unknown or missing.
    """
    _check_order(sale)
    status = Stage(body["Status"])
    before, require_by = task.shipped_boxes, day(body.get("RequireBy"))
    if not adds and boolean(body.get("AddTrackingNumbers")) and task.ship in SHIPPING:
        task.add_tracking(ship_lines(account, sale, task, body))
    else:
        task.check_ship()
        task.write_ship(ship_lines(account, sale, task, body), status, adds=adds)
    if require_by:
        task.require_by = require_by
        sale.header = replace(sale.header, ship_by=require_by)
    if body.get("ShippingAddress"):
        task.address = read_address(body["ShippingAddress"])
    task.shipping_notes = text(body, "ShippingNotes", task.shipping_notes)
    _let_leave(account, sale, task, before)
    account.touch(sale)


def run_automatically(account: Account, sale: Sale) -> None:
    """
    Let an order that was just authorised go on as far as its mode says.

    Only simple sales without backorder do; any other ignores it silently.
    """
    steps = ("NOPICK", "AUTOPICK", "AUTOPICKPACK", "AUTOPICKPACKSHIP").index(
        sale.auto_mode
    )
    has_backorder = any(line.backorder for line in sale.order.lines)
    if steps == 0 or sale.kind is not SaleType.SIMPLE or has_backorder:
        return
    [task] = sale.live_fulfilments()
    lines = lines_in_stock(account, sale, task)
    if not lines:
        return
    _pick(account, sale, task, lines, Stage.AUTHORISED)
    if steps > 1:
        packed = tuple(replace(line, box=_FIRST_BOX) for line in lines)
        task.write_pack(packed, Stage.AUTHORISED, adds=False)
    if steps > 2:  # noqa: PLR2004  # the third step
        shipped = ShipLine(
            account.new_id(),
            account.today(),
            sale.header.carrier,
            _FIRST_BOX,
            "",
            True,  # noqa: FBT003  # it has left
        )
        task.write_ship((shipped,), Stage.AUTHORISED, adds=False)
        _let_leave(account, sale, task, frozenset())


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
            account.stock.unpick(line.spot, line.quantity)


def _check_order(sale: Sale) -> None:
    sale.check_alive()
    if not sale.is_ordered:
        raise OrderOpen(f"Order is not authorised: Status is {sale.order.stage}")


def _pick(
    account: Account,
    sale: Sale,
    task: Fulfilment,
    lines: tuple[StockLine, ...],
    status: Stage,
) -> None:
    check_not_empty("Pick", lines, status)
    _check_ordered(sale, task, lines)
    if status is Stage.AUTHORISED:
        _check_there(account, sale, lines)
    task.pick_lines, task.pick = lines, status
    if status is Stage.AUTHORISED:
        for line in lines:
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


def _let_leave(
    account: Account, sale: Sale, task: Fulfilment, gone_before: frozenset[str]
) -> None:
    today = account.today()
    for line in task.shipped_lines():
        if line.box not in gone_before:
            account.stock.leave(line.spot, line.quantity)
            cost = line.product.average_cost * line.quantity
            sale.movements.append(
                Movement(task.task_id, line.spot, line.quantity, cost, today)
            )
