"""
Writes what ShipStation has shipped into the sale that it belongs to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from engine.domain.fulfil import (
    Preparation,
    is_all_shipped,
    packed,
    placed,
    prepare,
    spelled,
)
from engine.domain.new_sale import StockLine
from engine.domain.outcome import Outcome, delivered, failed, unchanged
from engine.domain.records import INBOUND, Origin, SeenShipment
from engine.domain.sale import Sale
from engine.domain.ship_notice import Shipment
from engine.domain.ship_plan import (
    Impossible,
    ShipPlan,
    plan_shipment,
    without_number,
)
from engine.ports.vendors import CannotAnswer, Cin7Account, Rejected
from engine.ports.world import World

KNOWN = "known"
AUTOMATIC = "automatic_ship"

_SHIPPED_BY_ITSELF = "the sale is shipped by Cin7 Core itself"

# Longer than it takes a shipping service to find out what became of a label.
_MAKING = timedelta(minutes=30)


class BeingMade(CannotAnswer):
    """
    It may be a label that is being made just now, whose maker writes it.
    """


@dataclass(frozen=True, slots=True)
class Written:
    """
    What became of a shipment.

    Attributes:
        task_id: The fulfilment that it stands on now.
        is_waiting: It could not be written now, and may be later.
    """

    outcome: Outcome
    task_id: str = ""
    is_waiting: bool = False

    @property
    def is_applied(self) -> bool:
        """
        Tell whether it stands on the sale.
        """
        return self.outcome.kind == "delivered" or self.outcome.reason == KNOWN


def planned(
    world: World,
    organisation: str,
    sale: Sale,
    *,
    task_id: str,
    shipment: Shipment,
    carriers: Mapping[str, str],
) -> ShipPlan | None:
    """
    Return what to write into a fulfilment, or nothing if it stands there already.

    A label of ours says itself which box it is for, and is written by its own work.

    Raises:
        Impossible: The shipment contradicts the sale.
        BeingMade: Later it is known whether a label of ours says so.
    """
    labels, since = world.ledger.labels, world.clock.now() - _MAKING
    if labels.has_number(organisation, shipment.tracking_number):
        return None
    if labels.is_being_made(organisation, task_id, since):
        raise BeingMade(f"a label of {sale.order_number} is being made")
    return plan_shipment(
        sale,
        task_id,
        shipment,
        earlier=world.ledger.shipments.applied_items(organisation, task_id),
        carriers=carriers,
        today=world.clock.now().date(),
    )


def seen(
    source: str, external_id: str, shipment: Shipment, *, origin: Origin | None = None
) -> SeenShipment:
    """
    Return what is remembered of a shipment that is not applied.
    """
    return SeenShipment(
        source=source,
        external_id=external_id,
        order_number=origin.sale_number if origin else "",
        task_id=origin.task_id if origin else "",
        tracking_number=shipment.tracking_number,
        carrier=shipment.carrier,
        service=shipment.service,
        cost=shipment.cost,
        shipped_on=shipment.shipped_on,
        items=shipment.items,
        is_applied=False,
    )


def write(
    world: World,
    account: Cin7Account,
    organisation: str,
    *,
    origin: Origin,
    shipment: Shipment,
    leaves_shipped: bool = False,
) -> Written:
    """
    Write the shipment into the sale; look at it first, so that nothing is there twice.

    What came from ShipStation may not be picked and packed yet: then exactly what has
    left is picked, packed and shipped. *leaves_shipped*: what Cin7 Core has shipped
    by itself stays as it is.

    Raises:
        CannotAnswer: Cin7 Core is unable for now.
        CredentialsRefused: Cin7 Core does not know the credentials.
    """
    number = origin.sale_number
    try:
        return _write(
            world,
            account,
            organisation,
            origin=origin,
            shipment=shipment,
            leaves_shipped=leaves_shipped,
        )
    except Impossible as problem:
        return Written(failed(number, problem.reason, str(problem)))
    except BeingMade as problem:
        return Written(unchanged(number, "in_hand", str(problem)), is_waiting=True)
    except Rejected as problem:
        sentence = f"{problem}; it is tried again"
        return Written(failed(number, "rejected", sentence), is_waiting=True)


def _write(
    world: World,
    account: Cin7Account,
    organisation: str,
    *,
    origin: Origin,
    shipment: Shipment,
    leaves_shipped: bool,
) -> Written:
    number, task_id = origin.sale_number, origin.task_id
    sale = account.sale(origin.sale_id)
    if origin.direction == INBOUND:
        if leaves_shipped and is_all_shipped(sale):
            return Written(unchanged(number, AUTOMATIC, _SHIPPED_BY_ITSELF))
        shipment = spelled(sale, shipment)
        sale, prepared = _prepared(account, sale, shipment)
        if prepared is None:
            return Written(unchanged(number, KNOWN, "it stands there already"))
        task_id = prepared
    plan = planned(
        world,
        organisation,
        sale,
        task_id=task_id,
        shipment=shipment,
        carriers=world.carriers,
    )
    if plan is None:
        return Written(unchanged(number, KNOWN, "it stands there already"), task_id)
    account.ship(plan)
    return Written(_shipped(number, shipment, plan), task_id)


def take_numbers_back(
    account: Cin7Account, sale: Sale, tracking_numbers: Iterable[str]
) -> None:
    """
    Take the numbers from the sale's ship lines; all else stays.

    Raises:
        CannotAnswer: Cin7 Core is unable for now.
        Rejected: Cin7 Core says no.
    """
    for task in sale.fulfilments:
        plan = None
        for number in tracking_numbers:
            present = task if plan is None else replace(task, ship_lines=plan.lines)
            if any(number in line.tracking_number for line in present.ship_lines):
                plan = without_number(present, number)
        if plan is not None:
            account.ship(plan)


def _shipped(number: str, shipment: Shipment, plan: ShipPlan) -> Outcome:
    told = shipment.tracking_number or "no tracking number"
    detail = "; ".join((f"{told}: the ship stage is {plan.status}", *plan.remarks))
    return delivered(number, detail, reason="shipped")


def _prepared(
    account: Cin7Account, sale: Sale, shipment: Shipment
) -> tuple[Sale, str | None]:
    """
    Pick and pack what has left; return the sale then, and the fulfilment.

    There is none where the shipment stands on the sale already.
    """
    preparation = prepare(sale, shipment)
    if preparation is not None and not preparation.task_id:
        account.add_fulfilment(sale.sale_id)
        sale = account.sale(sale.sale_id)
        preparation = prepare(sale, shipment)
    if preparation is None:
        return sale, None
    preparation = _picked(account, preparation)
    if preparation.to_pack:
        account.pack(preparation.task_id, preparation.to_pack)
    return packed(sale, preparation), preparation.task_id


def _picked(account: Cin7Account, preparation: Preparation) -> Preparation:
    """
    Pick where the sale says; if Cin7 Core refuses that, where the goods lie.
    """
    if not preparation.to_pick:
        return preparation
    try:
        account.pick(preparation.task_id, preparation.to_pick)
    except Rejected as problem:
        lines = _where_they_lie(account, preparation.to_pick)
        if lines is None:
            raise Rejected(f"too little is in stock: {problem}") from problem
        account.pick(preparation.task_id, lines)
        boxes = {line.box for line in preparation.to_pack}
        boxed = tuple(replace(line, box=min(boxes)) for line in lines)
        return replace(preparation, to_pick=lines, to_pack=boxed)
    return preparation


def _where_they_lie(
    account: Cin7Account, lines: Sequence[StockLine]
) -> tuple[StockLine, ...] | None:
    skus = {line.sku for line in lines}
    return placed(lines, {sku: account.places(sku) for sku in sorted(skus)})
