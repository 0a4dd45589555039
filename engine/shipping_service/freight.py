"""
Finds what shall be sent: a sale, its fulfilment, and the packages of that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.domain.labels import Label, LabelState
from engine.domain.packages import Package, Size, check_boxes, packages_of
from engine.domain.sale import AUTHORISED, SERVICE_SALE, Fulfilment, Sale
from engine.domain.units import length_cm, weight_grams
from engine.ports.vendors import Cin7Account
from engine.ports.world import World
from engine.shipping_service.problems import InTheWay, NotHere, Unusable, told_in_full


@dataclass(frozen=True, slots=True)
class Goods:
    """
    Which goods are meant: a sale by its number, and a fulfilment of it.

    Attributes:
        fulfilment: Its number; nothing means the one that can be sent.
    """

    sale_number: str
    fulfilment: int | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """
    The organisation's side: its sales and what was entered of packages.
    """

    world: World
    organisation: str
    shop: Cin7Account


@dataclass(frozen=True, slots=True)
class Measures:
    """
    What a person tells of a package, in units of the person's choice.

    Attributes:
        sides: Length, width and height; nothing if nobody measured.
    """

    box: str
    weight: Decimal
    weight_units: str
    sides: tuple[Decimal, Decimal, Decimal] | None = None
    side_units: str = ""


@dataclass(frozen=True, slots=True)
class Freight:
    """
    A fulfilment with its packages, or the sentence on why there are none.
    """

    sale: Sale
    task: Fulfilment
    packages: tuple[Package, ...]
    instructions: str = ""
    problem: str = ""


def open_counter(world: World, organisation: str, *, patient: bool = False) -> Counter:
    """
    Return the organisation's side.

    Raises:
        NotHere: There is no such organisation.
    """
    found = world.ledger.organisations.get(organisation.lower())
    if found is None:
        raise NotHere("not_found", f"there is no organisation {organisation}")
    return Counter(world, found.id, world.vendors.sales(found, patient=patient))


def find_goods(counter: Counter, goods: Goods) -> tuple[Sale, Fulfilment]:
    """
    Return the sale and the fulfilment that is meant.

    Raises:
        NotHere: There is no such sale or fulfilment.
        InTheWay: The sale is voided, or several fulfilments can be meant.
    """
    sale = counter.shop.sale(_sale_id(counter, goods.sale_number))
    number = sale.order_number
    if sale.is_voided or sale.type == SERVICE_SALE:
        raise InTheWay("voided", f"{number} is voided, or has nothing to ship")
    alive = [one for one in sale.fulfilments if not one.is_voided]
    if goods.fulfilment is not None:
        alive = [one for one in alive if one.number == goods.fulfilment]
        if not alive:
            raise NotHere("not_found", f"{number} has no fulfilment {goods.fulfilment}")
    return sale, _meant(number, alive)


def load(counter: Counter, goods: Goods, *, usual_units: str) -> Freight:
    """
    Return the fulfilment with its packages.

    Raises:
        NotHere: There is no such sale or fulfilment.
        InTheWay: The sale is voided, or several fulfilments can be meant.
        Unusable: Nothing is packed, or a box has no weight.
    """
    sale, task = find_goods(counter, goods)
    ledger = counter.world.ledger
    with told_in_full():
        packages = packages_of(
            sale,
            task,
            entered=ledger.packages.entered(counter.organisation, task.task_id),
            usual_units=usual_units,
        )
    told = ledger.packages.instructions(counter.organisation, task.task_id)
    return Freight(sale, task, packages, told)


def look(counter: Counter, goods: Goods) -> Freight:
    """
    Return the fulfilment with its packages, or a sentence on what they lack.
    """
    units = counter.shop.company().weight_units
    try:
        return load(counter, goods, usual_units=units)
    except Unusable as problem:
        sale, task = find_goods(counter, goods)
        packages = counter.world.ledger.packages
        entered = packages.entered(counter.organisation, task.task_id)
        told = packages.instructions(counter.organisation, task.task_id)
        known = tuple(entered.values())
        return Freight(sale, task, known, told, str(problem))


def enter_packages(
    counter: Counter,
    goods: Goods,
    measures: Sequence[Measures],
    *,
    instructions: str | None = None,
) -> Freight:
    """
    Store the packages of a fulfilment; boxes that are not told have the usual ones.

    Raises:
        NotHere: There is no such sale or fulfilment.
        InTheWay: The pack is not authorised, or a box that changes has a label.
        Unusable: There is no such box, or a measure makes no sense.
    """
    sale, task = find_goods(counter, goods)
    if task.pack_status != AUTHORISED:
        raise InTheWay("pack", f"the pack of {sale.order_number} is not authorised yet")
    with told_in_full():
        check_boxes(sale, task, [one.box for one in measures])
    packages = [_package(one) for one in measures]
    ledger, where = counter.world.ledger, (counter.organisation, task.task_id)
    with ledger.transaction():
        _check_unlabelled(
            ledger.labels.of_task(*where),
            before=ledger.packages.entered(*where),
            after={one.box: one for one in packages},
        )
        ledger.packages.put(*where, packages)
        if instructions is not None:
            ledger.packages.instruct(*where, instructions.strip())
    return look(counter, goods)


def _sale_id(counter: Counter, number: str) -> str:
    """
    Return the sale's id; one that the ledger has met costs no call.
    """
    ledger = counter.world.ledger
    mirrored = ledger.mirror.named(counter.organisation, number)
    if mirrored is not None:
        return mirrored.sale_id
    labelled = ledger.labels.of_sale(counter.organisation, number)
    if labelled:
        return labelled[0].sale_id
    row = counter.shop.find(number)
    if row is None:
        raise NotHere("not_found", f"Cin7 Core has no sale {number}")
    return row.sale_id


def _meant(number: str, alive: Sequence[Fulfilment]) -> Fulfilment:
    packed = [one for one in alive if one.pack_status == AUTHORISED]
    open_ones = [one for one in packed if not one.is_all_shipped]
    for choice in (alive, open_ones, packed):
        if len(choice) == 1:
            return choice[0]
    if not alive:
        raise InTheWay("pack", f"{number} has no fulfilment yet: pick and pack it")
    listed = " or ".join(str(one.number) for one in alive)
    raise InTheWay(
        "several_fulfilments", f"{number} has several fulfilments: say which, {listed}"
    )


def _package(told: Measures) -> Package:
    grams = weight_grams(told.weight, told.weight_units)
    if grams is None or grams <= 0:
        raise Unusable(
            "weight" if grams is not None else "units",
            f"'{told.box}' cannot weigh {told.weight} {told.weight_units}: tell more"
            " than nothing, in g, kg, oz or lb",
        )
    return Package(told.box, grams, _size(told))


def _size(told: Measures) -> Size | None:
    if told.sides is None:
        return None
    sides = [length_cm(one, told.side_units) for one in told.sides]
    length, width, height = sides
    if length is None or width is None or height is None:
        raise Unusable(
            "units",
            f"'{told.box}' cannot be measured in '{told.side_units}': tell mm, cm, m,"
            " in or ft",
        )
    if min(length, width, height) <= 0:
        raise Unusable("size", f"each side of '{told.box}' has to be more than nothing")
    return Size(length, width, height)


def _check_unlabelled(
    labels: Sequence[Label],
    *,
    before: Mapping[str, Package],
    after: Mapping[str, Package],
) -> None:
    """
    Return if no package changes that has a label.
    """
    for label in labels:
        is_same = before.get(label.box) == after.get(label.box)
        if label.state is LabelState.BOUGHT and not is_same:
            raise InTheWay(
                "labelled",
                f"'{label.box}' of {label.sale_number} has a label already: void it"
                " before the package changes",
            )
