"""
What is done to a sale's fulfilments: guards and steps. `moving` moves the stock.
"""

from dataclasses import replace

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.crediting import check_not_restocked
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.fulfilment_lines import StockLine
from emulators.cin7_core.domain.moving import put_back, take_pick
from emulators.cin7_core.domain.promises import keep_promises
from emulators.cin7_core.domain.reading import Document
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale, SaleType
from emulators.cin7_core.domain.sale_events import tell_task
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.stock_lines import (
    lines_in_stock,
    stock_lines,
)
from emulators.cin7_core.profile import (
    FreshPack,
    FulfilmentUndo,
    Profile,
    SimpleStages,
)

FIRST_BOX = "Box 1"


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
    check_order(sale)
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
        GoneAgain: A credit note has restocked what it let leave.
    """
    sale.check_alive()
    if sale.kind is not SaleType.ADVANCED:
        raise NotAdvanced("Fulfilment can be deleted for Advanced Sale only")
    if not void and account.profile.fulfilment_undo is FulfilmentUndo.IGNORED:
        return
    check_not_restocked(sale, task)
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
    check_order(sale)
    task.check_pick()
    if body.get("AutoPickMode") == "AUTOPICK":
        lines, status = lines_in_stock(account, sale, task), Stage.AUTHORISED
    else:
        lines, status = stock_lines(account, body), Stage(body["Status"])
        lines = (*task.pick_lines, *lines) if adds else lines
    put_pick(account, sale, task, lines, status)
    account.touch(sale)


def write_pack(
    account: Account, sale: Sale, task: Fulfilment, body: Document, *, adds: bool
) -> None:
    """
    Write the pack.

    Raises:
        Refused: The pick is not authorised, the pack is already, or less was picked.
    """
    check_order(sale)
    task.check_pack()
    lines = tuple(
        replace(line, box=line.box or FIRST_BOX) for line in stock_lines(account, body)
    )
    put_pack(account, sale, task, lines, Stage(body["Status"]), adds=adds)
    account.touch(sale)


def put_pick(
    account: Account,
    sale: Sale,
    task: Fulfilment,
    lines: tuple[StockLine, ...],
    status: Stage,
) -> None:
    """
    Write the pick, and announce it where it is authorised.
    """
    take_pick(account, sale, task, lines, status)
    if status is Stage.AUTHORISED:
        _make_packable(account.profile, sale, task)
        tell_task(account, "Sale/PickAuthorised", sale, task)


def _make_packable(profile: Profile, sale: Sale, task: Fulfilment) -> None:
    combines = profile.simple_stages is SimpleStages.COMBINED
    if combines and sale.kind is SaleType.SIMPLE:
        task.combine(FIRST_BOX)
    elif profile.fresh_pack is FreshPack.DRAFT:
        task.pack = Stage.DRAFT


def put_pack(  # what is packed, and how
    account: Account,
    sale: Sale,
    task: Fulfilment,
    lines: tuple[StockLine, ...],
    status: Stage,
    *,
    adds: bool,
) -> None:
    """
    Write the pack, and announce it where it is authorised.
    """
    task.write_pack(lines, status, adds=adds)
    if status is Stage.AUTHORISED:
        tell_task(account, "Sale/PackAuthorised", sale, task)


def check_order(sale: Sale) -> None:
    """
    Make sure that something can be fulfilled.

    Raises:
        Refused: The order is not authorised, or there is none.
    """
    sale.check_alive()
    sale.check_has_goods()
    if not sale.is_ordered:
        raise OrderOpen(f"Order is not authorised: Status is {sale.order.stage}")
