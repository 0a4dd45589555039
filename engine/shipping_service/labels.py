"""
Buys one label for each package of a sale, and never a second one.

A label is noted as wanted before ShipStation is asked. Whoever finds it so looks at
ShipStation's shipments first: what no known label explains is what was bought then.
"""

from dataclasses import dataclass, replace

from engine.domain.label_plan import numbers_on
from engine.domain.labels import Label, LabelState, Wish
from engine.domain.order_export import exported_quantity
from engine.domain.outcome import failed
from engine.domain.packages import Package, lines_in
from engine.domain.records import Intent, IntentState
from engine.domain.ship_notice import ShippedItem
from engine.ports.vendors import CannotAnswer, PageBroken, Rejected
from engine.shipping_service.desk import Desk
from engine.shipping_service.freight import Freight, Goods
from engine.shipping_service.keeping import (
    ADOPTED,
    LEASE,
    find_lost,
    forget,
    given_back,
    keep,
    take_turn,
)
from engine.shipping_service.loading import load_chosen
from engine.shipping_service.orders import order_for
from engine.shipping_service.problems import InTheWay, Problem, Unusable
from engine.shipping_service.writing import write_labels


@dataclass(frozen=True, slots=True)
class Made:
    """
    The labels that there are now, and why some are missing.

    Attributes:
        labels: One for each package, as far as it has one.
        box: The package that has none because of the problem.
        remarks: What else there is to say.
    """

    labels: tuple[Label, ...]
    box: str = ""
    problem: str = ""
    remarks: tuple[str, ...] = ()


def buy_labels(desk: Desk, goods: Goods, wish: Wish) -> Made:
    """
    Return a label for each package; those that there are already cost nothing.

    It stops at the first that fails. What was bought before stays, and asking again
    buys only what is missing.

    Raises:
        NotHere: There is no such sale or fulfilment.
        InTheWay: Somebody else is at it, or a box goes another way already.
        Unusable: A choice is missing, or ShipStation says no to the first package.
        CannotAnswer: A vendor is unable for now, and nothing was bought yet.
    """
    freight = load_chosen(desk, goods, wish)
    _check_boxes(desk, freight)
    made: list[Label] = []
    box = sentence = ""
    for package in freight.packages:
        try:
            made.append(_bought(desk, freight, package, wish))
        except (Problem, CannotAnswer, Rejected) as problem:
            if not made:
                raise
            box, sentence = package.box, str(problem)
            desk.log(failed(freight.sale.order_number, "label", sentence))
            break
    remarks = write_labels(desk, made, sale=freight.sale)
    known = desk.world.ledger.labels.of_task(desk.organisation, freight.task.task_id)
    bought = {one.box: one for one in known if one.state is LabelState.BOUGHT}
    boxes = (one.box for one in freight.packages)
    labels = tuple(bought[name] for name in boxes if name in bought)
    return Made(labels, box, sentence, remarks)


def _check_boxes(desk: Desk, freight: Freight) -> None:
    """
    Return if no box has a number that no label of ours explains.
    """
    labels = desk.world.ledger.labels.of_task(desk.organisation, freight.task.task_id)
    ours = {one.tracking_number for one in labels}
    for package in freight.packages:
        strange = set(numbers_on(freight.task, package.box)) - ours
        if strange:
            raise InTheWay(
                "tracking",
                f"'{package.box}' of {freight.sale.order_number} has tracking number"
                f" {min(strange)} already: it went another way",
            )


def _bought(desk: Desk, freight: Freight, package: Package, wish: Wish) -> Label:
    """
    Return the label of a package: the one there is, the lost one, or a new one.
    """
    wanted = _wanted(desk, freight, package, wish)
    intent, there = take_turn(desk, wanted)
    if intent.state is IntentState.DONE and there is not None:
        return _same(there, wish)
    if there is not None:
        with given_back(desk, intent):
            found = find_lost(desk, there)
        if found is not None:
            return _same(keep(desk, there, found, remark=ADOPTED), wish)
        wanted = replace(wanted, id=there.id, wanted_at=there.wanted_at)
    wanted = _ordered(desk, freight, wanted)
    try:
        with given_back(desk, intent), desk.asking():
            bought = desk.account.buy_label(
                wanted.order_id, package, wish, units=desk.units
            )
    except (PageBroken, Rejected) as problem:
        return _refused(desk, wanted, intent, problem)
    return keep(desk, wanted, bought.purchase, pdf=bought.pdf)


def _ordered(desk: Desk, freight: Freight, wanted: Label) -> Label:
    """
    Note the order that the label is for: by it a purchase can be found again.
    """
    try:
        wanted = replace(wanted, order_id=order_for(desk, freight))
    except Exception:
        # Without an order nothing can have been bought.
        forget(desk, wanted)
        raise
    desk.world.ledger.labels.put(desk.organisation, wanted)
    return wanted


def _refused(desk: Desk, wanted: Label, intent: Intent, problem: Exception) -> Label:
    """
    Make sure that a label which was refused was not bought, and say why it was.
    """
    now = desk.world.clock.now()
    desk.world.ledger.intents.lease(
        desk.organisation, intent, now=now, until=now + LEASE
    )
    with given_back(desk, intent):
        found = find_lost(desk, wanted)
    if found is not None:
        return keep(desk, wanted, found, remark=ADOPTED)
    forget(desk, wanted)
    raise Unusable(
        "label_refused", f"no label for '{wanted.box}': {problem}"
    ) from problem


def _same(label: Label, wish: Wish) -> Label:
    """
    Return the label if it is what is wished.
    """
    if label.travels_as(wish):
        return label
    raise InTheWay(
        "labelled",
        f"'{label.box}' of {label.sale_number} has a label by {label.carrier}"
        f" {label.service} already: void it before another is made",
    )


def _wanted(desk: Desk, freight: Freight, package: Package, wish: Wish) -> Label:
    return Label(
        id=desk.world.ids.new(),
        connection=desk.connection.id,
        sale_id=freight.sale.sale_id,
        sale_number=freight.sale.order_number,
        task_id=freight.task.task_id,
        box=package.box,
        order_id=0,
        carrier=wish.carrier,
        service=wish.service,
        package_code=wish.package_code,
        confirmation=wish.confirmation,
        weight_grams=package.weight_grams,
        size=package.size,
        shipped_on=wish.shipped_on,
        wanted_at=desk.world.clock.now(),
        items=tuple(
            ShippedItem(one.sku, exported_quantity(one.quantity))
            for one in lines_in(freight.task, package.box)
        ),
    )
