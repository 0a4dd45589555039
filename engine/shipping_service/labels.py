"""
Buys one label for each package of a sale, and never a second one.

A label is noted as wanted before ShipStation is asked. Whoever finds it so looks at
ShipStation's shipments first: what no known label explains is what was bought then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from engine.domain.label_plan import numbers_on
from engine.domain.labels import (
    KIND,
    Label,
    LabelState,
    Purchase,
    Wish,
    lost_purchase,
    missing_choices,
)
from engine.domain.order_export import exported_quantity
from engine.domain.outcome import delivered, failed
from engine.domain.packages import Package, lines_in
from engine.domain.records import Intent, IntentState
from engine.domain.ship_notice import ShippedItem
from engine.ports.vendors import CannotAnswer, PageBroken, Rejected
from engine.shipping_service.desk import Desk, check_labels
from engine.shipping_service.freight import Freight, Goods, load
from engine.shipping_service.orders import order_for
from engine.shipping_service.problems import InTheWay, Problem, Unusable
from engine.shipping_service.rates import find_route
from engine.shipping_service.writing import seen, write_labels

LEASE = timedelta(minutes=2)

_ADOPTED = (
    "it was bought, but ShipStation's answer was lost, and the PDF with it: print it"
    " in ShipStation, or void it and make a new one"
)
_UNREADABLE = (
    "it was bought, but its PDF cannot be read: print it in ShipStation, or void it and"
    " make a new one"
)


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


@dataclass(frozen=True, slots=True)
class Sample:
    """
    A label that is a sample: nothing was paid and nothing is kept of it.
    """

    box: str
    tracking_number: str
    pdf: bytes


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
    freight = _loaded(desk, goods, wish)
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


def sample_labels(desk: Desk, goods: Goods, wish: Wish) -> tuple[Sample, ...]:
    """
    Return a sample for each package, which leaves no trace anywhere.

    Raises:
        As `buy_labels`; Unusable where the carrier makes no samples.
    """
    freight = _loaded(desk, goods, wish)
    company = desk.shop.company().name
    route = find_route(desk, freight.sale, freight.task, company=company)
    samples = []
    for package in freight.packages:
        try:
            with desk.asking():
                made = desk.account.sample_label(route, package, wish, units=desk.units)
        except (PageBroken, Rejected) as problem:
            sentence = f"no sample for '{package.box}': {problem}"
            raise Unusable("label_refused", sentence) from problem
        samples.append(Sample(package.box, made.purchase.tracking_number, made.pdf))
    return tuple(samples)


def resolve(desk: Desk, label: Label) -> Label | None:
    """
    Find out what became of a label whose buyer is gone; return it if it was bought.

    Raises:
        CannotAnswer: ShipStation is unable for now.
    """
    intents, now = desk.world.ledger.intents, desk.world.clock.now()
    intent = intents.get(desk.organisation, KIND, label.key)
    if intent is None or not intents.lease(
        desk.organisation, intent, now=now, until=now + LEASE
    ):
        return None
    with _given_back(desk, intent):
        found = _lost(desk, label)
    if found is None:
        _forget(desk, label)
        return None
    return _kept(desk, label, found, remark=_ADOPTED)


def _loaded(desk: Desk, goods: Goods, wish: Wish) -> Freight:
    """
    Return what shall be labelled, when all that can be said before a call is said.
    """
    company = check_labels(desk)
    _check_choices(desk, wish)
    return load(desk.counter, goods, usual_units=company.weight_units)


def _check_choices(desk: Desk, wish: Wish) -> None:
    with desk.asking():
        known = [one.code for one in desk.account.carriers()]
    sentence = missing_choices(
        carrier=wish.carrier,
        service=wish.service,
        confirmation=wish.confirmation,
        carriers=known,
    )
    if sentence:
        raise Unusable("choice_missing", sentence)
    if wish.carrier not in known:
        raise Unusable(
            "carrier",
            f"carrier '{wish.carrier}' is not connected in ShipStation: choose of"
            f" {', '.join(known) or 'none'}",
        )


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
    intent, there = _begun(desk, wanted)
    if intent.state is IntentState.DONE and there is not None:
        return _same(there, wish)
    if there is not None:
        with _given_back(desk, intent):
            found = _lost(desk, there)
        if found is not None:
            return _same(_kept(desk, there, found, remark=_ADOPTED), wish)
        wanted = replace(wanted, id=there.id, wanted_at=there.wanted_at)
    wanted = _ordered(desk, freight, wanted)
    try:
        with _given_back(desk, intent), desk.asking():
            bought = desk.account.buy_label(
                wanted.order_id, package, wish, units=desk.units
            )
    except (PageBroken, Rejected) as problem:
        return _refused(desk, wanted, intent, problem)
    return _kept(desk, wanted, bought.purchase, pdf=bought.pdf)


def _ordered(desk: Desk, freight: Freight, wanted: Label) -> Label:
    """
    Note the order that the label is for: by it a purchase can be found again.
    """
    try:
        wanted = replace(wanted, order_id=order_for(desk, freight))
    except Exception:
        # Without an order nothing can have been bought.
        _forget(desk, wanted)
        raise
    desk.world.ledger.labels.put(desk.organisation, wanted)
    return wanted


def _begun(desk: Desk, wanted: Label) -> tuple[Intent, Label | None]:
    """
    Note the label and take the turn; return what was noted of its package before.

    Raises:
        InTheWay: Somebody else has the turn.
    """
    ledger, now = desk.world.ledger, desk.world.clock.now()
    with ledger.transaction():
        intent = ledger.intents.begin(desk.organisation, KIND, wanted.key, at=now)
        known = ledger.labels.of_task(desk.organisation, wanted.task_id)
        valid = (one for one in known if one.state is not LabelState.VOIDED)
        there = next((one for one in valid if one.box == wanted.box), None)
        if intent.state is IntentState.DONE and there is not None:
            return intent, there
        if not ledger.intents.lease(
            desk.organisation, intent, now=now, until=now + LEASE
        ):
            raise InTheWay(
                "in_hand",
                f"the label of '{wanted.box}' of {wanted.sale_number} is being made"
                " already: ask again in a moment",
            )
        if there is None:
            ledger.labels.put(desk.organisation, wanted)
    return intent, there


@contextmanager
def _given_back(desk: Desk, intent: Intent) -> Iterator[None]:
    """
    Give the turn back if something fails inside: whoever is next looks first.
    """
    try:
        yield
    except Exception:
        desk.world.ledger.intents.settle(desk.organisation, intent, IntentState.OPEN)
        raise


def _refused(desk: Desk, wanted: Label, intent: Intent, problem: Exception) -> Label:
    """
    Make sure that a label which was refused was not bought, and say why it was.
    """
    now = desk.world.clock.now()
    desk.world.ledger.intents.lease(
        desk.organisation, intent, now=now, until=now + LEASE
    )
    with _given_back(desk, intent):
        found = _lost(desk, wanted)
    if found is not None:
        return _kept(desk, wanted, found, remark=_ADOPTED)
    _forget(desk, wanted)
    raise Unusable(
        "label_refused", f"no label for '{wanted.box}': {problem}"
    ) from problem


def _lost(desk: Desk, wanted: Label) -> Purchase | None:
    """
    Return what was bought for the label without anybody having noted it.
    """
    if not wanted.order_id:
        return None
    with desk.asking():
        purchases = desk.account.purchases(wanted.order_id)
    known = desk.world.ledger.labels.of_sale(desk.organisation, wanted.sale_number)
    explained = [one.shipment_id for one in known if one.shipment_id is not None]
    return lost_purchase(wanted, purchases, explained=explained)


def _forget(desk: Desk, label: Label) -> None:
    ledger = desk.world.ledger
    with ledger.transaction():
        ledger.labels.drop(label.id)
        ledger.intents.drop(desk.organisation, KIND, label.key)


def _kept(
    desk: Desk,
    label: Label,
    purchase: Purchase,
    *,
    pdf: bytes = b"",
    remark: str = "",
) -> Label:
    """
    Keep what was bought, so that no poll takes it for another shipment.
    """
    kept = replace(
        label,
        state=LabelState.BOUGHT,
        shipment_id=purchase.shipment_id,
        tracking_number=purchase.tracking_number,
        cost=purchase.cost,
        insurance_cost=purchase.insurance_cost,
        shipped_on=purchase.shipped_on or label.shipped_on,
        is_printable=bool(pdf),
        remark=remark or ("" if pdf else _UNREADABLE),
    )
    ledger, now = desk.world.ledger, desk.world.clock.now()
    with ledger.transaction():
        ledger.labels.put(desk.organisation, kept, pdf=pdf or None)
        ledger.intents.settle(
            desk.organisation,
            Intent(KIND, label.key, IntentState.OPEN, now),
            IntentState.DONE,
            result=label.id,
        )
        ledger.shipments.see(desk.organisation, seen(kept), at=now)
        price = f"{kept.tracking_number}, cost {kept.cost}"
        detail = f"{kept.box}: {kept.carrier} {kept.service}, {price}"
        told = "; ".join(one for one in (detail, remark) if one)
        desk.log(delivered(kept.sale_number, told, reason="label"))
    return kept


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
