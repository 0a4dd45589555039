"""
What is done to a shipment: it is written, lets goods leave, and is announced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.address import read_address
from emulators.cin7_core.domain.fulfilling import check_order
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.moving import let_leave
from emulators.cin7_core.domain.reading import Document, boolean, day, text
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_events import tell_task, tell_tracking
from emulators.cin7_core.domain.stage import SHIPPING, Stage
from emulators.cin7_core.domain.stock_lines import ship_lines
from emulators.cin7_core.profile import PartialShipmentEvent


def write_ship(
    account: Account, sale: Sale, task: Fulfilment, body: Document, *, adds: bool
) -> None:
    """
    Write the shipment; what is shipped leaves the stock.

    Raises:
        Refused: The pack is not authorised, the shipment is already, or a box is
            unknown or missing.
    """
    check_order(sale)
    before, require_by = Shipped.of(task), day(body.get("RequireBy"))
    if not adds and boolean(body.get("AddTrackingNumbers")) and task.ship in SHIPPING:
        task.add_tracking(ship_lines(account, sale, task, body))
    else:
        task.check_ship()
        lines, status = ship_lines(account, sale, task, body), Stage(body["Status"])
        task.write_ship(lines, status, adds=adds)
    if require_by:
        task.require_by = require_by
        sale.header = replace(sale.header, ship_by=require_by)
    if body.get("ShippingAddress"):
        task.address = read_address(body["ShippingAddress"])
    task.shipping_notes = text(body, "ShippingNotes", task.shipping_notes)
    let_go(account, sale, task, before)
    account.touch(sale)


@dataclass(frozen=True, slots=True)
class Shipped:
    """
    How far a shipment was before something is written to it.
    """

    stage: Stage
    boxes: frozenset[str]
    tracking: Mapping[str, str]

    @classmethod
    def of(cls, task: Fulfilment) -> "Shipped":
        """
        Return how far the shipment is.
        """
        tracking = {line.boxes: line.tracking_number for line in task.ship_lines}
        return cls(task.ship, task.shipped_boxes, tracking)


def let_go(account: Account, sale: Sale, task: Fulfilment, before: Shipped) -> None:
    """
    Let go what was shipped, and announce what is news since *before*.
    """
    let_leave(account, sale, task, before.boxes)
    after = Shipped.of(task)
    if before.stage in SHIPPING and after.tracking != before.tracking:
        tell_tracking(account, sale, task)
    moved = (after.stage, after.boxes) != (before.stage, before.boxes)
    partial_fires = account.profile.partial_shipment_event is PartialShipmentEvent.FIRES
    if moved and (
        after.stage is Stage.AUTHORISED
        or (after.stage is Stage.PARTIALLY_AUTHORISED and partial_fires)
    ):
        tell_task(account, "Sale/ShipmentAuthorised", sale, task)
