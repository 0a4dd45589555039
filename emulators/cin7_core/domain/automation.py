"""
How far an order that was just authorised goes on by itself.
"""

from dataclasses import replace

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.fulfilling import FIRST_BOX, put_pack, put_pick
from emulators.cin7_core.domain.fulfilment_lines import ShipLine
from emulators.cin7_core.domain.sale import Sale, SaleType
from emulators.cin7_core.domain.shipping import Shipped, let_go
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.domain.stock_lines import lines_in_stock


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
    put_pick(account, sale, task, lines, Stage.AUTHORISED)
    if steps > 1 and not task.is_combined:
        packed = tuple(replace(line, box=FIRST_BOX) for line in lines)
        put_pack(account, sale, task, packed, Stage.AUTHORISED, adds=False)
    if steps > 2:  # noqa: PLR2004  # the third step
        before = Shipped.of(task)
        task.write_ship((_parcel(account, sale),), Stage.AUTHORISED, adds=False)
        let_go(account, sale, task, before)


def _parcel(account: Account, sale: Sale) -> ShipLine:
    return ShipLine(
        id=account.new_id(),
        shipped_on=account.today(),
        carrier=sale.header.carrier,
        boxes=FIRST_BOX,
        tracking_number="",
        is_shipped=True,
    )
